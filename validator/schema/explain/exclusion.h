/*
 * exclusion: what a "not" excludes, where that can be said in words.
 *
 * Most are simple: not this type, not this value, not these members together.
 */
#ifndef SCHEMA_EXPLAIN_EXCLUSION_H
#define SCHEMA_EXPLAIN_EXCLUSION_H

#include "schema/program.h"

struct exclusion {
	const struct instr *in; /* of TYPE, CONST, ENUM, PATTERN, FORMAT, REQUIRED */
	struct node node; /* what must be different: the value or a member of it */
};

/* False if it is nothing simple. */
bool exclusion_find(const struct schema *s, struct node instance, struct exclusion *x);

#endif
