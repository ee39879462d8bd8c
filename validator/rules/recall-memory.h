/* recall-memory: what rules/recall keeps, and the tables it is found in. */
#ifndef RULES_RECALL_MEMORY_H
#define RULES_RECALL_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "load/kind.h"
#include "rules/deliveries.h"

struct lint_env;

enum {
	RECALL_MEMBERS = 24, /* of a subscription */
	RECALL_KEYS = 64,    /* bits of a set */
	RECALL_EVENTS = 64,  /* of a product, and of a subscription */
	RECALL_VALUE = 2048, /* longest fixed value */
	RECALL_FACTS = 64,   /* values of a key */
	RECALL_HOSTS = 1024,
	RECALL_SHAPES = 2048,
	RECALL_BYTES = 1 << 20 /* of all that: then it begins anew */
};

/* What a value may be without a look at the rules. */
enum freedom {
	FREE_NOT, /* as it was, byte for byte */
	FREE_TEXT,
	FREE_ORGANIZATION,
	FREE_ID,
	FREE_MOMENT,
	FREE_WEBHOOK_URL,
	FREE_HEALTH_URL,
	FREE_EVENTS,
	FREE_PRODUCT, /* not free, but events belong to it */
	FREE_PRODUCTS /* not free, but has events in it */
};

/* An event type of a product; bit tells it from the product's others. */
struct known_event {
	struct known_event *next;
	struct str name;
	uint64_t bit;
};

/* A value that a key had, as it was written. */
struct fact {
	struct fact *next; /* of the same key, the last one used first */
	struct str text;
	uint32_t number;
	struct known_event *events; /* of a productId, the last one used first */
	size_t nevents;
	const struct wanted *wanted; /* of products */
	size_t nwanted;
};

struct key {
	struct str text; /* with its quotes */
	enum freedom freedom;
	struct fact *facts;
	size_t nfacts;
};

/* Scheme and authority of a URL; normal is as url_normal() writes them. */
struct known_host {
	struct known_host *next; /* with the same hash */
	struct str text, normal;
};

/* The members of a clean subscription: numbers of keys (free) and facts. */
struct shape {
	struct shape *next; /* with the same hash */
	uint32_t hash;
	uint32_t numbers[RECALL_MEMBERS];
	size_t n;
	enum kind given, kind, alone;
	bool update;
};

struct recall {
	struct arena *arena, *scratch;
	const struct lint_env *env; /* of all that is here */
	struct key keys[RECALL_KEYS];
	size_t nkeys, nhosts, nshapes;
	uint32_t facts; /* numbers given so far */
	struct known_host *last_host, *hosts[RECALL_HOSTS];
	struct shape *shapes[RECALL_SHAPES];
	size_t order[RECALL_MEMBERS]; /* keys of the last subscription */
	size_t bytes;
};

/* Forgets all of another run's settings, or when too much is kept. */
void recall_begin(struct recall *r, const struct lint_env *env);

/* The key at p, quotes included; the place-th of its subscription; or NULL. */
struct key *recall_key(struct recall *r, const char *p, const char *end, size_t place);

/* The fact that text begins with, or NULL. */
struct fact *recall_fact(struct key *k, struct str text);

const struct known_host *recall_host(struct recall *r, struct str text);
const struct known_event *recall_event(struct fact *product, struct str name);
const struct shape *recall_shape(const struct recall *r, const struct shape *like);

/* What is new; NULL or false: it cannot be kept. */
struct key *recall_add_key(struct recall *r, struct str text);
struct fact *recall_add_fact(struct recall *r, struct key *k, struct str text);
void recall_add_host(struct recall *r, struct str text, struct str normal);
bool recall_add_event(struct recall *r, struct fact *product, struct str name);
void recall_add_wanted(struct recall *r, struct fact *f, const struct delivery *d);
void recall_add_shape(struct recall *r, const struct shape *s);

#endif
