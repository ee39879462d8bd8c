/*
 * catalogue-load: the built-in list, and lists that come on top.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "load/reader.h"
#include "service/catalogue-data.h"
#include "service/host.h"

static enum catalogue_status
status_parse(struct node n, enum catalogue_status otherwise)
{
	for (int i = CATALOGUE_CURRENT; i <= CATALOGUE_REMOVED; i++)
		if (str_is(node_string(n),
			   catalogue_status_name((enum catalogue_status)i)))
			return (enum catalogue_status)i;
	return otherwise;
}

static int
by_id(const void *x, const void *y)
{
	const struct product *a = x, *b = y;

	return catalogue_compare(a->p.id, b->p.id);
}

/*
 * Makes products of all those of a list that are not there yet.  They are sorted
 * together: to put each in its place would move all behind it each time.
 */
static void
products_make(struct catalogue *c, struct node list, struct str (*id)(struct node))
{
	size_t all = c->n, kept = 0;
	bool found;

	/* at once: what is grown out of is left behind */
	c->products = arena_grow(c->arena, c->products, &c->cap, all + node_count(list),
				 sizeof *c->products);
	NODE_EACH(n, list)
	{
		(void)catalogue_place(c, id(n), &found);
		if (found)
			continue;
		c->products[all++] = (struct product){.p = {.id = id(n),
							    .title = STR(""),
							    .status = CATALOGUE_OWN,
							    .until = STR(""),
							    .enabled_by = STR(""),
							    .note = STR("")}};
	}
	if (all == c->n)
		return;
	qsort(c->products, all, sizeof *c->products, by_id);
	for (size_t i = 0; i < all; i++) {
		if (kept == 0 || by_id(&c->products[kept - 1], &c->products[i]) != 0)
			c->products[kept++] = c->products[i];
	}
	c->n = kept;
}

/* One that products_make() has made; it is offered. */
static struct product *
product_of(struct catalogue *c, struct str id)
{
	bool found;
	struct product *p = &c->products[catalogue_place(c, id, &found)];

	assert(found);
	p->p.enabled = true;
	return p;
}

/* At first all at once, and no more: what an array has grown out of is left behind. */
static void
events_reserve(struct catalogue *c, struct product *p, size_t more)
{
	struct catalogue_event *events;

	if (p->names.size == 0) {
		p->names = MAP(struct event_name, NULL, c->arena);
		for (size_t i = 0; i < p->p.nevents; i++)
			(void)map_put_str(&p->names, p->events[i].name);
	}
	map_reserve(&p->names, p->p.nevents + more);
	if (p->cap - p->p.nevents >= more)
		return;
	p->cap = p->cap * 2 > p->p.nevents + more ? p->cap * 2 : p->p.nevents + more;
	events = arena_alloc(c->arena, p->cap * sizeof *events);
	if (p->p.nevents != 0)
		memcpy(events, p->events, p->p.nevents * sizeof *events);
	p->events = events;
	p->p.events = events;
}

static struct catalogue_event *
event_make(struct product *p, struct str name)
{
	const struct event_name *known = map_put_str(&p->names, name);
	struct catalogue_event *e =
	    &p->events[known - (const struct event_name *)p->names.items];

	if (p->names.n == p->p.nevents) {
		e->enabled = true;
		return e;
	}
	assert(p->p.nevents < p->cap);
	p->p.nevents++;
	*e = (struct catalogue_event){.name = name,
				      .status = CATALOGUE_OWN,
				      .since = STR(""),
				      .until = STR(""),
				      .source = STR(""),
				      .note = STR(""),
				      .enabled = true};
	return e;
}

static void
index_add(struct catalogue *c, struct catalogue_event *e)
{
	struct named_events *named =
	    map_put(&c->events, hash_bytes(e->name.s, e->name.len), &e->name);

	/* the chain is made of events that are ours to change */
	e->same = named->first;
	named->first = e;
}

/* Of each name the current ones first: each goes before those that are there. */
static void
index_rank(struct catalogue *c, int rank)
{
	for (size_t i = c->n; i-- != 0;) {
		struct product *p = &c->products[i];

		for (size_t j = p->p.nevents; j-- != 0;) {
			if (catalogue_rank(p->events[j].status) == rank)
				index_add(c, &p->events[j]);
		}
	}
}

static bool
are_named(const void *item, const void *key)
{
	return str_equal(((const struct named_events *)item)->first->name,
			 *(const struct str *)key);
}

/* Anew after each change: arrays of products and events may have moved. */
static void
index_build(struct catalogue *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += c->products[i].p.nevents;
	c->events = MAP(struct named_events, are_named, c->arena);
	map_reserve(&c->events, n);
	for (size_t i = 0; i < c->n; i++)
		for (size_t j = 0; j < c->products[i].p.nevents; j++)
			c->products[i].events[j].product = &c->products[i].p;
	for (int rank = CATALOGUE_RANK_LAST; rank >= 0; rank--)
		index_rank(c, rank);
}

struct text_place {
	struct str name;
	struct str *to;
};

/* Takes the string at n into the place that the table has for its name. */
static void
take_text(const struct text_place *places, size_t count, struct node n)
{
	struct str key = node_key(n);

	for (size_t i = 0; i < count; i++) {
		if (str_equal(key, places[i].name) && node_is(n, NODE_STRING)) {
			*places[i].to = node_string(n);
			return;
		}
	}
}

static void
load_details(struct catalogue_event *e, struct node n)
{
	const struct text_place places[] = {{STR_INIT("since"), &e->since},
					    {STR_INIT("until"), &e->until},
					    {STR_INIT("source"), &e->source},
					    {STR_INIT("note"), &e->note}};

	NODE_EACH(member, n)
	{
		if (str_equal(node_key(member), STR("status")))
			e->status = status_parse(member, e->status);
		else
			take_text(places, sizeof places / sizeof *places, member);
	}
}

/* One entry of "events": a name, or a member with what is known. */
static void
load_event(struct product *p, struct node n)
{
	bool alone = node_is(n, NODE_STRING);
	struct catalogue_event *e = event_make(p, alone ? node_string(n) : node_key(n));

	if (e->status != CATALOGUE_OWN)
		e->status = CATALOGUE_CURRENT;
	e->mle = p->p.mle;
	if (!alone)
		load_details(e, n);
}

static void
load_product(struct catalogue *c, struct node n)
{
	struct product *p = product_of(c, node_key(n));
	const struct text_place places[] = {{STR_INIT("title"), &p->p.title},
					    {STR_INIT("until"), &p->p.until},
					    {STR_INIT("enabledBy"), &p->p.enabled_by},
					    {STR_INIT("note"), &p->p.note}};
	struct node events = NODE_ABSENT;

	if (p->p.status != CATALOGUE_OWN)
		p->p.status = CATALOGUE_CURRENT;
	NODE_EACH(member, n)
	{
		if (str_equal(node_key(member), STR("status")))
			p->p.status = status_parse(member, p->p.status);
		else if (str_equal(node_key(member), STR("events")))
			events = member;
		else if (str_equal(node_key(member), STR("mle")))
			p->p.mle = p->p.mle || node_is(member, NODE_TRUE);
		else
			take_text(places, sizeof places / sizeof *places, member);
	}
	events_reserve(c, p, node_count(events));
	NODE_EACH(e, events)
	load_event(p, e);
}

static void
load_products(struct catalogue *c, struct node products)
{
	products_make(c, products, node_key);
	NODE_EACH(n, products)
	load_product(c, n);
}

/* The products and events of the tables, as they are. */
static void
take_products(struct catalogue *c)
{
	struct catalogue_event *e = arena_alloc(c->arena, builtin_events_n * sizeof *e);
	const struct builtin_event *from = builtin_events;

	c->n = c->cap = builtin_products_n;
	c->products = arena_calloc(c->arena, c->n, sizeof *c->products);
	for (size_t i = 0; i < c->n; i++) {
		const struct builtin_product *b = &builtin_products[i];

		c->products[i] =
		    (struct product){.p = {.id = builtin_str(b->id),
					   .title = builtin_str(b->title),
					   .status = (enum catalogue_status)b->status,
					   .until = builtin_str(b->until),
					   .enabled_by = builtin_str(b->enabled_by),
					   .note = builtin_str(b->note),
					   .mle = b->mle,
					   .enabled = true,
					   .events = e,
					   .nevents = b->nevents},
				     .events = e,
				     .cap = b->nevents};
		for (size_t k = 0; k < b->nevents; k++, e++, from++)
			*e = (struct catalogue_event){
			    .name = builtin_str(from->name),
			    .status = (enum catalogue_status)from->status,
			    .since = builtin_str(from->since),
			    .until = builtin_str(from->until),
			    .source = builtin_str(from->source),
			    .note = builtin_str(from->note),
			    .mle = b->mle,
			    .enabled = true};
	}
}

static void
strs_add(struct strs *list, struct str text)
{
	list->s[list->n++] = text;
	list->lengths |= UINT64_C(1) << text.len % 64;
}

/* What rules ask about hosts, in one set, too. */
static void
take_hosts(struct catalogue *c)
{
	host_add_special(&c->listed);
	c->tunnels = arena_calloc(c->arena, builtin_tunnels_n, sizeof *c->tunnels);
	for (; c->ntunnels < builtin_tunnels_n; c->ntunnels++) {
		struct tunnel *t = &c->tunnels[c->ntunnels];

		t->name = builtin_str(builtin_tunnels[c->ntunnels].first);
		t->host = builtin_str(builtin_tunnels[c->ntunnels].second);
		host_set_add(&c->listed, t->host);
	}
	c->hosts.s = arena_calloc(c->arena, builtin_hosts_n, sizeof *c->hosts.s);
	for (size_t i = 0; i < builtin_hosts_n; i++) {
		strs_add(&c->hosts, builtin_str(builtin_hosts[i]));
		host_set_add(&c->listed, c->hosts.s[i]);
	}
}

/* Those of one member stand together. */
static void
take_placeholders(struct catalogue *c)
{
	struct str *all = arena_calloc(c->arena, builtin_placeholders_n, sizeof *all);

	for (size_t i = 0; i < builtin_placeholders_n; i++) {
		struct strs *list = &c->placeholders[builtin_placeholders[i].first];

		if (list->n == 0)
			list->s = all + i;
		strs_add(list, builtin_str(builtin_placeholders[i].second));
	}
}

/* Reads text, which must live as long as c; absent if it is no JSON. */
static struct node
read_json(struct catalogue *c, struct str text)
{
	struct doc *d = arena_calloc(c->arena, 1, sizeof *d);

	d->text = text;
	d->first_line = 1;
	return reader_read(d, NULL, c->arena) ? doc_root(d) : NODE_ABSENT;
}

struct catalogue *
catalogue_new(void)
{
	struct catalogue *c = xcalloc(1, sizeof *c);

	c->arena = arena_new();
	c->date = builtin_str(builtin_date);
	take_products(c);
	take_hosts(c);
	take_placeholders(c);
	index_build(c);
	return c;
}

void
catalogue_free(struct catalogue *c)
{
	if (c == NULL)
		return;
	arena_free(c->arena);
	free(c);
}

static struct node
read_copy(struct catalogue *c, struct str json)
{
	return read_json(
	    c, (struct str){arena_strndup(c->arena, json.s, json.len), json.len});
}

bool
catalogue_add(struct catalogue *c, struct str json)
{
	struct node root = read_copy(c, json);

	if (!node_is(root, NODE_OBJECT))
		return false;
	NODE_EACH(product, root)
	{
		struct node events = node_member(product, "events");

		if (!node_is(product, NODE_OBJECT) || node_key(product).len == 0)
			return false;
		if (!node_is(events, NODE_OBJECT) && !node_is(events, NODE_ARRAY))
			return false;
		NODE_EACH(e, events)
		if (!node_is(e,
			     node_is(events, NODE_ARRAY) ? NODE_STRING : NODE_OBJECT))
			return false;
	}
	load_products(c, root);
	index_build(c);
	return true;
}

/* The name in an entry of an organisation's list: {"eventName": ...}, or a string. */
static struct node
own_event(struct node entry)
{
	return node_is(entry, NODE_OBJECT) ? node_member(entry, "eventName") : entry;
}

/* It has products as well, and would be taken for a list of all that are enabled. */
static bool
is_subscription(struct node n)
{
	return node_exists(node_member(n, "webhookUrl")) ||
	       node_exists(node_member(n, "webhookId"));
}

static bool
own_valid(struct node list)
{
	if (!node_is(list, NODE_ARRAY))
		return false;
	NODE_EACH(product, list)
	{
		struct node events = node_member(product, "eventTypes");

		if (!node_is(node_member(product, "productId"), NODE_STRING) ||
		    is_subscription(product))
			return false;
		if (node_exists(events) && !node_is(events, NODE_ARRAY) &&
		    !node_is(events, NODE_NULL))
			return false;
		NODE_EACH(e, events)
		if (!node_is(own_event(e), NODE_STRING))
			return false;
	}
	return true;
}

static struct str
own_id(struct node product)
{
	return node_string(node_member(product, "productId"));
}

static void
own_load(struct catalogue *c, struct node product)
{
	struct product *p = product_of(c, own_id(product));
	struct node events = node_member(product, "eventTypes");

	if (p->p.title.len == 0)
		p->p.title = node_string(node_member(product, "productName"));
	events_reserve(c, p, node_count(events));
	NODE_EACH(entry, events)
	{
		struct catalogue_event *e =
		    event_make(p, node_string(own_event(entry)));
		struct node encrypted = node_member(entry, "payloadEncryption");

		if (node_is(encrypted, NODE_TRUE) || node_is(encrypted, NODE_FALSE))
			e->mle = node_is(encrypted, NODE_TRUE);
	}
}

bool
catalogue_add_own(struct catalogue *c, struct str json)
{
	struct node list = read_copy(c, json);

	if (is_subscription(list))
		return false;
	if (node_is(list, NODE_OBJECT))
		list = node_member(list, "products");
	if (!own_valid(list))
		return false;
	for (size_t i = 0; i < c->n && !c->own; i++) {
		c->products[i].p.enabled = false;
		for (size_t j = 0; j < c->products[i].p.nevents; j++)
			c->products[i].events[j].enabled = false;
	}
	c->own = true;
	products_make(c, list, own_id);
	NODE_EACH(product, list)
	own_load(c, product);
	index_build(c);
	return true;
}
