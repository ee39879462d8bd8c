/*
 * duplicates: compares the subscriptions and keys of all documents of a run.
 *
 * An organisation has one subscription for a product; the service refuses a second one
 * (duplicate-subscription).  A key signs the notifications of its own organisation only
 * (key-organization), and until it ends (key-expiry).  What else is compared is in
 * lint/companions.h.  While a document is checked, what it asks for is written down
 * (l->deliveries, in the arena of its findings); nothing else is shared between threads.  The main thread
 * then hands over one document after the other, in the order of the inputs, so that the
 * finding is always at the later one, whatever the number of threads:
 *
 *   all = deliveries_new();
 *   for each document, in input order:
 *           deliveries_compare(all, list, doc, diags);
 *   deliveries_free(all);
 *
 * Requests are compared with requests and responses with responses: a
 * definition and the service's answer to it are one subscription, and so are two
 * answers with the same webhookId.  Updates are left out, they belong to a
 * subscription that exists, and so are templates and values from documentation.
 * Of many that repeat one subscription the first REPEATS_SHOWN are reported.
 *
 * Memory is bounded: each name is kept once, 2.5 megabytes of names at most, and of a
 * URL a hash.  Once that, or another table, is full, nothing is added; later documents
 * are compared with what is there.  A product of the catalogue is known by its address,
 * and what is plain text needs no counting of characters: of a varied document 3,600
 * instructions to compare it became 1,300.
 */
#ifndef LINT_DUPLICATES_H
#define LINT_DUPLICATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "load/node.h"

struct catalogue;
struct catalogue_event;
struct catalogue_product;
struct diags;
struct lint;

/* A product that a subscription asks for, if it is neither a template nor a placeholder. */
struct asked_product {
	struct node id;                        /* a string */
	struct node events;                    /* an array, or absent */
	const struct catalogue_product *known; /* or NULL */
};

/* What one subscription asks for, or whose key a document is about: a list has many. */
struct delivery {
	struct delivery *next; /* in the order of the text */
	struct str organization;
	struct str webhook_id; /* of a response or notification, or empty */
	struct node owner;     /* the organization's string */
	struct span at;        /* the URL's string, or else the organization's */
	const struct catalogue *catalogue; /* but for a key */
	bool response;
	bool signs; /* a subscription that needs a key for signatures */
	bool key, list_of_products, notification; /* no subscription, but that */
	union {
		struct {
			const struct asked_product *products; /* in the arena */
			size_t nproducts;
			uint64_t url; /* a hash of it, normalised; 0: none */
			struct node status, scope; /* of a response, or absent */
		};
		struct node ended; /* of a key: its date, if that has passed */
		struct node list;  /* of products: an array */
		struct {
			struct node id, event; /* of a notification */
			const struct catalogue_event
			    *plain; /* whose payload is not encrypted, or NULL */
		};
	};
};

struct deliveries;

enum {
	REPEATS_SHOWN = 10 /* one copied file should not fill the report */
};

struct deliveries *deliveries_new(void);
void deliveries_free(struct deliveries *all);

/* Whether a table is full: later documents are compared with the first ones only. */
bool deliveries_full(const struct deliveries *all);

/* Whether n names an organization: no template, no value from documentation. */
bool deliveries_is_organization(const struct lint *l, struct node n);

/* Adds one to l->deliveries, empty. */
struct delivery *deliveries_add(struct lint *l);

/* Adds what l->sub asks for, or the key of l->root, to l->deliveries. */
void deliveries_collect(struct lint *l);
void deliveries_collect_key(struct lint *l, struct node object);

/*
 * The next document asks for what is in list: compares that with all earlier documents
 * and with itself, adds the findings to ds and remembers what is new.  Call it before
 * diags_finish().
 */
void deliveries_compare(struct deliveries *all, const struct delivery *list,
			const struct doc *doc, struct diags *ds);

#endif
