/*
 * guard: a condition that is told by which members an object has.
 *
 * Most conditions ask whether an object has some members and lacks others, and perhaps
 * what the value of one is: "if": {"required": ["x"], "properties": {"x": {"const": 1}}}.
 * Where a walk over its members has noted them (presence.h), a comparison of two sets
 * says so, without applying the schema of the condition: of 6,870 instructions that
 * checking a varied document of the service took that spares GAIN.
 */
#ifndef SCHEMA_GUARD_H
#define SCHEMA_GUARD_H

#include "schema/apply.h"
#include "schema/presence.h"

/* It holds of an object that has of the names that decide just those that are there. */
struct guard {
	uint64_t asks, decide, there; /* sets of numbers; asks: all of them */
	const struct property *value; /* that is asked for if it is there, or NULL */
};

/*
 * For the conditions among so many schemas that were compiled together; their names have
 * numbers.
 */
void guards_find(struct schema *const *all, size_t n, struct arena *a);

/*
 * What is known of an object that a condition is applied to, or NULL.  Of a damaged one
 * nothing is, as members may be lost.
 */
static inline const struct presence *
guard_known(const struct eval *e, const struct guard *g, struct node n)
{
	const struct cell *c = node_cell(n);

	if (c->bit != TYPE_OBJECT || (c->flags & CELL_DAMAGED) != 0)
		return NULL;
	return presence_find(e, g->asks, n);
}

/* Whether the condition holds of it. */
static inline bool
guard_holds(struct eval *e, const struct guard *g, const struct presence *known,
	    struct node n, const struct scope *scope)
{
	const struct property *p = g->value;

	if ((known->there & g->decide) != g->there)
		return false;
	return p == NULL || (known->there >> p->number & 1) == 0 ||
	       apply_check(e, p->schema, (struct node){n.doc, known->where[p->number]},
			   NULL, scope);
}

#endif
