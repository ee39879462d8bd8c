/*
 * schema: the built-in schemas, and tools for one's own.
 *
 *   list, show NAME      what is built in; --editor: as editors want it
 *   check FILE...        a schema itself: dialect, references, patterns, lint
 *   test FILE...         test files in the form of the official suite
 *   bundle FILE|NAME     one document with everything it refers to
 */
#include "schema/schema.h"
#include "base/embed.h"
#include "base/mem.h"
#include "base/suggest.h"
#include "cli/schema-editor.h"
#include "cli/schema-test.h"
#include "finding/trouble.h"
#include "lint/lint.h"
#include "project/command.h"
#include "project/options.h"
#include "project/session.h"
#include "project/settings.h"
#include "report/values.h"
#include "run/outputs.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#ifndef HOOKVET_VERSION
#define HOOKVET_VERSION "unknown"
#endif

struct action {
	const char *name, *operands;
	size_t fewest; /* operands behind the name */
	enum verdict (*run)(const struct options *o, const char *const *names,
			    size_t n);
};

static struct str
suffix(void)
{
	return STR(".json");
}

static bool
is_schema(const struct embedded *f)
{
	return str_ends(str_from(f->name), STR(".schema.json")) ||
	       str_starts(str_from(f->name), STR("json-schema/"));
}

/* The name that show and -s take: without ".schema.json". */
static struct str
short_name(const struct embedded *f)
{
	struct str name = str_from(f->name), ending = STR(".schema.json");

	name.len -= str_ends(name, ending) ? ending.len : suffix().len;
	return name;
}

static enum verdict
list_schemas(const struct options *o, const char *const *names, size_t n)
{
	struct list_output out;
	json_t *all = json_array();

	(void)names;
	(void)n;
	if (!list_open(&out, o)) {
		json_decref(all);
		return VERDICT_TROUBLE;
	}
	for (size_t i = 0; i < embedded_count; i++) {
		const struct embedded *f = &embedded_files[i];
		struct str name = short_name(f);
		json_t *root =
		    is_schema(f) ? json_loadb(f->text, f->len, 0, NULL) : NULL;
		json_t *title = json_object_get(root, "title");
		json_t *id = json_object_get(root, "$id");

		if (id == NULL)
			id = json_object_get(root, "id");
		if (root != NULL && strcmp(out.format, "json") == 0)
			json_array_append_new(all, json_pack("{s:s%, s:O?, s:O?}",
							     "name", name.s, name.len,
							     "title", title, "id", id));
		else if (root != NULL)
			fprintf(out.fp, "%-37.*s %s\n", STR_ARG(name),
				json_string_value(title != NULL ? title : id));
		json_decref(root);
	}
	if (strcmp(out.format, "json") == 0)
		value_write_lines(out.fp, all);
	else
		json_decref(all);
	return list_close(&out) ? VERDICT_CLEAN : VERDICT_TROUBLE;
}

/* Whether a schema of ours refers to another one; meta-schemas are whole to all. */
static bool
refers_out(const struct embedded *f)
{
	static const char reference[] = "\"$ref\": \"";
	const char *at = f->text;

	if (str_starts(str_from(f->name), STR("json-schema/")))
		return false;
	while ((at = strstr(at, reference)) != NULL) {
		at += sizeof(reference) - 1;
		if (*at != '#')
			return true;
	}
	return false;
}

/* As it is; whoever takes it for a whole one is told. */
static enum verdict
show_text(const struct options *o, const struct embedded *f)
{
	struct list_output out;
	struct str name = short_name(f);

	if (!list_open(&out, o))
		return VERDICT_TROUBLE;
	(void)fwrite(f->text, 1, f->len, out.fp);
	if (!list_close(&out))
		return VERDICT_TROUBLE;
	if (refers_out(f) && !o->quiet)
		say("'%.*s' refers to other schemas; whole: hookvet schema bundle "
		    "%.*s, for editors: hookvet schema show --editor %.*s",
		    STR_ARG(name), STR_ARG(name), STR_ARG(name));
	return VERDICT_CLEAN;
}

static enum verdict
show_editor(const struct options *o, const struct embedded *f)
{
	struct list_output out;
	json_t *schema = schema_for_editors(f);
	char *text;

	if (schema == NULL) {
		say("'%s' is no schema of documents that one writes; without --editor "
		    "it is shown as it is",
		    f->name);
		return VERDICT_TROUBLE;
	}
	text = json_dumps(schema, JSON_INDENT(2));
	json_decref(schema);
	if (!list_open(&out, o)) {
		free(text);
		return VERDICT_TROUBLE;
	}
	fprintf(out.fp, "%s\n", text);
	free(text);
	return list_close(&out) ? VERDICT_CLEAN : VERDICT_TROUBLE;
}

static enum verdict
show(const struct options *o, const char *const *names, size_t n)
{
	const struct embedded *f = session_builtin(str_from(names[0]));

	(void)n;
	if (f == NULL) {
		words_unknown(WORDS_SCHEMA, NULL, str_from(names[0]),
			      "there is no built-in schema '%s'", names[0]);
		return VERDICT_TROUBLE;
	}
	return o->editor ? show_editor(o, f) : show_text(o, f);
}

static void
count_finding(struct summary *s, const struct diag *d)
{
	for (; d != NULL; d = d->next) {
		s->errors += d->severity == SEV_ERROR;
		s->warnings += d->severity == SEV_WARNING;
		s->infos += d->severity == SEV_INFO;
	}
}

/* Reports what was found in the schemas; a clean one is a result too. */
static enum verdict
report_schemas(struct session *s, const struct options *o, const char *const *names,
	       size_t n)
{
	struct report_context context = {.rules = &rule_table,
					 .fail_on = SEV_ERROR,
					 .verbose = o->verbose,
					 .version = HOOKVET_VERSION};
	struct summary summary = {.files = n, .documents = n};
	struct outputs out;

	if (!outputs_open(&out, o, stdout, &context)) {
		outputs_cancel(&out);
		return VERDICT_TROUBLE;
	}
	outputs_begin(&out);
	for (size_t i = 0; i < n; i++) {
		struct diags none;
		struct result r = {.path = names[i], .diags = &none};

		diags_init(&none, s->arena, NULL, STR(""));
		for (const struct problem *p = s->problems; p != NULL; p = p->next) {
			if (strcmp(p->path, names[i]) == 0)
				r.diags = p->diags;
		}
		if (r.diags == &none)
			outputs_file(&out, &r);
	}
	for (const struct problem *p = s->problems; p != NULL; p = p->next) {
		struct result r = {.path = p->path, .diags = p->diags};

		count_finding(&summary, p->diags->head);
		summary.files_with_findings++;
		outputs_file(&out, &r);
	}
	summary.exit_status = summary.errors != 0 ? VERDICT_FINDINGS : VERDICT_CLEAN;
	if (!outputs_finish(&out, &summary))
		return VERDICT_TROUBLE;
	return summary.errors != 0 ? VERDICT_FINDINGS : VERDICT_CLEAN;
}

static enum verdict
check_schemas(const struct options *o, const char *const *names, size_t n)
{
	struct session s;
	const struct schema_doc **docs = xcalloc(n, sizeof(*docs));
	enum verdict v = VERDICT_TROUBLE;
	bool ok = session_init(&s, o, true) && session_resources(&s);

	/* all are known when the first is compiled: advice looks at the others, too */
	for (size_t i = 0; ok && i < n; i++) {
		docs[i] = session_schema_file(&s, s.current, names[i]);
		ok = docs[i] != NULL;
	}
	for (size_t i = 0; ok && i < n; i++)
		(void)store_compile(s.store, docs[i], STR(""));
	if (ok) {
		session_schema_problems(&s);
		v = report_schemas(&s, o, names, n);
	}
	free(docs);
	session_release(&s);
	return v;
}

static enum verdict
bundle(const struct options *o, const char *const *names, size_t n)
{
	struct session s;
	struct schema_doc *doc = NULL;
	struct list_output out;
	char *text = NULL;
	bool ok = session_init(&s, o, false) && session_resources(&s);

	(void)n;
	if (ok)
		doc = session_schema_doc(&s, s.current, names[0]);
	if (doc != NULL)
		text = store_bundle(s.store, doc);
	problems_print(&s);
	ok = text != NULL && list_open(&out, o);
	if (ok) {
		value_write_text(out.fp, str_from(text));
		if (*text == '\0' || text[strlen(text) - 1] != '\n')
			putc('\n', out.fp);
		ok = list_close(&out);
	}
	free(text);
	session_release(&s);
	return ok ? VERDICT_CLEAN : VERDICT_TROUBLE;
}

static const struct action actions[] = {
    {"list", "", 0, list_schemas},          {"show", "NAME", 1, show},
    {"check", "FILE...", 1, check_schemas}, {"test", "FILE...", 1, schema_test},
    {"bundle", "FILE|NAME", 1, bundle},
};

static const struct action *
action_find(const char *name)
{
	struct suggest similar;

	suggest_init(&similar, str_from(name));
	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++) {
		if (strcmp(actions[i].name, name) == 0)
			return &actions[i];
		suggest_offer(&similar, str_from(actions[i].name));
	}
	if (similar.best.s != NULL)
		say("'schema' has no action '%s'; a similar one exists: '%.*s'", name,
		    STR_ARG(similar.best));
	else
		say("'schema' has no action '%s', but list, show, check, test, bundle",
		    name);
	return NULL;
}

static enum verdict
run(const struct options *o)
{
	const struct action *a;
	size_t n;

	if (o->operands.n == 0) {
		say("schema list, show, check, test or bundle? see: hookvet schema "
		    "--help");
		return VERDICT_TROUBLE;
	}
	a = action_find(o->operands.items[0]);
	if (a == NULL)
		return VERDICT_TROUBLE;
	if (o->editor && a->run != show) {
		say("--editor is for 'schema show'");
		return VERDICT_TROUBLE;
	}
	n = o->operands.n - 1;
	if (n < a->fewest || n > operands_most(a->operands)) {
		say("use: hookvet schema %s%s%s", a->name,
		    *a->operands != '\0' ? " " : "", a->operands);
		return VERDICT_TROUBLE;
	}
	for (size_t i = 1; i <= n; i++) {
		if (strcmp(o->operands.items[i], "-") == 0) {
			say("'-' is no schema; for standard input write /dev/stdin");
			return VERDICT_TROUBLE;
		}
	}
	return a->run(o, (const char *const *)o->operands.items + 1, n);
}

const struct subcommand command_schema = {
    .name = "schema",
    .operands = "ACTION [NAME|FILE ...]",
    .summary = "built-in schemas; check, test, bundle a schema of your own",
    .about =
	"list and show NAME: what is built in; with --editor one document for "
	"editors. check FILE...: is it valid in its "
	"dialect, do its references resolve, and is "
	"there anything suspicious in it. test FILE...: run files in the form of the "
	"official JSON Schema Test Suite. bundle FILE|NAME: write one document with "
	"everything it refers to.",
    .actions = "list show check test bundle",
    .options = IN_SCHEMA,
    .words = WORDS_SCHEMA,
    .run = run,
};
