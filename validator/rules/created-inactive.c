/* created-inactive: a new subscription that sends nothing. */
#include "lint/lint.h"

static void
check(struct lint *l)
{
	struct diag *d;

	if (node_exists(l->sub.health_check_url) || !node_exists(l->sub.object) ||
	    !subscription_lacks(l->sub.object, "healthCheckUrl"))
		return;
	d = lint_report(l, "created-inactive", l->sub.object, AT_HOLDER,
			"the subscription will be INACTIVE and send nothing");
	diag_note(l->diags, d,
		  "it becomes active by itself only if it has a 'healthCheckUrl' that "
		  "answers "
		  "200");
	diag_help(
	    l->diags, d,
	    "add \"healthCheckUrl\": \"https://...\", or set its status to ACTIVE once "
	    "it is created");
}

const struct rule rule_created_inactive = {
    .info =
	{
	    .name = "created-inactive",
	    .severity = SEV_WARNING,
	    .found_by = "rule",
	    .summary = "without healthCheckUrl the new subscription is inactive",
	    .reason =
		"After a subscription is made, the service asks its healthCheckUrl and "
		"activates it when\nthe answer is 200. Without a healthCheckUrl the "
		"subscription stays INACTIVE: nothing is\ndelivered, and nothing says "
		"so.",
	    .bad =
		"{ \"name\": \"Invoice events\", \"description\": \"For the ledger\",\n"
		"  \"organizationId\": \"acme_webshop\",\n"
		"  \"products\": [ { \"productId\": \"customerInvoicing\",\n"
		"    \"eventTypes\": [ \"invoicing.customer.invoice.paid\" ] } ],\n"
		"  \"webhookUrl\": \"https://hooks.acme-store.com/cybersource\",\n"
		"  \"notificationScope\": \"SELF\",\n"
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
	    .fix =
		"Add healthCheckUrl (it may be the webhookUrl, if that answers GET and "
		"POST with 200),\nor send a status request (PUT .../status) with "
		"ACTIVE "
		"afterwards.",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a subscription: "
		      "healthCheckUrl, \"If you do not include this field, the created "
		      "subscription is inactive\"",
	},
    .kinds = KIND_BIT(KIND_CREATE_REQUEST),
    .check = check,
};
