/*
 * groups: findings that agree in something, counted.
 *
 * A hash table over the findings of one document: for each set of them that agree
 * the first one met and how many there are.
 */
#ifndef FINDING_GROUPS_H
#define FINDING_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;

struct group {
	const struct diag *first; /* NULL: free slot */
	size_t n;                 /* how many agree with it */
	size_t met;               /* of use to the caller, from 0 */
	bool told;                /* the same, from false */
};

struct groups {
	struct group *slots;
	size_t mask;
	bool (*same)(const struct diag *a, const struct diag *b);
	uint32_t (*hash)(const struct diag *d);
};

/* Equal findings of one place: the same rule and sentence at the same span. */
void groups_of_places(struct groups *g, size_t n, struct arena *a);

/*
 * Findings that tell a person the same once more: one rule and severity, and the same
 * fold_key or, without one, the same sentence.
 */
void groups_of_alike(struct groups *g, size_t n, struct arena *a);

/*
 * The group of d; if d is the first of it, it is put in.  At most the n of
 * groups_of_...() may be put in.  Lives in the arena.
 */
struct group *groups_find(const struct groups *g, const struct diag *d);

#endif
