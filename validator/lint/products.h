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
	const struct catalogue_event *near;  /* products_near_event() */
	bool opaque, compared;
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

/* Each event e of each product p of n listed ones. */
#define LISTED_EACH(p, e, list, n)                                                     \
	for (const struct listed_product *p = (list); p < (list) + (n); p++)           \
		for (const struct listed_event *e = p->event;                          \
		     e < p->event + p->nevents; e++)

/* Fills l->products from l->sub. */
void products_read(struct lint *l);

/* The same from what a replay names: one product, one event type. */
void products_read_replay(struct lint *l);

/*
 * The event that the name of e, which is none of p, is most like: of p or, if p is not
 * known, of any product; or NULL.  Looked up once.
 */
const struct catalogue_event *
products_near_event(struct lint *l, const struct listed_product *p,
		    struct listed_event *e);

/* The product that has all the events that p lists, if there are at least least; or NULL. */
const struct catalogue_product *
products_of_events(const struct lint *l, const struct listed_product *p, size_t least);

/* Whether e, listed by p, is in no product and a misspelt one of them. */
bool products_event_misspelt(struct lint *l, const struct listed_product *p,
			     struct listed_event *e);

/*
 * Whether one of two names is the other, misspelt: the same but for case and separators,
 * or for two letters that are not merely an ending, which a new name may have (accept and
 * accepted, capture and captures).
 */
bool products_misspelt(struct str a, struct str b);

/* Whether a name has the form of an event type: "payments.capture.accepted". */
bool event_well_formed(struct str name);

/* Adds the note that says how old the catalogue is and how to see it. */
struct diag;
void
products_note_date(struct lint *l, struct diag *d, const struct catalogue_product *p);

#endif
