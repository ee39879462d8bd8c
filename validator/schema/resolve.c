/* resolve: references within and between documents, and dialects. */
#include "base/arena.h"
#include "base/hash.h"
#include "base/suggest.h"
#include "load/index.h"
#include "load/pointers.h"
#include "schema/program.h"
#include "schema/resources.h"
#include "schema/store.h"
#include "schema/uri.h"

struct anchor *
resource_anchor(const struct resource *r, struct str name)
{
	return map_find_str(&r->anchors, name);
}

uint64_t
store_dynamic(struct store *s, struct str name)
{
	size_t i = 0;

	while (i < s->ndynamic && !str_equal(s->dynamic[i], name))
		i++;
	if (i == DYNAMIC_NAMES)
		return DYNAMIC_OTHER;
	s->dynamic[i] = name;
	s->ndynamic += i == s->ndynamic;
	return UINT64_C(1) << i;
}

void
resource_add_anchor(struct resource *r, struct str name, struct node node, bool dynamic)
{
	struct anchor *a;

	if (r->anchors.size == 0)
		r->anchors = MAP(struct anchor, NULL, r->file->store->arena);
	a = map_put_str(&r->anchors, name);
	a->node = node;
	a->dynamic = dynamic;
	if (dynamic)
		r->dynamic |= store_dynamic(r->file->store, name);
}

/* Looked up in a copy with an index: other threads may look at the document without. */
static struct node
follow_pointer(struct schema_file *f, struct node root, struct str pointer)
{
	struct doc view = f->pub.doc;
	struct node found;

	if (f->index == NULL)
		f->index = index_new(f->store->arena);
	view.index = f->index;
	found =
	    node_at_pointer((struct node){&view, root.at}, pointer, f->store->arena);
	return node_exists(found) ? (struct node){root.doc, found.at} : NODE_ABSENT;
}

static void
resolve_fragment(struct target *t, struct str fragment)
{
	if (fragment.len == 0) {
		t->node = t->resource->root;
	} else if (fragment.s[0] == '/') {
		t->node =
		    follow_pointer(t->resource->file, t->resource->root, fragment);
		t->problem = node_exists(t->node) ? RESOLVED : RESOLVE_NO_POINTER;
	} else {
		t->anchor = resource_anchor(t->resource, fragment);
		t->problem = t->anchor != NULL ? RESOLVED : RESOLVE_NO_ANCHOR;
		if (t->anchor != NULL)
			t->node = t->anchor->node;
	}
}

/* The same once more: a document without $schema takes the dialect of from. */
static struct resource *
find_inheriting(struct store *s, const struct resource *from, struct str uri,
		struct resource *found)
{
	bool some = false;

	if (from->dialect == NULL || from->file->trusted)
		return found;
	if (found != NULL)
		return store_inherit(found->file, from->dialect) ? store_find(s, uri)
								 : found;
	/* draft 4 has other identifiers than later dialects */
	for (struct schema_file *f = s->files; f != NULL; f = f->next)
		some = store_inherit(f, from->dialect) || some;
	return some ? store_find(s, uri) : NULL;
}

struct str
store_uri(struct store *s, const struct resource *from, struct str reference)
{
	size_t len = from->uri.len + reference.len;

	if (len > s->uri_bytes) {
		s->uri_bytes = 0; /* what is shorter has no better luck */
		return (struct str){NULL, 0};
	}
	s->uri_bytes -= len;
	return uri_resolve(from->uri, reference, s->arena);
}

/* The resource that has the URI, made from a reference; NULL: none. */
static struct resource *
find_named(struct store *s, const struct resource *from, struct str uri)
{
	if (from->file != NULL && str_equal(uri, from->uri))
		return store_resource_of(from->file, from->root);
	return find_inheriting(s, from, uri, store_find(s, uri));
}

struct target
store_resolve(struct store *s, const struct resource *from, struct str reference)
{
	struct target t = {NULL, NODE_ABSENT, NULL, RESOLVED, STR("")};
	struct str base = uri_without_fragment(reference), uri;

	if (base.len == 0 && from->file != NULL) {
		t.resource = store_resource_of(from->file, from->root);
	} else if (s->last.from == from && str_equal(s->last.reference, base)) {
		t.resource = s->last.resource;
	} else {
		uri = store_uri(s, from, base);
		if (uri.s == NULL) {
			t.problem = RESOLVE_NO_ROOM;
			return t;
		}
		t.resource = find_named(s, from, uri);
		/* a document that is missing may still be added */
		s->last.from = t.resource != NULL ? from : NULL;
		s->last.reference = base;
		s->last.resource = t.resource;
	}
	if (t.resource == NULL)
		t.problem = RESOLVE_NO_DOCUMENT;
	else
		resolve_fragment(&t, uri_fragment_decoded(reference, s->arena));
	t.uri = reference;
	if (t.problem != RESOLVED)
		t.uri = store_uri(s, from, reference);
	if (t.uri.s == NULL)
		t.problem = RESOLVE_NO_ROOM;
	return t;
}

const struct dialect_info *
store_dialect_builtin(struct store *s, enum dialect d)
{
	struct str uri = str_from(dialect_uri(d));

	for (struct dialect_info *i = s->dialects; i != NULL; i = i->next) {
		if (str_equal(i->uri, uri))
			return i;
	}
	struct dialect_info *new = arena_calloc(s->arena, 1, sizeof(*new));
	new->uri = uri;
	new->dialect = d;
	new->vocabularies = VOCABULARY_ALL;
	new->next = s->dialects;
	s->dialects = new;
	return new;
}

static unsigned
vocabulary_bit(struct str name)
{
	static const struct {
		const char *name;
		unsigned bit;
	} names[] = {
	    {"core", VOCABULARY_CORE},
	    {"applicator", VOCABULARY_APPLICATOR},
	    {"unevaluated", VOCABULARY_UNEVALUATED},
	    {"validation", VOCABULARY_VALIDATION},
	    {"meta-data", VOCABULARY_METADATA},
	    {"format", VOCABULARY_FORMAT},
	    {"format-annotation", VOCABULARY_FORMAT},
	    {"format-assertion", VOCABULARY_FORMAT},
	    {"content", VOCABULARY_CONTENT},
	    {"hyper-schema", VOCABULARY_CORE}, /* they annotate, as unknown ones do */
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (str_is(name, names[i].name))
			return names[i].bit;
	}
	return 0;
}

/* One member of $vocabulary; false: required and not known (2020-12 core, 8.1.2). */
static bool
use_vocabulary(struct dialect_info *d, struct str uri, bool required)
{
	static const char *const bases[] = {
	    "https://json-schema.org/draft/2019-09/vocab/",
	    "https://json-schema.org/draft/2020-12/vocab/"};
	unsigned bit = 0;
	struct str name = STR("");

	for (size_t i = 0; i < 2; i++) {
		if (str_starts(uri, str_from(bases[i])))
			name = str_slice(uri, strlen(bases[i]), uri.len);
	}
	bit = vocabulary_bit(name);
	if (bit == 0)
		return !required;
	d->vocabularies |= bit;
	if (d->dialect == DIALECT_2019_09) /* unevaluated* are applicators there */
		d->vocabularies |=
		    (bit & VOCABULARY_APPLICATOR) != 0 ? VOCABULARY_UNEVALUATED : 0u;
	if (str_is(name, "format-assertion") || (str_is(name, "format") && required))
		d->format_asserts = true;
	return true;
}

#define DRAFT_3 "http://json-schema.org/draft-03/schema"

static void
report_dialect(struct schema_file *f, struct node at, const char *what)
{
	struct diags *ds = f->pub.diags;
	struct str uri = node_string(at);
	struct diag *d = diag_add(ds, RULE_INVALID_SCHEMA, node_span(at), "%s: '%s'",
				  what, diag_quote(ds, uri));
	struct suggest near;

	if (str_is(uri_without_fragment(uri), DRAFT_3)) {
		diag_help(ds, d, "write it for draft 4 or, better, 2020-12");
		return;
	}
	suggest_init(&near, uri);
	for (enum dialect i = 0; i < DIALECT_COUNT; i++)
		suggest_offer(&near, str_from(dialect_uri(i)));
	if (near.best.s != NULL)
		diag_help(ds, d, "a similar dialect exists: '%.*s'",
			  STR_ARG(near.best));
	else
		diag_help(ds, d,
			  "use one of draft-04, -06, -07, 2019-09, 2020-12, v1, or "
			  "give its meta-schema with --resource");
}

/* A meta-schema of the user's own: its $vocabulary, or all of its dialect. */
static const struct dialect_info *
custom_dialect(struct schema_file *f, struct node at, struct str uri,
	       const struct resource *meta)
{
	struct store *s = f->store;
	struct dialect_info *d = arena_calloc(s->arena, 1, sizeof(*d));
	struct node vocabulary = node_member(meta->root, "$vocabulary");

	d->uri = uri;
	d->dialect = meta->dialect->dialect;
	d->vocabularies = meta->dialect->vocabularies;
	d->format_asserts = meta->dialect->format_asserts;
	if (node_is(vocabulary, NODE_OBJECT) &&
	    (d->dialect == DIALECT_2019_09 || d->dialect == DIALECT_2020_12)) {
		d->vocabularies = VOCABULARY_CORE;
		d->format_asserts = false;
		NODE_EACH(member, vocabulary)
		{
			if (use_vocabulary(d, node_key(member),
					   node_is(member, NODE_TRUE)))
				continue;
			diag_note(
			    f->pub.diags,
			    diag_add(
				f->pub.diags, RULE_INVALID_SCHEMA, node_span(at),
				"the dialect needs a vocabulary that is not known"),
			    "the vocabulary is '%s'",
			    diag_quote(f->pub.diags, node_key(member)));
			return NULL;
		}
	}
	d->next = s->dialects;
	s->dialects = d;
	return d;
}

const struct dialect_info *
store_dialect(struct schema_file *f, struct node at)
{
	struct store *s = f->store;
	struct str uri = uri_without_fragment(node_string(at));
	enum dialect known;
	struct resource *meta;

	if (str_is(uri, DRAFT_3)) {
		report_dialect(f, at, "draft 3 of JSON Schema is not supported");
		return NULL;
	}
	if (dialect_parse(uri, &known) && uri.len > 10)
		return store_dialect_builtin(s, known);
	for (struct dialect_info *d = s->dialects; d != NULL; d = d->next) {
		if (str_equal(d->uri, uri))
			return d;
	}
	meta = store_find(s, uri);
	if (meta == NULL) {
		if (!f->pub.stray)
			(void)store_miss(s, uri);
		report_dialect(f, at, "there is no such meta-schema");
		return NULL;
	}
	return custom_dialect(f, at, uri, meta);
}
