/*
 * new-request: requests to begin with, complete but for placeholders.
 *
 * `new` writes them, and the language server offers them.  What was not given and nobody
 * but the user knows is a placeholder, which placeholder-value finds.
 */
#ifndef PROJECT_NEW_REQUEST_H
#define PROJECT_NEW_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "service/kind.h"

struct catalogue;
struct catalogue_product;
struct list;
struct options;

/* The options that say what is in a request, in the order of their names in `new`. */
enum {
	REQUEST_EVENT = 1,
	REQUEST_URL = 2,
	REQUEST_HEALTH = 4,
	REQUEST_ORGANIZATION = 8,
	REQUEST_SCOPE = 16,
	REQUEST_SECURITY = 32,
	REQUEST_RETRY = 64,
	REQUEST_OPTIONS = 7,
	REQUEST_MEMBERS = REQUEST_URL | REQUEST_HEALTH | REQUEST_ORGANIZATION |
			  REQUEST_SCOPE | REQUEST_SECURITY | REQUEST_RETRY
};

enum {
	REQUEST_MINUTES = 60, /* of an hour of --retry-hours */
	REQUEST_HOURS_MOST = 1000000
};

struct request {
	const struct options *o;  /* with what the config says */
	const struct list *names; /* of products, as they were given */
	const struct catalogue *catalogue;
	const struct catalogue_product **products; /* none twice */
	size_t n;
	unsigned given;
};

struct request_form {
	enum kind kind;
	unsigned takes;
	size_t least, products, events; /* how many there must and may be */
	/* The request; the caller releases it. */
	json_t *(*make)(const struct request *r);
};

/* A create-request first. */
extern const struct request_form request_forms[];

/*
 * Of a product (its number) the events that are named or, if none is, all that are
 * offered; the caller releases the list.
 */
json_t *request_events(const struct request *r, size_t product);

#endif
