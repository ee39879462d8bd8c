/*
 * mem: allocation that does not fail.
 *
 * If memory runs out, these functions do not return: the program says so and stops
 * (base/early-end.h).  main() gives them to jansson too, so that a NULL from jansson
 * only ever means "absent".
 *
 * Each input is examined within mem_try(): if one takes too much memory, the run gives up
 * that input and still reports the others.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Gives up what mem_try() runs, or ends the program.  Callers of libraries call it,
 * too, when the library got no memory.
 */
_Noreturn void out_of_memory(void);

/*
 * Calls run(context).  Returns false if memory ran out; then run() was left in the
 * middle: its memory is not given back, and nothing that it changed may be used again.
 * Each thread has a try of its own; tries cannot be nested.
 */
bool mem_try(void (*run)(void *context), void *context);

/*
 * Between these two, running out of memory ends the program even within mem_try(): to
 * leave code in the middle that holds a lock would block the other threads.
 */
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

/* Overwrites what was secret, and is not left out by a compiler that sees no use in it. */
void mem_wipe(void *p, size_t n);

#endif
