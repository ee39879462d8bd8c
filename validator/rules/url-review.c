/* url-review: an update that takes the subscription out of service for a while. */
#include "lint/lint.h"

static void
check(struct lint *l)
{
	struct node urls[] = {l->sub.webhook_url, l->sub.health_check_url,
			      l->sub.oauth_url};
	struct diag *d = NULL;

	for (size_t i = 0; i < sizeof(urls) / sizeof(*urls); i++) {
		if (!node_exists(urls[i]))
			continue;
		if (d != NULL) {
			lint_related(l, d, urls[i], AT_KEY, "and this one");
			continue;
		}
		d = lint_report(l, "url-review", urls[i], AT_KEY,
				"a new URL is reviewed before anything is delivered");
		diag_note(l->diags, d,
			  "that takes 1 to 2 business days; until then the status is "
			  "PENDING_REVIEW, afterwards INACTIVE or BLOCKED");
		diag_help(l->diags, d,
			  "plan for it, and set the status to ACTIVE afterwards");
	}
}

const struct rule rule_url_review = {
    .info =
	{
	    .name = "url-review",
	    .severity = SEV_INFO,
	    .found_by = "rule",
	    .summary = "an update that changes a URL needs a review",
	    .reason =
		"The service reviews each new webhookUrl, healthCheckUrl and oAuthURL. "
		"That takes one\nto two business days, in which the subscription is "
		"PENDING_REVIEW and delivers nothing;\nthen it is INACTIVE (approved) "
		"or "
		"BLOCKED. So an update of a URL takes a working\nsubscription out of "
		"service.",
	    .bad = "{ \"webhookUrl\": \"https://hooks2.acme-store.com/cybersource\" }",
	    .good = "{ \"description\": \"Invoices, for the ledger\" }",
	    .example = EXAMPLE_UPDATE,
	    .fix =
		"Nothing is wrong: plan for the gap, for instance by making a second "
		"subscription with\nthe new URL first.",
	    .source =
		"Webhooks Implementation Guide 26.7.01, URL review; release notes of "
		"2026-07-02",
	},
    .kinds = KIND_BIT(KIND_UPDATE_REQUEST),
    .check = check,
};
