/*
 * completion: what may stand at the cursor.
 *
 * Names of members that are missing, with a value to be filled in; words, products, and
 * the events of the product beside them that are not listed yet; where nothing is yet, a
 * whole request for each product, as `new` makes it; in a config also names of rules.
 */
#include "lsp/methods.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "load/cursor.h"
#include "project/new-request.h"
#include "project/profile.h"
#include "project/schema-guide.h"
#include "service/catalogue-text.h"
#include "service/catalogue.h"

/* CompletionItemKind */
enum { ITEM_PROPERTY = 10, ITEM_VALUE = 12, ITEM_SNIPPET = 15, ITEM_CONSTANT = 21 };

struct completion {
	struct server *server;
	struct document *document;
	const char *schema; /* NULL: of no kind that is known */
	struct cursor context;
	struct advice advice; /* of the place */
	struct map present;   /* struct str: members or elements that are there */
	json_t *items;
};

struct item {
	struct str label;
	int kind;
	struct str text;         /* instead of what is typed */
	bool snippet;            /* it has places to be filled in */
	struct str detail;       /* may be empty */
	const struct buf *about; /* Markdown, or NULL */
	bool gone;               /* is struck out */
	bool first;              /* is shown before others */
};

static void
put_item(struct completion *c, const struct item *i)
{
	struct positions *p = &c->document->positions;
	const struct cursor *at = &c->context;
	struct str typed =
	    str_slice(document_text(c->document), at->token.start, at->token.end);
	struct span comma = {at->comma_at, at->comma_at};
	struct buf text = BUF_INIT, order = BUF_INIT;
	json_t *v;

	buf_put(&text, i->text);
	if (at->comma_behind && !at->colon)
		buf_putc(&text, ',');
	buf_printf(&order, "%c%05zu",
		   i->first  ? '1'
		   : i->gone ? '3'
			     : '2',
		   json_array_size(c->items));
	v = json_pack("{s:o, s:i, s:o, s:s, s:i}", "label", json_text(i->label), "kind",
		      i->kind, "textEdit", edit_json(p, at->token, buf_str(&text)),
		      "sortText", order.s, "insertTextFormat", i->snippet ? 2 : 1);
	/* what is typed begins with a quote: so must what it is compared with */
	if (typed.len != 0 && typed.s[0] == '"') {
		buf_clear(&text);
		buf_printf(&text, "\"%.*s\"", STR_ARG(i->label));
		json_object_set_new(v, "filterText", json_text(buf_str(&text)));
	}
	if (i->detail.len != 0)
		json_object_set_new(v, "detail", json_text(i->detail));
	if (i->about != NULL && i->about->len != 0)
		json_object_set_new(
		    v, "documentation",
		    markup_json(c->server->client.markdown, buf_str(i->about)));
	if (i->gone)
		json_object_set_new(v, "tags", json_pack("[i]", 1));
	if (at->comma_at != SIZE_MAX)
		json_object_set_new(v, "additionalTextEdits",
				    json_pack("[o]", edit_json(p, comma, STR(","))));
	json_array_append_new(c->items, v);
	buf_release(&text);
	buf_release(&order);
}

/* -- names of members */

static bool
is_present(const struct completion *c, struct str name)
{
	return map_find_str(&c->present, name) != NULL;
}

/* A snippet has marks of its own. */
static void
put_plain(struct buf *b, struct str text, bool snippet)
{
	for (size_t i = 0; i < text.len; i++) {
		if (snippet && strchr("$}\\", text.s[i]) != NULL && text.s[i] != '\0')
			buf_putc(b, '\\');
		buf_putc(b, text.s[i]);
	}
}

static bool
may_be(const struct advice *of, const char *type)
{
	struct node n = guide_keyword(of, "type");

	if (node_is(n, NODE_STRING))
		return str_is(node_string(n), type);
	NODE_EACH(one, n)
	{
		if (str_is(node_string(one), type))
			return true;
	}
	return false;
}

/* The value to begin with: the default, or what the type looks like. */
static void
put_value(struct buf *b, const struct advice *of, bool snippet)
{
	struct node standard = guide_keyword(of, "default");
	const char *begin = "", *end = "";

	if (may_be(of, "string") || node_is(standard, NODE_STRING))
		begin = end = "\"";
	else if (may_be(of, "object"))
		begin = "{", end = "}";
	else if (may_be(of, "array"))
		begin = "[", end = "]";
	buf_puts(b, begin);
	if (snippet && node_exists(standard) && !node_is(standard, NODE_ARRAY)) {
		buf_puts(b, "${1:");
		put_plain(b,
			  node_is(standard, NODE_STRING) ? node_string(standard)
							 : node_text(standard),
			  true);
		buf_putc(b, '}');
	} else if (snippet) {
		buf_puts(b, "$1");
	}
	buf_puts(b, end);
}

static void
offer_member(void *context, struct str name, const struct advice *of)
{
	struct completion *c = context;
	bool snippet = c->server->client.snippets;
	struct buf text = BUF_INIT, about = BUF_INIT;

	if (is_present(c, name) || node_is(guide_keyword(of, "deprecated"), NODE_TRUE))
		return;
	buf_putc(&text, '"');
	put_plain(&text, name, snippet && !c->context.colon);
	buf_putc(&text, '"');
	if (!c->context.colon) {
		buf_puts(&text, ": ");
		put_value(&text, of, snippet);
	}
	guide_describe(&about, of);
	put_item(c, &(struct item){.label = name,
				   .kind = ITEM_PROPERTY,
				   .text = buf_str(&text),
				   .snippet = snippet && !c->context.colon,
				   .detail = node_string(guide_keyword(of, "title")),
				   .about = &about,
				   .first = guide_requires(&c->advice, name)});
	buf_release(&text);
	buf_release(&about);
}

/* -- values */

static void
offer_text(struct completion *c, struct str value, struct str detail, bool gone)
{
	struct buf text = BUF_INIT;

	buf_json(&text, value);
	put_item(c, &(struct item){.label = value,
				   .kind = ITEM_VALUE,
				   .text = buf_str(&text),
				   .detail = detail,
				   .gone = gone});
	buf_release(&text);
}

/* What stands without quotes. */
static void
offer_word(struct completion *c, struct str word, struct str detail)
{
	put_item(
	    c, &(struct item){
		   .label = word, .kind = ITEM_VALUE, .text = word, .detail = detail});
}

static void
offer_node(struct completion *c, struct node value, struct str detail)
{
	if (node_is(value, NODE_STRING))
		offer_text(c, node_string(value), detail, false);
	else if (node_exists(value) && node_count(value) == 0)
		offer_word(c, node_text(value), detail);
}

static void
offer_words(struct completion *c)
{
	struct node words = guide_keyword(&c->advice, "enum");
	struct node standard = guide_keyword(&c->advice, "default");

	NODE_EACH(word, words)
	offer_node(c, word, STR(""));
	if (node_exists(words))
		return;
	offer_node(c, guide_keyword(&c->advice, "const"), STR(""));
	offer_node(c, standard, STR("default"));
	if (may_be(&c->advice, "boolean")) {
		offer_word(c, STR("true"), STR(""));
		offer_word(c, STR("false"), STR(""));
	}
}

static void
offer_products(struct completion *c, const struct catalogue *all)
{
	const struct catalogue_product *p;

	for (size_t i = 0; (p = catalogue_at(all, i)) != NULL; i++) {
		if (p->status != CATALOGUE_REMOVED)
			offer_text(c, p->id, p->title, false);
	}
}

static void
offer_events(struct completion *c, const struct catalogue_product *p)
{
	for (size_t i = 0; i < p->nevents; i++) {
		const struct catalogue_event *e = &p->events[i];
		struct buf detail = BUF_INIT;

		catalogue_describe_status(&detail, e->status, e->since, e->until);
		if (!is_present(c, e->name))
			offer_text(c, e->name, buf_str(&detail),
				   e->status == CATALOGUE_REMOVED);
		buf_release(&detail);
	}
}

static void
find_product(void *context, struct span at, struct str name, struct str value)
{
	struct str *id = context;

	(void)at;
	if (str_is(name, "productId"))
		*id = value;
}

/* The events of the product in the object that begins there, or of all. */
static void
offer_event_types(struct completion *c, const struct catalogue *all, size_t object)
{
	struct str id = STR("");
	const struct catalogue_product *p;

	cursor_each(document_text(c->document), object, find_product, &id);
	p = catalogue_product(all, id);
	if (p != NULL)
		offer_events(c, p);
	for (size_t i = 0; p == NULL && catalogue_at(all, i) != NULL; i++)
		offer_events(c, catalogue_at(all, i));
}

/* What is to be filled in, "<YOUR ...>", as places of a snippet. */
static void
put_places(struct buf *b, struct str text)
{
	size_t places = 0, from = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.s[i] == '>' && from != 0) {
			buf_puts(b, ">}");
			from = 0;
			continue;
		}
		if (str_starts(str_slice(text, i, text.len), STR("<YOUR "))) {
			buf_printf(b, "${%zu:", ++places);
			from = i;
		}
		buf_putc(b, text.s[i]);
	}
}

/* A whole request for a product. */
static void
offer_request(struct completion *c, const struct profile *p,
	      const struct catalogue_product *product)
{
	struct list names = {0};
	struct request r = {.o = &p->options,
			    .names = &names,
			    .catalogue = p->env.catalogue,
			    .products = &product,
			    .n = 1};
	json_t *v = request_forms[0].make(&r);
	char *dump = json_dumps(v, JSON_INDENT(2));
	bool snippet = c->server->client.snippets;
	struct buf label = BUF_INIT, text = BUF_INIT;

	buf_printf(&label, "subscription to %.*s", STR_ARG(product->id));
	if (snippet)
		put_places(&text, str_from(dump));
	else
		buf_puts(&text, dump);
	put_item(c, &(struct item){.label = buf_str(&label),
				   .kind = ITEM_SNIPPET,
				   .text = buf_str(&text),
				   .snippet = snippet,
				   .detail = product->title});
	buf_release(&label);
	buf_release(&text);
	json_decref(v);
	free(dump);
}

static void
offer_requests(struct completion *c, const struct profile *p)
{
	const struct catalogue_product *product;

	for (size_t i = 0; (product = catalogue_at(p->env.catalogue, i)) != NULL; i++) {
		if (product->status == CATALOGUE_CURRENT ||
		    product->status == CATALOGUE_OWN)
			offer_request(c, p, product);
	}
}

/* -- the place */

/* Whether the last steps are these names; "" is any element. */
static bool
lies_in(const struct cursor *at, const char *outer, const char *inner)
{
	const struct step *last = at->depth >= 1 ? &at->steps[at->depth - 1] : NULL;
	const struct step *before = at->depth >= 2 ? &at->steps[at->depth - 2] : NULL;
	bool ok = last != NULL &&
		  (*inner == '\0' ? !last->member
				  : last->member && str_is(last->name, inner));

	return ok && (outer == NULL || (before != NULL && before->member &&
					str_is(before->name, outer)));
}

static void
offer_rules(struct completion *c, bool names)
{
	for (size_t i = 0; i < rule_table.n; i++) {
		const struct rule_info *r = &rule_table.rules[i];
		struct buf text = BUF_INIT;

		if (names && is_present(c, str_from(r->name)))
			continue;
		buf_printf(&text, "\"%s\"%s", r->name,
			   names && !c->context.colon ? ": \"\"" : "");
		put_item(c, &(struct item){.label = str_from(r->name),
					   .kind = ITEM_CONSTANT,
					   .text = buf_str(&text),
					   .detail = str_from(r->summary)});
		buf_release(&text);
	}
}

static void
offer_of_config(struct completion *c)
{
	const struct cursor *at = &c->context;

	if (at->name && at->depth == 2 && str_is(at->steps[0].name, "rules"))
		offer_rules(c, true);
	else if (!at->name && lies_in(at, NULL, "rule"))
		offer_rules(c, false);
}

static void
offer_of_service(struct completion *c)
{
	const struct profile *p = c->document->text.judged->profile;
	const struct cursor *at = &c->context;

	if (at->name || p == NULL || p->env.catalogue == NULL)
		return;
	if (at->depth == 0)
		offer_requests(c, p);
	else if (lies_in(at, NULL, "productId"))
		offer_products(c, p->env.catalogue);
	else if (lies_in(at, "eventTypes", ""))
		offer_event_types(c, p->env.catalogue, at->starts[at->depth - 2]);
	else if (lies_in(at, NULL, "eventType"))
		offer_event_types(c, p->env.catalogue, at->starts[at->depth - 1]);
}

static void
note_present(void *context, struct span at, struct str name, struct str value)
{
	struct completion *c = context;
	struct span token = c->context.token;

	if (at.start != token.start)
		(void)map_put_str(&c->present, c->context.name ? name : value);
}

static void
offer_all(struct completion *c)
{
	const struct cursor *at = &c->context;
	size_t n = at->depth;

	if (at->unknown || c->schema == NULL)
		return;
	if (n != 0)
		cursor_each(document_text(c->document), at->starts[n - 1], note_present,
			    c);
	guide_find(c->server->guide, c->schema, at->steps,
		   at->name && n != 0 ? n - 1 : n, &c->advice);
	if (c->document->text.config)
		offer_of_config(c);
	else
		offer_of_service(c);
	if (at->name)
		guide_members(c->server->guide, &c->advice, offer_member, c);
	else
		offer_words(c);
}

json_t *
completion_at(struct server *s, const json_t *params)
{
	size_t offset;
	struct document *d = server_position(s, params, &offset);
	struct completion c = {.server = s, .document = d};
	const struct examined *e;
	size_t from;

	if (d == NULL)
		return NULL;
	e = judged_at(&d->text, offset);
	c.schema = document_schema(d, e);
	c.items = json_array();
	c.present = MAP(struct str, NULL, s->arena);
	from = e != NULL && e->result.record != 0 ? e->doc->base : 0;
	cursor_read(&c.context, document_text(d), from, offset);
	offer_all(&c);
	return json_pack("{s:b, s:o}", "isIncomplete", 0, "items", c.items);
}
