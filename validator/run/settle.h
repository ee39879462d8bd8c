/*
 * settle: what is decided of a document when it is its turn, in the order of the inputs.
 *
 * A worker examines a document by itself (run/check-document.h).  What is left needs what
 * came before: other documents that ask for the same, the lines of its stream so far, and
 * what is known already.
 */
#ifndef RUN_SETTLE_H
#define RUN_SETTLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct baseline;
struct deliveries;
struct examined;
struct options;

/* Of the lines of a stream so far: findings, and steps for them. */
struct stream {
	size_t found;
	uint64_t spent;
	bool full; /* it had too many: what follows is passed over */
};

/* Compares with the documents before; its findings are finished then. */
void settle_deliveries(struct deliveries *all, struct examined *e);

/* Counts the document, if it is a line; the last that counts says why. */
void settle_stream(struct stream *now, struct examined *e);

/* Marks what the config or the baseline (may be NULL) hides. */
void settle_known(const struct options *o, struct baseline *b, struct examined *e);

#endif
