/*
 * api: what hookvet(3) promises, each thing once, through hookvet.h alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hookvet.h>

#include "check.h"

static struct hookvet *h;
static struct hookvet_checker *c;

static void
begin(void)
{
	h = hookvet_new();
	c = hookvet_checker_new(h);
}

static void
end(void)
{
	hookvet_checker_free(c);
	hookvet_free(h);
}

/* The options that h has now, for c. */
static void
renew_checker(void)
{
	hookvet_checker_free(c);
	c = hookvet_checker_new(h);
}

static enum hookvet_result
add(const char *uri, const char *text)
{
	return hookvet_add(h, uri, text, strlen(text));
}

/* The schema of that text, NULL if it is none. */
static const struct hookvet_schema *
compiled(const char *text)
{
	static unsigned n;
	const struct hookvet_schema *s;
	char uri[64];

	snprintf(uri, sizeof(uri), "https://example.com/%u", n++);
	if (add(uri, text) != HOOKVET_OK)
		return NULL;
	(void)hookvet_compile(h, uri, &s);
	return s;
}

static enum hookvet_result
check(const struct hookvet_schema *s, const char *text)
{
	return hookvet_check(c, s, text, strlen(text));
}

/* Of a schema that is needed once. */
static enum hookvet_result
once(const char *schema, const char *text)
{
	const struct hookvet_schema *s = compiled(schema);
	enum hookvet_result result = s != NULL ? check(s, text) : HOOKVET_BAD_SCHEMA;

	hookvet_schema_free(s);
	return result;
}

static int
is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static void
test_findings(void)
{
	const struct hookvet_schema *s;
	const struct hookvet_finding *f;
	const char *text =
	    "{ \"a\": 1,\n  \"\303\251\": \"\303\251\", \"b/\": [ 0, true ] }";

	begin();
	s = compiled("{\"$id\": \"https://example.com/x\", \"properties\": {"
		     "\"a\": {\"type\": \"string\"}, \"b/\": {\"items\": {\"$ref\": "
		     "\"#/$defs/n\"}}},"
		     "\"$defs\": {\"n\": {\"type\": \"number\"}}}");
	CHECK(s != NULL);
	CHECK(check(s, text) == HOOKVET_INVALID);
	f = hookvet_finding(c, 0);
	CHECK(f != NULL && is(f->document, "") && f->record == 0);
	CHECK(f != NULL && f->line == 1 && f->column == 8 && f->offset == 7 &&
	      f->length == 1);
	CHECK(f != NULL && is(f->pointer, "/a") && is(f->keyword, "type"));
	CHECK(f != NULL && is(f->schema, "https://example.com/x#/properties/a/type"));
	CHECK(f != NULL && is(f->message, "'a' is 1; the schema wants a string"));
	f = hookvet_finding(c, 1);
	CHECK(f != NULL && f->line == 2 && f->column == 24);
	CHECK(f != NULL && memcmp(text + f->offset, "true", f->length) == 0);
	CHECK(f != NULL && is(f->pointer, "/b~1/1"));
	CHECK(f != NULL && is(f->schema, "https://example.com/x#/$defs/n/type"));
	CHECK(hookvet_finding(c, 2) == NULL);
	CHECK(check(s, "{\"a\": \"\"}") == HOOKVET_OK && hookvet_finding(c, 0) == NULL);
	hookvet_schema_free(s);
	end();
}

static void
test_texts(void)
{
	const struct hookvet_finding *f;
	const struct hookvet_schema *s;

	begin();
	s = compiled("true");
	CHECK(check(s, "{\"a\": [1,,2]}") == HOOKVET_NOT_JSON);
	f = hookvet_finding(c, 0);
	CHECK(f != NULL && f->line == 1 && f->column == 10 && is(f->keyword, ""));
	CHECK(check(s, "") == HOOKVET_NOT_JSON);
	CHECK(hookvet_check(c, s, NULL, 0) == HOOKVET_NOT_JSON);
	CHECK(hookvet_check(c, s, "1\0", 2) == HOOKVET_NOT_JSON);
	CHECK(check(s, "\"\377\"") == HOOKVET_NOT_JSON);
	CHECK(check(s, "\357\273\277[]") == HOOKVET_OK); /* RFC 8259, 8.1 */
	CHECK(check(s, "{\"a\": 1, \"a\": 2}") == HOOKVET_OK);
	hookvet_schema_free(s);
	end();
}

static void
test_bad_schemas(void)
{
	const struct hookvet_schema *s;
	const struct hookvet_finding *f;

	begin();
	CHECK(add("https://example.com/bad", "{\n \"type\": \"strin\"}") == HOOKVET_OK);
	CHECK(hookvet_compile(h, "https://example.com/bad", &s) == HOOKVET_BAD_SCHEMA &&
	      s == NULL);
	f = hookvet_schema_finding(h, 0);
	CHECK(f != NULL && is(f->document, "https://example.com/bad") && f->line == 2);
	CHECK(hookvet_schema_finding(h, 1) == NULL);
	CHECK(hookvet_compile(h, "https://example.com/none", &s) == HOOKVET_BAD_SCHEMA);
	f = hookvet_schema_finding(h, 0);
	CHECK(f != NULL && is(f->message, "there is no schema at this URI"));
	CHECK(compiled("{\"$ref\": \"nowhere\"}") == NULL);
	CHECK(hookvet_schema_finding(h, 0) != NULL);
	CHECK(compiled("{\"pattern\": \"(\"}") == NULL);
	CHECK(compiled("{\"type\": }") == NULL);
	CHECK(compiled("12") == NULL);
	s = compiled("{}");
	CHECK(s != NULL && hookvet_schema_finding(h, 0) == NULL);
	hookvet_schema_free(s);
	/* what is wrong with those that are not needed is nobody's */
	CHECK(hookvet_compile(h, "https://example.com/none", &s) == HOOKVET_BAD_SCHEMA);
	f = hookvet_schema_finding(h, 0);
	CHECK(f != NULL && is(f->message, "there is no schema at this URI"));
	CHECK(hookvet_schema_finding(h, 1) == NULL);
	/* but the one that has it as its $id is */
	add("https://example.com/x",
	    "{\"$id\": \"https://example.com/none\", \"type\": }");
	CHECK(hookvet_compile(h, "https://example.com/none", &s) == HOOKVET_BAD_SCHEMA);
	f = hookvet_schema_finding(h, 0);
	CHECK(f != NULL && is(f->document, "https://example.com/x"));
	CHECK(hookvet_schema_finding(h, 1) == NULL);
	end();
}

/* A schema that failed, and whose result nobody looked at, finds nothing valid. */
static void
test_no_schema(void)
{
	struct hookvet_document *d = NULL;
	const char *output = "";

	begin();
	CHECK(check(NULL, "1") == HOOKVET_BAD_SCHEMA);
	CHECK(check(NULL, "[") == HOOKVET_NOT_JSON);
	CHECK(hookvet_read(c, "1", 1, &d) == HOOKVET_OK);
	CHECK(hookvet_check_document(c, NULL, d) == HOOKVET_BAD_SCHEMA);
	CHECK(hookvet_annotate(c, NULL, d) == HOOKVET_BAD_SCHEMA);
	CHECK(hookvet_output(c, NULL, d, HOOKVET_FLAG, &output) == HOOKVET_BAD_SCHEMA &&
	      output == NULL);
	hookvet_document_free(d);
	end();
}

/* A schema without URI, and what is in it. */
static void
test_nameless(void)
{
	const struct hookvet_schema *s;

	begin();
	CHECK(hookvet_compile(h, "", &s) == HOOKVET_BAD_SCHEMA);
	CHECK(hookvet_compile(h, "#", &s) == HOOKVET_BAD_SCHEMA);
	CHECK(hookvet_compile(h, "#/$defs/n", &s) == HOOKVET_BAD_SCHEMA);
	CHECK(hookvet_add(h, "https://example.com/bad", NULL, 0) == HOOKVET_OK);
	add("", "{\"type\": \"string\", \"$defs\": {\"n\": {\"type\": \"null\", "
		"\"$anchor\": \"a\"}}}");
	CHECK(hookvet_compile(h, "", &s) == HOOKVET_OK &&
	      check(s, "\"\"") == HOOKVET_OK);
	hookvet_schema_free(s);
	CHECK(hookvet_compile(h, "#/$defs/n", &s) == HOOKVET_OK &&
	      check(s, "null") == HOOKVET_OK && check(s, "\"\"") == HOOKVET_INVALID);
	hookvet_schema_free(s);
	CHECK(hookvet_compile(h, "#a", &s) == HOOKVET_OK &&
	      check(s, "null") == HOOKVET_OK && check(s, "\"\"") == HOOKVET_INVALID);
	hookvet_schema_free(s);
	CHECK(hookvet_compile(h, "#/$defs/m", &s) == HOOKVET_BAD_SCHEMA && s == NULL);
	end();
}

static void
test_references(void)
{
	const struct hookvet_schema *a, *b, *part;

	begin();
	CHECK(add("https://example.com/a", "{\"$ref\": \"b#/$defs/x\"}") == HOOKVET_OK);
	CHECK(add("https://example.com/b",
		  "{\"$id\": \"https://example.com/c\", "
		  "\"$defs\": {\"x\": {\"minimum\": 3}, \"y\": {\"$anchor\": \"y\", "
		  "\"const\": 1}}}") == HOOKVET_OK);
	CHECK(hookvet_compile(h, "https://example.com/a", &a) == HOOKVET_OK);
	CHECK(hookvet_compile(h, "https://example.com/c", &b) == HOOKVET_OK);
	CHECK(hookvet_compile(h, "https://example.com/c#y", &part) == HOOKVET_OK);
	CHECK(check(a, "2") == HOOKVET_INVALID && check(a, "3") == HOOKVET_OK);
	CHECK(check(b, "2") == HOOKVET_OK);
	CHECK(check(part, "2") == HOOKVET_INVALID);
	hookvet_schema_free(a);
	hookvet_schema_free(b);
	CHECK(add("", "{\"const\": 7}") == HOOKVET_OK);
	CHECK(hookvet_compile(h, "", &a) == HOOKVET_OK &&
	      check(a, "8") == HOOKVET_INVALID);
	CHECK(hookvet_compile(h, "https://json-schema.org/draft/2020-12/schema", &b) ==
	      HOOKVET_OK);
	CHECK(check(b, "{\"type\": 1}") == HOOKVET_INVALID &&
	      check(b, "{}") == HOOKVET_OK);
	/* what was made with it outlives it */
	hookvet_free(h);
	h = NULL;
	CHECK(check(part, "1") == HOOKVET_OK && check(part, "2") == HOOKVET_INVALID);
	hookvet_schema_free(part);
	hookvet_schema_free(a);
	hookvet_schema_free(b);
	end();
}

static unsigned asked;

static void
resolve(void *context, struct hookvet *hookvet, const char *uri)
{
	const struct hookvet_schema *s;

	asked++;
	CHECK(context == &asked);
	CHECK(hookvet_compile(hookvet, uri, &s) == HOOKVET_BAD_ARGUMENT);
	if (is(uri, "https://example.org/one"))
		hookvet_add(hookvet, uri, "{\"$ref\": \"two\"}", 15);
	else if (is(uri, "https://example.org/two"))
		hookvet_add(hookvet, uri, "{\"type\": \"null\"}", 16);
	else if (is(uri, "https://example.org/bad"))
		hookvet_add(hookvet, uri, "{", 1);
}

static void
test_resolver(void)
{
	const struct hookvet_schema *s;

	begin();
	hookvet_set_resolver(h, resolve, &asked);
	s = compiled("{\"items\": {\"$ref\": \"https://example.org/one\"}, "
		     "\"not\": {\"$ref\": \"https://example.org/one\"}}");
	CHECK(s != NULL && asked == 2);
	CHECK(s != NULL && check(s, "[null]") == HOOKVET_OK &&
	      check(s, "[1]") == HOOKVET_INVALID);
	hookvet_schema_free(s);
	asked = 0;
	CHECK(compiled("{\"items\": {\"$ref\": \"https://example.org/three\"}, "
		       "\"not\": {\"$ref\": \"https://example.org/three#x\"}}") ==
	      NULL);
	CHECK(asked == 1);
	asked = 0;
	for (int i = 0; i < 2; i++) /* it is no use to add it once more */
		CHECK(
		    compiled("{\"items\": {\"$ref\": \"https://example.org/bad\"}}") ==
		    NULL);
	CHECK(asked == 1);
	end();
}

static int
is_even(void *context, const char *text, size_t length)
{
	++*(unsigned *)context;
	return text != NULL && length % 2 == 0;
}

static int
never(void *context, const char *text, size_t length)
{
	(void)context, (void)text, (void)length;
	return 0;
}

static void
test_formats(void)
{
	const struct hookvet_schema *s;
	unsigned calls = 0;

	begin();
	CHECK(once("{\"format\": \"date\"}", "\"x\"") == HOOKVET_INVALID);
	CHECK(hookvet_add_format(h, "even", is_even, &calls) == HOOKVET_OK);
	CHECK(hookvet_add_format(h, "date", is_even, &calls) == HOOKVET_OK);
	CHECK(once("{\"format\": \"even\"}", "\"abc\"") == HOOKVET_INVALID);
	CHECK(hookvet_finding(c, 0) != NULL &&
	      is(hookvet_finding(c, 0)->keyword, "format"));
	CHECK(once("{\"format\": \"even\"}", "\"ab\\u0000d\"") == HOOKVET_OK);
	CHECK(once("{\"format\": \"date\"}", "\"xx\"") == HOOKVET_OK && calls >= 3);
	s = compiled("{\"format\": \"even\"}");
	CHECK(hookvet_add_format(h, "even", never, NULL) == HOOKVET_OK);
	CHECK(once("{\"format\": \"even\"}", "\"xx\"") == HOOKVET_INVALID);
	CHECK(check(s, "\"xx\"") == HOOKVET_OK);
	hookvet_schema_free(s);
	CHECK(hookvet_set(h, HOOKVET_FORMAT_ASSERTION, 0) == HOOKVET_OK);
	CHECK(once("{\"format\": \"even\"}", "\"xx\"") == HOOKVET_OK);
	CHECK(once("{\"format\": \"uri\"}", "\"x y\"") == HOOKVET_OK);
	end();
}

/* [1,1,...]: size is even, with the NUL. */
static void
fill_array(char *text, size_t size)
{
	for (size_t i = 0; i < size - 2; i++)
		text[i] = i == 0 ? '[' : i % 2 == 1 ? '1' : ',';
	memcpy(text + size - 2, "]", 2);
}

static void
test_options(void)
{
	static char many[400000];
	const char *slow = "{\"pattern\": \"^(?=(a+)+$)\\\\b\", \"uniqueItems\": true}";

	begin();
	CHECK(hookvet_set_dialect(h, "draft5") == HOOKVET_BAD_ARGUMENT);
	CHECK(hookvet_set(h, (enum hookvet_option)99, 1) == HOOKVET_BAD_ARGUMENT);
	CHECK(hookvet_set_dialect(h, "draft4") == HOOKVET_OK);
	CHECK(once("{\"minimum\": 2, \"exclusiveMinimum\": true}", "2") ==
	      HOOKVET_INVALID);
	CHECK(hookvet_set_dialect(h, "http://json-schema.org/draft-07/schema#") ==
	      HOOKVET_OK);
	CHECK(once("{\"minimum\": 2, \"exclusiveMinimum\": true}", "2") ==
	      HOOKVET_BAD_SCHEMA);
	CHECK(hookvet_set(h, HOOKVET_VERDICT_ONLY, 1) == HOOKVET_OK);
	renew_checker();
	CHECK(once("{\"type\": \"null\"}", "2") == HOOKVET_INVALID &&
	      hookvet_finding(c, 0) == NULL);
	CHECK(once("{\"type\": \"null\"}", ",") == HOOKVET_NOT_JSON &&
	      hookvet_finding(c, 0) == NULL);
	hookvet_set(h, HOOKVET_VERDICT_ONLY, 0);
	fill_array(many, sizeof(many));
	CHECK(once("{\"items\": {\"type\": \"integer\"}}", many) == HOOKVET_OK);
	hookvet_set(h, HOOKVET_STEPS, 1000);
	renew_checker();
	CHECK(once("{\"items\": {\"type\": \"integer\"}}", many) ==
	      HOOKVET_TOO_MUCH_WORK);
	CHECK(once("{\"items\": {\"type\": \"integer\"}}", "[1, 2]") == HOOKVET_OK);
	hookvet_set(h, HOOKVET_STEPS, 0);
	renew_checker();
	memset(many, 'a', sizeof(many) - 1);
	many[0] = many[sizeof(many) - 2] = '"';
	CHECK(once(slow, many) != HOOKVET_NO_MEMORY);
	hookvet_set(h, HOOKVET_MEMORY, 1 << 20);
	renew_checker();
	CHECK(once("{\"items\": {}}", "[]") == HOOKVET_OK);
	fill_array(many, sizeof(many));
	CHECK(once("{\"items\": {}}", many) == HOOKVET_NO_MEMORY);
	CHECK(once("{\"items\": {}}", "[]") == HOOKVET_OK); /* and goes on */
	hookvet_set(h, HOOKVET_MEMORY, 4096);
	CHECK(compiled("{\"items\": {}}") == NULL &&
	      hookvet_schema_finding(h, 0) == NULL);
	hookvet_set(h, HOOKVET_MEMORY, 0);
	CHECK(once("{\"items\": {}}", "[]") == HOOKVET_OK);
	end();
}

static void
test_depth(void)
{
	char deep[4096] = "";
	const struct hookvet_schema *s;

	begin();
	s = compiled("{\"items\": {\"$ref\": \"#\"}}");
	memset(deep, '[', 400);
	memset(deep + 400, ']', 400);
	CHECK(check(s, deep) == HOOKVET_OK);
	memset(deep, '[', 2000);
	memset(deep + 2000, ']', 2000);
	CHECK(check(s, deep) == HOOKVET_TOO_DEEP);
	hookvet_set(h, HOOKVET_STACK, 64 * 1024);
	renew_checker();
	CHECK(check(s, "1") == HOOKVET_TOO_DEEP);
	CHECK(compiled("{}") == NULL);
	hookvet_set(h, HOOKVET_STACK, 0);
	renew_checker();
	CHECK(check(s, "1") == HOOKVET_OK);
	hookvet_schema_free(s);
	end();
}

static void
test_stream(void)
{
	const char *text = "{\"a\": 1}\n\n  \r\n{\"a\": \"\"}\r\n{\n[]";
	struct hookvet_stream stream = {text, strlen(text), 0, 0, 0};
	const struct hookvet_schema *s;
	const struct hookvet_finding *f;

	begin();
	s = compiled("{\"properties\": {\"a\": {\"type\": \"integer\"}}}");
	CHECK(hookvet_check_next(c, s, &stream) == HOOKVET_OK && stream.records == 1);
	CHECK(hookvet_check_next(c, s, &stream) == HOOKVET_INVALID);
	f = hookvet_finding(c, 0);
	CHECK(f != NULL && f->record == 2 && f->line == 4 && f->column == 7);
	CHECK(f != NULL && memcmp(text + f->offset, "\"\"", 2) == 0);
	CHECK(hookvet_check_next(c, s, &stream) == HOOKVET_NOT_JSON);
	f = hookvet_finding(c, 0);
	CHECK(f != NULL && f->record == 3 && f->line == 5);
	CHECK(hookvet_check_next(c, s, &stream) == HOOKVET_OK && stream.lines == 6);
	CHECK(hookvet_check_next(c, s, &stream) == HOOKVET_END && stream.records == 4);
	CHECK(hookvet_finding(c, 0) == NULL && stream.offset == strlen(text));
	hookvet_schema_free(s);
	end();
}

static void
test_documents(void)
{
	const struct hookvet_schema *a, *b;
	struct hookvet_document *d, *bad;
	const char *text = "[1, 2]";

	begin();
	a = compiled("{\"type\": \"array\"}");
	b = compiled("{\"items\": {\"maximum\": 1}}");
	CHECK(hookvet_read(c, text, strlen(text), &d) == HOOKVET_OK);
	CHECK(hookvet_check_document(c, a, d) == HOOKVET_OK);
	CHECK(hookvet_check_document(c, b, d) == HOOKVET_INVALID);
	CHECK(is(hookvet_finding(c, 0)->pointer, "/1"));
	CHECK(hookvet_read(c, "[1,", 3, &bad) == HOOKVET_NOT_JSON && bad == NULL);
	CHECK(hookvet_finding(c, 0) != NULL && hookvet_finding(c, 0)->line == 1);
	hookvet_checker_free(c);
	c = hookvet_checker_new(h);
	CHECK(hookvet_check_document(c, b, d) == HOOKVET_INVALID);
	hookvet_document_free(d);
	hookvet_schema_free(a);
	hookvet_schema_free(b);
	end();
}

static void
test_output(void)
{
	const struct hookvet_schema *s, *v1;
	struct hookvet_document *good, *bad;
	const char *out;

	begin();
	s = compiled("{\"$id\": \"https://example.com/o\", \"title\": \"T\", "
		     "\"properties\": {\"a\": {\"type\": \"string\"}}}");
	v1 = compiled(
	    "{\"$schema\": \"https://json-schema.org/v1\", \"type\": \"array\"}");
	CHECK(hookvet_read(c, "{\"a\": 1}", 8, &bad) == HOOKVET_OK);
	CHECK(hookvet_read(c, "{\"a\": \"\"}", 9, &good) == HOOKVET_OK);
	CHECK(hookvet_output(c, s, bad, HOOKVET_FLAG, &out) == HOOKVET_INVALID &&
	      is(out, "{\"valid\":false}"));
	CHECK(hookvet_output(c, s, good, HOOKVET_FLAG, &out) == HOOKVET_OK &&
	      is(out, "{\"valid\":true}"));
	CHECK(hookvet_output(c, s, bad, HOOKVET_LIST, &out) == HOOKVET_INVALID);
	CHECK(strstr(out, "\"absoluteKeywordLocation\":\"https://example.com/o#/"
			  "properties/a/type\"") != NULL);
	CHECK(hookvet_output(c, s, good, HOOKVET_LIST, &out) == HOOKVET_OK);
	CHECK(strstr(out, "\"annotation\":\"T\"") != NULL);
	CHECK(hookvet_output(c, v1, good, HOOKVET_HIERARCHICAL, &out) ==
	      HOOKVET_INVALID);
	CHECK(strstr(out, "\"errors\":{\"type\":") != NULL);
	CHECK(hookvet_output(c, s, good, (enum hookvet_output_format)7, &out) ==
		  HOOKVET_BAD_ARGUMENT &&
	      out == NULL);
	CHECK(hookvet_annotate(c, s, good) == HOOKVET_OK);
	CHECK(is(hookvet_annotation(c, 0)->keyword, "title") &&
	      is(hookvet_annotation(c, 0)->value, "\"T\""));
	CHECK(is(hookvet_annotation(c, 0)->pointer, "") &&
	      is(hookvet_annotation(c, 0)->schema, "https://example.com/o#/title"));
	CHECK(is(hookvet_annotation(c, 1)->keyword, "properties") &&
	      is(hookvet_annotation(c, 1)->value, "[\"a\"]"));
	CHECK(hookvet_annotation(c, 2) == NULL);
	CHECK(hookvet_annotate(c, s, bad) == HOOKVET_INVALID &&
	      hookvet_annotation(c, 0) == NULL);
	hookvet_document_free(good);
	hookvet_document_free(bad);
	hookvet_schema_free(s);
	hookvet_schema_free(v1);
	end();
}

static void
test_words(void)
{
	begin();
	for (int i = HOOKVET_OK; i <= HOOKVET_END; i++)
		CHECK(*hookvet_result_text((enum hookvet_result)i) != '\0');
	CHECK(is(hookvet_result_text((enum hookvet_result)99), "no result"));
	CHECK(strchr(hookvet_version(), '.') != NULL);
	CHECK(hookvet_finding(c, 0) == NULL && hookvet_schema_finding(h, 0) == NULL);
	/* what is ours alone is not in it */
	CHECK(compiled("{\"$ref\": "
		       "\"https://schemas.hookvet.example/cybersource/"
		       "subscription.schema.json\"}") == NULL);
	end();
	hookvet_free(NULL);
	hookvet_checker_free(NULL);
	hookvet_schema_free(NULL);
	hookvet_document_free(NULL);
}

int
main(void)
{
	test_findings();
	test_texts();
	test_bad_schemas();
	test_no_schema();
	test_nameless();
	test_references();
	test_resolver();
	test_formats();
	test_options();
	test_depth();
	test_stream();
	test_documents();
	test_output();
	test_words();
	printf("%u passed, %u failed, 0 skipped\n", passed, failed);
	return failed != 0;
}
