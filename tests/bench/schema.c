/*
 * schema: how fast checking against a schema is, by the engine alone.
 *
 *     schema DIR...            each with schema.json and instances.jsonl
 *
 * For each folder: what reading alone costs, reading and checking, checking of what
 * has been read, and compiling; beside it jansson's parser and memchr() over the same
 * bytes in the same run, as other work slows all of them alike.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/pool.h"
#include "load/reader.h"
#include "rules/lint.h"
#include "schema/schema.h"

enum {
	ROUNDS = 7 /* the best counts */
};

static const double LEAST = 0.02; /* seconds that a round lasts */

struct bench {
	const char *name;
	struct arena *keep, *scratch;
	struct str schema, *lines;
	struct doc *docs;
	size_t n, bytes, invalid;
	const struct program *program;
	struct store *store;
	struct eval *eval;
	size_t sum; /* of what memchr() found: not to be left out */
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The best time of one call of f, in seconds. */
static double
measure(struct bench *b, void (*f)(struct bench *b))
{
	double best = 1e9;

	for (int round = 0; round < ROUNDS; round++) {
		double start = now(), end;
		size_t calls = 0;

		do {
			f(b);
			calls++;
			end = now();
		} while (end - start < LEAST);
		if ((end - start) / (double)calls < best)
			best = (end - start) / (double)calls;
	}
	return best;
}

static void
floor_memchr(struct bench *b)
{
	for (size_t i = 0; i < b->n; i++)
		b->sum += memchr(b->lines[i].s, '\0', b->lines[i].len) != NULL;
}

static void
floor_jansson(struct bench *b)
{
	for (size_t i = 0; i < b->n; i++)
		json_decref(json_loadb(b->lines[i].s, b->lines[i].len,
				       JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL));
}

static struct doc
read_line(struct bench *b, size_t i, struct arena *a)
{
	struct doc d = {.name = b->name, .text = b->lines[i], .first_line = 1};

	if (!reader_read(&d, NULL, a))
		exit(2);
	return d;
}

static void
only_read(struct bench *b)
{
	for (size_t i = 0; i < b->n; i++) {
		(void)read_line(b, i, b->scratch);
		arena_reset(b->scratch);
	}
}

static void
read_and_check(struct bench *b)
{
	for (size_t i = 0; i < b->n; i++) {
		struct doc d = read_line(b, i, b->scratch);

		b->sum += schema_check(b->eval, b->program, doc_root(&d), NULL);
		arena_reset(b->scratch);
	}
}

static void
only_check(struct bench *b)
{
	for (size_t i = 0; i < b->n; i++)
		b->sum +=
		    schema_check(b->eval, b->program, doc_root(&b->docs[i]), NULL);
}

static void
compile(struct bench *b)
{
	struct store_config cfg = {.dialect = DIALECT_2020_12, .rules = &rule_table};
	struct schema_doc *doc;

	store_free(b->store);
	b->store = store_new(&cfg);
	doc = store_add(b->store, b->schema, "schema", STR(""));
	b->program = store_compile(b->store, doc, STR(""));
	if (b->program == NULL)
		exit(2);
}

static bool
load(struct bench *b, const char *dir)
{
	char path[4096];
	struct str text;
	const char *slash = strrchr(dir, '/'), *end;

	b->name = slash != NULL ? slash + 1 : dir;
	snprintf(path, sizeof(path), "%s/schema.json", dir);
	if (file_read(path, b->keep, &b->schema) != 0)
		return false;
	snprintf(path, sizeof(path), "%s/instances.jsonl", dir);
	if (file_read(path, b->keep, &text) != 0)
		return false;
	b->lines = arena_calloc(b->keep, text.len + 1, sizeof(*b->lines));
	for (const char *at = text.s; at < text.s + text.len; at = end + 1) {
		end = memchr(at, '\n', (size_t)(text.s + text.len - at));
		if (end == NULL)
			end = text.s + text.len;
		if (end == at)
			continue;
		b->lines[b->n++] = (struct str){at, (size_t)(end - at)};
		b->bytes += (size_t)(end - at);
	}
	b->docs = arena_calloc(b->keep, b->n, sizeof(*b->docs));
	for (size_t i = 0; i < b->n; i++)
		b->docs[i] = read_line(b, i, b->keep);
	return true;
}

static void
run(const char *dir)
{
	struct bench b = {
	    .keep = arena_new(), .scratch = arena_new(), .eval = eval_new()};
	double jansson, reading, both, checking, compiling, least;

	if (!load(&b, dir)) {
		printf("cannot read %s\n", dir);
		exit(2);
	}
	compiling = measure(&b, compile);
	for (size_t i = 0; i < b.n; i++)
		b.invalid +=
		    !schema_check(b.eval, b.program, doc_root(&b.docs[i]), NULL);
	least = measure(&b, floor_memchr);
	jansson = measure(&b, floor_jansson);
	reading = measure(&b, only_read);
	both = measure(&b, read_and_check);
	checking = measure(&b, only_check);
	printf("%-13s %5zu %8zu %7.0f %7.0f %7.0f %7.2f %7.2f %8.1f %8.2f %6zu\n",
	       b.name, b.n, b.bytes, (double)b.bytes / jansson / 1e6,
	       (double)b.bytes / reading / 1e6, (double)b.bytes / both / 1e6,
	       checking / reading, both / jansson, checking / least, compiling * 1e3,
	       b.invalid);
	store_free(b.store);
	eval_free(b.eval);
	arena_free(b.keep);
	arena_free(b.scratch);
}

int
main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: schema DIR...\n");
		return 2;
	}
	hash_seed();
	(void)pool_stack_enough();
	printf("%-13s %5s %8s %7s %7s %7s %7s %7s %8s %8s %6s\n", "", "docs", "bytes",
	       "jansson", "read", "r+check", "check/", "r+check", "check/", "compile",
	       "in-");
	printf("%-13s %5s %8s %7s %7s %7s %7s %7s %8s %8s %6s\n", "", "", "", "MB/s",
	       "MB/s", "MB/s", "read", "/janss.", "memchr", "ms", "valid");
	for (int i = 1; i < argc; i++)
		run(argv[i]);
	return 0;
}
