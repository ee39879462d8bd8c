/*
 * recall: see the header.
 *
 * Following a text is short (recall_find), learning one happens seldom and follows
 * its nodes.
 */
#include "rules/recall.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "load/node.h"
#include "load/reader.h"
#include "rules/recall-walk.h"

static void
walk_init(struct walk *w, struct recall *r, const struct recall_case *c,
	  struct str text)
{
	memset(w, 0, offsetof(struct walk, products) + sizeof(w->products[0]));
	w->r = r;
	w->levels = c->levels;
	w->end = text.s + text.len;
}

/* What is known of subscriptions in the case. */
static struct step **
first_of(struct recall *r, const struct recall_case *c)
{
	return &r->first[(size_t)c->given * 4 + c->update * 2u + c->line];
}

/* The end of the subscription at *p, which is moved behind it; or NULL. */
static const struct step *
follow(struct walk *w, struct step **list, const char **p)
{
	struct step *s;

	while ((s = recall_step(list, *p, w->end)) != NULL) {
		*p += s->text.len;
		if (s->freedom == FREE_END)
			return s;
		*p = walk_value(w, s->freedom, *p);
		if (*p == NULL)
			return NULL;
		list = &s->behind;
	}
	return NULL;
}

/* What is known of a list that was not met yet: each of its names is, and once. */
static const struct fact *
new_list(struct recall *r, const struct fact *product, struct str list)
{
	struct str names[WALK_EVENTS];
	size_t n = walk_names(list, names);
	const struct known_event *e;
	uint64_t bits = 0;
	struct fact *f;

	for (size_t i = 0; i < n; i++) {
		e = recall_event(product, names[i]);
		if (e == NULL || (bits & e->bit) != 0)
			return NULL;
		bits |= e->bit;
	}
	if (n == 0 || r->bytes >= RECALL_BYTES ||
	    (f = recall_add_fact(r, product->number, list)) == NULL)
		return NULL;
	f->parts = recall_keep(r, n * sizeof(*f->parts));
	f->n = n;
	for (size_t i = 0; i < n; i++)
		f->parts[i] = (struct part){
		    (uint32_t)(names[i].s - list.s), (uint32_t)names[i].len,
		    wanted_hash(hash_bytes(product->text.s, product->text.len),
				hash_bytes(names[i].s, names[i].len))};
	return f;
}

/* A product that stands once, with events that are known and stand once. */
static bool
fits_product(struct walk *w, struct listed *l, uint32_t shape)
{
	const struct fact *product = recall_fact(w->r, FACT_PRODUCT, l->id);

	if (product == NULL || !recall_pair(w->r, shape, product->number))
		return false;
	for (const struct listed *before = w->products; before < l; before++) {
		if (before->wanted->of == product->number)
			return false;
	}
	l->wanted = recall_fact(w->r, product->number, l->list);
	if (l->wanted == NULL)
		l->wanted = new_list(w->r, product, l->list);
	return l->wanted != NULL;
}

/* What must hold of the parts in a subscription of that shape. */
static bool
fits(struct walk *w, uint32_t shape)
{
	const struct fact *retry;

	if (w->health.s != NULL && w->health_host != w->webhook_host)
		return false;
	for (size_t i = 0; i < w->nproducts; i++) {
		if (!fits_product(w, &w->products[i], shape))
			return false;
	}
	if (w->retry.s == NULL)
		return true;
	retry = recall_fact(w->r, FACT_RETRY, w->retry);
	return retry != NULL && recall_pair(w->r, shape, retry->number);
}

/* scheme and host as they are normal, and the path, which is not empty. */
static struct str
normal_url(const struct walk *w, struct arena *a)
{
	const struct fact *h = w->webhook_host;
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
	struct wanted *list;
	size_t n = 0;

	for (size_t i = 0; i < w->nproducts; i++)
		n += w->products[i].wanted->n;
	d->events = list = arena_alloc(a, (n + 1) * sizeof(*list));
	d->nevents = n;
	for (const struct listed *l = w->products; l < w->products + w->nproducts;
	     l++) {
		const struct fact *f = l->wanted;

		for (size_t k = 0; k < f->n; k++)
			*list++ = (struct wanted){
			    l->id,
			    {l->list.s + f->parts[k].at, f->parts[k].len},
			    NODE_ABSENT,
			    f->parts[k].hash};
	}
}

/* The delivery without its events; places as of text. */
static void
fill_delivery(const struct walk *w, enum kind kind, struct delivery *d, struct str text,
	      struct arena *a)
{
	*d = (struct delivery){.organization = w->organization,
			       .url = normal_url(w, a),
			       .response = kind == KIND_SUBSCRIPTION};
	if (d->response && w->id.s != NULL)
		d->webhook_id = w->id;
	d->at.start = (size_t)(w->webhook.s - text.s) - 1;
	d->at.end = d->at.start + w->webhook.len + 2;
}

bool
recall_find(struct recall *r, const struct recall_case *c, struct str text, size_t *p,
	    struct arena *a, struct recalled *found)
{
	const char *q = text.s + *p;
	const struct step *end;
	struct walk w;

	if (r->env != c->env)
		return false;
	walk_init(&w, r, c, text);
	end = follow(&w, first_of(r, c), &q);
	if (end == NULL || !fits(&w, end->shape.number))
		return false;
	*p = (size_t)(q - text.s);
	found->kind = end->shape.kind;
	found->alone = end->shape.alone;
	found->delivers = end->shape.kind != KIND_UPDATE_REQUEST;
	if (found->delivers) {
		fill_delivery(&w, found->kind, &found->delivery, text, a);
		fill_events(&w, &found->delivery, a);
		found->delivery.hash = delivery_hash(&found->delivery);
	}
	return true;
}

/* --- learning -------------------------------------------------------------- */

enum {
	PIECES = 64,
	CELLS = READER_DEPTH - 2 /* so it is not nested too deeply in a list either */
};

/* A subscription, cut at its free values. */
struct lesson {
	struct walk w;
	const char *from; /* behind the last free value */
	struct piece {
		struct str text;
		enum freedom freedom; /* of the value behind it */
	} pieces[PIECES];
	size_t n;
	bool v1, v2;      /* it has productId or eventTypes; products */
	struct buf shape; /* all that is fixed, but what is in products */
	const char *rest; /* behind what is in shape */
};

/* What is free, and whether nothing is learnt of a subscription where it cannot be. */
static const struct member {
	struct str name;
	enum freedom freedom;
	bool must;
} members[] = {
    {{"name", 4}, FREE_TEXT, false},
    {{"description", 11}, FREE_TEXT, false},
    {{"organizationId", 14}, FREE_ORGANIZATION, false},
    {{"webhookId", 9}, FREE_ID, false},
    {{"createdOn", 9}, FREE_MOMENT, false},
    {{"updatedOn", 9}, FREE_MOMENT, false},
    {{"version", 7}, FREE_DIGITS, false},
    {{"webhookUrl", 10}, FREE_WEBHOOK_URL, false},
    {{"retryPolicy", 11}, FREE_RETRY, false},
    /* its host is compared with that of webhookUrl */
    {{"healthCheckUrl", 14}, FREE_HEALTH_URL, true},
    {{"productId", 9}, FREE_PRODUCT, true},
    {{"eventTypes", 10}, FREE_EVENTS, true},
};

static const struct member *
member_find(struct str name)
{
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		if (str_equal(members[i].name, name))
			return &members[i];
	}
	return NULL;
}

/* A member of the subscription has a free value. */
static void
add_to_shape(struct lesson *l, struct str value)
{
	buf_add(&l->shape, l->rest, (size_t)(value.s - l->rest));
	buf_putc(&l->shape, '\0');
	l->rest = value.s + value.len;
}

static bool
add_piece(struct lesson *l, const char *to, enum freedom freedom)
{
	struct str text = {l->from, (size_t)(to - l->from)};

	if (l->n == PIECES)
		return false;
	l->pieces[l->n++] = (struct piece){text, freedom};
	return true;
}

/* Makes the value free if it can be; false: it must be, and cannot. */
static bool
set_free(struct lesson *l, struct node value, const struct member *m, bool in_product)
{
	const struct walk before = l->w;
	struct str text = node_text(value);
	bool list = m->freedom == FREE_EVENTS || m->freedom == FREE_RETRY;

	if (!list && !node_is(value, NODE_STRING))
		return !m->must;
	if (!list)
		text = str_slice(text, 1, text.len - 1);
	if (walk_value(&l->w, m->freedom, text.s) != text.s + text.len) {
		l->w = before; /* it was half read */
		return !m->must;
	}
	if (!in_product)
		add_to_shape(l, text);
	if (!add_piece(l, text.s, m->freedom))
		return false;
	l->from = text.s + text.len;
	return true;
}

/* The product of version 2: its id and its events, and nothing else. */
static bool
learn_product(struct lesson *l, struct node product)
{
	if (!node_is(product, NODE_OBJECT) || node_count(product) != 2)
		return false;
	NODE_EACH(member, product)
	{
		const struct member *m = member_find(node_key(member));

		if (m == NULL ||
		    (m->freedom != FREE_PRODUCT && m->freedom != FREE_EVENTS) ||
		    !set_free(l, member, m, true))
			return false;
	}
	return true;
}

static bool
learn_member(struct lesson *l, struct node value)
{
	const struct member *m = member_find(node_key(value));

	if ((node_cell(value)->flags & CELL_REPEATED) != 0)
		return false;
	if (str_is(node_key(value), "products")) {
		l->v2 = true;
		add_to_shape(l, node_text(value));
		if (node_count(value) == 0 || !node_is(value, NODE_ARRAY))
			return false;
		NODE_EACH(product, value)
		{
			if (!learn_product(l, product))
				return false;
		}
	}
	if (m == NULL)
		return true;
	l->v1 = l->v1 || m->freedom == FREE_PRODUCT || m->freedom == FREE_EVENTS;
	return set_free(l, value, m, false);
}

/* All of it, and no product half. */
static bool
learn_members(struct lesson *l, struct node root)
{
	const struct listed *next;

	NODE_EACH(member, root)
	{
		if (!learn_member(l, member))
			return false;
	}
	add_to_shape(l, (struct str){l->w.end, 0});
	next = &l->w.products[l->w.nproducts];
	return !(l->v1 && l->v2) && next->id.s == NULL && next->list.s == NULL &&
	       add_piece(l, l->w.end, FREE_END);
}

/* Are the events of the product those at *e, and *n of them? */
static bool
wants_so(const struct listed *l, const struct wanted **e, size_t *n)
{
	struct str names[WALK_EVENTS];
	size_t len = walk_names(l->list, names);

	if (len == 0 || len > *n)
		return false;
	for (size_t i = 0; i < len; i++, ++*e) {
		if (!str_equal((*e)->product, l->id) ||
		    !str_equal((*e)->name, names[i]))
			return false;
	}
	*n -= len;
	return true;
}

/* Is what would be recalled the delivery that the rules collected? */
static bool
delivers_so(const struct walk *w, enum kind kind, const struct delivery *d)
{
	const struct wanted *e = d->events;
	struct str text = {NULL, 0};
	struct delivery mine;
	size_t n = d->nevents;

	if (w->organization.s == NULL || w->webhook.s == NULL || n == 0)
		return false;
	text.s = w->webhook.s - d->at.start - 1;
	fill_delivery(w, kind, &mine, text, w->r->scratch);
	if (!str_equal(mine.organization, d->organization) ||
	    !str_equal(mine.url, d->url) || mine.at.end != d->at.end ||
	    !str_equal(mine.webhook_id, d->webhook_id) || mine.response != d->response)
		return false;
	for (size_t i = 0; i < w->nproducts; i++) {
		if (!wants_so(&w->products[i], &e, &n))
			return false;
	}
	return n == 0;
}

/* The fact of the text, which is new if need be. */
static struct fact *
learn_fact(struct recall *r, uint32_t of, struct str text)
{
	/* it is this memory's own */
	struct fact *f = (struct fact *)recall_fact(r, of, text);

	return f != NULL ? f : recall_add_fact(r, of, text);
}

/* The same, clean in the shape. */
static struct fact *
learn_part(struct recall *r, uint32_t of, struct str text, uint32_t shape)
{
	struct fact *f = learn_fact(r, of, text);

	if (f != NULL)
		recall_add_pair(r, shape, f->number);
	return f;
}

static void
learn_facts(struct walk *w, uint32_t shape)
{
	struct str names[WALK_EVENTS];

	if (w->retry.s != NULL)
		(void)learn_part(w->r, FACT_RETRY, w->retry, shape);
	for (size_t i = 0; i < w->nproducts; i++) {
		const struct listed *l = &w->products[i];
		struct fact *f = learn_part(w->r, FACT_PRODUCT, l->id, shape);
		size_t n = f != NULL ? walk_names(l->list, names) : 0;

		for (size_t k = 0; k < n; k++)
			(void)recall_add_event(w->r, f, names[k]);
	}
}

static struct step *
learn_steps(struct recall *r, struct step **list, const struct lesson *l)
{
	struct step *s = NULL;

	for (size_t i = 0; i < l->n; i++) {
		s = recall_add_step(r, list, l->pieces[i].text, l->pieces[i].freedom);
		if (s == NULL)
			return NULL;
		list = &s->behind;
	}
	return s;
}

/* What the lesson says, of subscriptions in the case. */
static void
learn(struct recall *r, const struct recall_case *c, struct lesson *l, struct node root,
      enum kind kind)
{
	const struct fact *shape;
	struct step *end;

	buf_printf(&l->shape, "%d %d %d", (int)c->given, c->update, c->line);
	shape = learn_fact(r, FACT_SHAPE, buf_str(&l->shape));
	if (shape == NULL || (end = learn_steps(r, first_of(r, c), l)) == NULL)
		return;
	end->shape = (struct shape){shape->number, kind, kind_find(root, NULL)};
	learn_facts(&l->w, shape->number);
}

void
recall_learn(struct recall *r, const struct recall_case *c, struct node root,
	     enum kind kind, const struct delivery *list)
{
	struct str text = node_text(root);
	struct lesson l = {.from = text.s, .rest = text.s};

	recall_begin(r, c->env);
	arena_reset(r->scratch);
	if (!node_is(root, NODE_OBJECT) || node_cell(root)->next - root.at > CELLS ||
	    (list == NULL) != (kind == KIND_UPDATE_REQUEST) ||
	    (list != NULL && list->next != NULL))
		return;
	walk_init(&l.w, r, c, text);
	if (learn_members(&l, root) && (list == NULL || delivers_so(&l.w, kind, list)))
		learn(r, c, &l, root, kind);
	buf_release(&l.shape);
}
