/*
 * pointers: the JSON Pointers of the places where the reader found something.
 *
 * Asked one by one, each would walk over all that stands before it.  So all cells
 * are looked at once, for the container of each and its place there.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "load/index.h"
#include "load/reading.h"

void
doc_homes_fill(const struct doc *d, struct home *homes)
{
	uint32_t child, index;

	for (uint32_t i = 0; i < d->ncells; i++) {
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

void
pointers_set(const struct doc *d, struct diag *first, struct arena *a)
{
	struct home *homes;

	if (first == NULL || d->ncells == 0)
		return;
	homes = doc_homes(d);
	for (; first != NULL; first = first->next)
		first->pointer = home_pointer(
		    d, homes, home_at_offset(d, homes, first->span.start), a);
	free(homes);
}
