/*
 * tally: how often a number was seen; for the counters of fingerprints.
 */
#ifndef FINDING_TALLY_H
#define FINDING_TALLY_H

#include <stddef.h>
#include <stdint.h>

struct tally_slot {
	uint64_t key;
	size_t count; /* 0: free */
};

/* Start with {0}; tally_release() at the end. */
struct tally {
	struct tally_slot *slots;
	size_t n, size;
};

/* Counts key once more; returns how often it was seen now. */
size_t tally_add(struct tally *t, uint64_t key);

void tally_release(struct tally *t);

#endif
