/* repeat-mismatch: repeats of a sequence that do not fit together. */
#include "lint/lint.h"
#include "service/retry.h"

void
check_repeat_mismatch(struct lint *l)
{
	const struct retry *r = l->retry;
	struct node wait = l->sub.repeat_wait, count = l->sub.repeat_count;
	struct diag *d;

	if (r == NULL)
		return;
	if (r->repeats > 0 && r->number == 0) {
		d = lint_report(l, count, AT_VALUE,
				"a sequence of no retries is repeated");
		lint_related(l, d, l->sub.number_of_retries, AT_VALUE,
			     "there are no retries");
		diag_help(l->diags, d,
			  "set 'numberOfRetries', or take the repeats out");
	} else if (r->repeats > 0 && r->wait == 0) {
		d = lint_report(l, count, AT_VALUE, "the repeats come without a wait");
		if (node_exists(wait))
			lint_related(l, d, wait, AT_VALUE, "the wait is 0 minutes");
		else
			diag_note(l->diags, d,
				  "'repeatSequenceWaitTime' is 0 when it is absent");
		diag_help(
		    l->diags, d,
		    "set 'repeatSequenceWaitTime' to the minutes between sequences");
	} else if (r->repeats == 0 && r->wait > 0 && l->kind != KIND_UPDATE_REQUEST) {
		d = lint_report(l, wait, AT_VALUE,
				"a wait between repeats, but there are none");
		if (node_exists(count))
			lint_related(l, d, count, AT_VALUE,
				     "the sequence is not repeated");
		else
			diag_note(l->diags, d,
				  "'repeatSequenceCount' is 0 when it is absent");
		diag_help(l->diags, d, "set 'repeatSequenceCount', or the wait to 0");
	}
}
