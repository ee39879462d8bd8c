/*
 * schema-lint-names: keywords that a dialect does not have, for schema-lint.c.
 */
#ifndef SCHEMA_SCHEMA_LINT_NAMES_H
#define SCHEMA_SCHEMA_LINT_NAMES_H

#include "finding/diag.h"
#include "load/node.h"
#include "schema/program.h"
#include "schema/store.h"

enum {
	STRANGE = 8 /* names kept */
};

enum { ANNOTATIONS = 16 };

/* A schema that is applied to the same value as those within it. */
struct around {
	struct node schema;
	const struct around *outer; /* or NULL */
};

struct advice {
	struct schema_file *file;
	const struct around *around; /* the schema that is looked at, or NULL */
	struct diags *ds;
	bool all;     /* "schema check" */
	bool unsound; /* the schema is not valid: names are looked at, no values */
	struct str
	    told[ANNOTATIONS]; /* annotations of later dialects, each said once */
	size_t ntold;
	/* the last names that are like no keyword's of a dialect: schemas repeat them, and
	   without these the check of a large one takes a fifth more instructions */
	struct str strange[STRANGE];
	size_t nstrange;
	const struct dialect_info *strange_in;
};

/* The dialect of the resource that the node is in. */
const struct dialect_info *advice_dialect(struct advice *a, struct node n);

/* A member of a schema that is no keyword of its dialect: adds what is to be said. */
void advice_unknown(struct advice *a, struct node member);

#endif
