/*
 * memory: each call of malloc() fails once, and each and all that come after it: every
 * call of the library gives a result, the right one or HOOKVET_NO_MEMORY, goes on when
 * there is memory again, and nothing is lost.
 *
 * malloc() is the one here for all libraries, too (glibc; not where a sanitizer has its
 * own).  memory STEP tries every STEP-th.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hookvet.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
void __libc_free(void *p);

static long calls, fails_at, alive; /* fails_at: 0: never */
static int for_ever;

static int
fails(void)
{
	calls++;
	return fails_at != 0 && (for_ever ? calls >= fails_at : calls == fails_at);
}

void *
malloc(size_t size)
{
	void *p = fails() ? NULL : __libc_malloc(size);

	alive += p != NULL;
	return p;
}

void *
calloc(size_t n, size_t size)
{
	void *p = fails() ? NULL : __libc_calloc(n, size);

	alive += p != NULL;
	return p;
}

void *
realloc(void *old, size_t size)
{
	void *p = fails() ? NULL : __libc_realloc(old, size);

	alive += old == NULL && p != NULL;
	return p;
}

void
free(void *p)
{
	alive -= p != NULL;
	__libc_free(p);
}

static const char schema[] =
    "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\","
    " \"$id\": \"https://example.com/a\", \"title\": \"T\","
    " \"properties\": {\"h\": {\"format\": \"idn-hostname\"}, \"e\": {\"format\": "
    "\"even\"},"
    "  \"p\": {\"pattern\": \"^[a-z]+\\\\d{2,3}$\"}, \"q\": {\"pattern\": "
    "\"(a)\\\\1(?<=a)\"},"
    "  \"s\": {\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"},"
    "  \"r\": {\"$ref\": \"b\"}, \"n\": {\"multipleOf\": 0.01},"
    "  \"u\": {\"uniqueItems\": true, \"contains\": {\"const\": {\"x\": [1]}}}},"
    " \"unevaluatedProperties\": {\"anyOf\": [{\"type\": \"null\"}, {\"enum\": [1, 2, "
    "[3]]}]}}";
static const char other[] =
    "{\"$schema\": \"http://json-schema.org/draft-07/schema#\","
    " \"oneOf\": [{\"required\": [\"k\"]}, {\"type\": \"array\"}]}";
static const char wrong[] =
    "{\"type\": \"strin\", \"pattern\": \"(\", \"$ref\": \"nowhere\"}";
static const char good[] =
    "{\"h\": \"m\303\274nchen.de\", \"e\": \"ab\", \"p\": \"abc12\", \"q\": \"xaa\","
    " \"s\": {\"type\": \"object\", \"properties\": {\"a\": true}}, \"r\": {\"k\": 1}, "
    "\"n\": "
    "12.34,"
    " \"u\": [{\"x\": [1]}, {\"x\": [2]}], \"z\": [3], \"\\u00e9\": null}";
static const char bad[] =
    "{\"h\": \"-\303\274\", \"e\": \"a\", \"p\": \"12\", \"q\": \"ab\", \"s\": "
    "{\"type\": 1},"
    " \"r\": {\"K\": 1}, \"n\": 1234567890123456789.001, \"u\": [1, 1], \"z\": [4]}";

static int
even(void *context, const char *text, size_t length)
{
	(void)context, (void)text;
	return length % 2 == 0;
}

static void
resolve(void *context, struct hookvet *h, const char *uri)
{
	(void)context;
	if (strcmp(uri, "https://example.com/b") == 0)
		(void)hookvet_add(h, uri, other, strlen(other));
}

static unsigned short_of, mistakes; /* results that say so; that are wrong */

static int
result(enum hookvet_result is, enum hookvet_result wanted, int line)
{
	if (is == HOOKVET_NO_MEMORY && fails_at != 0) {
		short_of++;
		return 0;
	}
	if (is != wanted) {
		mistakes++;
		printf("line %d: %s, not %s (%ld)\n", line, hookvet_result_text(is),
		       hookvet_result_text(wanted), fails_at);
	}
	return is == wanted;
}
#define RESULT(is, wanted) result((is), (wanted), __LINE__)

static void
check_all(struct hookvet_checker *c, const struct hookvet_schema *s)
{
	struct hookvet_stream stream = {"{}\n[]\n{\n", 8, 0, 0, 0};
	struct hookvet_document *d;
	const char *out;

	RESULT(hookvet_check(c, s, good, strlen(good)), HOOKVET_OK);
	if (RESULT(hookvet_check(c, s, bad, strlen(bad)), HOOKVET_INVALID) &&
	    hookvet_finding(c, 0) == NULL)
		mistakes++;
	RESULT(hookvet_check(c, s, "{\"a\": <html>", 12), HOOKVET_NOT_JSON);
	RESULT(hookvet_check_next(c, s, &stream), HOOKVET_OK);
	RESULT(hookvet_check_next(c, s, &stream), HOOKVET_OK);
	RESULT(hookvet_check_next(c, s, &stream), HOOKVET_NOT_JSON);
	if (RESULT(hookvet_read(c, good, strlen(good), &d), HOOKVET_OK)) {
		RESULT(hookvet_output(c, s, d, HOOKVET_LIST, &out), HOOKVET_OK);
		RESULT(hookvet_annotate(c, s, d), HOOKVET_OK);
		RESULT(hookvet_check_document(c, s, d), HOOKVET_OK);
		hookvet_document_free(d);
	}
	if (RESULT(hookvet_read(c, bad, strlen(bad), &d), HOOKVET_OK)) {
		RESULT(hookvet_output(c, s, d, HOOKVET_HIERARCHICAL, &out),
		       HOOKVET_INVALID);
		hookvet_document_free(d);
	}
}

static void
run(struct hookvet *h)
{
	struct hookvet_checker *c = hookvet_checker_new(h);
	const struct hookvet_schema *s = NULL, *none;

	hookvet_set_resolver(h, resolve, NULL);
	/* once more, if that is all it takes */
	if (RESULT(hookvet_add_format(h, "even", even, NULL), HOOKVET_OK) ||
	    RESULT(hookvet_add_format(h, "even", even, NULL), HOOKVET_OK)) {
		if (RESULT(
			hookvet_add(h, "https://example.com/a", schema, strlen(schema)),
			HOOKVET_OK) &&
		    !RESULT(hookvet_compile(h, "https://example.com/a", &s),
			    HOOKVET_OK))
			RESULT(hookvet_compile(h, "https://example.com/a", &s),
			       HOOKVET_OK);
	}
	if (RESULT(hookvet_add(h, "https://example.com/w", wrong, strlen(wrong)),
		   HOOKVET_OK) &&
	    RESULT(hookvet_compile(h, "https://example.com/w", &none),
		   HOOKVET_BAD_SCHEMA) &&
	    hookvet_schema_finding(h, 0) == NULL)
		mistakes++;
	if (s != NULL && c != NULL)
		check_all(c, s);
	hookvet_schema_free(s);
	hookvet_checker_free(c);
}

static void
run_all(void)
{
	struct hookvet *h = hookvet_new();

	if (h == NULL)
		short_of++;
	else
		run(h);
	hookvet_free(h);
}

int
main(int argc, char **argv)
{
	long step = argc > 1 ? atol(argv[1]) : 1, all, before;
	unsigned passed = 0, failed = 0;

	run_all(); /* what is made once for all threads, and printf()'s own */
	puts(mistakes == 0 ? "all is well" : "it fails with memory");
	calls = 0;
	run_all();
	all = calls;
	for (for_ever = 0; for_ever <= 1; for_ever++) {
		for (long at = 1; at <= all; at += step) {
			before = alive;
			calls = 0;
			short_of = mistakes = 0;
			fails_at = at;
			run_all();
			fails_at = 0;
			if (alive != before)
				printf("%ld, %d: %ld are lost\n", at, for_ever,
				       alive - before);
			/* what libraries go without need not be told */
			if (mistakes != 0 || alive != before ||
			    (for_ever && short_of == 0))
				failed++;
			else
				passed++;
		}
	}
	printf("%u passed, %u failed, 0 skipped\n", passed, failed);
	return failed != 0;
}
