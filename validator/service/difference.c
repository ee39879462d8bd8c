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
enum form { TEXT, WORD, NUMBER, FLAG, URL, SCOPE };

/* What is compared: a member of struct subscription, or one further in. */
struct row {
	const char *name, *alias; /* alias: another spelling of it, or NULL */
	enum part part;
	enum form form;
	const char *fallback;
	size_t offset;   /* of the node in struct subscription; INSIDE: look it up */
	bool additional; /* in additionalConfig, not in config */
	bool optional;   /* left out, it is the service's business */
};

#define INSIDE        SIZE_MAX
#define FIELD(member) offsetof(struct subscription, member)

/* clang-format off */
static const struct row rows[] = {
	{"name", NULL, PART_NAME, TEXT, NULL, FIELD(name), false, false},
	{"description", NULL, PART_DESCRIPTION, TEXT, NULL, FIELD(description), false, false},
	{"organizationId", NULL, PART_ORGANIZATION, TEXT, NULL, FIELD(organization), false, false},
	{"products", NULL, PART_PRODUCTS, TEXT, NULL, FIELD(products), false, false},
	{"webhookUrl", NULL, PART_WEBHOOK_URL, URL, NULL, FIELD(webhook_url), false, false},
	{"healthCheckUrl", NULL, PART_HEALTH_CHECK_URL, URL, NULL, FIELD(health_check_url), false, false},
	{"notificationScope", NULL, PART_SCOPE, SCOPE, "DESCENDANTS", FIELD(scope), false, false},
	{"algorithm", NULL, PART_RETRY, TEXT, "ARITHMETIC", FIELD(algorithm), false, false},
	{"firstRetry", NULL, PART_RETRY, NUMBER, "1", FIELD(first_retry), false, false},
	{"interval", NULL, PART_RETRY, NUMBER, "1", FIELD(interval), false, false},
	{"numberOfRetries", NULL, PART_RETRY, NUMBER, "3", FIELD(number_of_retries), false, false},
	{"deactivateFlag", NULL, PART_RETRY, FLAG, "false", FIELD(deactivate_flag), false, false},
	{"repeatSequenceCount", NULL, PART_RETRY, NUMBER, "0", FIELD(repeat_count), false, false},
	{"repeatSequenceWaitTime", NULL, PART_RETRY, NUMBER, "0", FIELD(repeat_wait), false, false},
	{"securityType", NULL, PART_SECURITY, WORD, "KEY", FIELD(security_type), false, false},
	{"oAuthURL", "oAuthUrl", PART_SECURITY, URL, NULL, INSIDE, false, true},
	{"oAuthTokenType", NULL, PART_SECURITY, TEXT, NULL, INSIDE, false, true},
	{"oAuthTokenExpiry", NULL, PART_SECURITY, NUMBER, NULL, INSIDE, false, true},
	{"keyId", NULL, PART_SECURITY, TEXT, NULL, INSIDE, false, true},
	{"aud", NULL, PART_SECURITY, TEXT, NULL, INSIDE, true, true},
	{"client_id", "clientId", PART_SECURITY, TEXT, NULL, INSIDE, true, true},
	{"keyId", NULL, PART_SECURITY, TEXT, NULL, INSIDE, true, true},
	{"scope", NULL, PART_SECURITY, TEXT, NULL, INSIDE, true, true},
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

/* The object that a member of the row stands in; objects that are not there: absent. */
static struct node
holder(const struct subscription *s, const struct row *r)
{
	if (r->part == PART_RETRY)
		return s->retry;
	if (r->part != PART_SECURITY)
		return s->object;
	if (r->offset != INSIDE)
		return s->security;
	return r->additional ? node_member(s->security_config, "additionalConfig")
			     : s->security_config;
}

static struct node
value_of(const struct subscription *s, const struct row *r)
{
	struct node object = holder(s, r), n;

	if (r->offset != INSIDE)
		return *(const struct node *)((const char *)s + r->offset);
	n = node_member(object, r->name);
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

static struct str
lower(struct str s, struct arena *a)
{
	char *out = arena_strndup(a, s.s, s.len);

	for (size_t i = 0; i < s.len; i++)
		out[i] = str_lower(out[i]);
	return (struct str){out, s.len};
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
	switch (form) {
	case URL:
		return url_normal(s, a);
	case NUMBER:
		return normal_number(n, s, a);
	case WORD:
		return lower(s, a);
	case TEXT:
	case FLAG:
	case SCOPE:
		break;
	}
	return s;
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
set_side(struct node *side, const struct subscription *s, const struct row *r,
	 struct node value)
{
	struct node object = holder(s, r);

	*side = node_exists(value) ? value : node_exists(object) ? object : s->object;
	return !node_exists(value);
}

/* In the shape of version 1 nobody knows what a scope that is left out is. */
static bool
unsaid(const struct compared *c, const struct row *r)
{
	const struct subscription *s = c->wanted;

	return c->update || r->optional ||
	       (r->form == SCOPE && !node_exists(s->products) &&
		(node_exists(s->product_id) || node_exists(s->event_types)));
}

static void
compare_row(struct compared *c, const struct row *r)
{
	struct node wanted = value_of(c->wanted, r),
		    deployed = value_of(c->deployed, r);
	struct difference *d;

	if (is_template(wanted) || is_template(node_member(wanted, "scope"))) {
		c->found->templates++;
		return;
	}
	if ((!node_exists(wanted) && unsaid(c, r)) ||
	    str_equal(normal(wanted, r->form, r->fallback, c->arena),
		      normal(deployed, r->form, r->fallback, c->arena)))
		return;
	d = add(c, r);
	d->wanted_lacks = set_side(&d->wanted, c->wanted, r, wanted);
	d->deployed_lacks = set_side(&d->deployed, c->deployed, r, deployed);
}

/* An event of a product. */
struct event {
	struct str product, name;
};

static bool
same_event(const void *item, const void *key)
{
	const struct event *a = item, *b = key;

	return str_equal(a->name, b->name) && str_equal(a->product, b->product);
}

/* What one side asks for: each product once, and each of its events. */
struct side {
	const struct subscription *s;
	struct asked *asked;
	size_t n;
	struct map products; /* struct product */
	struct map events;   /* struct event */
	bool open;           /* a template stands for a product, or for all */
};

struct product {
	struct str name; /* the key */
	struct node events;
	bool open;          /* a template stands for one of its events, or for all */
	struct alone alone; /* events that the other side lacks */
};

static uint32_t
hash_event(struct str product, struct str name)
{
	return map_hash(hash_bytes(product.s, product.len),
			hash_bytes(name.s, name.len));
}

static void
read_events(struct side *side, struct product *p, struct node events, size_t *templates)
{
	if (is_template(events)) {
		p->open = true;
		++*templates;
	}
	NODE_EACH(event, events)
	{
		struct event key = {p->name, node_string(event)};

		if (is_template(event)) {
			p->open = true;
			++*templates;
		} else if (key.name.len != 0) {
			*(struct event *)map_put(&side->events,
						 hash_event(key.product, key.name),
						 &key) = key;
		}
	}
}

static void
side_read(struct side *side, const struct subscription *s, size_t *templates,
	  struct arena *a)
{
	*side = (struct side){.s = s,
			      .products = MAP(struct product, NULL, a),
			      .events = MAP(struct event, same_event, a)};
	side->n = subscription_asked(s, &side->asked, a);
	if (is_template(node_member(s->object, "products"))) {
		side->open = true;
		++*templates;
	}
	for (size_t i = 0; i < side->n; i++) {
		struct node id = side->asked[i].id;
		struct product *p;

		if (is_template(id)) {
			side->open = true;
			++*templates;
		} else if (node_is(id, NODE_STRING)) {
			p = map_put_str(&side->products, node_string(id));
			if (!node_exists(p->events))
				p->events = side->asked[i].events;
			read_events(side, p, side->asked[i].events, templates);
		}
	}
}

static void
alone_add(struct alone *a, struct str name)
{
	if (a->n < sizeof(a->first) / sizeof(*a->first))
		a->first[a->n] = name;
	a->n++;
}

/* Notes at each product of one side which of its events the other lacks. */
static void
note_alone(struct side *one, const struct side *other)
{
	for (size_t i = 0; i < one->events.n; i++) {
		const struct event *e = map_at(&one->events, i);

		if (map_find(&other->events, hash_event(e->product, e->name), e) ==
		    NULL) {
			struct product *p = map_find_str(&one->products, e->product);

			alone_add(&p->alone, e->name);
		}
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
add_list(struct compared *c, const struct row *r, const char *member,
	 struct difference what)
{
	struct difference *d = add(c, r), *next = d->next;

	what.part = d->part;
	what.member = member;
	what.next = next;
	*d = what;
}

static void
compare_products(struct compared *c, const struct row *r)
{
	struct side wanted, deployed;
	struct difference products = {.wanted = products_node(c->wanted),
				      .deployed = products_node(c->deployed)};
	size_t none = 0;

	side_read(&wanted, c->wanted, &c->found->templates, c->arena);
	side_read(&deployed, c->deployed, &none, c->arena);
	if (c->update && wanted.n == 0)
		return;
	note_alone(&wanted, &deployed);
	note_alone(&deployed, &wanted);
	for (size_t i = 0; i < deployed.products.n; i++) {
		const struct product *p = map_at(&deployed.products, i);

		if (map_find_str(&wanted.products, p->name) == NULL && !wanted.open)
			alone_add(&products.only_deployed, p->name);
	}
	for (size_t i = 0; i < wanted.products.n; i++) {
		const struct product *p = map_at(&wanted.products, i),
				     *q = map_find_str(&deployed.products, p->name);
		struct difference events = {.product = p->name,
					    .only_wanted = p->alone};

		if (q == NULL) {
			alone_add(&products.only_wanted, p->name);
			continue;
		}
		if (!p->open)
			events.only_deployed = q->alone;
		if (events.only_wanted.n + events.only_deployed.n == 0)
			continue;
		events.wanted = node_exists(p->events) ? p->events : products.wanted;
		events.deployed =
		    node_exists(q->events) ? q->events : products.deployed;
		add_list(c, r, "eventTypes", events);
	}
	if (products.only_wanted.n + products.only_deployed.n != 0)
		add_list(c, r, r->name, products);
}

/* Whether a template stands for the object that the row's member would stand in. */
static bool
holder_is_template(const struct subscription *s, const struct row *r)
{
	return (r->part == PART_RETRY || r->part == PART_SECURITY) &&
	       (is_template(node_member(s->object, part_names[r->part])) ||
		(r->offset == INSIDE &&
		 (is_template(node_member(s->security, "config")) ||
		  (r->additional &&
		   is_template(node_member(s->security_config, "additionalConfig"))))));
}

void
differences_find(struct differences *found, const struct subscription *wanted,
		 const struct subscription *deployed, bool update, struct arena *a)
{
	struct compared c = {wanted, deployed, found, a, update};
	enum part counted = PART_COUNT;

	*found = (struct differences){.tail = &found->head};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (holder_is_template(wanted, &rows[i])) {
			found->templates += rows[i].part != counted;
			counted = rows[i].part;
			continue;
		}
		if (rows[i].part == PART_PRODUCTS)
			compare_products(&c, &rows[i]);
		else
			compare_row(&c, &rows[i]);
	}
}

bool
difference_removes(const struct difference *d)
{
	return d->wanted_lacks && d->fallback == NULL;
}
