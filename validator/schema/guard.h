/*
 * guard: a condition that is told by which members an object has.
 *
 * Most conditions ask whether an object has some members and lacks others, and perhaps
 * what the value of one is: "if": {"required": ["x"], "properties": {"x": {"const": 1}}}.
 * Where a walk over its members has noted them (presence.h), a comparison of two sets
 * says so, without applying the schema of the condition.  Of several conditions beside
 * each other that want texts of the same member, one look-up tells which hold.
 *
 * To check a varied document of the service takes 4,080 instructions; without guards it
 * takes 560 more, 335 of them where each condition looks for itself.
 */
#ifndef SCHEMA_GUARD_H
#define SCHEMA_GUARD_H

#include "schema/apply.h"
#include "schema/presence.h"

enum { SELECTION_TEXTS = 24, SELECTION_IFS = 16 };

/* It holds of an object that has of the names that decide just those that are there. */
struct guard {
	uint64_t asks, decide, there; /* sets of numbers; asks: all of them */
	const struct property *value; /* that is asked for if it is there, or NULL */
};

/* The IFs of one schema, one behind the other, that want texts of the same member. */
struct selection {
	uint64_t asks;            /* the member, as a set */
	unsigned char number;     /* its number */
	unsigned then, otherwise; /* sets of those that have one */
	const struct instr *ifs;
	size_t nifs, ntexts;
	struct short_string texts[SELECTION_TEXTS];
	uint32_t holds[SELECTION_TEXTS]; /* sets of ifs, by text */
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
guard_known(const struct eval *e, uint64_t names, struct node n)
{
	const struct cell *c = node_cell(n);

	if (c->bit != TYPE_OBJECT || (c->flags & CELL_DAMAGED) != 0)
		return NULL;
	return presence_find(e, names, n);
}

/* The set of conditions that hold of a text. */
static inline uint32_t
selection_find(const struct selection *s, struct str text)
{
	uint64_t first, last;

	if (text.len > 16)
		return 0;
	hash_ends(text.s, text.len, &first, &last);
	for (size_t i = 0; i < s->ntexts; i++) {
		if (short_string_is(&s->texts[i], first, last, text.len))
			return s->holds[i];
	}
	return 0;
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
