/* dynamic-scope: where dynamic references lead. */
#include "base/arena.h"
#include "schema/eval.h"

/* What a resource makes of where a reference to a name, or a recursive one, leads. */
static bool
leads(const struct resource *r, bool recursive, struct str name,
      const struct schema **to)
{
	const struct anchor *a;

	if (recursive) {
		*to = r->file->compiled[r->root.at];
		return r->recursive_anchor;
	}
	a = resource_anchor(r, name);
	*to = a != NULL ? a->compiled : NULL;
	return a != NULL && a->dynamic;
}

/* Where the outermost of a scope leads, or NULL. */
static const struct schema *
led_by(struct eval *e, const struct scope *scope, bool recursive, struct str name)
{
	const struct schema *found = NULL, *to;
	size_t passed = 0;

	/* the outermost wins: the last that this walk meets */
	for (; scope != NULL; scope = scope->outer) {
		if (leads(scope->resource, recursive, name, &to))
			found = to;
		passed++;
	}
	eval_spend(e, passed / STEP_MEMBERS + passed * name.len / STEP_COMPARED);
	return found;
}

/* Whether the resource has an anchor that nothing around it has. */
static bool
adds(struct eval *e, const struct scope *outer, const struct resource *r)
{
	if (((outer != NULL ? outer->dynamic : 0) & r->dynamic) != r->dynamic)
		return true;
	if ((r->dynamic & DYNAMIC_OTHER) == 0)
		return false;
	eval_spend(e, r->anchors.n / STEP_MEMBERS);
	for (size_t i = 0; i < r->anchors.n; i++) {
		const struct anchor *a = map_at(&r->anchors, i);

		if (a->dynamic && led_by(e, outer, false, a->name) == NULL)
			return true;
	}
	return false;
}

const struct scope *
scope_enter(struct eval *e, const struct scope *outer, const struct resource *r)
{
	/* scopes are the evaluator's own: it alone writes to them */
	struct scope *from = (struct scope *)(uintptr_t)outer, *s;
	struct scope **list = from != NULL ? &from->inner : &e->scopes;
	size_t passed = 0;

	if (!adds(e, outer, r))
		return outer;
	for (s = *list; s != NULL && s->resource != r; s = s->next)
		passed++;
	eval_spend(e, passed / STEP_MEMBERS);
	if (s == NULL && eval_afford_memory(e, sizeof(*s))) {
		s = arena_alloc(e->scratch, sizeof(*s));
		*s = (struct scope){r, outer, NULL, *list,
				    r->dynamic | (outer != NULL ? outer->dynamic : 0)};
		*list = s;
	}
	return s != NULL ? s : outer;
}

const struct schema *
eval_dynamic(struct eval *e, const struct instr *in, const struct scope *scope)
{
	const struct schema *found = NULL;

	if (in->u.dynamic.dynamic)
		found = led_by(e, scope, in->u.dynamic.recursive, in->u.dynamic.anchor);
	return found != NULL ? found : in->u.dynamic.schema;
}
