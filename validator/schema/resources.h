/*
 * resources: the resources and anchors of a schema document.
 */
#ifndef SCHEMA_RESOURCES_H
#define SCHEMA_RESOURCES_H

#include "schema/program.h"
#include "schema/store.h"

/*
 * Walks the subschemas of a document (places where keywords of the dialect have
 * schemas, no others: an $id in an enum is none) and notes $id, anchors and
 * dialects.  False if the document cannot be used; the findings say why.
 */
bool resources_document(struct schema_file *f, struct node root);

/* Calls f for each schema in the value of a keyword of that shape. */
void resources_each(enum keyword_shape shape, struct node value,
		    void (*f)(void *arg, struct node schema), void *arg);

/* Makes the resource known under uri; or returns the one that has it. */
struct resource *store_index(struct store *s, struct str uri, struct resource *r);

/* The resource with that URI (no fragment), or NULL. */
struct resource *store_find(struct store *s, struct str uri);

#endif
