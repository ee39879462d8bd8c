/* subscription-not-active: the service says that it delivers nothing. */
#include "lint/lint.h"

static const struct {
	const char *status, *meaning, *help;
} states[] = {
    {"INACTIVE", "it is switched off: events are neither delivered nor kept",
     "set its status to ACTIVE (PUT .../status)"},
    {"SUSPENDED",
     "the health check fails: events are kept and delivered when it answers 200 again",
     "make 'healthCheckUrl' answer 200 to GET and POST"},
    {"PENDING_REVIEW", "its URLs are being reviewed, which takes 1 to 2 business days",
     "wait; afterwards it is INACTIVE and can be activated"},
    {"BLOCKED", "its URLs were reviewed and refused",
     "use other URLs, or ask the service's support"},
};

static void
check(struct lint *l)
{
	struct str status = node_string(l->sub.status);
	struct diag *d;

	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
		if (!str_is(status, states[i].status))
			continue;
		d = lint_report(l, "subscription-not-active", l->sub.status, AT_VALUE,
				"the subscription is %s and delivers nothing",
				states[i].status);
		diag_note(l->diags, d, "%s", states[i].meaning);
		if (i == 0 && subscription_lacks(l->sub.object, "healthCheckUrl"))
			diag_note(l->diags, d,
				  "without 'healthCheckUrl' it never becomes active by "
				  "itself");
		diag_help(l->diags, d, "%s", states[i].help);
	}
}

const struct rule rule_subscription_not_active = {
    .info =
	{
	    .name = "subscription-not-active",
	    .severity = SEV_INFO,
	    .found_by = "rule",
	    .summary = "a subscription that the service does not deliver to at present",
	    .reason =
		"The status in the service's answer says whether notifications are "
		"sent. INACTIVE: it is\nswitched off, as each one is when it is made. "
		"SUSPENDED: the health check fails.\nPENDING_REVIEW: its URLs are "
		"being "
		"reviewed. BLOCKED: they were refused. Only ACTIVE\nones deliver.",
	    .bad = "{ \"status\": \"SUSPENDED\" }",
	    .good = "{ \"status\": \"ACTIVE\" }",
	    .example = EXAMPLE_SUBSCRIPTION,
	    .fix = "Depends on the status; the finding says what to do.",
	    .source =
		"Webhooks Implementation Guide 26.7.01, Subscription statuses; URL "
		"review",
	},
    .kinds = KIND_BIT(KIND_SUBSCRIPTION),
    .check = check,
};
