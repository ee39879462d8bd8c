/* difference: see the header. */
#include "service/difference.h"

#include "base/arena.h"
#include "base/map.h"
#include "load/text.h"
#include "schema/number.h"
#include "service/retry.h"
#include "service/subscription.h"
#include "service/url.h"

const char *const part_names[PART_COUNT] = {
#define X(id, name) [PART_##id] = (name),
    PARTS(X)
#undef X
};

/* How a value is read before it is compared. */
enum form { TEXT, WORD /* in any case */, NUMBER, URL, SCOPE, LIST /* of scopeData */ };

/* What is compared: a member of the subscription, or one further in. */
struct row {
	const char *name, *alias; /* alias: another spelling of it, or NULL */
	enum update_part part;
	enum form form;
	const char *fallback;
	unsigned depth; /* how many of the part, config and additionalConfig it is in */
};

/* clang-format off */
static const struct row rows[] = {
	{"name", NULL, PART_NAME, TEXT, NULL, 0},
	{"description", NULL, PART_DESCRIPTION, TEXT, NULL, 0},
	{"organizationId", NULL, PART_ORGANIZATION, TEXT, NULL, 0},
	{"products", NULL, PART_PRODUCTS, TEXT, NULL, 0},
	{"webhookUrl", NULL, PART_WEBHOOK_URL, URL, NULL, 0},
	{"healthCheckUrl", NULL, PART_HEALTH_CHECK_URL, URL, NULL, 0},
	{"notificationScope", NULL, PART_SCOPE, SCOPE, "DESCENDANTS", 0},
	{"scopeData", NULL, PART_SCOPE, LIST, NULL, 1},
	{"algorithm", NULL, PART_RETRY, TEXT, "ARITHMETIC", 1},
	{"firstRetry", NULL, PART_RETRY, NUMBER, "1", 1},
	{"interval", NULL, PART_RETRY, NUMBER, "1", 1},
	{"numberOfRetries", NULL, PART_RETRY, NUMBER, "3", 1},
	{"deactivateFlag", NULL, PART_RETRY, TEXT, "false", 1},
	{"repeatSequenceCount", NULL, PART_RETRY, NUMBER, "0", 1},
	{"repeatSequenceWaitTime", NULL, PART_RETRY, NUMBER, "0", 1},
	{"securityType", NULL, PART_SECURITY, WORD, "KEY", 1},
	{"oAuthURL", "oAuthUrl", PART_SECURITY, URL, NULL, 2},
	{"oAuthTokenType", NULL, PART_SECURITY, TEXT, NULL, 2},
	{"oAuthTokenExpiry", NULL, PART_SECURITY, NUMBER, NULL, 2},
	{"keyId", NULL, PART_SECURITY, TEXT, NULL, 2},
	{"aud", NULL, PART_SECURITY, TEXT, NULL, 3},
	{"client_id", "clientId", PART_SECURITY, TEXT, NULL, 3},
	{"keyId", NULL, PART_SECURITY, TEXT, NULL, 3},
	{"scope", NULL, PART_SECURITY, TEXT, NULL, 3},
};
/* clang-format on */

/* Both sides, while they are compared. */
struct compared {
	const struct subscription *wanted, *deployed;
	struct differences *found;
	struct arena *arena;
	bool update;
};

static bool
is_template(struct node n)
{
	return text_is_template(node_string(n));
}

/* The object that a member of the row stands in, or none; a template may stand for it. */
static struct node
holder(const struct subscription *s, const struct row *r, bool *template)
{
	const char *const way[] = {part_names[r->part], "config", "additionalConfig"};
	struct node n = s->object;

	*template = false;
	for (unsigned i = 0; i < r->depth; i++) {
		n = node_member(n, way[i]);
		*template = *template || is_template(n);
	}
	return n;
}

static struct node
value_of(struct node object, const struct row *r)
{
	struct node n = node_member(object, r->name);

	return node_exists(n) || r->alias == NULL ? n : node_member(object, r->alias);
}

static bool
is_digits(struct str s)
{
	size_t i = 0;

	while (i < s.len && str_is_digit(s.s[i]))
		i++;
	return i == s.len && i != 0;
}

/* Of the scope as an object, where it says which it is. */
static struct node
scope_of(struct node n)
{
	struct node scope = node_member(n, "scope");

	return node_exists(scope) ? scope : n;
}

/* However it is written: 1.0, 1e0 and "1" are 1. */
static struct str
normal_number(struct node n, struct str s, struct arena *a)
{
	struct number number;

	if (!node_is(n, NODE_NUMBER) && !is_digits(s))
		return s;
	number = number_read(s);
	return number.small ? str_from(arena_printf(a, "%lld", (long long)number.value))
			    : s;
}

/* A value as the service would see it; null is as good as nothing, and so is "". */
static struct str
normal(struct node n, enum form form, const char *fallback, struct arena *a)
{
	struct str s = node_plain(n);

	if (form == SCOPE && node_is(n, NODE_OBJECT))
		s = node_string(node_member(n, "scope"));
	if (!node_exists(n) || node_is(n, NODE_NULL) || s.len == 0)
		s = str_from(fallback != NULL ? fallback : "");
	return form == URL      ? url_normal(s, a)
	       : form == NUMBER ? normal_number(n, s, a)
				: s;
}

static struct difference *
add(struct compared *c, const struct row *r)
{
	struct difference *d = arena_calloc(c->arena, 1, sizeof(*d));

	d->part = r->part;
	d->member = r->name;
	d->fallback = r->fallback;
	*c->found->tail = d;
	c->found->tail = &d->next;
	return d;
}

/* The value, or what lacks it: the object that it would stand in. */
static bool
set_side(struct node *side, const struct subscription *s, struct node object,
	 struct node value)
{
	*side = node_exists(value)             ? value
		: node_is(object, NODE_OBJECT) ? object
					       : s->object;
	return !node_exists(value);
}

/* In the shape of version 1 nobody knows what a scope that is left out is. */
static bool
unsaid(const struct compared *c, const struct row *r)
{
	const struct subscription *s = c->wanted;

	return c->update || r->depth > 1 ||
	       (r->form == SCOPE && !node_exists(s->products) &&
		(node_exists(s->product_id) || node_exists(s->event_types)));
}

static void
compare_row(struct compared *c, const struct row *r, struct node holds)
{
	bool template;
	struct node held = holder(c->deployed, r, &template);
	struct node wanted = value_of(holds, r), deployed = value_of(held, r);
	struct str mine, its;
	struct difference *d;

	if (is_template(wanted) || is_template(node_member(wanted, "scope"))) {
		c->found->templates++;
		return;
	}
	mine = normal(wanted, r->form, r->fallback, c->arena);
	its = normal(deployed, r->form, r->fallback, c->arena);
	if ((!node_exists(wanted) && unsaid(c, r)) || str_equal(mine, its) ||
	    (r->form == WORD && text_equal_fold(mine, its)))
		return;
	d = add(c, r);
	d->wanted_lacks = set_side(&d->wanted, c->wanted, holds, scope_of(wanted));
	d->deployed_lacks =
	    set_side(&d->deployed, c->deployed, held, scope_of(deployed));
}

/* A product that a side asks for, or an event of it. */
struct listed {
	struct str product, name; /* the key; name is empty: the product itself */
	bool has[2];              /* whether it is wanted, and deployed */
	/* of a product: */
	struct node events[2];
	bool open;             /* a template stands for events that are wanted */
	struct alone alone[2]; /* events that only one side has */
};

struct lists {
	struct map all;    /* struct listed */
	bool open;         /* a template stands for products that are wanted */
	size_t *templates; /* of the wanted side */
};

enum { WANTED, DEPLOYED };

static bool
same_listed(const void *item, const void *key)
{
	const struct listed *a = item, *b = key;

	return str_equal(a->name, b->name) && str_equal(a->product, b->product);
}

static struct listed *
put_listed(struct lists *l, struct str product, struct str name, int side)
{
	struct listed key = {.product = product, .name = name}, *e;

	e = map_put(
	    &l->all,
	    map_hash(hash_bytes(product.s, product.len), hash_bytes(name.s, name.len)),
	    &key);
	e->product = product;
	e->name = name;
	e->has[side] = true;
	return e;
}

/* Whether n is one; then it fits all that may stand there. */
static bool
opens(struct lists *l, struct node n, int side, bool *open)
{
	if (!is_template(n))
		return false;
	if (side == WANTED) {
		*open = true;
		++*l->templates;
	}
	return true;
}

static void
read_product(struct lists *l, const struct asked *asked, int side)
{
	struct str id = node_string(asked->id), name;
	bool open = false;
	struct listed *p;

	if (opens(l, asked->id, side, &l->open) || !node_is(asked->id, NODE_STRING))
		return;
	(void)opens(l, asked->events, side, &open);
	NODE_EACH(event, asked->events)
	{
		name = node_string(event);
		if (!opens(l, event, side, &open) && name.len != 0)
			put_listed(l, id, name, side);
	}
	p = put_listed(l, id, STR(""), side);
	p->open = p->open || open;
	if (!node_exists(p->events[side]))
		p->events[side] = asked->events;
}

/* Returns how many products the side asks for. */
static size_t
read_side(struct lists *l, const struct subscription *s, int side, struct arena *a)
{
	struct asked *asked;
	size_t n = subscription_asked(s, &asked, a);

	(void)opens(l, node_member(s->object, "products"), side, &l->open);
	for (size_t i = 0; i < n; i++)
		read_product(l, &asked[i], side);
	return n;
}

static void
alone_add(struct alone *a, struct str name)
{
	if (a->n < sizeof(a->first) / sizeof(*a->first))
		a->first[a->n] = name;
	a->n++;
}

/* Notes at each product the events that one side has alone. */
static void
note_alone(struct lists *l)
{
	for (size_t i = 0; i < l->all.n; i++) {
		const struct listed *e = map_at(&l->all, i);
		struct listed *p;

		if (e->name.len == 0 || (e->has[WANTED] && e->has[DEPLOYED]))
			continue;
		p = put_listed(l, e->product, STR(""),
			       e->has[WANTED] ? WANTED : DEPLOYED);
		alone_add(&p->alone[e->has[WANTED] ? WANTED : DEPLOYED], e->name);
	}
}

static struct node
products_node(const struct subscription *s)
{
	return node_exists(s->products)     ? s->products
	       : node_exists(s->product_id) ? s->product_id
					    : s->object;
}

static void
add_list(struct compared *c, const struct row *r, struct difference what)
{
	struct difference *d;

	if (what.only_wanted.n + what.only_deployed.n == 0)
		return;
	d = add(c, r);
	what.part = r->part;
	*d = what;
}

/* Of a product that both sides have; lists: where its events are not. */
static void
compare_events(struct compared *c, const struct row *r, const struct listed *p,
	       const struct difference *lists)
{
	struct difference d = *lists;

	d.member = "eventTypes";
	d.product = p->product;
	d.only_wanted = p->alone[WANTED];
	d.only_deployed = p->alone[DEPLOYED];
	if (p->open)
		d.only_deployed.n = 0;
	if (node_exists(p->events[WANTED]))
		d.wanted = p->events[WANTED];
	if (node_exists(p->events[DEPLOYED]))
		d.deployed = p->events[DEPLOYED];
	add_list(c, r, d);
}

static void
compare_lists(struct compared *c, const struct row *r, struct lists *l)
{
	struct difference products = {.member = r->name,
				      .wanted = products_node(c->wanted),
				      .deployed = products_node(c->deployed)};

	if (read_side(l, c->wanted, WANTED, c->arena) == 0 && c->update)
		return;
	read_side(l, c->deployed, DEPLOYED, c->arena);
	note_alone(l);
	for (size_t i = 0; i < l->all.n; i++) {
		const struct listed *p = map_at(&l->all, i);

		if (p->name.len != 0)
			continue;
		if (!p->has[DEPLOYED])
			alone_add(&products.only_wanted, p->product);
		else if (!p->has[WANTED] && !l->open)
			alone_add(&products.only_deployed, p->product);
		else if (p->has[WANTED])
			compare_events(c, r, p, &products);
	}
	add_list(c, r, products);
}

static void
compare_products(struct compared *c, const struct row *r)
{
	struct lists l = {.all = MAP(struct listed, same_listed, NULL),
			  .templates = &c->found->templates};

	compare_lists(c, r, &l);
	map_release(&l.all);
}

static void
read_organization(struct lists *l, struct node n, int side)
{
	struct str rest = node_string(n), name;
	size_t len;

	if (opens(l, n, side, &l->open))
		return;
	while (rest.len != 0) {
		for (len = 0; len < rest.len && rest.s[len] != ',';)
			len++;
		name = str_trim(str_slice(rest, 0, len), STR(" \t"));
		if (name.len != 0)
			put_listed(l, STR(""), name, side);
		rest = str_slice(rest, len + (len < rest.len), rest.len);
	}
}

/* They stand each for itself, or with commas between them. */
static void
read_organizations(struct lists *l, struct node n, int side)
{
	read_organization(l, n, side);
	NODE_EACH(element, n)
	read_organization(l, element, side);
}

/* An answer that has the scope alone says nothing about its organizations. */
static void
compare_organizations(struct compared *c, const struct row *r, struct node holds)
{
	struct lists l = {.all = MAP(struct listed, same_listed, NULL),
			  .templates = &c->found->templates};
	bool template;
	struct difference d = {.member = r->name,
			       .wanted = value_of(holds, r),
			       .deployed =
				   value_of(holder(c->deployed, r, &template), r)};

	if (node_exists(d.wanted) && node_exists(d.deployed) &&
	    !node_is(d.deployed, NODE_NULL)) {
		read_organizations(&l, d.wanted, WANTED);
		read_organizations(&l, d.deployed, DEPLOYED);
	}
	for (size_t i = 0; i < l.all.n; i++) {
		const struct listed *e = map_at(&l.all, i);

		if (!e->has[DEPLOYED])
			alone_add(&d.only_wanted, e->name);
		else if (!e->has[WANTED] && !l.open)
			alone_add(&d.only_deployed, e->name);
	}
	add_list(c, r, d);
	map_release(&l.all);
}

void
differences_find(struct differences *found, const struct subscription *wanted,
		 const struct subscription *deployed, bool update, struct arena *a)
{
	struct compared c = {wanted, deployed, found, a, update};
	enum update_part counted = PART_COUNT;

	*found = (struct differences){.tail = &found->head};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct row *r = &rows[i];
		bool template;
		struct node object = holder(wanted, r, &template);

		if (template) {
			found->templates += r->part != counted && r->form != LIST;
			counted = r->part;
		} else if (r->part == PART_PRODUCTS) {
			compare_products(&c, r);
		} else if (r->form == LIST) {
			compare_organizations(&c, r, object);
		} else {
			compare_row(&c, r, object);
		}
	}
}

bool
difference_removes(const struct difference *d)
{
	return d->wanted_lacks && d->fallback == NULL;
}
