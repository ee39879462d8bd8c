/*
 * retired-event-type: what the service no longer offers.
 *
 * Where the whole product is gone, that is said once, at the product.
 */
#include "lint/lint.h"
#include "lint/products.h"

static void
report_retired(struct lint *l, struct node n, const char *what, struct str name,
	       struct str until, struct str note)
{
	struct diag *d;

	if (until.len != 0)
		d = lint_report(l, n, AT_VALUE,
				"%s '%s' has not been offered since %.*s", what,
				lint_quote(l, name), STR_ARG(until));
	else
		d = lint_report(l, n, AT_VALUE, "%s '%s' is no longer offered", what,
				lint_quote(l, name));
	if (note.len != 0)
		diag_note(l->diags, d, "%.*s", STR_ARG(note));
	diag_help(l->diags, d, "take it out; nothing is delivered for it");
	products_note_date(l, d, NULL);
}

static void
retired_events(struct lint *l, const struct listed_product *p)
{
	for (size_t k = 0; k < p->nevents; k++) {
		const struct catalogue_event *e = p->event[k].known;

		if (e != NULL && e->status == CATALOGUE_REMOVED)
			report_retired(l, p->event[k].node, "event type", e->name,
				       e->until, e->note);
	}
}

void
check_retired_event_type(struct lint *l)
{
	for (size_t i = 0; i < l->nproducts; i++) {
		const struct listed_product *p = &l->products[i];

		if (p->known != NULL && p->known->status == CATALOGUE_REMOVED)
			report_retired(l, p->id, "product", p->known->id,
				       p->known->until, p->known->note);
		else
			retired_events(l, p);
	}
}
