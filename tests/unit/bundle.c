/* A bundle says the same as the documents it was made of (2020-12 core, 9.3). */
#include "schema/schema.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "check.h"
#include "lint/lint.h"
#include "load/reader.h"

static struct arena *arena;
static struct eval *eval;

static struct store *
new_store(void)
{
	static const struct store_config cfg = {.dialect = DIALECT_2020_12};

	return store_new(&cfg);
}

static void
check_verdicts(const struct program *p, const char *const *instances, unsigned wanted)
{
	CHECK(p != NULL);
	for (size_t i = 0; p != NULL && instances[i] != NULL; i++) {
		struct doc d = {.name = "instance",
				.first_line = 1,
				.text = str_from(instances[i])};

		CHECK(reader_read(&d, NULL, arena));
		CHECK(schema_check(eval, p, doc_root(&d), NULL) ==
		      ((wanted >> i & 1) != 0));
	}
}

/* The documents, the first the main one; a bit of wanted for each instance. */
static void
check_bundle(const char *const (*docs)[2], const char *const *instances,
	     unsigned wanted)
{
	struct store *s = new_store(), *alone = new_store();
	struct schema_doc *main_doc = NULL;
	char *text;

	for (size_t i = 0; docs[i][0] != NULL; i++) {
		struct schema_doc *doc = store_add(s, str_from(docs[i][1]), docs[i][0],
						   str_from(docs[i][0]));

		main_doc = main_doc != NULL ? main_doc : doc;
	}
	check_verdicts(store_compile(s, main_doc, STR("")), instances, wanted);
	text = store_bundle(s, main_doc);
	CHECK(text != NULL);
	if (text != NULL) {
		struct schema_doc *doc =
		    store_add(alone, str_from(text), "bundle", str_from(docs[0][0]));

		check_verdicts(store_compile(alone, doc, STR("")), instances, wanted);
		CHECK(doc->diags->n == 0);
	}
	free(text);
	store_free(s);
	store_free(alone);
}

static void
test_two_documents(void)
{
	static const char *const docs[][2] = {
	    {"https://x.example/a/main.json",
	     "{\"properties\":{\"n\":{\"$ref\":\"common.json#/$defs/n\"}},"
	     "\"$defs\":{\"own\":{}}}"},
	    {"https://x.example/a/common.json", "{\"$defs\":{\"n\":{\"$ref\":\"#/$defs/"
						"m\"},\"m\":{\"type\":\"integer\"}}}"},
	    {NULL, NULL}};
	static const char *const instances[] = {"{\"n\":1}", "{\"n\":\"1\"}", NULL};

	check_bundle(docs, instances, 1);
}

static void
test_other_dialect_and_false(void)
{
	static const char *const docs[][2] = {
	    {"https://x.example/main.json",
	     "{\"properties\":{\"a\":{\"$ref\":\"old.json\"},\"b\":{\"$ref\":"
	     "\"no.json\"}}}"},
	    {"https://x.example/old.json",
	     "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"items\":[{"
	     "\"type\":\"string\"}]}"},
	    {"https://x.example/no.json", "false"},
	    {NULL, NULL}};
	static const char *const instances[] = {"{\"a\":[\"x\",1]}", "{\"a\":[1]}",
						"{\"b\":1}", NULL};

	check_bundle(docs, instances, 1);
}

static void
test_alone(void)
{
	static const char *const docs[][2] = {
	    {"https://x.example/main.json", "{\"type\":\"string\"}"}, {NULL, NULL}};
	static const char *const instances[] = {"\"x\"", "1", NULL};

	check_bundle(docs, instances, 1);
}

int
main(void)
{
	hash_seed();
	arena = arena_new();
	eval = eval_new();
	test_two_documents();
	test_other_dialect_and_false();
	test_alone();
	eval_free(eval);
	arena_free(arena);
	return check_done();
}
