/*
 * replay-window: times between which the service does not deliver again.
 *
 * That the end comes before the start, or a day later, is known for ever; where the window
 * lies is compared with today, or SOURCE_DATE_EPOCH.
 */
#include "base/moment.h"
#include "lint/lint.h"
#include "load/pointers.h"
#include "service/replay.h"

enum { MONTH_DAYS = 31 };

static void
report_length(struct lint *l, struct node start, struct node end, const char *what,
	      const char *help)
{
	struct diag *d = lint_report(l, end, AT_VALUE, "%s", what);

	lint_related(l, d, start, AT_VALUE, "it starts here");
	diag_help(l->diags, d, "%s", help);
}

/* A warning: a file that was right when it was written does not become an error. */
static void
report_place(struct lint *l, struct node start, const char *what, const char *help)
{
	struct diag *d =
	    diag_add_as(l->diags, l->rule, SEV_WARNING, node_span(start), "%s", what);

	d->pointer = node_pointer(start, l->arena);
	diag_help(l->diags, d, "%s", help);
}

void
check_replay_window(struct lint *l)
{
	struct node by = replay_status(l->sub.object);
	struct node start = node_member(by, "startTime");
	struct node end = node_member(by, "endTime");
	int64_t day = INT64_C(1000) * MOMENT_DAY, now = moment_now() * 1000, from, to;

	if (!moment_read_ms(node_string(start), &from))
		return;
	if (moment_read_ms(node_string(end), &to) && to < from)
		report_length(l, start, end, "the end is before the start",
			      "write the earlier time in 'startTime'");
	else if (moment_read_ms(node_string(end), &to) && to - from > day)
		report_length(l, start, end, "the window is longer than 24 hours",
			      "ask for a day at a time, one after the other");
	else if (from > now)
		report_place(l, start, "the window begins in the future",
			     "ask for a time in which deliveries have failed");
	else if (from < now - MONTH_DAYS * day)
		report_place(l, start,
			     "the window begins more than a month ago, and what is "
			     "older is not delivered again",
			     "ask for a time within the last month");
}
