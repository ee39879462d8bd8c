/*
 * positions: from bytes to lines and characters of the protocol, and back.
 *
 * A line ends with LF, CRLF or CR; a character is a unit of UTF-16 or, if the client
 * wants that, a byte of UTF-8 (LSP 3.17, Text Documents).  An edit changes the lines that
 * it touches and shifts the others, so that a keystroke in a large text costs little.
 * Units of UTF-16 are counted from the beginning of the line; only in a line that is very
 * long from a mark, of which there is one every STRIDE bytes, made when first needed.
 */
#ifndef LSP_POSITIONS_H
#define LSP_POSITIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

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

/* As the protocol writes it; what is within a character is at its beginning. */
json_t *position_json(struct positions *p, size_t offset);
json_t *range_json(struct positions *p, struct span span);

/*
 * The offset of a position: the end of its line if it lies behind that, of the text if
 * there is no such line.  False if it is none.
 */
bool position_read(struct positions *p, const json_t *position, size_t *offset);
bool range_read(struct positions *p, const json_t *range, struct span *span);

/* The units that a text has as characters: of UTF-16, or bytes. */
size_t positions_units(bool utf8, struct str text);

#endif
