/* arena: pieces do not overlap, keep their bytes, and are reused after a reset. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

#include "check.h"

/* Pieces of many sizes, each filled; then all are still as they were. */
static void
test_pieces(struct arena *a)
{
	enum { N = 3000 };
	unsigned char *pieces[N];
	size_t sizes[N], i, k;
	unsigned wrong = 0;

	for (i = 0; i < N; i++) {
		sizes[i] = i % 97 == 0 ? 70000 + i : i % 311;
		pieces[i] = arena_alloc(a, sizes[i]);
		wrong += (uintptr_t)pieces[i] % alignof(max_align_t) != 0;
		memset(pieces[i], (int)(i & 0xff), sizes[i]);
	}
	for (i = 0; i < N; i++) {
		for (k = 0; k < sizes[i]; k++)
			wrong += pieces[i][k] != (i & 0xff);
	}
	CHECK(wrong == 0);
}

static void
test_texts(struct arena *a)
{
	char *s = arena_strndup(a, "a\0b", 3);

	CHECK(memcmp(s, "a\0b", 4) == 0);
	CHECK_STR(arena_strdup(a, ""), "");
	CHECK_STR(arena_printf(a, "%d-%s", 42, "x"), "42-x");
	s = arena_printf(a, "%0*d", 200000, 7);
	CHECK(strlen(s) == 200000 && s[199999] == '7');
}

static void
test_grow(struct arena *a)
{
	uint32_t *numbers = NULL;
	size_t cap = 0, i, moves = 0;
	unsigned wrong = 0;

	for (i = 0; i < 100000; i++) {
		uint32_t *before = numbers;

		numbers = arena_grow(a, numbers, &cap, i + 1, sizeof(*numbers));
		moves += numbers != before;
		numbers[i] = (uint32_t)i;
	}
	for (i = 0; i < 100000; i++)
		wrong += numbers[i] != i;
	CHECK(wrong == 0);
	CHECK(cap >= 100000);
	CHECK(moves < 20); /* it doubles */
}

/* Two long arrays that grow in turn: each moves alone, and arrays between stay. */
static void
test_regrow(struct arena *a)
{
	size_t cap[2] = {0, 0}, wrong = 0;
	uint32_t *both[2] = {NULL, NULL};
	char *between = NULL;

	for (uint32_t i = 0; i < 200000; i++) {
		for (uint32_t k = 0; k < 2; k++) {
			both[k] =
			    arena_regrow(a, both[k], &cap[k], i + 1, sizeof(*both[k]));
			both[k][i] = i * 2 + k;
		}
		if (i == 60000)
			between = arena_strdup(a, "between");
	}
	for (uint32_t i = 0; i < 200000; i++)
		wrong += both[0][i] != i * 2 || both[1][i] != i * 2 + 1;
	CHECK(wrong == 0);
	CHECK(cap[0] >= 200000 && cap[1] >= 200000);
	CHECK_STR(between, "between");
	arena_reset(a);
}

/* A block whose length is no multiple of anything is filled to its end, not beyond. */
static void
test_regrow_odd(void)
{
	struct arena *a = arena_new();
	size_t cap = 21847;
	char *bytes = arena_alloc(a, cap * 3), *last;

	bytes = arena_regrow(a, bytes, &cap, cap + 1, 3);
	CHECK(cap * 3 == 131082);
	arena_reset(a);
	(void)arena_alloc(a, 1024); /* all of the first block */
	CHECK(arena_alloc(a, 100000) == bytes);
	last = arena_alloc(a, 31082);
	CHECK(last == bytes + 100000);
	CHECK((char *)arena_alloc(a, 1) != last + 31088);
	arena_free(a);
}

static void
test_cleared(struct arena *a)
{
	unsigned char *p;
	unsigned wrong = 0;
	size_t i;

	memset(arena_alloc(a, 5000), 0xff, 5000);
	arena_reset(a);
	p = arena_calloc(a, 50, 100);
	for (i = 0; i < 5000; i++)
		wrong += p[i] != 0;
	CHECK(wrong == 0);
}

static void
test_reset(struct arena *a)
{
	void *first, *again;

	arena_reset(a);
	first = arena_alloc(a, 100);
	arena_alloc(a, 100000000); /* goes back to the system */
	arena_reset(a);
	again = arena_alloc(a, 100);
	CHECK(first == again);
}

/* What stands before a mark stays, and is there after the arena has become another's. */
static void
test_marks(void)
{
	struct arena *a = arena_new(), *own = arena_new();
	char *kept = arena_strdup(own, "kept"), *of_a = arena_strdup(a, "of a"), *first;
	struct arena_mark mark = arena_mark(own);

	first = arena_alloc(own, 100);
	for (size_t i = 0; i < 2000; i++)
		memset(arena_alloc(own, 700), 'x', 700);
	arena_release(own, mark);
	CHECK(arena_alloc(own, 100) == first);
	for (size_t i = 0; i < 3000; i++)
		memset(arena_alloc(own, 700), 'y', 700);
	arena_adopt(a, own);
	for (size_t i = 0; i < 3000; i++)
		memset(arena_alloc(a, 700), 'z', 700);
	CHECK_STR(kept, "kept");
	CHECK_STR(of_a, "of a");
	arena_reset(a);
	arena_free(a);
}

/* Long texts, each read into what is left of the last: it does not add up. */
static void
read_often(void *context)
{
	struct arena *a = arena_new();

	(void)context;
	for (size_t round = 0; round < 50; round++) {
		arena_reset(a);
		arena_alloc(a, (5 << 20) + round);
		for (size_t i = 0; i < 100; i++)
			arena_alloc(a, 60000);
		arena_alloc(a, (2 << 20) + round);
	}
	arena_free(a);
}

static void
test_bounded(void)
{
	struct heap *h = heap_new(40 << 20), *before = mem_use(h);
	bool enough = mem_try(read_often, NULL);

	(void)mem_use(before);
	heap_free(h);
	CHECK(enough);
}

int
main(void)
{
	struct arena *a = arena_new();

	test_bounded();
	test_pieces(a);
	test_texts(a);
	test_grow(a);
	test_regrow(a);
	test_regrow_odd();
	test_cleared(a);
	test_reset(a);
	test_marks();
	test_pieces(a);
	arena_free(a);
	arena_free(NULL);
	return check_done();
}
