/*
 * core: the keywords that identify and refer (2020-12 core, 8).
 *
 * $id, $schema and the anchors have been read by resources.c before.
 */
#include "schema/compile.h"

#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "load/pointers.h"
#include "schema/op.h"
#include "schema/uri.h"

/* A definition, or an anchor, whose name is near. */
static void
suggest_place(struct compiler *c, struct diag *d, const struct target *t)
{
	struct diags *ds = c->schema->resource->file->pub.diags;
	struct node root = t->resource->root, defs = node_member(root, "$defs");
	struct suggest near;

	suggest_init(&near, uri_fragment_decoded(t->uri, c->arena));
	if (!node_exists(defs))
		defs = node_member(root, "definitions");
	if (!diags_may_compare(ds, node_count(defs) + t->resource->anchors.n))
		return;
	NODE_EACH(def, defs)
	{
		suggest_offer(&near, str_from(pointers_below(&c->pointers, root, def)));
	}
	for (size_t i = 0; i < t->resource->anchors.n; i++)
		suggest_offer(
		    &near, ((struct anchor *)map_at(&t->resource->anchors, i))->name);
	if (near.best.s != NULL)
		diag_help(ds, d, "a similar place exists: '#%s'",
			  diag_quote(ds, near.best));
}

/* How to give the document that a reference wants. */
static void
help_unknown_document(struct compiler *c, struct diag *d, struct node value,
		      const struct target *t)
{
	struct diags *ds = c->schema->resource->file->pub.diags;
	struct str wanted = uri_without_fragment(t->uri);
	struct str reference = uri_without_fragment(node_string(value));
	const char *name = c->schema->resource->file->pub.name,
		   *slash = strrchr(name, '/');
	struct uri parts;

	diag_note(ds, d, "nothing is ever fetched, nor read without being asked for");
	uri_split(reference, &parts);
	if (!str_starts(wanted, STR("file://")))
		diag_help(ds, d, "give it with --resource %s=FILE",
			  diag_quote(ds, wanted));
	else if (parts.has_scheme || str_starts(reference, STR("/")))
		diag_help(ds, d, "give it with --resource FILE");
	else
		diag_help(ds, d, "give it with --resource %.*s%s",
			  slash != NULL ? (int)(slash + 1 - name) : 0, name,
			  diag_quote(ds, reference));
}

/* The schema is there, but its name does not count. */
static void
report_vain_id(struct compiler *c, struct node value, const struct vain_id *v)
{
	struct diags *ds = c->schema->resource->file->pub.diags;
	struct diag *d = compile_error(
	    c, value,
	    "the reference '%s' leads nowhere: the '%s' beside a '$ref' does not "
	    "count in %s",
	    diag_quote(ds, node_string(value)), diag_quote(ds, node_key(v->at)),
	    dialect_name(v->dialect));

	if (v->file == c->schema->resource->file)
		diag_related(ds, d, node_key_span(v->at), "it is this one");
	else
		diag_note(ds, d, "it is in '%s'",
			  diag_quote(ds, str_from(v->file->pub.name)));
	diag_help(ds, d, "put the '$ref' there into an 'allOf'");
}

static void
report_unknown_document(struct compiler *c, struct node value, const struct target *t)
{
	struct diags *ds = c->schema->resource->file->pub.diags;
	struct str wanted = uri_without_fragment(t->uri);
	const struct schema_file *f = store_miss(c->store, wanted);
	struct diag *d = compile_error(
	    c, value, "the reference '%s' leads to a document that is not known",
	    diag_quote(ds, node_string(value)));

	if (!str_equal(t->uri, node_string(value)))
		diag_note(ds, d, "its full name is '%s'", diag_quote(ds, wanted));
	if (f != NULL)
		diag_note(ds, d, "'%s' seems to be it, but cannot be used",
			  diag_quote(ds, str_from(f->pub.name)));
	else
		help_unknown_document(c, d, value, t);
}

static void
report_unresolved(struct compiler *c, struct node value, const struct target *t)
{
	struct diags *ds = c->schema->resource->file->pub.diags;
	const char *reference = diag_quote(ds, node_string(value));
	const struct vain_id *v;
	struct diag *d;

	if (t->problem == RESOLVE_NO_ROOM) {
		compile_error(c, value, URIS_TOO_LONG);
		return;
	}
	v = store_vain_id(c->store, t->uri);
	if (v != NULL && t->problem != RESOLVE_NO_POINTER) {
		report_vain_id(c, value, v);
	} else if (t->problem == RESOLVE_NO_DOCUMENT) {
		report_unknown_document(c, value, t);
	} else {
		d = t->problem == RESOLVE_NO_POINTER
			? compile_error(c, value, "the reference '%s' leads nowhere",
					reference)
			: compile_error(c, value,
					"there is no anchor for the reference '%s'",
					reference);
		suggest_place(c, d, t);
	}
}

/* Where a reference leads; false if it is none, or (then reported) leads nowhere. */
static bool
lead(struct compiler *c, struct node value, struct target *t)
{
	if (!node_is(value, NODE_STRING))
		return false;
	*t = store_resolve(c->store, c->schema->resource, node_string(value));
	if (t->problem != RESOLVED)
		report_unresolved(c, value, t);
	return t->problem == RESOLVED;
}

/* $ref (2020-12 core, 8.2.3.1). */
void
keyword_ref(struct compiler *c, enum op op, struct node value)
{
	struct target t;
	const struct schema *s;

	if (!lead(c, value, &t))
		return;
	s = compile_sub(c, t.node);
	compile_emit(c, op, value)->u.schema = s;
}

static void
emit_dynamic(struct compiler *c, enum op op, struct node value, const struct target *t)
{
	struct instr *in = compile_emit(c, op, value);

	in->u.dynamic.anchor = uri_fragment_decoded(t->uri, c->arena);
	if (t->problem == RESOLVED)
		in->u.dynamic.schema = compile_sub(c, t->node);
	in->u.dynamic.dynamic =
	    t->problem != RESOLVED || (t->anchor != NULL && t->anchor->dynamic);
}

/* $dynamicRef (2020-12 core, 8.2.3.2). */
void
keyword_dynamic_ref(struct compiler *c, enum op op, struct node value)
{
	struct target t;

	if (lead(c, value, &t))
		emit_dynamic(c, op, value, &t);
}

/* $dynamicRef of v1: an anchor that is somewhere in the scope, perhaps not here. */
void
keyword_dynamic_ref_v1(struct compiler *c, enum op op, struct node value)
{
	struct target t;

	if (!node_is(value, NODE_STRING))
		return;
	t = store_resolve(c->store, c->schema->resource, node_string(value));
	emit_dynamic(c, op, value, &t);
}

/* $recursiveRef (2019-09 core, 8.2.4.2.1): always "#". */
void
keyword_recursive_ref(struct compiler *c, enum op op, struct node value)
{
	struct target t;
	struct instr *in;

	if (!lead(c, value, &t))
		return;
	in = compile_emit(c, op, value);
	in->u.dynamic.recursive = true;
	in->u.dynamic.schema = compile_sub(c, t.node);
	in->u.dynamic.dynamic = t.resource->recursive_anchor;
}
