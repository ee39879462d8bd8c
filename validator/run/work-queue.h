/*
 * work-queue: cuts the work of a run into pieces for threads.
 *
 * A piece is a few small files, or some whole lines of a JSON Lines file: enough that
 * threads spend little time on claiming pieces, and so little that a JSON Lines file of
 * any size needs little memory.  The threads are those of base/pool.h, which claim the
 * pieces in order and give out the results in order.
 */
#ifndef RUN_WORK_QUEUE_H
#define RUN_WORK_QUEUE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "run/check-document.h"

struct arena;
struct inputs;

/* The JSON Lines file that is being cut. */
struct cutter {
	const struct input *input;
	int fd, error;   /* it could not be opened, or read on */
	bool ended;      /* nothing more is read */
	struct buf rest; /* the beginning of a line, */
	bool left;       /* or whole lines before it */
	struct lines_place at;
};

struct pieces {
	const struct inputs *inputs;
	struct examine_wants wants;
	bool json_lines;
	size_t next; /* input */
	size_t jobs; /* threads, at least 1 */
	struct cutter cutter;
	atomic_size_t bytes, files; /* read so far */
	/* A JSON Lines file of which no more is wanted: take() says so. */
	_Atomic(const struct input *) over;
	/* Gets each result, in the order of the inputs; false stops the run. */
	bool (*take)(void *context, struct examined *e);
	void *context;
};

/* Does all of the work with that many threads (0: as many as make sense). */
void work_queue_run(struct pieces *p, size_t jobs);

#endif
