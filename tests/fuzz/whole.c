/*
 * Fuzzing the whole program with all that a repository gives it: input is a document,
 * a config, a schema and a .gitignore, with a NUL byte between.  Parts may be missing:
 * a document alone is checked as everywhere; a schema without a config is given by -s.
 *
 * It checks the folder with the document in it, as a file and as lines, beside one with
 * a mistake.  Whatever the four say: four threads write the bytes that one does; every
 * report is whole; json, sarif and text tell the same findings, in the same order, and
 * those of a file lie in it; --fix adds no error and has nothing to do the second
 * time; and no run takes more memory or time than BYTES and SECONDS.
 */
#include <jansson.h>
#include <stdatomic.h>
#include <time.h>

#include "readback.h"

#include "program.h"

enum {
	WORDS = 9,
	BYTES = 16 << 20, /* live at a time, for inputs of some KB */
	SECONDS = 2,      /* of processor time, with sanitizers */
	PARTS = 4
};

/* The files of the parts. */
static const char *const names[PARTS] = {"a.json", ".hookvet.json", "s.json",
					 ".gitignore"};

/* ---- what a run takes */

/* Of sanitizers: tells each allocation.  Without them nothing is counted. */
__attribute__((weak)) int
__sanitizer_install_malloc_and_free_hooks(void (*on_malloc)(const volatile void *,
							    size_t),
					  void (*on_free)(const volatile void *));
__attribute__((weak)) size_t __sanitizer_get_allocated_size(const volatile void *p);

static _Atomic size_t live, most;

static void
on_malloc(const volatile void *p, size_t size)
{
	size_t now = atomic_fetch_add(&live, size) + size, was = most;

	(void)p;
	while (now > was && !atomic_compare_exchange_weak(&most, &was, now))
		;
}

static void
on_free(const volatile void *p)
{
	if (p != NULL)
		atomic_fetch_sub(&live, __sanitizer_get_allocated_size(p));
}

static void
count_allocations(void)
{
	static bool counted;

	if (!counted && __sanitizer_install_malloc_and_free_hooks != NULL)
		MUST(__sanitizer_install_malloc_and_free_hooks(on_malloc, on_free) > 0);
	counted = true;
}

static double
processor_time(void)
{
	struct timespec t;

	MUST(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) == 0);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- running */

static bool with_schema;

/* "check", the words up to a NULL, the schema if it is given; *written is for free(). */
static int
check(const char *const *words, struct str *written)
{
	char copies[WORDS][64] = {"hookvet", "check"}, *argv[WORDS + 1];
	double began = processor_time();
	size_t before = live;
	int argc = 2, status;

	for (; *words != NULL; words++)
		snprintf(copies[argc++], sizeof(copies[0]), "%s", *words);
	if (with_schema)
		snprintf(copies[argc++], sizeof(copies[0]), "--schema=s.json");
	for (int i = 0; i < argc; i++)
		argv[i] = copies[i];
	argv[argc] = NULL;
	most = before;
	status = program_run(argc, argv, written);
	MUST(most - before <= BYTES);
	MUST(processor_time() - began <= SECONDS);
	return status;
}

/* A report of the folder, for free(); empty if there was trouble before. */
static struct str
report(const char *format, const char *jobs)
{
	/* -v: the text folds no equal findings then */
	const char *const words[] = {"-f", format, jobs, "-v", ".", NULL};
	struct str text;
	int status = check(words, &text);

	MUST(status == EXIT_TROUBLE || text.len != 0 || strcmp(format, "json") != 0);
	if (text.len != 0 && strcmp(format, "text") != 0 &&
	    strcmp(format, "compact") != 0)
		MUST(readback_whole(format, text));
	return text;
}

static void
drop(struct str text)
{
	free((char *)(uintptr_t)text.s);
}

/* ---- what is said */

static const char *
string(json_t *v, const char *name)
{
	const char *s = json_string_value(json_object_get(v, name));

	MUST(s != NULL);
	return s;
}

static size_t
number(json_t *v, const char *name)
{
	json_t *n = json_object_get(v, name);

	MUST(json_is_integer(n) && json_integer_value(n) >= 0);
	return (size_t)json_integer_value(n);
}

/* Of the json report; the findings of a file lie in it. */
static json_t *
findings_of(json_t *json, const struct str parts[PARTS])
{
	json_t *all = json_object_get(json, "findings"), *v;
	size_t i;

	json_array_foreach(all, i, v)
	{
		MUST(number(v, "offset") <= number(v, "endOffset"));
		for (size_t n = 0; n < PARTS; n++)
			MUST(strcmp(string(v, "file"), names[n]) != 0 ||
			     number(v, "endOffset") <= parts[n].len);
		MUST(number(v, "line") >= 1 && number(v, "column") >= 1);
		MUST(number(v, "endLine") >= number(v, "line"));
	}
	return all;
}

static void
same_as_sarif(json_t *findings)
{
	struct str text = report("sarif", "-j1");
	json_t *log, *results, *v, *where;
	size_t i;

	MUST(text.len != 0);
	log = readback_json(text);
	results =
	    json_object_get(json_array_get(json_object_get(log, "runs"), 0), "results");
	MUST(json_array_size(results) == json_array_size(findings));
	json_array_foreach(findings, i, v)
	{
		json_t *r = json_array_get(results, i);

		where = json_array_get(json_object_get(r, "locations"), 0);
		where = json_object_get(json_object_get(where, "physicalLocation"),
					"region");
		MUST(strcmp(string(r, "ruleId"), string(v, "rule")) == 0);
		MUST(number(where, "startLine") == number(v, "line"));
		MUST(number(where, "startColumn") == number(v, "column"));
	}
	json_decref(log);
	drop(text);
}

/* What is not suppressed stands in the text, one behind the other. */
static void
same_as_text(json_t *findings)
{
	struct str text = report("text", "-j1"), rest = text;
	json_t *v;
	size_t i;

	json_array_foreach(findings, i, v)
	{
		char *line, *at;
		size_t len;
		FILE *fp;

		if (!json_is_null(json_object_get(v, "suppressed")))
			continue;
		fp = open_memstream(&line, &len);
		MUST(fp != NULL);
		fprintf(fp, ":%zu:%zu: %s: %s [%s]\n", number(v, "line"),
			number(v, "column"), string(v, "severity"),
			string(v, "message"), string(v, "rule"));
		MUST(fclose(fp) == 0);
		at = memmem(rest.s, rest.len, line, len);
		MUST(at != NULL);
		rest = str_slice(rest, (size_t)(at - rest.s) + len, rest.len);
		free(line);
	}
	drop(text);
}

static void
same_with_threads(struct str one)
{
	struct str four = report("json", "-j4");

	MUST(str_equal(one, four));
	drop(four);
}

/* ---- fixing */

struct errors {
	size_t all;    /* of a.json */
	size_t unread; /* whether not all was looked for */
};

static struct errors
errors_of(json_t *findings)
{
	struct errors e = {0};
	json_t *v;
	size_t i;

	json_array_foreach(findings, i, v)
	{
		const char *rule = string(v, "rule");

		if (strcmp(string(v, "file"), "a.json") != 0)
			continue;
		e.all += strcmp(string(v, "severity"), "error") == 0;
		/* behind a syntax error there may be more that was not read */
		e.unread += strcmp(rule, "gave-up") == 0 ||
			    strcmp(rule, "invalid-json") == 0 ||
			    strcmp(rule, "invalid-encoding") == 0;
	}
	return e;
}

/* The file, for free(). */
static struct str
document_now(void)
{
	char path[sizeof(place) + 16];
	FILE *fp = fopen(place_path("a.json", path, sizeof(path)), "rb");
	struct stat st;
	struct str text;
	char *s;

	MUST(fp != NULL && fstat(fileno(fp), &st) == 0);
	text.len = (size_t)st.st_size;
	s = malloc(text.len + 1);
	MUST(s != NULL && fread(s, 1, text.len, fp) == text.len);
	text.s = s;
	MUST(fclose(fp) == 0);
	return text;
}

static void
fix(json_t *findings, const char *how)
{
	const char *const words[] = {how, "-j1", "a.json", NULL};
	struct str written, once, twice, text;
	struct errors before = errors_of(findings), after;
	json_t *json;
	int status = check(words, &written);

	drop(written);
	if (status == EXIT_TROUBLE)
		return;
	once = document_now();
	text = report("json", "-j1");
	MUST(text.len != 0);
	json = readback_json(text);
	after = errors_of(json_object_get(json, "findings"));
	MUST(before.unread != 0 || (after.all <= before.all && after.unread == 0));
	json_decref(json);
	drop(text);
	status = check(words, &written);
	drop(written);
	MUST(status != EXIT_TROUBLE);
	twice = document_now();
	MUST(before.unread != 0 || before.all > 20 || str_equal(once, twice));
	drop(once);
	drop(twice);
}

/* ---- */

static const char beside[] =
    "{ \"name\": \"b\", \"webhookUrl\": \"http://h.example/\", "
    "\"products\": [], \"retryPolicy\": { \"firstRetry\": 0 } }\n";

/* A file that a config names may be any: not one that waits, or never ends. */
static bool
harmful(struct str config)
{
	return memmem(config.s, config.len, "/dev", 4) != NULL ||
	       memmem(config.s, config.len, "/proc", 5) != NULL ||
	       memmem(config.s, config.len, "/sys", 4) != NULL;
}

static void
put(const struct str parts[PARTS])
{
	place_reset();
	for (size_t i = 0; i < PARTS; i++) {
		if (i == 0 || parts[i].len != 0)
			place_write(names[i], parts[i]);
	}
	place_write("b.json", STR(beside));
	place_write("c.jsonl", parts[0]);
	with_schema = parts[1].len == 0 && parts[2].len != 0;
}

static void
judge(struct str json, const struct str parts[PARTS], uint32_t lot)
{
	json_t *v = readback_json(json);
	json_t *findings = findings_of(v, parts);

	switch (lot % 5) {
	case 0:
		same_with_threads(json);
		break;
	case 1:
		same_as_sarif(findings);
		break;
	case 2:
		same_as_text(findings);
		break;
	case 3:
		drop(report(readback_reporter(lot / 5)->name, "-j2"));
		break;
	default:
		fix(findings, lot / 5 % 2 != 0 ? "--fix" : "--fix=suggested");
	}
	json_decref(v);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = fuzz_text(data, size), rest = text, parts[PARTS], json;

	for (size_t i = 0; i < PARTS; i++)
		parts[i] = fuzz_cut(rest, '\0', &rest);
	if (harmful(str_slice(text, parts[0].len, text.len)))
		return -1;
	count_allocations();
	put(parts);
	json = report("json", "-j1");
	if (json.len != 0)
		judge(json, parts, fuzz_lot(text));
	drop(json);
	return 0;
}
