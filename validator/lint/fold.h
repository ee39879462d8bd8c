/*
 * fold: leaves one finding of a host that is to be replaced anyway.
 *
 * What else is wrong with the URL of such a host, as its port or its scheme, may be right
 * once the host is.  So it is put aside: it is shown if the finding of the host is
 * suppressed, and where that rule is off nothing is folded.
 */
#ifndef LINT_FOLD_H
#define LINT_FOLD_H

struct diag;
struct lint;

/* Folds the findings from *first on, which are of l->sub and l->urls. */
void fold_hosts(struct lint *l, struct diag **first);

#endif
