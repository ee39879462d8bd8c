/*
 * pool: work in parallel, results in order.
 *
 * The work is a sequence of pieces.  A thread that is free claims the next one
 * (claim, one thread at a time, in order), does it (work, in parallel) and
 * leaves the result in the piece's slot; slots are taken in the order of the
 * claims (emit, one thread at a time: the one that has just done what the others
 * wait for).  No more than POOL_WINDOW slots a thread are under way, so memory is
 * bounded however slow the reader of the output is, and the output is the same
 * for any number of threads.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

enum {
	POOL_WINDOW = 4,               /* slots a thread */
	POOL_STACK = 64 * 1024 * 1024, /* of each thread; virtual until it is used */
	POOL_THREADS_MAX = 256
};

struct pool {
	void *context; /* handed to all functions */
	size_t slot_size;
	/* Makes what a thread keeps to itself; slots are cleared before slot_init. */
	void *(*worker_new)(void *context);
	void (*worker_free)(void *context, void *worker);
	void (*slot_init)(void *context, void *slot);
	void (*slot_release)(void *context, void *slot);
	/* Puts the next piece into the slot; false: there is none any more. */
	bool (*claim)(void *context, void *slot);
	void (*work)(void *context, void *worker, void *slot);
	/* In order; false stops the run: nothing further is claimed or emitted. */
	bool (*emit)(void *context, void *slot);
};

/*
 * Runs it all with that many threads, of which the calling one is one; 0 or 1: piece
 * by piece.  Threads that cannot be started are done without.
 */
void pool_run(const struct pool *p, size_t threads);

/*
 * Whether the main thread has, or now gets, as much stack as the others: the
 * system looks at the limit only when the stack grows.
 */
bool pool_stack_enough(void);

/* The processors this process may use, at least 1. */
size_t pool_processors(void);

#endif
