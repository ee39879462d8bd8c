/* resources: the resources and anchors of a schema document. */
#include "schema/resources.h"

#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/stack.h"
#include "schema/program.h"
#include "schema/uri.h"

struct scan {
	struct store *store;
	struct schema_file *file;
	bool ok;
	const struct schema_file *other; /* that is_twin() looked at last, or NULL */
	bool twin;                       /* what it found */
};

static void scan_schema(struct scan *sc, struct node n, struct resource *r);

static bool
old_dialect(const struct dialect_info *d)
{
	return d->dialect <= DIALECT_DRAFT7;
}

static struct resource *
note_resource(struct scan *sc, struct node root, struct str uri,
	      const struct dialect_info *dialect, struct resource *outer)
{
	struct schema_file *f = sc->file;
	struct resource *r = arena_calloc(sc->store->arena, 1, sizeof(*r));

	r->uri = uri;
	r->file = f;
	r->root = root;
	r->outer = outer;
	r->dialect = dialect;
	f->resources = grow(f->resources, &f->resources_cap, f->nresources + 1,
			    sizeof(struct resource *));
	f->resources[f->nresources++] = r;
	return r;
}

static void
add_anchor(struct scan *sc, struct resource *r, struct node at, struct str name,
	   struct node node, bool dynamic)
{
	struct anchor *known = resource_anchor(r, name);

	if (known != NULL && known->node.at != node.at) {
		struct diag *d =
		    diag_add(sc->file->pub.diags, RULE_INVALID_SCHEMA, node_span(at),
			     "the anchor '%s' is defined twice in this resource",
			     diag_quote(sc->file->pub.diags, name));

		diag_related(sc->file->pub.diags, d, node_key_span(known->node),
			     "it is first defined here");
		sc->ok = false;
		return;
	}
	if (known != NULL) {
		known->dynamic = known->dynamic || dynamic;
		if (dynamic)
			r->dynamic |= store_dynamic(sc->store, name);
		return;
	}
	resource_add_anchor(r, name, node, dynamic);
}

/* It may be looked for all the same: then the reason is known. */
static void
add_vain_id(struct scan *sc, struct node id, struct resource *r, enum dialect d)
{
	struct store *s = sc->store;
	struct vain_id *v;
	struct str uri;

	if (s->nvain_ids == VAIN_IDS)
		return;
	uri = store_uri(s, r, node_string(id));
	if (uri.s == NULL)
		return;
	s->nvain_ids++;
	v = arena_alloc(s->arena, sizeof(*v));
	if (uri.len != 0 && uri.s[uri.len - 1] == '#')
		uri.len--;
	*v = (struct vain_id){s->vain_ids, uri, sc->file, id, d};
	s->vain_ids = v;
}

static struct node
id_member(struct scan *sc, struct node n, struct resource *r,
	  const struct dialect_info *d)
{
	struct node id = node_member(n, d->dialect == DIALECT_DRAFT4 ? "id" : "$id");

	if (!node_is(id, NODE_STRING))
		return NODE_ABSENT;
	/* siblings of $ref are ignored (draft 7 core, 8.3) */
	if (!old_dialect(d) || !node_exists(node_member(n, "$ref")))
		return id;
	add_vain_id(sc, id, r, d->dialect);
	return NODE_ABSENT;
}

static void
report_duplicate_id(struct scan *sc, struct node id, struct str uri,
		    struct resource *first)
{
	struct diags *ds = sc->file->pub.diags;
	struct diag *d = diag_add(ds, RULE_INVALID_SCHEMA, node_span(id),
				  "the identifier '%s' is given to two schemas",
				  diag_quote(ds, uri));

	if (first->file == sc->file) {
		diag_related(ds, d, node_span(node_member(first->root, "$id")),
			     "the other one is here");
	} else {
		diag_note(ds, d, "the other one is in '%s'",
			  diag_quote(ds, str_from(first->file->pub.name)));
		first->rival = sc->file;
	}
	sc->ok = false;
}

/* One file may be given twice, by itself and in a folder; it may have many $id. */
static bool
is_twin(struct scan *sc, const struct schema_file *other)
{
	if (sc->other != other) {
		sc->other = other;
		sc->twin = other != sc->file &&
			   str_equal(other->pub.doc.text, sc->file->pub.doc.text);
	}
	return sc->twin;
}

/* A resource or, before 2019-09, an anchor begins here if there is an $id. */
static struct resource *
scan_id(struct scan *sc, struct node n, struct resource *r,
	const struct dialect_info *dialect)
{
	struct node id = id_member(sc, n, r, dialect);
	struct resource *first;
	struct str text = node_string(id), uri, fragment;
	struct uri parts;

	if (!node_exists(id))
		return r;
	uri_split(text, &parts);
	fragment = parts.has_fragment ? parts.fragment : STR("");
	if (text.len != 0 && text.s[0] == '#') {
		/* later an error, which the meta-schema finds (2019-09 core, 8.2.2) */
		if (old_dialect(dialect))
			add_anchor(sc, r, id, str_slice(text, 1, text.len), n, false);
		return r;
	}
	uri = store_uri(sc->store, r, text);
	if (uri.s == NULL) {
		diag_add(sc->file->pub.diags, RULE_GAVE_UP, node_span(id), "%s",
			 URIS_TOO_LONG);
		sc->ok = false;
		return r;
	}
	uri = uri_without_fragment(uri);
	if (n.at != r->root.at)
		r = note_resource(sc, n, uri, dialect, r);
	else
		r->uri = uri;
	first = store_index(sc->store, uri, r);
	if (first != NULL && !is_twin(sc, first->file))
		report_duplicate_id(sc, id, uri, first);
	if (old_dialect(dialect) && fragment.len != 0 && fragment.s[0] != '/')
		add_anchor(sc, r, id, fragment, n, false);
	return r;
}

static void
scan_anchors(struct scan *sc, struct node n, struct resource *r)
{
	enum dialect d = r->dialect->dialect;
	struct node anchor;

	if (d < DIALECT_2019_09)
		return;
	anchor = node_member(n, "$anchor");
	if (node_is(anchor, NODE_STRING))
		add_anchor(sc, r, anchor, node_string(anchor), n, false);
	anchor = node_member(n, "$dynamicAnchor");
	if (d >= DIALECT_2020_12 && node_is(anchor, NODE_STRING))
		add_anchor(sc, r, anchor, node_string(anchor), n, true);
	if (d == DIALECT_2019_09 && n.at == r->root.at &&
	    node_is(node_member(n, "$recursiveAnchor"), NODE_TRUE)) {
		r->recursive_anchor = true;
		r->dynamic |= DYNAMIC_RECURSIVE;
	}
}

static void
each_child(struct node n, void (*f)(void *arg, struct node schema), void *arg)
{
	NODE_EACH(child, n)
	{
		f(arg, child);
	}
}

void
resources_each(enum keyword_shape shape, struct node value,
	       void (*f)(void *arg, struct node schema), void *arg)
{
	bool array = node_is(value, NODE_ARRAY), object = node_is(value, NODE_OBJECT);

	if (shape == SHAPE_PLAIN)
		return;
	stack_guard(); /* f mostly calls this for what is within */
	switch (shape) {
	case SHAPE_PLAIN:
		break;
	case SHAPE_SCHEMA:
		f(arg, value);
		break;
	case SHAPE_SCHEMA_OR_ARRAY:
		if (!array)
			f(arg, value);
		else
			each_child(value, f, arg);
		break;
	case SHAPE_ARRAY:
		if (array)
			each_child(value, f, arg);
		break;
	case SHAPE_MAP:
	case SHAPE_MAP_OR_NAMES:
		if (object)
			each_child(value, f, arg);
		break;
	case SHAPE_MAP_OF_MAPS:
		NODE_EACH(map, value)
		{
			if (node_is(map, NODE_OBJECT))
				each_child(map, f, arg);
		}
		break;
	}
}

/* The dialect of an embedded resource: its own $schema, or the one around it. */
static const struct dialect_info *
embedded_dialect(struct scan *sc, struct node n, struct resource *r)
{
	struct node schema = node_member(n, "$schema");
	const struct dialect_info *d;

	if (n.at == r->root.at || !node_is(schema, NODE_STRING))
		return r->dialect;
	/* Only where an $id makes it a resource (2020-12 core, 8.1.1). */
	if (!node_exists(node_member(n, "$id")) && !node_exists(node_member(n, "id")))
		return r->dialect;
	d = store_dialect(sc->file, schema);
	if (d == NULL)
		sc->ok = false;
	return d != NULL ? d : r->dialect;
}

struct within {
	struct scan *scan;
	struct resource *resource;
};

static void
scan_within(void *arg, struct node n)
{
	const struct within *w = arg;

	scan_schema(w->scan, n, w->resource);
}

/* Whether a keyword may be there that names n, or its dialect. */
static bool
may_identify(struct node n)
{
	NODE_EACH(member, n)
	{
		struct str key = node_key(member);

		if (key.len >= 2 && (key.s[0] == '$' ? !str_equal(key, STR("$ref"))
						     : str_equal(key, STR("id"))))
			return true;
	}
	return false;
}

static void
scan_schema(struct scan *sc, struct node n, struct resource *r)
{
	const struct dialect_info *dialect = r->dialect;
	const struct keyword *k;
	struct within w = {sc, r};

	sc->file->schemas[n.at / 64] |= UINT64_C(1) << (n.at % 64);
	if (!node_is(n, NODE_OBJECT))
		return;
	if (may_identify(n)) {
		dialect = embedded_dialect(sc, n, r);
		w.resource = r = scan_id(sc, n, r, dialect);
		scan_anchors(sc, n, r);
	}
	if (sc->file->single)
		return;
	NODE_EACH(member, n)
	{
		k = keyword_of(sc->store->keywords, member, dialect);
		if (k != NULL)
			resources_each(k->shape, member, scan_within, &w);
	}
}

bool
resources_document(struct schema_file *f, struct node root)
{
	struct scan sc = {.store = f->store, .file = f, .ok = true};
	struct node schema = node_member(root, "$schema");
	const struct dialect_info *dialect;
	struct resource *r;

	/* 2020-12 core, 8.1.1: without it, "implementation-defined" */
	f->declared = node_is(schema, NODE_STRING);
	if (f->declared)
		dialect = store_dialect(f, schema);
	else if (f->inherited != NULL)
		dialect = f->inherited;
	else
		dialect = store_dialect_builtin(f->store, f->store->config.dialect);
	if (dialect == NULL)
		return false;
	f->schemas = arena_calloc(f->store->arena, f->pub.doc.ncells / 64 + 1,
				  sizeof(*f->schemas));
	if (f->single)
		memset(f->schemas, 0xff, f->pub.doc.ncells / 64 * 8 + 8);
	r = note_resource(&sc, root, f->retrieval_uri, dialect, NULL);
	store_index(f->store, f->retrieval_uri, r);
	scan_schema(&sc, root, r);
	return sc.ok;
}
