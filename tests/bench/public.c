/*
 * public: the driver of jsonschema-benchmark, over hookvet.h alone.
 *
 *   public DIR           DIR has schema.json and instances.jsonl
 *
 * Prints what the benchmark wants of each implementation, in nanoseconds: all documents
 * once, once more after up to 100 rounds (10 seconds), and to compile the schema.
 */
#define _POSIX_C_SOURCE 200809L
#include <hookvet.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static struct hookvet_document **documents;
static size_t n;

static void
need(int ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "public: %s\n", what);
		exit(1);
	}
}

static FILE *
enter(const char *dir, const char *name)
{
	char path[4096];
	FILE *fp;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fp = fopen(path, "rb");
	need(fp != NULL, path);
	return fp;
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

	for (size_t i = 0; i < n; i++)
		need(hookvet_check_document(c, schema, documents[i]) == HOOKVET_OK,
		     "a document is not valid");
	return now() - start;
}

int
main(int argc, char **argv)
{
	struct hookvet *h = hookvet_new();
	struct hookvet_checker *c = h != NULL ? hookvet_checker_new(h) : NULL;
	const struct hookvet_schema *schema;
	char *text = NULL;
	size_t size = 0;
	long long compile, cold;

	need(argc == 2 && c != NULL, "needs a folder, and memory");
	ssize_t length = getdelim(&text, &size, '\0', enter(argv[1], "schema.json"));
	compile = now();
	hookvet_set(h, HOOKVET_FORMAT_ASSERTION, 0);
	hookvet_add(h, "", text, length > 0 ? (size_t)length : 0);
	need(hookvet_compile(h, "", &schema) == HOOKVET_OK, "schema.json");
	compile = now() - compile;
	FILE *fp = enter(argv[1], "instances.jsonl");
	while (text = NULL, size = 0, (length = getline(&text, &size, fp)) > 0) {
		documents = realloc(documents, (n + 1) * sizeof(*documents));
		need(documents != NULL && hookvet_read(c, text, (size_t)length,
						       &documents[n++]) == HOOKVET_OK,
		     "instances.jsonl");
	}
	cold = check_all(c, schema);
	for (long long i = 0; i < 100 && i < 10000000000LL / (cold + 1); i++)
		(void)check_all(c, schema);
	printf("%lld,%lld,%lld\n", cold, check_all(c, schema), compile);
	return 0;
}
