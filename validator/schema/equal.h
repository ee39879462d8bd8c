/*
 * equal: when two values are the same (2020-12 core, 4.2.2).
 *
 * Numbers by value (1, 1.0 and 10e-1 are one), strings by code points, arrays in
 * order, objects whatever their order.  node_hash() agrees: equal values hash
 * alike.
 */
#ifndef SCHEMA_EQUAL_H
#define SCHEMA_EQUAL_H

#include <stdbool.h>
#include <stdint.h>

#include "load/node.h"

struct arena;
struct eval;
struct value_set;

bool node_equal(struct node a, struct node b);
uint32_t node_hash(struct node n);

/* The first two equal elements of an array, in time n log n; false: all differ. */
bool node_repeated(struct node array, struct node *first, struct node *second);

/* Whether a name stands twice in an object. */
bool node_repeats_name(struct node object);

/* What node_repeated() takes in steps (schema/eval.h). */
size_t node_repeated_cost(struct node array);

/* A set of the values, which stay where they are in the caller's list. */
void value_set_make(struct value_set *set, const struct node *values, size_t n,
		    struct arena *a);

/* Whether what is no string is one of them; e pays, and if e gave up the answer is no. */
bool value_set_search(const struct value_set *set, struct node n, struct eval *e);

#endif
