/* retries-disabled: a failed delivery is never tried again. */
#include "lint/lint.h"
#include "service/retry.h"

void
check_retries_disabled(struct lint *l)
{
	struct diag *d;

	/* Repeats of no retries are repeat-mismatch. */
	if (l->retry == NULL || l->retry->number != 0 || l->retry->repeats != 0)
		return;
	d = lint_report(l, l->sub.number_of_retries, AT_VALUE,
			"a delivery that fails is never tried again");
	diag_note(l->diags, d, "without 'numberOfRetries' there are 3");
	diag_help(l->diags, d,
		  "make sure that you ask for missed notifications (replay)");
}
