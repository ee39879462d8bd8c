/* retry-not-growing: GEOMETRIC with a factor that leaves every time the same. */
#include <inttypes.h>

#include "lint/lint.h"
#include "service/retry.h"

static void
check(struct lint *l)
{
	const struct retry *r = l->retry;
	bool given;
	struct diag *d;

	if (r == NULL || r->algorithm != RETRY_GEOMETRIC || r->interval > 1 ||
	    r->number < 2 || r->first == 0)
		return;
	given = node_exists(l->sub.interval);
	d = lint_report(l, "retry-not-growing",
			given ? l->sub.interval : l->sub.algorithm, AT_VALUE,
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

const struct rule rule_retry_not_growing = {
    .info =
	{
	    .name = "retry-not-growing",
	    .severity = SEV_WARNING,
	    .found_by = "rule",
	    .summary = "GEOMETRIC with an interval of 0 or 1",
	    .reason =
		"GEOMETRIC multiplies by interval: the n-th retry comes firstRetry * "
		"interval^(n-1)\nminutes after the failure. With an interval of 1 all "
		"retries come at the same minute,\nwith 0 all but the first at once. "
		"An "
		"interval of 1 is also what an absent one means.",
	    .bad = "{ \"retryPolicy\": { \"algorithm\": \"GEOMETRIC\", \"firstRetry\": "
		   "10,\n    \"interval\": 1, \"numberOfRetries\": 3 } }",
	    .good =
		"{ \"retryPolicy\": { \"algorithm\": \"GEOMETRIC\", \"firstRetry\": "
		"10,\n    \"interval\": 3, \"numberOfRetries\": 3 } }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Use an interval of 2 or more, or ARITHMETIC, where interval is the "
		   "minutes between\nretries.",
	    .source = "Webhooks Implementation Guide 26.7.01, Retry policy",
	},
    .kinds = KINDS_SUBSCRIPTION,
    .check = check,
};
