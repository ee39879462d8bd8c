/* bundle-write: the text of a bundle (schema/bundle.h). */
#include "base/buf.h"
#include "schema/bundle.h"

static struct node
root_node(const struct part *p)
{
	return p->file->resources[0]->root;
}

/* A comma, if one is wanted, and the name. */
static void
put_name(struct buf *out, struct str name)
{
	buf_puts(out, out->s[out->len - 1] != '{' ? ",\n" : "\n");
	buf_json(out, name);
	buf_puts(out, ": ");
}

static void
put_string_member(struct buf *out, const char *name, struct str value)
{
	put_name(out, str_from(name));
	buf_json(out, value);
}

/* A value as it is written, with the edits in it. */
static void
put_value(struct buf *out, const struct part *p, struct node value)
{
	struct span span = node_span(value);
	size_t at = span.start, low = 0, high = p->nrewrites;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (p->rewrites[middle].span.start < at)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < p->nrewrites && p->rewrites[low].span.start < span.end; low++) {
		const struct rewrite *e = &p->rewrites[low];

		buf_put(out, str_slice(value.doc->text, at, e->span.start));
		buf_put(out, e->json);
		at = e->span.end;
	}
	buf_put(out, str_slice(value.doc->text, at, span.end));
}

static void
put_member(struct buf *out, const struct part *p, struct node member)
{
	put_name(out, node_key(member));
	put_value(out, p, member);
}

/* The dialect as the document names it, or as it is known. */
static void
put_dialect(struct buf *out, const struct part *p)
{
	const struct dialect_info *d = p->file->resources[0]->dialect;
	struct node named = node_member(root_node(p), "$schema");

	if (node_is(named, NODE_STRING)) {
		put_member(out, p, named);
		return;
	}
	put_name(out, STR("$schema"));
	buf_printf(out, "\"%.*s%s\"", STR_ARG(d->uri),
		   d->dialect <= DIALECT_DRAFT7 ? "#" : "");
}

/* Of members of one name the last counts. */
static bool
counts(struct node root, struct node member)
{
	return node_member_str(root, node_key(member)).at == member.at;
}

/* All members but those that say what the document is. */
static void
put_members(struct buf *out, const struct part *p)
{
	NODE_EACH(member, root_node(p))
	{
		if (!str_is(node_key(member), bundle_id_name(p)) &&
		    !str_is(node_key(member), "$schema") &&
		    counts(root_node(p), member))
			put_member(out, p, member);
	}
}

/* The document itself, without a name. */
static void
put_plain(struct buf *out, const struct part *p)
{
	if (!node_is(root_node(p), NODE_OBJECT)) {
		put_value(out, p, root_node(p));
		return;
	}
	buf_putc(out, '{');
	put_members(out, p);
	buf_puts(out, "\n}");
}

/* The original, one level lower, as the last definition, and what refers to it. */
static void
put_wrapped(struct buf *out, const struct part *p, struct str key)
{
	struct buf reference = BUF_INIT;

	put_name(out, key);
	put_plain(out, p);
	buf_puts(out, "\n}");
	buf_putc(&reference, '#');
	buf_put(&reference, p->prefix);
	put_name(out, STR("allOf"));
	buf_puts(out, "[{\"$ref\": ");
	buf_json(out, buf_str(&reference));
	buf_puts(out, "}]");
	buf_release(&reference);
}

static void
put_identified(struct bundle *b, struct buf *out, const struct part *p)
{
	buf_putc(out, '{');
	put_string_member(out, bundle_id_name(p), bundle_root_id(b, p));
	if (p->file->resources[0]->dialect != b->main->file->resources[0]->dialect)
		put_dialect(out, p);
	if (node_is(root_node(p), NODE_FALSE)) { /* an object that says the same */
		put_name(out, STR("not"));
		buf_puts(out, "{}");
	}
	if (p->wrapped) {
		put_name(out, STR("definitions"));
		buf_putc(out, '{');
		put_wrapped(out, p, STR(BUNDLE_WRAPPED));
	} else {
		put_members(out, p);
	}
	buf_puts(out, "\n}");
}

/* Opens the definitions, with the other documents in them. */
static void
open_container(struct bundle *b, struct buf *out)
{
	put_name(out, str_from(b->container));
	buf_putc(out, '{');
	for (const struct part *p = b->main->next; p != NULL; p = p->next) {
		put_name(out, p->key);
		if (p->plain)
			put_plain(out, p);
		else
			put_identified(b, out, p);
	}
}

/* The members of the main document, its definitions behind the others. */
static void
put_main_members(struct bundle *b, struct buf *out, struct str id)
{
	const struct part *p = b->main;
	bool opened = b->main->next == NULL;

	NODE_EACH(member, root_node(p))
	{
		struct str key = node_key(member);

		if (!counts(root_node(p), member) || str_is(key, "$schema"))
			continue;
		if (str_is(key, bundle_id_name(p)) && id.s != NULL)
			continue;
		if (opened || !str_is(key, b->container)) {
			put_member(out, p, member);
			continue;
		}
		open_container(b, out);
		NODE_EACH(definition, member)
		{
			put_member(out, p, definition);
		}
		buf_puts(out, "\n}");
		opened = true;
	}
	if (!opened) {
		open_container(b, out);
		buf_puts(out, "\n}");
	}
}

/* Whether a reader would take it for another dialect. */
static bool
lacks_dialect(const struct bundle *b)
{
	return !b->main->file->declared &&
	       (b->main->next != NULL ||
		b->main->file->resources[0]->dialect->dialect != DIALECT_2020_12);
}

static void
put_main(struct bundle *b, struct buf *out, struct str id)
{
	const struct part *p = b->main;

	buf_putc(out, '{');
	if (p->file->declared || lacks_dialect(b))
		put_dialect(out, p);
	if (id.s != NULL)
		put_string_member(out, bundle_id_name(p), id);
	if (p->wrapped) {
		open_container(b, out);
		put_wrapped(out, p, p->key);
	} else {
		put_main_members(b, out, id);
	}
	buf_puts(out, "\n}");
}

char *
bundle_write(struct bundle *b)
{
	struct node root = root_node(b->main);
	struct str id = bundle_root_id(b, b->main);
	struct buf out = BUF_INIT;

	if (!node_is(root, NODE_OBJECT) ||
	    (b->main->next == NULL && id.s == NULL && !lacks_dialect(b)))
		put_value(&out, b->main, root);
	else
		put_main(b, &out, id);
	buf_putc(&out, '\n');
	return buf_take(&out);
}
