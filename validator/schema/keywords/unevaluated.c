/* unevaluated: what no other keyword has looked at (2020-12 core, 11). */
#include "schema/compile.h"

static void
unevaluated_items(struct compiler *c, struct node value)
{
	const struct schema *s = compile_sub(c, value);

	compile_emit(c, OP_UNEVALUATED_ITEMS, value)->u.schema = s;
	c->schema->unevaluated_items = true;
}

static void
unevaluated_properties(struct compiler *c, struct node value)
{
	const struct schema *s = compile_sub(c, value);

	compile_emit(c, OP_UNEVALUATED_PROPERTIES, value)->u.schema = s;
	c->schema->unevaluated_properties = true;
}

/* clang-format off */
const struct keyword keywords_unevaluated[] = {
	{ "unevaluatedItems", DIALECT_FROM(DIALECT_2019_09), VOCABULARY_UNEVALUATED,
	  SHAPE_SCHEMA, unevaluated_items },
	{ "unevaluatedProperties", DIALECT_FROM(DIALECT_2019_09), VOCABULARY_UNEVALUATED,
	  SHAPE_SCHEMA, unevaluated_properties },
	{ NULL, 0, 0, SHAPE_PLAIN, NULL },
};
/* clang-format on */
