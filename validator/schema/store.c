/*
 * store: schema documents by URI.
 *
 * What is inside a document (resources, anchors) is found by resources.c; this file
 * keeps the documents and the index of URIs.
 */
#include "schema/store.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/embed.h"
#include "base/mem.h"
#include "base/stack.h"
#include "load/index.h"
#include "load/reader.h"
#include "regex/regex.h"
#include "schema/program.h"
#include "schema/resources.h"
#include "schema/uri.h"

struct store *
store_new(const struct store_config *cfg)
{
	struct store *s = xcalloc(1, sizeof(*s));

	s->config = *cfg;
	s->heap = mem_heap();
	s->arena = arena_new();
	s->files_tail = &s->files;
	s->uris = MAP(struct known_uri, NULL, NULL);
	s->regexes = MAP(struct known_regex, NULL, NULL);
	s->uri_bytes = URI_BYTES;
	s->sought_bytes = SOUGHT_BYTES;
	s->flat_names = FLAT_NAMES;
	s->keywords = keyword_table_new(s->arena);
	pthread_mutex_init(&s->lock, NULL);
	return s;
}

void
store_free(struct store *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->regexes.n; i++)
		regex_free(((struct known_regex *)map_at(&s->regexes, i))->regex);
	map_release(&s->regexes);
	for (struct schema_file *f = s->files; f != NULL; f = f->next) {
		mem_free(f->resources); /* the resources themselves lie in the arena */
		mem_free(f->compiled);
	}
	mem_free(s->numbered);
	eval_free(s->eval);
	pthread_mutex_destroy(&s->lock);
	map_release(&s->uris);
	arena_free(s->arena);
	mem_free(s);
}

/* The form in which a URI is looked for if it is not known as it was written. */
static struct str
normal(struct store *s, struct str uri)
{
	return uri_normalize(uri_mapped(uri, s->arena), s->arena);
}

static struct resource *
index_as_written(struct store *s, struct str uri, struct resource *r)
{
	struct known_uri *known = map_put_str(&s->uris, uri);

	if (known->resource != NULL && known->resource != r) {
		bool builtin = r->file->pub.builtin;

		/* a file of the user's wins over its built-in copy */
		if (builtin == known->resource->file->pub.builtin)
			return known->resource;
		if (builtin)
			return NULL;
	}
	known->resource = r;
	return NULL;
}

struct resource *
store_index(struct store *s, struct str uri, struct resource *r)
{
	struct resource *other;
	struct str known;

	if (uri.len == 0)
		return NULL;
	other = index_as_written(s, uri, r);
	if (other == NULL && !str_equal(known = normal(s, uri), uri))
		(void)index_as_written(s, known, r); /* may be another's own */
	return other;
}

static struct schema_file *
file_new(struct store *s, struct str text, const char *name, struct str uri)
{
	struct schema_file *f = arena_calloc(s->arena, 1, sizeof(*f));

	f->store = s;
	f->pub.name = name;
	f->pub.doc.name = name;
	f->pub.doc.text = text;
	f->pub.doc.first_line = 1;
	f->retrieval_uri = uri_without_fragment(uri);
	s->uri_bytes += URI_BYTES_PER_BYTE * text.len;
	f->pub.diags = arena_calloc(s->arena, 1, sizeof(*f->pub.diags));
	diags_init(f->pub.diags, s->arena, s->config.levels, text);
	*s->files_tail = f;
	s->files_tail = &f->next;
	s->numbered =
	    grow(s->numbered, &s->numbered_cap, s->nfiles + 1, sizeof(*s->numbered));
	s->numbered[s->nfiles++] = f;
	return f;
}

/* Of several with one URI the first is used. */
static void
add_file(struct store *s, struct str uri, struct schema_file *f)
{
	struct known_uri *known = map_put_str(&s->uris, uri);

	if (known->file == NULL)
		known->file = f;
}

struct schema_doc *
store_add(struct store *s, struct str text, const char *name, struct str uri)
{
	struct str copy = {arena_strndup(s->arena, text.s, text.len), text.len};
	struct str at = {arena_strndup(s->arena, uri.s, uri.len), uri.len};
	struct schema_file *f = file_new(s, copy, arena_strdup(s->arena, name), at);

	if (f->retrieval_uri.len != 0) {
		add_file(s, normal(s, f->retrieval_uri), f);
		add_file(s, f->retrieval_uri, f);
	}
	return &f->pub;
}

struct schema_doc *
store_doc(struct store *s, size_t i)
{
	return i < s->nfiles ? &s->numbered[i]->pub : NULL;
}

void
store_indexed(struct schema_file *f, bool wanted)
{
	if (wanted && f->index == NULL)
		f->index = index_new(f->store->arena);
	f->pub.doc.index = wanted ? f->index : NULL;
}

bool
store_read(struct schema_file *f)
{
	struct node root;

	stack_guard(); /* a file may need another for its dialect, and so on */
	if (f->scanned || f->pub.invalid)
		return !f->pub.invalid;
	f->scanned = true;
	if (!reader_read(&f->pub.doc, f->pub.diags, f->store->arena)) {
		f->pub.invalid = true;
		return false;
	}
	root = doc_root(&f->pub.doc);
	if (!resources_document(f, root))
		f->pub.invalid = true;
	return !f->pub.invalid;
}

/* Takes the resources of f out of the index. */
static void
forget_resources(struct schema_file *f)
{
	struct store *s = f->store;

	for (size_t i = 0; i < f->nresources; i++) {
		const struct resource *r = f->resources[i];
		struct str names[] = {r->uri, normal(s, r->uri)};

		for (size_t k = 0; k < 2; k++) {
			struct known_uri *known = map_find_str(&s->uris, names[k]);

			if (known != NULL && known->resource == r)
				known->resource = NULL;
		}
	}
	f->nresources = 0;
	s->last.from = NULL;
}

bool
store_inherit(struct schema_file *f, const struct dialect_info *d)
{
	if (f->declared || f->pub.used || f->compiled != NULL || f->pub.builtin ||
	    f->nresources == 0 || f->resources[0]->dialect == d ||
	    (f->inheritances & DIALECT_BIT(d->dialect)) != 0)
		return false;
	forget_resources(f);
	f->inherited = d;
	f->inheritances |= DIALECT_BIT(d->dialect);
	f->scanned = f->pub.invalid = false;
	f->index = NULL;
	f->heard = NULL;
	f->store->heard_files = 0;
	diags_init(f->pub.diags, f->store->arena, f->store->config.levels,
		   f->pub.doc.text);
	return store_read(f);
}

static struct schema_file *
add_builtin(struct store *s, const struct embedded *e)
{
	const char *name = arena_printf(s->arena, "schema:%s", e->name);
	struct schema_file *f =
	    file_new(s, (struct str){e->text, e->len}, name, STR(""));

	f->pub.builtin = true;
	f->trusted = true;
	f->single = str_starts(str_from(e->name), STR("cybersource/"));
	return f;
}

static struct schema_file *
find_builtin(struct store *s, struct str uri)
{
	for (size_t i = 0; i < embedded_count; i++) {
		if (str_equal(embedded_files[i].id, uri))
			return add_builtin(s, &embedded_files[i]);
	}
	return NULL;
}

static struct resource *
indexed(struct store *s, struct str uri)
{
	const struct known_uri *known = map_find_str(&s->uris, uri);

	if (known == NULL)
		return NULL;
	if (known->file != NULL)
		known->file->pub.stray = false;
	if (known->resource == NULL && known->file != NULL) {
		store_read(known->file); /* a scan indexes its retrieval URI */
		known = map_find_str(&s->uris, uri); /* it may have moved */
	}
	return known->resource;
}

static struct resource *
find_as_written(struct store *s, struct str uri)
{
	struct resource *r = indexed(s, uri);
	struct schema_file *f;

	if (r != NULL || uri.len == 0)
		return r;
	for (f = s->files; f != NULL; f = f->next) {
		if (f->scanned)
			continue;
		store_read(f);
		if ((r = indexed(s, uri)) != NULL)
			return r;
	}
	f = find_builtin(s, uri);
	if (f != NULL && store_read(f))
		return indexed(s, uri);
	return NULL;
}

/* Asks the user for a document, unless there is one, which is then not to be used. */
static struct resource *
fetch(struct store *s, struct str uri)
{
	struct known_uri *known;

	if (s->config.fetch == NULL || uri.len == 0)
		return NULL;
	known = map_put_str(&s->uris, uri);
	if (known->fetched || known->file != NULL)
		return NULL;
	known->fetched = true;
	s->config.fetch(s->config.context, s, uri);
	return find_as_written(s, uri);
}

struct resource *
store_find(struct store *s, struct str uri)
{
	struct resource *r = find_as_written(s, uri);

	if (r == NULL)
		r = find_as_written(s, normal(s, uri));
	if (r == NULL)
		r = fetch(s, uri);
	if (r != NULL && r->rival != NULL)
		r->rival->pub.stray = false; /* which of them is meant? */
	return r;
}

struct schema_doc *
store_document(struct store *s, struct str uri)
{
	struct resource *r = store_find(s, uri);

	return r != NULL ? &r->file->pub : NULL;
}

/*
 * Whether text has the last segment of the URI, as an $id would have it.  After very
 * many questions nobody knows.
 */
static bool
mentions(struct store *s, struct str text, struct str segment)
{
	const char *at = text.s, *end = text.s + text.len;

	if (text.len > s->sought_bytes)
		return false;
	s->sought_bytes -= text.len;
	while (at < end &&
	       (at = memmem(at, (size_t)(end - at), segment.s, segment.len)) != NULL) {
		const char *behind = at + segment.len;

		if (at > text.s && behind < end && strchr("\"/", at[-1]) != NULL &&
		    strchr("\"#", *behind) != NULL)
			return true;
		at = behind;
	}
	return false;
}

const struct schema_file *
store_miss(struct store *s, struct str uri)
{
	const struct schema_file *first = NULL;
	const struct known_uri *known;
	struct str segment = uri;
	const char *slash;

	if (uri.len == 0)
		return NULL;
	slash = memrchr(uri.s, '/', uri.len);
	if (slash != NULL)
		segment = str_slice(uri, (size_t)(slash + 1 - uri.s), uri.len);
	known = map_find_str(&s->uris, normal(s, uri));
	for (struct schema_file *f = s->files; f != NULL; f = f->next) {
		if (!f->pub.invalid || f->nresources != 0)
			continue;
		if ((known == NULL || known->file != f) &&
		    (segment.len == 0 || !mentions(s, f->pub.doc.text, segment)))
			continue;
		f->pub.stray = false;
		first = first != NULL ? first : f;
	}
	return first;
}

const struct vain_id *
store_vain_id(const struct store *s, struct str uri)
{
	const struct vain_id *v = s->vain_ids;

	while (v != NULL && !str_equal(v->uri, uri) &&
	       !str_equal(v->uri, uri_without_fragment(uri)))
		v = v->next;
	return v;
}

struct resource *
store_resource_of(struct schema_file *f, struct node n)
{
	size_t lo = 0, hi = f->nresources;
	struct resource *r;

	/* The last root at or before n; if n is not in it, in one around it. */
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (f->resources[mid]->root.at <= n.at)
			lo = mid;
		else
			hi = mid;
	}
	r = f->resources[lo];
	while (r->outer != NULL && node_cell(r->root)->next <= n.at)
		r = r->outer;
	return r;
}
