/* settle-words: see the header. */
#include "run/settle-words.h"

#include <stdlib.h>

#include "base/arena.h"
#include "finding/diag.h"

/* An error that is none of the syntax, and where it stands in the list. */
struct other {
	struct diag *diag;
	size_t order;
};

static int
by_span(struct span a, struct span b)
{
	if (a.start != b.start)
		return a.start < b.start ? -1 : 1;
	return (a.end > b.end) - (a.end < b.end);
}

static int
by_place(const void *left, const void *right)
{
	const struct other *a = left, *b = right;
	int order = by_span(a->diag->span, b->diag->span);

	return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

static bool
is_word_error(const struct diag *d)
{
	return d->fixes != NULL && d->rule == RULE_INVALID_JSON;
}

/* The other errors, by their places; none if nothing was to be mended. */
static struct other *
others_find(const struct diags *ds, size_t *n)
{
	struct other *others = NULL;
	size_t cap = 0;
	bool mends = false;

	*n = 0;
	for (const struct diag *d = ds->head; d != NULL; d = d->next)
		mends = mends || is_word_error(d);
	for (struct diag *d = ds->head; mends && d != NULL; d = d->next) {
		if (d->severity != SEV_ERROR || d->rule == RULE_INVALID_JSON)
			continue;
		others = arena_grow(ds->arena, others, &cap, *n + 1, sizeof(*others));
		others[*n] = (struct other){d, *n};
		++*n;
	}
	if (*n != 0)
		qsort(others, *n, sizeof(*others), by_place);
	return others;
}

/* The first of the others at the place, all of which are taken (SEV_OFF); or NULL. */
static const struct diag *
take_others(struct other *others, size_t n, struct span place)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (by_span(others[mid].diag->span, place) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == n || others[low].diag->severity == SEV_OFF ||
	    by_span(others[low].diag->span, place) != 0)
		return NULL;
	for (size_t i = low; i < n && by_span(others[i].diag->span, place) == 0; i++)
		others[i].diag->severity = SEV_OFF;
	return others[low].diag;
}

static void
drop_taken(struct diags *ds)
{
	struct diag **link = &ds->head;

	while (*link != NULL) {
		if ((*link)->severity == SEV_OFF)
			*link = (*link)->next;
		else
			link = &(*link)->next;
	}
	ds->tail = link;
}

void
settle_words(struct diags *ds)
{
	size_t n;
	struct other *others = others_find(ds, &n);

	if (n == 0)
		return;
	for (struct diag *d = ds->head; d != NULL; d = d->next) {
		const struct diag *other =
		    is_word_error(d) ? take_others(others, n, d->span) : NULL;

		if (other == NULL)
			continue;
		diag_help(ds, d,
			  "leave it out, or write a value that is allowed there");
		diag_note(ds, d, "%.*s would be wrong, too: %s",
			  STR_ARG(d->fixes->edits->text), other->message);
		d->fixes = d->last_fix = NULL;
	}
	drop_taken(ds);
}
