/* guard: see the header. */
#include "schema/guard.h"

#include "base/arena.h"
#include "schema/op.h"

/* What a condition asks for, as far as it has been looked at. */
struct asked {
	uint64_t there, absent, any;
	const struct property *value;
};

/* The number of the name that is all that a schema wants of an object, as a set; or 0. */
static uint64_t
only_required(const struct schema *s)
{
	const struct object_plan *plan;

	if (s->special || (s->typed & TYPE_OBJECT) == 0 || s->nflat != 1 ||
	    s->flat[0].op != OP_OBJECT)
		return 0;
	plan = s->flat[0].u.object;
	return plan->bare && plan->names.n == 1 && plan->required == 1 ? plan->asks : 0;
}

static bool
add_absent(struct asked *a, const struct schema *s)
{
	uint64_t name = only_required(s);

	a->absent |= name;
	return name != 0;
}

/* Adds what must not hold. */
static bool
add_not(struct asked *a, const struct schema *s)
{
	const struct instr *in = s->flat;

	if (s->special || s->nflat != 1 || in->op != OP_ANY_OF ||
	    (s->typed & TYPE_OBJECT) == 0)
		return add_absent(a, s);
	for (size_t i = 0; i < in->u.list.n; i++) {
		if (!add_absent(a, in->u.list.items[i]))
			return false;
	}
	return true;
}

/* Adds the names of a plan: at most one that need not be there, or has a schema. */
static bool
add_plan(struct asked *a, const struct object_plan *plan)
{
	for (size_t i = 0; i < plan->names.n; i++) {
		const struct property *p = plan->asked[i];

		if (p->schema != NULL && a->value != NULL)
			return false;
		if (p->schema != NULL)
			a->value = p;
		*(p->required ? &a->there : &a->any) |= UINT64_C(1) << p->number;
	}
	return plan->asks != 0;
}

/* Adds what an instruction asks of an object. */
static bool
add_instr(struct asked *a, const struct instr *in)
{
	if ((in->about & TYPE_OBJECT) == 0)
		return true;
	if (in->op == OP_OBJECT)
		return in->u.object->few && add_plan(a, in->u.object);
	return in->op == OP_NOT && add_not(a, in->u.schema);
}

/* The guard of a condition, or NULL. */
static const struct guard *
guard_new(const struct schema *s, struct arena *arena)
{
	struct asked a = {.value = NULL};
	struct guard *g;

	if (s->special || s->nflat == 0 || (s->typed & TYPE_OBJECT) == 0)
		return NULL;
	for (size_t i = 0; i < s->nflat; i++) {
		if (!add_instr(&a, &s->flat[i]))
			return NULL;
	}
	if ((a.there & a.absent) != 0)
		return NULL;
	g = arena_alloc(arena, sizeof(*g));
	g->decide = a.there | a.absent;
	g->asks = g->decide | a.any;
	g->there = a.there;
	g->value = a.value;
	return g;
}

void
guards_find(struct schema *const *all, size_t n, struct arena *a)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < all[i]->nflat; k++) {
			struct instr *in = &all[i]->flat[k];
			struct schema *condition;

			if (in->op != OP_IF)
				continue;
			condition = (struct schema *)(uintptr_t)in->u.branch.condition;
			if (!condition->settled && condition->guard == NULL)
				condition->guard = guard_new(condition, a);
			if_choose(in);
		}
	}
}
