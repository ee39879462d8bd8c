/*
 * arena: memory that is given back all at once.
 *
 * Everything that belongs to one input (its text, nodes, findings, every
 * message) comes from one arena and dies with arena_reset().  Blocks are kept
 * for the next input, so a run over many small files allocates once.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a);

/* Forget everything; blocks of a few megabytes together stay for the next round. */
void arena_reset(struct arena *a);

/* How far an arena is filled. */
struct arena_mark {
	struct block *block;
	size_t used;
};

/*
 * What is taken from now on arena_release() forgets.  Until then no array that was there
 * before may go on by arena_regrow(), which moves blocks.
 */
struct arena_mark arena_mark(const struct arena *a);
void arena_release(struct arena *a, struct arena_mark mark);

/* What lies in from lies in a from now on; from is no more. */
void arena_adopt(struct arena *a, struct arena *from);

/* size bytes, aligned for any type, not cleared. */
void *arena_alloc(struct arena *a, size_t size);

/* n * size bytes, cleared; the product is checked. */
void *arena_calloc(struct arena *a, size_t n, size_t size);

/* As grow() in base/mem.h, within the arena: the old place stays until reset. */
void *arena_grow(struct arena *a, void *p, size_t *cap, size_t need, size_t size);

/*
 * The same, but what lies alone in its block, as long arrays do, is moved and not copied:
 * the old place is gone.  Arrays that grow to megabytes take half of the memory so.
 */
void *arena_regrow(struct arena *a, void *p, size_t *cap, size_t need, size_t size);

char *arena_strndup(struct arena *a, const char *s, size_t len);
char *arena_strdup(struct arena *a, const char *s);

char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));

#endif
