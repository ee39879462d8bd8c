/* regex-set: sets of code points, as sorted ranges. */
#include "regex/regex-set.h"

#include <stdlib.h>

#include "base/arena.h"

void
set_add(struct set *s, uint32_t lo, uint32_t hi, struct arena *a)
{
	s->r = arena_grow(a, s->r, &s->cap, s->n + 1, sizeof(*s->r));
	s->r[s->n++] = (struct range){lo, hi};
}

static int
by_start(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return (x->lo > y->lo) - (x->lo < y->lo);
}

void
set_tidy(struct set *s)
{
	size_t kept = 0;

	if (s->n < 2)
		return;
	qsort(s->r, s->n, sizeof(*s->r), by_start);
	for (size_t i = 1; i < s->n; i++) {
		if (s->r[i].lo > s->r[kept].hi + 1)
			s->r[++kept] = s->r[i];
		else if (s->r[i].hi > s->r[kept].hi)
			s->r[kept].hi = s->r[i].hi;
	}
	s->n = kept + 1;
}

void
set_complement(struct set *s, struct arena *a)
{
	struct set out = {0};
	uint32_t next = 0;

	for (size_t i = 0; i < s->n; i++) {
		if (s->r[i].lo > next)
			set_add(&out, next, s->r[i].lo - 1, a);
		next = s->r[i].hi + 1;
	}
	if (next <= CODE_POINT_MAX)
		set_add(&out, next, CODE_POINT_MAX, a);
	*s = out;
}

static const struct range digits[] = {{'0', '9'}};

static const struct range word[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};

/* WhiteSpace and LineTerminator (ECMA-262, 12.2 and 12.3). */
static const struct range space[] = {
    {0x09, 0x0d},     {0x20, 0x20},     {0xa0, 0xa0},     {0x1680, 0x1680},
    {0x2000, 0x200a}, {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f},
    {0x3000, 0x3000}, {0xfeff, 0xfeff}};

static const struct range line_ends[] = {{0x0a, 0x0a}, {0x0d, 0x0d}, {0x2028, 0x2029}};

static void
add_all(struct set *s, const struct range *r, size_t n, struct arena *a)
{
	for (size_t i = 0; i < n; i++)
		set_add(s, r[i].lo, r[i].hi, a);
}

#define ADD_ALL(s, table, a) add_all(s, table, sizeof(table) / sizeof(table[0]), a)

static void
add_complement(struct set *s, const struct range *r, size_t n, struct arena *a)
{
	struct set other = {0};

	add_all(&other, r, n, a);
	set_complement(&other, a);
	add_all(s, other.r, other.n, a);
}

#define ADD_COMPLEMENT(s, table, a)                                                    \
	add_complement(s, table, sizeof(table) / sizeof(table[0]), a)

void
set_add_escape(struct set *s, char name, struct arena *a)
{
	switch (name) {
	case 'd':
		ADD_ALL(s, digits, a);
		break;
	case 'D':
		ADD_COMPLEMENT(s, digits, a);
		break;
	case 's':
		ADD_ALL(s, space, a);
		break;
	case 'S':
		ADD_COMPLEMENT(s, space, a);
		break;
	case 'w':
		ADD_ALL(s, word, a);
		break;
	case 'W':
		ADD_COMPLEMENT(s, word, a);
		break;
	default: /* '.' */
		ADD_COMPLEMENT(s, line_ends, a);
	}
}
