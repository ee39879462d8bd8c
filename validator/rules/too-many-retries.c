/* too-many-retries: more deliveries of one notification than make sense. */
#include <inttypes.h>

#include "lint/lint.h"
#include "service/retry.h"

void
check_too_many_retries(struct lint *l)
{
	const struct retry *r = l->retry;
	uint64_t max = l->env->settings->max_retries, count;
	struct diag *d;

	if (r == NULL || (count = retry_count(r)) <= max)
		return;
	if (r->number > max)
		d = lint_report(l, l->sub.number_of_retries, AT_VALUE,
				"more than %" PRIu64 " retries of each notification",
				max);
	else
		d = lint_report(l, l->sub.repeat_count, AT_VALUE,
				"more than %" PRIu64
				" retries of each notification, with "
				"the repeats",
				max);
	if (count != RETRY_NEVER)
		diag_note(l->diags, d, "there are up to %" PRIu64 " retries in all",
			  count);
	diag_help(l->diags, d, "use fewer retries with more time between them");
}
