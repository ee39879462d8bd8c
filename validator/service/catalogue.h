/*
 * catalogue: the products of the service and the event types of each.
 *
 * Built in (schemas/cybersource/catalogue.json, dated), and three things may
 * come on top, all before the first document is checked: additions of the
 * config, and the organisation's own list as the service returns it.  From then
 * on it is const and shared by all threads.
 *
 * What a subscription may name depends on the organisation and grows with each
 * revision of the service, so "not in the catalogue" is never more than a
 * warning, and messages say catalogue_date().
 *
 * How rules ask:
 *
 *   p = catalogue_product(c, id)         NULL: unknown-product, with
 *                                        catalogue_near_product(c, id)
 *   e = catalogue_event(p, name)         NULL: look whether another one has it:
 *   e = catalogue_event_anywhere(c, name)   wrong-product-event; e->same is the
 *                                        next product with the same event;
 *                                        NULL: unknown-event-type, with
 *                                        catalogue_near_event(c, p, name)
 *   e->status                            CATALOGUE_REMOVED: retired-event-type,
 *                                        OLD or LIVE: undocumented-event-type
 *   p->enabled, e->enabled               false: not in the organisation's list
 *
 * Text that comes out is borrowed and lives as long as the catalogue.
 */
#ifndef SERVICE_CATALOGUE_H
#define SERVICE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct catalogue;

enum catalogue_status {
	CATALOGUE_CURRENT, /* in the present guide */
	CATALOGUE_OLD,     /* in former guides, samples or client libraries only */
	CATALOGUE_LIVE,    /* in lists that the service returned, never documented */
	CATALOGUE_REMOVED, /* no longer offered; see until */
	CATALOGUE_OWN      /* known from the organisation's list or the config only */
};

struct catalogue_event {
	struct str name;
	const struct catalogue_product *product;
	const struct catalogue_event *same; /* the same name in another product */
	enum catalogue_status status;
	struct str since, until; /* "2025-09", or empty */
	struct str source;       /* short names of documents: "G26, SAMP" */
	struct str note;         /* a sentence, or empty */
	bool mle;                /* the list says its payload is encrypted */
	bool enabled;            /* for the organisation; true if that is unknown */
};

struct catalogue_product {
	struct str id;
	struct str title; /* "Customer invoicing"; may be empty */
	enum catalogue_status status;
	struct str until;
	struct str enabled_by; /* "support": must be asked for; or empty */
	struct str note;       /* a sentence, or empty */
	bool mle;              /* needs message-level encryption keys first */
	bool enabled;          /* for the organisation; true if that is unknown */
	const struct catalogue_event *events; /* in the order of the file */
	size_t nevents;
};

/* The built-in one; takes some ten microseconds.  Never NULL. */
struct catalogue *catalogue_new(void);
void catalogue_free(struct catalogue *c);

/*
 * Adds what the config says under "catalogue": JSON of the form of "products"
 * in catalogue.json (an object by productId; everything but "events" may be
 * absent, and "events" may be an array of names).  What is known already is
 * made current.  False if the text has not that form; c is unchanged then.
 */
bool catalogue_add(struct catalogue *c, struct str json);

/*
 * Reads the response of GET .../products/{organizationId}: an array of products
 * or {"products": [...]}; doubles and products without events are expected.
 * Afterwards only what it lists is enabled.  False if the text has not that
 * form; c is unchanged then.
 */
bool catalogue_add_own(struct catalogue *c, struct str json);

/* Is there an organisation's list, so that "enabled" means something? */
bool catalogue_has_own(const struct catalogue *c);

/* When the built-in list was made: "2026-07". */
struct str catalogue_date(const struct catalogue *c);

/* The i-th product, sorted by id; NULL behind the last. */
const struct catalogue_product *catalogue_at(const struct catalogue *c, size_t i);

/* How many products there are, and events: of p if it is given, else of all; about. */
size_t catalogue_products(const struct catalogue *c);
size_t catalogue_count(const struct catalogue *c, const struct catalogue_product *p);

/* By its exact id, or NULL. */
const struct catalogue_product *
catalogue_product(const struct catalogue *c, struct str id);

/* The event of that exact name of p, or NULL; p may be NULL. */
const struct catalogue_event *
catalogue_event(const struct catalogue *c, const struct catalogue_product *p,
		struct str name);

/* The first event of that exact name, or NULL; further ones are at ->same. */
const struct catalogue_event *
catalogue_event_anywhere(const struct catalogue *c, struct str name);

/* The product most like id, also by known wrong names ("invoicing"), or NULL. */
const struct catalogue_product *
catalogue_near_product(const struct catalogue *c, struct str id);

/*
 * The event most like name: of p if it is given, else of all products.  Knows
 * the invented names ("payments.capture.status.declined") and prefers events
 * that are offered to those that are not.  NULL if none is near.
 */
const struct catalogue_event *
catalogue_near_event(const struct catalogue *c, const struct catalogue_product *p,
		     struct str name);

/* What is known of a name that people invent, as a sentence; empty if nothing. */
struct str catalogue_invented_note(struct str name);

/* "current", "old", "live", "removed", "own". */
const char *catalogue_status_name(enum catalogue_status s);

/*
 * The service behind a host, if it is one that forwards to a developer's
 * machine or shows requests ("ngrok"); empty if it is none.  Case does not
 * matter, subdomains count.
 */
struct str catalogue_tunnel(const struct catalogue *c, struct str host);

/*
 * False: catalogue_tunnel(), catalogue_placeholder_host() and host_unreachable() do not
 * have the name of the host.  True where they may.
 */
bool catalogue_may_list_host(const struct catalogue *c, struct str host);

/* Is the host one of documentation (mywebhookserver.com)? */
bool catalogue_placeholder_host(const struct catalogue *c, struct str host);

enum catalogue_member {
	CATALOGUE_ANY, /* "<INSERT ORGANIZATION ID HERE>": wherever it stands */
	CATALOGUE_ORGANIZATION_ID,
	CATALOGUE_PRODUCT_ID,
	CATALOGUE_EVENT_TYPE,
	CATALOGUE_NAME,
	CATALOGUE_MEMBERS
};

/* Is text a value left from documentation (also <TEXT IN CAPITALS>)? */
bool catalogue_placeholder(const struct catalogue *c, enum catalogue_member m,
			   struct str text);

/* A bit for the length, modulo 64, of each such value of the list. */
uint64_t
catalogue_placeholder_lengths(const struct catalogue *c, enum catalogue_member m);

/* Whether text may be one, of lists with values of those lengths; nearly never. */
static inline bool
catalogue_may_be_placeholder(uint64_t lengths, struct str text)
{
	return text.len != 0 && ((lengths >> text.len % 64 & 1) != 0 ||
				 text.s[0] == '<' || text.s[0] == '&');
}

/* Is a URL's explicit port one that the service is known to call: 443, 8443? */
bool catalogue_port_expected(uint32_t port);

#endif
