/* near: see the header. */
#include "lsp/near.h"

#include <limits.h>

#include "base/suggest.h"
#include "load/node.h"
#include "project/profile.h"
#include "run/check-document.h"
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

static bool
is_about_event(const struct rule_info *r)
{
	return r == RULE_UNKNOWN_EVENT_TYPE || r == RULE_MISSPELT_EVENT_TYPE ||
	       r == RULE_WRONG_PRODUCT_EVENT || r == RULE_RETIRED_EVENT_TYPE ||
	       r == RULE_UNDOCUMENTED_EVENT_TYPE || r == RULE_MALFORMED_EVENT_TYPE;
}

size_t
near_names(const struct profile *p, const struct examined *e, const struct diag *f,
	   struct str names[NEAR_MOST], struct span *span)
{
	struct node n = doc_at_offset(e->doc, f->span.start);
	struct nearest l = {.wanted = node_string(n), .names = names};
	const struct catalogue *c = p != NULL ? p->env.catalogue : NULL;
	const struct catalogue_product *product;

	if (c == NULL || !node_is(n, NODE_STRING))
		return 0;
	*span = node_span(n);
	if (f->rule == RULE_UNKNOWN_PRODUCT) {
		for (size_t i = 0; (product = catalogue_at(c, i)) != NULL; i++)
			offer(&l, product->id);
	} else if (is_about_event(f->rule)) {
		product = catalogue_product(
		    c,
		    node_string(node_member(node_parent(node_parent(n)), "productId")));
		if (product != NULL)
			offer_events(&l, product);
		for (size_t i = 0; product == NULL && catalogue_at(c, i) != NULL; i++)
			offer_events(&l, catalogue_at(c, i));
	}
	return l.n;
}
