/* default-scope: whose events arrive when nothing is said. */
#include "lint/lint.h"

void
check_default_scope(struct lint *l)
{
	struct diag *d;

	if (!node_exists(l->sub.products) || node_exists(l->sub.scope) ||
	    !subscription_lacks(l->sub.object, "notificationScope"))
		return;
	d = lint_report(l, l->sub.object, AT_HOLDER,
			"events of child organizations are delivered too");
	diag_note(
	    l->diags, d,
	    "'notificationScope' is DESCENDANTS when it is absent from a v2 request");
	diag_help(
	    l->diags, d,
	    "say it: \"notificationScope\": \"SELF\" for this organization only, or "
	    "\"DESCENDANTS\"");
}
