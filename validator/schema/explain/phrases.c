/* phrases: values and types as they stand in sentences. */
#include "schema/explain/phrases.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
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
static void
put_enumerated(struct buf *text, size_t i, size_t n, const char *one)
{
	buf_printf(text, "%s%s%s", i == 0 ? "" : (n > 2 ? ", " : " "),
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
	const char *names[7];
	struct buf text = BUF_INIT;
	size_t n = 0;

	for (size_t i = 0; i < 7; i++) {
		if ((types & all[i].bit) != 0)
			names[n++] = all[i].name;
	}
	for (size_t i = 0; i < n; i++)
		put_enumerated(&text, i, n, names[i]);
	return buf_keep(&text, a).s;
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
	size_t shown = n > CHOICE_WHOLE ? CHOICE_WHOLE - 1 : n;
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < shown; i++)
		put_enumerated(&text, i, n, words_expected(ds, values[i]));
	if (shown < n)
		buf_printf(&text, ", or %zu others", n - shown);
	return buf_keep(&text, ds->arena).s;
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
