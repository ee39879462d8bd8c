/* replay-choice: two ways at once of saying what to deliver again. */
#include "lint/lint.h"
#include "service/replay.h"

static void
report_both(struct lint *l, struct node n, struct node other)
{
	struct diag *d;

	d = lint_report(l, n, AT_KEY,
			"'%s' beside '%s': which of them counts is not known",
			lint_quote(l, node_key(n)), lint_quote(l, node_key(other)));
	lint_related(l, d, other, AT_KEY, "the other is here");
	diag_help(l->diags, d, "keep one of them");
}

void
check_replay_choice(struct lint *l)
{
	struct node ids = replay_ids(l->sub.object);
	struct node by = replay_status(l->sub.object);
	struct node hours = node_member(by, "hoursBack");
	struct node time = node_member(by, "startTime");

	if (!node_exists(time))
		time = node_member(by, "endTime");
	if (node_exists(ids) && node_exists(by))
		report_both(l, ids, by);
	if (node_exists(hours) && node_exists(time))
		report_both(l, hours, time);
}
