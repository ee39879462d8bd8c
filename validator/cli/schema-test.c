/* schema-test: see the header. */
#include "cli/schema-test.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/pool.h"
#include "finding/lines.h"
#include "finding/safe.h"
#include "finding/trouble.h"
#include "lint/lint.h"
#include "load/reader.h"
#include "project/options.h"
#include "project/session.h"
#include "project/similar-file.h"
#include "run/outputs.h"
#include "schema/schema.h"

struct counts {
	size_t passed, failed, skipped;
};

struct testing {
	const struct options *options;
	FILE *fp;
	struct arena *arena; /* of the file */
	struct eval *eval;
	struct session metas; /* has the meta-schemas for all groups */
	const char *path;
	struct doc doc;
	struct lines lines;
	struct counts counts;
	bool trouble;
};

static const char *
text_at(struct testing *t, struct node object, const char *member)
{
	struct str s = node_string(node_member(object, member));

	return safe_text(arena_strndup(t->arena, s.s, s.len), t->arena);
}

static void
failure(struct testing *t, struct node place, struct node group, struct node test,
	const char *what)
{
	struct place at = lines_find(&t->lines, node_span(place).start);
	bool both = node_exists(test);

	t->counts.failed++;
	fprintf(t->fp, "%s:%zu:%zu: failed: %s%s%s: %s\n", safe_text(t->path, t->arena),
		at.line, at.column, text_at(t, group, "description"), both ? ": " : "",
		both ? text_at(t, test, "description") : "", what);
}

static void
run_test(struct testing *t, const struct program *program, struct node group,
	 struct node test)
{
	static const struct eval_options options = {0};
	struct node data = node_member(test, "data"),
		    wanted = node_member(test, "valid");
	bool valid;

	if (!node_exists(data) ||
	    (!node_is(wanted, NODE_TRUE) && !node_is(wanted, NODE_FALSE))) {
		failure(t, test, group, test,
			"this is no test: it wants data and valid");
		return;
	}
	valid = schema_check(t->eval, program, data, &options);
	if (valid == node_is(wanted, NODE_TRUE))
		t->counts.passed++;
	else
		failure(t, data, group, test,
			valid ? "valid, but should not be"
			      : "not valid, but should be");
}

/* The first problem in the schema, as a reason. */
static const char *
first_problem(const struct session *s)
{
	for (const struct problem *p = s->problems; p != NULL; p = p->next) {
		for (const struct diag *d = p->diags->head; d != NULL; d = d->next) {
			if (d->severity == SEV_ERROR)
				return d->message;
		}
	}
	return "the schema cannot be used";
}

/* Each group has a store of its own: groups may use the same $id. */
static void
run_group(struct testing *t, struct node group)
{
	struct session s;
	struct node schema = node_member(group, "schema");
	const struct program *program = NULL;
	struct schema_doc *doc;

	if (!session_init(&s, t->options, false) || !session_resources(&s)) {
		t->trouble = true;
	} else if (!node_exists(schema)) {
		failure(t, group, group, NODE_ABSENT, "there is no schema");
	} else {
		store_borrow(s.store, t->metas.store);
		doc = store_add(s.store, node_text(schema), t->path, STR(""));
		program = store_compile(s.store, doc, STR(""));
		session_schema_problems(&s);
	}
	NODE_EACH(test, node_member(group, "tests"))
	{
		if (program != NULL)
			run_test(t, program, group, test);
		else if (node_exists(schema) && !t->trouble)
			failure(t, test, group, test, first_problem(&s));
	}
	session_release(&s);
}

static void
run_file(struct testing *t)
{
	struct str text;
	int error = file_read(t->path, t->arena, &text);

	if (error != 0) {
		similar_file_say(t->path, error, "cannot read '%s'", t->path);
		t->trouble = true;
		return;
	}
	t->doc = (struct doc){.name = t->path, .text = text, .first_line = 1};
	if (!reader_read(&t->doc, NULL, t->arena) ||
	    !node_is(doc_root(&t->doc), NODE_ARRAY)) {
		say("'%s' is no test file: it should be an array of {\"description\", "
		    "\"schema\", \"tests\"}",
		    t->path);
		t->trouble = true;
		return;
	}
	lines_init(&t->lines, text, 1, t->arena);
	NODE_EACH(group, doc_root(&t->doc))
	{
		if (!t->trouble)
			run_group(t, group);
	}
}

static void
row(struct testing *t, struct counts before)
{
	size_t passed = t->counts.passed - before.passed;
	size_t failed = t->counts.failed - before.failed;

	fprintf(t->fp, "%-48s %6zu passed %6zu failed\n", safe_text(t->path, t->arena),
		passed, failed);
}

enum verdict
schema_test(const struct options *o, const char *const *names, size_t n)
{
	struct testing t = {.options = o, .eval = eval_new(), .arena = arena_new()};
	struct list_output out;
	bool ok = session_init(&t.metas, o, false) && list_open(&out, o);

	(void)pool_stack_enough();
	t.fp = ok ? out.fp : stdout;
	for (size_t i = 0; ok && i < n && !t.trouble; i++) {
		struct counts before = t.counts;

		arena_reset(t.arena);
		t.path = names[i];
		run_file(&t);
		if (!t.trouble)
			row(&t, before);
	}
	if (ok && !t.trouble)
		fprintf(out.fp, "%zu passed, %zu failed, %zu skipped\n",
			t.counts.passed, t.counts.failed, t.counts.skipped);
	ok = ok && list_close(&out) && !t.trouble;
	session_release(&t.metas);
	eval_free(t.eval);
	arena_free(t.arena);
	return !ok                    ? VERDICT_TROUBLE
	       : t.counts.failed != 0 ? VERDICT_FINDINGS
				      : VERDICT_CLEAN;
}
