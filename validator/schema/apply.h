/*
 * apply: a schema applied to a value, for the tests of keywords that have schemas.
 *
 * What takes time is the way to a test: what needs no frame is done where it is asked.
 */
#ifndef SCHEMA_APPLY_H
#define SCHEMA_APPLY_H

#include "schema/eval.h"
#include "schema/op.h"

/* Where templates pass, or parts of the document are passed over. */
bool apply_spares(struct eval *e, struct node n);

/*
 * In a frame of its own: with a track; by one test that tells all of a value of this type
 * (s->sole); by several tests.
 */
bool apply_tracked(struct eval *e, const struct schema *s, struct node n,
		   struct track *t, const struct scope *scope);
bool apply_sole(struct eval *e, const struct schema *s, struct node n,
		const struct scope *scope);
bool apply_all(struct eval *e, const struct schema *s, struct node n,
	       const struct scope *scope);

/* As a question: a template is no answer to it, and what fails leaves no marks. */
bool apply_ask(struct eval *e, const struct schema *s, struct node n, struct track *t,
	       const struct scope *scope);

/* Whether what a schema refuses passes all the same. */
static inline bool
apply_is_spared(struct eval *e, struct node n)
{
	return (e->templates || e->nskip != 0) && apply_spares(e, n);
}

/* What is known of the type alone, and what one test tells, needs no frame. */
static inline __attribute__((always_inline)) bool
apply_check(struct eval *e, const struct schema *s, struct node n, struct track *t,
	    const struct scope *scope)
{
	const struct cell *c = node_cell(n);
	unsigned bit = c->bit;

	if ((s->quick & bit) != 0 && t == NULL && e->steps > e->watch_below) {
		e->steps--;
		if ((s->told & bit) != 0 &&
		    n.doc->text.s[c->start + s->told_at] != s->told_by)
			return true;
		return s->flat->test(e, s->flat, n, NULL, scope);
	}
	if ((s->must & bit) != 0 && t == NULL)
		return true;
	if ((s->may & bit) == 0)
		return !s->never && apply_is_spared(e, n);
	if (t != NULL)
		return apply_tracked(e, s, n, t, scope);
	return (s->sole & bit) != 0 ? apply_sole(e, s, n, scope)
				    : apply_all(e, s, n, scope);
}

#endif
