/*
 * backtrack: ECMA-262's own way to match a pattern, word for word (22.2.2): each
 * node matches and then asks a continuation.
 *
 * Slow, and simple enough to be right: captures are forgotten where the standard
 * forgets them (22.2.2.3.1, step 4), lookbehinds run backwards, an empty round ends a
 * repetition.  It judges PCRE2's translation, the tables and the runs from the tree
 * that they are all made of.  What takes too many steps has no answer, nor have
 * Unicode properties.
 */
#ifndef TESTS_FUZZ_BACKTRACK_H
#define TESTS_FUZZ_BACKTRACK_H

#include "base/arena.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "regex/regex-set.h"
#include "regex/regex-tree.h"
#include "regex/regex.h"

enum { BACK_GROUPS = 32, BACK_STEPS = 20000, BACK_DEPTH = 2000 };

struct back_capture {
	size_t start, end;
	bool set;
};

struct back {
	struct str subject;
	struct back_capture groups[BACK_GROUPS];
	unsigned steps, depth;
	bool gave_up;
};

/* What is to be matched after a node. */
struct back_next {
	enum { BACK_DONE, BACK_SEQ, BACK_REPEAT, BACK_GROUP } kind;
	const struct tree
	    *t;    /* the element that was matched, the repetition, the group */
	size_t at; /* where the round, or the group, began */
	uint32_t rounds;
	bool back;
	const struct back_next *next;
};

static bool back_match(struct back *b, const struct tree *t, size_t at, bool back,
		       const struct back_next *k);

/* The element of a sequence behind t, in the direction of matching. */
static inline const struct tree *
back_neighbour(const struct tree *t, bool back)
{
	const struct tree *p;

	if (!back)
		return t->next;
	p = t->parent->first;
	if (p == t)
		return NULL;
	while (p->next != t)
		p = p->next;
	return p;
}

/* Forgets what the groups within t hold. */
static inline void
back_forget(struct back *b, const struct tree *t)
{
	if (t->kind == TREE_GROUP && t->number < BACK_GROUPS)
		b->groups[t->number].set = false;
	for (const struct tree *c = t->first; c != NULL; c = c->next)
		back_forget(b, c);
}

static inline bool back_continue(struct back *b, const struct back_next *k, size_t at);

static inline bool
back_round(struct back *b, const struct tree *t, size_t at, uint32_t rounds, bool back,
	   const struct back_next *k)
{
	struct back_next again = {BACK_REPEAT, t, at, rounds + 1, back, k};
	struct back_capture saved[BACK_GROUPS];

	if (rounds >= t->max)
		return false;
	memcpy(saved, b->groups, sizeof(saved));
	back_forget(b, t);
	if (back_match(b, t->first, at, back, &again))
		return true;
	memcpy(b->groups, saved, sizeof(saved));
	return false;
}

/* 22.2.2.3.1 RepeatMatcher */
static inline bool
back_repeat(struct back *b, const struct tree *t, size_t at, uint32_t rounds, bool back,
	    const struct back_next *k)
{
	if (rounds < t->min)
		return back_round(b, t, at, rounds, back, k);
	if (t->lazy)
		return back_continue(b, k, at) || back_round(b, t, at, rounds, back, k);
	return back_round(b, t, at, rounds, back, k) || back_continue(b, k, at);
}

static inline bool
back_group_end(struct back *b, const struct back_next *k, size_t at)
{
	struct back_capture *g = &b->groups[k->t->number], saved = *g;

	*g = k->back ? (struct back_capture){at, k->at, true}
		     : (struct back_capture){k->at, at, true};
	if (back_continue(b, k->next, at))
		return true;
	*g = saved;
	return false;
}

static inline bool
back_continue(struct back *b, const struct back_next *k, size_t at)
{
	const struct tree *t;
	struct back_next rest;

	switch (k->kind) {
	case BACK_DONE:
		return true;
	case BACK_SEQ:
		t = back_neighbour(k->t, k->back);
		if (t == NULL)
			return back_continue(b, k->next, at);
		rest = *k;
		rest.t = t;
		return back_match(b, t, at, k->back, &rest);
	case BACK_REPEAT:
		/* a round that was not needed, and read nothing */
		if (k->rounds > k->t->min && at == k->at)
			return false;
		return back_repeat(b, k->t, at, k->rounds, k->back, k->next);
	case BACK_GROUP:
		break;
	}
	return back_group_end(b, k, at);
}

/* The character at hand, in that direction; *at moves over it. */
static inline bool
back_read(const struct back *b, size_t *at, bool back, uint32_t *c)
{
	struct str s = b->subject;
	size_t from = *at;

	if (back ? from == 0 : from == s.len)
		return false;
	if (!back) {
		*at += utf8_decode(s.s + from, s.len - from, c);
		return true;
	}
	do
		from--;
	while ((s.s[from] & 0xc0) == 0x80);
	(void)utf8_decode(s.s + from, *at - from, c);
	*at = from;
	return true;
}

static inline bool
back_is_line_end(uint32_t c)
{
	return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

/* Whether a character of \w stands before or behind that place. */
static inline bool
back_is_word(const struct back *b, size_t at, bool before)
{
	uint32_t c;

	return back_read(b, &at, before, &c) &&
	       ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		(c >= 'A' && c <= 'Z') || c == '_');
}

static inline bool
back_assert(const struct back *b, const struct tree *t, size_t at)
{
	uint32_t c;
	size_t to = at;

	switch (t->kind) {
	case TREE_BEGIN:
		return at == 0;
	case TREE_END:
		return at == b->subject.len;
	case TREE_LINE_BEGIN:
		return !back_read(b, &to, true, &c) || back_is_line_end(c);
	case TREE_LINE_END:
		return !back_read(b, &to, false, &c) || back_is_line_end(c);
	default:
		return (back_is_word(b, at, true) != back_is_word(b, at, false)) ==
		       (t->kind == TREE_WORD);
	}
}

static inline bool
back_one(struct back *b, const struct tree *t, size_t *at, bool back)
{
	const struct set *set;
	uint32_t c;

	if (!back_read(b, at, back, &c))
		return false;
	if (t->kind == TREE_CHAR)
		return c == t->c;
	set = &t->u.charset->set;
	b->gave_up = b->gave_up || t->u.charset->properties != NULL;
	for (size_t i = 0; i < set->n; i++)
		if (c >= set->r[i].lo && c <= set->r[i].hi)
			return true;
	return false;
}

/* 22.2.2.7.2 BackreferenceMatcher; a group that holds nothing matches nothing. */
static inline bool
back_reference(const struct back *b, const struct tree *t, size_t *at, bool back)
{
	const struct back_capture *g = &b->groups[t->u.target->number];
	struct str s = b->subject;
	size_t len = g->set ? g->end - g->start : 0;

	if (back ? len > *at : len > s.len - *at)
		return false;
	*at -= back ? len : 0;
	if (len != 0 && memcmp(s.s + g->start, s.s + *at, len) != 0)
		return false;
	*at += back ? 0 : len;
	return true;
}

/* What a lookaround has found is not looked for again. */
static inline bool
back_look(struct back *b, const struct tree *t, size_t at, const struct back_next *k)
{
	static const struct back_next done = {.kind = BACK_DONE};
	bool negative = t->kind == TREE_NOT_AHEAD || t->kind == TREE_NOT_BEHIND;
	bool behind = t->kind == TREE_BEHIND || t->kind == TREE_NOT_BEHIND;
	struct back_capture saved[BACK_GROUPS];
	bool found;

	memcpy(saved, b->groups, sizeof(saved));
	found = back_match(b, t->first, at, behind, &done);
	if (negative)
		memcpy(b->groups, saved, sizeof(saved));
	if (found != negative && back_continue(b, k, at))
		return true;
	memcpy(b->groups, saved, sizeof(saved));
	return false;
}

static inline bool
back_node(struct back *b, const struct tree *t, size_t at, bool back,
	  const struct back_next *k)
{
	struct back_next next = {.t = t, .at = at, .back = back, .next = k};

	switch (t->kind) {
	case TREE_EMPTY:
		return back_continue(b, k, at);
	case TREE_CHAR:
	case TREE_CLASS:
		return back_one(b, t, &at, back) && back_continue(b, k, at);
	case TREE_BACKREF:
		return back_reference(b, t, &at, back) && back_continue(b, k, at);
	case TREE_SEQ:
		next.kind = BACK_SEQ;
		next.t = back ? t->last : t->first;
		return back_match(b, next.t, at, back, &next);
	case TREE_ALT:
		for (const struct tree *c = t->first; c != NULL; c = c->next) {
			if (back_match(b, c, at, back, k))
				return true;
		}
		return false;
	case TREE_REPEAT:
		return back_repeat(b, t, at, 0, back, k);
	case TREE_GROUP:
		next.kind = BACK_GROUP;
		return back_match(b, t->first, at, back, &next);
	case TREE_AHEAD:
	case TREE_NOT_AHEAD:
	case TREE_BEHIND:
	case TREE_NOT_BEHIND:
		return back_look(b, t, at, k);
	default:
		return back_assert(b, t, at) && back_continue(b, k, at);
	}
}

static inline bool
back_match(struct back *b, const struct tree *t, size_t at, bool back,
	   const struct back_next *k)
{
	bool matches;

	if (b->gave_up || ++b->steps > BACK_STEPS || b->depth >= BACK_DEPTH) {
		b->gave_up = true;
		return false;
	}
	b->depth++;
	matches = back_node(b, t, at, back, k);
	b->depth--;
	return matches && !b->gave_up;
}

static inline unsigned
back_groups(const struct tree *t)
{
	unsigned most = t->kind == TREE_GROUP ? t->number : 0, n;

	for (const struct tree *c = t->first; c != NULL; c = c->next) {
		n = back_groups(c);
		most = n > most ? n : most;
	}
	return most;
}

/* Whether pattern, which is valid, matches anywhere in subject. */
static inline enum regex_result
backtrack(struct str pattern, struct str subject, struct arena *a)
{
	static const struct back_next done = {.kind = BACK_DONE};
	struct back b = {.subject = subject};
	struct regex_error err;
	const struct tree *root = tree_parse(pattern, a, &err);
	uint32_t c;
	size_t at = 0;

	if (root == NULL || back_groups(root) >= BACK_GROUPS)
		return REGEX_GAVE_UP;
	for (;;) {
		memset(b.groups, 0, sizeof(b.groups));
		if (back_match(&b, root, at, false, &done))
			return REGEX_YES;
		if (b.gave_up)
			return REGEX_GAVE_UP;
		if (!back_read(&b, &at, false, &c))
			return REGEX_NO;
	}
}

#endif
