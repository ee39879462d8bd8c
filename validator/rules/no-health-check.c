/* no-health-check: deliveries stop, and nothing starts them again. */
#include "lint/lint.h"
#include "service/retry.h"

void
check_no_health_check(struct lint *l)
{
	bool flag;
	struct diag *d;

	if (node_exists(l->sub.health_check_url) || !retry_flag(&l->sub, &flag) ||
	    !flag || !subscription_lacks(l->sub.object, "healthCheckUrl"))
		return;
	d = lint_report(
	    l, l->sub.deactivate_flag, AT_MEMBER,
	    "deliveries stop after the retries fail, and perhaps nothing starts "
	    "them again");
	diag_note(l->diags, d,
		  "with 'deactivateFlag' set, the service resumes only when "
		  "'healthCheckUrl' answers 200");
	diag_note(l->diags, d,
		  "this subscription has none; one page of the guide says that the "
		  "webhook URL is asked instead");
	diag_help(l->diags, d,
		  "add \"healthCheckUrl\": \"https://...\", or set 'deactivateFlag' to "
		  "false");
}
