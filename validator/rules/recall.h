/*
 * recall: what was found clean once is known again.
 *
 * Subscriptions of one team resemble each other: the same few retry policies,
 * security policies, products; only names, ids and paths of URLs differ.  Of a
 * subscription in which nothing was found, this keeps the text between its free
 * values, byte for byte; and, each by itself, its retry policy, its products and
 * their events.
 *
 * A subscription with the same text in between is clean as well if its free values
 * cannot fire a rule:
 *
 *   name, description      not empty; ASCII without what escapes, templates and
 *   organizationId         placeholders are made of; no listed placeholder
 *   webhookId              32 hexadecimal digits in groups of 8-4-4-4-12
 *   createdOn, updatedOn   2026-07-02 15:39:56.931, or in RFC 3339 with a day up to 28
 *   version                one digit
 *   webhookUrl             https, a host (with port) that the rules were asked about,
 *                          a path of letters, digits, -._~/
 *   healthCheckUrl         the same with the host of webhookUrl
 *   retryPolicy            one that was clean in this shape
 *   productId              the same; no product stands twice
 *   eventTypes             each was clean with its product; none stands twice
 *
 * So no rule may look at retry policy and products together.  Everything else is
 * left to the schema and the rules: this never finds anything, it only spares
 * reading again.  What a free value may be must hold for every rule that looks at
 * it; tests/recall compares what is reported with and without recalling.
 */
#ifndef RULES_RECALL_H
#define RULES_RECALL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "load/kind.h"
#include "report/diag.h"
#include "rules/deliveries.h"

struct arena;
struct lint_env;
struct node;

/* The memory of one worker. */
struct recall;

struct recall *recall_new(void);
void recall_free(struct recall *r);

/* Where a subscription stands; another case has other findings. */
struct recall_case {
	const struct lint_env *env;
	const enum severity *levels; /* by rule; the same for the same env */
	enum kind given;             /* KIND_NONE: to be found */
	bool update;                 /* the path says so: kind_path_is_update() */
	bool line; /* it is one of JSON Lines: what is recalled has no line end */
};

struct recalled {
	enum kind kind;
	enum kind alone; /* what it would be as an element of an array */
	bool delivers;
	struct delivery delivery; /* if it delivers; places as of text */
};

/*
 * Is the value at *p, up to the end of text, a subscription that is known to be
 * clean?  If so, *p is behind it.  The delivery lives in the arena.
 */
bool recall_find(struct recall *r, const struct recall_case *c, struct str text,
		 size_t *p, struct arena *a, struct recalled *found);

/*
 * The object is of that kind and clean, and asks for list: one delivery or none.
 * It is the root of its document, and all rules were asked.
 */
void recall_learn(struct recall *r, const struct recall_case *c, struct node root,
		  enum kind kind, const struct delivery *list);

#endif
