/* replay-window: times between which the service does not deliver again. */
#include "base/moment.h"
#include "lint/lint.h"
#include "service/replay.h"

void
check_replay_window(struct lint *l)
{
	struct node by = replay_status(l->sub.object);
	struct node start = node_member(by, "startTime");
	struct node end = node_member(by, "endTime");
	int64_t from, to;
	struct diag *d;

	if (!moment_read(node_string(start), &from) ||
	    !moment_read(node_string(end), &to))
		return;
	if (to < from) {
		d = lint_report(l, end, AT_VALUE, "the end is before the start");
		lint_related(l, d, start, AT_VALUE, "it starts here");
		diag_help(l->diags, d, "write the earlier time in 'startTime'");
	} else if (to - from > MOMENT_DAY) {
		d = lint_report(l, end, AT_VALUE, "the window is longer than 24 hours");
		lint_related(l, d, start, AT_VALUE, "it starts here");
		diag_help(l->diags, d, "ask for a day at a time, one after the other");
	}
}
