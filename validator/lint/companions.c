/* companions: what an organization may ask for, and what is delivered to it. */
#include "lint/companions.h"

#include "base/arena.h"
#include "finding/diag.h"
#include "lint/lint.h"
#include "lint/products.h"
#include "lint/remember.h"
#include "load/pointers.h"
#include "load/text.h"
#include "service/catalogue.h"

enum { WEBHOOKS = 1 << 17 };

/* A product or an event of the catalogue; the rest are owners, 0: none. */
struct topic {
	const void *what;
	const struct catalogue_product *product;
	const struct catalogue_event *event; /* NULL: it is the product */
	uint32_t asked;                      /* the first that asks for it */
	uint32_t listed;
	uint32_t encrypted; /* where a list says so */
	uint32_t plain;     /* the first notification that is not */
	uint32_t shown;     /* notifications that are reported */
	bool has_events;    /* in a list, of a product */
};

/* A subscription that the service reports or of which a notification came. */
struct webhook {
	uint32_t id;               /* the number of its name */
	uint32_t owner;            /* 0: only notifications are known yet */
	uint32_t notification;     /* the first, if it came before */
	uint32_t shown, strangers; /* notifications reported: of status, of scope */
	const char *status; /* delivers nothing; NULL: it does, or that is not known */
	uint32_t organization; /* of the subscription, if its scope is SELF; else 0 */
	/* Of the notifications that came before: the first, and the first of another one. */
	struct sender {
		uint32_t organization, owner;
	} senders[2];
};

static bool
same_topic(const void *item, const void *key)
{
	return ((const struct topic *)item)->what == *(const void *const *)key;
}

static bool
same_webhook(const void *item, const void *key)
{
	return ((const struct webhook *)item)->id == *(const uint32_t *)key;
}

void
companions_init(struct deliveries *all)
{
	all->topics = MAP(struct topic, same_topic, NULL);
	all->webhooks = MAP(struct webhook, same_webhook, NULL);
}

void
companions_release(struct deliveries *all)
{
	map_release(&all->topics);
	map_release(&all->webhooks);
}

void
companions_collect_list(struct lint *l, struct node object)
{
	struct node list =
	    node_is(object, NODE_ARRAY) ? object : node_member(object, "products");
	struct delivery *d;

	if (!node_is(list, NODE_ARRAY))
		return;
	d = deliveries_add(l);
	d->list_of_products = true;
	d->list = list;
	d->at = (struct span){node_span(list).start, node_span(list).start + 1};
	d->catalogue = l->env->catalogue;
}

/* What is compared of a notification: its members, and two of what it carries. */
struct notice {
	struct node id, event, product, organization, payload;
	struct node data, subject; /* of the payload, or of its first element */
};

static void
notice_read(struct notice *n, struct node notification)
{
	*n = (struct notice){0};
	NODE_EACH(member, notification)
	{
		struct str key = node_key(member);

		if (str_is(key, "webhookId"))
			n->id = member;
		else if (str_is(key, "eventType"))
			n->event = member;
		else if (str_is(key, "productId"))
			n->product = member;
		else if (str_is(key, "organizationId"))
			n->organization = member;
		else if (str_is(key, "payload"))
			n->payload = member;
	}
	if (node_is(n->payload, NODE_ARRAY))
		n->payload = node_first(n->payload);
	n->data = node_member(n->payload, "data");
	n->subject = node_member(n->payload, "organizationId");
}

/* The event of a notification; of several products, only if it says which. */
static const struct catalogue_event *
event_of(const struct catalogue *c, const struct notice *n)
{
	struct str product = node_string(n->product), name = node_string(n->event);
	const struct catalogue_event *e;

	if (product.len != 0)
		return catalogue_event(c, catalogue_product(c, product), name);
	e = catalogue_event_anywhere(c, name);
	return e != NULL && e->same == NULL ? e : NULL;
}

void
companions_collect_notification(struct lint *l, struct node object)
{
	struct notice n;
	struct delivery *d;

	notice_read(&n, object);
	if (node_string(n.id).len == 0 || node_is_template(n.id))
		return;
	d = deliveries_add(l);
	d->notification = true;
	d->id = n.id;
	d->at = node_span(n.id);
	d->webhook_id = node_string(n.id);
	d->event = n.event;
	d->owner = node_exists(n.subject) ? n.subject : n.organization;
	if (deliveries_is_organization(l, d->owner))
		d->organization = node_string(d->owner);
	/* An object is read by people; a JWE is a string, or stands in a member of its own. */
	if (node_is(n.data, NODE_OBJECT))
		d->plain = event_of(l->env->catalogue, &n);
}

/* A product, or the event of it, which is remembered. */
static struct topic *
topic_of(struct deliveries *all, const struct catalogue_product *p,
	 const struct catalogue_event *e)
{
	const void *what = e != NULL ? (const void *)e : (const void *)p;
	struct topic *t = map_put(&all->topics, map_hash((uintptr_t)what, 0), &what);

	t->what = what;
	t->product = p;
	t->event = e;
	return t;
}

static const struct topic *
find_topic(const struct deliveries *all, const void *what)
{
	return map_find(&all->topics, map_hash((uintptr_t)what, 0), &what);
}

/* A finding of what the list lacks, which the subscription of the owner other asks for. */
static void
report_missing(const struct deliveries *all, const struct topic *t, struct node at,
	       const struct owner *other, struct diags *ds)
{
	bool event = t->event != NULL;
	struct diag *d = remember_report(
	    all, ds, event ? RULE_UNKNOWN_EVENT_TYPE : RULE_UNKNOWN_PRODUCT, at, other,
	    node_is(at, NODE_ARRAY) ? "the subscription here asks for it"
				    : "it is not in the list of products here",
	    arena_printf(ds->arena, "%s '%.*s' is not enabled for your organization",
			 event ? "event type" : "product",
			 STR_ARG(event ? t->event->name : t->product->id)));

	diag_help(ds, d, "ask the service to enable it, or take it out");
}

/* Whether the list lacks it; of a product that is lacking, or has no events, only that. */
static bool
is_missing(const struct deliveries *all, const struct topic *t)
{
	const struct topic *product;

	if (t->listed != 0 || t->event == NULL)
		return t->listed == 0;
	product = find_topic(all, t->product);
	return product != NULL && product->has_events;
}

/* What subscriptions before the list asked for, and it has not. */
static void
compare_asked(const struct deliveries *all, const struct delivery *d, struct diags *ds)
{
	size_t shown = 0;

	for (size_t i = 0; i < all->topics.n && shown < REPEATS_SHOWN; i++) {
		const struct topic *t = map_at(&all->topics, i);

		if (t->asked == 0 || !is_missing(all, t))
			continue;
		report_missing(all, t, d->list, &all->owners[t->asked - 1], ds);
		shown++;
	}
}

/* The finding that a notification can be read though its event is encrypted. */
static void
report_plain(const struct deliveries *all, const struct topic *t, struct node at,
	     const struct owner *other, const char *what, struct diags *ds)
{
	struct diag *d = remember_report(
	    all, ds, RULE_ENCRYPTION_REQUIRED, at, other, what,
	    arena_printf(
		ds->arena,
		"a notification of '%.*s' is not encrypted, though the list of "
		"products says that it is",
		STR_ARG(t->event->name)));

	diag_note(ds, d,
		  "the key to encrypt them with is stored before the subscription is "
		  "made, one for each webhook");
	diag_help(ds, d,
		  "store a public key (POST /kms/egress/v2/keys-asym) for its webhook");
}

/* An event of the list: it is known from now on, and whether it is encrypted. */
static void
list_event(struct deliveries *all, const struct delivery *d,
	   const struct catalogue_product *p, struct node entry, struct diags *ds)
{
	struct node name =
	    node_is(entry, NODE_OBJECT) ? node_member(entry, "eventName") : entry;
	struct node encrypted = node_member(entry, "payloadEncryption");
	const struct catalogue_event *e =
	    catalogue_event(d->catalogue, p, node_string(name));
	struct topic *t;

	if (e == NULL)
		return;
	t = topic_of(all, p, e);
	t->listed = all->list;
	if (!node_is(encrypted, NODE_TRUE) || t->encrypted != 0)
		return;
	t->encrypted = remember_owner(all, node_span(encrypted), 0, 0);
	if (t->plain != 0 && t->encrypted != 0)
		report_plain(all, t, encrypted, &all->owners[t->plain - 1],
			     "the notification is here", ds);
}

static void
list_product(struct deliveries *all, const struct delivery *d, struct node entry,
	     struct diags *ds)
{
	struct node events = node_member(entry, "eventTypes");
	const struct catalogue_product *p = catalogue_product(
	    d->catalogue, node_string(node_member(entry, "productId")));
	struct topic *t;

	if (p == NULL)
		return;
	t = topic_of(all, p, NULL);
	t->listed = all->list;
	t->has_events = t->has_events || node_count(events) != 0;
	NODE_EACH(event, events)
	list_event(all, d, p, event, ds);
}

void
companions_list(struct deliveries *all, const struct delivery *d, struct diags *ds)
{
	bool first = all->list == 0;

	if (first)
		all->list = remember_owner(all, d->at, 0, 0);
	if (all->list == 0)
		return;
	NODE_EACH(product, d->list)
	list_product(all, d, product, ds);
	if (first && !all->several)
		compare_asked(all, d, ds);
}

/* The webhook of that name, which is remembered; NULL: all is full. */
static struct webhook *
webhook_of(struct deliveries *all, struct str name)
{
	uint32_t id = remember_name(all, name);
	uint32_t hash = map_hash(id, 0);
	struct webhook *w;

	if (id == 0)
		return NULL;
	w = all->webhooks.n < WEBHOOKS ? map_put(&all->webhooks, hash, &id)
				       : map_find(&all->webhooks, hash, &id);
	if (w != NULL)
		w->id = id;
	return w;
}

static void
compare_encryption(struct deliveries *all, const struct delivery *d, struct diags *ds)
{
	struct topic *t = topic_of(all, d->plain->product, d->plain);

	if (t->encrypted != 0 && t->shown < REPEATS_SHOWN) {
		t->shown++;
		report_plain(all, t, d->event, &all->owners[t->encrypted - 1],
			     "the list says so here", ds);
	}
	if (t->encrypted == 0 && t->plain == 0)
		t->plain = remember_owner(all, node_span(d->event), 0, 0);
}

static void
report_inactive(const struct deliveries *all, struct webhook *w,
		const struct delivery *d, struct diags *ds)
{
	struct diag *f;

	if (w->shown == REPEATS_SHOWN)
		return;
	f = remember_report(all, ds, RULE_SUBSCRIPTION_NOT_ACTIVE, d->id,
			    &all->owners[w->owner - 1], "the subscription is here",
			    arena_printf(ds->arena,
					 "the subscription of this notification is %s "
					 "and delivers nothing",
					 w->status));
	diag_note(ds, f, "the notification is from before, or of another sender");
	if (++w->shown == REPEATS_SHOWN)
		diag_note(ds, f, "further notifications of it are not shown");
}

/* The finding that a notification is of another organization than a scope of SELF covers. */
static void
report_scope(const struct deliveries *all, struct node at, struct str organization,
	     const struct owner *other, const char *what, struct diags *ds)
{
	struct diag *d = remember_report(
	    all, ds, RULE_NOTIFICATION_SCOPE, at, other, what,
	    arena_printf(ds->arena,
			 "a notification is of '%s', but the scope of its subscription "
			 "is SELF",
			 diag_quote(ds, organization)));

	diag_note(ds, d,
		  "SELF covers the organization of the subscription alone, not those "
		  "below it");
	diag_help(ds, d,
		  "write DESCENDANTS, or subscribe for that organization as well");
}

/* A notification before its subscription: its organization is kept. */
static void
keep_sender(struct deliveries *all, struct webhook *w, const struct delivery *d,
	    uint32_t organization)
{
	size_t i = w->senders[0].owner != 0;

	if (w->senders[i].owner != 0 ||
	    (i == 1 && w->senders[0].organization == organization))
		return;
	w->senders[i].organization = organization;
	w->senders[i].owner = remember_owner(all, node_span(d->owner), 0, 0);
}

static void
compare_sender(struct deliveries *all, struct webhook *w, const struct delivery *d,
	       struct diags *ds)
{
	uint32_t organization =
	    d->organization.len != 0 ? remember_name(all, d->organization) : 0;

	if (organization == 0)
		return;
	if (w->owner == 0)
		keep_sender(all, w, d, organization);
	else if (w->organization != 0 && w->organization != organization &&
		 w->strangers++ < REPEATS_SHOWN)
		report_scope(all, d->owner, d->organization, &all->owners[w->owner - 1],
			     "the subscription is here", ds);
}

void
companions_notification(struct deliveries *all, const struct delivery *d,
			struct diags *ds)
{
	struct webhook *w = webhook_of(all, d->webhook_id);

	if (w != NULL && w->owner != 0 && w->status != NULL)
		report_inactive(all, w, d, ds);
	else if (w != NULL && w->owner == 0 && w->notification == 0)
		w->notification = remember_owner(all, d->at, 0, 0);
	if (w != NULL)
		compare_sender(all, w, d, ds);
	if (d->plain != NULL)
		compare_encryption(all, d, ds);
}

/* The status, if one in which nothing is delivered; else NULL. */
static const char *
idle_status(struct str status)
{
	static const char *const idle[] = {"INACTIVE", "SUSPENDED", "PENDING_REVIEW",
					   "BLOCKED"};

	for (size_t i = 0; i < sizeof(idle) / sizeof(*idle); i++) {
		if (str_is(status, idle[i]))
			return idle[i];
	}
	return NULL;
}

/*
 * The rule has said at the status what it means; it gets the notification's place.  Its
 * findings are in the order of the subscriptions: each is passed once.
 */
static void
relate_notification(struct deliveries *all, const struct owner *notification,
		    struct node status, struct diags *ds)
{
	struct diag **said = &all->cursor.said;
	struct diag *d = *said != NULL ? (*said)->next : ds->head;

	for (; d != NULL; d = d->next) {
		*said = d;
		if (d->rule != RULE_SUBSCRIPTION_NOT_ACTIVE ||
		    d->span.start != node_span(status).start)
			continue;
		remember_relate(all, ds, d, notification,
				"a notification of it is here");
		return;
	}
}

/* The first of the notifications before that a scope of SELF does not cover. */
static void
compare_senders(struct deliveries *all, const struct webhook *w,
		const struct delivery *d, struct diags *ds)
{
	for (size_t i = 0; i < 2 && w->organization != 0; i++) {
		const struct sender *s = &w->senders[i];

		if (s->owner == 0 || s->organization == w->organization)
			continue;
		report_scope(all, d->scope, remember_kept(all, s->organization)->text,
			     &all->owners[s->owner - 1], "the notification is here",
			     ds);
		return;
	}
}

static void
compare_webhook(struct deliveries *all, const struct delivery *d, uint32_t organization,
		uint32_t owner, struct diags *ds)
{
	struct webhook *w = webhook_of(all, d->webhook_id);

	if (w == NULL || w->owner != 0)
		return;
	w->owner = owner;
	w->status = idle_status(node_string(d->status));
	if (w->status != NULL && w->notification != 0)
		relate_notification(all, &all->owners[w->notification - 1], d->status,
				    ds);
	if (str_is(node_string(d->scope), "SELF"))
		w->organization = organization;
	compare_senders(all, w, d, ds);
}

/* A product, or an event of it, that a subscription asks for. */
static void
ask(struct deliveries *all, const struct catalogue_product *p,
    const struct catalogue_event *e, struct node at, uint32_t owner, struct diags *ds)
{
	struct topic *t = topic_of(all, p, e);

	if (t->asked == 0)
		t->asked = owner;
	if (all->list != 0 && is_missing(all, t))
		report_missing(all, t, at, &all->owners[all->list - 1], ds);
}

static void
compare_list(struct deliveries *all, const struct delivery *d, uint32_t owner,
	     struct diags *ds)
{
	for (size_t i = 0; i < d->nproducts; i++) {
		const struct asked_product *p = &d->products[i];

		if (p->known == NULL)
			continue;
		ask(all, p->known, NULL, p->id, owner, ds);
		NODE_EACH(event, p->events)
		{
			const struct catalogue_event *known =
			    catalogue_event(d->catalogue, p->known, node_string(event));

			if (known != NULL)
				ask(all, p->known, known, event, owner, ds);
		}
	}
}

void
companions_subscription(struct deliveries *all, const struct delivery *d,
			uint32_t organization, uint32_t owner, struct diags *ds)
{
	if (organization == 0 || owner == 0)
		return;
	if (all->organization == 0)
		all->organization = organization;
	all->several = all->several || all->organization != organization;
	if (!all->several && !catalogue_has_own(d->catalogue))
		compare_list(all, d, owner, ds);
	if (d->webhook_id.len != 0)
		compare_webhook(all, d, organization, owner, ds);
}
