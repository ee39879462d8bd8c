/* applicator: keywords that apply subschemas (2020-12 core, 10). */
#include "schema/compile.h"

#include "base/arena.h"
#include "base/hash.h"

static void
list(struct compiler *c, enum op op, struct node value)
{
	struct instr *in;
	const struct schema **items;
	size_t i = 0;

	if (!node_is(value, NODE_ARRAY))
		return;
	items = arena_calloc(c->arena, node_count(value), sizeof(struct schema *));
	NODE_EACH(sub, value)
	{
		items[i++] = compile_sub(c, sub);
	}
	in = compile_emit(c, op, value);
	in->u.list.items = items;
	in->u.list.n = i;
}

/* clang-format off */
static void all_of(struct compiler *c, struct node v) { list(c, OP_ALL_OF, v); }
static void any_of(struct compiler *c, struct node v) { list(c, OP_ANY_OF, v); }
static void one_of(struct compiler *c, struct node v) { list(c, OP_ONE_OF, v); }
static void prefix_items(struct compiler *c, struct node v) { list(c, OP_PREFIX_ITEMS, v); }
/* clang-format on */

static void
single(struct compiler *c, enum op op, struct node value)
{
	const struct schema *s = compile_sub(c, value);

	compile_emit(c, op, value)->u.schema = s;
}

/* not (10.2.1.4) */
static void
negation(struct compiler *c, struct node value)
{
	single(c, OP_NOT, value);
}

static void
property_names(struct compiler *c, struct node value)
{
	single(c, OP_PROPERTY_NAMES, value);
}

/* if, with then and else beside it (10.2.2) */
static void
condition(struct compiler *c, struct node value)
{
	struct node then = compile_sibling(c, "then");
	struct node otherwise = compile_sibling(c, "else");
	struct instr *in = compile_emit(c, OP_IF, value);

	in->u.branch.condition = compile_sub(c, value);
	in->u.branch.then_value = then;
	in->u.branch.else_value = otherwise;
	if (node_exists(then))
		in->u.branch.then = compile_sub(c, then);
	if (node_exists(otherwise))
		in->u.branch.otherwise = compile_sub(c, otherwise);
}

/* properties (10.3.2.1) */
static void
properties(struct compiler *c, struct node value)
{
	struct property_table table;

	if (!node_is(value, NODE_OBJECT))
		return;
	table = compile_table(c, node_count(value));
	NODE_EACH(sub, value)
	{
		table_add(&table, node_key(sub))->schema = compile_sub(c, sub);
	}
	compile_emit(c, OP_PROPERTIES, value)->u.properties = table;
}

/* patternProperties (10.3.2.2) */
static void
pattern_properties(struct compiler *c, struct node value)
{
	struct pattern_property *items;
	size_t n = 0;

	if (!node_is(value, NODE_OBJECT))
		return;
	items = arena_calloc(c->arena, node_count(value), sizeof(*items));
	NODE_EACH(sub, value)
	{
		const struct regex *re = compile_regex(c, node_key(sub), sub, true);

		if (re != NULL)
			items[n++] = (struct pattern_property){node_key(sub), re,
							       compile_sub(c, sub)};
	}
	compile_emit(c, OP_PATTERN_PROPERTIES, value)->u.patterns =
	    (struct pattern_list){items, n};
}

/* additionalProperties (10.3.2.3): its neighbours are found by compile.c */
static void
additional_properties(struct compiler *c, struct node value)
{
	const struct schema *s = compile_sub(c, value);

	compile_emit(c, OP_ADDITIONAL_PROPERTIES, value)->u.additional.schema = s;
}

static void
items_from(struct compiler *c, struct node value, size_t from)
{
	const struct schema *s = compile_sub(c, value);
	struct instr *in = compile_emit(c, OP_ITEMS, value);

	in->u.items.schema = s;
	in->u.items.from = from;
}

/* items (10.3.1.2): what prefixItems leaves */
static void
items(struct compiler *c, struct node value)
{
	items_from(c, value, node_count(compile_sibling(c, "prefixItems")));
}

/* items before 2020-12: a schema, or an array of them */
static void
items_old(struct compiler *c, struct node value)
{
	if (node_is(value, NODE_ARRAY))
		list(c, OP_PREFIX_ITEMS, value);
	else
		items_from(c, value, 0);
}

/* additionalItems (2019-09 core, 9.3.1.2): only beside an array */
static void
additional_items(struct compiler *c, struct node value)
{
	struct node before = compile_sibling(c, "items");

	if (node_is(before, NODE_ARRAY))
		items_from(c, value, node_count(before));
}

/* contains (10.3.1.3), with minContains and maxContains */
static void
contains(struct compiler *c, struct node value)
{
	const struct schema *s = compile_sub(c, value);
	struct instr *in = compile_emit(c, OP_CONTAINS, value);
	enum dialect d = c->dialect->dialect;

	in->u.contains.schema = s;
	in->u.contains.min = 1;
	in->u.contains.max = SIZE_MAX;
	in->u.contains.marks = d >= DIALECT_2020_12;
	if (d < DIALECT_2019_09 ||
	    (c->dialect->vocabularies & VOCABULARY_VALIDATION) == 0)
		return;
	in->u.contains.min_value = compile_sibling(c, "minContains");
	in->u.contains.max_value = compile_sibling(c, "maxContains");
	compile_count(in->u.contains.min_value, &in->u.contains.min);
	compile_count(in->u.contains.max_value, &in->u.contains.max);
}

static void
dependent(struct compiler *c, struct node value, bool arrays)
{
	struct instr *in;
	struct dependency *deps;
	size_t n = 0;

	if (!node_is(value, NODE_OBJECT))
		return;
	deps = arena_calloc(c->arena, node_count(value), sizeof(*deps));
	NODE_EACH(sub, value)
	{
		if (node_is(sub, NODE_ARRAY) != arrays)
			continue;
		deps[n].name = node_key(sub);
		deps[n].hash = hash_bytes(deps[n].name.s, deps[n].name.len);
		deps[n].value = sub;
		if (!arrays) {
			deps[n++].schema = compile_sub(c, sub);
			continue;
		}
		deps[n].names =
		    arena_calloc(c->arena, node_count(sub), sizeof(struct property));
		NODE_EACH(name, sub)
		{
			struct str s = node_string(name);

			deps[n].names[deps[n].nnames++] =
			    (struct property){s, hash_bytes(s.s, s.len), true, NULL};
		}
		n++;
	}
	if (n == 0)
		return;
	in = compile_emit(c, arrays ? OP_DEPENDENT_REQUIRED : OP_DEPENDENT_SCHEMAS,
			  value);
	in->u.dependencies = (struct dependency_list){deps, n};
}

/* dependentSchemas (10.2.2.4) */
static void
dependent_schemas(struct compiler *c, struct node value)
{
	dependent(c, value, false);
}

/* dependentRequired (2020-12 validation, 6.5.4) */
static void
dependent_required(struct compiler *c, struct node value)
{
	dependent(c, value, true);
}

/* dependencies (draft 7 validation, 6.5.7): either; later kept for old schemas */
static void
dependencies(struct compiler *c, struct node value)
{
	dependent(c, value, true);
	dependent(c, value, false);
}

/* propertyDependencies (v1, proposal): a member's string selects a schema */
static void
property_dependencies(struct compiler *c, struct node value)
{
	struct choice *choices;
	size_t n = 0;

	if (!node_is(value, NODE_OBJECT))
		return;
	NODE_EACH(map, value)
	{
		n += node_count(map);
	}
	choices = arena_calloc(c->arena, n, sizeof(*choices));
	n = 0;
	NODE_EACH(map, value)
	{
		NODE_EACH(sub, map)
		{
			choices[n++] = (struct choice){node_key(map), node_key(sub),
						       compile_sub(c, sub)};
		}
	}
	struct instr *in = compile_emit(c, OP_PROPERTY_DEPENDENCIES, value);
	in->u.choices.items = choices;
	in->u.choices.n = n;
}

/* clang-format off */
#define BEFORE_2020_12 (DIALECT_ALL & ~DIALECT_FROM(DIALECT_2020_12))
#define APPLICATOR(name, dialects, shape, function) \
	{ name, dialects, VOCABULARY_APPLICATOR, shape, function }
const struct keyword keywords_applicator[] = {
	APPLICATOR("allOf", DIALECT_ALL, SHAPE_ARRAY, all_of),
	APPLICATOR("anyOf", DIALECT_ALL, SHAPE_ARRAY, any_of),
	APPLICATOR("oneOf", DIALECT_ALL, SHAPE_ARRAY, one_of),
	APPLICATOR("not", DIALECT_ALL, SHAPE_SCHEMA, negation),
	APPLICATOR("if", DIALECT_FROM(DIALECT_DRAFT7), SHAPE_SCHEMA, condition),
	APPLICATOR("then", DIALECT_FROM(DIALECT_DRAFT7), SHAPE_SCHEMA, NULL),
	APPLICATOR("else", DIALECT_FROM(DIALECT_DRAFT7), SHAPE_SCHEMA, NULL),
	APPLICATOR("properties", DIALECT_ALL, SHAPE_MAP, properties),
	APPLICATOR("patternProperties", DIALECT_ALL, SHAPE_MAP, pattern_properties),
	APPLICATOR("additionalProperties", DIALECT_ALL, SHAPE_SCHEMA,
	           additional_properties),
	APPLICATOR("propertyNames", DIALECT_FROM(DIALECT_DRAFT6), SHAPE_SCHEMA,
	           property_names),
	APPLICATOR("prefixItems", DIALECT_FROM(DIALECT_2020_12), SHAPE_ARRAY, prefix_items),
	APPLICATOR("items", DIALECT_FROM(DIALECT_2020_12), SHAPE_SCHEMA, items),
	APPLICATOR("items", BEFORE_2020_12, SHAPE_SCHEMA_OR_ARRAY, items_old),
	APPLICATOR("additionalItems", BEFORE_2020_12, SHAPE_SCHEMA, additional_items),
	APPLICATOR("contains", DIALECT_FROM(DIALECT_DRAFT6), SHAPE_SCHEMA, contains),
	APPLICATOR("dependentSchemas", DIALECT_FROM(DIALECT_2019_09), SHAPE_MAP,
	           dependent_schemas),
	{ "dependentRequired", DIALECT_FROM(DIALECT_2019_09), VOCABULARY_VALIDATION,
	  SHAPE_PLAIN, dependent_required },
	APPLICATOR("dependencies", DIALECT_ALL, SHAPE_MAP_OR_NAMES, dependencies),
	APPLICATOR("propertyDependencies", DIALECT_BIT(DIALECT_V1), SHAPE_MAP_OF_MAPS,
	           property_dependencies),
	{ NULL, 0, 0, SHAPE_PLAIN, NULL },
};
/* clang-format on */
