/*
 * Fuzzing the schema engine: input is a schema, a NUL byte, an instance.
 *
 * A schema that is refused must have an error with a place in its text.  For any
 * other, checking and explaining must come to one verdict; what is not valid has
 * a finding within the instance's text; the standard output is JSON.
 */
#include "base/arena.h"
#include "base/pool.h"
#include "fuzz.h"
#include "lint/lint.h"
#include "load/reader.h"
#include "schema/explain/trace.h"

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
		fuzz_places(doc->diags);
		n += errors(doc->diags);
		diags_finish(doc->diags);
	}
	MUST(!refused || n != 0);
}

static void
check_output(const struct program *p, const struct unit *u, struct arena *a)
{
	for (enum output_format f = OUTPUT_FLAG; f <= OUTPUT_HIERARCHICAL; f++) {
		struct doc out = {.name = "output", .first_line = 1};

		out.text = str_from(schema_output(p, u, f, a));
		MUST(reader_read(&out, NULL, a) && !out.damaged);
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

		MUST(valid == u->valid);
		diags_init(&ds, a, NULL, instance->text);
		schema_findings(&ds, p, u);
		MUST(!valid || ds.head == NULL);
		MUST(valid || instance->damaged || ds.head != NULL || diags_full(&ds));
		fuzz_places(&ds);
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
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest, text = fuzz_text(data, size),
			 schema = fuzz_cut(text, '\0', &rest);
	struct store_config cfg = {.dialect = DIALECT_2020_12};
	struct arena *a = arena_new();
	struct doc instance = {.name = "instance", .first_line = 1};
	struct diags syntax;
	struct schema_doc *doc;
	const struct program *p;
	struct store *s;

	cfg.lint = size % 2 != 0;
	cfg.all_branches = size % 3 == 0;
	s = store_new(&cfg);
	doc = store_add(s, schema, "schema", STR(""));
	p = store_compile(s, doc, STR(""));
	MUST((p == NULL) == (store_compile(s, doc, STR("")) == NULL));
	check_schema_findings(s, p == NULL);
	instance.text = schema.len < text.len ? rest : text;
	diags_init(&syntax, a, NULL, instance.text);
	if (p != NULL && reader_read(&instance, &syntax, a) && instance.ncells != 0)
		check_instance(p, &instance, a);
	free(store_bundle(s, doc));
	store_free(s);
	arena_free(a);
	return 0;
}
