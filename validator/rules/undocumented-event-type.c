/*
 * undocumented-event-type: it exists, but the present guide does not have it.
 *
 * Where that holds for the whole product, it is said once, at the product.
 */
#include "lint/lint.h"
#include "lint/products.h"

static bool
is_undocumented(enum catalogue_status s)
{
	return s == CATALOGUE_LIVE || s == CATALOGUE_OLD;
}

static void
report_undocumented(struct lint *l, struct node n, const char *what, struct str name,
		    enum catalogue_status status, struct str source)
{
	struct diag *d;

	d = lint_report(l, n, AT_VALUE,
			status == CATALOGUE_LIVE
			    ? "%s '%s' is in no guide, only in lists of the service"
			    : "%s '%s' is in older documents only",
			what, lint_quote(l, name));
	if (source.len != 0)
		diag_note(l->diags, d, "seen in: %.*s", STR_ARG(source));
	diag_help(
	    l->diags, d,
	    "see whether your organization's list of products has it (--catalogue)");
}

static void
undocumented_events(struct lint *l, const struct listed_product *p)
{
	for (size_t k = 0; k < p->nevents; k++) {
		const struct catalogue_event *e = p->event[k].known;

		if (e != NULL && is_undocumented(e->status))
			report_undocumented(l, p->event[k].node, "event type", e->name,
					    e->status, e->source);
	}
}

void
check_undocumented_event_type(struct lint *l)
{
	/* The organisation's own list is better than any guide. */
	if (catalogue_has_own(l->env->catalogue))
		return;
	for (size_t i = 0; i < l->nproducts; i++) {
		const struct listed_product *p = &l->products[i];

		if (p->known == NULL || p->known->status == CATALOGUE_REMOVED)
			continue;
		if (is_undocumented(p->known->status))
			report_undocumented(l, p->id, "product", p->known->id,
					    p->known->status, STR(""));
		else
			undocumented_events(l, p);
	}
}
