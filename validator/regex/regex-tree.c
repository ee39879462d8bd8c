/* regex-tree: questions about a tree. */
#include "regex/regex-tree.h"

#include <stdio.h>

#include "regex/regex.h"

bool
regex_unsupported(struct regex_error *err, size_t from, size_t to, const char *message)
{
	if (err->problem == REGEX_FINE) {
		err->problem = REGEX_UNSUPPORTED;
		err->offset = from;
		err->length = to - from;
		snprintf(err->message, sizeof(err->message), "%s", message);
	}
	return false;
}

bool
tree_nullable(const struct tree *t)
{
	switch (t->kind) {
	case TREE_CHAR:
	case TREE_CLASS:
		return false;
	case TREE_GROUP:
		return tree_nullable(t->first);
	case TREE_REPEAT:
		return t->min == 0 || tree_nullable(t->first);
	case TREE_SEQ:
		for (t = t->first; t != NULL; t = t->next)
			if (!tree_nullable(t))
				return false;
		return true;
	case TREE_ALT:
		for (t = t->first; t != NULL; t = t->next)
			if (tree_nullable(t))
				return true;
		return false;
	default: /* assertions, back references, nothing */
		return true;
	}
}

static unsigned
depth(const struct tree *t)
{
	unsigned n = 0;

	for (; t->parent != NULL; t = t->parent)
		n++;
	return n;
}

const struct tree *
tree_common(const struct tree *a, const struct tree *b)
{
	unsigned m = depth(a), n = depth(b);

	for (; m > n; m--)
		a = a->parent;
	for (; n > m; n--)
		b = b->parent;
	while (a != b) {
		a = a->parent;
		b = b->parent;
	}
	return a;
}

static bool
is_within(const struct tree *t, enum tree_kind one, enum tree_kind other,
	  const struct tree *top)
{
	for (; t != top; t = t->parent)
		if (t->kind == one || t->kind == other)
			return true;
	return false;
}

/* Whether t is in something that is repeated no times. */
static bool
is_void(const struct tree *t, const struct tree *top)
{
	for (; t != top; t = t->parent)
		if (t->kind == TREE_REPEAT && t->max == 0)
			return true;
	return false;
}

/* The child of top that holds t. */
static const struct tree *
branch(const struct tree *t, const struct tree *top)
{
	while (t->parent != top)
		t = t->parent;
	return t;
}

static bool
comes_before(const struct tree *a, const struct tree *b)
{
	for (; a != NULL; a = a->next)
		if (a == b)
			return true;
	return false;
}

/*
 * Whether every repetition around group leaves it set in each round that
 * reaches the reference: then what it holds is of the last round, in PCRE2 too.
 */
static bool
always_fresh(const struct tree *group, const struct tree *common)
{
	bool certain = true, outside = true; /* outside: the reference is */

	for (const struct tree *t = group; t->parent != NULL; t = t->parent) {
		const struct tree *p = t->parent;

		outside = outside && p != common;
		if (p->kind == TREE_REPEAT && p->max > 1) {
			if (!certain)
				return false;
			/* PCRE2 ends a loop with an empty round, ECMA-262 before it. */
			if (outside && tree_nullable(t))
				return false;
		}
		if (outside &&
		    (p->kind == TREE_ALT || (p->kind == TREE_REPEAT && p->min == 0)))
			certain = false;
	}
	return true;
}

enum ref
tree_judge_reference(const struct tree *ref)
{
	const struct tree *group = ref->u.target;
	const struct tree *common = tree_common(ref, group);

	/* These run backwards in ECMA-262, and forwards in PCRE2. */
	if (is_within(ref, TREE_BEHIND, TREE_NOT_BEHIND, NULL))
		return REF_UNSAFE;
	if (common == group || common->kind == TREE_ALT)
		return REF_EMPTY;
	if (comes_before(branch(ref, common), branch(group, common)))
		return REF_EMPTY;
	if (is_within(group, TREE_NOT_AHEAD, TREE_NOT_BEHIND, common))
		return REF_EMPTY;
	if (is_void(group, common))
		return REF_EMPTY;
	if (is_within(group, TREE_BEHIND, TREE_BEHIND, common))
		return REF_UNSAFE;
	return always_fresh(group, common) ? REF_SAFE : REF_UNSAFE;
}
