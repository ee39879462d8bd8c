/* retry-unit: numbers that look like seconds, or milliseconds, are minutes. */
#include "lint/lint.h"
#include "service/retry.h"

/* Retries that are too late altogether are retry-too-late. */
void
check_retry_unit(struct lint *l)
{
	const struct retry *r = l->retry;
	struct diag *d;

	if (r == NULL || !node_exists(l->sub.first_retry) ||
	    !node_exists(l->sub.interval) || r->first < RETRY_SECONDS ||
	    r->interval < RETRY_SECONDS ||
	    retry_last(r) > l->env->settings->retry_horizon_minutes)
		return;
	d = lint_report(l, l->sub.first_retry, AT_VALUE, "minutes are meant: %s",
			retry_human(r->first, true, l->arena));
	lint_related(l, d, l->sub.interval, AT_VALUE, "and here: %s",
		     retry_human(r->interval, true, l->arena));
	diag_help(l->diags, d, "divide both by 60 if seconds were meant");
}
