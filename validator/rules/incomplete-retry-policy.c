/* incomplete-retry-policy: some of the fields that the guide wants together. */
#include "base/arena.h"
#include "base/buf.h"
#include "lint/lint.h"
#include "service/retry.h"

static const enum retry_member together[] = {
    RETRY_DEACTIVATE, RETRY_FIRST,   RETRY_INTERVAL,
    RETRY_NUMBER,     RETRY_REPEATS, RETRY_WAIT,
};

enum { TOGETHER = sizeof(together) / sizeof(*together) };

/* The value of the default, as the document would have it. */
static const char *
default_text(enum retry_member m)
{
	switch (m) {
	case RETRY_DEACTIVATE:
		return "\"false\"";
	case RETRY_FIRST:
	case RETRY_INTERVAL:
		return "1";
	case RETRY_NUMBER:
		return "3";
	default:
		return "0";
	}
}

void
check_incomplete_retry_policy(struct lint *l)
{
	const struct subscription *s = &l->sub;
	const struct node given[TOGETHER] = {s->deactivate_flag, s->first_retry,
					     s->interval,        s->number_of_retries,
					     s->repeat_count,    s->repeat_wait};
	struct node policy = s->retry;
	struct buf names = BUF_INIT, values = BUF_INIT;
	size_t missing = 0;
	struct diag *d;

	if (node_count(policy) == 0)
		return;
	for (size_t i = 0; i < TOGETHER; i++) {
		const char *name = retry_names[together[i]];

		if (node_exists(given[i]) || !subscription_lacks(policy, name))
			continue;
		missing++;
		buf_printf(&names, "%s'%s'", names.len != 0 ? ", " : "", name);
		buf_printf(&values, "%s%s %s", values.len != 0 ? ", " : "", name,
			   default_text(together[i]));
	}
	if (missing > 0 && missing < TOGETHER) {
		d = lint_report(l, policy, AT_HOLDER,
				"the retry policy is incomplete: %s %s missing",
				buf_str(&names).s, missing > 1 ? "are" : "is");
		diag_note(l->diags, d, "the service takes: %s", buf_str(&values).s);
		diag_help(l->diags, d,
			  "write all of them; the guide calls them required");
	}
	buf_release(&names);
	buf_release(&values);
}
