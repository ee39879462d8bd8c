/*
 * circle: what is applied to a value leads back to itself at the same value.
 *
 * The standard leaves undefined what such a schema means (2020-12 core, 9.4.1).  Most
 * documents never get there, and for them the schema is as good as any: the keyword
 * that closes the circle becomes an instruction CIRCLE around the one that it was.
 * Whatever walks over programs sees a leaf; to run it is to run what is within, unless
 * that is being run already for the same value: then the evaluation gives up.
 */
#ifndef SCHEMA_CIRCLE_H
#define SCHEMA_CIRCLE_H

#include "schema/eval.h"

struct compiler;

/*
 * Searches what has been compiled for circles of applications in place: each is said,
 * as a warning, and closed by a CIRCLE.  Leaves them in an order in which each stands
 * behind those that it applies in place.
 */
void circles_find(struct compiler *c);

/* A CIRCLE that is being run: on the stack of whoever runs it. */
struct circle {
	const struct instr *within;
	struct node instance;
	const struct scope *scope;
	const struct circle *outer; /* entered before and not left yet, or NULL */
};

/*
 * Enters a CIRCLE; false if that has been done before for the same value in the same
 * scope: then e gave up.  Either way circle_leave() it.
 */
bool circle_enter(struct eval *e, struct circle *c, const struct instr *in,
		  struct node n, const struct scope *scope);
void circle_leave(struct eval *e, const struct circle *c);

/* Where one of several branches is enough, and one holds: others need not be known. */
static inline void
circle_forget(struct eval *e, enum budget before)
{
	if (e->gave_up == BUDGET_CIRCLE)
		e->gave_up = before;
}

#endif
