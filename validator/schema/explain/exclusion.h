/*
 * exclusion: finds what a "not" excludes, if a sentence can say it.
 *
 * Most schemas of a "not" are simple: a type, a value, or some members together.
 */
#ifndef SCHEMA_EXPLAIN_EXCLUSION_H
#define SCHEMA_EXPLAIN_EXCLUSION_H

#include "schema/program.h"

struct exclusion {
	const struct instr *in; /* of TYPE, CONST, ENUM, PATTERN, FORMAT, REQUIRED */
	struct node node; /* what must be different: the value or a member of it */
};

/* Sets x to what s, the schema of a "not", excludes; false if that is not simple. */
bool exclusion_find(const struct schema *s, struct node instance, struct exclusion *x);

#endif
