/* The engine as other parts of the program use it: store, verdicts, findings. */
#include "schema/schema.h"

#include <pthread.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "check.h"
#include "lint/lint.h"
#include "load/reader.h"
#include "schema/explain/trace.h"

static struct arena *arena;
static struct eval *eval;

static struct store *
new_store(void)
{
	static const struct store_config cfg = {.dialect = DIALECT_2020_12};

	return store_new(&cfg);
}

static struct schema_doc *
add(struct store *s, const char *text, const char *name, const char *uri)
{
	return store_add(s, str_from(text), name, str_from(uri));
}

static struct node
parse(struct doc *d, const char *text)
{
	*d = (struct doc){.name = "test", .first_line = 1, .text = str_from(text)};
	CHECK(reader_read(d, NULL, arena));
	return doc_root(d);
}

static bool
valid(const struct program *p, const char *text, const struct eval_options *opt)
{
	struct doc d;
	struct node n = parse(&d, text);
	bool checked = schema_check(eval, p, n, opt);

	CHECK(schema_explain(eval, p, n, opt, arena)->valid == checked);
	return checked;
}

/* What has failed once fails again, with everything that was compiled with it. */
static void
test_failure_is_kept(void)
{
	struct store *s = new_store();
	struct schema_doc *bad = add(s,
				     "{\"$defs\":{\"a\":{\"type\":\"string\"}},"
				     "\"allOf\":[{\"$ref\":\"#/$defs/a\"},"
				     "{\"$ref\":\"#/nowhere\"}]}",
				     "bad", "");
	struct schema_doc *good = add(s, "{\"type\":\"string\"}", "good", "");

	CHECK(store_compile(s, bad, STR("")) == NULL);
	CHECK(store_compile(s, bad, STR("")) == NULL);
	CHECK(bad->diags->n != 0);
	CHECK(store_compile(s, good, STR("")) != NULL);
	CHECK(good->diags->n == 0);
	store_free(s);
}

/*
 * A schema that was compiled, and run, before it becomes a part of another: what was found
 * of it then, its tests among that, is not that of the whole.  valid() compares with
 * explaining, which knows nothing of it.
 */
static void
test_compiled_before(void)
{
	static const char
	    one[] = "{\"properties\":{\"x\":{\"type\":\"integer\"}}}",
	    many[] = "{\"properties\":{\"x\":true,\"k\":true,\"l\":true,"
		     "\"m\":true,\"n\":true,\"o\":true},\"allOf\":["
		     "{\"if\":{\"required\":[\"x\"],\"properties\":"
		     "{\"x\":{\"const\":\"p\"}}},\"then\":{\"required\":[\"k\"]}},"
		     "{\"if\":{\"required\":[\"x\"],\"properties\":"
		     "{\"x\":{\"const\":\"q\"}}},\"then\":{\"required\":[\"l\"]}}]}";
	static const struct {
		const char *part, *whole, *valid, *invalid[3];
	} cases[] = {
	    {"{\"required\":[\"x\"]}",
	     "{\"allOf\":[{\"$ref\":\"a\"},{\"patternProperties\":{\"^y\":false}}]}",
	     "{\"x\":1}",
	     {"{\"y\":1}", "{\"z\":1}", "{\"x\":1,\"y\":1}"}},
	    {"{\"required\":[\"x\"]}",
	     "{\"allOf\":[{\"$ref\":\"a\"},{\"additionalProperties\":{\"type\":"
	     "\"string\"}}]}",
	     "{\"x\":\"\"}",
	     {"{\"x\":1}", "{\"z\":\"\"}", "{\"x\":\"\",\"y\":1}"}},
	    {one,
	     "{\"allOf\":[{\"$ref\":\"a\"},{\"patternProperties\":{\"^y\":false}}]}",
	     "{\"x\":1}",
	     {"{\"y\":1}", "{\"x\":\"\"}", "{\"x\":1,\"y\":1}"}},
	    {one,
	     "{\"allOf\":[{\"$ref\":\"a\"},{\"properties\":{\"z\":false},"
	     "\"additionalProperties\":{\"type\":\"string\"}}]}",
	     "{\"w\":\"\"}",
	     {"{\"z\":\"\"}", "{\"w\":1}", "{\"x\":\"\"}"}},
	    {one,
	     "{\"$ref\":\"a\",\"propertyNames\":{\"maxLength\":2}}",
	     "{\"x\":1}",
	     {"{\"xxx\":1}", "{\"x\":\"\"}", "{\"x\":1,\"xxx\":1}"}},
	    {many,
	     "{\"allOf\":[{\"$ref\":\"a\"},{\"if\":{\"required\":[\"x\"],"
	     "\"properties\":"
	     "{\"x\":{\"const\":\"r\"}}},\"then\":{\"required\":[\"m\"]}}]}",
	     "{\"x\":\"s\"}",
	     {"{\"x\":\"p\"}", "{\"x\":\"q\"}", "{\"x\":\"r\"}"}},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct store *s = new_store();
		struct schema_doc *part = add(s, cases[i].part, "a", "file:///a"),
				  *whole = add(s, cases[i].whole, "b", "file:///b");
		const struct program *p = store_compile(s, part, STR(""));

		(void)valid(p, "{}", NULL);
		p = store_compile(s, whole, STR(""));
		CHECK(valid(p, cases[i].valid, NULL));
		for (size_t k = 0; k < 3; k++)
			CHECK(!valid(p, cases[i].invalid[k], NULL));
		store_free(s);
	}
}

static void
test_documents(void)
{
	struct store *s = new_store();
	struct schema_doc *doc = add(s, "{\"items\":{\"$ref\":\"sub/b.json#n\"}}", "a",
				     "file:///dir/a.json");
	const struct program *p;

	add(s, "{\"$defs\":{\"x\":{\"$anchor\":\"n\",\"type\":\"integer\"}}}", "b",
	    "file:///dir/sub/b.json");
	p = store_compile(s, doc, STR(""));
	CHECK(p != NULL);
	CHECK(valid(p, "[1, 2.0]", NULL));
	CHECK(!valid(p, "[1, 2.5]", NULL));
	p = store_compile(s, NULL, STR("file:///dir/sub/b.json#/$defs/x"));
	CHECK(p != NULL && valid(p, "7", NULL) && !valid(p, "\"7\"", NULL));
	CHECK(store_compile(s, NULL, STR("file:///dir/none.json")) == NULL);
	store_free(s);
}

static void
test_templates(void)
{
	static const struct eval_options on = {.templates = true};
	struct store *s = new_store();
	struct schema_doc *doc =
	    add(s,
		"{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"},"
		"\"t\":{\"oneOf\":[{\"const\":\"a\"},{\"const\":\"b\"}]},"
		"\"f\":{\"not\":{\"type\":\"string\"}}}}",
		"templates", "");
	const struct program *p = store_compile(s, doc, STR(""));

	CHECK(!valid(p, "{\"n\":\"${N}\"}", NULL));
	CHECK(valid(p, "{\"n\":\"${N}\",\"t\":\"x-{{ y }}\",\"f\":\"<%= z %>\"}", &on));
	CHECK(!valid(p, "{\"n\":\"N\"}", &on));
	CHECK(!valid(p, "{\"t\":\"${\"}", &on));
	/* a template is a string, not an object */
	CHECK(valid(p, "\"${ALL}\"", &on));
	store_free(s);
}

/* Templates and values that are broken are not what selects a form. */
static void
test_selecting_templates(void)
{
	static const struct eval_options on = {.templates = true};
	struct store *s = new_store();
	struct schema_doc *doc =
	    add(s,
		"{\"anyOf\":[{\"properties\":{\"t\":{\"const\":\"a\"}},"
		"\"required\":[\"t\",\"x\"]},{\"properties\":{\"t\":{\"const\":\"b\"}},"
		"\"required\":[\"t\",\"y\"]}]}",
		"selecting", "");
	const struct program *p = store_compile(s, doc, STR(""));

	CHECK(valid(p, "{\"t\":\"${T}\",\"y\":1}", &on));
	CHECK(!valid(p, "{\"t\":\"${T}\",\"z\":1}", &on));
	CHECK(!valid(p, "{\"t\":\"${T}\",\"y\":1}", NULL));
	store_free(s);
}

/* Many findings, but no more memory than a bound, and the same verdict. */
static void
test_multiplying_branches(void)
{
	struct store *s = new_store();
	struct buf text = BUF_INIT;
	const struct program *p;
	struct doc d;
	struct diags ds;
	struct node n;

	buf_puts(&text, "{\"$ref\":\"#/$defs/e22\",\"$defs\":{\"e0\":{\"type\":"
			"\"string\"}");
	for (int i = 0; i < 22; i++)
		buf_printf(&text,
			   ",\"e%d\":{\"anyOf\":[{\"$ref\":\"#/$defs/e%d\"},"
			   "{\"$ref\":\"#/$defs/e%d\",\"minLength\":0}]}",
			   i + 1, i, i);
	buf_puts(&text, "}}");
	p = store_compile(s, add(s, text.s, "many", ""), STR(""));
	CHECK(p != NULL);
	n = parse(&d, "1");
	diags_init(&ds, arena, NULL, d.text);
	CHECK(!schema_validate(eval, p, n, NULL, &ds));
	CHECK(ds.n != 0);
	CHECK(valid(p, "\"x\"", NULL));
	buf_release(&text);
	store_free(s);
}

static void
test_dialect_default(void)
{
	struct store_config cfg = {.dialect = DIALECT_DRAFT4};
	struct store *s = store_new(&cfg);
	struct schema_doc *doc =
	    add(s, "{\"type\":\"integer\",\"minimum\":1,\"exclusiveMinimum\":true}",
		"draft4", "");
	const struct program *p = store_compile(s, doc, STR(""));

	CHECK(p != NULL);
	CHECK(!valid(p, "1", NULL));
	CHECK(valid(p, "2", NULL));
	CHECK(!valid(p, "2.0", NULL)); /* draft 4, 3.5: no integer */
	store_free(s);
}

#define STATUS "https://schemas.hookvet.example/cybersource/status-request.schema.json"
#define COMMON "https://schemas.hookvet.example/cybersource/common.schema.json"

struct asker {
	const struct program *program;
	bool yes, no;
};

static void *
ask(void *arg)
{
	struct asker *a = arg;
	struct arena *own = arena_new();
	struct eval *e = eval_new();
	struct doc d = {.first_line = 1, .text = STR("{\"status\":\"ACTIVE\"}")};
	struct doc f = {.first_line = 1, .text = STR("{\"status\":7}")};

	if (reader_read(&d, NULL, own) && reader_read(&f, NULL, own)) {
		a->yes = schema_check(e, a->program, doc_root(&d), NULL);
		a->no = schema_check(e, a->program, doc_root(&f), NULL);
	}
	eval_free(e);
	arena_free(own);
	return NULL;
}

/* A schema of ours is compiled when it is first run, whoever comes first. */
static void
test_compiled_when_run(void)
{
	enum { ASKERS = 8 };
	struct store *s = new_store();
	struct asker asker[ASKERS];
	pthread_t thread[ASKERS];
	size_t started = 0;

	for (size_t i = 0; i < ASKERS; i++)
		asker[i] = (struct asker){store_program(s, STR(STATUS)), false, true};
	CHECK(store_doc(s, 0) == NULL); /* nothing has been read */
	/* two share a program, and all of them what it refers to */
	for (size_t i = 1; i < ASKERS; i += 2)
		asker[i].program = asker[i - 1].program;
	while (started < ASKERS &&
	       pthread_create(&thread[started], NULL, ask, &asker[started]) == 0)
		started++;
	CHECK(started == ASKERS);
	for (size_t i = 0; i < started; i++) {
		pthread_join(thread[i], NULL);
		CHECK(asker[i].yes && !asker[i].no);
	}
	CHECK(store_doc(s, 0) != NULL && store_doc(s, 1) != NULL);
	store_free(s);
}

/* ... unless a document of the user's takes part: its errors are said at once. */
static void
test_compiled_at_once(void)
{
	struct store *s = new_store();
	struct schema_doc *mine =
	    add(s,
		"{\"$id\":\"" COMMON
		"\",\"$defs\":{\"settableStatus\":{\"$ref\":\"#/x\"}}}",
		"mine", "");

	CHECK(store_program(s, STR(STATUS)) == NULL);
	CHECK(mine->diags->n != 0);
	store_free(s);
	s = new_store();
	add(s,
	    "{\"$id\":\"" COMMON "\",\"$defs\":{\"settableStatus\":{\"const\":7},"
	    "\"schema\":true}}",
	    "mine", "");
	CHECK(valid(store_program(s, STR(STATUS)), "{\"status\":7}", NULL));
	store_free(s);
}

/* What one reference named is remembered, but not that a document is missing. */
static void
test_missing_document_comes(void)
{
	struct store *s = new_store();
	struct schema_doc *one =
	    add(s, "{\"$ref\":\"b.json\"}", "one", "file:///dir/1.json");
	struct schema_doc *two =
	    add(s,
		"{\"allOf\":[{\"$ref\":\"b.json\"},{\"$ref\":\"b.json#/$defs/x\"},"
		"{\"$ref\":\"#/$defs/x\"}],\"$defs\":{\"x\":{\"minimum\":2}}}",
		"two", "file:///dir/2.json");
	const struct program *p;

	CHECK(store_compile(s, one, STR("")) == NULL);
	add(s, "{\"type\":\"integer\",\"$defs\":{\"x\":{\"maximum\":4}}}", "b",
	    "file:///dir/b.json");
	p = store_compile(s, two, STR(""));
	CHECK(p != NULL && valid(p, "3", NULL));
	CHECK(!valid(p, "1", NULL) && !valid(p, "5", NULL) && !valid(p, "3.5", NULL));
	store_free(s);
}

int
main(void)
{
	hash_seed();
	arena = arena_new();
	eval = eval_new();
	test_failure_is_kept();
	test_compiled_before();
	test_documents();
	test_templates();
	test_selecting_templates();
	test_multiplying_branches();
	test_dialect_default();
	test_compiled_when_run();
	test_compiled_at_once();
	test_missing_document_comes();
	eval_free(eval);
	arena_free(arena);
	return check_done();
}
