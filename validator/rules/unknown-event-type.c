/*
 * unknown-event-type: an event type that no product of the catalogue has.
 *
 * Nothing is said where the product itself is new to the catalogue: then its
 * events are, too, and that is one thing to know, not many.  A slip of a letter is
 * misspelt-event-type.
 */
#include "lint/lint.h"
#include "lint/products.h"
#include "load/text.h"

static void
suggest_event(struct lint *l, struct diag *d, const struct listed_product *listed,
	      struct listed_event *e, const struct catalogue_product *p)
{
	const struct catalogue_event *near = products_near_event(l, listed, e);
	struct fix *f;

	if (near == NULL && p != NULL) {
		near = lint_near_event(l, NULL, e->name);
		if (near != NULL)
			diag_help(l->diags, d,
				  "product '%.*s' has a similar one: '%.*s'",
				  STR_ARG(near->product->id), STR_ARG(near->name));
		return;
	}
	if (near == NULL)
		return;
	diag_help(l->diags, d, "a similar event type exists: '%.*s'",
		  STR_ARG(near->name));
	f = diag_fix(l->diags, d, FIX_SUGGESTED, "replace it by '%.*s'",
		     STR_ARG(near->name));
	text_set(l->diags, f, e->node, near->name);
}

static void
report_unknown(struct lint *l, const struct listed_product *p, struct listed_event *e,
	       const struct catalogue_product *near)
{
	struct str invented = catalogue_invented_note(e->name);
	struct diag *d;

	d = lint_report(l, e->node, AT_VALUE,
			"there is no event type '%s' in the catalogue",
			lint_quote(l, e->name));
	if (p->known != NULL)
		lint_related(l, d, p->id, AT_VALUE, "the product is chosen here");
	if (invented.len != 0)
		diag_note(l->diags, d, "%.*s", STR_ARG(invented));
	suggest_event(l, d, p, e, near);
	products_note_date(l, d, near);
}

/* Known, but not in the organisation's own list of the product. */
static void
report_disabled(struct lint *l, const struct listed_product *p,
		const struct listed_event *e)
{
	struct diag *d;

	d = lint_report(l, e->node, AT_VALUE,
			"event type '%s' is not enabled for your organization",
			lint_quote(l, e->name));
	lint_related(l, d, p->id, AT_VALUE, "the product is chosen here");
	diag_help(l->diags, d, "ask the service to enable it, or take it out");
}

static bool
is_disabled(const struct listed_product *p, const struct listed_event *e)
{
	return p->known != NULL && p->known->enabled && e->known != NULL &&
	       !e->known->enabled;
}

void
check_unknown_event_type(struct lint *l)
{
	const struct catalogue *c = l->env->catalogue;
	bool misspelt = !lint_rule_off(l, RULE_MISSPELT_EVENT_TYPE);

	for (size_t i = 0; i < l->nproducts; i++) {
		const struct listed_product *p = &l->products[i];
		const struct catalogue_product *near = p->known;

		if (near == NULL && !p->opaque) {
			near = lint_near_product(l, p->name);
			if (near == NULL)
				continue;
		}
		for (size_t k = 0; k < p->nevents && !diags_full(l->diags); k++) {
			struct listed_event *e = &p->event[k];

			if (misspelt && products_event_misspelt(l, p, e))
				continue;
			if (is_disabled(p, e))
				report_disabled(l, p, e);
			else if (e->known == NULL && !e->opaque &&
				 catalogue_event_anywhere(c, e->name) == NULL)
				report_unknown(l, p, e, near);
		}
	}
}
