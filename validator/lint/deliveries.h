/*
 * deliveries: what is delivered where, over all documents of a run.
 *
 * Two subscriptions of one organisation for the same event and URL deliver it
 * twice (duplicate-subscription).  While a document is checked, what it asks for
 * is written down (l->deliveries, in its arena); nothing else is shared between
 * threads.  The main thread then hands over one document after the other, in the
 * order of the inputs, so that the finding is always at the later one, whatever
 * the number of threads:
 *
 *   all = deliveries_new();
 *   for each document, in input order:
 *           if (!deliveries_remember(all, list, doc, &done))
 *                   deliveries_resolve(all, list, done, doc, diags);
 *   deliveries_free(all);
 *
 * Requests are compared with requests and responses with responses: a
 * definition and the service's answer to it are one subscription, and so are two
 * answers with the same webhookId.  Updates are left out, they belong to a
 * subscription that exists, and so are templates and values from documentation.
 * Of many that repeat one subscription the first REPEATS_SHOWN are reported.
 */
#ifndef LINT_DELIVERIES_H
#define LINT_DELIVERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "load/node.h"

struct diags;
struct lint;

/* One event of a product. */
struct wanted {
	struct str product, name;
	struct node node;
	uint32_t hash; /* of both: wanted_hash() */
};

/* What one subscription asks for: events to one URL. */
struct delivery {
	struct delivery *next;        /* in the order of the text */
	struct str organization, url; /* url is normalised */
	struct str webhook_id;        /* of a response, or empty */
	struct span at;               /* the URL's string in the document */
	const struct wanted *events;
	size_t nevents;
	bool response;
	uint32_t hash; /* of all that makes it the same as another: delivery_hash() */
};

struct deliveries;

enum {
	REPEATS_SHOWN = 10 /* one copied file should not fill the report */
};

struct deliveries *deliveries_new(void);
void deliveries_free(struct deliveries *all);

/* Are there later documents that were compared with the first ones only? */
bool deliveries_full(const struct deliveries *all);

/* From hash_bytes() of both names. */
static inline uint32_t
wanted_hash(uint32_t product, uint32_t name)
{
	return product * 31 + name;
}

/* What d->hash is to be, once the rest is there. */
uint32_t delivery_hash(const struct delivery *d);

/* The list will be handed over soon: what that needs can be fetched meanwhile. */
void deliveries_expect(const struct deliveries *all, const struct delivery *list);

/* Adds what l->sub asks for to l->deliveries. */
void deliveries_collect(struct lint *l);

/*
 * The next document asks for what is in list.  Remembers what is new, up to the
 * first subscription whose organisation and URL are known; *done is how many that
 * were.  True if they were all: then nothing can repeat anything.
 */
bool deliveries_remember(struct deliveries *all, const struct delivery *list,
			 const struct doc *doc, size_t *done);

/*
 * Compares the rest of the list, of which done were remembered, with all earlier
 * documents and with itself, adds the findings to ds and remembers what is new.
 * Call it before diags_finish().  Returns how many findings there are.
 */
size_t deliveries_resolve(struct deliveries *all, const struct delivery *list,
			  size_t done, const struct doc *doc, struct diags *ds);

#endif
