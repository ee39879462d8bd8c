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

/*
 * Where the plan's names are, by their numbers, if that is worth a walk of its own: most
 * have one, or conditions ask for some.  Numbers of names that it does not know lead
 * nowhere, 0 to a search.
 */
static const unsigned char *
find_places(const struct object_plan *plan, const struct store *store)
{
	static const unsigned char unknown[PLACES];
	unsigned char *places;
	size_t n = 0;

	if (store->config.member_find == NULL || plan->names.mask + 1 >= PLACE_NONE)
		return plan->knows != 0 ? unknown : NULL;
	places = memset(arena_alloc(store->arena, PLACES), PLACE_NONE, PLACES);
	for (size_t i = 0; i <= plan->names.mask; i++) {
		const struct property *p = &plan->names.slots[i];
		unsigned char member =
		    p->name.s != NULL ? store->config.member_find(p->name) : 0;

		places[member] = (unsigned char)(i + 1);
		n += member != 0;
	}
	places[0] = PLACE_UNKNOWN; /* what has no number */
	return plan->knows != 0 || n > plan->names.n / 2 ? places : NULL;
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
		if (!few)
			plan->places = find_places(plan, store);
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
