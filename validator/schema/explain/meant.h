/*
 * meant: the name or the value that was probably meant by one that is wrong.
 */
#ifndef SCHEMA_EXPLAIN_MEANT_H
#define SCHEMA_EXPLAIN_MEANT_H

#include "base/suggest.h"
#include "schema/explain/findings.h"
#include "schema/explain/type-word.h"

/* A member whose name is probably that of one that is missing. */
struct misspelling {
	struct node member; /* absent: there is none */
	unsigned distance;  /* of the names (base/suggest.h) */
	bool slip;          /* they are too short to be similar, and a slip apart */
};

struct values {
	const struct node *list;
	size_t n;
};

/*
 * The name that is meant by the member of a PROBLEM_UNKNOWN: the nearest of those
 * that stand beside the keyword.
 */
struct suggest problem_meant(struct problems *ps, const struct problem *p);

/*
 * Whether a schema, or one that it applies to the same object, defines the name.  A pattern
 * may, too: it counts, for nobody looks whether it matches.  Without a name (s is NULL):
 * whether it speaks of elements.  False if that would take too long to find out.
 */
bool meant_defines(struct problems *ps, const struct schema *s, struct str name);

/*
 * The member of the object that is probably meant by the name that is missing: one that
 * the schemas of the object do not define, or of which order (may be NULL) has a problem.
 */
struct misspelling problem_misspelt(struct problems *ps, const struct ordered *order,
				    const struct problem *missing);

/* The values that the problem is about, in the order of the schema. */
struct values problem_values(const struct problem *p);

/* Whether two values of schemas are the same; a long one is the same only as itself. */
bool operand_equal(struct node a, struct node b);

/* The type that is meant by the instance, if the values are the types of JSON Schema. */
struct type_word problem_type_meant(const struct problem *p);

/* That of them which is meant by the instance, and how far apart they are; or absent. */
struct node
problem_value_meant(struct problems *ps, const struct problem *p, unsigned *distance);

#endif
