/*
 * pointers: JSON Pointers (RFC 6901) and the nodes of documents that they lead to.
 *
 * A cell does not know its container.  So the first question walks over all cells of
 * the document and notes the container of each and its place there.  These notes are
 * kept for further questions: with the document if it has an index, else in a struct
 * pointers.
 */
#ifndef LOAD_POINTERS_H
#define LOAD_POINTERS_H

#include "load/node.h"

struct arena;

/* For asking about very many nodes, in any documents. */
struct pointers {
	struct arena *arena;
	struct pointers_doc *docs; /* zero at the beginning */
};

/* The pointer of n from root, which is above it; lives in the arena. */
const char *pointers_below(struct pointers *p, struct node root, struct node n);

void pointers_release(struct pointers *p);

/* The pointer of n from the root of its document; lives in the arena. */
const char *node_pointer(struct node n, struct arena *a);

/* Follows a valid pointer; absent if it leads nowhere. */
struct node node_at_pointer(struct node root, struct str pointer, struct arena *a);

/* Sets the pointers of the findings from first on to the innermost values there. */
void pointers_set(const struct doc *d, struct diag *first, struct arena *a);

#endif
