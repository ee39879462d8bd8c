/*
 * json-dialects: JSON as Python, JavaScript or JSON with comments write it.
 *
 * A text that is written so from end to end gets one finding, with one fix that
 * rewrites all of it.  Other mistakes in it stay findings of their own.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "load/reading.h"
#include "load/scan.h"
#include "load/tokens.h"

enum { FEW = 3, COMMENTS = 4, BYTES = 1 << 18 /* of a text that are looked at */ };

static const struct dialect python = {"a Python literal",
				      "json.dumps() writes it as JSON"},
			    single = {"a Python or JavaScript literal",
				      "json.dumps() or JSON.stringify() writes it as "
				      "JSON"},
			    json5 = {"JSON5 or a JavaScript literal",
				     "JSON.stringify() writes it as JSON"},
			    jsonc = {"JSON with comments (JSONC)",
				     "JSON has none: remove them"};

/* What the tokens of a text are. */
struct sorts {
	size_t single, doubles, bare, words;
};

static void
sort_token(struct sorts *n, const struct token *t)
{
	struct str s = {t->from, (size_t)(t->to - t->from)};

	if (t->kind != TOKEN_NAME && t->kind != TOKEN_VALUE)
		return;
	n->single += *s.s == '\'';
	n->doubles += *s.s == '"';
	if (t->kind == TOKEN_NAME)
		n->bare += scan_is(*s.s, SCAN_WORD) && !scan_is_digit(*s.s);
	else
		n->words +=
		    str_is(s, "None") || str_is(s, "True") || str_is(s, "False");
}

const struct dialect *
dialect_find(struct str text)
{
	struct sorts n = {0};
	struct tokens ts;
	struct token t;

	tokens_init(&ts, str_slice(text, 0, text.len < BYTES ? text.len : BYTES), 0);
	while ((t = tokens_next(&ts)).kind != TOKEN_END)
		sort_token(&n, &t);
	if (ts.conflict)
		return NULL;
	if (n.single >= FEW && n.single > n.doubles && n.bare < n.single)
		return n.words != 0 ? &python : n.bare != 0 ? &json5 : &single;
	if (n.bare >= FEW && n.bare * 2 > n.doubles)
		return &json5;
	return ts.comments >= COMMENTS ? &jsonc : NULL;
}

static int
by_place(const void *a, const void *b)
{
	const struct edit *x = *(const struct edit *const *)a,
			  *y = *(const struct edit *const *)b;

	return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

/* Takes the findings that are usual out of the list; their edits, in order. */
static const struct edit **
take_usual(struct reader *r, struct diag **first, size_t *n)
{
	const struct edit **edits = NULL;
	size_t cap = 0;

	*n = 0;
	while (*first != NULL) {
		struct diag *d = *first;

		if (d->fold_key != r->dialect->what) {
			first = &d->next;
			continue;
		}
		*first = d->next;
		if (d->fixes == NULL)
			continue;
		for (const struct edit *e = d->fixes->edits; e != NULL; e = e->next) {
			edits =
			    arena_grow(r->arena, edits, &cap, *n + 1, sizeof(*edits));
			edits[(*n)++] = e;
		}
	}
	r->ds->tail = first;
	if (edits != NULL)
		qsort(edits, *n, sizeof(const void *), by_place);
	return edits;
}

void
dialect_say(struct reader *r, struct diag **first)
{
	size_t n, at = 0;
	const struct edit **edits = take_usual(r, first, &n);
	const char *p = scan_space(r->start, r->end);
	struct diag *d;
	struct fix *fix;

	d = syntax_error(r, p, p + (p < r->end), "this is %s, not JSON",
			 r->dialect->what);
	diag_help(r->ds, d, "%s", r->dialect->help);
	fix = edits != NULL ? diag_fix(r->ds, d, FIX_SUGGESTED, "write it as JSON")
			    : NULL;
	for (size_t i = 0; edits != NULL && i < n; i++) {
		if (i != 0 && edits[i]->span.start < at)
			continue;
		fix_edit(r->ds, fix, edits[i]->span, edits[i]->text);
		at = edits[i]->span.end;
	}
}
