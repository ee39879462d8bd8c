/* subscription-not-active: the service says that it delivers nothing. */
#include "lint/lint.h"

struct state {
	const char *status, *meaning, *help;
};

static const struct state unasked = {
    "SUSPENDED",
    "deliveries failed: events are kept until it is ACTIVE again; without "
    "'healthCheckUrl' the sources disagree whether 'webhookUrl' is asked instead",
    "add a 'healthCheckUrl' that answers 200 to GET and POST, or set its status to "
    "ACTIVE (PUT .../status) when deliveries can be taken again"};

static const struct state states[] = {
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
	bool asked = !subscription_lacks(l->sub.object, "healthCheckUrl");
	struct diag *d;

	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
		const struct state *s = &states[i];

		if (!str_is(status, s->status))
			continue;
		/* without any URL it is a part of an answer */
		if (!asked && str_is(status, unasked.status) &&
		    node_exists(l->sub.webhook_url))
			s = &unasked;
		d = lint_report(l, l->sub.status, AT_VALUE,
				"the subscription is %s and delivers nothing",
				s->status);
		diag_note(l->diags, d, "%s", s->meaning);
		if (i == 0 && !asked)
			diag_note(l->diags, d,
				  "without 'healthCheckUrl' it never becomes active by "
				  "itself");
		diag_help(l->diags, d, "%s", s->help);
	}
}
