/* wrap: text of ASCII in lines of a width, broken at blanks. */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include <stddef.h>

struct buf;

/*
 * Appends text; column is where it begins, indent where its further lines do.  A word
 * that is longer than a line stands alone in one.
 */
void
wrap(struct buf *out, size_t width, size_t column, size_t indent, const char *text);

#endif
