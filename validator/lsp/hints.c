/*
 * hints: what is shown within a text without being asked: beside a retry policy when the
 * last retry comes, above a subscription what it is about.
 */
#include "lsp/methods.h"

#include "service/retry.h"
#include "service/subscription.h"
#include "service/timeline.h"

enum { HINTS_MOST = 1000 };

/* Calls for each subscription of the document. */
static json_t *
each_subscription(struct server *s, struct document *d,
		  void (*take)(struct server *s, struct document *d, json_t *list,
			       const struct examined *e, const struct timeline *t))
{
	json_t *list = json_array();
	struct timeline *found;

	for (const struct examined *e = d->text.judged->head;
	     e != NULL && !d->text.config; e = e->next) {
		size_t n = 0;

		if (!e->result.skipped && e->doc != NULL && e->doc->ncells != 0)
			n = timeline_read(&found, doc_root(e->doc), e->kind, s->arena);
		for (size_t i = 0; i < n && json_array_size(list) < HINTS_MOST; i++)
			take(s, d, list, e, &found[i]);
	}
	return list;
}

static void
add_hint(struct server *s, struct document *d, json_t *list, const struct examined *e,
	 const struct timeline *t)
{
	struct node policy = node_member(t->object, "retryPolicy");
	const char *label;

	if (!t->known || !node_is(policy, NODE_OBJECT))
		return;
	if (t->count == 0)
		label = "no retries";
	else if (t->last == RETRY_NEVER)
		label = "the last retry never comes";
	else
		label = arena_printf(s->arena, "last retry after %s",
				     retry_human(t->last, false, s->arena));
	json_array_append_new(
	    list,
	    json_pack("{s:o, s:s, s:b}", "position",
		      position_json(&d->positions,
				    examined_place(e, node_span(policy)).start + 1),
		      "label", label, "paddingLeft", 1));
}

json_t *
hints_inlay(struct server *s, const json_t *params)
{
	struct document *d = server_document(s, params);

	return d != NULL ? each_subscription(s, d, add_hint) : NULL;
}

/* "5 events of 2 products, create-request" */
static const char *
about(struct server *s, const struct examined *e, const struct timeline *t)
{
	struct subscription sub;
	struct asked *asked;
	size_t products, events = 0;

	subscription_read(&sub, t->object);
	products = subscription_asked(&sub, &asked, s->arena);
	for (size_t i = 0; i < products; i++)
		events += node_count(asked[i].events);
	if (products == 0)
		return kind_name(e->kind);
	return arena_printf(s->arena, "%zu event%s of %zu product%s, %s", events,
			    events == 1 ? "" : "s", products, products == 1 ? "" : "s",
			    kind_name(t->kind));
}

static void
add_lens(struct server *s, struct document *d, json_t *list, const struct examined *e,
	 const struct timeline *t)
{
	size_t at = examined_place(e, node_span(t->object)).start;

	json_array_append_new(
	    list, json_pack("{s:o, s:{s:s, s:s}}", "range",
			    range_json(&d->positions, (struct span){at, at + 1}),
			    "command", "title", about(s, e, t), "command", ""));
}

json_t *
hints_lens(struct server *s, const json_t *params)
{
	struct document *d = server_document(s, params);

	return d != NULL ? each_subscription(s, d, add_lens) : NULL;
}
