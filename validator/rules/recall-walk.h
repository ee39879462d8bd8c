/*
 * recall-walk: following the text of one subscription, to recall or to learn it.
 *
 * recall.c follows its steps, recall-values.c looks at what is free between them.
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
	WALK_EVENTS = 64   /* of a product */
};

/* A product and what is wanted of it. */
struct listed {
	struct str id;             /* in the text, without quotes */
	struct str list;           /* with its brackets */
	const struct fact *wanted; /* what is known of that */
};

/* One subscription while its text is followed. */
struct walk {
	struct recall *r;
	const enum severity *levels;
	const char *end; /* of the text */
	struct str organization, id;
	struct str webhook, health; /* URLs */
	const struct fact *webhook_host, *health_host;
	struct str retry;
	size_t nproducts; /* complete ones */
	struct listed products[WALK_PRODUCTS + 1];
};

/* Behind the value at p, which may be there freely; NULL: it is not known. */
const char *walk_value(struct walk *w, enum freedom freedom, const char *p);

/*
 * The names in a list of strings without escapes, "[...]"; 0: it is none, or one of
 * more than WALK_EVENTS.
 */
size_t walk_names(struct str list, struct str names[WALK_EVENTS]);

#endif
