/*
 * annotation: keywords that only say something about a value (2020-12
 * validation, 8 and 9), and format, which may also assert (7).
 */
#include "schema/compile.h"

#include "base/suggest.h"
#include "load/pointers.h"
#include "schema/dialect.h"
#include "schema/format.h"
#include "schema/op.h"

#define META "schema:json-schema/" /* how names of meta-schemas begin */

void
keyword_annotation(struct compiler *c, enum op op, struct node value)
{
	compile_emit(c, op, value);
}

/* The first dialect that knows a format, DIALECT_COUNT if none does. */
static enum dialect
dialect_with_format(struct str name)
{
	enum dialect d = 0;

	while (d < DIALECT_COUNT && format_find(name, d) == NULL)
		d++;
	return d;
}

/* A similar name is a mistake; any other is a format of the user's own, perhaps. */
static void
report_unknown_format(struct compiler *c, struct node value)
{
	struct diags *ds = c->schema->resource->file->pub.diags;
	struct str name = node_string(value);
	enum dialect other = dialect_with_format(name);
	struct suggest near;
	const struct format *f;
	struct diag *d;

	suggest_init(&near, name);
	for (size_t i = 0; (f = format_at(i)) != NULL && other == DIALECT_COUNT; i++)
		suggest_offer(&near, str_from(f->name));
	if (near.best.s == NULL && !c->store->config.lint)
		return;
	d = diag_add(ds, RULE_UNKNOWN_FORMAT, node_span(value),
		     "unknown format '%s': nothing is checked", diag_quote(ds, name));
	d->pointer = node_pointer(value, c->arena);
	if (other != DIALECT_COUNT)
		diag_note(ds, d, "it came with %s; this schema is of %s",
			  dialect_name(other), dialect_name(c->dialect->dialect));
	if (near.best.s != NULL)
		diag_help(ds, d, "a similar format exists: '%.*s'", STR_ARG(near.best));
}

/* In a schema that is checked by it only what the dialect says: "format" is none. */
static bool
is_meta(const struct schema_file *f)
{
	return strncmp(f->pub.name, META, sizeof(META) - 1) == 0;
}

/* The user's of that name, or NULL. */
static const struct format *
own_format(const struct store *s, struct str name)
{
	const struct own_format *f = s->config.formats;

	while (f != NULL && f->format.name != NULL && !str_is(name, f->format.name))
		f++;
	return f != NULL && f->format.name != NULL ? &f->format : NULL;
}

void
keyword_format(struct compiler *c, enum op op, struct node value)
{
	const struct format *f;
	bool asserts =
	    c->dialect->format_asserts || !c->store->config.format_annotation;
	struct instr *in;

	if (!node_is(value, NODE_STRING))
		return;
	f = own_format(c->store, node_string(value));
	if (f == NULL)
		f = format_find(node_string(value), c->dialect->dialect);
	if (f == NULL && asserts && !is_meta(c->schema->resource->file))
		report_unknown_format(c, value);
	if (f == NULL || !asserts) {
		keyword_annotation(c, OP_ANNOTATION, value);
		return;
	}
	in = compile_emit(c, op, value);
	in->u.format.kind = f;
	in->u.format.meta = is_meta(c->schema->resource->file);
}
