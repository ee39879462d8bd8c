/*
 * hostile: schemas and documents that go deep, or branch, on stacks of 64 KB to 8 MB: each
 * call gives a result, in seconds.
 */
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <hookvet.h>

enum { ROOM = 1 << 24, SECONDS = 30 }; /* of a processor, with a sanitizer */

static char schema[ROOM], document[ROOM];
static unsigned passed, failed;

struct text {
	char *s;
	size_t len;
};

static void
put(struct text *t, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	t->len += (size_t)vsnprintf(t->s + t->len, ROOM - t->len, format, ap);
	va_end(ap);
}

/* n times. */
static void
repeat(struct text *t, unsigned n, const char *what)
{
	while (n-- != 0)
		put(t, "%s", what);
}

static void
nest(struct text *t, unsigned n, const char *open, const char *middle,
     const char *close)
{
	repeat(t, n, open);
	put(t, "%s", middle);
	repeat(t, n, close);
}

/* A row of schemas in $defs, each of which leads to the next. */
static void
chain(struct text *t, unsigned n, const char *link, const char *last)
{
	put(t, "{\"$ref\": \"#/$defs/0\", \"$defs\": {");
	for (unsigned i = 0; i < n; i++) {
		put(t, "\"%u\": ", i);
		put(t, link, i + 1, i + 1);
		put(t, ", ");
	}
	put(t, "\"%u\": %s}}", n, last);
}

enum { KINDS = 13 };

static void
make(int kind, struct text *s, struct text *d)
{
	switch (kind) {
	case 0: /* a deep document, several frames for each level */
		put(s, "{\"anyOf\": [{\"not\": {\"not\": {\"items\": {\"allOf\": "
		       "[{\"$ref\": \"#\"}, {\"oneOf\": [{\"type\": [\"array\", "
		       "\"null\"]}]}]}}}}]}");
		nest(d, 500, "[", "1", "]");
		break;
	case 1:
		put(s, "{\"items\": {\"$ref\": \"#\"}, \"type\": \"array\"}");
		nest(d, 510, "[", "1", "]");
		break;
	case 2: /* a deep schema */
		nest(s, 250, "{\"not\": ", "{\"type\": \"string\"}", "}");
		put(d, "1");
		break;
	case 3:
		nest(s, 120, "{\"properties\": {\"a\": {\"allOf\": [", "false", "]}}}");
		nest(d, 120, "{\"a\": ", "1", "}");
		break;
	case 4:
		chain(s, 100000, "{\"$ref\": \"#/$defs/%u\"}", "{\"type\": \"null\"}");
		put(d, "1");
		break;
	case 5:
		chain(s, 5000,
		      "{\"allOf\": [{\"$ref\": \"#/$defs/%u\"}, {\"title\": \"%u\"}]}",
		      "{\"type\": \"null\"}");
		put(d, "1");
		break;
	case 6: /* each level doubles */
		chain(s, 200,
		      "{\"anyOf\": [{\"not\": {\"$ref\": \"#/$defs/%u\"}}, {\"$ref\": "
		      "\"#/$defs/%u\", \"unevaluatedItems\": false}]}",
		      "{\"type\": \"null\"}");
		put(d, "[[]]");
		break;
	case 7: /* patterns: for PCRE2, and for a table */
		put(s, "{\"pattern\": \"(?<=a)");
		nest(s, 190, "(?:a|(?=b)", "x", ")+");
		put(s, "\", \"not\": {\"pattern\": \"");
		nest(s, 190, "(a|", "x", ")?");
		put(s, "\"}}");
		put(d, "\"");
		repeat(d, 5000, "ab");
		put(d, "\"");
		break;
	case 8: /* deep values that are compared */
		put(s, "{\"uniqueItems\": true, \"contains\": {\"const\": ");
		nest(s, 500, "[", "", "]");
		put(s, "}}");
		put(d, "[");
		for (int i = 0; i < 70; i++) {
			nest(d, 500, "[", i == 3 ? "1" : "", "]");
			put(d, ",");
		}
		put(d, "1]");
		break;
	case 9: /* a circle */
		put(s, "{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"allOf\": "
		       "[{\"$ref\": \"#/$defs/a\"}]}}}");
		put(d, "1");
		break;
	case 10: /* dynamic scopes */
		put(s, "{\"$dynamicAnchor\": \"n\", \"unevaluatedProperties\": false, "
		       "\"properties\": {\"a\": {\"$dynamicRef\": \"#n\"}}}");
		nest(d, 505, "{\"a\": ", "{\"b\": 1}", "}");
		break;
	case 11: /* many mistakes */
		put(s,
		    "{\"items\": {\"anyOf\": [{\"type\": \"string\"}, {\"properties\": "
		    "{\"a\": {\"enum\": [1, 2]}}, \"required\": [\"c\", \"d\"]}]}}");
		put(d, "[");
		repeat(d, 60000, "{\"a\": 3, \"b\": []}, ");
		put(d, "0]");
		break;
	default: /* members and names */
		put(s, "{\"propertyNames\": {\"pattern\": \"^(a|b|ab)*c?$\"}, "
		       "\"additionalProperties\": {\"type\": \"integer\"}}");
		put(d, "{");
		for (int i = 0; i < 60000; i++)
			put(d, "\"%x\": %d, ", (unsigned)i, i);
		put(d, "\"\": 0}");
		break;
	}
}

struct job {
	enum hookvet_result compile, check, output, annotate;
};

static void *
run(void *arg)
{
	struct job *job = arg;
	struct hookvet *h = hookvet_new();
	struct hookvet_checker *c = hookvet_checker_new(h);
	const struct hookvet_schema *s;
	struct hookvet_document *d;
	const char *out;

	hookvet_add(h, "", schema, strlen(schema));
	job->compile = hookvet_compile(h, "", &s);
	job->check = job->output = job->annotate = HOOKVET_END;
	if (s != NULL) {
		job->check = hookvet_check(c, s, document, strlen(document));
		job->output = hookvet_read(c, document, strlen(document), &d);
		if (d != NULL) {
			job->output = hookvet_output(c, s, d, HOOKVET_LIST, &out);
			job->annotate = hookvet_annotate(c, s, d);
			(void)hookvet_output(c, s, d, HOOKVET_HIERARCHICAL, &out);
			hookvet_document_free(d);
		}
		hookvet_schema_free(s);
	}
	hookvet_checker_free(c);
	hookvet_free(h);
	return NULL;
}

static struct job
on_stack(size_t kib)
{
	struct job job;
	pthread_attr_t attributes;
	pthread_t thread;

	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, kib * 1024);
	if (pthread_create(&thread, &attributes, run, &job) != 0)
		abort();
	pthread_join(thread, NULL);
	pthread_attr_destroy(&attributes);
	return job;
}

static void
check(int ok, int kind, size_t kib, const char *what, enum hookvet_result r)
{
	if (ok) {
		passed++;
		return;
	}
	failed++;
	printf("not ok: %d on %zu KB: %s: %s\n", kind, kib, what,
	       hookvet_result_text(r));
}

/* A verdict, or that there was none: the same as on a large stack if there is one. */
static void
check_verdict(int kind, size_t kib, const char *what, enum hookvet_result r,
	      enum hookvet_result large)
{
	check(r == large || r == HOOKVET_TOO_DEEP || r == HOOKVET_END, kind, kib, what,
	      r);
}

/*
 * A chain of stores' documents, each of which is the meta-schema of the one before.
 */
static void *
metas(void *arg)
{
	struct hookvet *h = hookvet_new();
	const struct hookvet_schema *s;
	char uri[64], text[256];

	for (int i = 0; i < 2000; i++) {
		snprintf(uri, sizeof(uri), "https://example.com/%d", i);
		snprintf(text, sizeof(text),
			 "{\"$schema\": \"https://example.com/%d\", \"$id\": \"%s\", "
			 "\"$vocabulary\": {}}",
			 i + 1, uri);
		hookvet_add(h, uri, text, strlen(text));
	}
	*(enum hookvet_result *)arg = hookvet_compile(h, "https://example.com/0", &s);
	hookvet_schema_free(s);
	hookvet_free(h);
	return NULL;
}

static void
test_kind(int kind)
{
	static const size_t stacks[] = {128, 256, 512, 1024};
	struct text s = {schema, 0}, d = {document, 0};
	clock_t start = clock();
	struct job large, job;

	make(kind, &s, &d);
	large = on_stack(8192);
	check(large.compile == HOOKVET_OK, kind, 8192, "compile", large.compile);
	check(large.check <= HOOKVET_INVALID || large.check >= HOOKVET_TOO_DEEP, kind,
	      8192, "check", large.check);
	for (size_t i = 0; i < sizeof(stacks) / sizeof(*stacks); i++) {
		job = on_stack(stacks[i]);
		check_verdict(kind, stacks[i], "compile", job.compile, large.compile);
		check_verdict(kind, stacks[i], "check", job.check, large.check);
		check_verdict(kind, stacks[i], "output", job.output, large.output);
		check_verdict(kind, stacks[i], "annotate", job.annotate,
			      large.annotate);
	}
	if (getenv("V") != NULL)
		printf("%d: %d %d %d %d, 1 MB: %d %d %d %d, %ld s\n", kind,
		       large.compile, large.check, large.output, large.annotate,
		       job.compile, job.check, job.output, job.annotate,
		       (long)((clock() - start) / CLOCKS_PER_SEC));
	check((clock() - start) / CLOCKS_PER_SEC < SECONDS, kind, 0, "too slow",
	      HOOKVET_OK);
}

int
main(void)
{
	enum hookvet_result result;
	struct job job;
	pthread_t thread;

	strcpy(schema, "{}");
	strcpy(document, "1");
#ifndef __SANITIZE_THREAD__ /* which gives threads a larger stack */
	job = on_stack(64);
	check(job.compile == HOOKVET_TOO_DEEP, 100, 64, "compile", job.compile);
#endif
	job = on_stack(160);
	check(job.compile == HOOKVET_OK && job.check == HOOKVET_OK, 100, 160, "check",
	      job.check);
	for (int kind = 0; kind < KINDS; kind++)
		test_kind(kind);
	pthread_create(&thread, NULL, metas, &result);
	pthread_join(thread, NULL);
	check(result == HOOKVET_BAD_SCHEMA || result == HOOKVET_TOO_DEEP, 101, 8192,
	      "meta-schemas", result);
	printf("%u passed, %u failed, 0 skipped\n", passed, failed);
	return failed != 0;
}
