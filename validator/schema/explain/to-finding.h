/*
 * to-finding: what the two files share that make findings of problems.
 *
 * to-finding.c decides rule, severity, place and sentence; finding-notes.c adds notes, places
 * and fixes.
 */
#ifndef SCHEMA_EXPLAIN_TO_FINDING_H
#define SCHEMA_EXPLAIN_TO_FINDING_H

#include "schema/explain/findings.h"

struct emit {
	struct problems *ps;
	struct diags *ds;
	const struct problem *p;
	struct node hint, keyword_hint; /* x-hookvet; its entry for the keyword */
};

/* A setting of x-hookvet: of the keyword, else of the schema. */
struct node emit_hint(const struct emit *e, const char *name);

/* What the engine itself says of the problem. */
const char *emit_sentence(const struct emit *e);

/* A sentence of x-hookvet with {value}, {property} and so on filled in. */
const char *emit_fill(const struct emit *e, struct str template);

/* Why this form is shown and no other. */
void details_selection(const struct emit *e, struct diag *d);

/* Whether a number stands in quotes where a number is wanted; the fix for it. */
bool details_unquotes(const struct emit *e);
void details_unquote(const struct emit *e, struct diag *d);

/* Help and fix of x-hookvet. */
void details_help(const struct emit *e, struct diag *d);
void details_fix(const struct emit *e, struct diag *d);

/* All that is expected, if the sentence has no room for it. */
void details_expected(const struct emit *e, struct diag *d);

/* Suggestions, further places, notes, by the kind of problem. */
void details_add(const struct emit *e, struct diag *d);

#endif
