/* map: see the header. */
#include "base/map.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"

enum {
	FIRST_SLOTS = 8,
	MANY_SLOTS =
	    1 << 14 /* up to here it is cheaper to make room for more at once */
};

static bool
same_str(const void *item, const void *key)
{
	return str_equal(*(const struct str *)item, *(const struct str *)key);
}

/* The slot of the key, or the free one where it belongs. */
static inline __attribute__((always_inline)) struct map_slot *
slot_of(const struct map *m, uint32_t hash, const void *key)
{
	bool (*same)(const void *, const void *) = m->same != NULL ? m->same : same_str;
	size_t i = hash & (m->nslots - 1);

	for (struct map_slot *s; (s = &m->slots[i])->number != 0;
	     i = (i + 1) & (m->nslots - 1)) {
		if (s->hash == hash && same(map_at(m, s->number - 1), key))
			break;
	}
	return &m->slots[i];
}

void *
map_find(const struct map *m, uint32_t hash, const void *key)
{
	const struct map_slot *slot;

	if (m->n == 0)
		return NULL;
	slot = slot_of(m, hash, key);
	return slot->number != 0 ? map_at(m, slot->number - 1) : NULL;
}

/* Twice as many slots or more, for the same items. */
static void
enlarge(struct map *m, size_t nslots)
{
	struct map_slot *slots = m->arena != NULL
				     ? arena_calloc(m->arena, nslots, sizeof(*slots))
				     : xcalloc(nslots, sizeof(*slots));

	for (size_t k = 0; k < m->nslots; k++) {
		size_t i = m->slots[k].hash & (nslots - 1);

		if (m->slots[k].number == 0)
			continue;
		while (slots[i].number != 0)
			i = (i + 1) & (nslots - 1);
		slots[i] = m->slots[k];
	}
	if (m->arena == NULL)
		mem_free(m->slots);
	m->slots = slots;
	m->nslots = nslots;
}

void
map_reserve(struct map *m, size_t n)
{
	size_t nslots = m->nslots != 0 ? m->nslots : FIRST_SLOTS;

	if (n == 0)
		return;
	while (nslots / 2 < n)
		nslots *= 2;
	if (nslots != m->nslots)
		enlarge(m, nslots);
	m->items = m->arena != NULL
		       ? arena_grow(m->arena, m->items, &m->cap, n, m->size)
		       : grow(m->items, &m->cap, n, m->size);
}

void *
map_put(struct map *m, uint32_t hash, const void *key)
{
	struct map_slot *slot;
	void *item;

	if (m->n == m->nslots / 2 && m->arena == NULL && m->n != 0 &&
	    m->nslots < MANY_SLOTS)
		enlarge(m, m->nslots * 4);
	if (m->n == m->nslots / 2 || m->n == m->cap)
		map_reserve(m, m->n + 1);
	slot = slot_of(m, hash, key);
	if (slot->number != 0)
		return map_at(m, slot->number - 1);
	if (m->n == UINT32_MAX)
		out_of_memory();
	item = memset(map_at(m, m->n), 0, m->size);
	*slot = (struct map_slot){hash, (uint32_t)++m->n};
	return item;
}

void
map_clear(struct map *m)
{
	if (m->n != 0)
		memset(m->slots, 0, m->nslots * sizeof(*m->slots));
	m->n = 0;
}

void
map_release(struct map *m)
{
	if (m->arena == NULL) {
		mem_free(m->items);
		mem_free(m->slots);
	}
	m->items = NULL;
	m->slots = NULL;
	m->n = m->nslots = m->cap = 0;
}

void *
map_find_str(const struct map *m, struct str key)
{
	return map_find(m, hash_bytes(key.s, key.len), &key);
}

void *
map_put_str(struct map *m, struct str key)
{
	size_t n = m->n;
	void *item = map_put(m, hash_bytes(key.s, key.len), &key);

	if (m->n != n)
		*(struct str *)item = key;
	return item;
}
