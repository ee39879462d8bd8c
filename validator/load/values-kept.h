/*
 * values-kept: whether edits left the values of a document as they were.
 *
 * An edit names what it changes by the tokens that it touches: an element that it
 * takes away, a key or value that it writes anew.  Everything else has to be read
 * from the new text as it was from the old one: each value of the same type at the
 * same bytes, of the same key, in the same container, and not overridden by a
 * repeated key.  Nor may anything come to light that nobody wrote, as what stood in
 * a comment.
 *
 * Where the old text was not understood (a container that a syntax error may have
 * cost children, text behind too many errors) more may be read than before, never
 * less.
 */
#ifndef LOAD_VALUES_KEPT_H
#define LOAD_VALUES_KEPT_H

#include <stdbool.h>

#include "load/node.h"

struct arena;
struct fixes;

/*
 * The edits were applied to the text of before, which gave that of after; offsets
 * count from their beginnings.  Takes memory from the arena for the time.
 */
bool values_kept(const struct doc *before, const struct doc *after,
		 const struct fixes *fs, struct arena *a);

/* Whether more may be read at that place of a document than was. */
bool values_unsure_at(const struct doc *d, size_t offset);

#endif
