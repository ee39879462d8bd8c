/*
 * progress: one line on a terminal that says how far the run is.
 *
 * It appears after a second and only where a person watches: standard error is
 * a terminal, no -q, not in CI.  It is wiped before anything else is written.
 */
#ifndef RUN_PROGRESS_H
#define RUN_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct options;

struct progress {
	bool wanted, shown;
	double start, next; /* seconds */
	size_t total;
};

/* The time on a clock that only goes forward, in seconds. */
double seconds_now(void);

void progress_begin(struct progress *p, const struct options *o, size_t total);

/* files and documents that are done. */
void progress_update(struct progress *p, size_t files, size_t documents);

/* Takes the line away. */
void progress_wipe(struct progress *p);

#endif
