/* applicator: keywords that apply subschemas (2020-12 core, 10). */
#include "schema/compile.h"

#include "base/arena.h"
#include "base/hash.h"
#include "schema/op.h"

/* allOf, anyOf, oneOf, prefixItems */
void
keyword_list(struct compiler *c, enum op op, struct node value)
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

/* not, propertyNames, additionalProperties: the last finds its neighbours in optimise.c */
void
keyword_schema(struct compiler *c, enum op op, struct node value)
{
	const struct schema *s = compile_sub(c, value);

	compile_emit(c, op, value)->u.schema = s;
}

/* if, with then and else beside it (10.2.2) */
void
keyword_if(struct compiler *c, enum op op, struct node value)
{
	struct node then = compile_sibling(c, "then");
	struct node otherwise = compile_sibling(c, "else");
	struct instr *in = compile_emit(c, op, value);

	in->u.branch.condition = compile_sub(c, value);
	in->u.branch.then_value = then;
	in->u.branch.else_value = otherwise;
	if (node_exists(then))
		in->u.branch.then = compile_sub(c, then);
	if (node_exists(otherwise))
		in->u.branch.otherwise = compile_sub(c, otherwise);
}

/* properties (10.3.2.1) */
void
keyword_properties(struct compiler *c, enum op op, struct node value)
{
	struct property_table table;

	if (!node_is(value, NODE_OBJECT))
		return;
	table = table_new(c->arena, node_count(value));
	NODE_EACH(sub, value)
	{
		table_add(&table, node_key(sub))->schema = compile_sub(c, sub);
	}
	compile_emit(c, op, value)->u.properties = table;
}

/* patternProperties (10.3.2.2) */
void
keyword_pattern_properties(struct compiler *c, enum op op, struct node value)
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
	compile_emit(c, op, value)->u.patterns = (struct pattern_list){items, n};
}

static void
items_from(struct compiler *c, enum op op, struct node value, size_t from)
{
	const struct schema *s = compile_sub(c, value);
	struct instr *in = compile_emit(c, op, value);

	in->u.items.schema = s;
	in->u.items.from = from;
}

/* items (10.3.1.2): what prefixItems leaves */
void
keyword_items(struct compiler *c, enum op op, struct node value)
{
	items_from(c, op, value, node_count(compile_sibling(c, "prefixItems")));
}

/* items before 2020-12: a schema, or an array of them */
void
keyword_items_old(struct compiler *c, enum op op, struct node value)
{
	if (node_is(value, NODE_ARRAY))
		keyword_list(c, OP_PREFIX_ITEMS, value);
	else
		items_from(c, op, value, 0);
}

/* additionalItems (2019-09 core, 9.3.1.2): only beside an array */
void
keyword_additional_items(struct compiler *c, enum op op, struct node value)
{
	struct node before = compile_sibling(c, "items");

	if (node_is(before, NODE_ARRAY))
		items_from(c, op, value, node_count(before));
}

/* contains (10.3.1.3), with minContains and maxContains */
void
keyword_contains(struct compiler *c, enum op op, struct node value)
{
	const struct schema *s = compile_sub(c, value);
	struct instr *in = compile_emit(c, op, value);
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

/* dependentSchemas (10.2.2.4), dependentRequired (2020-12 validation, 6.5.4) */
void
keyword_dependent(struct compiler *c, enum op op, struct node value)
{
	bool arrays = op == OP_DEPENDENT_REQUIRED;
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

			deps[n].names[deps[n].nnames++] = (struct property){
			    .name = s, .hash = hash_bytes(s.s, s.len)};
		}
		n++;
	}
	if (n != 0)
		compile_emit(c, op, value)->u.dependencies =
		    (struct dependency_list){deps, n};
}

/* dependencies (draft 7 validation, 6.5.7): either; later kept for old schemas */
void
keyword_dependencies(struct compiler *c, enum op op, struct node value)
{
	keyword_dependent(c, OP_DEPENDENT_REQUIRED, value);
	keyword_dependent(c, op, value);
}

/* propertyDependencies (v1, proposal): a member's string selects a schema */
void
keyword_property_dependencies(struct compiler *c, enum op op, struct node value)
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
	struct instr *in = compile_emit(c, op, value);
	in->u.choices.items = choices;
	in->u.choices.n = n;
}

/* unevaluatedItems, unevaluatedProperties (2020-12 core, 11) */
void
keyword_unevaluated(struct compiler *c, enum op op, struct node value)
{
	keyword_schema(c, op, value);
	if (op == OP_UNEVALUATED_ITEMS)
		c->schema->unevaluated_items = true;
	else
		c->schema->unevaluated_properties = true;
}
