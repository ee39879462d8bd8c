/*
 * plan: see the header.
 *
 * While requests are written down, it is noted who would have which product by then.
 * Subscriptions that are there come first: one that asks for a product which another still
 * has gives up what it will not have in the end.  Then all that was wanted is free, but for
 * what somebody else keeps.
 */
#include "drift/plan.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/percent.h"
#include "drift/match.h"
#include "finding/trouble.h"
#include "load/pointers.h"
#include "load/text.h"
#include "project/input.h"
#include "report/values.h"
#include "run/check-document.h"

#define PATH "/notification-subscriptions/v2/webhooks"

enum { SAID_MOST = 20 }; /* definitions of which it is said that nothing is planned */

struct holding {
	struct seat seat; /* the key */
	/* a subscription, or a definition of a new one; NULL: free */
	const void *holder;
};

struct plan {
	FILE *fp;
	const struct matching *m;
	struct arena *arena;
	struct map holdings;
	bool *done; /* of each definition: nothing more is to come */
	/* definitions; bodies that have some; updates after which URLs are reviewed */
	size_t unplanned, templates, reviewed;
	struct pointers pointers;
	const struct examined *file; /* of the definition at hand */
	const struct diag *next;     /* in there, not before the definition */
};

/* -- requests */

struct request {
	const char *method, *reason;
	const char *below; /* of its path, "/status" or NULL */
	struct str body;   /* empty: none */
	const struct examined *in;
	struct str id; /* s is NULL: of the subscription that the one before has made */
};

static bool
is_plain(char c)
{
	return str_is_letter(c) || str_is_digit(c) || c == '-' || c == '_';
}

static void
put_json(struct buf *b, const char *name, struct str json)
{
	value_key(b, name);
	value_json(b, json);
}

static void
put_request(struct plan *p, struct request r)
{
	struct buf b = BUF_INIT;

	p->templates += text_is_template(r.body);
	value_open(&b, '{');
	value_member(&b, "method", r.method);
	value_key(&b, "path");
	buf_puts(&b, "\"" PATH);
	if (strcmp(r.method, "POST") != 0) {
		buf_putc(&b, '/');
		if (r.id.s != NULL)
			percent_encode(&b, r.id, is_plain);
		else
			buf_puts(&b, "{webhookId}");
		buf_puts(&b, r.below != NULL ? r.below : "");
	}
	buf_putc(&b, '"');
	put_json(&b, "body", r.body.len != 0 ? r.body : STR("null"));
	value_member(&b, "reason", r.reason);
	value_member(&b, "file", r.in->input->path);
	value_key(&b, "webhookId");
	if (r.id.s != NULL)
		value_text(&b, r.id);
	else
		value_word(&b, "null");
	buf_puts(&b, "}\n");
	value_write_text(p->fp, buf_str(&b));
	buf_release(&b);
}

/* -- who has what */

/* The entry of a seat; a new one is free. */
static struct holding *
holding(struct plan *p, struct seat seat)
{
	struct holding *h = map_put(&p->holdings, seat_hash(seat), &seat);

	h->seat = seat;
	return h;
}

static struct seat
seat_at(const struct subscription *s, const struct asked *asked)
{
	return (struct seat){node_string(s->organization), node_string(asked->id)};
}

static struct holding *
holding_at(struct plan *p, const struct definition *d, size_t i)
{
	return holding(p, seat_at(&d->sub, &d->asked[i]));
}

/* What it has is free then. */
static void
release(struct plan *p, const struct reported *r)
{
	for (size_t i = 0; i < r->n; i++) {
		struct holding *h = holding(p, seat_at(&r->sub, &r->asked[i]));

		if (h->holder == r)
			h->holder = NULL;
	}
}

static const void *
self(const struct definition *d)
{
	return d->match == MATCH_FOUND ? (const void *)d->of : d;
}

/* Whether no other one has a product of it. */
static bool
is_free(struct plan *p, const struct definition *d)
{
	for (size_t i = 0; i < d->n; i++) {
		const void *holder = holding_at(p, d, i)->holder;

		if (holder != NULL && holder != self(d))
			return false;
	}
	return true;
}

static void
settle(struct plan *p, const struct definition *d)
{
	if (d->match == MATCH_FOUND)
		release(p, d->of);
	for (size_t i = 0; i < d->n; i++)
		holding_at(p, d, i)->holder = self(d);
}

/* -- bodies */

static struct str
key_text(struct node member)
{
	struct span key = node_key_span(member);

	return str_slice(member.doc->text, key.start, key.end);
}

/* A value on one line. */
static void
put_value(struct buf *b, struct node n)
{
	bool object = node_is(n, NODE_OBJECT);

	if (!object && !node_is(n, NODE_ARRAY)) {
		value_json(b, node_text(n));
		return;
	}
	value_open(b, object ? '{' : '[');
	NODE_EACH(child, n)
	{
		if (object) {
			value_json(b, key_text(child));
			buf_puts(b, ": ");
		}
		put_value(b, child);
	}
	buf_putc(b, object ? '}' : ']');
}

/* In the shape of version 2; kept: those alone, or NULL: all. */
static void
put_products(struct buf *b, const struct definition *d, const bool *kept)
{
	value_open(b, '[');
	for (size_t i = 0; i < d->n; i++) {
		if (kept != NULL && !kept[i])
			continue;
		value_open(b, '{');
		value_key(b, "productId");
		put_value(b, d->asked[i].id);
		value_key(b, "eventTypes");
		put_value(b, d->asked[i].events);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

/* A default: words in capitals are strings. */
static void
put_fallback(struct buf *b, const char *fallback)
{
	if (*fallback >= 'A' && *fallback <= 'Z')
		value_string(b, fallback);
	else
		value_word(b, fallback);
}

/*
 * All that the definition says, but for what version 2 does not have; of the defaults
 * those that are not deployed.
 */
static void
put_policy(struct buf *b, const struct definition *d, enum update_part part)
{
	value_open(b, '{');
	NODE_EACH(member, node_member(d->sub.object, part_names[part]))
	{
		if (str_is(node_key(member), "proxyType"))
			continue;
		value_json(b, key_text(member));
		buf_puts(b, ": ");
		put_value(b, member);
	}
	for (const struct difference *f = d->found.head; f != NULL; f = f->next) {
		if (f->part != part || !f->wanted_lacks || f->fallback == NULL)
			continue;
		value_key(b, f->member);
		put_fallback(b, f->fallback);
	}
	buf_putc(b, '}');
}

/* A template may stand for all of a part. */
static void
put_part(struct buf *b, const struct definition *d, enum update_part part)
{
	struct node n = node_member(d->sub.object, part_names[part]);

	value_key(b, part_names[part]);
	if (node_is(n, NODE_STRING))
		put_value(b, n);
	else if (part == PART_PRODUCTS)
		put_products(b, d, NULL);
	else if (part == PART_RETRY || part == PART_SECURITY)
		put_policy(b, d, part);
	else if (node_exists(n))
		put_value(b, n);
	else /* the only one of the others that has a default */
		value_string(b, "DESCENDANTS");
}

/* Empty if there are no parts. */
static struct str
body(const struct definition *d, unsigned parts, struct arena *a)
{
	struct buf b = BUF_INIT;

	if (parts == 0)
		return STR("");
	value_open(&b, '{');
	for (int i = 0; i < PART_COUNT; i++) {
		if ((parts >> i & 1) != 0)
			put_part(&b, d, (enum update_part)i);
	}
	buf_putc(&b, '}');
	return buf_keep(&b, a);
}

static unsigned
parts_defined(const struct definition *d)
{
	unsigned parts = d->n != 0 ? 1u << PART_PRODUCTS : 0;

	for (int i = 0; i < PART_COUNT; i++)
		parts |=
		    (unsigned)node_exists(node_member(d->sub.object, part_names[i]))
		    << i;
	return parts;
}

/* What an update can change; the rest is said. */
static unsigned
parts_changed(const struct definition *d)
{
	unsigned parts = 0;

	for (const struct difference *f = d->found.head; f != NULL; f = f->next) {
		if (difference_removes(f))
			say("'%s': no request takes '%s' away; it stays deployed",
			    d->in->input->path, f->member);
		else
			parts |= 1u << f->part;
	}
	return parts;
}

/* Whether a URL is another: each one is reviewed before anything goes there. */
static bool
changes_url(const struct definition *d)
{
	for (const struct difference *f = d->found.head; f != NULL; f = f->next) {
		if (!f->wanted_lacks &&
		    (f->part == PART_WEBHOOK_URL || f->part == PART_HEALTH_CHECK_URL ||
		     strcmp(f->member, "oAuthURL") == 0))
			return true;
	}
	return false;
}

static const char *
reason_of(unsigned parts, struct arena *a)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i < PART_COUNT; i++) {
		if ((parts >> i & 1) != 0)
			buf_printf(&b, "%s%s", b.len == 0 ? "changed: " : ", ",
				   part_names[i]);
	}
	return buf_keep(&b, a).s;
}

static struct str
status_body(struct str status, struct arena *a)
{
	return str_from(arena_printf(a, "{\"status\": \"%.*s\"}", STR_ARG(status)));
}

/* -- the order */

static void
put_status(struct plan *p, const struct definition *d)
{
	struct str wanted = definition_status(d);
	bool made = d->match != MATCH_FOUND;
	/* a new one becomes active by its health check, and only by that */
	struct str now = !made ? node_string(d->of->sub.status)
			 : node_exists(d->sub.health_check_url) ? STR("ACTIVE")
								: STR("INACTIVE");

	if (wanted.len == 0 || str_equal(wanted, now) ||
	    (!str_is(now, "ACTIVE") && !str_is(now, "INACTIVE")))
		return;
	put_request(p,
		    (struct request){.method = "PUT",
				     .below = "/status",
				     .reason = made ? "it is made with another status"
						    : "changed: status",
				     .body = status_body(wanted, p->arena),
				     .in = d->in,
				     .id = made ? (struct str){NULL, 0} : d->of->id});
}

static void
put_definition(struct plan *p, const struct definition *d)
{
	struct request r = {.method = "POST", .reason = "not deployed", .in = d->in};
	unsigned parts;

	if (d->match == MATCH_FOUND) {
		parts = parts_changed(d);
		r.method = "PATCH";
		r.id = d->of->id;
		r.reason = reason_of(parts, p->arena);
		p->reviewed += changes_url(d);
	} else {
		parts = parts_defined(d);
	}
	r.body = body(d, parts, p->arena);
	if (r.body.len != 0)
		put_request(p, r);
	settle(p, d);
	put_status(p, d);
}

static bool
hinders(const struct diag *g)
{
	return (g->severity == SEV_ERROR || g->rule == RULE_PLACEHOLDER_VALUE) &&
	       g->suppressed_by == SUPPRESSED_NOT && g->rule != RULE_NOT_DEPLOYED &&
	       g->rule != RULE_TOO_MANY_FINDINGS &&
	       g->rule != RULE_CHANGED_SINCE_DEPLOYED;
}

/* Of an array, in the element that the definition is: both are in the order of the text. */
static bool
is_hindered(struct plan *p, const struct definition *d)
{
	bool whole = d->in->kind != KIND_SUBSCRIPTION_LIST;
	struct span own = node_span(d->sub.object);

	if (p->file != d->in)
		p->next = d->in->diags->head;
	p->file = d->in;
	while (!whole && p->next != NULL && p->next->span.start < own.start)
		p->next = p->next->next;
	for (const struct diag *g = p->next; g != NULL; g = g->next) {
		if (!whole && g->span.start >= own.end)
			break;
		if (hinders(g))
			return true;
	}
	return !whole && diags_full(d->in->diags);
}

static void
say_unplanned(struct plan *p, const struct definition *d, const char *why)
{
	struct arena *a = p->arena;
	struct node object = d->sub.object;
	size_t record = d->in->at.record;
	const char *pointer =
	    pointers_below(&p->pointers, doc_root(object.doc), object);

	if (p->unplanned++ >= SAID_MOST)
		return;
	say("'%s'%s%s: nothing is planned for it: %s", d->in->input->path,
	    record == 0 ? "" : arena_printf(a, ", document %zu", record),
	    *pointer == '\0' ? "" : arena_printf(a, " at '%s'", pointer), why);
}

/*
 * One that waits gives up what it will not have, and keeps what it has already of the
 * rest; if that is nothing, it cannot: a subscription has some product.
 */
static void
reduce(struct plan *p, const struct definition *d)
{
	bool *kept = arena_calloc(p->arena, d->n, sizeof(*kept));
	size_t has = 0, keeps = 0;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < d->n; i++) {
		kept[i] = holding_at(p, d, i)->holder == d->of;
		keeps += kept[i];
	}
	for (size_t i = 0; i < d->of->n; i++)
		has +=
		    holding(p, seat_at(&d->of->sub, &d->of->asked[i]))->holder == d->of;
	if (keeps == 0 || keeps == has)
		return;
	value_open(&b, '{');
	value_key(&b, "products");
	put_products(&b, d, kept);
	buf_putc(&b, '}');
	put_request(p,
		    (struct request){.method = "PATCH",
				     .reason = "gives up products that others wait for",
				     .body = buf_keep(&b, p->arena),
				     .in = d->in,
				     .id = d->of->id});
	release(p, d->of);
	for (size_t i = 0; i < d->n; i++) {
		if (kept[i])
			holding_at(p, d, i)->holder = d->of;
	}
}

/*
 * Those that are there first, and once more for what others have given up by then; in the
 * last turn the new ones.
 */
static void
put_turn(struct plan *p, int turn)
{
	for (size_t i = 0; i < p->m->ndefinitions; i++) {
		const struct definition *d = &p->m->definitions[i];

		if (p->done[i] || (d->match == MATCH_FOUND) != (turn < 2))
			continue;
		p->done[i] = is_free(p, d);
		if (p->done[i])
			put_definition(p, d);
		else if (turn == 0)
			reduce(p, d);
		else
			say_unplanned(p, d,
				      "another subscription has one of its products, "
				      "and the service refuses a second one");
	}
}

static void
put_deletions(struct plan *p)
{
	for (size_t i = 0; i < p->m->nreported; i++) {
		const struct reported *r = &p->m->reported[i];

		if (r->by != NULL || r->doubtful || r->replaced)
			continue;
		put_request(p, (struct request){.method = "DELETE",
						.reason = "no definition has it",
						.in = r->in,
						.id = r->id});
		release(p, r);
	}
}

/* False if something is left out: then it is not known what nobody wants. */
static bool
begin(struct plan *p)
{
	bool all = true;

	for (size_t i = 0; i < p->m->nreported; i++) {
		const struct reported *r = &p->m->reported[i];

		for (size_t k = 0; !r->replaced && k < r->n; k++) {
			struct holding *h = holding(p, seat_at(&r->sub, &r->asked[k]));

			/* of two, the one of a definition goes on to have it */
			if (h->holder == NULL || r->by != NULL)
				h->holder = r;
		}
	}
	for (size_t i = 0; i < p->m->ndefinitions; i++) {
		const struct definition *d = &p->m->definitions[i];

		p->done[i] = d->match == MATCH_UNSURE || is_hindered(p, d);
		if (p->done[i])
			say_unplanned(p, d,
				      d->match == MATCH_UNSURE
					  ? "its subscription is not told"
					  : "it has an error or a placeholder");
		all = all && !p->done[i];
	}
	return all;
}

void
plan_write(FILE *fp, const struct matching *m, bool prune, struct arena *a)
{
	struct plan p = {.fp = fp,
			 .m = m,
			 .arena = a,
			 .pointers = {.arena = a},
			 .holdings = MAP(struct holding, seat_same, a),
			 .done = arena_calloc(a, m->ndefinitions, sizeof(bool))};

	if (!begin(&p) && prune)
		say("nothing is deleted, as not all definitions are planned");
	else if (prune)
		put_deletions(&p);
	for (int turn = 0; turn < 3; turn++)
		put_turn(&p, turn);
	if (p.unplanned > SAID_MOST)
		say("nothing is planned for %zu more definitions",
		    p.unplanned - SAID_MOST);
	if (p.reviewed != 0)
		say("%zu of the updates change%s a URL: until it is reviewed, 1 to 2 "
		    "business days, nothing is delivered; see: hookvet explain "
		    "url-review",
		    p.reviewed, p.reviewed == 1 ? "s" : "");
	if (p.templates != 0)
		say("there are templates in %zu of the bodies: put in what they stand "
		    "for before they are sent",
		    p.templates);
	pointers_release(&p.pointers);
}
