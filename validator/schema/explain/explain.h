/*
 * explain: what the two halves of the explained walk share.
 *
 * explain.c goes from schema to schema, explain-keywords.c says what a keyword
 * applies to which values.  Only these two include it; others call schema_explain().
 */
#ifndef SCHEMA_EXPLAIN_EXPLAIN_H
#define SCHEMA_EXPLAIN_EXPLAIN_H

#include "schema/eval.h"
#include "schema/explain/trace-walk.h"

struct explain {
	struct eval *e;
	struct units units;
	size_t most;  /* units alive at a time */
	size_t left;  /* schemas that may still be explained */
	size_t twice; /* bytes that may still be checked and then explained */
};

/* A keyword of a schema at an instance. */
struct step {
	struct explain *x;
	struct unit *unit; /* of the keyword */
	struct node instance;
	struct track *track;
	const struct scope *scope;
};

enum explain_look { EXPLAIN_HOLDS, EXPLAIN_FAILS, EXPLAIN_OPEN };

/* What a check says of it, where nobody asks for more if it holds. */
enum explain_look explain_look(struct step *st, const struct schema *s, struct node n,
			       const struct track *t);

/* A schema for the keyword at hand; what failed is kept below the keyword's unit. */
bool
explain_apply(struct step *st, const struct schema *s, struct node n, struct track *t);

enum { EXPLAIN_REACH = 4 /* references and allOf that are looked through */ };

/* The const or enum that a value is asked for, also by a reference; or NULL. */
const struct instr *explain_values(const struct schema *s, unsigned reach);

/* The unit of it, which belongs to the caller. */
struct unit *explain_schema(struct step *outer, const struct schema *s, struct node n,
			    struct track *t);

#endif
