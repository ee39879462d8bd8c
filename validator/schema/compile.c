/*
 * compile: from schema documents to programs.
 *
 * A queue, no recursion: a chain of 100,000 references needs no stack.  When
 * all that the root refers to is compiled, each schema gets its list for
 * checking, and a search over the applications in place (those that do not
 * move on in the instance) finds references that go round in a circle.
 */
#include "schema/compile.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "load/pointers.h"
#include "regex/regex.h"
#include "schema/circle.h"
#include "schema/equal.h"
#include "schema/explain/phrases.h"
#include "schema/flatten.h"
#include "schema/guard.h"
#include "schema/op.h"
#include "schema/optimise.h"
#include "schema/presence.h"
#include "schema/schema-lint.h"
#include "schema/types.h"
#include "schema/uri.h"

struct instr *
compile_emit(struct compiler *c, enum op op, struct node value)
{
	struct instr *in;

	c->code = grow(c->code, &c->code_cap, c->ncode + 1, sizeof(*c->code));
	in = &c->code[c->ncode++];
	memset(in, 0, sizeof(*in));
	in->op = op;
	in->value = value;
	return in;
}

static struct schema_file *
file_of(struct compiler *c, struct node n)
{
	/* The doc is the one within a struct schema_doc within a schema_file. */
	(void)c;
	return (struct schema_file *)(void *)((char *)(uintptr_t)n.doc -
					      offsetof(struct schema_file, pub.doc));
}

static bool
is_schema(struct node n)
{
	return node_is(n, NODE_OBJECT) || node_is(n, NODE_TRUE) ||
	       node_is(n, NODE_FALSE);
}

static void
report_no_schema(struct compiler *c, struct node n)
{
	compile_error(c, n, "a schema is an object or a boolean, not %s",
		      words_type(n));
}

static struct schema *
schema_at(struct compiler *c, struct node n)
{
	struct schema_file *f = file_of(c, n);
	struct schema *s;

	if (f->compiled == NULL)
		f->compiled = xcalloc(f->pub.doc.ncells, sizeof(*f->compiled));
	/* first its check: a meta-schema that refers to it is compiled in a run of its own */
	if (f->compiled[n.at] == NULL)
		(void)store_use(f);
	s = f->compiled[n.at];
	if (s != NULL) {
		c->failed = c->failed || s->failed;
		return s;
	}
	/* one for all that are none in a file: there may be very many */
	if (!is_schema(n) && c->none != NULL && c->none->source.doc == n.doc) {
		report_no_schema(c, n);
		return f->compiled[n.at] = c->none;
	}
	s = arena_calloc(c->arena, 1, sizeof(*s));
	s->source = n;
	s->resource = store_resource_of(f, n);
	s->may = TYPE_ANY; /* nothing is known yet */
	s->must = TYPE_UNKNOWN;
	f->compiled[n.at] = s;
	if (!is_schema(n))
		c->none = s;
	c->queue = grow(c->queue, &c->queue_cap, c->nqueue + 1, sizeof(*c->queue));
	c->queue[c->nqueue++] = s;
	c->all = grow(c->all, &c->all_cap, c->nall + 1, sizeof(*c->all));
	c->all[c->nall++] = s;
	return s;
}

const struct schema *
compile_sub(struct compiler *c, struct node n)
{
	return schema_at(c, n);
}

struct diag *
compile_error(struct compiler *c, struct node at, const char *fmt, ...)
{
	struct diags *ds = file_of(c, at)->pub.diags;
	va_list ap;
	struct diag *d;

	c->failed = true;
	if (diags_full(ds)) /* nobody will see it */
		return diag_add(ds, RULE_INVALID_SCHEMA, node_span(at), "%s", "");
	va_start(ap, fmt);
	d = diag_add(ds, RULE_INVALID_SCHEMA, node_span(at), "%s",
		     arena_vprintf(c->arena, fmt, ap));
	va_end(ap);
	d->pointer = pointers_below(&c->pointers, doc_root(at.doc), at);
	return d;
}

/* Where in the text a part of a string stands; escapes make it the whole. */
static struct span
part_of(struct node at, bool at_key, struct str pattern, const struct regex_error *err)
{
	struct span whole = at_key ? node_key_span(at) : node_span(at);

	if (whole.end - whole.start != pattern.len + 2 || err->length == 0)
		return whole;
	return (struct span){whole.start + 1 + err->offset,
			     whole.start + 1 + err->offset + err->length};
}

static void
report_regex(struct compiler *c, struct node at, struct span span,
	     const struct regex_error *err)
{
	struct diags *ds = file_of(c, at)->pub.diags;
	struct diag *d =
	    diag_add_as(ds, RULE_REGEX_DIALECT, SEV_ERROR, span, "%s", err->message);

	if (err->problem == REGEX_UNSUPPORTED)
		diag_note(ds, d, "the pattern is valid, but cannot be run here");
	c->failed = true;
}

/* Made ready in a way that there is still time and memory for. */
static struct regex *
new_regex(struct store *s, struct str pattern, struct regex_error *err)
{
	unsigned engines = REGEX_ANY;
	struct regex *re;

	if (s->nregexes++ >= REGEX_TABLES)
		engines &= ~(unsigned)REGEX_DFA;
	if (s->regex_bytes > REGEX_BYTES)
		engines &= ~(unsigned)REGEX_PCRE2;
	re = regex_compile_for(pattern, engines, err);
	if (re != NULL)
		s->regex_bytes += regex_size(re);
	else if ((engines & REGEX_PCRE2) == 0 && err->problem == REGEX_UNSUPPORTED)
		snprintf(err->message, sizeof(err->message),
			 "the patterns before it take all the memory that there is "
			 "for patterns");
	return re;
}

const struct regex *
compile_regex(struct compiler *c, struct str pattern, struct node at, bool at_key)
{
	struct known_regex *known = map_find_str(&c->store->regexes, pattern);
	struct regex *regex;
	struct regex_error err;
	struct span span;

	if (known != NULL)
		return known->regex;
	if (file_of(c, at)->trusted) {
		known = map_put_str(&c->store->regexes, pattern);
		return known->regex = regex_trusted(pattern);
	}
	regex = new_regex(c->store, pattern, &err);
	span = part_of(at, at_key, pattern, &err);
	if (regex == NULL) {
		report_regex(c, at, span, &err);
		return NULL;
	}
	known = map_put_str(&c->store->regexes, pattern);
	known->regex = regex;
	if (err.warning[0] != '\0')
		diag_add(file_of(c, at)->pub.diags, RULE_REGEX_DIALECT, span, "%s",
			 err.warning);
	return regex;
}

struct node
compile_sibling(const struct compiler *c, const char *name)
{
	return node_member(c->schema->source, name);
}

bool
compile_count(struct node value, size_t *count)
{
	struct number n, limit;
	int64_t small;

	if (!node_is(value, NODE_NUMBER))
		return false;
	n = number_read(node_text(value));
	limit = number_read(STR("0"));
	if (!number_is_integer(&n) || number_compare(&n, &limit) < 0)
		return false;
	*count = node_int64(value, &small) ? size_from((uint64_t)small) : SIZE_MAX;
	return true;
}

/* The dynamic anchors of a resource may be jumped to from anywhere. */
static void
touch_resource(struct compiler *c, struct resource *r)
{
	for (; r != NULL && !r->touched; r = r->outer) {
		r->touched = true;
		for (size_t i = 0; i < r->anchors.n; i++) {
			struct anchor *a = map_at(&r->anchors, i);

			if (a->dynamic)
				a->compiled = schema_at(c, a->node);
		}
		if (r->recursive_anchor)
			schema_at(c, r->root);
	}
}

static void
compile_members(struct compiler *c, struct schema *s)
{
	bool repeated = node_repeats_name(s->source);
	bool ref_alone = c->dialect->dialect <= DIALECT_DRAFT7 &&
			 node_is(node_member(s->source, "$ref"), NODE_STRING);

	if (repeated)
		store_indexed(s->resource->file, true);
	NODE_EACH(member, s->source)
	{
		struct str name = node_key(member);
		const struct keyword *k;

		/* of repeated names the last one counts, as for most readers */
		if (repeated && node_member_str(s->source, name).at != member.at)
			continue;
		if (ref_alone && !str_equal(name, STR("$ref")))
			continue;
		if (str_equal(name, STR("x-hookvet")))
			s->hint = (uint32_t)member.at;
		k = keyword_of(c->store->keywords, member, c->dialect);
		if (k == NULL)
			compile_emit(c, OP_ANNOTATION, member);
		else if (k->compile != NULL)
			k->compile(c, k->op, member);
	}
	if (repeated)
		store_indexed(s->resource->file, false);
}

/* What has been emitted becomes the schema's code. */
static void
take_code(struct compiler *c, struct schema *s)
{
	s->ncode = (uint32_t)c->ncode; /* as many as cells, at most */
	s->code = arena_alloc(c->arena, c->ncode * sizeof(*s->code));
	if (c->ncode != 0)
		memcpy(s->code, c->code, c->ncode * sizeof(*s->code));
	c->ncode = 0;
}

/* Whether it stands where its dialect has no schemas. */
static bool
is_odd(const struct schema *s)
{
	const uint64_t *schemas = s->resource->file->schemas;

	return (schemas[s->source.at / 64] >> (s->source.at % 64) & 1) == 0;
}

static void
compile_schema(struct compiler *c, struct schema *s)
{
	if (s->compiled)
		return;
	s->compiled = true;
	if (!store_use(s->resource->file))
		c->failed = true;
	else if (node_is(s->source, NODE_OBJECT) && is_odd(s))
		c->failed = !store_use_odd(s->resource->file, s->source) || c->failed;
	c->schema = s;
	c->dialect = s->resource->dialect;
	touch_resource(c, s->resource);
	switch (node_type(s->source)) {
	case NODE_TRUE:
		s->always = true;
		break;
	case NODE_FALSE:
		s->never = true;
		s->may = TYPE_UNKNOWN;
		break;
	case NODE_OBJECT:
		compile_members(c, s);
		break;
	default:
		report_no_schema(c, s->source);
		break;
	}
	take_code(c, s);
	optimise_schema(c, s);
}

static bool
run_queue(struct compiler *c)
{
	while (c->nqueue != 0)
		compile_schema(c, c->queue[--c->nqueue]);
	circles_find(c);
	for (size_t i = 0; i < c->nall && !c->failed; i++) {
		optimise_links(c->all[i]);
		types_find(c->all[i]);
		flatten_schema(c->all[i], c->store);
	}
	for (size_t i = 0; i < c->nall && !c->failed; i++)
		flatten_leaf(c->all[i]); /* what lies below may come behind */
	if (!c->failed)
		presence_number(c->all, c->nall, c->store);
	if (!c->failed)
		guards_find(c->all, c->nall, c->arena);
	for (size_t i = 0; i < c->nall; i++) {
		c->all[i]->failed = c->failed;
		c->all[i]->settled = true;
	}
	mem_free(c->queue);
	mem_free(c->all);
	mem_free(c->code);
	return !c->failed;
}

static struct node
find_root(struct store *s, const struct schema_doc *doc, struct str uri)
{
	static const struct resource nowhere = {.uri = {"", 0}};
	const struct resource *from = &nowhere;
	struct target t;

	if (doc != NULL) {
		struct schema_file *f = (struct schema_file *)(void *)(uintptr_t)doc;

		if (!store_read(f) || !str_starts(uri, STR("#")))
			return f->pub.invalid ? NODE_ABSENT : doc_root(&f->pub.doc);
		from = f->resources[0];
	}
	t = store_resolve(s, from, uri);
	if (t.problem == RESOLVE_NO_DOCUMENT)
		(void)store_miss(s, uri_without_fragment(uri));
	return t.problem == RESOLVED ? t.node : NODE_ABSENT;
}

/* NULL if it cannot be used. */
static struct schema *
compile_root(struct store *s, struct node root)
{
	struct compiler c = {
	    .store = s, .arena = s->arena, .pointers = {s->arena, NULL}};
	struct schema *schema;
	bool ok;

	if (!node_exists(root))
		return NULL;
	schema = schema_at(&c, root);
	ok = run_queue(&c);
	pointers_release(&c.pointers);
	return ok ? schema : NULL;
}

static struct program *
program_new(struct store *s, const struct schema *root, struct str uri)
{
	struct program *p = arena_calloc(s->arena, 1, sizeof(*p));

	p->store = s;
	atomic_init(&p->root, root);
	p->uri = uri;
	return p;
}

const struct program *
store_compile(struct store *s, const struct schema_doc *doc, struct str uri)
{
	const struct schema *root;

	/* The caller's may not live as long as the store. */
	uri.s = arena_strndup(s->arena, uri.s, uri.len);
	root = compile_root(s, find_root(s, doc, uri));
	if (s->config.lint)
		schema_lint_all(s);
	return root != NULL ? program_new(s, root, uri) : NULL;
}

const struct program *
store_program(struct store *s, struct str uri)
{
	/* a document of the user's may take the place of one that it refers to */
	for (const struct schema_file *f = s->files; f != NULL; f = f->next) {
		if (!f->pub.builtin)
			return store_compile(s, NULL, uri);
	}
	return program_new(s, NULL, uri);
}

const struct schema *
program_compile(struct program *p)
{
	const struct schema *root;

	mem_hold();
	pthread_mutex_lock(&p->store->lock);
	root = atomic_load_explicit(&p->root, memory_order_relaxed);
	if (root == NULL) {
		root = compile_root(p->store, find_root(p->store, NULL, p->uri));
		assert(root != NULL); /* what is built in is right */
		atomic_store_explicit(&p->root, root, memory_order_release);
	}
	pthread_mutex_unlock(&p->store->lock);
	mem_unhold();
	return root;
}
