/*
 * suite: runs the official JSON Schema test suite through the engine.
 *
 *   suite DIR            DIR holds tests/ and remotes/
 *
 * Each test is checked and explained, and both must give the suite's verdict.
 * Then come the suite's output tests (the standard output must be valid
 * against the schema in the test) and its annotation tests.  Prints a row a
 * folder, every failure, and the closing line.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "load/reader.h"
#include "schema/equal.h"
#include "schema/explain/trace.h"
#include "schema/program.h"
#include "schema/schema.h"

struct counts {
	size_t passed, failed, missed;
};

/* Tests that are not met, by file and description, with the reason: hookvet(1). */
static const struct {
	const char *folder, *file, *about, *reason;
} misses[] = {
    {"draft7/optional", "content.json", "",
     "content keywords are annotations here (draft 7 validation, 8.2: MAY)"},
    {"v1/format", "time.json", "leap second",
     "copies of before 2026-08 allow leap seconds, which v1 does not"},
};

struct remote {
	char *uri;
	struct str text;
	struct remote *next;
};

static struct remote *remotes;
static struct counts total;
static struct arena *arena;
static struct eval *eval;
static struct str
read_file(const char *path)
{
	FILE *fp = fopen(path, "rb");
	struct buf b = BUF_INIT;
	size_t n;

	while (fp != NULL && (n = fread(buf_reserve(&b, 65536), 1, 65536, fp)) != 0)
		b.len += n;
	if (fp != NULL)
		fclose(fp);
	return (struct str){b.s != NULL ? b.s : xstrdup(""), b.len};
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* Calls f for each .json file below dir; rel is its path below the first dir. */
static void
each_file(const char *dir, const char *rel, bool deep,
	  void (*f)(const char *path, const char *rel, void *arg), void *arg)
{
	struct dirent **list;
	int n = scandir(dir, &list, NULL, by_name);

	for (int i = 0; i < n; i++) {
		const char *name = list[i]->d_name;
		char path[4096], below[4096];
		struct stat st;

		snprintf(path, sizeof(path), "%s/%s", dir, name);
		snprintf(below, sizeof(below), "%s%s%s", rel, *rel != '\0' ? "/" : "",
			 name);
		if (name[0] != '.' && stat(path, &st) == 0) {
			if (S_ISDIR(st.st_mode) && deep)
				each_file(path, below, deep, f, arg);
			else if (S_ISREG(st.st_mode) && strlen(name) > 5 &&
				 strcmp(name + strlen(name) - 5, ".json") == 0)
				f(path, below, arg);
		}
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

static void
add_remote(const char *path, const char *rel, void *arg)
{
	struct remote *r = xmalloc(sizeof(*r));
	struct buf uri = BUF_INIT;

	(void)arg;
	buf_printf(&uri, "http://localhost:1234/%s", rel);
	r->uri = buf_take(&uri);
	r->text = read_file(path);
	r->next = remotes;
	remotes = r;
}

/* Forgets the remotes that were added since before was the first. */
static void
drop_remotes(struct remote *before)
{
	struct remote *r;

	while ((r = remotes) != before) {
		remotes = r->next;
		free((void *)(uintptr_t)r->text.s);
		free((void *)(uintptr_t)r->uri);
		free(r);
	}
}

/* A store that knows the remotes, with the output schemas of the suite. */
static struct store *
new_store(enum dialect d, bool annotation)
{
	struct store_config cfg = {.dialect = d, .format_annotation = annotation};
	struct store *s = store_new(&cfg);

	for (struct remote *r = remotes; r != NULL; r = r->next)
		store_add(s, r->text, r->uri, str_from(r->uri));
	return s;
}

struct run {
	enum dialect dialect;
	bool annotation; /* format as the dialect has it by default */
	const char *folder;
	struct counts counts;
};

static void
failure(struct run *run, const char *file, struct node group, struct node test,
	const char *what)
{
	struct str about = node_string(node_member(test, "description"));

	for (size_t i = 0; i < sizeof(misses) / sizeof(misses[0]); i++) {
		if (strcmp(misses[i].folder, run->folder) == 0 &&
		    strcmp(misses[i].file, file) == 0 &&
		    memmem(about.s, about.len, misses[i].about,
			   strlen(misses[i].about)) != NULL) {
			run->counts.missed++;
			printf("MISS %s/%s: %.*s: %s\n", run->folder, file,
			       STR_ARG(about), misses[i].reason);
			return;
		}
	}
	run->counts.failed++;
	printf("FAIL %s/%s: %.*s: %.*s: %s\n", run->folder, file,
	       STR_ARG(node_string(node_member(group, "description"))), STR_ARG(about),
	       what);
}

static void
print_schema_problems(struct store *s)
{
	struct schema_doc *doc;

	for (size_t i = 0; (doc = store_doc(s, i)) != NULL; i++) {
		for (struct diag *d = doc->diags->head; d != NULL; d = d->next)
			printf("     %s: %s [%s]\n", doc->name, d->message,
			       d->rule->name);
	}
}

/* Whether a refused instance gets at least one finding, inside its text. */
static bool
finds(const struct program *p, struct node data, const struct unit *u)
{
	struct diags ds;

	diags_init(&ds, arena, NULL, data.doc->text);
	schema_findings(&ds, p, u);
	diags_finish(&ds);
	return ds.head != NULL && ds.head->span.end <= data.doc->text.len;
}

static void
run_test(struct run *run, const char *file, struct node group, struct node test,
	 const struct program *p)
{
	struct eval_options opt = {false, false};
	struct node data = node_member(test, "data");
	bool want = node_is(node_member(test, "valid"), NODE_TRUE);
	bool got = schema_check(eval, p, data, &opt);
	struct unit *u = schema_explain(eval, p, data, &opt, arena);

	if (got != want)
		failure(run, file, group, test, want ? "refused" : "accepted");
	else if (u->valid != got)
		failure(run, file, group, test, "check and explain differ");
	else if (!got && !finds(p, data, u))
		failure(run, file, group, test, "refused without a finding");
	else
		run->counts.passed++;
}

static void
run_group(struct run *run, const char *file, struct node group)
{
	struct store *s = new_store(run->dialect, run->annotation);
	struct schema_doc *doc =
	    store_add(s, node_text(node_member(group, "schema")), "schema", STR(""));
	const struct program *p = store_compile(s, doc, STR(""));

	if (p == NULL)
		print_schema_problems(s);
	NODE_EACH(test, node_member(group, "tests"))
	{
		if (p == NULL)
			failure(run, file, group, test, "the schema was refused");
		else
			run_test(run, file, group, test, p);
	}
	store_free(s);
}

static bool
read_doc(struct doc *d, const char *path)
{
	struct str text = read_file(path);

	memset(d, 0, sizeof(*d));
	d->name = path;
	d->text = (struct str){arena_strndup(arena, text.s, text.len), text.len};
	free((void *)(uintptr_t)text.s);
	d->first_line = 1;
	return reader_read(d, NULL, arena);
}

static void
run_file(const char *path, const char *rel, void *arg)
{
	struct run *run = arg;
	struct doc d;

	if (!read_doc(&d, path)) {
		printf("FAIL cannot read %s\n", path);
		run->counts.failed++;
		return;
	}
	NODE_EACH(group, doc_root(&d))
	{
		run_group(run, rel, group);
	}
	arena_reset(arena);
}

static void
finish(struct run *run)
{
	printf("%-36s %5zu passed %4zu failed %4zu missed\n", run->folder,
	       run->counts.passed, run->counts.failed, run->counts.missed);
	total.passed += run->counts.passed;
	total.failed += run->counts.failed;
	total.missed += run->counts.missed;
}

static void
run_folder(const char *suite, const char *folder, enum dialect d, bool annotation)
{
	struct run run = {d, annotation, folder, {0, 0, 0}};
	char path[4096];

	snprintf(path, sizeof(path), "%s/tests/%s", suite, folder);
	each_file(path, "", false, run_file, &run);
	finish(&run);
}

/* The "output" of one test: each format's result against its schema. */
static void
run_output(struct run *run, const char *file, struct node group, struct node test,
	   const struct program *p)
{
	struct eval_options opt = {false, true};
	struct unit *u =
	    schema_explain(eval, p, node_member(test, "data"), &opt, arena);

	NODE_EACH(format, node_member(test, "output"))
	{
		struct str name = node_key(format);
		enum output_format f = str_is(name, "flag") ? OUTPUT_FLAG
				       : str_is(name, "hierarchical")
					   ? OUTPUT_HIERARCHICAL
					   : OUTPUT_BASIC;
		struct store *s = new_store(run->dialect, false);
		struct schema_doc *doc =
		    store_add(s, node_text(format), "output", STR(""));
		const struct program *judge = store_compile(s, doc, STR(""));
		struct doc out = {.name = "output", .first_line = 1};
		const char *text = schema_output(p, u, f, arena);

		out.text = str_from(text);
		if (judge == NULL) {
			failure(run, file, group, test,
				"the schema of the output was refused");
			print_schema_problems(s);
		} else if (!reader_read(&out, NULL, arena)) {
			failure(run, file, group, test, "the output is not JSON");
		} else if (!schema_check(eval, judge, doc_root(&out), NULL)) {
			failure(run, file, group, test, "the output is not as wanted");
			printf("     %s\n", text);
		} else {
			run->counts.passed++;
		}
		store_free(s);
	}
}

static void
run_output_file(const char *path, const char *rel, void *arg)
{
	struct run *run = arg;
	struct doc d;

	if (!read_doc(&d, path))
		return;
	NODE_EACH(group, doc_root(&d))
	{
		struct store *s = new_store(run->dialect, false);
		struct schema_doc *doc = store_add(
		    s, node_text(node_member(group, "schema")), "schema", STR(""));
		const struct program *p = store_compile(s, doc, STR(""));

		NODE_EACH(test, node_member(group, "tests"))
		{
			if (p == NULL)
				failure(run, rel, group, test,
					"the schema was refused");
			else
				run_output(run, rel, group, test, p);
		}
		store_free(s);
	}
}

static void
run_outputs(const char *suite, const char *name, enum dialect d)
{
	char folder[256], path[4096], schema[4096];
	struct remote *before = remotes;

	snprintf(folder, sizeof(folder), "output-tests/%s", name);
	snprintf(path, sizeof(path), "%s/%s/content", suite, folder);
	snprintf(schema, sizeof(schema), "%s/%s/output-schema.json", suite, folder);
	struct run run = {d, false, folder, {0, 0, 0}};
	add_remote(schema, "output-schema.json", NULL);
	each_file(path, "", false, run_output_file, &run);
	drop_remotes(before);
	finish(&run);
}

/* The annotations of a keyword at an instance location, against what is expected. */
struct wanted {
	struct str location, keyword;
	struct node expected; /* {schema location: value} */
	struct store *store;
	const struct program *p;
	size_t found;
	bool ok;
};

/* Whether one of the expected is this unit's, and its value the same. */
static bool
is_expected(struct wanted *w, const struct unit *u, struct str value)
{
	struct doc got = {.name = "annotation", .first_line = 1, .text = value};

	if (!reader_read(&got, NULL, arena))
		return false;
	NODE_EACH(want, w->expected)
	{
		struct target t =
		    store_resolve(w->store, w->p->root->resource, node_key(want));

		if (t.problem == RESOLVED && t.node.doc == u->schema->source.doc &&
		    t.node.at == u->schema->source.at)
			return node_equal(doc_root(&got), want);
	}
	return false;
}

static void
collect(struct wanted *w, const struct unit *u)
{
	struct buf value = BUF_INIT;

	if (!u->valid || (unit_is_keyword(u) && str_is(unit_keyword(u), "not")))
		return;
	if (unit_is_keyword(u) && str_equal(unit_keyword(u), w->keyword) &&
	    str_is(w->location, unit_instance_pointer(u, arena)) &&
	    unit_annotation(u, &value)) {
		w->found++;
		w->ok = w->ok && is_expected(w, u, buf_str(&value));
	}
	buf_release(&value);
	for (const struct unit *i = u->first; i != NULL; i = i->next)
		collect(w, i);
}

/* compatibility: "7", "<=2019", "=2020", or a list of them with commas. */
static bool
compatible(struct str c, int year)
{
	char text[64], *save = NULL;

	snprintf(text, sizeof(text), "%.*s", STR_ARG(c));
	for (char *p = strtok_r(text, ",", &save); p != NULL;
	     p = strtok_r(NULL, ",", &save)) {
		bool most = strncmp(p, "<=", 2) == 0, same = p[0] == '=';
		int n = atoi(p + (most ? 2 : same ? 1 : 0));

		if (most ? year > n : same ? year != n : year < n)
			return false;
	}
	return true;
}

static void
run_annotations_case(struct run *run, const char *file, struct node group,
		     struct store *s, const struct program *p, struct node test)
{
	struct eval_options opt = {false, true};
	struct unit *u =
	    schema_explain(eval, p, node_member(test, "instance"), &opt, arena);

	NODE_EACH(assertion, node_member(test, "assertions"))
	{
		struct wanted w = {node_string(node_member(assertion, "location")),
				   node_string(node_member(assertion, "keyword")),
				   node_member(assertion, "expected"),
				   s,
				   p,
				   0,
				   true};

		collect(&w, u);
		if (w.ok && w.found == node_count(w.expected))
			run->counts.passed++;
		else
			failure(run, file, group, assertion,
				"other annotations than wanted");
	}
}

static void
run_annotations_file(const char *path, const char *rel, void *arg)
{
	static const int years[] = {4, 6, 7, 2019, 2020};
	struct run *run = arg;
	struct doc d;

	if (!read_doc(&d, path))
		return;
	NODE_EACH(group, node_member(doc_root(&d), "suite"))
	{
		struct store *s;
		struct schema_doc *doc;
		const struct program *p;

		if (!compatible(node_string(node_member(group, "compatibility")),
				years[run->dialect]))
			continue;
		s = new_store(run->dialect, true);
		doc = store_add(s, node_text(node_member(group, "schema")), "schema",
				STR(""));
		p = store_compile(s, doc, STR(""));
		NODE_EACH(test, node_member(group, "tests"))
		{
			if (p == NULL)
				failure(run, rel, group, test,
					"the schema was refused");
			else
				run_annotations_case(run, rel, group, s, p, test);
		}
		store_free(s);
	}
}

static void
run_annotations(const char *suite, const char *name, enum dialect d)
{
	char path[4096];
	struct run run = {d, true, name, {0, 0, 0}};

	snprintf(path, sizeof(path), "%s/annotations/tests", suite);
	each_file(path, "", false, run_annotations_file, &run);
	finish(&run);
}

int
main(int argc, char **argv)
{
	static const char *const folders[] = {"draft4",       "draft6",       "draft7",
					      "draft2019-09", "draft2020-12", "v1"};
	char path[4096];

	if (argc != 2) {
		fprintf(stderr, "usage: suite DIR\n");
		return 2;
	}
	hash_seed();
	arena = arena_new();
	eval = eval_new();
	snprintf(path, sizeof(path), "%s/remotes", argv[1]);
	each_file(path, "", true, add_remote, NULL);
	for (enum dialect d = 0; d < DIALECT_COUNT; d++) {
		char name[256];

		run_folder(argv[1], folders[d], d, true);
		snprintf(name, sizeof(name), "%s/optional", folders[d]);
		run_folder(argv[1], name, d, true);
		snprintf(name, sizeof(name), "%s/optional/format", folders[d]);
		run_folder(argv[1], name, d, false);
		if (d == DIALECT_V1)
			run_folder(argv[1], "v1/format", d, false);
		if (d == DIALECT_V1)
			run_folder(argv[1], "v1/proposals/propertyDependencies", d,
				   true);
	}
	run_outputs(argv[1], "draft2019-09", DIALECT_2019_09);
	run_outputs(argv[1], "draft2020-12", DIALECT_2020_12);
	run_outputs(argv[1], "v1", DIALECT_V1);
	run_annotations(argv[1], "annotations (draft 7)", DIALECT_DRAFT7);
	run_annotations(argv[1], "annotations (2019-09)", DIALECT_2019_09);
	run_annotations(argv[1], "annotations (2020-12)", DIALECT_2020_12);
	eval_free(eval);
	arena_free(arena);
	drop_remotes(NULL);
	printf("%zu passed, %zu failed, %zu skipped\n", total.passed, total.failed,
	       total.missed);
	return total.failed != 0;
}
