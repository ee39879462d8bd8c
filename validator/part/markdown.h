/*
 * markdown: the fenced code blocks of CommonMark (0.31.2, 4.5), in lists and quotes, too.
 *
 * Apart from part/form.h for the tests, which compare with the examples of the
 * specification.
 */
#ifndef PART_MARKDOWN_H
#define PART_MARKDOWN_H

#include "base/str.h"

struct arena;
struct part;

/*
 * Calls take with each block, in order: its text, and the first word of its info string or
 * an empty text.
 */
void
markdown_fences(struct str text, const struct part *outer, struct arena *a,
		void (*take)(void *to, struct part *p, struct str language), void *to);

#endif
