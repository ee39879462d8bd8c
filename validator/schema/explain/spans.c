/* spans: which part of the text a finding marks. */
#include "schema/explain/spans.h"

#include "schema/equal.h"
#include "schema/eval.h"
#include "schema/explain/exclusion.h"

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

static struct span
excluded_span(const struct unit *u)
{
	struct exclusion x;

	if (!exclusion_find(u->instr->u.schema, u->instance, &x))
		return node_count(u->instance) != 0 ? span_name(u->instance)
						    : span_value(u->instance);
	return x.in->op == OP_REQUIRED ? span_name(x.node) : span_value(x.node);
}

struct span
span_keyword(const struct problem *p)
{
	struct node first, second, n = p->instance;
	size_t count = 0;

	switch (p->unit->instr->op) {
	case OP_UNIQUE_ITEMS:
		return node_repeated(n, &first, &second) ? span_value(second)
							 : span_value(n);
	case OP_MAX_ITEMS:
		NODE_EACH(element, n)
		{
			if (count++ == p->unit->instr->u.count)
				return span_value(element);
		}
		return span_value(n);
	case OP_DEPENDENT_REQUIRED:
		for (size_t i = 0; i < p->unit->instr->u.dependencies.n; i++) {
			const struct dependency *d =
			    &p->unit->instr->u.dependencies.items[i];

			if (missing_dependency(d, n) != NULL)
				return node_key_span(node_member_str(n, d->name));
		}
		return span_name(n);
	case OP_NOT:
		return excluded_span(p->unit);
	case OP_MIN_ITEMS:
	case OP_MIN_PROPERTIES:
	case OP_MAX_PROPERTIES:
	case OP_CONTAINS:
		return node_count(n) != 0 || node_is(n, NODE_OBJECT) ? span_name(n)
								     : span_value(n);
	default:
		return span_value(n);
	}
}
