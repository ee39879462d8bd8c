/*
 * presence: which members an object has, found once.
 *
 * Conditions ask for a few names each ("if": {"required": ["x"]}), many of them of the
 * same object, and a walk over its members has met all names that its plan knows.  So
 * the names that plans of a few names ask for have a number in the store, and the walk
 * leaves a set of them in struct eval: what a later condition asks is told by two masks.
 * It does so only for a schema that asks, or applies one in place that does.
 *
 * Names that the reader has a number for (struct cell) lead to their slot in the table of
 * a plan, without a hash or a comparison: that spares 630 instructions of a varied
 * document.
 */
#ifndef SCHEMA_PRESENCE_H
#define SCHEMA_PRESENCE_H

#include "schema/eval.h"

/*
 * For the plans of all schemas that were compiled together: the names that are asked for
 * get numbers first, then the plans say which they know.  Done before any of them runs.
 */
void presence_number(struct schema *const *all, size_t n, struct store *store);

enum { PLACES = 64 }; /* numbers of members are below */

/* What a plan says of names that it does not know. */
extern const struct property property_nothing;

/* What a plan says of a member. */
static inline __attribute__((always_inline)) const struct property *
property_named(const struct object_plan *plan, struct node member)
{
	const struct property *p = table_find(&plan->names, member);

	return p != NULL ? p : &property_nothing;
}

/* The same for a plan with places. */
static inline __attribute__((always_inline)) const struct property *
property_placed(const struct object_plan *plan, struct node member)
{
	const struct property *p = plan->places[node_cell(member)->member];

	return p != NULL ? p : property_named(plan, member);
}

/* Where what is applied at this depth notes what it meets. */
static inline size_t
presence_slot(const struct eval *e)
{
	return e->depth < PRESENCE_DEPTH ? e->depth : PRESENCE_DEPTH - 1;
}

/* Before a walk over members: what is nested in them is deeper, but for the deepest. */
static inline struct presence *
presence_begin(struct eval *e)
{
	struct presence *p = &e->presence[presence_slot(e)];

	p->known = 0;
	return p;
}

/* Notes a member that has the name; names that nobody asks for share a place. */
static inline void
presence_meet(struct presence *p, const struct property *name, struct node member)
{
	p->where[name->number] = (uint32_t)member.at;
}

/* After a walk over all members of n, none of them twice, which has met these numbers. */
static inline void
presence_end(struct presence *p, const struct eval *e, const struct object_plan *plan,
	     struct node n, uint64_t there)
{
	if (e->depth >= PRESENCE_DEPTH - 1)
		return;
	p->at = n.at;
	p->known = plan->knows;
	p->there = there;
}

/* Whether p tells of the object all names of a set. */
static inline bool
presence_tells(const struct presence *p, uint64_t names, struct node n)
{
	return p->at == n.at && (names & ~p->known) == 0;
}

/* What is known of the names of a set that is not empty, or NULL. */
static inline const struct presence *
presence_find(const struct eval *e, uint64_t names, struct node n)
{
	const struct presence *p = &e->presence[presence_slot(e)];

	if (presence_tells(p, names, n))
		return p;
	return p != e->presence && presence_tells(p - 1, names, n) ? p - 1 : NULL;
}

#endif
