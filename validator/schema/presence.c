/* presence: see the header. */
#include "schema/presence.h"

#include <string.h>

#include "base/arena.h"
#include "schema/op.h"

/* The number of a name, from 1 on; it gets one if it is asked for.  0: it has none. */
static unsigned char
number_of(struct property_table *t, const struct property *name, bool asked)
{
	const struct property *known = table_search(t, name->name, name->hash);
	struct property *p;

	if (known != NULL || !asked || t->n == PRESENCE_NUMBERS - 1)
		return known != NULL ? known->number : 0;
	p = table_add(t, name->name);
	return p->number = (unsigned char)t->n;
}

/* The set of the plan's names that have numbers; *whole: all of them do. */
static uint64_t
number_names(struct object_plan *plan, struct store *store, bool asked, bool *whole)
{
	uint64_t set = 0;

	*whole = true;
	for (size_t i = 0; i <= plan->names.mask; i++) {
		struct property *p = &plan->names.slots[i];

		if (p->name.s == NULL)
			continue;
		p->number = number_of(store->asked, p, asked);
		*whole = *whole && p->number != 0;
		set |= UINT64_C(1) << p->number;
	}
	return set & ~UINT64_C(1);
}

const struct property property_nothing;

/*
 * Where the plan's names are, by their numbers, if that is worth a walk of its own: most
 * have one, or conditions ask for some.
 */
static const struct property *const *
find_places(const struct object_plan *plan, const struct store *store)
{
	static const struct property *const unknown[PLACES];
	const struct property *places[PLACES];
	size_t n = 0;

	if (store->config.member_find == NULL)
		return plan->knows != 0 ? unknown : NULL;
	for (size_t i = 0; i < PLACES; i++)
		places[i] = &property_nothing;
	for (size_t i = 0; i <= plan->names.mask; i++) {
		const struct property *p = &plan->names.slots[i];
		unsigned char member =
		    p->name.s != NULL ? store->config.member_find(p->name) : 0;

		places[member] = p;
		n += member != 0;
	}
	places[0] = NULL; /* what has no number */
	return plan->knows != 0 || n > plan->names.n / 2
		   ? memcpy(arena_alloc(store->arena, sizeof(places)), places,
			    sizeof(places))
		   : NULL;
}

/* The plan of an instruction, if it is one of a few names, or none; else NULL. */
static struct object_plan *
plan_of(const struct instr *in, bool few)
{
	return in->op == OP_OBJECT && in->u.object->few == few ? in->u.object : NULL;
}

static void
number_few(const struct schema *s, struct store *store)
{
	for (size_t i = 0; i < s->nflat; i++) {
		struct object_plan *plan = plan_of(&s->flat[i], true);
		uint64_t set;
		bool whole;

		if (plan == NULL || plan->numbered)
			continue;
		set = number_names(plan, store, true, &whole);
		plan->asks = whole ? set : 0;
		plan->numbered = true;
	}
}

/* Whether one of these schemas, which are applied in place, asks for names. */
static bool
one_asks(const struct schema *const *schemas, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (schemas[i] != NULL && schemas[i]->asks)
			return true;
	}
	return false;
}

/* Whether an instruction asks for names of the same object. */
static bool
instr_asks(const struct instr *in)
{
	const struct object_plan *few = plan_of(in, true);
	const struct schema *branch[] = {in->u.branch.condition, in->u.branch.then,
					 in->u.branch.otherwise};

	switch (ops[in->op].operand) {
	case OPERAND_OBJECT:
		return few != NULL && few->asks != 0;
	case OPERAND_HERE_SCHEMA:
		return one_asks(&in->u.schema, 1);
	case OPERAND_HERE_LIST:
	case OPERAND_HERE_FORMS:
		return one_asks(in->u.list.items, in->u.list.n);
	case OPERAND_HERE_BRANCH:
		return one_asks(branch, 3);
	default:
		return false;
	}
}

/* Finds whether a schema asks; then the plans along with it are worth to be noted. */
static void
find_asks(struct schema *s)
{
	for (size_t i = 0; i < s->nflat && !s->asks; i++)
		s->asks = instr_asks(&s->flat[i]);
	for (size_t i = 0; i < s->nflat && s->asks; i++) {
		struct object_plan *plan = plan_of(&s->flat[i], false);

		if (plan != NULL && !plan->numbered)
			plan->noted = true;
	}
}

static void
number_others(const struct schema *s, struct store *store)
{
	for (size_t i = 0; i < s->nflat; i++) {
		struct object_plan *plan = plan_of(&s->flat[i], false);
		bool whole;

		if (plan == NULL || plan->numbered)
			continue;
		if (plan->noted)
			plan->knows = number_names(plan, store, false, &whole);
		plan->places = find_places(plan, store);
		plan->numbered = true;
	}
}

/* Now that plans are known, their tests are, too. */
static void
choose_tests(const struct schema *s)
{
	for (size_t i = 0; i < s->nflat; i++) {
		if (s->flat[i].op == OP_OBJECT)
			members_choose(&s->flat[i]);
	}
}

void
presence_number(struct schema *const *all, size_t n, struct store *store)
{
	if (store->asked == NULL) {
		store->asked = arena_alloc(store->arena, sizeof(*store->asked));
		*store->asked = table_new(store->arena, PRESENCE_NUMBERS);
	}
	for (size_t i = 0; i < n; i++)
		number_few(all[i], store);
	for (size_t i = 0; i < n; i++)
		find_asks(all[i]);
	for (size_t i = 0; i < n; i++)
		number_others(all[i], store);
	for (size_t i = 0; i < n; i++)
		choose_tests(all[i]);
}
