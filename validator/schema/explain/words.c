/* words: values and types as they stand in sentences. */
#include "schema/explain/words.h"

#include <string.h>

#include "base/arena.h"
#include "finding/diag.h"
#include "schema/program.h"

const char *
words_value(struct diags *ds, struct node n)
{
	switch (node_type(n)) {
	case NODE_STRING:
		return arena_printf(ds->arena, "'%s'", diag_quote(ds, node_string(n)));
	case NODE_ARRAY:
		return node_count(n) == 0 ? "an empty array" : "this array";
	case NODE_OBJECT:
		return node_count(n) == 0 ? "an empty object" : "this object";
	default:
		return diag_quote(ds, node_text(n));
	}
}

static const char *
with_article(const char *type)
{
	static const struct {
		const char *name, *text;
	} names[] = {{"object", "an object"},   {"array", "an array"},
		     {"integer", "an integer"}, {"string", "a string"},
		     {"number", "a number"},    {"boolean", "a boolean"}};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(type, names[i].name) == 0)
			return names[i].text;
	}
	return type;
}

const char *
words_types(unsigned types, struct arena *a)
{
	static const struct {
		unsigned bit;
		const char *name;
	} all[] = {{TYPE_OBJECT, "object"},   {TYPE_ARRAY, "array"},
		   {TYPE_STRING, "string"},   {TYPE_NUMBER, "number"},
		   {TYPE_INTEGER, "integer"}, {TYPE_BOOLEAN, "boolean"},
		   {TYPE_NULL, "null"}};
	const char *names[7], *text = "";
	size_t n = 0;

	for (size_t i = 0; i < 7; i++) {
		if ((types & all[i].bit) != 0)
			names[n++] = with_article(all[i].name);
	}
	for (size_t i = 0; i < n; i++)
		text = arena_printf(a, "%s%s%s%s", text,
				    i == 0 ? "" : (n > 2 ? ", " : " "),
				    i != 0 && i == n - 1 ? "or " : "", names[i]);
	return text;
}

const char *
words_type(struct node n)
{
	if (node_is(n, NODE_TRUE) || node_is(n, NODE_FALSE))
		return "a boolean";
	return with_article(node_type_name(node_type(n)));
}

const char *
words_expected(struct diags *ds, struct node n)
{
	return node_is(n, NODE_STRING) ? words_value(ds, n)
				       : diag_quote(ds, node_text(n));
}

const char *
words_choice(struct diags *ds, const struct node *values, size_t n)
{
	size_t shown = n > 9 ? 8 : n;
	const char *text = "";

	for (size_t i = 0; i < shown; i++)
		text = arena_printf(
		    ds->arena, "%s%s%s%s", text, i == 0 ? "" : (n > 2 ? ", " : " "),
		    i != 0 && i == n - 1 ? "or " : "", words_expected(ds, values[i]));
	return shown < n ? arena_printf(ds->arena, "%s, or %zu others", text, n - shown)
			 : text;
}

const char *
words_count(struct diags *ds, size_t n, const char *thing)
{
	bool property = strcmp(thing, "property") == 0;

	if (n == 1)
		return arena_printf(ds->arena, "1 %s", thing);
	return property ? arena_printf(ds->arena, "%zu properties", n)
			: arena_printf(ds->arena, "%zu %ss", n, thing);
}
