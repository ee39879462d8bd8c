/* presence: see the header. */
#include "schema/presence.h"

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

/* The plans of a schema: those of a few names, or the others. */
static void
number_plans(const struct schema *s, struct store *store, bool few)
{
	for (size_t i = 0; i < s->nflat; i++) {
		struct object_plan *plan = s->flat[i].u.object;
		uint64_t set;
		bool whole;

		if (s->flat[i].op != OP_OBJECT || plan->few != few || plan->numbered)
			continue;
		set = number_names(plan, store, few, &whole);
		plan->knows = few ? 0 : set;
		plan->asks = few && whole ? set : 0;
		plan->numbered = true;
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
		number_plans(all[i], store, true);
	for (size_t i = 0; i < n; i++)
		number_plans(all[i], store, false);
}
