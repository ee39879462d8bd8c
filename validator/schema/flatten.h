/*
 * flatten: what a schema refers to is run along with it.
 *
 * The instructions of schemas in $ref and allOf become its own, as do those of forms and
 * branches between which the type decides; of plans for the members of an object as many
 * as possible become one.  So a schema that is put together from parts takes one frame
 * and one walk over the members.  Without it the documents of twelve public schemas take
 * 1.15 times the instructions (some 1.5), varied ones of the service 1.23.
 *
 * What is left of a schema is often one test for values of a type: it is found here,
 * and run without the frame that several need, or with a small one.  Some need none, as a
 * byte of the value tells all (minLength 1, minimum 0): without that varied documents
 * take 1.15 times the instructions, those of four public schemas 1.01 to 1.07.
 */
#ifndef SCHEMA_FLATTEN_H
#define SCHEMA_FLATTEN_H

#include <stddef.h>

struct schema;
struct store;

/* Makes s->flat; what it applies in place has been flattened. */
void flatten_schema(struct schema *s, struct store *store);

/*
 * Finds whether the first instruction tells all of values of a type and, if there are no
 * more than a few within each other, all of which are found before, that it is run
 * without a frame.
 */
void flatten_leaf(struct schema *s);

/* Keeps the first n instructions of s->flat. */
void flatten_cut(struct schema *s, size_t n);

#endif
