/* health-check-unused: a health check that holds no delivery back. */
#include "lint/lint.h"
#include "service/retry.h"

void
check_health_check_unused(struct lint *l)
{
	struct node flag_node = l->sub.deactivate_flag,
		    health = l->sub.health_check_url;
	struct node policy = node_member(l->sub.object, "retryPolicy");
	bool flag, given = node_exists(flag_node);
	struct diag *d;

	if (!node_is(health, NODE_STRING))
		return;
	if (given && (!retry_flag(&l->sub, &flag) || flag))
		return;
	if (node_exists(policy) && !node_is(policy, NODE_OBJECT) &&
	    !node_is(policy, NODE_NULL))
		return; /* a template, or wrong-type */
	if (!given && (!subscription_lacks(l->sub.object, "deactivateFlag") ||
		       (node_exists(l->sub.retry) &&
			!subscription_lacks(l->sub.retry, "deactivateFlag"))))
		return;
	d = lint_report(l, given ? flag_node : health, given ? AT_VALUE : AT_KEY,
			"deliveries are not held back while the health check fails");
	if (given)
		lint_related(l, d, health, AT_KEY, "the health check is set here");
	else
		diag_note(l->diags, d, "'deactivateFlag' is false when it is absent");
	diag_note(
	    l->diags, d,
	    "each notification is retried by itself and ends as FAILED; the health "
	    "check only activates the subscription");
	diag_help(l->diags, d, "set 'deactivateFlag' in 'retryPolicy' to true");
}
