/* map: what is put in is found again, whatever the hashes. */
#include "base/map.h"

#include <stdlib.h>

#include "base/arena.h"
#include "check.h"

enum { MANY = 20000, FEW = 500 };

struct pair {
	uint64_t a, b;
	size_t times;
};

static bool
same_pair(const void *item, const void *key)
{
	const struct pair *x = item, *y = key;

	return x->a == y->a && x->b == y->b;
}

/* Puts n pairs in, twice each, with hashes made by hash. */
static void
pairs(struct map m, size_t n, uint32_t (*hash)(uint64_t a, uint64_t b))
{
	size_t wrong = 0;
	struct pair *p;

	for (size_t round = 1; round <= 2; round++) {
		for (size_t i = 0; i < n; i++) {
			struct pair key = {i * 4096, i % 3, 0};

			p = map_put(&m, hash(key.a, key.b), &key);
			wrong += p->times != round - 1;
			p->a = key.a;
			p->b = key.b;
			p->times++;
		}
		CHECK(m.n == n);
	}
	for (size_t i = 0; i < n; i++) {
		struct pair key = {i * 4096, i % 3, 0}, absent = {i * 4096 + 1, 0, 0};

		p = map_find(&m, hash(key.a, key.b), &key);
		wrong += p != map_at(&m, i) || p->a != key.a || p->times != 2;
		wrong += map_find(&m, hash(absent.a, absent.b), &absent) != NULL;
	}
	CHECK(wrong == 0);
	map_clear(&m);
	CHECK(m.n == 0 && map_find(&m, hash(0, 0), &(struct pair){0, 0, 0}) == NULL);
	p = map_put(&m, hash(0, 0), &(struct pair){0, 0, 0});
	CHECK(m.n == 1 && p->times == 0);
	if (m.arena == NULL)
		map_release(&m);
}

static uint32_t
one_hash(uint64_t a, uint64_t b)
{
	(void)a;
	(void)b;
	return UINT32_MAX;
}

static uint32_t
four_hashes(uint64_t a, uint64_t b)
{
	return (uint32_t)(a / 4096 % 4 + b * 0);
}

struct word {
	struct str text;
	size_t number;
};

static void
words(struct arena *a)
{
	struct map m = MAP(struct word, NULL, a);
	size_t wrong = 0;

	CHECK(map_find_str(&m, STR("")) == NULL);
	for (size_t i = 0; i < MANY; i++) {
		struct word *w =
		    map_put_str(&m, str_from(arena_printf(a, "%zu", i % 10000)));

		wrong += w->number != (i < 10000 ? 0 : i % 10000 + 1);
		w->number = i % 10000 + 1;
	}
	CHECK(wrong == 0 && m.n == 10000);
	CHECK(((struct word *)map_find_str(&m, STR("9999")))->number == 10000);
	CHECK(map_find_str(&m, STR("10000")) == NULL);
	CHECK(map_find_str(&m, STR("")) == NULL);
	(void)map_put_str(&m, (struct str){arena_strdup(a, "17"), 2});
	CHECK(m.n == 10000 && ((struct word *)map_at(&m, 17))->number == 18);
	(void)map_put_str(&m, STR(""));
	(void)map_put_str(&m, STR("a\0b"));
	CHECK(m.n == 10002 && map_find_str(&m, STR("a\0c")) == NULL);
	CHECK(map_find_str(&m, STR("")) == map_at(&m, 10000));
}

/* How many slots one behind the other are taken, at most. */
static size_t
longest_run(const struct map *m)
{
	size_t run = 0, longest = 0;

	for (size_t i = 0; i < m->nslots; i++) {
		run = m->slots[i].number != 0 ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

/* Numbers in a row, and texts that collide under another secret, lie apart. */
static void
spread(void)
{
	struct map m = MAP(struct pair, same_pair, NULL);
	struct map w = MAP(struct word, NULL, NULL);
	struct arena *a = arena_new();
	uint64_t secret = hash_secret;
	struct pair *p;

	for (uint64_t i = 0; i < MANY; i++) {
		struct pair key = {i << 32, i, 0};

		p = map_put(&m, map_hash(key.a, key.b), &key);
		*p = key;
	}
	CHECK(m.n == MANY && longest_run(&m) < 200);
	map_release(&m);
	for (size_t i = 0; w.n < FEW; i++) {
		struct str s = str_from(arena_printf(a, "name%zu", i));

		hash_secret = 1;
		if (hash_bytes(s.s, s.len) % 1024 != 0)
			continue;
		hash_secret = secret;
		(void)map_put_str(&w, s);
	}
	hash_secret = secret;
	CHECK(longest_run(&w) < 100);
	map_release(&w);
	arena_free(a);
}

int
main(void)
{
	struct arena *a = arena_new();

	hash_seed();
	pairs(MAP(struct pair, same_pair, NULL), MANY, map_hash);
	pairs(MAP(struct pair, same_pair, a), MANY, map_hash);
	pairs(MAP(struct pair, same_pair, NULL), FEW, one_hash);
	pairs(MAP(struct pair, same_pair, a), FEW, four_hashes);
	pairs(MAP(struct pair, same_pair, NULL), 1, one_hash);
	words(a);
	spread();
	arena_free(a);
	return check_done();
}
