/*
 * recall-memory: what rules/recall keeps, and how it is found.
 *
 * The text of a clean subscription is cut at its free values.  What stands between
 * them, names and fixed values and blanks, is kept byte for byte as steps of a tree:
 *
 *   {"name": "  FREE_TEXT  ", "webhookUrl": "  FREE_WEBHOOK_URL  "}           FREE_END
 *                       \  ", "description": "  FREE_TEXT  ", "webhookUrl": " ...
 *
 * so that following a text means comparing it with few long pieces.  Its retry policy,
 * products, lists of event types and hosts are facts, each kept by itself.
 */
#ifndef RULES_RECALL_MEMORY_H
#define RULES_RECALL_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "load/kind.h"

struct lint_env;

enum {
	RECALL_CHOICES = 64,   /* steps in one place */
	RECALL_EVENTS = 64,    /* of a product */
	RECALL_TEXT = 8192,    /* longest text that is kept */
	RECALL_SLOTS = 2048,   /* of each table: a power of two */
	RECALL_BYTES = 1 << 20 /* of all that: then it begins anew */
};

/* What may stand behind the text of a step without a look at the rules. */
enum freedom {
	FREE_END, /* nothing: the subscription ends there */
	FREE_TEXT,
	FREE_ORGANIZATION,
	FREE_ID,
	FREE_MOMENT,
	FREE_DIGITS,
	FREE_WEBHOOK_URL,
	FREE_HEALTH_URL,
	FREE_PRODUCT,
	FREE_EVENTS,
	FREE_RETRY
};

/*
 * What is clean if all free values of a path through the tree fit.  Paths that differ
 * in how many products there are have the same number.
 */
struct shape {
	uint32_t number;
	enum kind kind, alone;
};

struct step {
	struct step *next;   /* another one in this place, used less lately */
	struct step *behind; /* what may come behind the free value */
	struct str text;
	enum freedom freedom;
	struct shape shape; /* FREE_END */
};

/* An event type of a product; bit tells it from the product's others. */
struct known_event {
	struct known_event *next;
	struct str name;
	uint64_t bit;
};

/* A part of a text that is kept: an event type, and wanted_hash(). */
struct part {
	uint32_t at, len, hash;
};

/* What a fact is one of; above: a list of event types of the product of that number. */
enum { FACT_HOST, FACT_RETRY, FACT_PRODUCT, FACT_SHAPE, FACT_FIRST };

/* A text, as it is written, and what is known of it. */
struct fact {
	struct fact *next;          /* in the same slot */
	uint32_t hash, of;          /* what it is a fact of */
	uint32_t number;            /* from FACT_FIRST */
	struct str text;            /* host: scheme and authority */
	struct str normal;          /* host: as url_normal() writes it */
	struct known_event *events; /* product */
	struct part *parts;         /* list: the names in it */
	size_t n;                   /* of events or parts */
};

/* A retry policy or product that was clean in a subscription of a shape. */
struct pair {
	struct pair *next;
	uint32_t shape, fact;
};

/* Subscriptions of one case of the caller's (struct recall_case). */
enum { RECALL_CASES = KIND_COUNT * 4 };

struct recall {
	struct arena *arena, *scratch;
	const struct lint_env *env; /* of all that is here */
	struct step *first[RECALL_CASES];
	size_t bytes;
	uint32_t nfacts;
	const struct fact *last[FACT_FIRST]; /* found last */
	struct fact *facts[RECALL_SLOTS];
	struct pair *pairs[RECALL_SLOTS];
};

/* Forgets all of another run's settings, or when too much is kept. */
void recall_begin(struct recall *r, const struct lint_env *env);

/* The step of the list that p goes on with, which becomes its first; or NULL. */
struct step *recall_step(struct step **list, const char *p, const char *end);

/* The same as a new one, or the old one; NULL: there are too many. */
struct step *
recall_add_step(struct recall *r, struct step **list, struct str text, enum freedom f);

/* A fact that is kept, or NULL.  of: FACT_HOST, ..., or the number of a product. */
const struct fact *recall_fact(struct recall *r, uint32_t of, struct str text);

/* A new one, with nothing known of it; NULL: it is too long. */
struct fact *recall_add_fact(struct recall *r, uint32_t of, struct str text);

const struct known_event *recall_event(const struct fact *product, struct str name);

/* Adds an event type, or it is there; false: the product has too many. */
bool recall_add_event(struct recall *r, struct fact *product, struct str name);

bool recall_pair(const struct recall *r, uint32_t shape, uint32_t fact);
void recall_add_pair(struct recall *r, uint32_t shape, uint32_t fact);

/* size bytes that live as long as what is kept, cleared; a copy of text. */
void *recall_keep(struct recall *r, size_t size);
struct str recall_keep_str(struct recall *r, struct str text);

#endif
