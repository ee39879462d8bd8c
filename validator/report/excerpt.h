/*
 * excerpt: a line of the text around a place, ready to be shown.
 *
 * At most so many columns, the mark included, cut with "..." around the place;
 * control and bidi characters escaped, a tab as one blank, secrets hidden.  The work depends on
 * what is shown, not on the length of the line, so documents in one line of a
 * gigabyte are no trouble.
 */
#ifndef REPORT_EXCERPT_H
#define REPORT_EXCERPT_H

#include <stddef.h>

#include "base/buf.h"
#include "finding/diag.h"

struct secrets;

enum {
	EXCERPT_COLUMNS = 120, /* at most */
	EXCERPT_LEAST = 12     /* with fewer nothing could be seen between the dots */
};

/* Start with {0}; may be made again and again; excerpt_release() at the end. */
struct excerpt {
	size_t columns; /* wanted by the caller; 0, or too many: EXCERPT_COLUMNS */
	struct buf before, marked, after;
	size_t before_columns, marked_columns;
};

/* The first line of span in the text of ds, marked up to its end. */
void excerpt_make(struct excerpt *e, struct diags *ds, struct span span);

/* The same for a line on its own, such as one of another file. */
void excerpt_line(struct excerpt *e, struct str line, struct span span);

/* The place, not before line, of as many characters or secrets before at as any
 * excerpt shows. */
size_t excerpt_back(const struct secrets *s, size_t line, size_t at);

/* From columns in code points to the bytes of a line. */
struct span excerpt_span(struct str line, struct place start, struct place end);

void excerpt_release(struct excerpt *e);

#endif
