/* regex-translate: a tree, written as a pattern of PCRE2. */
#include "regex/regex-translate.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/stack.h"
#include "regex/regex-tree.h"
#include "regex/regex.h"

enum {
	REPEAT_LIMIT = 65535, /* of PCRE2 */
	BEHIND_LIMIT = 256    /* alternatives of one lookbehind */
};

struct writer {
	struct buf *out;
	struct regex_error *err;
	unsigned groups;
	bool behind; /* nothing is repeated there: no callouts */
};

static bool
unsupported(struct writer *w, const struct tree *t, const char *message)
{
	return regex_unsupported(w->err, t->from, t->to, message);
}

/* ---- characters */

static void
put_char(struct buf *out, uint32_t c)
{
	if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
		buf_putc(out, (char)c);
	else
		buf_printf(out, "\\x{%x}", c);
}

static void
put_range(struct buf *out, uint32_t lo, uint32_t hi)
{
	if (lo > hi)
		return;
	put_char(out, lo);
	if (hi > lo + 1)
		buf_putc(out, '-');
	if (hi > lo)
		put_char(out, hi);
}

/* No text that PCRE2 gets holds a surrogate, and it refuses their numbers. */
static void
put_ranges(struct buf *out, const struct set *s)
{
	for (size_t i = 0; i < s->n; i++) {
		uint32_t lo = s->r[i].lo, hi = s->r[i].hi;

		put_range(out, lo, hi < 0xd7ff ? hi : 0xd7ff);
		put_range(out, lo > 0xe000 ? lo : 0xe000, hi);
	}
}

static void
put_class(struct buf *out, const struct charset *cs)
{
	size_t start = out->len;

	buf_puts(out, cs->negated ? "[^" : "[");
	put_ranges(out, &cs->set);
	for (const struct property *p = cs->properties; p != NULL; p = p->next)
		buf_puts(out, p->spelling);
	if (out->len == start + 1) {
		out->len = start;
		buf_puts(out, "(?!)");
		return;
	}
	buf_putc(out, ']');
}

/* ---- callouts */

/* About how many steps t takes until its next callout. */
static uint64_t
steps(const struct tree *t)
{
	uint64_t n = 0;

	switch (t->kind) {
	case TREE_SEQ:
		for (t = t->first; t != NULL; t = t->next)
			n += steps(t);
		return n;
	case TREE_ALT:
		for (t = t->first; t != NULL; t = t->next)
			n++;
		return n;
	case TREE_REPEAT:
		return (t->min > 1 ? t->min : 1) * steps(t->first);
	case TREE_BEHIND:
	case TREE_NOT_BEHIND:
		return 16;
	default:
		return t->first != NULL ? steps(t->first) : 1;
	}
}

static void
put_callout(struct writer *w, uint64_t n)
{
	unsigned log = 0;

	if (w->behind)
		return;
	while (log < 40 && n >> log > 1)
		log++;
	buf_printf(w->out, "(?C%u)", log);
}

/* ---- nodes */

enum level { LEVEL_ALT, LEVEL_SEQ, LEVEL_ATOM };

static bool put_tree(struct writer *w, struct tree *t, enum level level);
static bool put_behind(struct writer *w, struct tree *t);

static bool
put_alternatives(struct writer *w, struct tree *t)
{
	if (t->kind != TREE_ALT) {
		put_callout(w, steps(t));
		return put_tree(w, t, LEVEL_SEQ);
	}
	for (t = t->first; t != NULL; t = t->next) {
		put_callout(w, steps(t));
		if (!put_tree(w, t, LEVEL_SEQ))
			return false;
		if (t->next != NULL)
			buf_putc(w->out, '|');
	}
	return true;
}

static bool
put_wrapped(struct writer *w, const char *open, struct tree *t)
{
	buf_puts(w->out, open);
	if (!put_alternatives(w, t))
		return false;
	buf_putc(w->out, ')');
	return true;
}

static bool
is_single(const struct tree *t)
{
	return t->kind == TREE_CHAR || t->kind == TREE_CLASS;
}

/*
 * More of a character than PCRE2 can count: in blocks of as many as it can, so that
 * each number of characters comes about in one way only.  Only behind the ^ that a
 * pattern begins with, from where it is tried once.
 */
static bool
put_blocks(struct writer *w, const struct tree *t)
{
	const struct tree *seq = t->parent;
	uint32_t more = t->max - t->min, blocks = more / REPEAT_LIMIT;
	struct buf x = BUF_INIT;
	struct writer one = {.out = &x, .behind = true};

	if (!is_single(t->first) || seq == NULL || seq->parent != NULL ||
	    seq->first->kind != TREE_BEGIN)
		return unsupported(w, t, "repetitions above 65535 cannot be run here");
	(void)put_tree(&one, t->first, LEVEL_ATOM);
	put_callout(w, t->max == TREE_MANY ? t->min : t->max);
	buf_printf(w->out, "(?:%s{65535}){%u}%s{%u}", x.s, t->min / REPEAT_LIMIT, x.s,
		   t->min % REPEAT_LIMIT);
	if (t->max == TREE_MANY)
		buf_printf(w->out, "%s*", x.s);
	else if (blocks == 0)
		buf_printf(w->out, "%s{0,%u}", x.s, more);
	else
		buf_printf(
		    w->out,
		    "(?:(?:%s{65535}){%u}%s{0,%u}|(?:%s{65535}){0,%u}%s{0,65534})", x.s,
		    blocks, x.s, more % REPEAT_LIMIT, x.s, blocks - 1, x.s);
	put_callout(w, 1);
	buf_release(&x);
	return true;
}

static bool
put_repeat(struct writer *w, struct tree *t)
{
	bool many = t->max == TREE_MANY;

	if (t->min > REPEAT_LIMIT || (!many && t->max > REPEAT_LIMIT))
		return put_blocks(w, t);
	/* 10.42 takes (?:b|^){0} for an anchor. */
	if (t->max == 0) {
		buf_puts(w->out, "(?:)");
		return true;
	}
	if (!put_tree(w, t->first, LEVEL_ATOM))
		return false;
	if (many && t->min <= 1)
		buf_putc(w->out, t->min == 0 ? '*' : '+');
	else if (many)
		buf_printf(w->out, "{%u,}", t->min);
	else if (t->min == t->max)
		buf_printf(w->out, "{%u}", t->min);
	else
		buf_printf(w->out, "{%u,%u}", t->min, t->max);
	if (t->lazy)
		buf_putc(w->out, '?');
	if (is_single(t->first) || t->first->kind == TREE_BACKREF)
		put_callout(w, 1);
	return true;
}

static bool
put_reference(struct writer *w, struct tree *t)
{
	switch (tree_judge_reference(t)) {
	case REF_EMPTY:
		buf_puts(w->out, "(?:)");
		return true;
	case REF_SAFE:
		if (!w->behind)
			buf_printf(w->out, "(?:(?C%d)\\g{%u})", CALLOUT_REF,
				   t->u.target->number);
		return true;
	default:
		return unsupported(w, t,
				   "a back reference to a group that a repetition can "
				   "skip, or within a lookbehind, cannot be run");
	}
}

static bool
put_group(struct writer *w, struct tree *t)
{
	if (!t->referenced)
		return put_wrapped(w, "(?:", t->first);
	t->number = ++w->groups;
	return put_wrapped(w, "(", t->first);
}

/* An assertion: PCRE2 repeats none that is not in a group. */
static bool
put_assertion(struct writer *w, const char *text, enum level level)
{
	buf_printf(w->out, level == LEVEL_ATOM ? "(?:%s)" : "%s", text);
	return true;
}

static bool
put_tree(struct writer *w, struct tree *t, enum level level)
{
	stack_guard();
	switch (t->kind) {
	case TREE_CHAR:
		if (t->c >= 0xd800 && t->c <= 0xdfff)
			buf_puts(w->out, "(?!)");
		else
			put_char(w->out, t->c);
		return true;
	case TREE_CLASS:
		put_class(w->out, t->u.charset);
		return true;
	case TREE_SEQ:
		if (level == LEVEL_ATOM)
			return put_wrapped(w, "(?:", t);
		for (t = t->first; t != NULL; t = t->next)
			if (!put_tree(w, t, LEVEL_SEQ))
				return false;
		return true;
	case TREE_ALT:
		return level == LEVEL_ALT ? put_alternatives(w, t)
					  : put_wrapped(w, "(?:", t);
	case TREE_REPEAT:
		return level == LEVEL_ATOM ? put_wrapped(w, "(?:", t)
					   : put_repeat(w, t);
	case TREE_GROUP:
		return put_group(w, t);
	case TREE_BACKREF:
		return put_reference(w, t);
	case TREE_AHEAD:
		return put_wrapped(w, "(?=", t->first);
	case TREE_NOT_AHEAD:
		return put_wrapped(w, "(?!", t->first);
	case TREE_BEHIND:
	case TREE_NOT_BEHIND:
		return put_behind(w, t);
	case TREE_EMPTY:
		buf_puts(w->out, "(?:)");
		return true;
	case TREE_BEGIN:
		return put_assertion(w, "\\A", level);
	case TREE_END:
		return put_assertion(w, "\\z", level);
	case TREE_LINE_BEGIN:
		buf_puts(w->out, "(?<![^\\n\\r\\x{2028}\\x{2029}])");
		return true;
	case TREE_LINE_END:
		buf_puts(w->out, "(?![^\\n\\r\\x{2028}\\x{2029}])");
		return true;
	case TREE_WORD:
		return put_assertion(w, "\\b", level);
	case TREE_NOT_WORD:
		return put_assertion(w, "\\B", level);
	}
	return false;
}

/* ---- lookbehind */

/*
 * PCRE2 10.42 wants alternatives of a fixed length, so a lookbehind is written
 * as the list of all texts it can be: (?<=a(?:b|cd?)) is (?<=ab|ac|acd).  As its
 * left end is open, what comes first needs its least number of repetitions only:
 * (?<=x+y) is (?<=xy).
 */
struct choices {
	struct buf *b;
	size_t n, cap;
};

static void
choices_release(struct choices *c)
{
	for (size_t i = 0; i < c->n; i++)
		buf_release(&c->b[i]);
	mem_free(c->b);
	*c = (struct choices){0};
}

static bool
choices_add(struct choices *c, struct str head, struct str tail)
{
	if (c->n == BEHIND_LIMIT)
		return false;
	c->b = grow(c->b, &c->cap, c->n + 1, sizeof(*c->b));
	c->b[c->n] = BUF_INIT;
	buf_put(&c->b[c->n], head);
	buf_put(&c->b[c->n], tail);
	return c->b[c->n++].len < 60000;
}

/* c becomes each of c followed by each of d. */
static bool
choices_multiply(struct choices *c, const struct choices *d)
{
	struct choices out = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < c->n; i++)
		for (size_t j = 0; ok && j < d->n; j++)
			ok = choices_add(&out, buf_str(&c->b[i]), buf_str(&d->b[j]));
	choices_release(c);
	*c = out;
	return ok;
}

static bool
choices_join(struct choices *c, const struct choices *d)
{
	for (size_t i = 0; i < d->n; i++)
		if (!choices_add(c, buf_str(&d->b[i]), STR("")))
			return false;
	return true;
}

static bool expand(struct writer *w, struct tree *t, bool first, struct choices *c);

static bool
expand_single(const struct writer *w, struct tree *t, struct choices *c)
{
	struct buf text = BUF_INIT;
	struct writer inner = *w;
	bool ok;

	inner.out = &text;
	ok = put_tree(&inner, t, LEVEL_ATOM) && choices_add(c, buf_str(&text), STR(""));
	buf_release(&text);
	return ok;
}

static bool
expand_seq(struct writer *w, struct tree *t, bool first, struct choices *c)
{
	bool ok = choices_add(c, STR(""), STR(""));

	for (t = t->first; ok && t != NULL; t = t->next) {
		struct choices item = {0};

		ok = expand(w, t, first, &item) && choices_multiply(c, &item);
		choices_release(&item);
		first = false;
	}
	return ok;
}

/* n copies: a character with a count, other things one after the other. */
static bool
expand_copies(struct writer *w, struct tree *t, uint32_t n, bool first,
	      struct choices *c)
{
	bool ok;

	if (is_single(t) && n > 0) {
		ok = expand_single(w, t, c);
		buf_printf(&c->b[0], "{%u}", n);
		return ok;
	}
	ok = choices_add(c, STR(""), STR(""));
	for (uint32_t i = 0; ok && i < n; i++) {
		struct choices item = {0};

		ok = expand(w, t, first && i == 0, &item) && choices_multiply(c, &item);
		choices_release(&item);
	}
	return ok;
}

static bool
expand_repeat(struct writer *w, struct tree *t, bool first, struct choices *c)
{
	uint32_t max = first ? t->min : t->max;
	bool ok = true;

	if (t->min > 1000 || max == TREE_MANY || max - t->min > BEHIND_LIMIT)
		return false;
	for (uint32_t n = t->min; ok && n <= max; n++) {
		struct choices item = {0};

		ok = expand_copies(w, t->first, n, first, &item) &&
		     choices_join(c, &item);
		choices_release(&item);
	}
	return ok;
}

static bool
expand(struct writer *w, struct tree *t, bool first, struct choices *c)
{
	bool ok = true;

	stack_guard();
	switch (t->kind) {
	case TREE_SEQ:
		return expand_seq(w, t, first, c);
	case TREE_GROUP:
		return expand(w, t->first, first, c);
	case TREE_REPEAT:
		return expand_repeat(w, t, first, c);
	case TREE_ALT:
		for (t = t->first; ok && t != NULL; t = t->next) {
			struct choices item = {0};

			ok = expand(w, t, first, &item) && choices_join(c, &item);
			choices_release(&item);
		}
		return ok;
	default:
		return expand_single(w, t, c);
	}
}

static bool
put_behind(struct writer *w, struct tree *t)
{
	struct choices c = {0};
	bool outer = w->behind, ok;

	w->behind = true;
	ok = expand(w, t->first, true, &c);
	w->behind = outer;
	buf_puts(w->out, t->kind == TREE_BEHIND ? "(?<=" : "(?<!");
	for (size_t i = 0; ok && i < c.n; i++) {
		buf_puts(w->out, i > 0 ? "|" : "");
		buf_put(w->out, buf_str(&c.b[i]));
	}
	buf_putc(w->out, ')');
	choices_release(&c);
	return ok ||
	       unsupported(w, t, "a lookbehind of unbounded length cannot be run");
}

/* ---- the whole */

/* Marks the groups that some reference can see; whether t looks ahead. */
static bool
prepare(struct tree *t)
{
	bool ahead = t->kind == TREE_AHEAD;

	if (t->kind == TREE_BACKREF && tree_judge_reference(t) == REF_SAFE)
		t->u.target->referenced = true;
	for (t = t->first; t != NULL; t = t->next)
		ahead = prepare(t) || ahead;
	return ahead;
}

bool
translate(struct tree *root, struct buf *out, struct regex_error *err)
{
	struct writer w = {.out = out, .err = err};

	/*
	 * PCRE2 10.42 takes a character asserted at the start for one that is
	 * consumed, and then misses "ba" with (?=b)[^a]*b[ab].  With an empty group
	 * in front it does not look for such a character.
	 */
	if (prepare(root))
		buf_puts(out, "(?:)");
	return put_alternatives(&w, root);
}
