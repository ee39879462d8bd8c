/*
 * drift: are the definitions what is deployed?
 *
 * One run like that of check: the inputs are those of --deployed (answers of the
 * service) and the definitions.  All are read first, for each definition is compared
 * with all answers; then what was found is handed on in the order of the inputs.  Of
 * what check would find in a definition only errors and placeholders are shown: with
 * one of them nothing is planned.
 */
#ifndef DRIFT_DRIFT_H
#define DRIFT_DRIFT_H

#include <stdbool.h>

struct drift;
struct options;
struct pieces;

/* NULL: nothing is to be compared, the command is another. */
struct drift *drift_new(const struct options *o);
void drift_free(struct drift *d);

/* In the place of work_queue_run(). */
void drift_run(struct drift *d, struct pieces *p);

/*
 * Writes the plan, if one is wanted, once the results have been taken: suppressions are
 * known then.  False after it was said what went wrong, in the comparison already.
 */
bool drift_finish(struct drift *d);

#endif
