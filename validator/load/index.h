/*
 * index: finds members, and the containers of values, in a large document.
 *
 * A cell knows only which cell follows it, so to find a member by its name, or the
 * container of a value, one walks over cells.  That is fastest in a small document;
 * to ask it of each of a million members would take hours.  An index answers at once.
 * It is filled when something is asked, so only one thread may use the document.
 */
#ifndef LOAD_INDEX_H
#define LOAD_INDEX_H

#include "load/node.h"

enum {
	INDEX_CELLS = 256, /* a document from this size on uses its index */
	INDEX_MEMBERS = 32 /* an object too */
};

/* What the engine has spent on a document in all: schema/eval.c. */
struct spent {
	uint64_t steps, regex;
};

/* Kept with the index, zero at the beginning; NULL if there is none. */
struct spent *index_spent(const struct doc *d);

/* An empty one, for doc.index. */
struct doc_index *index_new(struct arena *a);

static inline bool
index_wanted(const struct doc *d)
{
	return d->index != NULL && d->ncells >= INDEX_CELLS;
}

/* Where a cell is: its container, and which child of it. */
struct home {
	uint32_t parent, index;
};

/* The homes of all cells, to a place that has been cleared, one for each cell. */
void doc_homes_fill(const struct doc *d, struct home *homes);

/* The same for a document with an index, made once. */
const struct home *index_homes(const struct doc *d);

/* The last member of that name of an object. */
struct node index_member(struct node object, struct str name, uint32_t hash);

/*
 * The innermost value that holds the offset; 0, the root, if there is none.  Without
 * homes (NULL) the way there is longer.
 */
size_t home_at_offset(const struct doc *d, const struct home *homes, size_t offset);

#endif
