/*
 * ahead: a long list, looked through by several threads before it is read.
 *
 * Each looks for elements that are known to be clean in chunks of the text, wherever
 * the list's first element seems to begin again.  Where that is no element at all,
 * nobody will ask: the reader, which alone knows where elements begin, then asks for
 * what was found at just that place.  So a wrong guess costs time, and is never seen.
 */
#ifndef CLI_AHEAD_H
#define CLI_AHEAD_H

#include <stddef.h>

struct elements;
struct recalled;
struct ahead;

/*
 * What helpers of l->x find in the list, whose first element begins at first; NULL: it
 * is too short, or nobody helps.  It lives in arenas of the helpers.
 */
struct ahead *ahead_look(const struct elements *l, size_t first);

/* The element at start, which is behind the one asked for before, and its end; or NULL. */
struct recalled *ahead_at(struct ahead *all, size_t start, size_t *end);

#endif
