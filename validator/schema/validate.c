/*
 * validate: both passes in one call, and the check of schemas themselves.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/stack.h"
#include "schema/eval.h"
#include "schema/explain/findings.h"
#include "schema/explain/trace.h"
#include "schema/resources.h"
#include "schema/schema-lint.h"
#include "schema/store.h"

/* Always false; apart, so that what is valid needs no room for it. */
static __attribute__((noinline)) bool
say_why(struct eval *e, const struct program *p, struct node instance,
	const struct eval_options *opt, struct diags *ds)
{
	struct eval_options explain = {opt != NULL && opt->templates, false};

	findings_make(ds, p, schema_explain(e, p, instance, &explain, NULL), NULL,
		      explain.templates);
	return false;
}

bool
schema_validate(struct eval *e, const struct program *p, struct node instance,
		const struct eval_options *opt, struct diags *ds)
{
	return schema_check(e, p, instance, opt) || say_why(e, p, instance, opt, ds);
}

/* Whether a document of the user's takes the place of a built-in one. */
static bool
is_replaced(struct store *s, struct str uri)
{
	for (struct schema_file *f = s->files; f != NULL; f = f->next) {
		if (f->pub.builtin || !store_read(f))
			continue;
		for (size_t i = 0; i < f->nresources; i++) {
			if (str_equal(f->resources[i]->uri, uri))
				return true;
		}
	}
	return false;
}

/*
 * The program of a dialect's meta-schema: the one that was lent, if there is nothing of
 * the user's under its URI.
 */
static const struct program *
meta_program(struct store *s, const struct dialect_info *d)
{
	enum dialect known;

	if (!dialect_parse(d->uri, &known))
		return store_compile(s, NULL, d->uri); /* a meta-schema of the user's */
	if (s->lender != NULL && !is_replaced(s, d->uri))
		return meta_program(s->lender, d);
	if (s->metas[known] == NULL) {
		struct heap *heap = mem_use(s->heap);

		s->metas[known] = store_compile(s, NULL, d->uri);
		(void)mem_use(heap);
	}
	return s->metas[known];
}

void
store_borrow(struct store *s, struct store *lender)
{
	s->lender = lender;
}

/* Said with the first finding, as the dialect may be what is wrong. */
static void
note_dialect(struct schema_file *f, const struct resource *r)
{
	struct diag *d = f->pub.diags->head;

	while (d != NULL && d->rule != RULE_INVALID_SCHEMA)
		d = d->next;
	if (d == NULL || f->declared || r->root.at != 0)
		return;
	if (f->inherited != NULL)
		diag_note(f->pub.diags, d,
			  "without '$schema' it is of %s, as what refers to it",
			  dialect_name(r->dialect->dialect));
	else
		diag_note(f->pub.diags, d,
			  "without '$schema' it is of %s (see --dialect)",
			  dialect_name(r->dialect->dialect));
}

/* The values of annotations in a schema and in those within it, by cell. */
struct annotations {
	const struct keyword_table *keywords;
	const struct dialect_info *dialect;
	size_t *at;
	size_t n, cap;
};

static void
find_annotations(void *arg, struct node schema)
{
	struct annotations *a = arg;

	if (!node_is(schema, NODE_OBJECT))
		return;
	NODE_EACH(member, schema)
	{
		const struct keyword *k = keyword_of(a->keywords, member, a->dialect);

		if (k != NULL && k->op == OP_ANNOTATION && k->shape == SHAPE_PLAIN) {
			a->at = grow(a->at, &a->cap, a->n + 1, sizeof(*a->at));
			a->at[a->n++] = member.at;
		} else if (k != NULL) {
			resources_each(k->shape, member, find_annotations, a);
		}
	}
}

static int
by_number(const void *x, const void *y)
{
	size_t a = *(const size_t *)x, b = *(const size_t *)y;

	return a < b ? -1 : a > b;
}

/*
 * Whether nothing is wrong with a resource but the form of annotations: nobody reads
 * these to check a document.
 */
static bool
only_annotations(struct store *s, const struct program *meta, const struct resource *r,
		 const struct eval_options *opt)
{
	struct annotations a = {.keywords = s->keywords, .dialect = r->dialect};
	struct eval *e = s->eval;
	const size_t *skip = e->skip;
	size_t nskip = e->nskip;
	bool ok;

	for (size_t i = 0; i < nskip; i++) {
		a.at = grow(a.at, &a.cap, a.n + 1, sizeof(*a.at));
		a.at[a.n++] = skip[i];
	}
	find_annotations(&a, r->root);
	if (a.n != 0)
		qsort(a.at, a.n, sizeof(*a.at), by_number);
	e->skip = a.at;
	e->nskip = a.n;
	ok = a.n != nskip && schema_check(e, meta, r->root, opt);
	e->skip = skip;
	e->nskip = nskip;
	mem_free(a.at);
	return ok;
}

/* What is found from there on is no more than a warning. */
static void
warn_only(struct diag *d)
{
	for (; d != NULL; d = d->next) {
		if (d->severity == SEV_ERROR)
			d->severity = SEV_WARNING;
	}
}

/*
 * Resources of other dialects within a document have meta-schemas of their
 * own: each is checked for itself, and passed over from outside.
 */
static bool
check_resource(struct schema_file *f, const struct resource *r, const size_t *skip,
	       size_t nskip)
{
	struct store *s = f->store;
	const struct program *meta = meta_program(s, r->dialect);
	struct eval_options opt = {false, false};
	struct eval *e;
	bool ok;

	if (meta == NULL)
		return true; /* its own problems are reported there */
	if (s->eval == NULL)
		s->eval = eval_new();
	e = s->eval;
	e->of_schema = true;
	e->skip = skip;
	e->nskip = nskip;
	ok = schema_check(e, meta, r->root, &opt);
	if (!ok) {
		struct diag **tail = f->pub.diags->tail;

		schema_findings_as(f->pub.diags, meta,
				   schema_explain(e, meta, r->root, &opt, s->arena),
				   RULE_INVALID_SCHEMA);
		note_dialect(f, r);
		ok = only_annotations(s, meta, r, &opt);
		if (ok)
			warn_only(*tail);
	}
	e->nskip = 0;
	return ok;
}

bool
store_use_odd(struct schema_file *f, struct node n)
{
	struct resource part = *store_resource_of(f, n);

	if (f->trusted)
		return true;
	part.root = n;
	if (!check_resource(f, &part, NULL, 0))
		f->pub.invalid = true;
	return !f->pub.invalid;
}

static bool
check_resources(struct schema_file *f)
{
	size_t *skip = xreallocarray(NULL, f->nresources, sizeof(*skip));
	size_t n = 0;
	bool ok = true;

	for (size_t i = 1; i < f->nresources; i++) {
		const struct resource *r = f->resources[i];

		if (r->dialect != r->outer->dialect)
			skip[n++] = r->root.at;
	}
	ok = check_resource(f, f->resources[0], skip, n);
	for (size_t i = 1; i < f->nresources; i++) {
		const struct resource *r = f->resources[i];

		if (r->dialect != r->outer->dialect)
			ok = check_resource(f, r, NULL, 0) && ok;
	}
	mem_free(skip);
	return ok;
}

bool
store_use(struct schema_file *f)
{
	bool whole;

	stack_guard(); /* its meta-schema has one, and so on */
	f->pub.used = true;
	f->pub.stray = false;
	if (f->checked || f->trusted)
		return !f->pub.invalid;
	f->checked = true;
	whole = store_read(f);
	f->sound = whole && check_resources(f);
	f->pub.invalid = !f->sound;
	f->whole = whole; /* not before: the meta-schema is compiled meanwhile */
	if (whole && !f->store->config.lint)
		schema_lint_document(f);
	return !f->pub.invalid;
}
