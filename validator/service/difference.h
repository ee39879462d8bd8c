/*
 * difference: where a definition and what the service reports of it differ.
 *
 * Compared as the service sees it: a default is the same written or left out, events
 * and products have no order, "true" is true and key is KEY, a URL may have its default
 * port, both shapes of the API are one.  Members that only the service sets are passed
 * over, and so are those further in that the definition leaves out and that have no
 * default.  A template (${X}) fits anything; how many did is counted.
 */
#ifndef SERVICE_DIFFERENCE_H
#define SERVICE_DIFFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "load/node.h"

struct arena;
struct subscription;

/* The members at the top of a subscription that an update may have. */
#define PARTS(X)                                                                       \
	X(NAME, "name")                                                                \
	X(DESCRIPTION, "description")                                                  \
	X(ORGANIZATION, "organizationId")                                              \
	X(PRODUCTS, "products")                                                        \
	X(WEBHOOK_URL, "webhookUrl")                                                   \
	X(HEALTH_CHECK_URL, "healthCheckUrl")                                          \
	X(SCOPE, "notificationScope")                                                  \
	X(RETRY, "retryPolicy")                                                        \
	X(SECURITY, "securityPolicy")

enum update_part {
#define X(id, name) PART_##id,
	PARTS(X)
#undef X
	    PART_COUNT
};

extern const char *const part_names[PART_COUNT];

/* Names that one side of a list has alone. */
struct alone {
	struct str first[3];
	size_t n; /* of all */
};

/* One member that differs. */
struct difference {
	struct difference *next;
	enum update_part part;
	const char *member; /* its name */
	/* The values, or the objects that lack them. */
	struct node wanted, deployed;
	bool wanted_lacks, deployed_lacks;
	const char *fallback; /* what stands for one that is lacking; NULL: nothing */
	const char *note;     /* what follows from it, or NULL */
	struct str product;   /* of the lists: whose events; empty: the products */
	struct alone only_wanted, only_deployed;
};

struct differences {
	struct difference *head, **tail;
	size_t templates; /* values of the definition that fit anything */
};

/*
 * What differs, in the order of PARTS.  Of an update only the members that it has are
 * compared.  All of it lives in the arena.
 */
void
differences_find(struct differences *found, const struct subscription *wanted,
		 const struct subscription *deployed, bool update, struct arena *a);

/* Whether the definition takes a member away: no request of the service does that. */
bool difference_removes(const struct difference *d);

#endif
