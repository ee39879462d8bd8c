/*
 * overwrite: keeps a run from writing over the files that it checks.
 *
 * A report that replaces an input destroys it, however its path is spelt.  If a walk
 * meets a file that this run writes (a report, or the file behind standard output), the
 * file is left out of the inputs, unless it is a document of the service.
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

/* Where init writes the workflow that is its own, if there are some. */
#define WORKFLOW_NAME ".github/workflows/hookvet.yml"

/* Whether two paths lead, or would lead, to one file. */
bool overwrite_same(const char *a, const char *b);

/*
 * Leaves out files of this run, and enters other inputs that it would write over in
 * base/write-guard.h, so that opening them for writing fails.  Returns false, after it
 * said why, if standard output or standard error is an input, or if a report and the
 * baseline go to one file.
 */
bool
overwrite_settle(struct inputs *in, const struct beside *b, const struct options *o);

#endif
