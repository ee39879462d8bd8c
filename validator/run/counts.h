/*
 * counts: what a run counts, and how it says so at the end.
 *
 * Findings come one at a time, from documents (check) or from reports of other
 * runs (report merge); both end with the same sentences and the same status.
 */
#ifndef RUN_COUNTS_H
#define RUN_COUNTS_H

#include <stdbool.h>
#include <stddef.h>

#include "report/report.h"

struct options;
struct outputs;

/* --statistics: the findings of a rule, and how many have which fix. */
struct rule_count {
	const char *name;
	size_t n, safe, suggested;
};

struct totals {
	struct summary summary;
	struct rule_count *by_rule; /* in the order of the table, policies last */
	size_t failing;             /* findings at or above --fail-on */
	enum severity failed_on;    /* the lowest level that made one count */
	const char *failing_rule;   /* of the first of them, if it is of the table */
};

void counts_init(struct totals *t, const struct options *o);
void counts_release(struct totals *t);

/* Counts one finding; false if it is suppressed. */
bool counts_add(struct totals *t, const struct diag *d, enum severity fail_on);

/* How many findings --max-problems keeps from standard output, so far. */
void counts_not_shown(struct totals *t, const struct outputs *out);

/*
 * The end of the run on standard error; the last call, it sorts.  Silent when all is well, unless a person
 * watches or asked for more.
 */
void counts_print(const struct totals *t, const struct options *o,
		  const struct report_context *context);

#endif
