/*
 * match: which subscription of the service is that of which definition.
 *
 * The service has one subscription for each product of an organization, so these two say
 * it.  Where several would fit, a webhookId decides, then a name, then a URL; what is
 * left undecided is said (MATCH_UNSURE), never guessed.
 */
#ifndef DRIFT_MATCH_H
#define DRIFT_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "load/node.h"
#include "service/difference.h"
#include "service/subscription.h"

struct arena;
struct definition;
struct examined;

/* A product of an organization: one subscription can have it. */
struct seat {
	struct str organization, product;
};

/* For a map whose items begin with their seat. */
bool seat_same(const void *item, const void *key);
uint32_t seat_hash(struct seat seat);

/* A subscription that the service reported. */
struct reported {
	struct examined *in;
	struct subscription sub;
	struct str id, url; /* url: normalised */
	struct asked *asked;
	size_t n;
	struct definition *by; /* whose it is, or NULL */
	bool doubtful;         /* a definition may be of it that is not told which */
	bool replaced;         /* by a later answer about the same subscription */
};

enum match { MATCH_NONE, MATCH_FOUND, MATCH_UNSURE };

/* What somebody wants to be deployed. */
struct definition {
	struct examined *in;
	struct subscription sub;
	struct asked *asked;
	size_t n;
	enum match match;
	struct reported *of; /* MATCH_FOUND; of others, one that comes near, or NULL */
	struct reported *other;   /* MATCH_UNSURE: another that it may be, or NULL */
	struct definition *rival; /* MATCH_UNSURE: who else may be it, or NULL */
	struct differences found; /* MATCH_FOUND */
};

struct matching {
	struct definition *definitions;
	size_t ndefinitions, definitions_cap;
	struct reported *reported;
	size_t nreported, reported_cap;
	bool unread; /* an input may be a definition, and was not read */
};

/* Both are filled from the object; memory from the arena. */
void matching_define(struct matching *m, struct examined *in, struct node object,
		     struct arena *a);
void matching_report(struct matching *m, struct examined *in, struct node object,
		     struct arena *a);

/* Once all are there: sets the members of both that say which is which. */
void matching_settle(struct matching *m, struct arena *a);

/* The status that it is to have: its own, or ACTIVE; "": any, of a template. */
struct str definition_status(const struct definition *d);

#endif
