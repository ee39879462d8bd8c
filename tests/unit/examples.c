/*
 * The examples in the documentation of the rules: each bad one fires its rule, each
 * good one is clean of errors and warnings.  Fragments are merged into the documents
 * of corpus/examples/ as RFC 7396 says.
 */
#include <jansson.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "check.h"
#include "lint/lint.h"
#include "load/reader.h"
#include "schema/schema.h"
#include "service/catalogue.h"

struct world {
	struct store *store;
	struct lint_env env;
	struct eval *eval;
};

/* RFC 7396, 2 */
static void
merge(json_t *target, json_t *patch)
{
	const char *key;
	json_t *value, *old;

	json_object_foreach(patch, key, value)
	{
		if (json_is_null(value)) {
			json_object_del(target, key);
			continue;
		}
		old = json_object_get(target, key);
		if (json_is_object(value) && json_is_object(old)) {
			merge(old, value);
		} else if (json_is_object(value)) {
			old = json_object();
			merge(old, value);
			json_object_set_new(target, key, old);
		} else {
			json_object_set(target, key, value);
		}
	}
}

static char *
merged(const char *base, const char *fragment)
{
	char path[128], *text = NULL;
	json_t *target, *patch = json_loads(fragment, 0, NULL);

	snprintf(path, sizeof(path), "corpus/examples/%s.json", base);
	target = json_load_file(path, 0, NULL);
	if (CHECK(target != NULL) && CHECK(patch != NULL)) {
		merge(target, patch);
		text = json_dumps(target, JSON_INDENT(2));
	}
	json_decref(target);
	json_decref(patch);
	return text;
}

/* The whole text of an example and its kind; NULL if it cannot be made. */
static char *
whole(const struct rule_info *r, const char *example, enum kind *kind)
{
	*kind = KIND_NONE;
	if (r->example == EXAMPLE_TEXT || r->example == EXAMPLE_SCHEMA)
		return strdup(example);
	if (!kind_parse(str_from(r->example_of), kind)) {
		CHECK_STR(r->example_of, "create-request-v1");
		*kind = KIND_CREATE_REQUEST;
	}
	return r->example == EXAMPLE_PART ? merged(r->example_of, example)
					  : strdup(example);
}

static const struct program *
program_of(struct world *w, enum kind kind, struct arena *a)
{
	const char *uri;

	if (kind == KIND_NONE || kind == KIND_PAIR)
		return NULL;
	uri = arena_printf(a,
			   "https://schemas.hookvet.example/cybersource/%s.schema.json",
			   kind_name(kind));
	return store_compile(w->store, NULL, str_from(uri));
}

struct found {
	size_t of_rule, grave; /* grave: errors and warnings of any rule */
	char first[200];       /* the first grave one */
};

static void
count(struct found *f, const struct diags *ds, const char *rule)
{
	for (const struct diag *d = ds->head; d != NULL; d = d->next) {
		f->of_rule += strcmp(d->rule->name, rule) == 0;
		if (d->severity >= SEV_WARNING && f->grave++ == 0)
			snprintf(f->first, sizeof(f->first), "%s [%s]", d->message,
				 d->rule->name);
	}
}

static void
check_document(struct world *w, const char *rule, const char *text, enum kind kind,
	       struct found *f)
{
	struct arena *a = arena_new();
	struct doc doc = {.name = "example.json",
			  .text = str_from(text),
			  .first_line = 1,
			  .lint_numbers = true};
	struct diags ds;
	struct lint l = {.env = &w->env, .arena = a, .diags = &ds, .eval = w->eval};

	diags_init(&ds, a, NULL, doc.text);
	reader_read(&doc, &ds, a);
	l.root = doc_root(&doc);
	l.kind = kind != KIND_NONE ? kind : kind_find(l.root, doc.name);
	if (l.kind == KIND_NONE && !doc.damaged)
		diag_add(&ds, RULE_UNKNOWN_DOCUMENT, (struct span){0, 1}, "unknown");
	w->env.programs[l.kind] = program_of(w, l.kind, a);
	lint_document(&l);
	count(f, &ds, rule);
	arena_free(a);
}

/* A schema of a user: what the store says of it. */
static void
check_schema(const char *rule, const char *text, struct found *f)
{
	struct store_config config = {.dialect = DIALECT_2020_12, .lint = true};
	struct store *store = store_new(&config);
	struct schema_doc *doc = store_add(store, str_from(text), "example.schema.json",
					   STR("file:///example.schema.json"));

	if (CHECK(doc != NULL)) {
		(void)store_compile(store, doc, STR(""));
		count(f, doc->diags, rule);
	}
	store_free(store);
}

static void
run(struct world *w, const struct rule_info *r, const char *example, struct found *f)
{
	enum kind kind;
	char *text = whole(r, example, &kind);

	*f = (struct found){0};
	if (!CHECK(text != NULL))
		return;
	if (r->example == EXAMPLE_SCHEMA)
		check_schema(r->name, text, f);
	else
		check_document(w, r->name, text, kind, f);
	free(text);
}

static void
check_rule(struct world *w, const struct rule_info *r)
{
	struct found bad, good;

	if (r->example == EXAMPLE_NONE || r->bad == NULL)
		return;
	run(w, r, r->bad, &bad);
	if (!CHECK(bad.of_rule > 0))
		printf("  the bad example of %s does not fire it\n", r->name);
	if (r->good == NULL)
		return;
	run(w, r, r->good, &good);
	if (!CHECK(good.of_rule == 0))
		printf("  the good example of %s fires it\n", r->name);
	/* A text may be a piece of any document. */
	if (r->example != EXAMPLE_TEXT && !CHECK(good.grave == 0))
		printf("  the good example of %s is not clean: %s\n", r->name,
		       good.first);
}

/* What explain needs of each rule, and the order that look-ups rely on. */
static void
check_table(void)
{
	for (size_t i = 0; i < rule_table.n; i++) {
		const struct rule_info *r = &rule_table.rules[i];

		CHECK(i == 0 || strcmp(rule_table.rules[i - 1].name, r->name) < 0);
		CHECK(r->summary != NULL && r->reason != NULL && r->fix != NULL &&
		      r->source != NULL && r->found_by != NULL);
		CHECK(r->severity != SEV_OFF);
		if (r->bad == NULL)
			printf("  %s has no example\n", r->name);
	}
}

int
main(void)
{
	struct store_config config = {.dialect = DIALECT_2020_12};
	struct world w = {0};
	struct catalogue *catalogue;

	hash_seed();
	catalogue = catalogue_new();
	w.store = store_new(&config);
	w.eval = eval_new();
	w.env.settings = &lint_defaults;
	w.env.catalogue = catalogue;
	check_table();
	for (size_t i = 0; i < rule_table.n; i++)
		check_rule(&w, &rule_table.rules[i]);
	eval_free(w.eval);
	store_free(w.store);
	catalogue_free(catalogue);
	return check_done();
}
