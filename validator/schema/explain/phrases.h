/*
 * phrases: values and types as they stand in sentences.
 *
 * All of it lives in the arena of ds, or for ever.
 */
#ifndef SCHEMA_EXPLAIN_PHRASES_H
#define SCHEMA_EXPLAIN_PHRASES_H

#include "load/node.h"

struct diags;

/* A set of types: "an integer", "a string or null". */
const char *words_types(unsigned types, struct arena *a);

/* The type of a value: "a string". */
const char *words_type(struct node n);

/* A value of the instance: strings in quotes, containers by what they are. */
const char *words_value(struct diags *ds, struct node n);

/* A value of the schema: containers as they are written. */
const char *words_expected(struct diags *ds, struct node n);

enum { CHOICE_WHOLE = 9 /* values that a sentence has room for */ };

/* The values, in quotes: "'SELF', 'DESCENDANTS', or 'CUSTOM'", as many as there is room for. */
const char *words_choice(struct diags *ds, const struct node *values, size_t n);

/* "1 element", "3 properties" */
const char *words_count(struct diags *ds, size_t n, const char *thing);

#endif
