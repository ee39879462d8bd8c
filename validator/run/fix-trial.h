/*
 * fix-trial: decides whether fixes make a text better.
 *
 * Each fix is tried before it is made or offered: the new text is examined like any
 * other.  It is taken only if all values that the fixes do not name are as they were
 * (load/values-kept.h), if it has no more findings and no new errors, and if no error
 * is left at the places that were mended.
 */
#ifndef RUN_FIX_TRIAL_H
#define RUN_FIX_TRIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct eval;
struct examined;
struct fixes;

/* A text and what was found in it; everything is borrowed. */
struct outcome {
	struct str text;
	struct examined *head;
	size_t syntax, findings, errors;
	size_t unread; /* bytes that have not been read behind too many syntax errors */
};

enum trial_outcome {
	TRIAL_FINE,
	TRIAL_VALUES,  /* a value is lost, or another, that no fix is about */
	TRIAL_WORSE,   /* more findings than before, or an error that is new */
	TRIAL_IN_VAIN, /* nothing is better: it would be made again and again */
	TRIAL_SAME     /* an error is still where it was mended */
};

/* Counts what was found. */
void outcome_count(struct outcome *o, struct str text, struct examined *head);

/*
 * After the fixes were applied to the text before: spans count from its beginning.
 * Takes memory from the arena for the time.
 */
enum trial_outcome
trial_judge(const struct outcome *before, const struct outcome *after,
	    const struct fixes *fs, struct arena *a);

/*
 * Tries the fixes of a document whose findings are not finished, and withdraws those
 * that are not to be offered.  The work is limited: fixes of large documents, and those
 * that come after much was tried, are offered untried; --fix still tries them.
 */
void trial_offers(struct eval *eval, struct examined *e);

#endif
