/*
 * trace-walk: makes and drops the units (trace.h) of an explained evaluation.
 *
 * A unit that nobody will ask for is dropped at once and its memory used again: a
 * document with one mistake keeps a handful of units, however large it is.
 */
#ifndef SCHEMA_EXPLAIN_TRACE_WALK_H
#define SCHEMA_EXPLAIN_TRACE_WALK_H

#include "schema/explain/trace.h"

struct units {
	struct arena *arena;
	bool keep;         /* also what is valid: for annotations */
	struct unit *free; /* dropped ones, linked by next */
	size_t alive;
};

/* A valid one without children, not yet among those of its parent. */
struct unit *unit_new(struct units *us, struct unit *parent, struct node instance);

/* Adds a finished child; without a parent, or if nobody will ask for it, drops it. */
void unit_close(struct units *us, struct unit *parent, struct unit *u);

void unit_drop_children(struct units *us, struct unit *u);

/*
 * Which of two failed forms was more likely meant: less than 0, a was; 0, nobody can
 * tell.  The order is that of VS Code (matching constants, fitting members, known
 * members), then the fewest errors, then the form that failed deepest in the document.
 */
int unit_nearer(const struct nearness *a, const struct nearness *b);

/* How many errors a failed keyword stands for: its own, or those below it. */
size_t unit_errors(const struct unit *keyword);

#endif
