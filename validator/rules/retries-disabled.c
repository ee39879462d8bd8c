/* retries-disabled: a failed delivery is never tried again. */
#include "lint/lint.h"
#include "service/retry.h"

static void
check(struct lint *l)
{
	struct diag *d;

	/* Repeats of no retries are repeat-mismatch. */
	if (l->retry == NULL || l->retry->number != 0 || l->retry->repeats != 0)
		return;
	d = lint_report(l, "retries-disabled", l->sub.number_of_retries, AT_VALUE,
			"a delivery that fails is never tried again");
	diag_note(l->diags, d, "without 'numberOfRetries' there are 3");
	diag_help(l->diags, d,
		  "make sure that you ask for missed notifications (replay)");
}

const struct rule rule_retries_disabled = {
    .info =
	{
	    .name = "retries-disabled",
	    .severity = SEV_INFO,
	    .found_by = "rule",
	    .summary = "no retries: a failed delivery is lost",
	    .reason =
		"With numberOfRetries 0 a notification that cannot be delivered ends "
		"as "
		"FAILED at once.\nThat can be wanted where a replay fetches what was "
		"missed; else each restart of the\nserver loses something.",
	    .bad = "{ \"retryPolicy\": { \"numberOfRetries\": 0 } }",
	    .good = "{ \"retryPolicy\": { \"numberOfRetries\": 3 } }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Set numberOfRetries, or leave it out for the default of 3.",
	    .source = "Webhooks Implementation Guide 26.7.01, Retry policy; Replay "
		      "notifications",
	},
    .kinds = KINDS_SUBSCRIPTION,
    .check = check,
};
