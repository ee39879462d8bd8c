/*
 * pointers: the JSON Pointers of the places where the reader found something.
 *
 * Asked one by one, each would walk over all that stands before it.  So all cells
 * are looked at once, for the container of each and its place there.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "load/index.h"
#include "load/reading.h"

void
doc_homes_fill(const struct doc *d, struct home *homes)
{
	size_t i, child, index;

	for (i = 0; i < d->ncells; i++) {
		index = 0;
		child = i + 1;
		while (index < d->cells[i].count) {
			homes[child] = (struct home){i, index++};
			child = d->cells[child].next;
		}
	}
}

struct home *
doc_homes(const struct doc *d)
{
	struct home *homes = xcalloc(d->ncells, sizeof(*homes));

	doc_homes_fill(d, homes);
	return homes;
}

static size_t
beginning(const struct cell *c)
{
	return c->key != 0 ? c->key : c->start;
}

/* The innermost value that holds the offset; 0, the root, if there is none. */
static size_t
cell_at(const struct doc *d, const struct home *homes, size_t offset)
{
	size_t low = 0, high = d->ncells, mid;

	while (high - low > 1) {
		mid = low + (high - low) / 2;
		if (beginning(&d->cells[mid]) <= offset)
			low = mid;
		else
			high = mid;
	}
	while (low != 0 && offset >= d->cells[low].end)
		low = homes[low].parent;
	return low;
}

/* The tokens from the root to the cell, written from the end of the path. */
const char *
home_pointer(const struct doc *d, const struct home *homes, size_t at, struct arena *a)
{
	struct node n = {d, at};
	const char *tail = "", *token;
	size_t parent;

	for (; n.at != 0; n.at = parent) {
		parent = homes[n.at].parent;
		if (d->cells[parent].type == NODE_OBJECT)
			token = node_pointer_token(node_key(n), a);
		else
			token = arena_printf(a, "%zu", homes[n.at].index);
		tail = arena_printf(a, "/%s%s", token, tail);
	}
	return tail;
}

void
pointers_set(const struct doc *d, struct diag *first, struct arena *a)
{
	struct home *homes;

	if (first == NULL || d->ncells == 0)
		return;
	homes = doc_homes(d);
	for (; first != NULL; first = first->next)
		first->pointer =
		    home_pointer(d, homes, cell_at(d, homes, first->span.start), a);
	free(homes);
}
