/*
 * public: the driver of jsonschema-benchmark, over hookvet.h alone.
 *
 *   public DIR           DIR has schema.json and instances.jsonl
 *
 * Prints what the benchmark wants of each implementation, in nanoseconds: all documents
 * once, once more after up to 100 rounds (10 seconds), and to compile the schema.
 */
#include <hookvet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct hookvet_document **documents;
static size_t n;

static char *
load(const char *dir, const char *name, size_t *length)
{
	char path[4096];
	FILE *fp;
	char *text;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fp = fopen(path, "rb");
	if (fp == NULL || fseek(fp, 0, SEEK_END) != 0)
		exit(1);
	*length = (size_t)ftell(fp);
	rewind(fp);
	text = malloc(*length + 1);
	if (text == NULL || fread(text, 1, *length, fp) != *length)
		exit(1);
	fclose(fp);
	return text;
}

static long long
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* How long it takes to check all of them. */
static long long
check_all(struct hookvet_checker *c, const struct hookvet_schema *schema)
{
	long long start = now();

	for (size_t i = 0; i < n; i++) {
		if (hookvet_check_document(c, schema, documents[i]) != HOOKVET_OK)
			exit(1);
	}
	return now() - start;
}

int
main(int argc, char **argv)
{
	struct hookvet *h = hookvet_new();
	const struct hookvet_schema *schema;
	size_t length, lines;
	char *text, *line, *end;
	long long compile, cold;

	if (argc != 2 || h == NULL)
		return 1;
	hookvet_set(h, HOOKVET_FORMAT_ASSERTION, 0);
	text = load(argv[1], "schema.json", &length);
	compile = now();
	hookvet_add(h, "", text, length);
	if (hookvet_compile(h, "", &schema) != HOOKVET_OK)
		return 1;
	compile = now() - compile;
	struct hookvet_checker *c = hookvet_checker_new(h);
	line = load(argv[1], "instances.jsonl", &lines);
	documents = calloc(lines + 1, sizeof(struct hookvet_document *));
	for (char *stop = line + lines; line < stop; line = end + 1) {
		end = memchr(line, '\n', (size_t)(stop - line));
		end = end != NULL ? end : stop;
		if (hookvet_read(c, line, (size_t)(end - line), &documents[n]) ==
		    HOOKVET_OK)
			n++;
	}
	cold = check_all(c, schema);
	for (long long i = 0, most = 1 + (10000000000LL - 1) / (cold + 1);
	     i < 100 && i < most; i++)
		(void)check_all(c, schema);
	printf("%lld,%lld,%lld\n", cold, check_all(c, schema), compile);
	return 0;
}
