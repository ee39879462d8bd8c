/*
 * recall-walk: following the text of one subscription, to recall or to learn it.
 *
 * recall.c follows its members, recall-values.c their values.
 */
#ifndef RULES_RECALL_WALK_H
#define RULES_RECALL_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "report/diag.h"
#include "rules/recall-memory.h"

enum {
	WALK_PRODUCTS = 8, /* of a subscription */
	WALK_EVENTS = 64   /* of all of them */
};

/* A product and what is wanted of it. */
struct listed {
	struct fact *fact; /* NULL: it has no productId */
	struct str id;     /* in the text, without quotes */
	size_t first, n;   /* its events */
};

/* One subscription while its text is followed. */
struct walk {
	struct recall *r;
	const enum severity *levels;
	const char *end; /* of the text */
	bool learning;
	struct shape shape;
	uint64_t seen;         /* the keys so far */
	const struct key *key; /* the last one */
	struct str organization, id;
	struct str webhook, health; /* URLs */
	const struct known_host *webhook_host, *health_host;
	struct fact *retry;
	bool v1, v2; /* it has productId or eventTypes; products */
	struct listed products[WALK_PRODUCTS];
	size_t nproducts;
	struct str events[WALK_EVENTS];
	size_t nevents;
};

/*
 * Behind the value at p, which is before the end; NULL: it is not known, or nothing
 * that is kept.  *number is the key's if the value is free, else its fact's.
 */
const char *walk_value(struct walk *w, struct key *k, const char *p, uint32_t *number);

/* Behind the string at p, or what is between brackets; NULL: it does not end plainly. */
const char *walk_end(const char *p, const char *end);

/* Behind the colon of the member with that key, or NULL. */
const char *walk_behind(const char *p, const char *end, struct str key);

#endif
