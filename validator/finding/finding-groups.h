/*
 * finding-groups: findings that agree in something, counted.
 *
 * Of the findings of one document that agree, the first one met and how many there are.
 */
#ifndef FINDING_FINDING_GROUPS_H
#define FINDING_FINDING_GROUPS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"

struct arena;
struct diag;

struct group {
	const struct diag *first;
	size_t n;   /* how many agree with it */
	size_t met; /* of use to the caller, from 0 */
	bool told;  /* the same, from false */
};

struct groups {
	struct map map;
	uint32_t (*hash)(const struct diag *d);
};

/* Equal findings of one place: the same rule and sentence at the same span. */
void groups_of_places(struct groups *g, struct arena *a);

/*
 * Findings that tell a person the same once more: one rule and severity, and the same
 * fold_key or, without one, the same sentence.
 */
void groups_of_alike(struct groups *g, struct arena *a);

/* The group of d, which is put in if it is the first of it; valid until the next call. */
struct group *groups_find(struct groups *g, const struct diag *d);

#endif
