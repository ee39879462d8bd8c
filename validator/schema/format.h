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
	bool (*test)(struct str text); /* NULL: it is within a struct own_format */
	const char *meaning;           /* for messages: "a date and time by RFC 3339" */
};

/* A format of the user's. */
struct own_format {
	struct format format;
	int (*test)(void *context, const char *text, size_t length);
	void *context;
};

static inline bool
own_format_holds(const struct own_format *f, struct str text)
{
	return f->test(f->context, text.s, text.len) != 0;
}

/* Whether text is of the format. */
static inline bool
format_holds(const struct format *f, struct str text)
{
	return f->test != NULL
		   ? f->test(text)
		   : own_format_holds((const struct own_format *)(const void *)f, text);
}

/* By name, or NULL; dialect decides which are known. */
const struct format *format_find(struct str name, enum dialect d);

/* The i-th of all formats, NULL behind the last (for suggestions). */
const struct format *format_at(size_t i);

#endif
