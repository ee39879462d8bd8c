/*
 * condition: "if", and what follows from it.
 *
 * Which members an object has, and the text of one, tell most conditions (guard.h): the
 * test is chosen when the schema is compiled.
 */
#include "schema/apply.h"
#include "schema/guard.h"
#include "schema/op.h"

/* What follows from a condition that holds or does not. */
static inline __attribute__((always_inline)) bool
follow(struct eval *e, const struct instr *in, bool holds, struct node n,
       struct track *t, const struct scope *scope)
{
	const struct schema *next = holds ? in->u.branch.then : in->u.branch.otherwise;

	return next == NULL || apply_check(e, next, n, t, scope);
}

bool
test_if(struct eval *e, const struct instr *in, struct node n, struct track *t,
	const struct scope *scope)
{
	bool holds;

	/* where nothing is watched, no template is spared either */
	if (t == NULL && e->steps > e->watch_below)
		holds = apply_check(e, in->u.branch.condition, n, NULL, scope);
	else
		holds = apply_ask(e, in->u.branch.condition, n, t, scope);
	return follow(e, in, holds, n, t, scope);
}

/* The same where the condition has a guard: with a value that it asks for, or without. */
static inline __attribute__((always_inline)) bool
guarded(struct eval *e, const struct instr *in, struct node n, struct track *t,
	const struct scope *scope, bool value)
{
	const struct guard *g = in->u.branch.condition->guard;
	const struct presence *known = t == NULL ? guard_known(e, g->asks, n) : NULL;
	bool holds;

	if (known == NULL || e->steps <= e->watch_below)
		return test_if(e, in, n, t, scope);
	e->steps--;
	holds = value ? guard_holds(e, g, known, n, scope)
		      : (known->there & g->decide) == g->there;
	return follow(e, in, holds, n, NULL, scope);
}

static bool
test_guarded(struct eval *e, const struct instr *in, struct node n, struct track *t,
	     const struct scope *scope)
{
	return guarded(e, in, n, t, scope, true);
}

static bool
test_guarded_names(struct eval *e, const struct instr *in, struct node n,
		   struct track *t, const struct scope *scope)
{
	return guarded(e, in, n, t, scope, false);
}

/* One after the other. */
static __attribute__((noinline)) bool
test_ifs(struct eval *e, const struct selection *s, struct node n, struct track *t,
	 const struct scope *scope)
{
	for (size_t i = 0; i < s->nifs; i++) {
		if (!test_if(e, &s->ifs[i], n, t, scope))
			return false;
	}
	return true;
}

/* What follows from the conditions of a set, and from the others not. */
static bool
follow_all(struct eval *e, const struct selection *s, uint32_t holds, struct node n,
	   const struct scope *scope)
{
	uint32_t left = (holds & s->then) | (~holds & s->otherwise);

	for (size_t i = 0; left != 0; i++, left >>= 1) {
		if ((left & 1) != 0 &&
		    !follow(e, &s->ifs[i], (holds >> i & 1) != 0, n, NULL, scope))
			return false;
	}
	return true;
}

/* Several conditions, if the member that they ask for is a text as it is written. */
static bool
test_selection(struct eval *e, const struct instr *in, struct node n, struct track *t,
	       const struct scope *scope)
{
	const struct selection *s = in->u.branch.selection;
	const struct presence *known =
	    t == NULL && e->steps > e->watch_below ? guard_known(e, s->asks, n) : NULL;
	const struct cell *c;

	if (known == NULL)
		return test_ifs(e, s, n, t, scope);
	eval_spend(e, s->nifs);
	if ((known->there & s->asks) == 0)
		return follow_all(e, s, 0, n, scope);
	c = &n.doc->cells[known->where[s->number]];
	if (c->type != NODE_STRING || (c->flags & CELL_ESCAPES) != 0)
		return test_ifs(e, s, n, t, scope);
	return follow_all(e, s, selection_find(s, cell_raw(n.doc, c)), n, scope);
}

void
if_choose(struct instr *in)
{
	const struct guard *g = in->u.branch.condition->guard;

	if (in->u.branch.selection != NULL)
		in->test = test_selection;
	else if (g != NULL)
		in->test = g->value == NULL ? test_guarded_names : test_guarded;
}
