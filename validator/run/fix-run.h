/*
 * fix-run: the loop of --fix and --diff.
 *
 * Each input is examined, its fixes are tried (run/fix-trial.h) and applied, and the new
 * text is examined again, until nothing changes.  Each line of a JSON Lines file is
 * fixed by itself.  Then --fix replaces the file, and --diff shows the changes.  Only
 * findings that are left are reported.
 */
#ifndef RUN_FIX_RUN_H
#define RUN_FIX_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct beside;
struct eval;
struct input;
struct options;
struct pieces;
struct repair;

/* What is examined of one input in all trials, at most. */
#ifndef TRIAL_BYTES /* fuzzing takes less: make fuzz */
#define TRIAL_BYTES (4 * 1024 * 1024)
#endif

/* NULL after it was said what does not go together. */
struct repair *fix_run_new(const struct options *o);
void fix_run_free(struct repair *r);

/* In place of work_queue_run(): the results go to p->take, in order. */
void fix_run_run(struct repair *r, struct pieces *p);

/* The fixes that were made. */
size_t fix_run_count(const struct repair *r);

/* False if something could not be written; it was said. */
bool fix_run_ok(const struct repair *r);

/*
 * Without a file: what --fix makes of the text of an input goes to out, and how many fixes
 * that were is returned; 0: none, out is as it was.
 */
size_t fix_run_text(const struct options *o, const struct input *in, struct eval *eval,
		    struct beside *beside, struct str before, struct buf *out);

#endif
