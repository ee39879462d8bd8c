/* finding-place: which part of the text a finding marks. */
#include "schema/explain/finding-place.h"

#include "schema/equal.h"
#include "schema/explain/exclusion.h"
#include "schema/op.h"

struct span
span_value(struct node n)
{
	struct span span = node_span(n);

	if (node_is(n, NODE_OBJECT) || node_is(n, NODE_ARRAY))
		span.end = span.start + 1;
	return span;
}

struct span
span_name(struct node n)
{
	return node_cell(n)->key != 0 ? node_key_span(n) : span_value(n);
}

/* ---- of a keyword that failed (diagnostics.md, "Which place") ---- */

struct span
place_value(const struct problem *p)
{
	return span_value(p->instance);
}

/* What is wrong with a container as a whole. */
struct span
place_container(const struct problem *p)
{
	struct node n = p->instance;

	return node_count(n) != 0 || node_is(n, NODE_OBJECT) ? span_name(n)
							     : span_value(n);
}

/* The first element that is too many. */
struct span
place_surplus(const struct problem *p)
{
	size_t count = 0;

	NODE_EACH(element, p->instance)
	{
		if (count++ == p->unit->instr->u.count)
			return span_value(element);
	}
	return span_value(p->instance);
}

struct span
place_repeated(const struct problem *p)
{
	struct node first, second;

	return span_value(node_repeated(p->instance, &first, &second) ? second
								      : p->instance);
}

struct span
place_dependent(const struct problem *p)
{
	const struct dependency_list *list = &p->unit->instr->u.dependencies;

	for (size_t i = 0; i < list->n; i++) {
		if (missing_dependency(&list->items[i], p->instance) != NULL)
			return node_key_span(
			    node_member_str(p->instance, list->items[i].name));
	}
	return span_name(p->instance);
}

struct span
place_excluded(const struct problem *p)
{
	const struct unit *u = p->unit;
	struct exclusion x;

	if (!exclusion_find(u->instr->u.schema, u->instance, &x))
		return node_count(u->instance) != 0 ? span_name(u->instance)
						    : span_value(u->instance);
	return x.in->op == OP_REQUIRED ? span_name(x.node) : span_value(x.node);
}
