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

/* One more of n that are enumerated. */
static const char *
enumerated(struct arena *a, const char *text, size_t i, size_t n, const char *one)
{
	return arena_printf(a, "%s%s%s%s", text, i == 0 ? "" : (n > 2 ? ", " : " "),
			    i != 0 && i == n - 1 ? "or " : "", one);
}

const char *
words_types(unsigned types, struct arena *a)
{
	static const struct {
		unsigned bit;
		const char *name;
	} all[] = {{TYPE_OBJECT, "an object"},   {TYPE_ARRAY, "an array"},
		   {TYPE_STRING, "a string"},    {TYPE_NUMBER, "a number"},
		   {TYPE_INTEGER, "an integer"}, {TYPE_BOOLEAN, "a boolean"},
		   {TYPE_NULL, "null"}};
	const char *names[7], *text = "";
	size_t n = 0;

	for (size_t i = 0; i < 7; i++) {
		if ((types & all[i].bit) != 0)
			names[n++] = all[i].name;
	}
	for (size_t i = 0; i < n; i++)
		text = enumerated(a, text, i, n, names[i]);
	return text;
}

const char *
words_type(struct node n)
{
	static const char *const names[] = {
	    [NODE_NONE] = "nothing",    [NODE_BROKEN] = "broken",
	    [NODE_NULL] = "null",       [NODE_FALSE] = "a boolean",
	    [NODE_TRUE] = "a boolean",  [NODE_NUMBER] = "a number",
	    [NODE_STRING] = "a string", [NODE_ARRAY] = "an array",
	    [NODE_OBJECT] = "an object"};

	return names[node_type(n)];
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
		text = enumerated(ds->arena, text, i, n, words_expected(ds, values[i]));
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
