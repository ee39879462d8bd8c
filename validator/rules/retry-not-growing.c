/* retry-not-growing: GEOMETRIC with a factor that leaves every time the same. */
#include <inttypes.h>

#include "lint/lint.h"
#include "service/retry.h"

void
check_retry_not_growing(struct lint *l)
{
	const struct retry *r = l->retry;
	bool given;
	struct diag *d;

	if (r == NULL || r->algorithm != RETRY_GEOMETRIC || r->interval > 1 ||
	    r->number < 2 || r->first == 0)
		return;
	given = node_exists(l->sub.interval);
	d = lint_report(l, given ? l->sub.interval : l->sub.algorithm, AT_VALUE,
			"GEOMETRIC with an interval of %" PRIu64 " does not grow",
			r->interval);
	if (given)
		lint_related(l, d, l->sub.algorithm, AT_VALUE,
			     "GEOMETRIC multiplies by 'interval' each time");
	else
		diag_note(l->diags, d, "'interval' is 1 when it is absent");
	diag_note(l->diags, d, "retries after %s (firstRetry * interval^(n-1))",
		  retry_list(r, l->arena));
	diag_help(l->diags, d, "use an 'interval' of 2 or more, or \"ARITHMETIC\"");
}
