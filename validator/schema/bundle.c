/*
 * bundle: one document that holds all it refers to.
 *
 * As 2020-12 core, 9.3 has it: every other document that is needed goes, with its
 * own $id and $schema, into $defs; references stay as they are.  A document
 * without an $id gets the URI it is known by.  Before 2019-09 the container is
 * "definitions".
 */
#include "base/arena.h"
#include "base/buf.h"
#include "schema/program.h"
#include "schema/store.h"
#include "schema/uri.h"

struct bundle {
	struct schema_file *main;
	struct buf out;
	size_t n;
};

static const char *
id_name(const struct resource *r)
{
	return r->dialect->dialect == DIALECT_DRAFT4 ? "id" : "$id";
}

static void
put_member(struct buf *out, struct str name, struct str json)
{
	buf_puts(out, out->s[out->len - 1] != '{' ? ",\n" : "\n");
	buf_json(out, name);
	buf_puts(out, ": ");
	buf_put(out, json);
}

static void
put_string_member(struct buf *out, const char *name, struct str value)
{
	struct buf json = BUF_INIT;

	buf_json(&json, value);
	put_member(out, str_from(name), buf_str(&json));
	buf_release(&json);
}

/*
 * A document as a value of $defs: with its own $id, in full, since a relative
 * one would mean something else here, and with its dialect if it is another.
 */
static void
put_embedded(struct bundle *b, struct schema_file *f)
{
	struct resource *r = f->resources[0];
	struct buf *out = &b->out;

	buf_puts(out, b->n++ != 0 ? ",\n" : "\n");
	buf_json(out, r->uri);
	buf_puts(out, ": {");
	put_string_member(out, id_name(r), r->uri);
	if (r->dialect != b->main->resources[0]->dialect)
		put_string_member(out, "$schema", r->dialect->uri);
	if (node_is(r->root, NODE_FALSE)) /* an object that says the same */
		put_member(out, STR("not"), STR("{}"));
	NODE_EACH(member, r->root)
	{
		if (node_is(r->root, NODE_OBJECT) &&
		    !str_is(node_key(member), id_name(r)) &&
		    !str_is(node_key(member), "$schema") &&
		    node_member_str(r->root, node_key(member)).at == member.at)
			put_member(out, node_key(member), node_text(member));
	}
	buf_puts(out, "\n}");
}

static void
put_others(struct bundle *b)
{
	for (struct schema_file *f = b->main->store->files; f != NULL; f = f->next) {
		/* meta-schemas of the standard are known everywhere */
		if (f != b->main && f->pub.used && f->nresources != 0 &&
		    !str_starts(f->resources[0]->uri,
				STR("https://json-schema.org/")) &&
		    !str_starts(f->resources[0]->uri, STR("http://json-schema.org/")))
			put_embedded(b, f);
	}
}

/* The main document, with what is embedded in front of its other definitions. */
static void
put_main(struct bundle *b, const char *container, struct str embedded)
{
	struct node root = doc_root(&b->main->pub.doc);
	struct buf *out = &b->out;
	bool placed = false;

	buf_putc(out, '{');
	NODE_EACH(member, root)
	{
		struct str text = node_text(member);

		if (node_member_str(root, node_key(member)).at != member.at)
			continue;
		if (!str_is(node_key(member), container)) {
			put_member(out, node_key(member), text);
			continue;
		}
		put_member(out, node_key(member), STR("{"));
		buf_put(out, embedded);
		buf_puts(out, node_count(member) != 0 ? "," : "");
		buf_put(out, str_slice(text, 1, text.len));
		placed = true;
	}
	if (!placed) {
		put_member(out, str_from(container), STR("{"));
		buf_put(out, embedded);
		buf_puts(out, "\n}");
	}
	buf_puts(out, "\n}\n");
}

char *
store_bundle(struct store *s, const struct schema_doc *doc)
{
	struct bundle b = {(struct schema_file *)(void *)(uintptr_t)doc, BUF_INIT, 0};
	struct buf embedded;
	const char *container;

	if (store_compile(s, doc, STR("")) == NULL)
		return NULL;
	put_others(&b);
	if (b.n == 0 || !node_is(doc_root(&doc->doc), NODE_OBJECT)) {
		buf_release(&b.out);
		buf_put(&b.out, node_text(doc_root(&doc->doc)));
		buf_putc(&b.out, '\n');
		return buf_take(&b.out);
	}
	container = b.main->resources[0]->dialect->dialect >= DIALECT_2019_09
			? "$defs"
			: "definitions";
	embedded = b.out;
	b.out = BUF_INIT;
	put_main(&b, container, buf_str(&embedded));
	buf_release(&embedded);
	return buf_take(&b.out);
}
