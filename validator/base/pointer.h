/*
 * pointer: JSON Pointers as text (RFC 6901).
 *
 * What leads to a node of a document is in load/pointers.h.
 */
#ifndef BASE_POINTER_H
#define BASE_POINTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;

/* Is it empty or begins with '/', and is every '~' followed by 0 or 1 (3)? */
bool pointer_valid(struct str text);

/* Takes the first '/' and the token behind it off the pointer; returns the token. */
struct str pointer_next(struct str *pointer);

/* The name that a token stands for, ~1 and ~0 replaced (4); any other '~' stays. */
struct str pointer_name(struct str token, struct arena *a);

/*
 * Whether a token is an array's index: digits without a leading zero (4).  One that
 * no array is long enough for is SIZE_MAX.
 */
bool pointer_index(struct str token, size_t *index);

/* Appends '/' and the token for a name.  A NUL, which would end it, is U+FFFD there. */
void pointer_put(struct buf *out, struct str name);

#endif
