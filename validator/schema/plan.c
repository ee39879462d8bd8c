/* plan: the order in which a schema's keywords are checked. */
#include "schema/plan.h"

#include <stdlib.h>

#include "base/arena.h"
#include "schema/compile.h"

static const struct instr *
find_op(const struct schema *s, enum op op)
{
	for (size_t i = 0; i < s->ncode; i++) {
		if (s->code[i].op == op)
			return &s->code[i];
	}
	return NULL;
}

static bool
in_object_plan(enum op op)
{
	return op == OP_REQUIRED || op == OP_PROPERTIES ||
	       op == OP_PATTERN_PROPERTIES || op == OP_ADDITIONAL_PROPERTIES ||
	       op == OP_PROPERTY_NAMES;
}

static void
add_names(struct property_table *to, const struct property_table *from)
{
	for (size_t i = 0; i <= from->mask && from->slots != NULL; i++) {
		const struct property *p = &from->slots[i];

		if (p->name.s == NULL)
			continue;
		struct property *q = table_add(to, p->name);
		if (p->schema != NULL)
			q->schema = p->schema;
		q->required = q->required || p->required;
	}
}

static struct object_plan *
object_plan(struct compiler *c, struct schema *s)
{
	struct object_plan *plan = arena_calloc(c->arena, 1, sizeof(*plan));
	const struct instr *properties = find_op(s, OP_PROPERTIES);
	const struct instr *required = find_op(s, OP_REQUIRED);
	const struct instr *in;

	plan->names =
	    compile_table(c, (properties != NULL ? properties->u.properties.n : 0) +
				 (required != NULL ? required->u.properties.n : 0));
	if (properties != NULL)
		add_names(&plan->names, &properties->u.properties);
	if (required != NULL) {
		add_names(&plan->names, &required->u.properties);
		plan->required = required->u.properties.n;
	}
	if ((in = find_op(s, OP_PATTERN_PROPERTIES)) != NULL)
		plan->patterns = in->u.patterns;
	if ((in = find_op(s, OP_ADDITIONAL_PROPERTIES)) != NULL)
		plan->additional = in->u.additional.schema;
	if ((in = find_op(s, OP_PROPERTY_NAMES)) != NULL)
		plan->property_names = in->u.schema;
	return plan;
}

static int
by_cost(const void *x, const void *y)
{
	const struct instr *a = x, *b = y;

	if (a->op != b->op)
		return a->op < b->op ? -1 : 1;
	return a->value.at < b->value.at ? -1 : a->value.at > b->value.at;
}

void
plan_schema(struct compiler *c, struct schema *s)
{
	bool object = false;

	s->fast = arena_calloc(c->arena, s->ncode + 1, sizeof(*s->fast));
	for (size_t i = 0; i < s->ncode; i++) {
		struct instr *in = &s->code[i];

		if (in->op == OP_TYPE)
			s->types = in->u.types;
		if (in->op == OP_ADDITIONAL_PROPERTIES) {
			in->u.additional.properties = find_op(s, OP_PROPERTIES);
			in->u.additional.patterns = find_op(s, OP_PATTERN_PROPERTIES);
		}
		if (in_object_plan(in->op))
			object = true;
		else if (in->op != OP_TYPE && in->op != OP_ANNOTATION)
			s->fast[s->nfast++] = *in;
	}
	if (object) {
		struct instr *in = &s->fast[s->nfast++];

		in->op = OP_OBJECT;
		in->u.object = object_plan(c, s);
	}
	qsort(s->fast, s->nfast, sizeof(*s->fast), by_cost);
	if (s->nfast == 0 && s->types == 0 && !s->never)
		s->always = true;
}

/*
 * The schema that s stands for, seen from a schema of resource r: entering s
 * must not change the dynamic scope (2020-12 core, 7.1).
 */
static const struct schema *
shorten(const struct schema *s, const struct resource *r)
{
	while (s != NULL && s->nfast == 1 && s->types == 0 && s->fast[0].op == OP_REF &&
	       s->resource == r)
		s = s->fast[0].u.schema;
	return s;
}

static void
shorten_list(struct schema_list *list, const struct resource *r, struct arena *a)
{
	const struct schema **items = arena_alloc(a, list->n * sizeof(*items));

	for (size_t i = 0; i < list->n; i++)
		items[i] = shorten(list->items[i], r);
	list->items = items; /* code keeps its own */
}

static void
shorten_object(struct object_plan *plan, const struct resource *r)
{
	for (size_t i = 0; i <= plan->names.mask; i++)
		plan->names.slots[i].schema = shorten(plan->names.slots[i].schema, r);
	plan->additional = shorten(plan->additional, r);
}

void
plan_shorten(struct schema *s)
{
	const struct resource *r = s->resource;

	for (size_t i = 0; i < s->nfast; i++) {
		struct instr *in = &s->fast[i];

		switch (in->op) {
		case OP_OBJECT:
			shorten_object(in->u.object, r);
			break;
		case OP_ITEMS:
			in->u.items.schema = shorten(in->u.items.schema, r);
			break;
		case OP_REF:
		case OP_NOT:
			in->u.schema = shorten(in->u.schema, r);
			break;
		case OP_ALL_OF:
		case OP_ANY_OF:
		case OP_ONE_OF:
			shorten_list(&in->u.list, r, s->file->store->arena);
			break;
		default:
			break;
		}
	}
}
