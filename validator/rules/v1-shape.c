/*
 * v1-shape: productId and eventTypes at the top, as in version 1 of the API.
 *
 * The fix writes the two as one entry of products where productId stands, with the bytes
 * of the list as they are, only further in; proxyType has no place in version 2.
 */
#include <string.h>

#include "base/buf.h"
#include "lint/lint.h"
#include "load/text.h"

/* How lines end and begin where offset is the first that stands in its line. */
static bool
line_start(struct str text, size_t offset, struct str *indent, const char **end)
{
	size_t from = offset;

	while (from > 0 && (text.s[from - 1] == ' ' || text.s[from - 1] == '\t'))
		from--;
	*indent = str_slice(text, from, offset);
	*end = from > 1 && text.s[from - 2] == '\r' ? "\r\n" : "\n";
	return from > 0 && text.s[from - 1] == '\n';
}

/* Appends the bytes, each further line by four more spaces, or two tabs, in. */
static void
put_further_in(struct buf *b, struct str bytes, const char *by)
{
	const char *end;

	while ((end = memchr(bytes.s, '\n', bytes.len)) != NULL) {
		size_t len = (size_t)(end - bytes.s) + 1;

		buf_put(b, str_slice(bytes, 0, len));
		buf_puts(b, by);
		bytes = str_slice(bytes, len, bytes.len);
	}
	buf_put(b, bytes);
}

/* "products": [...] in place of productId, laid out as what is around it. */
static struct str
products_text(struct lint *l, struct node id, struct node events)
{
	struct str indent, bytes = node_text(events), name = node_text(id);
	const char *end, *in, *more;
	struct buf b = BUF_INIT;

	if (!line_start(id.doc->text, node_key_span(id).start, &indent, &end)) {
		buf_printf(
		    &b, "\"products\": [{\"productId\": %.*s, \"eventTypes\": %.*s}]",
		    STR_ARG(name), STR_ARG(bytes));
		return buf_keep(&b, l->arena);
	}
	in = indent.len != 0 && indent.s[0] == '\t' ? "\t" : "  ";
	more = *in == '\t' ? "\t\t" : "    ";
	buf_printf(&b, "\"products\": [%s%.*s%s{%s", end, STR_ARG(indent), in, end);
	buf_printf(&b, "%.*s%s\"productId\": %.*s,%s", STR_ARG(indent), more,
		   STR_ARG(name), end);
	buf_printf(&b, "%.*s%s\"eventTypes\": ", STR_ARG(indent), more);
	put_further_in(&b, bytes, more);
	buf_printf(&b, "%s%.*s%s}%s%.*s]", end, STR_ARG(indent), in, end,
		   STR_ARG(indent));
	return buf_keep(&b, l->arena);
}

/* Sorts three nodes by their places in the text; absent ones come first. */
static void
sort(struct node n[3])
{
	for (int i = 1; i < 3; i++) {
		for (int k = i; k > 0 && n[k].at < n[k - 1].at; k--) {
			struct node spare = n[k];

			n[k] = n[k - 1];
			n[k - 1] = spare;
		}
	}
}

/* A status, and the scope CUSTOM, have no sure place in version 2: who wrote them decides. */
static bool
has_more(const struct subscription *s)
{
	struct node scope =
	    node_is(s->scope, NODE_OBJECT) ? node_member(s->scope, "scope") : s->scope;

	return node_exists(s->status) || str_is(node_string(scope), "CUSTOM");
}

/* Of one that is there twice it is not known which is meant. */
static bool
is_clear(const struct subscription *s)
{
	size_t n = 0;

	NODE_EACH(member, s->object)
	n += str_is(node_key(member), "productId") ||
	     str_is(node_key(member), "eventTypes");
	return n == 2;
}

/* The edits come in the order of the text. */
static void
rewrite(struct lint *l, struct diag *d, struct node proxy)
{
	struct node id = l->sub.product_id, events = l->sub.event_types;
	struct node parts[3] = {id, events, proxy};
	struct fix *f =
	    diag_fix(l->diags, d, FIX_SUGGESTED,
		     node_exists(proxy) ? "write 'products', and leave out 'proxyType'"
					: "write 'products'");
	struct span whole = {node_key_span(id).start, node_span(id).end};

	sort(parts);
	for (int i = 0; i < 3; i++) {
		if (!node_exists(parts[i]))
			continue;
		if (parts[i].at == id.at)
			fix_edit(l->diags, f, whole, products_text(l, id, events));
		else
			text_remove(l->diags, f, parts[i]);
	}
}

void
check_v1_shape(struct lint *l)
{
	const struct subscription *s = &l->sub;
	struct diag *d;

	if (!node_is(s->product_id, NODE_STRING) ||
	    !node_is(s->event_types, NODE_ARRAY) ||
	    !subscription_lacks(s->object, "products"))
		return;
	d = lint_report(l, s->product_id, AT_KEY,
			"this is the shape of version 1 of the API");
	diag_note(
	    l->diags, d,
	    "the client libraries dropped version 1 in March 2025; version 2 takes "
	    "several products");
	if (has_more(s))
		diag_help(l->diags, d,
			  "write 'products'; 'status' has a request of its own "
			  "in version 2, and 'CUSTOM' may be unknown there");
	else if (is_clear(s))
		rewrite(l, d, node_member(s->security, "proxyType"));
}
