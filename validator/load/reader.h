/*
 * reader: from bytes to cells, strictly by RFC 8259, in one pass.
 *
 * Everything wrong with the text becomes a finding (invalid-json,
 * duplicate-key, invalid-encoding, byte-order-mark, number-out-of-range,
 * nesting-too-deep), placed where one must edit, with the likely cause.  The
 * reader then goes on at the next comma, bracket or line end, so that one run
 * shows every mistake and rules still see what did parse.
 *
 * Where the standard leaves a choice: numbers of any size are JSON (6; with
 * doc.lint_numbers there is a finding); half a surrogate pair as an escape is
 * JSON (8.2), is kept as it is and is a suspicious-character; bytes that are not
 * UTF-8 are not (8.1), and are read as U+FFFD within strings; containers may be
 * READER_DEPTH deep (9), what is deeper is skipped; texts may have READER_BYTES (9),
 * longer ones are not read.
 */
#ifndef LOAD_READER_H
#define LOAD_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "load/node.h"

struct arena;
struct diags;

enum {
	READER_DEPTH = 512 /* containers within containers */
};

/* Bytes of a document: cells have offsets of 32 bits. */
#define READER_BYTES UINT32_C(4000000000)

/*
 * Reads d->text into d->cells and the rest of d; memory from the arena, the
 * text itself is borrowed.  Findings go to ds (may be NULL: then only the
 * verdict counts and reading stops at the first error).  Returns true if the
 * text is a JSON text of RFC 8259; repeated keys do not make it false, a byte
 * order mark neither (8.1 lets a parser ignore it).
 */
bool reader_read(struct doc *d, struct diags *ds, struct arena *a);

#endif
