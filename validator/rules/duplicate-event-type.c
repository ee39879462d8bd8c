/* duplicate-event-type: the same event type twice for one product. */
#include "base/map.h"
#include "lint/lint.h"
#include "lint/products.h"
#include "load/text.h"

static void
report_duplicate(struct lint *l, const struct listed_event *e,
		 const struct listed_event *first)
{
	struct diag *d;
	struct fix *f;

	d = lint_report(l, e->node, AT_VALUE,
			"event type '%s' is listed more than once",
			lint_quote(l, e->name));
	lint_related(l, d, first->node, AT_VALUE, "it is first listed here");
	f = diag_fix(l->diags, d, FIX_SAFE, "remove it");
	text_remove(l->diags, f, e->node);
}

struct first {
	struct str name;
	const struct listed_event *event;
};

static void
check_product(struct lint *l, const struct listed_product *p)
{
	struct map seen = MAP(struct first, NULL, l->arena);

	if (p->nevents < 2)
		return;
	map_reserve(&seen, p->nevents);
	for (size_t i = 0; i < p->nevents; i++) {
		struct first *first = map_put_str(&seen, p->event[i].name);

		if (first->event != NULL)
			report_duplicate(l, &p->event[i], first->event);
		else
			first->event = &p->event[i];
	}
}

void
check_duplicate_event_type(struct lint *l)
{
	for (size_t i = 0; i < l->nproducts; i++)
		check_product(l, &l->products[i]);
}
