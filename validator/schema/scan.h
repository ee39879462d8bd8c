/*
 * scan: the resources and anchors of a schema document.
 */
#ifndef SCHEMA_SCAN_H
#define SCHEMA_SCAN_H

#include "schema/store.h"

/*
 * Walks the subschemas of a document (places where keywords of the dialect have
 * schemas, no others: an $id in an enum is none) and notes $id, anchors and
 * dialects.  False if the document cannot be used; the findings say why.
 */
bool scan_document(struct schema_file *f, struct node root);

/* Makes the resource known under uri; false if another one has it. */
bool store_index(struct store *s, struct str uri, struct resource *r);

/* The resource with that URI (no fragment), or NULL. */
struct resource *store_find(struct store *s, struct str uri);

#endif
