/* too-many-retries: more deliveries of one notification than make sense. */
#include <inttypes.h>

#include "lint/lint.h"
#include "service/retry.h"

static void
check(struct lint *l)
{
	const struct retry *r = l->retry;
	uint64_t max = l->env->settings->max_retries, count;
	struct diag *d;

	if (r == NULL || (count = retry_count(r)) <= max)
		return;
	if (r->number > max)
		d = lint_report(
		    l, "too-many-retries", l->sub.number_of_retries, AT_VALUE,
		    "more than %" PRIu64 " retries of each notification", max);
	else
		d = lint_report(l, "too-many-retries", l->sub.repeat_count, AT_VALUE,
				"more than %" PRIu64
				" retries of each notification, with "
				"the repeats",
				max);
	if (count != RETRY_NEVER)
		diag_note(l->diags, d, "there are up to %" PRIu64 " retries in all",
			  count);
	diag_help(l->diags, d, "use fewer retries with more time between them");
}

const struct rule rule_too_many_retries = {
    .info =
	{
	    .name = "too-many-retries",
	    .severity = SEV_INFO,
	    .found_by = "rule",
	    .summary = "very many retries of each notification",
	    .reason =
		"While a server is down, each notification is tried again and again, "
		"and "
		"when it is\nback, all of them come. No limit is documented, but the "
		"service's own default is 3.\nWhat is many is the setting maxRetries, "
		"20 by default; repeats count.",
	    .bad = "{ \"retryPolicy\": { \"firstRetry\": 10, \"interval\": 10, "
		   "\"numberOfRetries\": 100 } }",
	    .good = "{ \"retryPolicy\": { \"firstRetry\": 10, \"interval\": 60, "
		    "\"numberOfRetries\": 5 } }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Use fewer retries with more time between them.",
	    .source = "Webhooks Implementation Guide 26.7.01, Retry policy",
	},
    .kinds = KINDS_SUBSCRIPTION,
    .check = check,
};
