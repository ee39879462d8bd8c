/* plan: the order in which a schema's keywords are checked. */
#include "schema/plan.h"

#include <stdlib.h>

#include "base/arena.h"
#include "schema/compile.h"
#include "schema/forms.h"

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

enum {
	LONG_CHAIN = 256 /* references; longer ones are shortened for explain too */
};

static bool
only_refers(const struct schema *s, const struct resource *r)
{
	return s->nfast == 1 && s->types == 0 && s->fast[0].op == OP_REF &&
	       s->resource == r;
}

/* Makes a link of a chain lead to its end. */
static void
lead_to(const struct schema *link, const struct schema *end, bool explain)
{
	link->fast[0].u.schema = end;
	for (size_t i = 0; explain && i < link->ncode; i++) {
		if (link->code[i].op == OP_REF)
			link->code[i].u.schema = end;
	}
}

/*
 * The schema that s stands for, seen from a schema of resource r: entering s
 * must not change the dynamic scope (2020-12 core, 7.1).  All links of a chain are
 * led to its end, so that long ones take no quadratic time.
 */
static const struct schema *
shorten(const struct schema *s, const struct resource *r)
{
	const struct schema *end = s, *next;
	size_t length = 0;

	for (; end != NULL && only_refers(end, r); end = end->fast[0].u.schema)
		length++;
	for (; s != end; s = next) {
		next = s->fast[0].u.schema;
		lead_to(s, end, length > LONG_CHAIN);
	}
	return end;
}

static void
shorten_list(struct schema_list *list, const struct resource *r, struct arena *a)
{
	const struct schema **items = arena_alloc(a, (list->n + 1) * sizeof(*items));

	for (size_t i = 0; i < list->n; i++)
		items[i] = shorten(list->items[i], r);
	list->items = items; /* code keeps its own */
}

static void
shorten_object(struct object_plan *plan, const struct resource *r, struct arena *a)
{
	struct pattern_property *patterns;

	for (size_t i = 0; i <= plan->names.mask; i++)
		plan->names.slots[i].schema = shorten(plan->names.slots[i].schema, r);
	plan->additional = shorten(plan->additional, r);
	plan->property_names = shorten(plan->property_names, r);
	patterns = arena_alloc(a, (plan->patterns.n + 1) * sizeof(*patterns));
	for (size_t i = 0; i < plan->patterns.n; i++) {
		patterns[i] = plan->patterns.items[i];
		patterns[i].schema = shorten(patterns[i].schema, r);
	}
	plan->patterns.items = patterns;
}

/* Forms that are only values become one enum; else what selects one is found. */
static void
plan_forms(struct schema *s, struct instr *in, struct arena *a)
{
	struct value_set set;

	for (size_t i = 0; i < s->ncode; i++) {
		struct instr *code = &s->code[i];

		if (code->op == in->op && code->value.at == in->value.at)
			in->u.list.by = code->u.list.by =
			    forms_discriminator(&code->u.list, a);
	}
	if (forms_values(&in->u.list, in->op == OP_ONE_OF, &set, a)) {
		in->op = OP_ENUM;
		in->value = NODE_ABSENT; /* it is in no place of the schema */
		in->u.set = set;
	}
}

void
plan_links(struct schema *s)
{
	const struct resource *r = s->resource;
	struct arena *a = s->file->store->arena;

	for (size_t i = 0; i < s->nfast; i++) {
		struct instr *in = &s->fast[i];

		switch (in->op) {
		case OP_OBJECT:
			shorten_object(in->u.object, r, a);
			break;
		case OP_ITEMS:
			in->u.items.schema = shorten(in->u.items.schema, r);
			break;
		case OP_CONTAINS:
			in->u.contains.schema = shorten(in->u.contains.schema, r);
			break;
		case OP_REF:
		case OP_NOT:
		case OP_UNEVALUATED_ITEMS:
		case OP_UNEVALUATED_PROPERTIES:
			in->u.schema = shorten(in->u.schema, r);
			break;
		case OP_IF:
			in->u.branch.condition = shorten(in->u.branch.condition, r);
			in->u.branch.then = shorten(in->u.branch.then, r);
			in->u.branch.otherwise = shorten(in->u.branch.otherwise, r);
			break;
		case OP_ANY_OF:
		case OP_ONE_OF:
			shorten_list(&in->u.list, r, a);
			plan_forms(s, in, a);
			break;
		case OP_ALL_OF:
		case OP_PREFIX_ITEMS:
			shorten_list(&in->u.list, r, a);
			break;
		default:
			break;
		}
	}
	qsort(s->fast, s->nfast, sizeof(*s->fast), by_cost);
}
