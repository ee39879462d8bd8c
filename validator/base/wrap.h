/* wrap: breaks ASCII text at blanks into lines of a given width. */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include <stddef.h>

struct buf;

/*
 * Appends text to out.  Its first line begins at column, its further lines at indent.
 * A word that is longer than a line gets a line of its own.
 */
void
wrap(struct buf *out, size_t width, size_t column, size_t indent, const char *text);

#endif
