/*
 * hover: what is known of the place under the pointer: the member, the product or event,
 * the retries of a subscription drawn to scale, and the rules of what is found there.
 */
#include "lsp/methods.h"

#include <string.h>

#include "finding/rule-text.h"
#include "project/config.h"
#include "project/profile.h"
#include "project/schema-guide.h"
#include "service/catalogue-text.h"
#include "service/timeline.h"

enum { COLUMNS = 72 /* of a timeline */ };

static void
separate(struct buf *b)
{
	if (b->len != 0)
		buf_puts(b, "\n\n---\n\n");
}

static void
put_schema(struct server *s, struct buf *b, const char *schema, struct node n)
{
	struct step steps[CURSOR_DEPTH];
	size_t depth = cursor_steps(n, steps);
	struct advice advice;

	if (schema == NULL || depth == CURSOR_DEPTH)
		return;
	guide_find(s->guide, schema, steps, depth, &advice);
	guide_describe(b, &advice);
}

/* What the catalogue says of a product or an event, or nothing. */
static void
put_catalogue(struct buf *b, const struct profile *p, struct node n)
{
	struct node holder = node_parent(n);
	const struct catalogue *c = p != NULL ? p->env.catalogue : NULL;
	const struct catalogue_product *product;
	const struct catalogue_event *e;

	if (c == NULL || !node_is(n, NODE_STRING))
		return;
	if (str_is(node_key(n), "productId")) {
		product = catalogue_product(c, node_string(n));
		if (product != NULL)
			catalogue_describe_product(b, product);
		return;
	}
	product = catalogue_product(
	    c, node_string(node_member(node_parent(holder), "productId")));
	e = catalogue_event(c, product, node_string(n));
	if (e == NULL)
		e = catalogue_event_anywhere(c, node_string(n));
	if (e != NULL)
		catalogue_describe_event(b, e);
}

/* The retries, where n is the policy or in it. */
static void
put_timeline(struct server *s, struct buf *b, const struct examined *e, struct node n)
{
	struct timeline_frame frame;
	struct timeline *list;
	size_t count;

	while (node_exists(n) && !str_is(node_key(n), "retryPolicy"))
		n = node_parent(n);
	if (!node_exists(n))
		return;
	count = timeline_read(&list, doc_root(e->doc), e->kind, s->arena);
	for (size_t i = 0; i < count; i++) {
		if (list[i].object.at != node_parent(n).at || !list[i].known)
			continue;
		timeline_frame_init(&frame, COLUMNS);
		timeline_fit(&frame, &list[i], s->arena);
		separate(b);
		buf_puts(b, "```text\n");
		timeline_text(b, &list[i], &frame, s->arena);
		buf_puts(b, "```");
	}
}

/* Rules of what is found at the offset of the text, each once in a document. */
static void
put_rules(struct buf *b, const struct examined *e, size_t offset)
{
	const struct rule_info *last = NULL;

	for (const struct diag *f = e->diags->head; f != NULL; f = f->next) {
		struct span at = examined_span(e, f->span);

		if (f->suppressed_by != SUPPRESSED_NOT || at.start > offset ||
		    at.end < offset || f->rule == last || f->rule == &config_rule)
			continue;
		last = f->rule;
		separate(b);
		rule_markdown(b, f->rule);
	}
}

/* The rule that a config names there. */
static void
put_rule_named(struct buf *b, struct node n)
{
	bool named = str_is(node_key(n), "rule");
	const struct rule_info *r =
	    rule_find(&rule_table, named ? node_string(n) : node_key(n));

	if (r == NULL || (!named && !str_is(node_key(node_parent(n)), "rules")))
		return;
	separate(b);
	rule_markdown(b, r);
}

static json_t *
range_of(struct document *d, const struct examined *e, struct node n, size_t offset)
{
	bool name = offset - e->doc->base < node_key_span(n).end;

	return range_json(&d->positions,
			  examined_span(e, name ? node_key_span(n) : node_span(n)));
}

json_t *
hover_at(struct server *s, const json_t *params)
{
	size_t offset;
	struct document *d = server_position(s, params, &offset);
	const struct examined *e;
	struct node n = NODE_ABSENT;
	struct buf b = BUF_INIT;
	json_t *v = NULL;

	if (d == NULL)
		return NULL;
	e = judged_at(&d->text, offset);
	if (e != NULL && !e->result.skipped)
		n = doc_at_offset(e->doc, offset - e->doc->base);
	if (node_exists(n) && node_count(n) == 0)
		put_catalogue(&b, d->text.judged->profile, n);
	if (node_exists(n) && b.len == 0)
		put_schema(s, &b, document_schema(d, e), n);
	if (node_exists(n))
		put_timeline(s, &b, e, n);
	for (const struct examined *x = d->text.judged->head; x != NULL; x = x->next) {
		if (!x->result.skipped)
			put_rules(&b, x, offset);
	}
	if (d->text.config && node_exists(n))
		put_rule_named(&b, n);
	if (b.len != 0)
		v = json_pack("{s:o, s:o*}", "contents",
			      markup_json(s->client.markdown, buf_str(&b)), "range",
			      node_exists(n) ? range_of(d, e, n, offset) : NULL);
	buf_release(&b);
	return v;
}
