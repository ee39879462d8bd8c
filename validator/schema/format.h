/*
 * format: the table of the formats (2020-12 validation, 7.3, and older ones).
 *
 * A format is a function and a row in one of formats/AREA.c.  The functions
 * get the decoded string (may hold NUL and anything else of Unicode) and must
 * not allocate without bound.
 */
#ifndef SCHEMA_FORMAT_H
#define SCHEMA_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "schema/dialect.h"

struct format {
	const char *name;
	unsigned dialects; /* set of DIALECT_BIT(); it is known only in these */
	bool (*test)(struct str text);
	const char *meaning; /* for messages: "a date and time by RFC 3339" */
};

/* By name, or NULL; dialect decides which are known. */
const struct format *format_find(struct str name, enum dialect d);

/* The i-th of all formats, NULL behind the last (for suggestions). */
const struct format *format_at(size_t i);

#endif
