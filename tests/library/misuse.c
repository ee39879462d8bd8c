/*
 * misuse: what a program does that looks at no result, calls from its own functions what
 * is in use, or says a thing twice: each has a result, and no harm comes of it.
 */
#include <stdio.h>
#include <string.h>

#include <hookvet.h>

#include "check.h"

static struct hookvet *h;
static struct hookvet_checker *c;

static enum hookvet_result
add(const char *uri, const char *text)
{
	return hookvet_add(h, uri, text, strlen(text));
}

static const struct hookvet_schema *
compiled(const char *uri)
{
	const struct hookvet_schema *s;

	(void)hookvet_compile(h, uri, &s);
	return s;
}

static enum hookvet_result
check(const struct hookvet_schema *s, const char *text)
{
	return hookvet_check(c, s, text, strlen(text));
}

static void
begin(void)
{
	h = hookvet_new();
	c = hookvet_checker_new(h);
	add("https://example.com/s", "{\"type\": \"array\"}");
}

static void
end(void)
{
	hookvet_checker_free(c);
	hookvet_free(h);
}

static int
accept(void *context, const char *text, size_t length)
{
	(void)context, (void)text, (void)length;
	return 1;
}

/* What hookvet_new() returns where there is no memory, and nobody looked. */
static void
test_nothing(void)
{
	const struct hookvet_schema *s = (const struct hookvet_schema *)1;

	CHECK(hookvet_set(NULL, HOOKVET_STEPS, 1) == HOOKVET_BAD_ARGUMENT);
	CHECK(hookvet_set_dialect(NULL, "draft7") == HOOKVET_BAD_ARGUMENT);
	CHECK(hookvet_add(NULL, "", "{}", 2) == HOOKVET_BAD_ARGUMENT);
	CHECK(hookvet_add_format(NULL, "x", accept, NULL) == HOOKVET_BAD_ARGUMENT);
	CHECK(hookvet_compile(NULL, "", &s) == HOOKVET_BAD_ARGUMENT && s == NULL);
	CHECK(hookvet_schema_finding(NULL, 0) == NULL);
	CHECK(hookvet_checker_new(NULL) == NULL);
	hookvet_set_resolver(NULL, NULL, NULL);
}

static void
test_no_checker(void)
{
	struct hookvet_stream stream = {"1\n2", 3, 0, 0, 0};
	struct hookvet_document *d = (struct hookvet_document *)1;
	const struct hookvet_schema *s;
	const char *output = "";

	begin();
	s = compiled("https://example.com/s");
	CHECK(hookvet_check(NULL, s, "1", 1) == HOOKVET_BAD_ARGUMENT);
	CHECK(hookvet_check_next(NULL, s, &stream) == HOOKVET_BAD_ARGUMENT);
	CHECK(stream.offset == 0 && stream.records == 0);
	CHECK(hookvet_check_next(c, s, NULL) == HOOKVET_BAD_ARGUMENT);
	CHECK(hookvet_read(NULL, "1", 1, &d) == HOOKVET_BAD_ARGUMENT && d == NULL);
	CHECK(hookvet_finding(NULL, 0) == NULL && hookvet_annotation(NULL, 0) == NULL);
	CHECK(hookvet_read(c, "[]", 2, &d) == HOOKVET_OK);
	CHECK(hookvet_check_document(NULL, s, d) == HOOKVET_BAD_ARGUMENT);
	CHECK(hookvet_annotate(NULL, s, d) == HOOKVET_BAD_ARGUMENT);
	CHECK(hookvet_output(NULL, s, d, HOOKVET_FLAG, &output) ==
		  HOOKVET_BAD_ARGUMENT &&
	      output == NULL);
	hookvet_document_free(d);
	hookvet_schema_free(s);
	end();
}

/* A document that could not be read, and an output that there is not: nothing is left. */
static void
test_no_document(void)
{
	struct hookvet_document *d;
	const struct hookvet_schema *s;
	const char *output = "";

	begin();
	s = compiled("https://example.com/s");
	CHECK(hookvet_read(c, "[", 1, &d) == HOOKVET_NOT_JSON && d == NULL);
	CHECK(hookvet_check_document(c, s, d) == HOOKVET_BAD_ARGUMENT);
	CHECK(hookvet_finding(c, 0) == NULL);
	CHECK(hookvet_annotate(c, s, d) == HOOKVET_BAD_ARGUMENT);
	CHECK(hookvet_output(c, s, d, HOOKVET_LIST, &output) == HOOKVET_BAD_ARGUMENT &&
	      output == NULL);
	CHECK(hookvet_read(c, "1", 1, &d) == HOOKVET_OK);
	CHECK(hookvet_check_document(c, s, d) == HOOKVET_INVALID &&
	      hookvet_finding(c, 0) != NULL);
	CHECK(hookvet_output(c, s, d, (enum hookvet_output_format)3, &output) ==
		  HOOKVET_BAD_ARGUMENT &&
	      hookvet_finding(c, 0) == NULL);
	hookvet_document_free(d);
	hookvet_schema_free(s);
	end();
}

static const struct hookvet_schema *array;
static unsigned inner;

/* Asks the checker that calls it, which is refused, and one of its own, which is not. */
static int
ask(void *context, const char *text, size_t length)
{
	struct hookvet_stream stream = {text, length, 0, 0, 0};
	struct hookvet_checker *own = hookvet_checker_new(h);
	struct hookvet_document *d;
	enum hookvet_result result = hookvet_check(own, array, text, length);

	(void)context;
	inner++;
	CHECK(hookvet_check(c, array, text, length) == HOOKVET_BAD_ARGUMENT);
	CHECK(hookvet_check_next(c, array, &stream) == HOOKVET_BAD_ARGUMENT);
	CHECK(hookvet_read(c, text, length, &d) == HOOKVET_BAD_ARGUMENT && d == NULL);
	hookvet_checker_free(own);
	return result == HOOKVET_OK;
}

static void
test_formats(void)
{
	const struct hookvet_schema *s;

	begin();
	array = compiled("https://example.com/s");
	hookvet_add_format(h, "array", ask, NULL);
	add("", "{\"items\": {\"format\": \"array\"}}");
	s = compiled("");
	CHECK(check(s, "[\"[]\", \"[1, 2]\"]") == HOOKVET_OK && inner == 2);
	CHECK(check(s, "[\"[]\", \"1\"]") == HOOKVET_INVALID);
	CHECK(hookvet_finding(c, 0) != NULL &&
	      strcmp(hookvet_finding(c, 0)->pointer, "/1") == 0);
	CHECK(check(s, "[]") == HOOKVET_OK); /* it is free again */
	hookvet_schema_free(s);
	hookvet_schema_free(array);
	end();
}

/* Of several with one URI the first is used, whoever asks for it, and as it is written. */
static void
test_twice(void)
{
	static const char *const uris[] = {"", "urn:x", "https://example.com/x",
					   "https://example.com"};
	const struct hookvet_schema *s;

	for (size_t i = 0; i < sizeof(uris) / sizeof(*uris); i++) {
		begin();
		add("https://example.com/ref", "{\"$ref\": \"https://example.com/x\"}");
		add(uris[i], "{\"type\": \"null\"}");
		add(uris[i], "{\"type\": \"string\"}");
		s = compiled(uris[i]);
		CHECK(check(s, "null") == HOOKVET_OK);
		hookvet_schema_free(s);
		s = i == 2 ? compiled("https://example.com/ref") : NULL;
		CHECK(i != 2 || check(s, "null") == HOOKVET_OK);
		hookvet_schema_free(s);
		end();
	}
}

/* The limit is of the schemas, not of the meta-schemas; and a later one is used at once. */
static void
test_limits(void)
{
	static const char *const drafts[] = {"draft4",  "draft6",  "draft7",
					     "2019-09", "2020-12", "v1"};
	const struct hookvet_schema *s;
	char uri[64];

	for (size_t limit = 160 << 10; limit < 1 << 20; limit += limit / 4) {
		begin();
		hookvet_set(h, HOOKVET_MEMORY, limit);
		for (size_t i = 0; i < 12; i++) {
			if (i == 6)
				hookvet_set(h, HOOKVET_MEMORY, 0);
			hookvet_set_dialect(h, drafts[i % 6]);
			snprintf(uri, sizeof(uri), "https://example.com/%zu", i);
			add(uri, "{\"type\": \"string\"}");
			CHECK(hookvet_compile(h, uri, &s) == HOOKVET_OK);
			hookvet_schema_free(s);
		}
		end();
	}
}

/* A record is passed whatever comes of it; a copy of the stream has it once more. */
static void
test_stream(void)
{
	static char text[200000];
	struct hookvet_stream stream = {text, sizeof(text), 0, 0, 0}, before;
	const struct hookvet_schema *s;

	begin();
	s = compiled("https://example.com/s");
	memset(text, '0', sizeof(text));
	for (size_t i = 1; i < 190000; i += 2)
		text[i] = ',';
	text[0] = '[';
	text[1] = text[189999] = ' ';
	text[190000] = ']';
	memcpy(text + 190001, "\n1", 2);
	memset(text + 190003, ' ', sizeof(text) - 190003);
	hookvet_checker_free(c);
	hookvet_set(h, HOOKVET_MEMORY, 600000);
	c = hookvet_checker_new(h);
	before = stream;
	CHECK(hookvet_check_next(c, s, &stream) == HOOKVET_NO_MEMORY);
	CHECK(stream.records == 1 && stream.offset == 190002);
	CHECK(hookvet_check_next(c, s, &stream) == HOOKVET_INVALID);
	CHECK(hookvet_finding(c, 0) != NULL && hookvet_finding(c, 0)->record == 2);
	hookvet_checker_free(c);
	hookvet_set(h, HOOKVET_MEMORY, 0);
	c = hookvet_checker_new(h);
	CHECK(hookvet_check_next(c, s, &before) == HOOKVET_OK && before.records == 1);
	hookvet_schema_free(s);
	end();
}

/* There is an end to findings, which is said. */
static void
test_many(void)
{
	static char text[60001];
	const struct hookvet_schema *s;
	size_t n = 0;

	begin();
	add("https://example.com/many", "{\"items\": {\"type\": \"string\"}}");
	s = compiled("https://example.com/many");
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = i % 2 == 0 ? '1' : ',';
	text[0] = '[';
	text[1] = ' ';
	text[sizeof(text) - 1] = ']';
	text[sizeof(text) - 2] = ' ';
	CHECK(hookvet_check(c, s, text, sizeof(text)) == HOOKVET_INVALID);
	while (hookvet_finding(c, n) != NULL)
		n++;
	CHECK(n == 10001 && strstr(hookvet_finding(c, 0)->message, "too many") != NULL);
	CHECK(*hookvet_finding(c, 0)->keyword == '\0');
	hookvet_schema_free(s);
	end();
}

int
main(void)
{
	test_nothing();
	test_no_checker();
	test_no_document();
	test_formats();
	test_twice();
	test_limits();
	test_stream();
	test_many();
	printf("%u passed, %u failed, 0 skipped\n", passed, failed);
	return failed != 0;
}
