/*
 * retry-too-short: the last retry comes before an outage of an hour is over.
 *
 * Where deliveries are held back nothing is lost, and retries at once are retry-at-once.
 */
#include "base/arena.h"
#include "lint/lint.h"
#include "service/retry.h"

void
check_retry_too_short(struct lint *l)
{
	const struct retry *r = l->retry;
	uint64_t last;
	struct diag *d;

	if (r == NULL || r->deactivate || r->number == 0 || r->first == 0 ||
	    (r->interval == 0 && r->number > 1))
		return;
	last = retry_last(r);
	if (last >= l->env->settings->min_retry_minutes)
		return;
	d = lint_report(l, l->sub.retry, AT_HOLDER,
			"an outage of %s loses events: no retry comes later",
			retry_human(last, true, l->arena));
	diag_note(l->diags, d, "retries after %s%s; deliveries are not held back",
		  retry_list(r, l->arena), r->repeats != 0 ? ", then repeats" : "");
	diag_help(
	    l->diags, d,
	    "raise 'interval' and 'numberOfRetries' (60 and 20: 19 hours), or set "
	    "'deactivateFlag' to \"true\" beside 'healthCheckUrl'");
}
