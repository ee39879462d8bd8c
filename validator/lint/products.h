/*
 * products: what a subscription asks for, looked up in the catalogue once.
 *
 * Both shapes look alike here: v1 has one productId with eventTypes at the top,
 * v2 an array of such objects.  Templates, values left from documentation and
 * names that no event type can have (the schema has said so) are opaque: no
 * rule judges them against the catalogue.
 */
#ifndef LINT_PRODUCTS_H
#define LINT_PRODUCTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "load/node.h"
#include "service/catalogue.h"

struct lint;

struct listed_event {
	struct node node;
	struct str name;
	const struct catalogue_event *known; /* of the product that lists it, or NULL */
	bool opaque;
};

struct listed_product {
	struct node id;                        /* a string, or absent */
	struct str name;                       /* of id */
	struct node events;                    /* an array, or absent */
	const struct catalogue_product *known; /* or NULL */
	bool opaque;                /* id is absent, a template or a placeholder */
	struct listed_event *event; /* the strings among events */
	size_t nevents;
};

/* Fills l->products from l->sub. */
void products_read(struct lint *l);

/* The same from what a replay names: one product, one event type. */
void products_read_replay(struct lint *l);

/* Whether a name has the form of an event type: "payments.capture.accepted". */
bool event_well_formed(struct str name);

/* Adds the note that says how old the catalogue is and how to see it. */
struct diag;
void
products_note_date(struct lint *l, struct diag *d, const struct catalogue_product *p);

#endif
