/*
 * fix-text: makes the fixes of one text, and of the parts of one file.
 *
 * Between the loop over the inputs (run/fix-run.h) and the judgement of a trial
 * (run/fix-trial.h): which fixes of a text are made together, again and again until
 * nothing changes.  Only the files of the loop include this.
 */
#ifndef RUN_FIX_TEXT_H
#define RUN_FIX_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "finding/fix.h"
#include "run/check-document.h"
#include "run/fix-trial.h"

struct below_last;
struct options;
struct pieces;

enum { PASSES = 4 }; /* further ones are trials: fix-run.h */

struct repair {
	const struct options *options;
	enum applicability most;
	bool diff;
	size_t count;
	bool ok;
	size_t trial_bytes; /* that may still be tried of the input at hand */
	uint64_t spent;     /* steps on it */
	bool altered;       /* a diff does not show all lines as they are */
};

/* One input on its way; each text that is examined has an arena of its own. */
struct patient {
	struct repair *repair;
	struct pieces *pieces;
	struct examine_wants wants; /* in trials: what reporters ask for is not made */
	const struct input *input;
	struct below_last *last; /* folder that was read from */
	bool go_on;              /* somebody wants the next input's findings */
	struct eval *eval;
	bool lines;
	const struct form *form; /* what the file is cut by, or NULL */
	struct lines_place at;   /* of the part at hand, if it is */
};

/* A text, what was found in it, and where that is. */
struct finding_set {
	struct arena *arena;
	struct outcome of;
};

/*
 * The fixes of a text.  All are tried at once; of those that do harm together the
 * ones that do none are looked for by halves.
 *
 * A text of many findings has many fixes, and each trial examines all of it: what is
 * tried in all is bounded, so that a hostile file does not take hours.
 */
struct trials {
	const struct patient *p;
	const struct finding_set *before;
	struct trial_fix {
		const struct fix *fix;
		size_t base;
	} * fixes;
	size_t n, cap;
	struct fixes kept;
	size_t findings; /* with those that are kept */
};

void set_release(struct finding_set *s);

/* Examines a text; it is borrowed, the rest is in the set's arena. */
void fix_examine(const struct patient *p, struct finding_set *s, struct str text);

/* Whether so many bytes may still be read for trials. */
bool fix_may_read(struct repair *r, size_t bytes);

/* Makes what fixes do no harm, and examines the text; false: there are none. */
bool fix_pass(struct trials *t, struct finding_set *after, struct buf *text);

/*
 * Pass after pass until nothing changes.  *s is the set of the last text, which
 * is in *text (empty if nothing was changed); returns how many fixes were made.
 */
size_t fix_text(const struct patient *p, struct finding_set *s, struct buf *text);

/* The same of a file that is cut into parts (p->form); its text comes into *text. */
size_t fix_parts(struct patient *p, struct str before, struct buf *text);

#endif
