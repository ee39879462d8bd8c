/* replay-choice: what to deliver again is said in two ways at once, or by half. */
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

static void
report_half(struct lint *l, struct node n, const char *other)
{
	struct diag *d = lint_report(l, n, AT_KEY,
				     "'%s' without '%s': it is not known how "
				     "long the window is",
				     lint_quote(l, node_key(n)), other);

	diag_help(l->diags, d, "write both, or 'hoursBack' alone");
}

void
check_replay_choice(struct lint *l)
{
	struct node ids = replay_ids(l->sub.object);
	struct node by = replay_status(l->sub.object);
	struct node hours = node_member(by, "hoursBack");
	struct node start = node_member(by, "startTime");
	struct node end = node_member(by, "endTime");
	struct node time = node_exists(start) ? start : end;

	if (node_exists(ids) && node_exists(by))
		report_both(l, ids, by);
	if (node_exists(hours) && node_exists(time))
		report_both(l, hours, time);
	else if (subscription_lacks(by, "endTime") && node_exists(start))
		report_half(l, start, "endTime");
	else if (subscription_lacks(by, "startTime") && node_exists(end))
		report_half(l, end, "startTime");
}
