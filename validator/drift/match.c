/* match: see the header. */
#include "drift/match.h"

#include "base/arena.h"
#include "base/map.h"
#include "load/text.h"
#include "service/url.h"

enum { CANDIDATES = 256 }; /* of one definition: with more it is not told which it is */

/* Who was reported to have a seat; "" stands for any organization or product. */
struct seated {
	struct seat seat; /* the key */
	struct seat_link {
		struct seat_link *next;
		struct reported *reported;
	} * head, *last;
};

/* What a name leads to. */
struct named {
	struct str id;
	size_t number; /* of the reported subscription, from 1 */
};

struct indexes {
	struct matching *m;
	struct arena *arena;
	struct map seats, ids;
};

bool
seat_same(const void *item, const void *key)
{
	const struct seat *a = item, *b = key;

	return str_equal(a->organization, b->organization) &&
	       str_equal(a->product, b->product);
}

uint32_t
seat_hash(struct seat seat)
{
	return map_hash(hash_bytes(seat.organization.s, seat.organization.len),
			hash_bytes(seat.product.s, seat.product.len));
}

void
matching_define(struct matching *m, struct examined *in, struct node object,
		struct arena *a)
{
	struct definition *d;

	m->definitions = arena_regrow(a, m->definitions, &m->definitions_cap,
				      m->ndefinitions + 1, sizeof(*d));
	d = &m->definitions[m->ndefinitions++];
	*d = (struct definition){.in = in};
	subscription_read(&d->sub, object);
	d->n = subscription_asked(&d->sub, &d->asked, a);
}

void
matching_report(struct matching *m, struct examined *in, struct node object,
		struct arena *a)
{
	struct reported *r;

	m->reported = arena_regrow(a, m->reported, &m->reported_cap, m->nreported + 1,
				   sizeof(*r));
	r = &m->reported[m->nreported++];
	*r = (struct reported){.in = in};
	subscription_read(&r->sub, object);
	r->id = node_string(r->sub.webhook_id);
	r->url = url_normal(node_string(r->sub.webhook_url), a);
	r->n = subscription_asked(&r->sub, &r->asked, a);
}

struct str
definition_status(const struct definition *d)
{
	if (node_is_template(d->sub.status))
		return STR("");
	return str_is(node_string(d->sub.status), "INACTIVE") ? STR("INACTIVE")
							      : STR("ACTIVE");
}

/* Text of a definition to look up by; "" if a template stands for it. */
static struct str
wanted_text(struct node n)
{
	return text_is_template(node_string(n)) ? STR("") : node_string(n);
}

static void
enter(struct indexes *x, struct reported *r, struct str organization,
      struct str product)
{
	struct seat seat = {organization, product};
	struct seated *e = map_put(&x->seats, seat_hash(seat), &seat);
	struct seat_link *link;

	e->seat = seat;
	if (e->last != NULL && e->last->reported == r)
		return;
	link = arena_calloc(x->arena, 1, sizeof(*link));
	link->reported = r;
	if (e->last != NULL)
		e->last->next = link;
	else
		e->head = link;
	e->last = link;
}

/* A later answer about a subscription replaces the earlier ones. */
static void
index_ids(struct indexes *x)
{
	for (size_t i = 0; i < x->m->nreported; i++) {
		struct reported *r = &x->m->reported[i];
		struct named *n = r->id.len != 0 ? map_put_str(&x->ids, r->id) : NULL;

		if (n == NULL)
			continue;
		if (n->number != 0)
			x->m->reported[n->number - 1].replaced = true;
		n->number = i + 1;
	}
}

static void
index_reported(struct indexes *x)
{
	index_ids(x);
	for (size_t i = 0; i < x->m->nreported; i++) {
		struct reported *r = &x->m->reported[i];
		struct str organization = node_string(r->sub.organization);

		for (size_t k = 0; !r->replaced && k < r->n; k++) {
			struct str product = node_string(r->asked[k].id);

			enter(x, r, organization, product);
			enter(x, r, STR(""), product);
			enter(x, r, organization, STR(""));
			enter(x, r, STR(""), STR(""));
		}
	}
}

/* How much speaks for the two being one, beside organization and product. */
static unsigned
likeness(const struct definition *d, const struct reported *r, struct arena *a)
{
	struct str id = wanted_text(d->sub.webhook_id), name = wanted_text(d->sub.name),
		   url = wanted_text(d->sub.webhook_url);
	unsigned like = 0;

	if (id.len != 0 && str_equal(id, r->id))
		like += 4;
	if (name.len != 0 && str_equal(name, node_string(r->sub.name)))
		like += 2;
	if (url.len != 0 && str_equal(url_normal(url, a), r->url))
		like += 1;
	return like;
}

struct candidates {
	struct reported *items[CANDIDATES];
	size_t n;
	bool more; /* than these: one of the others may be it */
};

static void
add_candidate(struct candidates *c, struct reported *r)
{
	for (size_t i = 0; i < c->n; i++) {
		if (c->items[i] == r)
			return;
	}
	if (c->n < CANDIDATES)
		c->items[c->n++] = r;
	else
		c->more = true;
}

static void
add_candidates(struct candidates *c, struct indexes *x, struct str organization,
	       struct str product)
{
	struct seat seat = {organization, product};
	struct seated *e = map_find(&x->seats, seat_hash(seat), &seat);

	for (struct seat_link *l = e != NULL ? e->head : NULL; l != NULL && !c->more;
	     l = l->next)
		add_candidate(c, l->reported);
}

static void
find_candidates(struct candidates *c, struct indexes *x, const struct definition *d)
{
	struct str organization = wanted_text(d->sub.organization),
		   id = wanted_text(d->sub.webhook_id);
	struct named *named = map_find_str(&x->ids, id);

	c->n = 0;
	c->more = false;
	if (named != NULL) {
		add_candidate(c, &x->m->reported[named->number - 1]);
		return;
	}
	for (size_t i = 0; i < d->n && !c->more; i++)
		add_candidates(c, x, organization, wanted_text(d->asked[i].id));
	if (d->n == 0) /* a template stands for all of its products */
		add_candidates(c, x, organization, STR(""));
}

/* The one that most speaks for; with as much for another: MATCH_UNSURE. */
static void
choose(struct definition *d, const struct candidates *c, struct arena *a)
{
	unsigned most = 0;

	for (size_t i = 0; i < c->n; i++) {
		unsigned like = likeness(d, c->items[i], a);

		if (i == 0 || like > most) {
			most = like;
			d->match = MATCH_FOUND;
			d->of = c->items[i];
			d->other = NULL;
		} else if (like == most) {
			d->match = MATCH_UNSURE;
			d->other = c->items[i];
		}
	}
	if (c->more && d->match == MATCH_FOUND) {
		d->match = MATCH_UNSURE;
		d->other = c->items[d->of == c->items[0]];
	}
}

/* Of two definitions of one subscription it is of the one that more speaks for. */
static void
claim(struct definition *d, struct arena *a)
{
	struct reported *r = d->of;
	struct definition *holder = r->by;
	unsigned mine, its;

	if (holder == NULL) {
		r->by = d;
		return;
	}
	mine = likeness(d, r, a);
	its = likeness(holder, r, a);
	if (mine > its) {
		r->by = d;
		holder->match = MATCH_NONE;
	} else if (mine < its) {
		d->match = MATCH_NONE;
	} else {
		d->match = MATCH_UNSURE;
		d->rival = holder;
	}
}

/* Who is as near as another has neither the subscription nor a claim of its own. */
static void
give_up(struct definition *d)
{
	if (d->match != MATCH_UNSURE)
		return;
	d->of->doubtful = true;
	if (d->other != NULL)
		d->other->doubtful = true;
	if (d->rival != NULL && d->rival->match == MATCH_FOUND &&
	    d->rival->of == d->of) {
		d->rival->match = MATCH_UNSURE;
		d->rival->rival = d;
	}
}

void
matching_settle(struct matching *m, struct arena *a)
{
	struct indexes x = {.m = m, .arena = a};
	struct candidates c;

	x.seats = MAP(struct seated, seat_same, a);
	x.ids = MAP(struct named, NULL, a);
	index_reported(&x);
	for (size_t i = 0; i < m->ndefinitions; i++) {
		find_candidates(&c, &x, &m->definitions[i]);
		choose(&m->definitions[i], &c, a);
		if (m->definitions[i].match == MATCH_FOUND)
			claim(&m->definitions[i], a);
	}
	for (size_t i = 0; i < m->ndefinitions; i++)
		give_up(&m->definitions[i]);
	for (size_t i = 0; i < m->ndefinitions; i++) {
		struct definition *d = &m->definitions[i];

		if (d->match == MATCH_UNSURE && d->of->by == d)
			d->of->by = NULL;
		if (d->match == MATCH_FOUND)
			differences_find(&d->found, &d->sub, &d->of->sub, false, a);
	}
}
