/*
 * lines: from byte offset to line and column.
 *
 * The reader records offsets only: most documents have nothing wrong with
 * them, and then nobody asks for a line.  Once a document has findings,
 * lines_init() walks its text once and notes every STRIDE bytes which line that is;
 * from there each place is counted.
 *
 * A line ends with LF, CRLF or CR, as editors see it.  Columns count code
 * points (an ill-formed byte counts as one, so does a tab); a byte order mark
 * counts as nothing.  Unless all is ASCII, every STRIDE bytes the number of code
 * points so far is noted, so a document of one line of a gigabyte costs no more
 * than others.
 */
#ifndef FINDING_LINES_H
#define FINDING_LINES_H

#include <stddef.h>

#include "base/str.h"
#include "finding/diag.h"

struct arena;

struct mark {
	size_t offset, count; /* of a character's first byte; code points before it */
};

struct line_mark {
	size_t line, start; /* lines that ended before; where the present one begins */
};

struct lines {
	struct str text;
	size_t first;            /* number of the first line */
	struct line_mark *lines; /* the i-th is of the byte at i * STRIDE */
	size_t n;
	struct mark *marks; /* the i-th is the first at or behind i * STRIDE */
	size_t nmarks;      /* 0: all is ASCII */
	size_t bom;         /* length of the byte order mark: 0 or 3 */
};

/* The table borrows text and lives as long as the arena. */
void lines_init(struct lines *ls, struct str text, size_t first, struct arena *a);

/* The place of offset; one past the end is allowed (end of a span). */
struct place lines_find(const struct lines *ls, size_t offset);

/* The column of offset in bytes, from 1; a byte order mark counts as three. */
size_t lines_byte_column(const struct lines *ls, size_t offset);

/* The line that holds offset, without its end: its span in the text. */
struct span lines_span(const struct lines *ls, size_t offset);

#endif
