/* optimise: the order in which a schema's keywords are checked. */
#include "schema/optimise.h"

#include <string.h>

#include "base/arena.h"
#include "schema/branches.h"
#include "schema/compile.h"
#include "schema/op.h"

static const struct instr *
find_op(const struct schema *s, enum op op)
{
	for (size_t i = 0; i < s->ncode; i++) {
		if (s->code[i].op == op)
			return &s->code[i];
	}
	return NULL;
}

/* Whether it is checked along with the members. */
static bool
is_fused(enum op op)
{
	return ops[op].test == test_fused;
}

/* The names of both; a table that is alone is borrowed. */
static void
plan_names(struct compiler *c, struct object_plan *plan, const struct instr *properties,
	   const struct instr *required)
{
	if (properties != NULL && required != NULL) {
		plan->names = table_new(c->arena, properties->u.properties.n +
						      required->u.properties.n);
		table_merge(&plan->names, &properties->u.properties);
		table_merge(&plan->names, &required->u.properties);
	} else if (properties != NULL || required != NULL) {
		plan->names =
		    (properties != NULL ? properties : required)->u.properties;
		plan->borrowed = true;
	} else {
		plan->names = table_new(c->arena, 0);
	}
	plan->required = required != NULL ? required->u.properties.n : 0;
}

static struct object_plan *
object_plan(struct compiler *c, struct schema *s)
{
	struct object_plan *plan = arena_calloc(c->arena, 1, sizeof(*plan));
	const struct instr *in;

	plan_names(c, plan, find_op(s, OP_PROPERTIES), find_op(s, OP_REQUIRED));
	if ((in = find_op(s, OP_PATTERN_PROPERTIES)) != NULL)
		plan->patterns = in->u.patterns;
	if ((in = find_op(s, OP_ADDITIONAL_PROPERTIES)) != NULL)
		plan->additional = in->u.additional.schema;
	if ((in = find_op(s, OP_PROPERTY_NAMES)) != NULL)
		plan->property_names = in->u.schema;
	return plan;
}

static bool
is_before(const struct instr *a, const struct instr *b)
{
	return a->op != b->op ? a->op < b->op : a->value.at < b->value.at;
}

/* There are few of them as a rule, and most are in order. */
void
optimise_sort(struct instr *fast, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct instr in = fast[i];
		size_t k = i;

		for (; k > 0 && is_before(&in, &fast[k - 1]); k--)
			fast[k] = fast[k - 1];
		fast[k] = in;
	}
}

/* Whether it is checked by itself: not by the type, nor along with the members. */
static bool
is_checked(enum op op)
{
	return op != OP_TYPE && op != OP_ANNOTATION && !is_fused(op);
}

static size_t
count_checked(const struct schema *s, bool *object)
{
	size_t n = 0;

	*object = false;
	for (size_t i = 0; i < s->ncode; i++) {
		n += is_checked(s->code[i].op);
		*object = *object || is_fused(s->code[i].op);
	}
	return n + *object;
}

void
optimise_schema(struct compiler *c, struct schema *s)
{
	bool object;
	size_t n = count_checked(s, &object);

	s->fast = arena_alloc(c->arena, n * sizeof(*s->fast));
	for (size_t i = 0; i < s->ncode; i++) {
		struct instr *in = &s->code[i];

		if (in->op == OP_TYPE)
			s->types = in->u.types;
		if (in->op == OP_ADDITIONAL_PROPERTIES) {
			in->u.additional.properties = find_op(s, OP_PROPERTIES);
			in->u.additional.patterns = find_op(s, OP_PATTERN_PROPERTIES);
		}
		if (is_checked(in->op))
			s->fast[s->nfast++] = *in;
	}
	if (object)
		s->fast[s->nfast++] =
		    (struct instr){.op = OP_OBJECT, .u.object = object_plan(c, s)};
	optimise_sort(s->fast, s->nfast);
	if (s->nfast == 0 && s->types == 0 && !s->never)
		s->always = true;
	if (s->always)
		s->must = TYPE_ANY;
	s->typed = (unsigned char)eval_typed(s->types);
	s->special = s->unevaluated_items || s->unevaluated_properties ||
		     s->resource->dynamic != 0;
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
		if (!s->settled)
			lead_to(s, end, length > LONG_CHAIN);
	}
	return end;
}

static void
shorten_list(struct schema_list *list, const struct resource *r, struct arena *a)
{
	const struct schema **items = NULL;

	for (size_t i = 0; i < list->n; i++) {
		const struct schema *s = shorten(list->items[i], r);

		if (s == list->items[i])
			continue;
		if (items == NULL) { /* code keeps its own */
			items = arena_alloc(a, list->n * sizeof(*items));
			memcpy(items, list->items, list->n * sizeof(*items));
			list->items = items;
		}
		items[i] = s;
	}
}

static void
shorten_names(struct object_plan *plan, const struct resource *r, struct arena *a)
{
	size_t size = plan->names.mask + 1;
	struct property *slots = plan->names.slots;

	for (size_t i = 0; i < size; i++) {
		const struct schema *s = shorten(slots[i].schema, r);

		if (s == slots[i].schema)
			continue;
		if (plan->borrowed) {
			plan->names.slots = arena_alloc(a, size * sizeof(*slots));
			memcpy(plan->names.slots, slots, size * sizeof(*slots));
			slots = plan->names.slots;
			plan->borrowed = false;
		}
		slots[i].schema = s;
	}
}

static void
shorten_object(struct object_plan *plan, const struct resource *r, struct arena *a)
{
	struct pattern_property *patterns;

	shorten_names(plan, r, a);
	plan->additional = shorten(plan->additional, r);
	plan->property_names = shorten(plan->property_names, r);
	if (plan->patterns.n == 0)
		return;
	patterns = arena_alloc(a, plan->patterns.n * sizeof(*patterns));
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
			    branches_discriminator(&code->u.list, a);
	}
	if (branches_values(&in->u.list, in->op == OP_ONE_OF, &set, a)) {
		in->op = OP_ENUM;
		in->value = NODE_ABSENT; /* it is in no place of the schema */
		in->u.set = set;
	}
}

void
optimise_links(struct schema *s)
{
	const struct resource *r = s->resource;
	struct arena *a = s->resource->file->store->arena;

	for (size_t i = 0; i < s->nfast; i++) {
		struct instr *in = &s->fast[i];

		switch (ops[in->op].operand) {
		case OPERAND_OBJECT:
			shorten_object(in->u.object, r, a);
			break;
		case OPERAND_SCHEMA:
		case OPERAND_HERE_SCHEMA:
			in->u.schema = shorten(in->u.schema, r);
			break;
		case OPERAND_HERE_BRANCH:
			in->u.branch.condition = shorten(in->u.branch.condition, r);
			in->u.branch.then = shorten(in->u.branch.then, r);
			in->u.branch.otherwise = shorten(in->u.branch.otherwise, r);
			break;
		case OPERAND_HERE_FORMS:
			shorten_list(&in->u.list, r, a);
			plan_forms(s, in, a);
			break;
		case OPERAND_LIST:
		case OPERAND_HERE_LIST:
			shorten_list(&in->u.list, r, a);
			break;
		case OPERAND_NONE:
		case OPERAND_MEMBERS: /* they have become an object */
		case OPERAND_HERE_DEPENDENT:
		case OPERAND_HERE_CHOICES:
		case OPERAND_HERE_DYNAMIC:
			break;
		}
	}
	optimise_sort(s->fast, s->nfast);
}
