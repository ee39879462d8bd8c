/*
 * recall: see the header.
 *
 * Finding and learning follow the text in the same way; learning adds what is
 * missing, with the cells of the document telling where a fixed value ends.
 */
#include "rules/recall.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "load/node.h"
#include "load/scan.h"
#include "rules/recall-walk.h"

static struct key *
key_at(struct walk *w, const char *p)
{
	struct key *k = recall_key(w->r, p, w->end, w->key);
	const char *q;

	if (k != NULL || !w->learning || *p != '"' || (q = walk_end(p, w->end)) == NULL)
		return k;
	return recall_add_key(w->r, (struct str){p, (size_t)(q - p)});
}

/* Name and value at p; behind them, or NULL. */
static const char *
member(struct walk *w, const char *p)
{
	struct key *k = w->shape.n < RECALL_MEMBERS ? key_at(w, p) : NULL;
	uint32_t number;
	const char *q;
	uint64_t bit;

	if (k == NULL)
		return NULL;
	bit = UINT64_C(1) << (k - w->r->keys);
	if ((w->seen & bit) != 0)
		return NULL; /* it is repeated */
	w->seen |= bit;
	w->key = k;
	p = walk_behind(p, w->end, k->text);
	if (p == NULL || p == w->end)
		return NULL;
	q = walk_value(w, k, p, &number);
	if (q == NULL)
		return NULL;
	w->shape.members[w->shape.n++] = number;
	w->shape.hash = w->shape.hash * 0x9e3779b1u + number;
	return q;
}

/* The object at p; behind it, or NULL. */
static const char *
object(struct walk *w, const char *p)
{
	if (p == w->end || *p != '{')
		return NULL;
	do {
		p = scan_space(p + 1, w->end);
		if (p == w->end || (p = member(w, p)) == NULL)
			return NULL;
		p = scan_space(p, w->end);
	} while (p < w->end && *p == ',');
	return p < w->end && *p == '}' ? p + 1 : NULL;
}

/* A product that stands once, with events that are known and stand once. */
static bool
fits_product(struct walk *w, const struct listed *l, uint32_t shape)
{
	const struct known_event *e;
	uint64_t bits = 0;

	if (l->fact == NULL || l->n == 0)
		return false;
	for (const struct listed *before = w->products; before < l; before++) {
		if (before->fact == l->fact)
			return false;
	}
	for (size_t i = l->first; i < l->first + l->n; i++) {
		if (w->learning && !recall_add_event(w->r, l->fact, w->events[i]))
			return false;
		e = recall_event(l->fact, w->events[i]);
		if (e == NULL || (bits & e->bit) != 0)
			return false;
		bits |= e->bit;
	}
	if (w->learning)
		recall_add_pair(w->r, shape, l->fact->number);
	return recall_pair(w->r, shape, l->fact->number);
}

/* What must hold of the parts in a subscription of that shape. */
static bool
fits(struct walk *w, uint32_t shape)
{
	if (w->health.s != NULL && w->health_host != w->webhook_host)
		return false;
	for (size_t i = 0; i < w->nproducts; i++) {
		if (!fits_product(w, &w->products[i], shape))
			return false;
	}
	if (w->retry != NULL && w->learning)
		recall_add_pair(w->r, shape, w->retry->number);
	return w->retry == NULL || recall_pair(w->r, shape, w->retry->number);
}

static void
walk_init(struct walk *w, struct recall *r, const struct recall_case *c,
	  struct str text)
{
	/* products and events are large: not to be cleared */
	memset(w, 0, offsetof(struct walk, products));
	w->r = r;
	w->levels = c->levels;
	w->end = text.s + text.len;
	w->shape.given = c->given;
	w->shape.update = c->update;
	w->nproducts = w->nevents = 0;
}

/* scheme and host as they are normal, and the path, which is not empty. */
static struct str
normal_url(const struct walk *w, struct arena *a)
{
	const struct known_host *h = w->webhook_host;
	struct str path = str_slice(w->webhook, h->text.len, w->webhook.len);
	char *url;

	if (path.len != 0 && str_equal(h->text, h->normal))
		return w->webhook;
	if (path.len == 0)
		path = STR("/");
	url = arena_alloc(a, h->normal.len + path.len);
	memcpy(url, h->normal.s, h->normal.len);
	memcpy(url + h->normal.len, path.s, path.len);
	return (struct str){url, h->normal.len + path.len};
}

static void
fill_events(const struct walk *w, struct delivery *d, struct arena *a)
{
	struct wanted *list = arena_alloc(a, (w->nevents + 1) * sizeof(*list));

	d->events = list;
	d->nevents = w->nevents;
	for (size_t i = 0; i < w->nproducts; i++) {
		const struct listed *l = &w->products[i];

		for (size_t k = l->first; k < l->first + l->n; k++)
			list[k] = (struct wanted){l->id, w->events[k], NODE_ABSENT};
	}
}

static void
fill_delivery(const struct walk *w, struct recalled *found, struct str text,
	      struct arena *a)
{
	struct delivery *d = &found->delivery;

	*d = (struct delivery){.organization = w->organization,
			       .url = normal_url(w, a),
			       .response = found->kind == KIND_SUBSCRIPTION};
	if (d->response && w->id.s != NULL)
		d->webhook_id = w->id;
	d->at.start = (size_t)(w->webhook.s - text.s) - 1;
	d->at.end = d->at.start + w->webhook.len + 2;
	fill_events(w, d, a);
}

bool
recall_find(struct recall *r, const struct recall_case *c, struct str text, size_t *p,
	    struct arena *a, struct recalled *found)
{
	const struct shape *s;
	const char *q;
	struct walk w;

	if (r->env != c->env)
		return false;
	walk_init(&w, r, c, text);
	q = object(&w, text.s + *p);
	if (q == NULL || (s = recall_shape(r, &w.shape)) == NULL ||
	    !fits(&w, s->number))
		return false;
	*p = (size_t)(q - text.s);
	found->kind = s->kind;
	found->alone = s->alone;
	found->delivers = s->kind != KIND_UPDATE_REQUEST;
	if (found->delivers)
		fill_delivery(&w, found, text, a);
	return true;
}

/* Is what would be recalled the delivery that the rules collected? */
static bool
delivers_so(const struct walk *w, const struct delivery *d)
{
	struct recalled found = {.kind = d->response ? KIND_SUBSCRIPTION : KIND_NONE};
	const struct delivery *f = &found.delivery;
	struct str text = {NULL, 0};

	if (w->organization.s == NULL || w->webhook.s == NULL || w->nevents == 0)
		return false;
	text.s = w->webhook.s - d->at.start - 1;
	arena_reset(w->r->scratch);
	fill_delivery(w, &found, text, w->r->scratch);
	if (!str_equal(f->organization, d->organization) ||
	    !str_equal(f->url, d->url) || !str_equal(f->webhook_id, d->webhook_id) ||
	    f->nevents != d->nevents || f->at.end != d->at.end)
		return false;
	for (size_t i = 0; i < d->nevents; i++) {
		if (!str_equal(f->events[i].product, d->events[i].product) ||
		    !str_equal(f->events[i].name, d->events[i].name))
			return false;
	}
	return true;
}

void
recall_learn(struct recall *r, const struct recall_case *c, struct node root,
	     enum kind kind, const struct delivery *list)
{
	struct str text = node_text(root);
	struct walk w;

	recall_begin(r, c->env);
	if (!node_is(root, NODE_OBJECT) ||
	    (list == NULL) != (kind == KIND_UPDATE_REQUEST) ||
	    (list != NULL && list->next != NULL))
		return;
	walk_init(&w, r, c, text);
	w.learning = true;
	if (object(&w, text.s) == NULL || (list != NULL && !delivers_so(&w, list)))
		return;
	w.shape.kind = kind;
	w.shape.alone = kind_find(root, NULL);
	(void)fits(&w, recall_add_shape(r, &w.shape)->number);
}
