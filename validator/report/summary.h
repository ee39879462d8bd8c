/*
 * summary: the end of a run in words, for standard error.
 *
 *   checked 41 files in 0.01 s: 3 errors, 5 warnings in 2 files (2 suppressed)
 *   5 can be fixed by hookvet check: 3 safe with --fix, 2 more with ...
 *   failed: 3 errors, --fail-on=error; more about a rule: hookvet explain ...
 */
#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H

#include <stdio.h>

#include "base/buf.h"
#include "report/report.h"

/*
 * One to three lines.  rule: the rule to name in the last line (that of the
 * first finding that failed the run), or NULL.
 */
void summary_print(FILE *fp, const struct summary *s, const struct report_context *ctx,
		   const char *rule);

/* "3 errors, 1 warning", or "no problems"; appended. */
void summary_counts(struct buf *out, const struct summary *s);

#endif
