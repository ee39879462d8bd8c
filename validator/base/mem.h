/*
 * mem: allocation that does not fail.
 *
 * A command-line program that runs out of memory can only say so and stop, as
 * base/early-end.h does.  main() gives these to jansson too, so that a NULL from jansson
 * only ever means "absent".
 *
 * Unless there is less to give up than the run: what one input takes is tried
 * (mem_try()), and if it is too much the others are still reported.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Gives up what is tried, or the program: for what was refused to a library, too. */
_Noreturn void out_of_memory(void);

/*
 * Runs it; false if memory ran out, then it was left in the middle: what it took stays
 * taken, and of what it changed nothing may be used again.  Of the calling thread only.
 */
bool mem_try(void (*run)(void *context), void *context);

/* In between, nothing is given up but the program: a lock is held, threads run. */
void mem_hold(void);
void mem_unhold(void);

void *xmalloc(size_t size);
void *xcalloc(size_t n, size_t size);

/* n * size bytes; the product is checked. */
void *xreallocarray(void *p, size_t n, size_t size);

char *xstrdup(const char *s);

/* realpath(3) and getcwd(3), for free(): NULL and errno never mean that memory ran out. */
char *xrealpath(const char *path);
char *xgetcwd(void);

char *xstrndup(const char *s, size_t len);

/*
 * Room for at least need elements in an array of *cap elements: returns p,
 * or its new place with *cap at least doubled.
 */
void *grow(void *p, size_t *cap, size_t need, size_t size);

/* The number, or the greatest size where a size has 32 bits and the number more. */
static inline size_t
size_from(uint64_t n)
{
	return n < SIZE_MAX ? (size_t)n : SIZE_MAX;
}

#endif
