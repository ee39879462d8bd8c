/* circle: see the header. */
#include "schema/circle.h"

#include "base/arena.h"
#include "schema/op.h"

/* The same instruction: both lists have it. */
static void
close_in(struct instr *list, size_t n, struct node value, const struct instr *within)
{
	for (size_t i = 0; i < n; i++) {
		if (list[i].op == within->op && list[i].value.at == value.at)
			list[i] = (struct instr){
			    .op = OP_CIRCLE, .value = value, .u.within = within};
	}
}

void
circle_close(struct schema *s, struct instr *in, struct arena *a)
{
	struct instr *within = arena_alloc(a, sizeof(*within));

	*within = *in;
	close_in(s->code, s->ncode, within->value, within);
	close_in(s->fast, s->nfast, within->value, within);
}

bool
circle_enter(struct eval *e, struct circle *c, const struct instr *in, struct node n,
	     const struct scope *scope)
{
	size_t passed = 0;
	bool again = false;

	*c = (struct circle){in->u.within, n, scope, e->circles};
	e->circles = c;
	/* what is further out than another value was entered for that one, or before */
	for (const struct circle *o = c->outer;
	     !again && o != NULL && o->instance.at == n.at && o->instance.doc == n.doc;
	     o = o->outer) {
		passed++;
		again = o->within == c->within && o->scope == scope;
	}
	eval_spend(e, 1 + passed / STEP_MEMBERS);
	if (again && e->steps != 0)
		e->gave_up = BUDGET_CIRCLE;
	return !again;
}

void
circle_leave(struct eval *e, const struct circle *c)
{
	e->circles = c->outer;
}

bool
test_circle(struct eval *e, const struct instr *in, struct node n, struct track *t,
	    const struct scope *scope)
{
	const struct op_info *op = &ops[in->u.within->op];
	struct circle c;
	bool ok;

	if (op->subject != NODE_NONE && !node_is(n, op->subject))
		return true;
	ok =
	    circle_enter(e, &c, in, n, scope) && op->test(e, in->u.within, n, t, scope);
	circle_leave(e, &c);
	return ok;
}
