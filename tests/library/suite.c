/*
 * suite: the official JSON Schema test suite through hookvet.h alone.
 *
 *   suite DIR            DIR holds tests/, remotes/ and output-tests/
 *
 * The files of the suite are cut into their values by the few functions here: so each
 * schema and each document reaches the library as it was written.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <hookvet.h>

struct text {
	const char *s;
	size_t len;
};

static unsigned passed, failed, missed;
static struct hookvet *h;
static struct hookvet_checker *c;

/* ---- the values of a JSON text that is right */

static const char *
skip_space(const char *p)
{
	return p + strspn(p, " \t\r\n,:");
}

static const char *
end_of_string(const char *p)
{
	for (p++; *p != '"'; p++)
		p += *p == '\\';
	return p + 1;
}

static const char *
end_of_value(const char *p)
{
	size_t depth = 0;

	do {
		p = skip_space(p);
		if (*p == '"')
			p = end_of_string(p);
		else if (*p == '[' || *p == '{')
			depth++, p++;
		else if (*p == ']' || *p == '}')
			depth--, p++;
		else
			p += strcspn(p, " \t\r\n,:]}");
	} while (depth != 0);
	return p;
}

/* The value at p, which moves behind it; its s is NULL at the end of a container. */
static struct text
next_value(const char **p)
{
	struct text t = {skip_space(*p), 0};

	if (*t.s == ']' || *t.s == '}' || *t.s == '\0')
		return (struct text){NULL, 0};
	*p = end_of_value(t.s);
	t.len = (size_t)(*p - t.s);
	return t;
}

static struct text
member(struct text object, const char *name)
{
	const char *p = object.s + 1;
	struct text key, value;

	while ((key = next_value(&p)).s != NULL) {
		value = next_value(&p);
		if (key.len == strlen(name) + 2 &&
		    memcmp(key.s + 1, name, key.len - 2) == 0)
			return value;
	}
	return (struct text){"\"\"", 2};
}

static int
is_true(struct text t)
{
	return t.len == 4 && memcmp(t.s, "true", 4) == 0;
}

/* ---- files */

static char *
read_file(const char *path)
{
	FILE *fp = fopen(path, "rb");
	char *s = calloc(1, 1 << 22);

	if (fp == NULL || s == NULL || fread(s, 1, (1 << 22) - 1, fp) == 0)
		exit(2);
	fclose(fp);
	return s;
}

/* Calls f for each .json file in dir, in order. */
static void
each_file(const char *dir, const char *rel, int deep,
	  void (*f)(const char *path, const char *rel))
{
	struct dirent **list;
	int n = scandir(dir, &list, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		char path[4096], below[4096];
		struct stat st;
		size_t len = strlen(list[i]->d_name);

		snprintf(path, sizeof(path), "%s/%s", dir, list[i]->d_name);
		snprintf(below, sizeof(below), "%s%s%s", rel, *rel != '\0' ? "/" : "",
			 list[i]->d_name);
		if (list[i]->d_name[0] != '.' && stat(path, &st) == 0) {
			if (S_ISDIR(st.st_mode) && deep)
				each_file(path, below, deep, f);
			else if (S_ISREG(st.st_mode) && len > 5 &&
				 strcmp(path + strlen(path) - 5, ".json") == 0)
				f(path, below);
		}
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

static const char *top;

/* Asked for what a schema refers to: http://localhost:1234/PATH lies in remotes/. */
static void
resolve(void *context, struct hookvet *hookvet, const char *uri)
{
	static const char base[] = "http://localhost:1234/";
	char path[4096];
	struct stat st;
	char *text;

	(void)context;
	if (strncmp(uri, base, sizeof(base) - 1) != 0)
		return;
	snprintf(path, sizeof(path), "%s/remotes/%s", top, uri + sizeof(base) - 1);
	if (stat(path, &st) != 0)
		return;
	text = read_file(path);
	hookvet_add(hookvet, uri, text, strlen(text));
	free(text);
}

/* ---- the suite */

static const char *folder;

/* What is not met, and why: hookvet(1). */
static int
is_known(const char *file, struct text about)
{
	if (strcmp(folder, "draft7/optional") == 0 && strcmp(file, "content.json") == 0)
		return 1; /* content keywords are annotations (draft 7 validation, 8.2) */
	/* copies of before 2026-08 allow leap seconds, which v1 does not */
	return strcmp(folder, "v1/format") == 0 && strcmp(file, "time.json") == 0 &&
	       memmem(about.s, about.len, "leap second", 11) != NULL;
}

static void
tell(int ok, const char *file, struct text group, struct text test, const char *what)
{
	struct text name = member(group, "description");
	struct text about = member(test, "description");

	if (ok) {
		passed++;
	} else if (is_known(file, about)) {
		missed++;
	} else {
		failed++;
		printf("FAIL %s/%s: %.*s: %.*s: %s\n", folder, file, (int)name.len,
		       name.s, (int)about.len, about.s, what);
	}
}

static void
begin(const char *dialect, int assertion)
{
	h = hookvet_new();
	hookvet_set_dialect(h, dialect);
	hookvet_set(h, HOOKVET_FORMAT_ASSERTION, (uint64_t)assertion);
	hookvet_set_resolver(h, resolve, NULL);
	c = hookvet_checker_new(h);
}

static void
end(void)
{
	hookvet_checker_free(c);
	hookvet_free(h);
}

static const struct hookvet_schema *
compile(struct text schema)
{
	const struct hookvet_schema *s;
	const struct hookvet_finding *f;

	hookvet_add(h, "", schema.s, schema.len);
	if (hookvet_compile(h, "", &s) != HOOKVET_OK) {
		for (size_t i = 0; (f = hookvet_schema_finding(h, i)) != NULL; i++)
			printf("     %zu:%zu: %s\n", f->line, f->column, f->message);
	}
	return s;
}

/* A verdict, by a text and by a document that was read, and a finding if it is a no. */
static const char *
judge(const struct hookvet_schema *s, struct text data, int valid)
{
	enum hookvet_result want = valid ? HOOKVET_OK : HOOKVET_INVALID;
	const struct hookvet_finding *f;
	struct hookvet_document *d;
	const char *out;
	int ok;

	if (s == NULL)
		return "the schema was refused";
	if (hookvet_check(c, s, data.s, data.len) != want)
		return valid ? "refused" : "accepted";
	f = hookvet_finding(c, 0);
	if (valid != (f == NULL) || (f != NULL && f->offset + f->length > data.len))
		return "no finding within the text";
	if (hookvet_read(c, data.s, data.len, &d) != HOOKVET_OK)
		return "not read";
	ok = hookvet_check_document(c, s, d) == want &&
	     hookvet_output(c, s, d, HOOKVET_FLAG, &out) == want &&
	     hookvet_annotate(c, s, d) == want;
	hookvet_document_free(d);
	return ok ? NULL : "text and document differ";
}

static const char *dialect;
static int assertion;

static void
run_file(const char *path, const char *file)
{
	char *text = read_file(path);
	const char *p = skip_space(text) + 1, *t;
	struct text group, test;

	while ((group = next_value(&p)).s != NULL) {
		const struct hookvet_schema *s;

		begin(dialect, assertion);
		s = compile(member(group, "schema"));
		t = member(group, "tests").s + 1;
		while ((test = next_value(&t)).s != NULL) {
			const char *what = judge(s, member(test, "data"),
						 is_true(member(test, "valid")));

			tell(what == NULL, file, group, test, what);
		}
		hookvet_schema_free(s);
		end();
	}
	free(text);
}

static void
run_folder(const char *name, const char *of, int asserts)
{
	char path[4096];

	folder = name;
	dialect = of;
	assertion = asserts;
	snprintf(path, sizeof(path), "%s/tests/%s", top, name);
	each_file(path, "", 0, run_file);
}

/* Each format's output against the schema that the test has for it. */
static void
run_output(const struct hookvet_schema *s, const char *file, struct text group,
	   struct text test)
{
	static const char *const formats[] = {"flag", "basic", "list", "hierarchical"};
	static const enum hookvet_output_format values[] = {
	    HOOKVET_FLAG, HOOKVET_LIST, HOOKVET_LIST, HOOKVET_HIERARCHICAL};
	struct text data = member(test, "data"), outputs = member(test, "output");

	for (size_t i = 0; i < 4; i++) {
		struct text wanted = member(outputs, formats[i]);
		struct hookvet *before = h;
		const struct hookvet_schema *judge_of;
		struct hookvet_document *d;
		char path[4096];
		const char *out;

		if (wanted.len == 2)
			continue;
		hookvet_read(c, data.s, data.len, &d);
		hookvet_output(c, s, d, values[i], &out);
		h = hookvet_new();
		hookvet_set_dialect(h, dialect);
		snprintf(path, sizeof(path), "%s/%s/output-schema.json", top, folder);
		char *schema = read_file(path);
		hookvet_add(h, "http://localhost:1234/output-schema.json", schema,
			    strlen(schema));
		free(schema);
		judge_of = compile(wanted);
		struct hookvet_checker *other = hookvet_checker_new(h);
		tell(judge_of != NULL && out != NULL &&
			 hookvet_check(other, judge_of, out, strlen(out)) == HOOKVET_OK,
		     file, group, test, "the output is not as wanted");
		hookvet_checker_free(other);
		hookvet_schema_free(judge_of);
		hookvet_document_free(d);
		hookvet_free(h);
		h = before;
	}
}

static void
run_output_file(const char *path, const char *file)
{
	char *text = read_file(path);
	const char *p = skip_space(text) + 1, *t;
	struct text group, test;

	while ((group = next_value(&p)).s != NULL) {
		const struct hookvet_schema *s;

		begin(dialect, 0);
		s = compile(member(group, "schema"));
		t = member(group, "tests").s + 1;
		while (s != NULL && (test = next_value(&t)).s != NULL)
			run_output(s, file, group, test);
		hookvet_schema_free(s);
		end();
	}
	free(text);
}

static void
run_outputs(const char *name, const char *of)
{
	char path[4096];

	folder = name;
	dialect = of;
	snprintf(path, sizeof(path), "%s/%s/content", top, name);
	each_file(path, "", 0, run_output_file);
}

int
main(int argc, char **argv)
{
	static const char *const folders[][2] = {
	    {"draft4", "draft4"},        {"draft6", "draft6"},
	    {"draft7", "draft7"},        {"draft2019-09", "2019-09"},
	    {"draft2020-12", "2020-12"}, {"v1", "v1"}};

	if (argc != 2)
		return 2;
	top = argv[1];
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		char name[256];

		run_folder(folders[i][0], folders[i][1], 0);
		snprintf(name, sizeof(name), "%s/optional", folders[i][0]);
		run_folder(name, folders[i][1], 0);
		snprintf(name, sizeof(name), "%s/optional/format", folders[i][0]);
		run_folder(name, folders[i][1], 1);
	}
	run_folder("v1/format", "v1", 1);
	run_folder("v1/proposals/propertyDependencies", "v1", 0);
	run_outputs("output-tests/draft2019-09", "2019-09");
	run_outputs("output-tests/draft2020-12", "2020-12");
	run_outputs("output-tests/v1", "v1");
	printf("%u passed, %u failed, %u skipped\n", passed, failed, missed);
	return failed != 0;
}
