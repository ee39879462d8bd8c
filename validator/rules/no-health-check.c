/* no-health-check: deliveries stop, and nothing starts them again. */
#include "lint/lint.h"
#include "service/retry.h"

static void
check(struct lint *l)
{
	bool flag;
	struct diag *d;

	if (node_exists(l->sub.health_check_url) || !retry_flag(&l->sub, &flag) ||
	    !flag || !subscription_lacks(l->sub.object, "healthCheckUrl"))
		return;
	d = lint_report(
	    l, "no-health-check", l->sub.deactivate_flag, AT_MEMBER,
	    "deliveries stop after the retries fail, and nothing will start "
	    "them again");
	diag_note(l->diags, d,
		  "with 'deactivateFlag' set, the service resumes only when "
		  "'healthCheckUrl' answers 200");
	diag_note(l->diags, d, "this subscription has no 'healthCheckUrl'");
	diag_help(l->diags, d,
		  "add \"healthCheckUrl\": \"https://...\", or set 'deactivateFlag' to "
		  "false");
}

const struct rule rule_no_health_check = {
    .info =
	{
	    .name = "no-health-check",
	    .severity = SEV_WARNING,
	    .found_by = "rule",
	    .summary =
		"deactivateFlag without healthCheckUrl: nothing resumes deliveries",
	    .reason =
		"With deactivateFlag set, the service suspends the subscription when "
		"all "
		"retries of a\nnotification have failed, keeps what comes after, and "
		"asks "
		"healthCheckUrl until it\nanswers 200; then it sends what was kept. "
		"Without healthCheckUrl there is nothing to\nask: the subscription "
		"stays "
		"suspended until somebody notices.",
	    .bad =
		"{ \"name\": \"Invoice events\", \"description\": \"For the ledger\",\n"
		"  \"organizationId\": \"acme_webshop\",\n"
		"  \"products\": [ { \"productId\": \"customerInvoicing\",\n"
		"    \"eventTypes\": [ \"invoicing.customer.invoice.paid\" ] } ],\n"
		"  \"webhookUrl\": \"https://hooks.acme-store.com/cybersource\",\n"
		"  \"notificationScope\": \"SELF\",\n"
		"  \"retryPolicy\": { \"deactivateFlag\": \"true\" },\n"
		"  \"securityPolicy\": { \"securityType\": \"KEY\" } }",
	    .good =
		"{ \"name\": \"Invoice events\", \"description\": \"For the ledger\",\n"
		"  \"organizationId\": \"acme_webshop\",\n"
		"  \"products\": [ { \"productId\": \"customerInvoicing\",\n"
		"    \"eventTypes\": [ \"invoicing.customer.invoice.paid\" ] } ],\n"
		"  \"webhookUrl\": \"https://hooks.acme-store.com/cybersource\",\n"
		"  \"healthCheckUrl\": \"https://hooks.acme-store.com/health\",\n"
		"  \"notificationScope\": \"SELF\",\n"
		"  \"retryPolicy\": { \"deactivateFlag\": \"true\" },\n"
		"  \"securityPolicy\": { \"securityType\": \"KEY\" } }",
	    .example = EXAMPLE_WHOLE,
	    .example_kind = "create-request",
	    .fix = "Add healthCheckUrl, or set deactivateFlag to false.",
	    .source = "Webhooks Implementation Guide 26.7.01, Retry policy: "
		      "deactivateFlag; Health check URL",
	},
    .kinds = KIND_BIT(KIND_CREATE_REQUEST) | KIND_BIT(KIND_SUBSCRIPTION),
    .check = check,
};
