/* guard: see the header. */
#include "schema/guard.h"

#include <string.h>

#include "base/arena.h"
#include "schema/flatten.h"
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

/* The texts that a condition wants of one member, if that is all; else NULL. */
static const struct value_set *
texts_of(const struct instr *in)
{
	const struct guard *g = in->u.branch.condition->guard;
	const struct schema *s;

	/* several already, in a part that was compiled before, stay what they are */
	if (in->op != OP_IF || in->u.branch.selection != NULL || g == NULL ||
	    g->value == NULL || g->asks != g->there ||
	    g->asks != UINT64_C(1) << g->value->number)
		return NULL;
	s = g->value->schema;
	return s->nflat == 1 &&
		       (s->flat[0].op == OP_ENUM || s->flat[0].op == OP_CONST) &&
		       (s->typed & TYPE_STRING) != 0 && !s->special
		   ? &s->flat[0].u.set
		   : NULL;
}

/* Adds that a condition holds of a text; false if there are too many. */
static bool
add_text(struct selection *s, const struct short_string *text, uint32_t condition)
{
	size_t i = 0;

	while (i < s->ntexts &&
	       !short_string_is(&s->texts[i], text->first, text->last, text->len))
		i++;
	if (i == SELECTION_TEXTS)
		return false;
	if (i == s->ntexts)
		s->texts[s->ntexts++] = *text;
	s->holds[i] |= condition;
	return true;
}

static bool
add_texts(struct selection *s, const struct value_set *set, uint32_t condition)
{
	for (size_t i = 0; i < set->nfew; i++) {
		if (!add_text(s, &set->few[i], condition))
			return false;
	}
	return set->few != NULL;
}

/* Adds an IF that asks for the same member; false if it does not, or is too much. */
static bool
add_if(struct selection *s, const struct instr *in)
{
	const struct value_set *set = s->nifs < SELECTION_IFS ? texts_of(in) : NULL;
	const struct guard *g = in->u.branch.condition->guard;
	uint32_t condition = UINT32_C(1) << s->nifs;

	if (set == NULL || (s->nifs != 0 && g->asks != s->asks) ||
	    !add_texts(s, set, condition))
		return false;
	s->asks = g->asks;
	s->number = g->value->number;
	s->then |= in->u.branch.then != NULL ? condition : 0;
	s->otherwise |= in->u.branch.otherwise != NULL ? condition : 0;
	s->nifs++;
	return true;
}

/* Whether it is likely that the next one asks for the same member: most stand alone. */
static bool
is_followed(const struct instr *in, const struct instr *end)
{
	return end - in > 1 && in[1].op == OP_IF && texts_of(&in[1]) != NULL &&
	       texts_of(in) != NULL;
}

/* Makes one of the IFs from this one on that ask for the same member; NULL: it alone. */
static struct selection *
selection_new(const struct instr *in, const struct instr *end, struct arena *a)
{
	struct selection s = {.nifs = 0}, *made;
	struct instr *ifs;

	while (in + s.nifs < end && add_if(&s, &in[s.nifs])) {
	}
	if (s.nifs < 2)
		return NULL;
	made = arena_alloc(a, sizeof(*made));
	ifs = arena_alloc(a, s.nifs * sizeof(*ifs));
	memcpy(ifs, in, s.nifs * sizeof(*ifs));
	s.ifs = ifs;
	*made = s;
	return made;
}

/* Puts selections in the place of their IFs. */
static void
find_selections(struct schema *s, struct arena *a)
{
	struct instr *kept = s->flat, *end = s->flat + s->nflat;

	for (struct instr *in = s->flat; in < end; kept++) {
		struct selection *made = in->op == OP_IF && is_followed(in, end)
					     ? selection_new(in, end, a)
					     : NULL;

		if (kept != in)
			*kept = *in;
		if (made != NULL)
			kept->u.branch.selection = made;
		in += made != NULL ? made->nifs : 1;
		if (kept->op == OP_IF)
			if_choose(kept);
	}
	if (kept != end)
		flatten_cut(s, (size_t)(kept - s->flat));
}

static void
find_guard(const struct instr *in, struct arena *a)
{
	struct schema *condition;

	if (in->op != OP_IF)
		return;
	condition = (struct schema *)(uintptr_t)in->u.branch.condition;
	if (!condition->settled && condition->guard == NULL)
		condition->guard = guard_new(condition, a);
}

/* Who has a condition with a guard asks for names. */
void
guards_find(struct schema *const *all, size_t n, struct arena *a)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; all[i]->asks && k < all[i]->nflat; k++)
			find_guard(&all[i]->flat[k], a);
	}
	for (size_t i = 0; i < n; i++) {
		if (all[i]->asks)
			find_selections(all[i], a);
	}
}
