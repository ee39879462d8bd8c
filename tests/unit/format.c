/*
 * format: our own tables (tests/formats/NAME.txt), the cases of the official
 * suite where its data are present, and strings that try to take long.
 *
 * A line of a table is "ok" or "bad" and a JSON string; "@draft4" changes the
 * dialect (2020-12 at first), "#" begins a comment.
 */
#include "schema/format.h"

#include <dirent.h>
#include <jansson.h>
#include <stdlib.h>
#include <time.h>

#include "check.h"

enum { FLAGS = JSON_DECODE_ANY | JSON_ALLOW_NUL };

static const char *
shared(void)
{
	const char *dir = getenv("SHARED");

	return dir != NULL && *dir != '\0' ? dir : "../shared";
}

static struct str
text_of(json_t *string)
{
	return (struct str){json_string_value(string), json_string_length(string)};
}

/* Names without their ending, of the files in dir. */
static void
each_file(const char *dir, const char *ending, void (*call)(const char *, const char *))
{
	struct dirent **names;
	int n = scandir(dir, &names, NULL, alphasort), i;
	char name[256];

	for (i = 0; i < n; i++) {
		size_t len = strlen(names[i]->d_name), end = strlen(ending);

		if (len > end && strcmp(names[i]->d_name + len - end, ending) == 0) {
			snprintf(name, sizeof(name), "%.*s", (int)(len - end),
				 names[i]->d_name);
			call(dir, name);
		}
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

/* Without libidn2, names are not looked at closely. */
static bool
needs_idn(const char *name)
{
#ifdef HAVE_IDN2
	(void)name;
	return false;
#else
	return strcmp(name, "hostname") == 0 || strcmp(name, "idn-email") == 0;
#endif
}

static void
table_line(const char *line, const char *name, int number, enum dialect *dialect)
{
	bool ok = strncmp(line, "ok ", 3) == 0;
	const struct format *f;
	json_t *string;

	if (*line == '#' || *line == '\0')
		return;
	if (*line == '@') {
		CHECK(dialect_parse(str_from(line + 1), dialect));
		return;
	}
	f = format_find(str_from(name), *dialect);
	if (f == NULL && strcmp(name, "idn-hostname") == 0) { /* needs libidn2 */
		CHECK_SKIP();
		return;
	}
	if (!CHECK(f != NULL) || !CHECK(ok || strncmp(line, "bad ", 4) == 0))
		return;
	if (!ok && needs_idn(name)) {
		CHECK_SKIP();
		return;
	}
	string = json_loads(line + (ok ? 3 : 4), FLAGS, NULL);
	if (!CHECK(json_is_string(string)) || !CHECK(f->test(text_of(string)) == ok))
		printf("\t%s.txt:%d: %s\n", name, number, line);
	json_decref(string);
}

static void
table(const char *dir, const char *name)
{
	char path[512], line[4096];
	enum dialect dialect = DIALECT_2020_12;
	int number = 0;
	FILE *fp;

	snprintf(path, sizeof(path), "%s/%s.txt", dir, name);
	fp = fopen(path, "r");
	if (!CHECK(fp != NULL))
		return;
	while (fgets(line, sizeof(line), fp) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		table_line(line, name, ++number, &dialect);
	}
	CHECK(number > 5);
	fclose(fp);
}

static enum dialect suite_dialect;

/* One test of a group whose schema is nothing but a format. */
static void
suite_test(const char *file, const struct format *f, json_t *test)
{
	json_t *data = json_object_get(test, "data");
	bool valid = json_is_true(json_object_get(test, "valid"));

	if (!json_is_string(data))
		return;
	if (!valid && needs_idn(f->name)) {
		CHECK_SKIP();
		return;
	}
	/* copies of before 2026-08 allow what v1 has forbidden since */
	if (valid && suite_dialect == DIALECT_V1 && strcmp(f->name, "time") == 0 &&
	    strstr(json_string_value(data), ":60") != NULL) {
		CHECK_SKIP();
		return;
	}
	if (!CHECK(f->test(text_of(data)) == valid))
		printf("\t%s %s: %s\n", dialect_name(suite_dialect), file,
		       json_string_value(json_object_get(test, "description")));
}

static void
suite_file(const char *dir, const char *name)
{
	char path[512];
	json_t *groups, *group, *schema, *test;
	const struct format *f;
	size_t i, j;

	snprintf(path, sizeof(path), "%s/%s.json", dir, name);
	groups = json_load_file(path, FLAGS, NULL);
	if (strcmp(name, "unknown") == 0) {
		CHECK(format_find(STR("unknown"), suite_dialect) == NULL);
	} else {
		CHECK(json_array_size(groups) > 0);
		json_array_foreach(groups, i, group)
		{
			schema = json_object_get(group, "schema");
			CHECK(json_object_size(schema) <= 2);
			f = format_find(text_of(json_object_get(schema, "format")),
					suite_dialect);
			if (f == NULL) { /* idn-hostname without libidn2 */
				CHECK_SKIP();
				continue;
			}
			json_array_foreach(json_object_get(group, "tests"), j, test)
			    suite_test(name, f, test);
		}
	}
	json_decref(groups);
}

static void
test_suite(void)
{
	static const struct {
		const char *folder;
		enum dialect dialect;
	} folders[] = {
	    {"draft4/optional/format", DIALECT_DRAFT4},
	    {"draft6/optional/format", DIALECT_DRAFT6},
	    {"draft7/optional/format", DIALECT_DRAFT7},
	    {"draft2019-09/optional/format", DIALECT_2019_09},
	    {"draft2020-12/optional/format", DIALECT_2020_12},
	    {"v1/format", DIALECT_V1},
	};
	char dir[512];
	DIR *d;

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		snprintf(dir, sizeof(dir), "%s/data/json-schema-test-suite/tests/%s",
			 shared(), folders[i].folder);
		d = opendir(dir);
		if (d == NULL) {
			CHECK_SKIP();
			continue;
		}
		closedir(d);
		suite_dialect = folders[i].dialect;
		each_file(dir, ".json", suite_file);
	}
}

static bool
known(const char *name, enum dialect d)
{
	return format_find(str_from(name), d) != NULL;
}

/* Validation: draft 4, 7.3; draft 6, 8.3; draft 7, 7.3; 2019-09 and later, 7.3. */
static void
test_dialects(void)
{
	static const char *const since[DIALECT_COUNT][10] = {
	    [DIALECT_DRAFT4] = {"date-time", "email", "hostname", "ipv4", "ipv6",
				"uri"},
	    [DIALECT_DRAFT6] = {"uri-reference", "uri-template", "json-pointer"},
	    [DIALECT_DRAFT7] = {"date", "time", "idn-email", "iri", "iri-reference",
				"relative-json-pointer", "regex"},
	    [DIALECT_2019_09] = {"duration", "uuid"},
	};

	for (int first = 0; first < DIALECT_COUNT; first++)
		for (int i = 0; i < 10 && since[first][i] != NULL; i++)
			for (int d = 0; d < DIALECT_COUNT; d++)
				if (!CHECK(known(since[first][i], (enum dialect)d) ==
					   (d >= first)))
					printf("\t%s\n", since[first][i]);
	CHECK(!known("", DIALECT_V1) && !known("Date", DIALECT_V1));
	CHECK(format_find(STR("date\0"), DIALECT_V1) == NULL);
}

/* Every format gets every row of trouble, ten million bytes of it. */
static void
test_hostile(void)
{
	static const char *const units[] = {
	    "1",   "a",    ".",   "-",        ":",    "/",         "~0",
	    "{a}", "{a,",  "%41", "P1D",      "@",    "\"",        "[",
	    "1:",  "\\\"", "a.",  "\xc3\xbc", "xn--", "\xd7\x90.", "\0"};
	const size_t len = 10000000;
	char *text = malloc(len);
	clock_t start = clock();
	const struct format *f;

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		size_t n = units[i][0] != '\0' ? strlen(units[i]) : 1;

		for (size_t j = 0; j < len; j++)
			text[j] = units[i][j % n];
		for (size_t k = 0; (f = format_at(k)) != NULL; k++) {
			if (strstr(f->name, "regex") != NULL)
				continue; /* tests/unit/regex */
			f->test((struct str){text, 0});
			for (size_t part = 1; part < 2000; part += 1 + part / 2)
				f->test((struct str){text, part});
			f->test((struct str){text, len});
		}
	}
	CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 60);
	free(text);
}

int
main(void)
{
	each_file("tests/formats", ".txt", table);
	test_dialects();
	test_suite();
	test_hostile();
	return check_done();
}
