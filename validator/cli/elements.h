/*
 * elements: those of a list of subscriptions that are known to be clean.
 *
 * One that is like none so far is examined by itself, so that those like it are
 * known; only so many of a list, and only short ones, so that a text full of
 * oddities costs no more than a few looks at each of its bytes.
 */
#ifndef CLI_ELEMENTS_H
#define CLI_ELEMENTS_H

#include <stddef.h>

#include "cli/examine.h"

struct elements {
	struct examiner *x; /* its memory, and arena for what is found */
	const struct input *in;
	struct str text; /* of the list */
	struct recall_case known;
	size_t unknown;        /* elements that were looked at by themselves */
	struct arena *scratch; /* for those */
};

/* x->recall_case is that of the document; all of it must outlive l. */
void elements_init(struct elements *l, struct examiner *x, const struct input *in,
		   struct str text);
void elements_release(struct elements *l);

/*
 * If the object at start is an element that is clean: where it ends, and *found;
 * else 0.  *kind is set to what it is by itself, where that is known.
 */
size_t elements_find(struct elements *l, size_t start, struct recalled *found,
		     enum kind *kind);

#endif
