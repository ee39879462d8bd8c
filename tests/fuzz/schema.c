/*
 * Fuzzing the schema engine: input is a schema, a NUL byte, an instance.
 *
 * A schema that is refused must have an error with a place in its text.  For any
 * other, checking and explaining must come to one verdict; what is not valid has
 * a finding within the instance's text; the standard output is JSON.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/pool.h"
#include "load/reader.h"
#include "rules/lint.h"
#include "schema/unit.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool ok)
{
	if (!ok)
		abort();
}

static void
check_places(const struct diags *ds, struct str text)
{
	for (const struct diag *d = ds->head; d != NULL; d = d->next) {
		must(d->span.start <= d->span.end && d->span.end <= text.len);
		must(d->message[0] != '\0');
		for (const struct related *r = d->related; r != NULL; r = r->next)
			must(r->file != NULL || r->span.end <= text.len);
		for (const struct fix *f = d->fixes; f != NULL; f = f->next) {
			for (const struct edit *e = f->edits; e != NULL; e = e->next)
				must(e->span.start <= e->span.end &&
				     e->span.end <= text.len);
		}
	}
}

static size_t
errors(const struct diags *ds)
{
	size_t n = 0;

	for (const struct diag *d = ds->head; d != NULL; d = d->next)
		n += d->severity == SEV_ERROR;
	return n;
}

static void
check_schema_findings(struct store *s, bool refused)
{
	struct schema_doc *doc;
	size_t n = 0;

	for (size_t i = 0; (doc = store_doc(s, i)) != NULL; i++) {
		check_places(doc->diags, doc->doc.text);
		n += errors(doc->diags);
		diags_finish(doc->diags);
	}
	must(!refused || n != 0);
}

static void
check_output(const struct program *p, const struct unit *u, struct arena *a)
{
	for (enum output_format f = OUTPUT_FLAG; f <= OUTPUT_HIERARCHICAL; f++) {
		struct doc out = {.name = "output", .first_line = 1};

		out.text = str_from(schema_output(p, u, f, a));
		must(reader_read(&out, NULL, a) && !out.damaged);
	}
}

static void
check_instance(const struct program *p, struct doc *instance, struct arena *a)
{
	struct eval *e = eval_new();
	struct node root = doc_root(instance);

	for (unsigned bits = 0; bits < 4; bits++) {
		struct eval_options opt = {(bits & 1) != 0, (bits & 2) != 0};
		bool valid = schema_check(e, p, root, &opt);
		struct unit *u = schema_explain(e, p, root, &opt, a);
		struct diags ds;

		must(valid == u->valid);
		diags_init(&ds, a, &rule_table, NULL, instance->text);
		schema_findings(&ds, p, u);
		must(!valid || ds.head == NULL);
		must(valid || instance->damaged || ds.head != NULL);
		check_places(&ds, instance->text);
		diags_finish(&ds);
		if (opt.annotations && !instance->damaged)
			check_output(p, u, a);
	}
	eval_free(e);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	(void)pool_stack_enough();
	hash_seed();
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = size != 0 ? (const char *)data : "";
	const char *cut = memchr(text, '\0', size);
	size_t length = cut != NULL ? (size_t)(cut - text) : size;
	struct store_config cfg = {.dialect = DIALECT_2020_12, .rules = &rule_table};
	struct arena *a = arena_new();
	struct doc instance = {.name = "instance", .first_line = 1};
	struct diags syntax;
	struct schema_doc *doc;
	const struct program *p;
	struct store *s;

	cfg.lint = size % 2 != 0;
	cfg.all_branches = size % 3 == 0;
	s = store_new(&cfg);
	doc = store_add(s, (struct str){text, length}, "schema", STR(""));
	p = store_compile(s, doc, STR(""));
	must((p == NULL) == (store_compile(s, doc, STR("")) == NULL));
	check_schema_findings(s, p == NULL);
	if (cut != NULL)
		instance.text = (struct str){cut + 1, size - length - 1};
	else
		instance.text = (struct str){text, size};
	diags_init(&syntax, a, &rule_table, NULL, instance.text);
	if (p != NULL && reader_read(&instance, &syntax, a) && instance.ncells != 0)
		check_instance(p, &instance, a);
	free(store_bundle(s, doc));
	store_free(s);
	arena_free(a);
	return 0;
}
