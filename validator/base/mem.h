/*
 * mem: allocation that does not fail.
 *
 * If memory runs out, these functions do not return: the program says so and stops
 * (base/early-end.h).  main() gives them to jansson too, so that a NULL from jansson
 * only ever means "absent".
 *
 * Each input is examined within mem_try(): if one takes too much memory, the run gives up
 * that input and still reports the others.
 *
 * Within the library (library/hookvet.h) a thread uses a heap: then nothing that was
 * taken is lost when memory runs out, for all of it is given back with the heap.  In the
 * program there is none, and these functions are malloc() and free() alone.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Gives up what mem_try() runs, or ends the program (base/early-end.h); the library does
 * only the former, and has a function of its own for it (library/session.c).  Callers of
 * libraries call it, too, when the library got no memory.
 */
_Noreturn void out_of_memory(void);

/*
 * Calls run(context).  Returns false if memory or stack (base/stack.h) ran out; then
 * run() was left in the middle: its memory is not given back, but with its heap, and
 * nothing that it changed may be used again.  Each thread has a try of its own; of tries
 * within tries the innermost is given up.
 */
bool mem_try(void (*run)(void *context), void *context);

/* Whether there is such a try in this thread, and it may be left in the middle. */
bool mem_may_give_up(void);

/* Gives it up, for whatever reason. */
_Noreturn void mem_give_up(void);

/*
 * A heap: what is allocated while a thread uses it belongs to it, and may be freed while
 * any heap is in use.  One thread uses it at a time.
 */
struct heap;

/* At most so many bytes may be taken at a time; NULL if there is no memory for one. */
struct heap *heap_new(size_t limit);

/* Gives back all of it, and of the heaps that it keeps. */
void heap_free(struct heap *h);

/* The thread uses h from now on, or none (NULL).  Returns the one it used before. */
struct heap *mem_use(struct heap *h);

/* The heap in use, or NULL. */
struct heap *mem_heap(void);

/*
 * For what outlives the heap in use, as several threads share it: a new heap is used from
 * here to heap_keep() or heap_drop(); if memory runs out meanwhile it is given back.
 * NULL, and nothing happens, if no heap is in use.
 */
struct heap *heap_apart(void);

/* keeper gives it back, from now on; any thread may say so.  Nothing if h is NULL. */
void heap_keep(struct heap *h, struct heap *keeper);

/* It is given back now.  Nothing if h is NULL. */
void heap_drop(struct heap *h);

/*
 * Between these two, running out of memory ends the program even within mem_try(): to
 * leave code in the middle that holds a lock would block the other threads.
 */
void mem_hold(void);
void mem_unhold(void);

void *xmalloc(size_t size);

/* Gives back what one of these functions, or one that says so, has allocated. */
void mem_free(void *p);

void *xcalloc(size_t n, size_t size);

/* n * size bytes; the product is checked. */
void *xreallocarray(void *p, size_t n, size_t size);

char *xstrdup(const char *s);

/* realpath(3) and getcwd(3), for free(), in the program: NULL and errno never mean that memory ran out. */
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
