/*
 * fix: edits of the text, chosen, applied, and shown as a diff.
 *
 * A fix is made whole or not at all.  Those that touch one that was chosen
 * before wait for the next pass, when the text has been examined again.  Bytes
 * outside the edits stay as they are.
 */
#ifndef FINDING_FIX_H
#define FINDING_FIX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "finding/diag.h"

struct arena;

struct fix_edit {
	struct span span;
	struct str text;
	size_t at; /* of the text in the new one, once they are applied */
};

/* Edits in order, of fixes that do not touch each other. */
struct fixes {
	struct fix_edit *edits;
	size_t n, cap;
	size_t count; /* of fixes */
};

/* The first fix of d that is allowed, or NULL. */
const struct fix *fix_allowed(const struct diag *d, enum applicability most);

/*
 * Adds the fix if its edits touch none that are there; spans count from base.
 * Memory from the arena; the texts are borrowed.
 */
bool fixes_add(struct fixes *fs, const struct fix *f, size_t base, struct arena *a);

/* Adds what can be added of the findings that are not suppressed. */
void fixes_choose(struct fixes *fs, const struct diags *ds, enum applicability most,
		  struct arena *a);

/* text with the edits made, appended to out. */
void fixes_apply(struct fixes *fs, struct str text, struct buf *out);

/*
 * Of edits that were applied: one that takes away or stands within any of these bytes
 * of the old text; one that wrote any of these of the new; or NULL.
 */
const struct fix_edit *fixes_touch(const struct fixes *fs, struct span token);
const struct fix_edit *fixes_wrote(const struct fixes *fs, struct span token);

/*
 * Where a token that begins, or ends, at an offset of the old text is in the new one;
 * and where a place of the new text was: what was inserted, where it was inserted.
 */
size_t fixes_new_place(const struct fixes *fs, size_t offset, bool end);
size_t fixes_old_place(const struct fixes *fs, size_t place);

/*
 * The unified diff from before to after, appended; nothing if they are equal.
 * "patch -p1" and "git apply" take it.  Returns false if they will not: lines
 * with secrets or control characters are not shown as they are.
 */
bool fix_diff(struct buf *out, const char *path, struct str before, struct str after);

/* Appends such a diff of one file in the colours of a terminal. */
void fix_diff_paint(struct buf *out, struct str diff);

#endif
