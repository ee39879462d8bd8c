/*
 * positions: from bytes to lines and characters as editors count them, and back.
 *
 * A line ends with LF, CRLF or CR; a character is a unit of UTF-16 or, if the editor
 * wants that, a byte of UTF-8 (language server protocol 3.17, Text Documents).  An edit changes the lines that
 * it touches and shifts the others, so that a keystroke in a large text costs little.
 * Units of UTF-16 are counted from the beginning of the line; only in a line that is very
 * long from a mark, of which there is one every STRIDE bytes, made when first needed.
 */
#ifndef FINDING_POSITIONS_H
#define FINDING_POSITIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "finding/diag.h"

/* Start with {0}; set utf8. */
struct positions {
	bool utf8;
	struct str text;  /* borrowed */
	uint32_t *starts; /* of lines, in bytes; there is always one */
	size_t n, cap;
	uint32_t *marks; /* units of UTF-16 before each STRIDE bytes of the text */
	size_t nmarks;   /* 0: not made yet */
};

void positions_release(struct positions *p);

/* The lines of a text. */
void positions_read(struct positions *p, struct str text);

/* The bytes of span became so many others, which made text of the text before. */
void positions_edit(struct positions *p, struct span span, size_t len, struct str text);

/* The line, from 0, that holds the offset. */
size_t positions_line(const struct positions *p, size_t offset);

/* The place of an offset, from 0; what is within a character is at its beginning. */
void
positions_find(struct positions *p, size_t offset, size_t *line, size_t *character);

/* The offset: of the end of its line if it lies behind that, of the text if there is none. */
size_t positions_offset(struct positions *p, size_t line, size_t character);

/* The units that a text has as characters: of UTF-16, or bytes. */
size_t positions_units(bool utf8, struct str text);

#endif
