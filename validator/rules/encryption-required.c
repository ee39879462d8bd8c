/* encryption-required: events that are sent encrypted only. */
#include "lint/lint.h"
#include "lint/products.h"

static void
report(struct lint *l, struct node n, const char *what, struct str name,
       const struct catalogue_product *p)
{
	struct diag *d;

	d = lint_report(l, "encryption-required", n, AT_VALUE,
			"%s '%s' needs message-level encryption", what,
			lint_quote(l, name));
	diag_note(
	    l->diags, d,
	    "its notifications are encrypted with a certificate that you store first, "
	    "one for each webhook");
	if (str_is(p->enabled_by, "support"))
		diag_note(l->diags, d,
			  "the product is enabled by the service's support");
	diag_help(
	    l->diags, d,
	    "store a public key (POST /kms/egress/v2/keys-asym) before subscribing");
}

static void
check(struct lint *l)
{
	for (size_t i = 0; i < l->nproducts; i++) {
		const struct listed_product *p = &l->products[i];

		if (p->known == NULL)
			continue;
		if (p->known->mle) {
			report(l, p->id, "product", p->name, p->known);
			continue;
		}
		for (size_t k = 0; k < p->nevents; k++) {
			if (p->event[k].known != NULL && p->event[k].known->mle)
				report(l, p->event[k].node, "event type",
				       p->event[k].name, p->known);
		}
	}
}

const struct rule rule_encryption_required = {
    .info =
	{
	    .name = "encryption-required",
	    .severity = SEV_INFO,
	    .found_by = "rule",
	    .summary = "a product whose events are sent encrypted only",
	    .reason =
		"Events of the products payments and unifiedCheckout are encrypted "
		"with "
		"a public key\nof yours (message-level encryption). The key must be "
		"stored before the subscription\nis made, and each webhook needs one "
		"of "
		"its own. Nothing is wrong with the document:\nthis only says what has "
		"to be done beside it.",
	    .bad = "{ \"products\": [ { \"productId\": \"unifiedCheckout\",\n"
		   "    \"eventTypes\": [ \"uc.orders.transactionresults\" ] } ] }",
	    .good = "{ \"products\": [ { \"productId\": \"payByLink\",\n"
		    "    \"eventTypes\": [ \"payByLink.customer.payment\" ] } ] }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Store the certificate with a key request of type 'publickey', then "
		   "subscribe.\nSwitch the rule off once that is done.",
	    .source = "Webhooks Implementation Guide 26.7.01, Message-level encryption",
	},
    .kinds = KINDS_REQUEST,
    .check = check,
};
