/* created-inactive: a new subscription that sends nothing. */
#include "lint/lint.h"

void
check_created_inactive(struct lint *l)
{
	struct diag *d;

	if (node_exists(l->sub.health_check_url) || !node_exists(l->sub.object) ||
	    !subscription_lacks(l->sub.object, "healthCheckUrl"))
		return;
	d = lint_report(l, l->sub.object, AT_HOLDER,
			"the subscription may stay INACTIVE and send nothing");
	diag_note(l->diags, d,
		  "the guide says that it is inactive without 'healthCheckUrl', and "
		  "elsewhere that the webhook URL is asked instead");
	diag_help(
	    l->diags, d,
	    "add \"healthCheckUrl\": \"https://...\", or set its status to ACTIVE once "
	    "it is created");
}
