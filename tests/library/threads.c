/*
 * threads: eight threads check with schemas that they share, each with a checker of its
 * own, while each compiles schemas of its own: all say the same.
 *
 *   threads [ready]     ready: the patterns are made ready before, as helgrind knows nothing
 *                       of the atomics by which one thread gives them to the others
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hookvet.h>

enum { THREADS = 8, ROUNDS = 60, PATTERNS = 40 };

static const struct hookvet_schema *shared;
static struct hookvet_document *kept;
static struct hookvet *common;
static char schema[1 << 14], document[1 << 14];

/* A schema of many patterns, for each engine, made ready when they are first needed. */
static void
make(void)
{
	size_t n = 0, d = 0;

	n += (size_t)snprintf(schema, sizeof(schema),
			      "{\"$id\": \"https://example.com/s\", \"properties\": {");
	d += (size_t)snprintf(document, sizeof(document), "{");
	for (int i = 0; i < PATTERNS; i++) {
		n += (size_t)snprintf(schema + n, sizeof(schema) - n,
				      "\"p%d\": {\"pattern\": \"%s[a-f]{%d}$\"}, ", i,
				      i % 2 ? "(?<=x)" : "^x", i + 1);
		d += (size_t)snprintf(
		    document + d, sizeof(document) - d, "\"p%d\": \"x%.*s\", ", i,
		    i % 7 == 0 ? i : i + 1,
		    "abcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdef");
	}
	snprintf(schema + n, sizeof(schema) - n,
		 "\"m\": {\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}, "
		 "\"h\": {\"format\": \"idn-hostname\"}}}");
	snprintf(document + d, sizeof(document) - d,
		 "\"m\": {\"type\": \"objekt\"}, \"h\": \"m\303\274nchen\"}");
}

/* A number for all that c says. */
static unsigned long
sum(const struct hookvet_checker *c, unsigned long h)
{
	const struct hookvet_finding *f;

	for (size_t i = 0; (f = hookvet_finding(c, i)) != NULL; i++) {
		for (const char *s = f->message; *s != '\0'; s++)
			h = h * 31 + (unsigned char)*s;
		for (const char *s = f->schema; *s != '\0'; s++)
			h = h * 31 + (unsigned char)*s;
		h = h * 31 + f->column;
	}
	return h;
}

static unsigned long
one_round(struct hookvet_checker *c)
{
	unsigned long h = 7;
	const char *out;
	struct hookvet_document *own;

	h = h * 31 +
	    (unsigned long)hookvet_check(c, shared, document, strlen(document));
	h = sum(c, h);
	h = h * 31 + (unsigned long)hookvet_check_document(c, shared, kept);
	h = sum(c, h);
	if (hookvet_read(c, document, strlen(document), &own) == HOOKVET_OK) {
		h = h * 31 +
		    (unsigned long)hookvet_output(c, shared, own, HOOKVET_LIST, &out);
		h = h * 31 + strlen(out);
		hookvet_document_free(own);
	}
	return h;
}

static unsigned long
compile_own(void)
{
	struct hookvet *h = hookvet_new();
	const struct hookvet_schema *s;
	unsigned long result;

	hookvet_add(h, "https://example.com/s", schema, strlen(schema));
	result = (unsigned long)hookvet_compile(h, "https://example.com/s", &s);
	hookvet_schema_free(s);
	hookvet_free(h);
	return result;
}

static void *
run(void *arg)
{
	unsigned long *answer = arg, first;
	struct hookvet_checker *c = hookvet_checker_new(common);

	first = *answer = one_round(c);
	for (int i = 0; i < ROUNDS; i++) {
		if (one_round(c) != first || (i % 20 == 0 && compile_own() != 0))
			*answer = 0;
	}
	hookvet_checker_free(c);
	return NULL;
}

int
main(int argc, char **argv)
{
	pthread_t threads[THREADS];
	unsigned long answers[THREADS];
	struct hookvet_checker *c;
	unsigned passed = 0, failed = 0;

	make();
	common = hookvet_new();
	c = hookvet_checker_new(common);
	hookvet_add(common, "https://example.com/s", schema, strlen(schema));
	if (hookvet_compile(common, "https://example.com/s", &shared) != HOOKVET_OK ||
	    hookvet_read(c, document, strlen(document), &kept) != HOOKVET_OK)
		abort();
	if (argc > 1 && strcmp(argv[1], "ready") == 0)
		(void)one_round(c);
	for (int i = 0; i < THREADS; i++) {
		if (pthread_create(&threads[i], NULL, run, &answers[i]) != 0)
			abort();
	}
	for (int i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		if (answers[i] != 0 && answers[i] == answers[0])
			passed++;
		else
			failed++;
	}
	hookvet_document_free(kept);
	hookvet_schema_free(shared);
	hookvet_checker_free(c);
	hookvet_free(common);
	printf("%u passed, %u failed, 0 skipped\n", passed, failed);
	return failed != 0;
}
