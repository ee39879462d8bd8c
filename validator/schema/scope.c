/* scope: where dynamic references lead. */
#include "base/arena.h"
#include "schema/eval.h"

/* Whether the resource was entered on the way to the scope; *length: its resources. */
static bool
entered(const struct scope *scope, const struct resource *r, size_t *length)
{
	for (; scope != NULL; scope = scope->outer) {
		if (scope->resource == r)
			return true;
		++*length;
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
	bool known = entered(outer, r, &passed);

	for (s = *list; !known && s != NULL && s->resource != r; s = s->next)
		passed++;
	eval_spend(e, passed / STEP_MEMBERS);
	if (known)
		return outer;
	if (s == NULL && eval_afford_memory(e, sizeof(*s))) {
		s = arena_alloc(e->scratch, sizeof(*s));
		*s = (struct scope){r, outer, NULL, *list};
		*list = s;
	}
	return s != NULL ? s : outer;
}

/* A resource that is gone through at a scope: what it makes of where it leads. */
static const struct schema *
led_to(const struct resource *r, const struct instr *in, const struct schema *found)
{
	const struct anchor *a;

	if (in->u.dynamic.recursive)
		return r->recursive_anchor ? r->file->compiled[r->root.at] : found;
	a = resource_anchor(r, in->u.dynamic.anchor);
	return a != NULL && a->dynamic ? a->compiled : found;
}

const struct schema *
eval_dynamic(struct eval *e, const struct instr *in, const struct scope *scope)
{
	const struct schema *found = in->u.dynamic.schema;
	size_t passed = 0;

	if (!in->u.dynamic.dynamic)
		return found;
	/* the outermost wins: the last that this walk meets */
	for (; scope != NULL; scope = scope->outer) {
		found = led_to(scope->resource, in, found);
		passed++;
	}
	eval_spend(e, passed / STEP_MEMBERS +
			  passed * in->u.dynamic.anchor.len / STEP_COMPARED);
	return found;
}
