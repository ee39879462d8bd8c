/* bundle: which documents there are, and what their references read (see the header). */
#include "schema/bundle.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/percent.h"
#include "base/pointer.h"
#include "schema/program.h"
#include "schema/uri.h"

#define INVENTED "https://bundle.invalid/"

static struct resource *
root_of(const struct part *p)
{
	return p->file->resources[0];
}

static bool
is_old(const struct part *p)
{
	return root_of(p)->dialect->dialect <= DIALECT_DRAFT7;
}

const char *
bundle_id_name(const struct part *p)
{
	return root_of(p)->dialect->dialect == DIALECT_DRAFT4 ? "id" : "$id";
}

/* Whether it names the same thing everywhere: a file does not. */
static bool
is_lasting(struct str uri)
{
	struct uri u;

	uri_split(uri, &u);
	return u.has_scheme && !str_is(u.scheme, "file") &&
	       !str_starts(uri, STR(INVENTED));
}

/* Meta-schemas of the standard are known everywhere. */
static bool
is_known_everywhere(const struct resource *r)
{
	return str_starts(r->uri, STR("https://json-schema.org/")) ||
	       str_starts(r->uri, STR("http://json-schema.org/"));
}

static struct part *
include(struct bundle *b, struct schema_file *f)
{
	struct part *p = f->part;

	if (p != NULL)
		return p;
	p = arena_calloc(b->store->arena, 1, sizeof(*p));
	p->file = f;
	f->part = p;
	f->pub.used = true; /* it is of one dialect from now on */
	store_indexed(f, true);
	*b->tail = p;
	b->tail = &p->next;
	return p;
}

static void
add_link(struct bundle *b, struct part *p, const struct resource *from,
	 struct node value)
{
	struct target t = store_resolve(b->store, from, node_string(value));
	struct str uri = uri_without_fragment(node_string(value));

	/* what leads nowhere is in no schema that is needed: it was compiled */
	if (t.problem != RESOLVED || is_known_everywhere(t.resource))
		return;
	if (uri.len != 0)
		uri = uri_resolve(from->uri, uri, b->store->arena);
	p->links = arena_grow(b->store->arena, p->links, &p->links_cap, p->nlinks + 1,
			      sizeof(*p->links));
	p->links[p->nlinks++] = (struct link){
	    value, from, t.resource, uri.len == 0 || str_equal(uri, t.resource->uri)};
	(void)include(b, t.resource->file);
}

static bool
is_schema(const struct schema_file *f, size_t cell)
{
	return (f->schemas[cell / 64] >> (cell % 64) & 1) != 0 ||
	       (f->compiled != NULL && f->compiled[cell] != NULL);
}

/* The references of one schema. */
static void
find_links_of(struct bundle *b, struct part *p, struct node schema)
{
	const struct resource *from = store_resource_of(p->file, schema);
	const struct keyword *k;

	NODE_EACH(member, schema)
	{
		if (node_is(member, NODE_STRING) &&
		    str_starts(node_key(member), STR("$")) &&
		    (k = keyword_of(b->store->keywords, member, from->dialect)) !=
			NULL &&
		    (k->op == OP_REF || k->op == OP_DYNAMIC_REF)) {
			p->dynamic = p->dynamic ||
				     (k->op == OP_DYNAMIC_REF && from->outer == NULL);
			add_link(b, p, from, member);
		}
	}
}

static void
find_links(struct bundle *b, struct part *p)
{
	const struct doc *d = &p->file->pub.doc;

	for (size_t i = 0; i < d->ncells; i++) {
		struct node n = {d, i};

		if (node_is(n, NODE_OBJECT) && is_schema(p->file, i))
			find_links_of(b, p, n);
	}
}

/* The last segment of a URI; something in any case. */
static struct str
last_segment(struct str uri)
{
	size_t from = uri.len;

	while (from != 0 && uri.s[from - 1] != '/' && uri.s[from - 1] != ':')
		from--;
	return from == uri.len ? STR("schema") : str_slice(uri, from, uri.len);
}

/* The name, or with a number if something is called so; n is tried first. */
static struct str
unique_name(struct bundle *b, struct str name, size_t n)
{
	struct str candidate = name;

	while (map_find_str(&b->names, candidate) != NULL)
		candidate = str_from(
		    arena_printf(b->store->arena, "%.*s-%zu", STR_ARG(name), n++));
	map_put_str(&b->names, candidate);
	return candidate;
}

static struct str
invent(struct bundle *b, struct str name)
{
	return str_from(arena_printf(b->store->arena, "%.*s/%.*s", STR_ARG(b->invented),
				     STR_ARG(name)));
}

/* The identifier of a resource in the bundle; once asked for, it must have that. */
static struct str
id_of(struct bundle *b, struct resource *r)
{
	if (r->bundled.s != NULL)
		return r->bundled;
	if (is_lasting(r->uri))
		r->bundled = r->uri;
	else if (r == root_of(b->main))
		r->bundled = b->invented;
	else if (r->outer == NULL)
		r->bundled = invent(b, r->file->part->key);
	else
		r->bundled =
		    invent(b, unique_name(b, last_segment(r->uri), b->names.n));
	return r->bundled;
}

struct str
bundle_root_id(struct bundle *b, const struct part *p)
{
	struct resource *r = root_of(p);
	struct str written = node_string(node_member(r->root, bundle_id_name(p)));
	struct uri u;

	if (p != b->main)
		return id_of(b, r);
	uri_split(written, &u);
	if (is_lasting(r->uri) && str_equal(uri_without_fragment(written), r->uri) &&
	    !p->wrapped)
		return (struct str){NULL, 0};
	return is_lasting(r->uri) || u.has_scheme ? id_of(b, r) : r->bundled;
}

/* Whether the root of the document is found in another place than it says. */
static bool
is_moved(const struct resource *r)
{
	const struct part *p = r->file->part;

	return r->outer == NULL && (p->plain || p->wrapped);
}

/* The resource from which pointers lead to r. */
static struct resource *
home_of(struct bundle *b, struct resource *r)
{
	return r->outer == NULL && r->file->part->plain ? root_of(b->main) : r;
}

/* Whether nothing in it wants a resource of its own. */
static bool
may_be_plain(const struct bundle *b, const struct part *p)
{
	const struct resource *r = root_of(p);

	return r->dialect == root_of(b->main)->dialect && r->anchors.n == 0 &&
	       !r->recursive_anchor && !p->dynamic;
}

/* ASCII that a fragment may hold (RFC 3986, 3.5), and all that is not ASCII (3987). */
static bool
is_fragment_char(char c)
{
	return str_is_letter(c) || str_is_digit(c) || (c & 0x80) != 0 ||
	       (c != '\0' && strchr("-._~!$&'()*+,;=:@/?", c) != NULL);
}

static struct str
pointer_to(struct bundle *b, const char *container, struct str key)
{
	struct buf pointer = BUF_INIT, out = BUF_INIT;

	pointer_put(&pointer, str_from(container));
	pointer_put(&pointer, key);
	percent_encode(&out, buf_str(&pointer), is_fragment_char);
	buf_release(&pointer);
	return buf_keep(&out, b->store->arena);
}

/*
 * How a document is kept.  One that only refers on is better plain: before 2019-09 an
 * identifier does not count there, and ajv (8.20) follows it for ever.
 */
static void
place_part(struct bundle *b, struct part *p, size_t number)
{
	const struct resource *r = root_of(p);
	bool refers = node_exists(node_member(r->root, "$ref"));
	bool own = is_lasting(r->uri);

	p->plain = p != b->main && (!own || refers) && may_be_plain(b, p);
	p->wrapped = refers && is_old(p) && !p->plain && b->main->next != NULL;
	p->key = unique_name(b, own ? r->uri : last_segment(r->uri), number);
	if (p->plain || (p->wrapped && p == b->main))
		p->prefix = pointer_to(b, b->container, p->key);
	else if (p->wrapped)
		p->prefix = pointer_to(b, "definitions", STR(BUNDLE_WRAPPED));
}

/* Names of definitions that the main document has are taken. */
static void
place_parts(struct bundle *b)
{
	struct node root = doc_root(&b->main->file->pub.doc);
	size_t number = 1;

	b->container = is_old(b->main) ? "definitions" : "$defs";
	NODE_EACH(member, node_member(root, b->container))
	{
		map_put_str(&b->names, node_key(member));
	}
	for (struct part *p = b->main; p != NULL; p = p->next)
		place_part(b, p, number++);
}

static void
add_rewrite(struct bundle *b, struct part *p, struct node value, struct str text)
{
	struct span span = node_span(value);
	struct buf json = BUF_INIT;

	buf_json(&json, text);
	p->rewrites = arena_grow(b->store->arena, p->rewrites, &p->rewrites_cap,
				 p->nrewrites + 1, sizeof(*p->rewrites));
	p->rewrites[p->nrewrites++] =
	    (struct rewrite){span, buf_keep(&json, b->store->arena)};
}

/* Whether it leads there as it is written. */
static bool
stays(const struct link *l)
{
	struct str text = node_string(l->value);

	if (is_moved(l->from) || is_moved(l->to) || !l->names_it)
		return false;
	return text.len == 0 || text.s[0] == '#' || is_lasting(l->to->uri);
}

/* What a reference reads in the bundle; false if all of them would be too long. */
static bool
rewrite_link(struct bundle *b, struct part *p, const struct link *l)
{
	struct store *s = b->store;
	struct str text = node_string(l->value), id = STR("");
	size_t base = uri_without_fragment(text).len;
	struct str fragment =
	    str_slice(text, base < text.len ? base + 1 : base, text.len);
	struct str decoded = uri_fragment_decoded(text, s->arena);
	struct resource *home = home_of(b, l->to);
	struct str prefix = STR("");

	if (decoded.len == 0 || decoded.s[0] == '/')
		prefix = is_moved(l->to) ? l->to->file->part->prefix : prefix;
	if (home != home_of(b, (struct resource *)(uintptr_t)l->from))
		id = id_of(b, home);
	if (id.len + prefix.len + fragment.len > s->uri_bytes) {
		diag_add(p->file->pub.diags, RULE_GAVE_UP, node_span(l->value), "%s",
			 URIS_TOO_LONG);
		return false;
	}
	s->uri_bytes -= id.len + prefix.len + fragment.len;
	add_rewrite(b, p, l->value,
		    str_from(arena_printf(
			s->arena, "%.*s%s%.*s%.*s", STR_ARG(id),
			prefix.len + fragment.len != 0 || id.len == 0 ? "#" : "",
			STR_ARG(prefix), STR_ARG(fragment))));
	return true;
}

/* Identifiers within a document: in full, where they would mean something else. */
static void
rewrite_ids(struct bundle *b, struct part *p)
{
	for (size_t i = 1; i < p->file->nresources; i++) {
		struct resource *r = p->file->resources[i];
		struct node id = node_member(r->root, bundle_id_name(p));
		struct str text = node_string(id);
		size_t base = uri_without_fragment(text).len;

		if (is_lasting(r->uri) && !is_moved(root_of(p)))
			continue;
		add_rewrite(b, p, id,
			    str_from(arena_printf(
				b->store->arena, "%.*s%.*s", STR_ARG(id_of(b, r)),
				STR_ARG(str_slice(text, base, text.len)))));
	}
}

static int
compare_rewrites(const void *x, const void *y)
{
	const struct rewrite *a = x, *b = y;

	return (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

static bool
rewrite_part(struct bundle *b, struct part *p)
{
	for (size_t i = 0; i < p->nlinks; i++) {
		if (!stays(&p->links[i]) && !rewrite_link(b, p, &p->links[i]))
			return false;
	}
	rewrite_ids(b, p);
	if (p->nrewrites != 0)
		qsort(p->rewrites, p->nrewrites, sizeof(*p->rewrites),
		      compare_rewrites);
	return true;
}

static char *
make_bundle(struct bundle *b)
{
	bool ok = true;

	for (struct part *p = b->main; p != NULL; p = p->next)
		find_links(b, p);
	b->invented =
	    str_from(arena_printf(b->store->arena, INVENTED "%.*s",
				  STR_ARG(last_segment(root_of(b->main)->uri))));
	place_parts(b);
	for (struct part *p = b->main; ok && p != NULL; p = p->next)
		ok = rewrite_part(b, p);
	return ok ? bundle_write(b) : NULL;
}

/* Leaves nothing of it in the store: there may be another bundle. */
static void
forget_part(struct part *p)
{
	struct schema_file *f = p->file;

	store_indexed(f, false);
	f->part = NULL;
	for (size_t i = 0; i < f->nresources; i++)
		f->resources[i]->bundled = (struct str){NULL, 0};
}

char *
store_bundle(struct store *s, const struct schema_doc *doc)
{
	struct schema_file *f = (struct schema_file *)(void *)(uintptr_t)doc;
	struct bundle b = {.store = s, .names = MAP(struct str, NULL, NULL)};
	char *text;

	if (store_compile(s, doc, STR("")) == NULL)
		return NULL;
	b.tail = &b.main;
	(void)include(&b, f);
	text = make_bundle(&b);
	for (struct part *p = b.main; p != NULL; p = p->next)
		forget_part(p);
	map_release(&b.names);
	return text;
}
