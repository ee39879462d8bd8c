/*
 * overwrite: what a run writes must not be what it checks.
 *
 * A report that replaces its input has destroyed it, however the path is spelt.  A report
 * of an earlier run that a walk meets again, or the file that standard output goes to,
 * is no input but our own work, and left out.
 */
#ifndef RUN_OVERWRITE_H
#define RUN_OVERWRITE_H

#include <stdbool.h>

struct beside;
struct inputs;
struct list;
struct options;

/* The paths of reports and of the baseline that are to be written, as they were given. */
void overwrite_places(struct list *places, const struct options *o);

/* Whether two paths lead, or would lead, to one file. */
bool overwrite_same(const char *a, const char *b);

/*
 * Leaves out what is our own, and enters in base/write-guard.h what is to be written and is an
 * input: who opens it is refused.  False, after it was said, if standard output is one.
 */
bool
overwrite_settle(struct inputs *in, const struct beside *b, const struct options *o);

#endif
