/*
 * places: the JSON Pointers of very many nodes.
 *
 * node_pointer() walks from the root to each.  Here the homes of all cells of a
 * document are looked up once, when it is first asked about.
 */
#ifndef SCHEMA_EXPLAIN_PLACES_H
#define SCHEMA_EXPLAIN_PLACES_H

#include "load/node.h"

struct places {
	struct arena *arena;
	struct places_doc *docs; /* zero at the beginning */
};

const char *places_pointer(struct places *p, struct node n);

/* The pointer of n from root, which is above it. */
const char *places_below(struct places *p, struct node root, struct node n);

void places_release(struct places *p);

#endif
