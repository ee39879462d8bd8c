/*
 * optimise: the order in which a schema's keywords are checked.
 */
#ifndef SCHEMA_OPTIMISE_H
#define SCHEMA_OPTIMISE_H

#include <stddef.h>

struct compiler;
struct instr;
struct schema;

/*
 * Makes s->fast from s->code: "type" becomes a set of bits in the schema, the
 * keywords about members become one OP_OBJECT, annotations go, the rest is
 * sorted by cost.  Links additionalProperties with its neighbours.
 */
void optimise_schema(struct compiler *c, struct schema *s);

/*
 * When all is compiled: what only refers on within its own resource is skipped
 * over, so that a $ref costs nothing where it is checked; the forms of anyOf and
 * oneOf are told apart.
 */
void optimise_links(struct schema *s);

/* The order of cost, in which instructions are run. */
void optimise_sort(struct instr *fast, size_t n);

#endif
