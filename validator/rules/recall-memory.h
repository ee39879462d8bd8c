/* recall-memory: what rules/recall keeps, and the tables it is found in. */
#ifndef RULES_RECALL_MEMORY_H
#define RULES_RECALL_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "load/kind.h"

struct lint_env;

enum {
	RECALL_MEMBERS = 24,   /* of a subscription */
	RECALL_KEYS = 64,      /* bits of a set */
	RECALL_EVENTS = 64,    /* of a product */
	RECALL_VALUE = 2048,   /* longest value */
	RECALL_SLOTS = 2048,   /* of each table: a power of two */
	RECALL_BYTES = 1 << 20 /* of all that: then it begins anew */
};

/* What the value of a member may be without a look at the rules. */
enum freedom {
	FREE_NOT, /* as it was, byte for byte */
	FREE_TEXT,
	FREE_ORGANIZATION,
	FREE_ID,
	FREE_MOMENT,
	FREE_DIGITS,
	FREE_WEBHOOK_URL,
	FREE_HEALTH_URL,
	FREE_EVENTS,
	FREE_PRODUCT,
	FREE_PRODUCTS,
	FREE_RETRY
};

/* Keys by number, as recall_begin() makes them. */
enum { KEY_EVENT_TYPES = 9, KEY_PRODUCT_ID = 10 };

/* An event type of a product; bit tells it from the product's others. */
struct known_event {
	struct known_event *next; /* of the same product, the last used first */
	struct str name;
	uint64_t bit;
};

/* A value that a key had, as it was written. */
struct fact {
	struct fact *next; /* in the same slot */
	struct str text;
	uint32_t hash, number;
	struct known_event *events; /* of a product */
	size_t nevents;
};

struct key {
	struct str text; /* with its quotes */
	enum freedom freedom;
	struct fact *last; /* the value that it had last */
};

/* Scheme and authority of a URL; normal is as url_normal() writes them. */
struct known_host {
	struct known_host *next;
	struct str text, normal;
};

/* The members of a clean subscription: numbers of keys (free) and facts. */
struct shape {
	struct shape *next;
	uint32_t hash, number;
	uint32_t members[RECALL_MEMBERS];
	size_t n;
	enum kind given, kind, alone;
	bool update;
};

/* A fact that was clean in a subscription of a shape. */
struct pair {
	struct pair *next;
	uint32_t shape, fact;
};

struct recall {
	struct arena *arena, *scratch;
	const struct lint_env *env; /* of all that is here */
	struct key keys[RECALL_KEYS];
	size_t nkeys, bytes;
	uint32_t nfacts, nshapes;
	struct key
	    *behind[RECALL_KEYS + 1]; /* a key: the one that came next, last time */
	struct known_host *last_host;
	struct fact *facts[RECALL_SLOTS];
	struct known_host *hosts[RECALL_SLOTS];
	struct shape *shapes[RECALL_SLOTS];
	struct pair *pairs[RECALL_SLOTS];
};

/* Forgets all of another run's settings, or when too much is kept. */
void recall_begin(struct recall *r, const struct lint_env *env);

/* The key that p begins with, behind another one (NULL: the first); or NULL. */
struct key *
recall_key(struct recall *r, const char *p, const char *end, const struct key *before);

/* What is kept; NULL or false: it is not. */
struct fact *recall_fact(struct recall *r, struct key *k, struct str text);
const struct known_host *recall_host(struct recall *r, struct str text);
const struct known_event *recall_event(struct fact *product, struct str name);
const struct shape *recall_shape(const struct recall *r, const struct shape *like);
bool recall_pair(const struct recall *r, uint32_t shape, uint32_t fact);

/* What is new, or is there already; NULL or false: it cannot be kept. */
struct key *recall_add_key(struct recall *r, struct str text);
struct fact *recall_add_fact(struct recall *r, struct key *k, struct str text);
void recall_add_host(struct recall *r, struct str text, struct str normal);
bool recall_add_event(struct recall *r, struct fact *product, struct str name);
const struct shape *recall_add_shape(struct recall *r, const struct shape *s);
void recall_add_pair(struct recall *r, uint32_t shape, uint32_t fact);

#endif
