/*
 * unknown-product: a product that the catalogue does not have.
 *
 * The catalogue is dated and organisations differ, so this is a warning.
 */
#include "lint/lint.h"
#include "lint/products.h"
#include "load/text.h"

static void
suggest(struct lint *l, struct diag *d, const struct listed_product *p)
{
	const struct catalogue_product *near = lint_near_product(l, p->name);
	struct fix *f;

	if (near == NULL || near == p->known)
		return;
	diag_help(l->diags, d, "a similar product exists: '%.*s'", STR_ARG(near->id));
	f = diag_fix(l->diags, d, FIX_SUGGESTED, "replace it by '%.*s'",
		     STR_ARG(near->id));
	text_set(l->diags, f, p->id, near->id);
}

static void
check(struct lint *l)
{
	for (size_t i = 0; i < l->nproducts; i++) {
		const struct listed_product *p = &l->products[i];
		bool own = catalogue_has_own(l->env->catalogue);
		struct diag *d;

		if (p->opaque || (p->known != NULL && p->known->enabled))
			continue;
		d = lint_report(
		    l, "unknown-product", p->id, AT_VALUE,
		    own ? "product '%s' is not enabled for your organization"
			: "there is no product '%s' in the catalogue",
		    lint_quote(l, p->name));
		suggest(l, d, p);
		if (own && p->known != NULL)
			diag_help(l->diags, d,
				  "ask the service to enable it, or take it out");
		if (!own)
			products_note_date(l, d, NULL);
	}
}

const struct rule rule_unknown_product = {
    .info =
	{
	    .name = "unknown-product",
	    .severity = SEV_WARNING,
	    .found_by = "rule",
	    .summary = "a product that the catalogue does not have",
	    .reason =
		"A subscription names products by their productId, as the service "
		"lists them.\nA name that is in no list is accepted or refused without "
		"much being said, and\nthen nothing is delivered. The names are not "
		"those of the guide's chapters:\ninvoices are 'customerInvoicing', "
		"network tokens are 'tokenManagement'. New products\nappear with each "
		"revision of the service, so this is a warning; --catalogue\ntakes "
		"your "
		"organization's own list.",
	    .bad = "{ \"products\": [ { \"productId\": \"invoicing\",\n"
		   "    \"eventTypes\": [ \"invoicing.customer.invoice.paid\" ] } ] }",
	    .good = "{ \"products\": [ { \"productId\": \"customerInvoicing\",\n"
		    "    \"eventTypes\": [ \"invoicing.customer.invoice.paid\" ] } ] }",
	    .example = EXAMPLE_CREATE,
	    .fix =
		"Write the productId of the list (hookvet catalogue); a suggested fix "
		"is offered\nwhere a similar one exists.",
	    .source = "Webhooks Implementation Guide 26.7.01, Supported products and "
		      "event types",
	},
    .kinds = KINDS_SUBSCRIPTION,
    .check = check,
};
