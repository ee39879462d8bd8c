/* near: see the header. */
#include "service/near.h"

#include <limits.h>

#include "base/suggest.h"
#include "service/catalogue.h"

/* The nearest so far, in the order of their distance. */
struct nearest {
	struct str wanted;
	struct str *names;
	unsigned distances[NEAR_MOST];
	size_t n;
};

static void
offer(struct nearest *l, struct str name)
{
	unsigned distance = suggest_distance(l->wanted, name);
	size_t at = l->n;

	if (distance == UINT_MAX || str_equal(l->wanted, name))
		return;
	while (at != 0 && l->distances[at - 1] > distance)
		at--;
	if (at == NEAR_MOST)
		return;
	if (l->n < NEAR_MOST)
		l->n++;
	for (size_t i = l->n - 1; i > at; i--) {
		l->names[i] = l->names[i - 1];
		l->distances[i] = l->distances[i - 1];
	}
	l->names[at] = name;
	l->distances[at] = distance;
}

static void
offer_events(struct nearest *l, const struct catalogue_product *p)
{
	for (size_t i = 0; i < p->nevents; i++) {
		if (p->events[i].status != CATALOGUE_REMOVED)
			offer(l, p->events[i].name);
	}
}

size_t
near_products(const struct catalogue *c, struct str wanted, struct str names[NEAR_MOST])
{
	struct nearest l = {.wanted = wanted, .names = names};

	for (size_t i = 0; catalogue_at(c, i) != NULL; i++)
		offer(&l, catalogue_at(c, i)->id);
	return l.n;
}

size_t
near_events(const struct catalogue *c, const struct catalogue_product *p,
	    struct str wanted, struct str names[NEAR_MOST])
{
	struct nearest l = {.wanted = wanted, .names = names};

	if (p != NULL)
		offer_events(&l, p);
	for (size_t i = 0; p == NULL && catalogue_at(c, i) != NULL; i++)
		offer_events(&l, catalogue_at(c, i));
	return l.n;
}
