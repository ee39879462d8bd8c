/* diag-finish: what becomes of the findings of a document when all are in. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/arena.h"
#include "finding/diag.h"
#include "finding/finding-groups.h"
#include "finding/lines.h"
#include "finding/safe.h"
#include "finding/secret.h"
#include "finding/within.h"

/* Order of findings: by place, then rule, then as they were made. */
static int
in_order(const void *left, const void *right)
{
	const struct diag *a = *(struct diag *const *)left;
	const struct diag *b = *(struct diag *const *)right;
	int order;

	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	order = strcmp(a->rule->name, b->rule->name);
	if (order != 0)
		return order;
	return a->seen < b->seen ? -1 : a->seen > b->seen;
}

/* Keeps the first of each; returns how many are left. */
static size_t
drop_duplicates(struct diag **all, size_t n, struct arena *a)
{
	struct groups g;
	size_t kept = 0;

	if (n < 2)
		return n;
	groups_of_places(&g, a);
	for (size_t i = 0; i < n; i++) {
		if (groups_find(&g, all[i])->n++ == 0)
			all[kept++] = all[i];
	}
	return kept;
}

/* FNV-1a: it is written to baselines, so it must never change. */
static uint64_t
hash_value(struct str text)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < text.len; i++) {
		h ^= (unsigned char)text.s[i];
		h *= UINT64_C(0x100000001b3);
	}
	return h;
}

static void
clamp(struct span *span, size_t len)
{
	if (span->start > len)
		span->start = len;
	if (span->end > len)
		span->end = len;
	if (span->end < span->start)
		span->end = span->start;
}

/* A sentence as it may be shown; most need nothing. */
static const char *
clean(const char *text, struct arena *a)
{
	struct buf out = BUF_INIT;

	if (text == NULL)
		return NULL;
	if (strpbrk(text, "@=\\") != NULL) {
		secret_redact_sentence(&out, str_from(text));
		text = arena_strndup(a, out.s, out.len);
		buf_release(&out);
	}
	return safe_text(text, a);
}

/* A pointer as it may be shown: names of members may be URLs. */
static const char *
open_pointer(const char *pointer, struct arena *a)
{
	struct buf out = BUF_INIT;

	if (pointer == NULL || strpbrk(pointer, "@=\\") == NULL)
		return pointer;
	secret_redact_urls(&out, str_from(pointer));
	return buf_keep(&out, a).s;
}

/* Of what may be shown: nobody shall find a password by its hash. */
static uint64_t
hash_span(struct diags *ds, struct span span)
{
	struct buf out = BUF_INIT;
	uint64_t h;

	if (!secrets_touch(diags_secrets(ds), span))
		return hash_value(str_slice(ds->text, span.start, span.end));
	secrets_redact(&out, diags_secrets(ds), span);
	h = hash_value(buf_str(&out));
	buf_release(&out);
	return h;
}

/* Every sentence safe to print. */
static void
clean_all(struct diags *ds, struct diag *d)
{
	d->pointer = open_pointer(d->pointer, ds->arena);
	d->message = clean(d->message, ds->arena);
	/* The help is often the description of the fix itself: keep it so. */
	d->help = clean(d->help, ds->arena);
	for (struct note *n = d->notes; n != NULL; n = n->next)
		n->text = clean(n->text, ds->arena);
	for (size_t i = 0; i < d->nexpected; i++)
		d->expected[i] = clean(d->expected[i], ds->arena);
	for (struct fix *f = d->fixes; f != NULL; f = f->next)
		f->description = clean(f->description, ds->arena);
	for (struct related *r = d->related; r != NULL; r = r->next) {
		r->message = clean(r->message, ds->arena);
		r->pointer = open_pointer(r->pointer, ds->arena);
	}
}

static void
finish_one(struct diags *ds, struct diag *d)
{
	d->start = lines_find(ds->lines, d->span.start);
	d->end = lines_find(ds->lines, d->span.end);
	d->value_hash = hash_span(ds, d->span);
	clean_all(ds, d);
	for (struct fix *f = d->fixes; f != NULL; f = f->next) {
		for (struct edit *e = f->edits; e != NULL; e = e->next)
			clamp(&e->span, ds->text.len);
	}
	for (struct related *r = d->related; r != NULL; r = r->next) {
		if (r->file != NULL)
			continue;
		clamp(&r->span, ds->text.len);
		r->start = lines_find(ds->lines, r->span.start);
		r->end = lines_find(ds->lines, r->span.end);
	}
}

/* The places of a finding about a part of the file, in the file. */
static void
carry_one(struct diags *ds, struct diag *d)
{
	const struct within *w = ds->within;
	struct fix **link = &d->fixes;

	d->span = within_span(w, d->span);
	for (struct related *r = d->related; r != NULL; r = r->next) {
		if (r->file == NULL)
			r->span = within_span(w, r->span);
	}
	d->last_fix = NULL;
	while (*link != NULL) {
		if (w->edits(w->context, *link, ds->arena)) {
			d->last_fix = *link;
			link = &(*link)->next;
		} else {
			*link = (*link)->next;
		}
	}
}

/* From now on the findings are about the text that theirs is a part of. */
static void
carry_all(struct diags *ds)
{
	struct outside *o = ds->within->outside;

	ds->secrets = outside_secrets(o);
	ds->text = o->text;
	ds->base = 0;
	for (struct diag *d = ds->head; d != NULL; d = d->next)
		carry_one(ds, d);
}

/* There is room for one more, which says that it was not enough. */
static void
make_room(struct diags *ds)
{
	ds->surplus = NULL;
	ds->n = 0;
	ds->newest = NULL;
	ds->pointers = 0;
}

static struct diag **
list_findings(const struct diags *ds, size_t *n)
{
	struct diag **all;

	*n = 0;
	for (const struct diag *d = ds->head; d != NULL; d = d->next)
		++*n;
	all = arena_calloc(ds->arena, *n + 1, sizeof(*all));
	*n = 0;
	for (struct diag *d = ds->head; d != NULL; d = d->next)
		all[(*n)++] = d;
	return all;
}

static void
relink(struct diags *ds, struct diag **all, size_t n)
{
	ds->tail = &ds->head;
	for (size_t i = 0; i < n; i++) {
		*ds->tail = all[i];
		ds->tail = &all[i]->next;
	}
	*ds->tail = NULL;
	ds->n = n;
}

/* An error: among what is not reported may be one. */
static struct diag *
add_limit(struct diags *ds, size_t len)
{
	struct diag *d;

	make_room(ds);
	d = diag_add(ds, RULE_TOO_MANY_FINDINGS, (struct span){0, 0},
		     "there are too many findings; not all are reported");
	diag_note(ds, d, "at most %zu of a document as large as this one",
		  diags_limit(len));
	return d;
}

void
diags_finish(struct diags *ds)
{
	struct diag **all;
	size_t n;

	if (ds->surplus != NULL && ds->lines == NULL)
		(void)add_limit(ds, ds->text.len);
	if (ds->head == NULL || ds->lines != NULL)
		return;
	if (ds->within != NULL) {
		carry_all(ds);
		ds->lines = outside_lines(ds->within->outside);
	} else {
		ds->lines = arena_alloc(ds->arena, sizeof(*ds->lines));
		lines_init(ds->lines, ds->text, ds->first_line, ds->arena);
	}
	all = list_findings(ds, &n);
	for (size_t i = 0; i < n; i++)
		clamp(&all[i]->span, ds->text.len);
	qsort(all, n, sizeof(*all), in_order);
	n = drop_duplicates(all, n, ds->arena);
	for (size_t i = 0; i < n; i++)
		finish_one(ds, all[i]);
	relink(ds, all, n);
}

void
diags_unfold(struct diags *ds, struct diag *suppressed)
{
	struct diag **link, *next;

	for (struct diag *d = suppressed->rest; d != NULL; d = next) {
		next = d->next;
		if (strcmp(d->rule->name, suppressed->rule->name) == 0)
			continue; /* it would be suppressed as well */
		if (ds->within != NULL)
			carry_one(ds, d);
		clamp(&d->span, ds->text.len);
		finish_one(ds, d);
		link = &suppressed->next;
		while (*link != NULL && in_order(link, &d) < 0)
			link = &(*link)->next;
		d->next = *link;
		*link = d;
		if (d->next == NULL)
			ds->tail = &d->next;
		ds->n++;
	}
	suppressed->rest = NULL;
}

void
diags_overflow(struct diags *ds, size_t len)
{
	struct diag *first = ds->head, **tail = ds->tail;
	size_t n = ds->n;

	if (first->rule == RULE_TOO_MANY_FINDINGS)
		return; /* the document has said it */
	ds->head = NULL;
	ds->tail = &ds->head;
	finish_one(ds, add_limit(ds, len));
	*ds->tail = first;
	ds->tail = tail;
	ds->n += n;
}

/* Where the document ends. */
static struct span
end_of(const struct diags *ds)
{
	size_t len = ds->text.len;

	if (ds->within == NULL || ds->lines == NULL)
		return (struct span){len, len};
	len = ds->within->text.len;
	return within_span(ds->within, (struct span){len, len});
}

void
diags_exhaust(struct diags *ds, uint64_t steps)
{
	size_t n = ds->n;
	struct diag *d;

	make_room(ds);
	d = diag_add(ds, RULE_GAVE_UP, end_of(ds),
		     "to check this file takes too long; what follows is not checked");
	diag_note(ds, d,
		  "lines up to this one may take %" PRIu64
		  " steps: LIMITS in hookvet(1)",
		  steps);
	diag_help(ds, d, "split the file: each has steps of its own");
	ds->n += n;
	if (ds->lines == NULL)
		diags_finish(ds);
	else
		finish_one(ds, d);
}

void
diags_restore(struct diags *ds)
{
	for (struct diag *d = ds->head; d != NULL; d = d->next)
		clean_all(ds, d);
}
