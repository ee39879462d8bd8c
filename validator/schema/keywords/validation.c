/* validation: assertions on one value (2020-12 validation, 6). */
#include "schema/compile.h"

#include "base/arena.h"
#include "schema/equal.h"

static const struct {
	const char *name;
	unsigned bits;
} types[] = {
    {"null", TYPE_NULL},       {"boolean", TYPE_BOOLEAN}, {"number", TYPE_NUMBER},
    {"integer", TYPE_INTEGER}, {"string", TYPE_STRING},   {"array", TYPE_ARRAY},
    {"object", TYPE_OBJECT},
};

static unsigned
type_bits(struct node name)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (str_is(node_string(name), types[i].name))
			return types[i].bits;
	}
	return 0;
}

/* type (6.1.1) */
static void
type(struct compiler *c, struct node value)
{
	unsigned bits = 0;

	if (node_is(value, NODE_ARRAY)) {
		NODE_EACH(name, value)
		{
			bits |= type_bits(name);
		}
	} else {
		bits = type_bits(value);
	}
	compile_emit(c, OP_TYPE, value)->u.types = bits;
	c->schema->draft4_integer = c->dialect->dialect == DIALECT_DRAFT4;
}

/* enum (6.1.2) */
static void
enumeration(struct compiler *c, struct node value)
{
	struct node *values;
	size_t n = 0;

	if (!node_is(value, NODE_ARRAY))
		return;
	values = arena_calloc(c->arena, node_count(value) + 1, sizeof(*values));
	NODE_EACH(v, value)
	{
		values[n++] = v;
	}
	value_set_make(&compile_emit(c, OP_ENUM, value)->u.set, values, n, c->arena);
}

/* const (6.1.3) */
static void
constant(struct compiler *c, struct node value)
{
	value_set_make(&compile_emit(c, OP_CONST, value)->u.set, &value, 1, c->arena);
}

static void
number(struct compiler *c, enum op op, struct node value)
{
	if (node_is(value, NODE_NUMBER))
		compile_emit(c, op, value)->u.number = number_read(node_text(value));
}

/* multipleOf (6.2.1) */
static void
multiple_of(struct compiler *c, struct node value)
{
	struct number zero = number_read(STR("0")), n = number_read(node_text(value));

	if (node_is(value, NODE_NUMBER) && number_compare(&n, &zero) > 0)
		number(c, OP_MULTIPLE_OF, value);
}

/* maximum (6.2.2), in draft 4 with a boolean exclusiveMaximum beside it */
static void
maximum(struct compiler *c, struct node value)
{
	bool exclusive = c->dialect->dialect == DIALECT_DRAFT4 &&
			 node_is(compile_sibling(c, "exclusiveMaximum"), NODE_TRUE);

	number(c, exclusive ? OP_EXCLUSIVE_MAXIMUM : OP_MAXIMUM, value);
}

static void
minimum(struct compiler *c, struct node value)
{
	bool exclusive = c->dialect->dialect == DIALECT_DRAFT4 &&
			 node_is(compile_sibling(c, "exclusiveMinimum"), NODE_TRUE);

	number(c, exclusive ? OP_EXCLUSIVE_MINIMUM : OP_MINIMUM, value);
}

static void
exclusive_maximum(struct compiler *c, struct node value)
{
	number(c, OP_EXCLUSIVE_MAXIMUM, value);
}

static void
exclusive_minimum(struct compiler *c, struct node value)
{
	number(c, OP_EXCLUSIVE_MINIMUM, value);
}

static void
count(struct compiler *c, enum op op, struct node value)
{
	size_t n;

	if (compile_count(value, &n))
		compile_emit(c, op, value)->u.count = n;
}

/* clang-format off */
static void max_length(struct compiler *c, struct node v) { count(c, OP_MAX_LENGTH, v); }
static void min_length(struct compiler *c, struct node v) { count(c, OP_MIN_LENGTH, v); }
static void max_items(struct compiler *c, struct node v) { count(c, OP_MAX_ITEMS, v); }
static void min_items(struct compiler *c, struct node v) { count(c, OP_MIN_ITEMS, v); }
static void max_properties(struct compiler *c, struct node v) { count(c, OP_MAX_PROPERTIES, v); }
static void min_properties(struct compiler *c, struct node v) { count(c, OP_MIN_PROPERTIES, v); }
/* clang-format on */

/* pattern (6.3.3) */
static void
pattern(struct compiler *c, struct node value)
{
	const struct regex *re;

	if (!node_is(value, NODE_STRING))
		return;
	re = compile_regex(c, node_string(value), value, false);
	if (re != NULL)
		compile_emit(c, OP_PATTERN, value)->u.regex = re;
}

/* uniqueItems (6.4.3) */
static void
unique_items(struct compiler *c, struct node value)
{
	if (node_is(value, NODE_TRUE))
		compile_emit(c, OP_UNIQUE_ITEMS, value);
}

/* required (6.5.3) */
static void
required(struct compiler *c, struct node value)
{
	struct property_table table;

	if (!node_is(value, NODE_ARRAY))
		return;
	table = compile_table(c, node_count(value));
	NODE_EACH(name, value)
	{
		if (node_is(name, NODE_STRING))
			table_add(&table, node_string(name))->required = true;
	}
	compile_emit(c, OP_REQUIRED, value)->u.properties = table;
}

/* clang-format off */
#define VALIDATION(name, dialects, function) \
	{ name, dialects, VOCABULARY_VALIDATION, SHAPE_PLAIN, function }
const struct keyword keywords_validation[] = {
	VALIDATION("type", DIALECT_ALL, type),
	VALIDATION("enum", DIALECT_ALL, enumeration),
	VALIDATION("const", DIALECT_FROM(DIALECT_DRAFT6), constant),
	VALIDATION("multipleOf", DIALECT_ALL, multiple_of),
	VALIDATION("maximum", DIALECT_ALL, maximum),
	VALIDATION("minimum", DIALECT_ALL, minimum),
	VALIDATION("exclusiveMaximum", DIALECT_BIT(DIALECT_DRAFT4), NULL),
	VALIDATION("exclusiveMinimum", DIALECT_BIT(DIALECT_DRAFT4), NULL),
	VALIDATION("exclusiveMaximum", DIALECT_FROM(DIALECT_DRAFT6), exclusive_maximum),
	VALIDATION("exclusiveMinimum", DIALECT_FROM(DIALECT_DRAFT6), exclusive_minimum),
	VALIDATION("maxLength", DIALECT_ALL, max_length),
	VALIDATION("minLength", DIALECT_ALL, min_length),
	VALIDATION("pattern", DIALECT_ALL, pattern),
	VALIDATION("maxItems", DIALECT_ALL, max_items),
	VALIDATION("minItems", DIALECT_ALL, min_items),
	VALIDATION("uniqueItems", DIALECT_ALL, unique_items),
	VALIDATION("maxProperties", DIALECT_ALL, max_properties),
	VALIDATION("minProperties", DIALECT_ALL, min_properties),
	VALIDATION("required", DIALECT_ALL, required),
	VALIDATION("maxContains", DIALECT_FROM(DIALECT_2019_09), NULL),
	VALIDATION("minContains", DIALECT_FROM(DIALECT_2019_09), NULL),
	{ NULL, 0, 0, SHAPE_PLAIN, NULL },
};
/* clang-format on */
