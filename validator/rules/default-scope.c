/* default-scope: whose events arrive when nothing is said. */
#include "lint/lint.h"

static void
check(struct lint *l)
{
	struct diag *d;

	if (!node_exists(l->sub.products) || node_exists(l->sub.scope) ||
	    !subscription_lacks(l->sub.object, "notificationScope"))
		return;
	d = lint_report(l, "default-scope", l->sub.object, AT_HOLDER,
			"events of child organizations are delivered too");
	diag_note(
	    l->diags, d,
	    "'notificationScope' is DESCENDANTS when it is absent from a v2 request");
	diag_help(
	    l->diags, d,
	    "say it: \"notificationScope\": \"SELF\" for this organization only, or "
	    "\"DESCENDANTS\"");
}

const struct rule rule_default_scope = {
    .info =
	{
	    .name = "default-scope",
	    .severity = SEV_INFO,
	    .found_by = "rule",
	    .summary = "no notificationScope: events of child organizations arrive too",
	    .reason =
		"An organization may have others below it, as a company has shops. "
		"Without\nnotificationScope a v2 subscription delivers the events of "
		"all "
		"of them. That may be\nwanted; said openly, nobody wonders later.",
	    .bad =
		"{ \"name\": \"Invoice events\", \"description\": \"For the ledger\",\n"
		"  \"organizationId\": \"acme_webshop\",\n"
		"  \"products\": [ { \"productId\": \"customerInvoicing\",\n"
		"    \"eventTypes\": [ \"invoicing.customer.invoice.paid\" ] } ],\n"
		"  \"webhookUrl\": \"https://hooks.acme-store.com/cybersource\",\n"
		"  \"healthCheckUrl\": \"https://hooks.acme-store.com/health\",\n"
		"  \"securityPolicy\": { \"securityType\": \"KEY\" } }",
	    .good =
		"{ \"name\": \"Invoice events\", \"description\": \"For the ledger\",\n"
		"  \"organizationId\": \"acme_webshop\",\n"
		"  \"products\": [ { \"productId\": \"customerInvoicing\",\n"
		"    \"eventTypes\": [ \"invoicing.customer.invoice.paid\" ] } ],\n"
		"  \"webhookUrl\": \"https://hooks.acme-store.com/cybersource\",\n"
		"  \"healthCheckUrl\": \"https://hooks.acme-store.com/health\",\n"
		"  \"notificationScope\": \"SELF\",\n"
		"  \"securityPolicy\": { \"securityType\": \"KEY\" } }",
	    .example = EXAMPLE_WHOLE,
	    .example_kind = "create-request",
	    .fix = "Write notificationScope, SELF or DESCENDANTS.",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a subscription: "
		      "notificationScope",
	},
    .kinds = KIND_BIT(KIND_CREATE_REQUEST),
    .check = check,
};
