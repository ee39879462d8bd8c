/* validation: assertions on one value (2020-12 validation, 6). */
#include "schema/compile.h"

#include "base/arena.h"
#include "schema/equal.h"
#include "schema/op.h"

static const struct {
	const char *name;
	unsigned bits;
} types[] = {
    {"null", TYPE_NULL},       {"boolean", TYPE_BOOLEAN}, {"number", TYPE_NUMBER},
    {"integer", TYPE_INTEGER}, {"string", TYPE_STRING},   {"array", TYPE_ARRAY},
    {"object", TYPE_OBJECT},
};

unsigned
type_named(struct str name)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (str_is(name, types[i].name))
			return types[i].bits;
	}
	return 0;
}

/* type (6.1.1) */
void
keyword_type(struct compiler *c, enum op op, struct node value)
{
	unsigned bits = 0;

	if (node_is(value, NODE_ARRAY)) {
		NODE_EACH(name, value)
		{
			bits |= type_named(node_string(name));
		}
	} else {
		bits = type_named(node_string(value));
	}
	if (c->dialect->dialect == DIALECT_DRAFT4 && (bits & TYPE_INTEGER) != 0)
		bits |= TYPE_STRICT;
	compile_emit(c, op, value)->u.types = bits;
}

/* enum (6.1.2) */
void
keyword_enum(struct compiler *c, enum op op, struct node value)
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
	value_set_make(&compile_emit(c, op, value)->u.set, values, n, c->arena);
}

/* const (6.1.3) */
void
keyword_const(struct compiler *c, enum op op, struct node value)
{
	value_set_make(&compile_emit(c, op, value)->u.set, &value, 1, c->arena);
}

void
keyword_number(struct compiler *c, enum op op, struct node value)
{
	if (node_is(value, NODE_NUMBER))
		compile_emit(c, op, value)->u.number = number_read(node_text(value));
}

/* multipleOf (6.2.1) */
void
keyword_multiple_of(struct compiler *c, enum op op, struct node value)
{
	struct number zero = number_read(STR("0")), n = number_read(node_text(value));

	if (node_is(value, NODE_NUMBER) && number_compare(&n, &zero) > 0)
		keyword_number(c, op, value);
}

/* maximum (6.2.2), minimum (6.2.4), in draft 4 with a boolean beside them */
void
keyword_limit(struct compiler *c, enum op op, struct node value)
{
	bool most = op == OP_MAXIMUM;
	struct node exclusive =
	    compile_sibling(c, most ? "exclusiveMaximum" : "exclusiveMinimum");

	if (c->dialect->dialect == DIALECT_DRAFT4 && node_is(exclusive, NODE_TRUE))
		op = most ? OP_EXCLUSIVE_MAXIMUM : OP_EXCLUSIVE_MINIMUM;
	keyword_number(c, op, value);
}

/* maxLength, minLength, maxItems, minItems, maxProperties, minProperties */
void
keyword_count(struct compiler *c, enum op op, struct node value)
{
	size_t n;

	if (compile_count(value, &n))
		compile_emit(c, op, value)->u.count = n;
}

/* pattern (6.3.3) */
void
keyword_pattern(struct compiler *c, enum op op, struct node value)
{
	const struct regex *re;

	if (!node_is(value, NODE_STRING))
		return;
	re = compile_regex(c, node_string(value), value, false);
	if (re != NULL)
		compile_emit(c, op, value)->u.regex = re;
}

/* uniqueItems (6.4.3) */
void
keyword_unique_items(struct compiler *c, enum op op, struct node value)
{
	if (node_is(value, NODE_TRUE))
		compile_emit(c, op, value);
}

/* required (6.5.3) */
void
keyword_required(struct compiler *c, enum op op, struct node value)
{
	struct property_table table;

	/* one that failed may have a name very often, and a table is as large */
	if (!node_is(value, NODE_ARRAY) || c->failed)
		return;
	table = table_new(c->arena, node_count(value));
	NODE_EACH(name, value)
	{
		if (node_is(name, NODE_STRING))
			table_add(&table, node_string(name))->required = true;
	}
	compile_emit(c, op, value)->u.properties = table;
}
