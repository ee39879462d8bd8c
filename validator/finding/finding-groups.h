/*
 * finding-groups: puts the findings of one document that agree into groups.
 *
 * A group knows its first finding; the caller counts the others in it.
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
	/* The caller alone changes these, which begin as 0 and false. */
	size_t n; /* how many agree with it */
	size_t met;
	bool told;
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
