/* circle: see the header. */
#include "schema/circle.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "load/pointers.h"
#include "schema/compile.h"
#include "schema/op.h"

/* ---- finding them ---- */

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

static void
close_circle(struct schema *s, struct instr *in, struct arena *a)
{
	struct instr *within = arena_alloc(a, sizeof(*within));

	*within = *in;
	close_in(s->code, s->ncode, within->value, within);
	close_in(s->fast, s->nfast, within->value, within);
}

enum {
	LINKS_SHOWN = 4,       /* schemas of a circle that are named */
	LINKS_LOOKS = 1 << 20, /* at schemas on the way, for all circles together */
	CIRCLES_SHOWN = 100    /* of a program */
};

/* A depth-first search with its own stack; an edge to an open schema closes a circle. */
struct search {
	struct compiler *c;
	struct schema **stack;
	size_t n, cap;
	struct schema **done; /* as many as c->all, each behind what it applies */
	size_t ndone;
	size_t looks, reports;      /* that are left */
	const struct schema *again; /* open, and applied by the instruction at hand */
};

/* Whether it depends on the schemas that are entered before where it leads. */
static bool
is_led(const struct instr *in)
{
	return in->op == OP_DYNAMIC_REF && in->u.dynamic.dynamic;
}

/* The schemas of the circle: those that are open, from the one that is met again. */
static void
report_loop(struct search *search, const struct schema *by, const struct instr *in)
{
	struct compiler *c = search->c;
	struct diags *ds = by->resource->file->pub.diags;
	struct diag *d =
	    diag_add_as(ds, RULE_INVALID_SCHEMA, SEV_WARNING, node_span(in->value),
			"this reference goes round in a circle%s",
			is_led(in) ? " unless it is led elsewhere" : "");
	bool within = false;
	size_t shown = 0;

	search->reports--;
	d->pointer = pointers_below(&c->pointers, doc_root(in->value.doc), in->value);
	diag_note(ds, d,
		  "a document that enters it has no verdict: checking gives up there");
	for (size_t i = 0; i < search->n && search->looks != 0; i++) {
		const struct schema *s = search->stack[i];

		search->looks--;
		within = within || s == search->again;
		if (!within || s->visit != VISIT_OPEN ||
		    s->resource->file->pub.diags != ds || shown++ == LINKS_SHOWN)
			continue;
		diag_related(ds, d,
			     (struct span){node_span(s->source).start,
					   node_span(s->source).start + 1},
			     "this schema is on the way");
	}
}

/* Calls f for each schema that an instruction applies to the same instance. */
static void
each_in_place(const struct instr *in, void (*f)(void *arg, const struct schema *s),
	      void *arg)
{
	switch (ops[in->op].operand) {
	case OPERAND_HERE_SCHEMA:
		f(arg, in->u.schema);
		break;
	case OPERAND_HERE_DYNAMIC:
		if (in->u.dynamic.schema != NULL)
			f(arg, in->u.dynamic.schema);
		break;
	case OPERAND_HERE_LIST:
	case OPERAND_HERE_FORMS:
		for (size_t i = 0; i < in->u.list.n; i++)
			f(arg, in->u.list.items[i]);
		break;
	case OPERAND_HERE_BRANCH:
		f(arg, in->u.branch.condition);
		if (in->u.branch.then != NULL)
			f(arg, in->u.branch.then);
		if (in->u.branch.otherwise != NULL)
			f(arg, in->u.branch.otherwise);
		break;
	case OPERAND_HERE_DEPENDENT:
		for (size_t i = 0; i < in->u.dependencies.n; i++)
			f(arg, in->u.dependencies.items[i].schema);
		break;
	case OPERAND_HERE_CHOICES:
		for (size_t i = 0; i < in->u.choices.n; i++)
			f(arg, in->u.choices.items[i].schema);
		break;
	case OPERAND_NONE:
	case OPERAND_SCHEMA:
	case OPERAND_LIST:
	case OPERAND_MEMBERS:
	case OPERAND_OBJECT:
		break;
	}
}

static void
visit_edge(void *arg, const struct schema *to)
{
	struct search *search = arg;
	/* the same schema, which is ours to change while compiling */
	struct schema *s = to->resource->file->compiled[to->source.at];

	if (s->visit == VISIT_OPEN)
		search->again = s;
	if (s->visit != VISIT_NEW)
		return;
	search->stack =
	    grow(search->stack, &search->cap, search->n + 1, sizeof(struct schema *));
	search->stack[search->n++] = s;
}

/* What leads to an open schema closes a circle. */
static void
visit_edges(struct search *search, struct schema *s, struct instr *in)
{
	search->again = NULL;
	each_in_place(in, visit_edge, search);
	if (search->again != NULL) {
		if (search->reports != 0)
			report_loop(search, s, in);
		close_circle(s, in, search->c->arena);
	}
}

static void
find_loops_from(struct search *search, struct schema *start)
{
	visit_edge(search, start);
	while (search->n != 0) {
		struct schema *s = search->stack[search->n - 1];

		if (s->visit != VISIT_NEW) {
			if (s->visit == VISIT_OPEN)
				search->done[search->ndone++] = s;
			s->visit = VISIT_DONE;
			search->n--;
			continue;
		}
		s->visit = VISIT_OPEN;
		for (size_t i = 0; i < s->ncode; i++)
			visit_edges(search, s, &s->code[i]);
	}
}

void
circles_find(struct compiler *c)
{
	struct search search = {.c = c, .looks = LINKS_LOOKS, .reports = CIRCLES_SHOWN};

	search.done = xreallocarray(NULL, c->nall, sizeof(struct schema *));
	for (size_t i = 0; i < c->nall; i++)
		c->all[i]->visit = VISIT_NEW;
	for (size_t i = 0; i < c->nall; i++) {
		if (c->all[i]->visit == VISIT_NEW)
			find_loops_from(&search, c->all[i]);
	}
	mem_free(search.stack);
	mem_free(c->all);
	c->all = search.done;
}

/* ---- running them ---- */

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
