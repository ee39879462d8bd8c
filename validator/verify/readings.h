/*
 * readings: which of the ways to read a signature is the one it was made in.
 *
 * The guide says: HMAC with SHA-256, keyed with the decoded key, of t as the header
 * has it, a full stop and the body as it arrives.  Receivers, and test senders that
 * were written like them, are known to differ in the key, in t and in the body.  Each
 * way to differ is a row here, and so is what to change.  All combinations are tried,
 * those with the fewest differences first; of a large body, one difference only.
 */
#ifndef VERIFY_READINGS_H
#define VERIFY_READINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "load/node.h"

struct key;
struct signature;

/* One way to differ from the guide, in words for users. */
struct deviation {
	const char *name;    /* for machines */
	const char *message; /* how it was made */
	const char *change;  /* what to do about it: an imperative */
};

enum { DEVIATIONS_MOST = 8 };

struct reading {
	bool fits; /* the sender has the key */
	const struct deviation *deviations[DEVIATIONS_MOST];
	size_t n; /* 0: as the guide says */
};

/* Looks for the reading that fits.  root is the body as JSON, absent if it is none. */
void reading_find(struct reading *r, const struct signature *s, const struct key *key,
		  struct str body, struct node root);

/* Adds a deviation to those found. */
void reading_add(struct reading *r, const struct deviation *d);

#endif
