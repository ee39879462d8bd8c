/*
 * retry-at-once: retries without time between them.
 *
 * GEOMETRIC with an interval of 0 is retry-not-growing.
 */
#include "lint/lint.h"
#include "service/retry.h"

static void
report_retry(struct lint *l, struct node at, const char *message)
{
	struct diag *d = lint_report(l, at, AT_VALUE, "%s", message);

	diag_note(l->diags, d, "retries after %s", retry_list(l->retry, l->arena));
	diag_help(l->diags, d, "give the server some minutes to recover");
}

void
check_retry_at_once(struct lint *l)
{
	const struct retry *r = l->retry;

	if (r == NULL || r->number == 0)
		return;
	if (r->first == 0)
		report_retry(l, l->sub.first_retry,
			     r->algorithm == RETRY_GEOMETRIC && r->number > 1
				 ? "all retries come at once: any multiple of 0 is 0"
				 : "the first retry comes at once");
	else if (r->algorithm == RETRY_ARITHMETIC && r->interval == 0 && r->number > 1)
		report_retry(l, l->sub.interval, "all retries come at the same minute");
}
