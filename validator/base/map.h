/*
 * map: items in the order in which they came, each found by its key.
 *
 * The items are one array of the caller's structs.  Beside it stands a table of their
 * numbers by hash, open addressing and at most half full.  An item holds its key, so
 * that nothing is kept twice.  Nothing is taken out again.
 *
 * Hashes must have a secret, as those of hash_bytes(), map_hash() and node_hash() have:
 * nobody can write an input whose keys all collide.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/str.h"

struct arena;

struct map {
	size_t size; /* of an item */
	/* Whether the item has the key; NULL: an item begins with its key, a struct str. */
	bool (*same)(const void *item, const void *key);
	struct arena *arena; /* NULL: map_release() gives the memory back */
	/* to be read */
	void *items;
	size_t n;
	/* private */
	struct map_slot {
		uint32_t hash, number; /* from 1; 0: free */
	} * slots;
	size_t nslots, cap;
};

/* The item with the key, or NULL. */
void *map_find(const struct map *m, uint32_t hash, const void *key);

/*
 * The item with the key; a new one is all zero, and the caller sets its key.  Items
 * may move: what was returned before is valid no more.
 */
void *map_put(struct map *m, uint32_t hash, const void *key);

/* Makes room for n items at once: what has been grown out of stays in an arena. */
void map_reserve(struct map *m, size_t n);

/* Leaves no items; the memory stays. */
void map_clear(struct map *m);

void map_release(struct map *m);

/* Of items that begin with their key, a struct str: of a new one it is set, borrowed. */
void *map_find_str(const struct map *m, struct str key);
void *map_put_str(struct map *m, struct str key);

/* An empty one; see the first three members. */
#define MAP(type, same, arena)                                                         \
	((struct map){sizeof(type), same, arena, NULL, 0, NULL, 0, 0})

static inline void *
map_at(const struct map *m, size_t i)
{
	return (char *)m->items + i * m->size;
}

/* A hash of two numbers. */
static inline uint32_t
map_hash(uint64_t a, uint64_t b)
{
	uint64_t mixed =
	    hash_mix(a ^ hash_secret ^ UINT64_C(0xd6e8feb86659fd93), b ^ hash_secret);

	return (uint32_t)(mixed ^ mixed >> 32);
}

#endif
