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
    {"RESEND", "the service is about to deliver again what it held back",
     "wait; only the service ends this"},
    {"BLOCKED", "its URLs were reviewed and refused",
     "use other URLs, or ask the service's support"},
};

void
check_subscription_not_active(struct lint *l)
{
	struct str status = node_string(l->sub.status);
	struct diag *d;

	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
		if (!str_is(status, states[i].status))
			continue;
		d = lint_report(l, l->sub.status, AT_VALUE,
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
