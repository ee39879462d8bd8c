/*
 * verdict-cache: verdicts that are remembered.
 *
 * Where branches refer to the schema they are in, the same schema meets the same value
 * twice as often with each level, and a few hundred bytes would take for ever.  What
 * was found is remembered in a table of fixed size, in which later verdicts take the
 * place of earlier ones: the second question mostly comes soon after the first.
 * eval.c asks only when a document has taken much already.
 */
#ifndef SCHEMA_VERDICT_CACHE_H
#define SCHEMA_VERDICT_CACHE_H

#include <stdbool.h>

#include "load/node.h"

struct memo;
struct schema;
struct scope;

/* An empty one, to be freed by mem_free(). */
struct memo *verdict_new(void);

/* Before another document, or another pass over it. */
void verdict_forget(struct memo *m);

/* Whether a verdict is known: then it is *ok.  Of values of one document only. */
bool verdict_find(const struct memo *m, const struct schema *s,
		  const struct scope *scope, struct node n, bool templates, bool *ok);

void verdict_add(struct memo *m, const struct schema *s, const struct scope *scope,
		 struct node n, bool templates, bool ok);

#endif
