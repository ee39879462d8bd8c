/* arena: a list of blocks, filled from the front. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	ALIGN =
	    alignof(max_align_t), /* and every size of a block is a multiple of it */
	FIRST_SIZE =
	    1024, /* many arenas need no more: a new page costs a microsecond */
	BLOCK_SIZE = 64 * 1024,      /* each block is twice the last, up to this */
	KEEP_LIMIT = 4 * 1024 * 1024 /* the rest goes back on reset */
};

struct block {
	struct block *next;
	size_t size, used;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *first, *current;
};

/* What size bytes take of a block. */
static inline size_t
rounded(size_t size)
{
	return (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

static struct block *
block_new(size_t size)
{
	struct block *b;

	if (size > SIZE_MAX - sizeof(*b))
		size = SIZE_MAX - sizeof(*b);
	b = xmalloc(sizeof(*b) + size);
	b->next = NULL;
	b->size = size;
	b->used = 0;
	return b;
}

struct arena *
arena_new(void)
{
	struct arena *a = xmalloc(sizeof(*a));

	a->first = a->current = block_new(FIRST_SIZE);
	return a;
}

void
arena_free(struct arena *a)
{
	struct block *b, *next;

	if (a == NULL)
		return;
	for (b = a->first; b != NULL; b = next) {
		next = b->next;
		mem_free(b);
	}
	mem_free(a);
}

void
arena_reset(struct arena *a)
{
	struct block **link = &a->first, *b;
	size_t kept = 0;

	while ((b = *link) != NULL) {
		b->used = 0;
		if (b->size > KEEP_LIMIT - kept) {
			*link = b->next;
			mem_free(b);
		} else {
			kept += b->size;
			link = &b->next;
		}
	}
	if (a->first == NULL)
		a->first = block_new(FIRST_SIZE);
	a->current = a->first;
}

struct arena_mark
arena_mark(const struct arena *a)
{
	return (struct arena_mark){a->current, a->current->used};
}

void
arena_release(struct arena *a, struct arena_mark mark)
{
	for (struct block *b = mark.block->next; b != NULL; b = b->next)
		b->used = 0;
	mark.block->used = mark.used;
	a->current = mark.block;
}

void
arena_adopt(struct arena *a, struct arena *from)
{
	struct block *last = from->first;

	while (last->next != NULL)
		last = last->next;
	last->next = a->first;
	a->first = from->first;
	mem_free(from);
}

/* A block with room for size bytes becomes the current one. */
static struct block *
next_block(struct arena *a, size_t size)
{
	struct block *b;
	size_t usual;

	while (a->current->next != NULL) {
		a->current = a->current->next;
		if (a->current->size - a->current->used >= size)
			return a->current;
	}
	usual = a->current->size < BLOCK_SIZE / 2 ? a->current->size * 2 : BLOCK_SIZE;
	b = block_new(size > usual ? size : usual);
	a->current->next = b;
	a->current = b;
	return b;
}

/* What the current block has no room for. */
static __attribute__((noinline)) void *
alloc_elsewhere(struct arena *a, size_t size)
{
	struct block *b;

	if (size > SIZE_MAX - ALIGN)
		(void)xreallocarray(NULL, SIZE_MAX, 2); /* ends the program */
	size = rounded(size);
	b = next_block(a, size);
	b->used += size;
	return b->bytes + b->used - size;
}

/* A block is filled in steps of ALIGN: what fits still fits when it is rounded up. */
void *
arena_alloc(struct arena *a, size_t size)
{
	struct block *b = a->current;
	void *p = b->bytes + b->used;

	if (b->size - b->used < size)
		return alloc_elsewhere(a, size);
	b->used += rounded(size);
	return p;
}

void *
arena_calloc(struct arena *a, size_t n, size_t size)
{
	void *p;

	if (size != 0 && n > SIZE_MAX / size)
		(void)xreallocarray(NULL, n, size); /* ends the program */
	p = arena_alloc(a, n * size);
	memset(p, 0, n * size);
	return p;
}

void *
arena_grow(struct arena *a, void *p, size_t *cap, size_t need, size_t size)
{
	size_t want = *cap < 8 ? 8 : *cap;
	void *q;

	if (need <= *cap)
		return p;
	while (want < need)
		want *= 2;
	if (want > SIZE_MAX / size)
		(void)xreallocarray(NULL, want, size); /* ends the program */
	q = arena_alloc(a, want * size);
	if (*cap != 0)
		memcpy(q, p, *cap * size);
	*cap = want;
	return q;
}

/* The link to the block in which nothing lies but size bytes at p, or NULL. */
static struct block **
link_alone(struct arena *a, const void *p, size_t size)
{
	struct block **link = &a->first;

	while (*link != NULL && (*link)->bytes != p)
		link = &(*link)->next;
	return *link != NULL && (*link)->used == rounded(size) ? link : NULL;
}

void *
arena_regrow(struct arena *a, void *p, size_t *cap, size_t need, size_t size)
{
	struct block **link, *b;
	size_t want;

	if (need <= *cap)
		return p;
	link = *cap * size >= BLOCK_SIZE ? link_alone(a, p, *cap * size) : NULL;
	if (link == NULL || need > SIZE_MAX / 4 / size)
		return arena_grow(a, p, cap, need, size);
	for (want = *cap; want < need;)
		want *= 2;
	b = xreallocarray(*link, 1, sizeof(*b) + rounded(want * size));
	if (a->current == *link)
		a->current = b;
	*link = b;
	b->size = b->used = rounded(want * size);
	*cap = want;
	return b->bytes;
}

char *
arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *p = arena_alloc(a, len + 1);

	if (len != 0)
		memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	struct block *b = a->current;
	char *p, *end = b->bytes + b->used;
	size_t room = b->size - b->used;
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(end, room, fmt, ap);
	if (n < 0)
		out_of_memory(); /* more than 2 GB */
	p = arena_alloc(a, (size_t)n + 1);
	if (p != end)
		vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return p;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	p = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return p;
}
