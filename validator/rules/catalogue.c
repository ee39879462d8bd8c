/*
 * catalogue: loading, merging and looking up.
 *
 * The embedded file is read by the program's own reader, which borrows every
 * string from the text, so loading costs little more than one pass over it.
 * Products are kept sorted by id; all events hang in one hash table by name,
 * those of the same name in a chain, the ones that are offered first.
 */
#include "rules/catalogue.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/embed.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/suggest.h"
#include "load/node.h"
#include "load/reader.h"

struct product {
	struct catalogue_product p;
	struct catalogue_event *events; /* = p.events */
	size_t cap;
};

struct strs {
	struct str *s;
	size_t n;
};

struct tunnel {
	struct str host, name;
};

struct catalogue {
	struct arena *arena;
	struct product *products; /* sorted by id */
	size_t n, cap;
	struct catalogue_event **slots; /* by hash of the name; power of two */
	size_t mask;
	struct node invented, misnamed;
	struct tunnel *tunnels;
	size_t ntunnels;
	struct strs hosts, placeholders[CATALOGUE_MEMBERS];
	uint32_t *ports; /* 0-terminated */
	struct str date;
	bool own;
};

static const char *const status_names[] = {
    [CATALOGUE_CURRENT] = "current", [CATALOGUE_OLD] = "old", [CATALOGUE_LIVE] = "live",
    [CATALOGUE_REMOVED] = "removed", [CATALOGUE_OWN] = "own",
};

const char *
catalogue_status_name(enum catalogue_status s)
{
	return status_names[s];
}

/* Which of two of the same name comes first. */
static int
rank(enum catalogue_status s)
{
	switch (s) {
	case CATALOGUE_CURRENT:
	case CATALOGUE_OWN:
		return 0;
	case CATALOGUE_LIVE:
		return 1;
	case CATALOGUE_OLD:
		return 2;
	case CATALOGUE_REMOVED:
		break;
	}
	return 3;
}

static enum catalogue_status
status_parse(struct node n, enum catalogue_status otherwise)
{
	for (int i = CATALOGUE_CURRENT; i <= CATALOGUE_REMOVED; i++)
		if (str_is(node_string(n), status_names[i]))
			return (enum catalogue_status)i;
	return otherwise;
}

/* <0, 0, >0, as strcmp(). */
static int
compare(struct str a, struct str b)
{
	int d = memcmp(a.s, b.s, a.len < b.len ? a.len : b.len);

	return d != 0 ? d : (a.len > b.len) - (a.len < b.len);
}

/* The place of id, or where it would be. */
static size_t
product_place(const struct catalogue *c, struct str id, bool *found)
{
	size_t low = 0, high = c->n;

	*found = false;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int d = compare(id, c->products[mid].p.id);

		if (d == 0) {
			*found = true;
			return mid;
		}
		if (d < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

static struct product *
product_make(struct catalogue *c, struct str id)
{
	bool found;
	size_t at = product_place(c, id, &found);
	struct product *p;

	if (!found) {
		c->products = arena_grow(c->arena, c->products, &c->cap, c->n + 1,
					 sizeof *c->products);
		memmove(&c->products[at + 1], &c->products[at],
			(c->n - at) * sizeof *c->products);
		c->n++;
		c->products[at] = (struct product){.p = {.id = id,
							 .title = STR(""),
							 .status = CATALOGUE_OWN,
							 .until = STR(""),
							 .enabled_by = STR(""),
							 .note = STR("")}};
	}
	p = &c->products[at];
	p->p.enabled = true;
	return p;
}

static struct catalogue_event *
event_make(struct catalogue *c, struct product *p, struct str name)
{
	struct catalogue_event *e;

	for (size_t i = 0; i < p->p.nevents; i++)
		if (str_equal(p->events[i].name, name)) {
			p->events[i].enabled = true;
			return &p->events[i];
		}
	p->events = arena_grow(c->arena, p->events, &p->cap, p->p.nevents + 1,
			       sizeof *p->events);
	e = &p->events[p->p.nevents++];
	p->p.events = p->events;
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
	size_t i = hash_bytes(e->name.s, e->name.len) & c->mask;
	struct catalogue_event **link;

	while (c->slots[i] != NULL && !str_equal(c->slots[i]->name, e->name))
		i = (i + 1) & c->mask;
	/* the chain is made of events that are ours to change */
	link = &c->slots[i];
	while (*link != NULL && rank((*link)->status) <= rank(e->status))
		link = (struct catalogue_event **)&(*link)->same;
	e->same = *link;
	*link = e;
}

/* Anew after each change: arrays of products and events may have moved. */
static void
index_build(struct catalogue *c)
{
	size_t n = 0, size = 64;

	for (size_t i = 0; i < c->n; i++)
		n += c->products[i].p.nevents;
	while (size < 2 * n)
		size *= 2;
	c->slots = arena_calloc(c->arena, size, sizeof *c->slots);
	c->mask = size - 1;
	for (size_t i = 0; i < c->n; i++)
		for (size_t j = 0; j < c->products[i].p.nevents; j++) {
			c->products[i].events[j].product = &c->products[i].p;
			index_add(c, &c->products[i].events[j]);
		}
}

static void
set_text(struct str *to, struct node from)
{
	if (node_is(from, NODE_STRING))
		*to = node_string(from);
}

/* One entry of "events": a name, or a member with what is known. */
static void
load_event(struct catalogue *c, struct product *p, struct node n, bool addition)
{
	struct str name = node_is(n, NODE_STRING) ? node_string(n) : node_key(n);
	struct catalogue_event *e = event_make(c, p, name);

	if (addition && e->status != CATALOGUE_OWN)
		e->status = CATALOGUE_CURRENT;
	e->status = status_parse(node_member(n, "status"), e->status);
	set_text(&e->since, node_member(n, "since"));
	set_text(&e->until, node_member(n, "until"));
	set_text(&e->source, node_member(n, "source"));
	set_text(&e->note, node_member(n, "note"));
	e->mle = p->p.mle;
}

static void
load_products(struct catalogue *c, struct node products, bool addition)
{
	NODE_EACH(n, products)
	{
		struct product *p = product_make(c, node_key(n));

		if (addition && p->p.status != CATALOGUE_OWN)
			p->p.status = CATALOGUE_CURRENT;
		p->p.status = status_parse(node_member(n, "status"), p->p.status);
		set_text(&p->p.title, node_member(n, "title"));
		set_text(&p->p.until, node_member(n, "until"));
		set_text(&p->p.enabled_by, node_member(n, "enabledBy"));
		set_text(&p->p.note, node_member(n, "note"));
		if (node_is(node_member(n, "mle"), NODE_TRUE))
			p->p.mle = true;
		NODE_EACH(e, node_member(n, "events"))
		load_event(c, p, e, addition);
	}
}

static struct strs
load_strings(struct catalogue *c, struct node array)
{
	struct strs list = {0};

	list.s = arena_calloc(c->arena, node_count(array) + 1, sizeof *list.s);
	NODE_EACH(n, array)
	list.s[list.n++] = node_string(n);
	return list;
}

static void
load_tunnels(struct catalogue *c, struct node services)
{
	size_t cap = 0;

	NODE_EACH(service, services)
	NODE_EACH(host, node_member(service, "hosts"))
	{
		c->tunnels = arena_grow(c->arena, c->tunnels, &cap, c->ntunnels + 1,
					sizeof *c->tunnels);
		c->tunnels[c->ntunnels++] = (struct tunnel){
		    node_string(host), node_string(node_member(service, "name"))};
	}
}

static void
load_ports(struct catalogue *c, struct node ports)
{
	size_t n = 0;

	c->ports = arena_calloc(c->arena, node_count(ports) + 1, sizeof *c->ports);
	NODE_EACH(port, ports)
	{
		int64_t value;

		if (node_int64(port, &value) && value > 0 && value <= UINT16_MAX)
			c->ports[n++] = (uint32_t)value;
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
	static const char *const lists[CATALOGUE_MEMBERS] = {
	    [CATALOGUE_ANY] = "any",
	    [CATALOGUE_ORGANIZATION_ID] = "organizationId",
	    [CATALOGUE_PRODUCT_ID] = "productId",
	    [CATALOGUE_EVENT_TYPE] = "eventTypes",
	    [CATALOGUE_NAME] = "name",
	};
	const struct embedded *file = embed_find("cybersource/catalogue.json");
	struct catalogue *c = xcalloc(1, sizeof *c);
	struct node root, placeholders;

	assert(file != NULL);
	c->arena = arena_new();
	root = read_json(c, (struct str){file->text, file->len});
	assert(node_is(root, NODE_OBJECT));
	c->date = node_string(node_member(root, "date"));
	load_products(c, node_member(root, "products"), false);
	c->invented = node_member(root, "invented");
	c->misnamed = node_member(root, "misnamed");
	load_tunnels(c, node_member(root, "tunnels"));
	load_ports(c, node_member(root, "ports"));
	placeholders = node_member(root, "placeholders");
	c->hosts = load_strings(c, node_member(placeholders, "hosts"));
	for (int i = 0; i < CATALOGUE_MEMBERS; i++)
		c->placeholders[i] =
		    load_strings(c, node_member(placeholders, lists[i]));
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
	load_products(c, root, true);
	index_build(c);
	return true;
}

/* The name in an entry of an organisation's list: {"eventName": ...}, or a string. */
static struct node
own_event(struct node entry)
{
	return node_is(entry, NODE_OBJECT) ? node_member(entry, "eventName") : entry;
}

static bool
own_valid(struct node list)
{
	if (!node_is(list, NODE_ARRAY))
		return false;
	NODE_EACH(product, list)
	{
		struct node events = node_member(product, "eventTypes");

		if (!node_is(node_member(product, "productId"), NODE_STRING))
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

static void
own_load(struct catalogue *c, struct node product)
{
	struct product *p =
	    product_make(c, node_string(node_member(product, "productId")));

	if (p->p.title.len == 0)
		set_text(&p->p.title, node_member(product, "productName"));
	NODE_EACH(entry, node_member(product, "eventTypes"))
	{
		struct catalogue_event *e =
		    event_make(c, p, node_string(own_event(entry)));
		struct node encrypted = node_member(entry, "payloadEncryption");

		if (node_is(encrypted, NODE_TRUE) || node_is(encrypted, NODE_FALSE))
			e->mle = node_is(encrypted, NODE_TRUE);
	}
}

bool
catalogue_add_own(struct catalogue *c, struct str json)
{
	struct node list = read_copy(c, json);

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
	NODE_EACH(product, list)
	own_load(c, product);
	index_build(c);
	return true;
}

bool
catalogue_has_own(const struct catalogue *c)
{
	return c->own;
}

struct str
catalogue_date(const struct catalogue *c)
{
	return c->date;
}

const struct catalogue_product *
catalogue_at(const struct catalogue *c, size_t i)
{
	return i < c->n ? &c->products[i].p : NULL;
}

const struct catalogue_product *
catalogue_product(const struct catalogue *c, struct str id)
{
	bool found;
	size_t at = product_place(c, id, &found);

	return found ? &c->products[at].p : NULL;
}

const struct catalogue_event *
catalogue_event_anywhere(const struct catalogue *c, struct str name)
{
	size_t i = hash_bytes(name.s, name.len) & c->mask;

	while (c->slots[i] != NULL && !str_equal(c->slots[i]->name, name))
		i = (i + 1) & c->mask;
	return c->slots[i];
}

const struct catalogue_event *
catalogue_event(const struct catalogue *c, const struct catalogue_product *p,
		struct str name)
{
	const struct catalogue_event *e;

	if (p == NULL)
		return NULL;
	e = catalogue_event_anywhere(c, name);
	while (e != NULL && e->product != p)
		e = e->same;
	return e;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Equal but for the case of ASCII letters. */
static bool
alike(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (lower(a.s[i]) != lower(b.s[i]))
			return false;
	return true;
}

const struct catalogue_product *
catalogue_near_product(const struct catalogue *c, struct str id)
{
	struct suggest s;

	NODE_EACH(n, c->misnamed)
	if (alike(node_key(n), id))
		return catalogue_product(c, node_string(n));
	suggest_init(&s, id);
	for (int wanted = 0; wanted <= rank(CATALOGUE_REMOVED); wanted++)
		for (size_t i = 0; i < c->n; i++)
			if (rank(c->products[i].p.status) == wanted)
				suggest_offer(&s, c->products[i].p.id);
	return s.best.s != NULL ? catalogue_product(c, s.best) : NULL;
}

static struct node
invented_find(const struct catalogue *c, struct str name)
{
	NODE_EACH(n, c->invented)
	if (alike(node_string(node_member(n, "name")), name))
		return n;
	return NODE_ABSENT;
}

struct str
catalogue_invented_note(const struct catalogue *c, struct str name)
{
	return node_string(node_member(invented_find(c, name), "note"));
}

static void
offer_events(struct suggest *s, const struct catalogue_product *p, int wanted)
{
	for (size_t i = 0; i < p->nevents; i++)
		if (rank(p->events[i].status) == wanted)
			suggest_offer(s, p->events[i].name);
}

const struct catalogue_event *
catalogue_near_event(const struct catalogue *c, const struct catalogue_product *p,
		     struct str name)
{
	struct suggest s;

	NODE_EACH(n, node_member(invented_find(c, name), "instead"))
	{
		const struct catalogue_event *e =
		    p != NULL ? catalogue_event(c, p, node_string(n))
			      : catalogue_event_anywhere(c, node_string(n));

		if (e != NULL)
			return e;
	}
	suggest_init(&s, name);
	for (int wanted = 0; wanted <= rank(CATALOGUE_REMOVED); wanted++)
		for (size_t i = 0; i < c->n; i++)
			if (p == NULL || p == &c->products[i].p)
				offer_events(&s, &c->products[i].p, wanted);
	if (s.best.s == NULL)
		return NULL;
	return p != NULL ? catalogue_event(c, p, s.best)
			 : catalogue_event_anywhere(c, s.best);
}

/* Is host the domain itself, or below it?  A root dot at the end is no part. */
static bool
host_within(struct str host, struct str domain)
{
	if (host.len != 0 && host.s[host.len - 1] == '.')
		host.len--;
	if (host.len > domain.len && host.s[host.len - domain.len - 1] == '.')
		host = str_slice(host, host.len - domain.len, host.len);
	return alike(host, domain);
}

struct str
catalogue_tunnel(const struct catalogue *c, struct str host)
{
	for (size_t i = 0; i < c->ntunnels; i++)
		if (host_within(host, c->tunnels[i].host))
			return c->tunnels[i].name;
	return STR("");
}

bool
catalogue_placeholder_host(const struct catalogue *c, struct str host)
{
	for (size_t i = 0; i < c->hosts.n; i++)
		if (host_within(host, c->hosts.s[i]))
			return true;
	return false;
}

static bool
listed(const struct strs *list, struct str text)
{
	for (size_t i = 0; i < list->n; i++)
		if (alike(list->s[i], text))
			return true;
	return false;
}

bool
catalogue_placeholder(const struct catalogue *c, enum catalogue_member m,
		      struct str text)
{
	/* <INSERT ORGANIZATION ID HERE>, also as copied from HTML */
	if (text.len > 2 && text.s[0] == '<' && text.s[1] != '%' &&
	    text.s[text.len - 1] == '>')
		return true;
	if (text.len > 8 && str_starts(text, STR("&lt;")) &&
	    str_ends(text, STR("&gt;")))
		return true;
	return listed(&c->placeholders[m], text) ||
	       listed(&c->placeholders[CATALOGUE_ANY], text);
}

bool
catalogue_port_expected(const struct catalogue *c, uint32_t port)
{
	for (const uint32_t *p = c->ports; *p != 0; p++)
		if (*p == port)
			return true;
	return false;
}
