/*
 * annotated: the schemas whose annotations an unevaluatedProperties or unevaluatedItems
 * asks for.
 *
 * Such a keyword counts what the schemas beside it have evaluated, through everything
 * that is applied to the same value: allOf, if, references and so on (2020-12 core, 11).
 * Here those schemas are called heard.  A branch or an "if" that cannot change the
 * verdict by itself still has an effect if it is heard.
 */
#ifndef SCHEMA_ANNOTATED_H
#define SCHEMA_ANNOTATED_H

#include <stdbool.h>

#include "load/node.h"

struct schema_file;
struct store;

enum heard { HEARD_PROPERTIES = 1, HEARD_ITEMS = 2 };

/*
 * Finds them in all documents that were named or are used, if there are new ones; fills
 * schema_file.heard.
 */
void annotated_find(struct store *s);

/*
 * What n, a schema of f, may evaluate of the value that it is applied to: a set of
 * enum heard.  A reference may evaluate anything.
 */
unsigned annotated_evaluated(struct schema_file *f, struct node n);

/*
 * Whether within, which the schema n of f applies to its own value, has an effect on an
 * unevaluated* even where it decides nothing (2020-12 core, 10.2.2.1 and 11).
 */
bool annotated_counts(struct schema_file *f, struct node n, struct node within);

#endif
