/* tally: open addressing, at most half full. */
#include "finding/tally.h"

#include <stdlib.h>

#include "base/mem.h"

static struct tally_slot *
find(const struct tally *t, uint64_t key)
{
	size_t i = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 20) & (t->size - 1);

	while (t->slots[i].count != 0 && t->slots[i].key != key)
		i = (i + 1) & (t->size - 1);
	return &t->slots[i];
}

static void
enlarge(struct tally *t)
{
	struct tally old = *t;

	t->size = old.size != 0 ? old.size * 2 : 64;
	t->slots = xcalloc(t->size, sizeof(*t->slots));
	for (size_t i = 0; i < old.size; i++) {
		if (old.slots[i].count != 0)
			*find(t, old.slots[i].key) = old.slots[i];
	}
	free(old.slots);
}

size_t
tally_add(struct tally *t, uint64_t key)
{
	struct tally_slot *slot;

	if ((t->n + 1) * 2 > t->size)
		enlarge(t);
	slot = find(t, key);
	if (slot->count == 0) {
		slot->key = key;
		t->n++;
	}
	return ++slot->count;
}

void
tally_release(struct tally *t)
{
	free(t->slots);
	*t = (struct tally){0};
}
