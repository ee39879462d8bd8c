/* values-kept: see the header. */
#include "load/values-kept.h"

#include <string.h>

#include "base/arena.h"
#include "finding/fix.h"
#include "load/index.h"

#define NOWHERE UINT32_MAX

struct kept {
	const struct doc *old, *new;
	const struct fixes *fs;
	struct home *homes, *new_homes;
	uint32_t *mates;                /* of each old cell, the new one; NOWHERE */
	bool *met;                      /* new cells that are somebody's mate */
	const struct fix_edit *removal; /* the last that took something away */
};

static bool
is_container(const struct cell *c)
{
	return c->type == NODE_OBJECT || c->type == NODE_ARRAY;
}

/* A container without its bracket stands for what is outside of any. */
static bool
is_broken(const struct doc *d, const struct cell *c)
{
	char bracket = c->type == NODE_OBJECT ? '{' : '[';

	return c->type == NODE_BROKEN ||
	       (is_container(c) && d->text.s[c->start] != bracket);
}

static bool
is_unsure(const struct doc *d, const struct cell *c)
{
	return is_broken(d, c) || (c->flags & CELL_DAMAGED) != 0;
}

static size_t
first_byte(const struct cell *c)
{
	return c->key != 0 ? c->key - 1 : c->start;
}

/* Whether pick finds an edit in the tokens of the value: of a container its brackets. */
static bool
in_value(const struct fixes *fs, const struct cell *c,
	 const struct fix_edit *(*pick)(const struct fixes *, struct span))
{
	if (!is_container(c))
		return pick(fs, (struct span){c->start, c->end}) != NULL;
	return pick(fs, (struct span){c->start, c->start + 1}) != NULL ||
	       ((c->flags & CELL_DAMAGED) == 0 &&
		pick(fs, (struct span){c->end - 1, c->end}) != NULL);
}

/*
 * The new cell whose key, or value without one, begins at the place; or NOWHERE.  By
 * bisection alone: doc_at_offset() passes siblings one by one.  Where a container without
 * its bracket begins as well, it is what is in it.
 */
static uint32_t
cell_at(const struct doc *d, size_t place, bool value)
{
	size_t low = 0, high = d->ncells;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct cell *c = &d->cells[mid];

		if ((value ? c->start : first_byte(c)) <= place)
			low = mid + 1;
		else
			high = mid;
	}
	if (low-- == 0)
		return NOWHERE;
	high = value ? d->cells[low].start : first_byte(&d->cells[low]);
	return high == place ? (uint32_t)low : NOWHERE;
}

/* An edit takes away one value, with all that is in it. */
static bool
take_away(struct kept *k, size_t at)
{
	const struct cell *c = &k->old->cells[at];
	struct span all = {first_byte(c), c->end};
	const struct fix_edit *e = fixes_touch(k->fs, all);
	const struct cell *up = &k->old->cells[k->homes[at].parent];

	k->mates[at] = NOWHERE;
	if (e == NULL || e->span.start > all.start || e->span.end < all.end ||
	    (at != 0 && e->span.start <= first_byte(up) && e->span.end >= up->end))
		return true;
	if (e == k->removal)
		return false;
	k->removal = e;
	return true;
}

static bool
same_value(const struct kept *k, const struct cell *c, const struct cell *mate)
{
	if (mate->type != c->type ||
	    mate->start != fixes_new_place(k->fs, c->start, false))
		return false;
	return (is_container(c) && (c->flags & CELL_DAMAGED) != 0) ||
	       mate->end == fixes_new_place(k->fs, c->end, true);
}

static bool
same_key(const struct kept *k, size_t at, size_t mate)
{
	struct span was = node_key_span((struct node){k->old, at});
	struct span is = node_key_span((struct node){k->new, mate});

	return is.start == fixes_new_place(k->fs, was.start, false) &&
	       is.end == fixes_new_place(k->fs, was.end, true);
}

static bool
same_home(const struct kept *k, size_t at, size_t mate)
{
	size_t up = k->homes[at].parent;

	return at == 0 || (k->old->cells[up].flags & CELL_DAMAGED) != 0 ||
	       k->mates[up] == NOWHERE || k->mates[up] == k->new_homes[mate].parent;
}

/* Whether an edit is in the key; one without both quotes may get them at its ends. */
static bool
in_key(const struct kept *k, size_t at)
{
	struct span key = node_key_span((struct node){k->old, at});
	const char *s = k->old->text.s;

	if (key.end - key.start < 2 || s[key.start] != '"' || s[key.end - 1] != '"') {
		key.start--;
		key.end++;
	}
	return fixes_touch(k->fs, key) != NULL;
}

/* Whether what no edit touches of an old cell is in the new text. */
static bool
cell_kept(struct kept *k, size_t at)
{
	const struct cell *c = &k->old->cells[at], *m;
	bool key = c->key != 0 && !in_key(k, at);
	bool value = !is_broken(k->old, c) && !in_value(k->fs, c, fixes_touch);
	uint32_t mate;

	if (!key && !value)
		return take_away(k, at);
	mate = cell_at(k->new,
		       fixes_new_place(k->fs, key ? first_byte(c) : c->start, false),
		       !key);
	if (mate == NOWHERE)
		return false;
	m = &k->new->cells[mate];
	if ((value && !same_value(k, c, m)) || (key && !same_key(k, at, mate)) ||
	    (c->flags & CELL_REPEATED) < (m->flags & CELL_REPEATED) ||
	    !same_home(k, at, mate))
		return false;
	k->mates[at] = mate;
	k->met[mate] = true;
	return true;
}

bool
values_unsure_at(const struct doc *d, size_t offset)
{
	struct node n;

	if (offset >= d->text.len - d->unread)
		return true;
	n = doc_at_offset(d, offset);
	return !node_exists(n) || is_unsure(d, node_cell(n));
}

/* Whether a new cell that was none before is what an edit wrote, or was not read. */
static bool
may_come(const struct kept *k, size_t at)
{
	const struct cell *c = &k->new->cells[at];

	if ((c->flags & CELL_REPEATED) != 0)
		return false;
	return is_broken(k->new, c) || in_value(k->fs, c, fixes_wrote) ||
	       (c->key != 0 &&
		fixes_wrote(k->fs, node_key_span((struct node){k->new, at})) != NULL) ||
	       values_unsure_at(k->old, fixes_old_place(k->fs, first_byte(c)));
}

bool
values_kept(const struct doc *before, const struct doc *after, const struct fixes *fs,
	    struct arena *a)
{
	struct kept k = {.old = before, .new = after, .fs = fs};

	k.homes = arena_calloc(a, before->ncells + 1, sizeof(*k.homes));
	k.new_homes = arena_calloc(a, after->ncells + 1, sizeof(*k.new_homes));
	k.mates = arena_calloc(a, before->ncells + 1, sizeof(*k.mates));
	k.met = arena_calloc(a, after->ncells + 1, sizeof(*k.met));
	doc_homes_fill(before, k.homes);
	doc_homes_fill(after, k.new_homes);
	for (size_t i = 0; i < before->ncells; i++) {
		if (!cell_kept(&k, i))
			return false;
	}
	for (size_t i = 0; i < after->ncells; i++) {
		if (!k.met[i] && !may_come(&k, i))
			return false;
	}
	return true;
}
