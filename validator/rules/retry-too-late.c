/*
 * retry-too-late: the last retry comes when nobody waits for it any more.
 *
 * The finding is at the member to change first: the algorithm if the other one
 * would do, else the number that makes most of the time.
 */
#include <inttypes.h>

#include "base/arena.h"
#include "lint/lint.h"
#include "service/retry.h"

static struct node
first_to_change(const struct subscription *s, const struct retry *r, uint64_t horizon)
{
	struct node n;

	if (r->number == 0 || retry_offset(r, r->number) <= horizon)
		n = r->wait > horizon ? s->repeat_wait : s->repeat_count;
	else if (r->first > horizon)
		n = s->first_retry;
	else if (r->algorithm == RETRY_GEOMETRIC)
		n = s->algorithm;
	else if (r->interval > horizon || !node_exists(s->number_of_retries))
		n = s->interval;
	else
		n = s->number_of_retries;
	return node_exists(n) ? n : s->retry;
}

/* The same numbers with the other algorithm, if that is soon enough. */
static bool
arithmetic_would_do(const struct retry *r, uint64_t horizon, struct retry *other)
{
	*other = *r;
	other->algorithm = RETRY_ARITHMETIC;
	return r->algorithm == RETRY_GEOMETRIC && retry_last(other) <= horizon;
}

static void
explain_lateness(struct lint *l, struct diag *d, const struct retry *r)
{
	bool geometric = r->algorithm == RETRY_GEOMETRIC;

	diag_note(l->diags, d, "retries after %s (%s)", retry_list(r, l->arena),
		  geometric ? "firstRetry * interval^(n-1)"
			    : "firstRetry + interval * (n-1)");
	if (r->repeats > 0)
		diag_note(l->diags, d,
			  "the sequence is repeated %s, with a wait of %s before %s",
			  r->repeats == 1
			      ? "once"
			      : arena_printf(l->arena, "%" PRIu64 " times", r->repeats),
			  retry_human(r->wait, false, l->arena),
			  r->repeats == 1 ? "it" : "each");
}

static void
advise(struct lint *l, struct diag *d, const struct retry *r, uint64_t horizon)
{
	struct retry other;

	if (arithmetic_would_do(r, horizon, &other))
		diag_help(
		    l->diags, d,
		    "use \"ARITHMETIC\" (%s), or lower 'interval' or 'numberOfRetries'",
		    retry_list(&other, l->arena));
	else if (r->repeats > 0 && retry_offset(r, r->number) <= horizon)
		diag_help(l->diags, d,
			  "lower 'repeatSequenceCount' or 'repeatSequenceWaitTime'");
	else if (r->first > horizon)
		diag_help(l->diags, d, "lower 'firstRetry'; it is in minutes");
	else
		diag_help(l->diags, d,
			  "lower 'interval' (it is in minutes) or 'numberOfRetries'");
}

void
check_retry_too_late(struct lint *l)
{
	uint64_t horizon = l->env->settings->retry_horizon_minutes, last;
	const struct retry *r = l->retry;
	struct node at;
	struct diag *d;

	if (r == NULL || (last = retry_last(r)) <= horizon)
		return;
	at = first_to_change(&l->sub, r, horizon);
	d = lint_report(l, at, at.at == l->sub.retry.at ? AT_HOLDER : AT_VALUE,
			"the last retry comes %s after the first failure",
			retry_human(last, true, l->arena));
	if (at.at == l->sub.algorithm.at && node_exists(l->sub.interval))
		lint_related(l, d, l->sub.interval, AT_VALUE,
			     "GEOMETRIC multiplies by 'interval' each time");
	explain_lateness(l, d, r);
	advise(l, d, r, horizon);
}
