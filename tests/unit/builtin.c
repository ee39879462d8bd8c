/*
 * The built-in schemas: each compiles and is valid by its own dialect, names only
 * rules, severities and members of x-hookvet that exist, and says of each field
 * what it is.  The catalogue meets its schema, the config schema knows all kinds.
 */
#include "check.h"

#include "base/arena.h"
#include "base/embed.h"
#include "base/hash.h"
#include "lint/lint.h"
#include "load/pointers.h"
#include "load/reader.h"
#include "regex/regex.h"
#include "schema/schema.h"
#include "schema/uri.h"
#include "service/kind.h"

static struct node
read_text(struct arena *a, struct str text)
{
	struct doc *d = arena_calloc(a, 1, sizeof *d);

	d->text = text;
	d->first_line = 1;
	CHECK(reader_read(d, NULL, a));
	return doc_root(d);
}

static struct node
read_embedded(struct arena *a, const char *name)
{
	const struct embedded *e = embed_find(name);

	return CHECK(e != NULL) ? read_text(a, (struct str){e->text, e->len})
				: NODE_ABSENT;
}

static void
check_hint(struct node hint, const char *file)
{
	static const char *const members[] = {
	    "rule",           "severity",   "message",       "help",
	    "unit",           "at",         "fix",           "keywords",
	    "numberAsString", "ignoreCase", "applicability", "suggest",
	    "snippets"};
	struct node rule = node_member(hint, "rule");
	struct node level = node_member(hint, "severity");
	enum severity severity;

	if (node_exists(rule) &&
	    !CHECK(rule_find(&rule_table, node_string(rule)) != NULL))
		printf("\t%s: no rule '%.*s'\n", file, STR_ARG(node_string(rule)));
	if (node_exists(level))
		CHECK(severity_parse(node_string(level), &severity));
	NODE_EACH(member, hint)
	{
		bool known = false;

		for (size_t i = 0; i < sizeof members / sizeof *members; i++)
			known = known || str_is(node_key(member), members[i]);
		if (!CHECK_ALL(known))
			printf("\t%s: %.*s\n", file, STR_ARG(node_key(member)));
	}
	NODE_EACH(keyword, node_member(hint, "keywords"))
	check_hint(keyword, file);
}

/* All x-hookvet below n: its cells are those up to the next sibling. */
static void
check_hints(struct node n, const char *file)
{
	size_t end = node_cell(n)->next;

	for (n.at++; n.at < end; n.at++)
		if (node_cell(n)->key != 0 && str_is(node_key(n), "x-hookvet"))
			check_hint(n, file);
}

/* Schemas of the service are not searched for names: only their roots have one. */
static void
check_names(struct node root, const struct embedded *e)
{
	struct node n = root;

	if (!str_starts(str_from(e->name), STR("cybersource/")))
		return;
	CHECK(str_equal(node_string(node_member(root, "$id")), e->id));
	for (n.at++; n.at < node_cell(root)->next; n.at++) {
		struct str key = node_cell(n)->key != 0 ? node_key(n) : STR("");

		CHECK_ALL(!str_ends(key, STR("nchor")) &&
			  (!str_is(key, "$id") || str_equal(node_string(n), e->id)));
	}
}

/* The store takes their patterns without reading them: regex_trusted(). */
static void
check_pattern(struct str pattern, const char *file)
{
	struct regex_error err;
	struct regex *re = regex_compile(pattern, &err);

	if (!CHECK(re != NULL && err.warning[0] == '\0' &&
		   regex_engine(re) == REGEX_DFA))
		printf("\t%s: %.*s\n", file, STR_ARG(pattern));
	regex_free(re);
}

static void
check_patterns(struct node n, const char *file)
{
	size_t end = node_cell(n)->next;

	for (n.at++; n.at < end; n.at++) {
		struct str key = node_cell(n)->key != 0 ? node_key(n) : STR("");

		if (str_is(key, "pattern") && node_is(n, NODE_STRING))
			check_pattern(node_string(n), file);
		if (!str_is(key, "patternProperties"))
			continue;
		NODE_EACH(member, n)
		{
			check_pattern(node_key(member), file);
		}
	}
}

static bool
is_schema(const struct embedded *e)
{
	return str_ends(str_from(e->name), STR(".schema.json")) ||
	       str_starts(str_from(e->name), STR("json-schema/"));
}

static void
test_schemas(struct store *s, struct arena *a)
{
	for (size_t i = 0; i < embedded_count; i++) {
		const struct embedded *e = &embedded_files[i];
		struct node root, id;

		if (!is_schema(e))
			continue;
		root = read_text(a, (struct str){e->text, e->len});
		id = node_member(root, "$id");
		if (!node_exists(id))
			id = node_member(root, "id");
		if (!CHECK(store_compile(s, NULL, node_string(id)) != NULL) ||
		    !CHECK(str_equal(e->id, uri_without_fragment(node_string(id)))))
			printf("\t%s\n", e->name);
		check_hints(root, e->name);
		check_names(root, e);
		check_patterns(root, e->name);
		CHECK(node_is(node_member(root, "title"), NODE_STRING) ||
		      node_is(node_member(root, "description"), NODE_STRING));
	}
}

/* Our schemas, with the meta-schema of 2020-12 as their judge. */
static void
test_valid(struct store *s, struct arena *a, struct eval *eval)
{
	const struct program *meta =
	    store_compile(s, NULL, STR("https://json-schema.org/draft/2020-12/schema"));
	struct eval_options options = {0};

	if (!CHECK(meta != NULL))
		return;
	for (size_t i = 0; i < embedded_count; i++) {
		const struct embedded *e = &embedded_files[i];

		if (str_ends(str_from(e->name), STR(".schema.json")) &&
		    !CHECK(schema_check(eval, meta,
					read_text(a, (struct str){e->text, e->len}),
					&options)))
			printf("\t%s\n", e->name);
	}
}

static void
test_catalogue(struct store *s, struct arena *a, struct eval *eval)
{
	const struct program *p = store_compile(
	    s, NULL,
	    STR("https://schemas.hookvet.example/hookvet/catalogue.schema.json"));
	struct node root = read_embedded(a, "cybersource/catalogue.json");
	struct node sources = node_member(root, "sources");
	struct eval_options options = {0};

	if (CHECK(p != NULL))
		CHECK(schema_check(eval, p, root, &options));
	/* each source is explained */
	NODE_EACH(product, node_member(root, "products"))
	NODE_EACH(event, node_member(product, "events"))
	{
		struct str rest = node_string(node_member(event, "source"));

		while (rest.len != 0) {
			const char *end = memchr(rest.s, ',', rest.len);
			size_t len = end != NULL ? (size_t)(end - rest.s) : rest.len;
			struct str one = {rest.s, len};

			if (!CHECK_ALL(node_exists(node_member_str(sources, one))))
				printf("\tsource '%.*s'\n", STR_ARG(one));
			rest = len + 2 < rest.len ? str_slice(rest, len + 2, rest.len)
						  : STR("");
		}
	}
	NODE_EACH(wrong, node_member(root, "misnamed"))
	CHECK(node_exists(
	    node_member_str(node_member(root, "products"), node_string(wrong))));
}

static void
test_config_kinds(struct arena *a)
{
	struct node root = read_embedded(a, "hookvet/config.schema.json");
	struct node kinds = node_at_pointer(
	    root, STR("/properties/files/items/properties/kind/enum"), a);
	int k = KIND_NONE;

	CHECK(node_count(kinds) == KIND_COUNT - 1);
	NODE_EACH(name, kinds)
	if (++k < KIND_COUNT)
		CHECK(str_is(node_string(name), kind_name((enum kind)k)));
}

/* Every kind has a schema with what hover and help show. */
static void
test_kinds(struct arena *a)
{
	for (int k = KIND_NONE + 1; k < KIND_PAIR; k++) {
		char name[128];
		struct node root;

		snprintf(name, sizeof name, "cybersource/%s.schema.json",
			 kind_name((enum kind)k));
		root = read_embedded(a, name);
		CHECK(node_is(node_member(root, "title"), NODE_STRING));
		CHECK(node_is(node_member(root, "description"), NODE_STRING));
	}
}

int
main(void)
{
	struct store_config config = {.dialect = DIALECT_2020_12};
	struct arena *a = arena_new();
	struct eval *eval = eval_new();
	struct store *s;

	hash_seed();
	s = store_new(&config);
	test_schemas(s, a);
	test_valid(s, a, eval);
	test_catalogue(s, a, eval);
	test_config_kinds(a);
	test_kinds(a);
	store_free(s);
	eval_free(eval);
	arena_free(a);
	return check_done();
}
