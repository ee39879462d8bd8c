/* duplicates: who subscribed to what, over all documents of a run. */
#include "lint/duplicates.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/moment.h"
#include "finding/diag.h"
#include "lint/companions.h"
#include "lint/lint.h"
#include "lint/products.h"
#include "lint/remember.h"
#include "lint/signs.h"
#include "load/pointers.h"
#include "load/text.h"
#include "service/catalogue.h"
#include "service/url.h"

enum { CLAIMS = 1 << 19, PARTIES_COMPARED = 64 };

/* Who asked first for a product, in numbers. */
struct claim {
	uint64_t product; /* see product_number() */
	uint32_t organization;
	uint32_t owner; /* from 1 */
};

/* The owners of the first key and of the first subscription of an organisation. */
struct party {
	uint32_t key, subscription;
	bool valid; /* not all of its keys have ended */
};

static bool
same_claim(const void *item, const void *key)
{
	const struct claim *a = item, *b = key;

	return a->product == b->product && a->organization == b->organization;
}

struct deliveries *
deliveries_new(void)
{
	struct deliveries *all = xcalloc(1, sizeof(*all));

	all->arena = arena_new();
	all->names = MAP(struct kept_name, NULL, NULL);
	all->claims = MAP(struct claim, same_claim, NULL);
	companions_init(all);
	return all;
}

void
deliveries_free(struct deliveries *all)
{
	if (all == NULL)
		return;
	arena_free(all->arena);
	map_release(&all->names);
	map_release(&all->claims);
	companions_release(all);
	free(all->parties);
	free(all->owners);
	free(all);
}

bool
deliveries_full(const struct deliveries *all)
{
	return all->full;
}

bool
deliveries_is_organization(const struct lint *l, struct node n)
{
	struct str name = node_string(n);

	return name.len != 0 && !node_is_template(n) &&
	       !catalogue_placeholder(l->env->catalogue, CATALOGUE_ORGANIZATION_ID,
				      name);
}

struct delivery *
deliveries_add(struct lint *l)
{
	struct delivery *d = arena_alloc(l->diags->arena, sizeof(*d));

	*d = (struct delivery){0};
	*(l->deliveries_end != NULL ? l->deliveries_end : &l->deliveries) = d;
	l->deliveries_end = &d->next;
	return d;
}

/* Adds a delivery of the organisation. */
static struct delivery *
collect(struct lint *l, struct node owner)
{
	struct delivery *d = deliveries_add(l);

	d->organization = node_string(owner);
	d->owner = owner;
	d->at = node_span(owner);
	return d;
}

/* Whether the organization of l->sub is a real one: most are seen to be. */
static bool
asks_for_itself(const struct lint *l)
{
	if ((l->signs & (SIGN_TEMPLATE | SIGN_PLACEHOLDER)) == 0)
		return node_string(l->sub.organization).len != 0;
	return deliveries_is_organization(l, l->sub.organization);
}

/* The products, for as long as the document; events are looked up again where asked. */
static void
keep_products(struct delivery *d, const struct lint *l)
{
	struct asked_product *kept =
	    arena_alloc(l->diags->arena, l->nproducts * sizeof(*kept));

	d->products = kept;
	for (const struct listed_product *p = l->products;
	     p < l->products + l->nproducts; p++) {
		if (!p->opaque)
			kept[d->nproducts++] =
			    (struct asked_product){p->id, p->events, p->known};
	}
}

void
deliveries_collect(struct lint *l)
{
	const struct url *url =
	    l->urls; /* the webhook's is the first, if it was read */
	struct str normal;
	struct delivery *d;

	if (l->kind == KIND_UPDATE_REQUEST || !asks_for_itself(l))
		return;
	d = collect(l, l->sub.organization);
	d->response = l->kind == KIND_SUBSCRIPTION;
	d->signs = text_equal_fold(node_string(l->sub.security_type), STR("KEY"));
	if (l->nurls != 0 && url->node.at == l->sub.webhook_url.at &&
	    url->problem == URL_FINE) {
		normal = url_comparable(url, l->arena);
		d->url = hash_long(normal.s, normal.len);
		d->at = node_span(url->node);
	}
	if (d->response) {
		d->webhook_id = node_string(l->sub.webhook_id);
		d->status = l->sub.status;
		d->scope = l->sub.scope;
	}
	d->catalogue = l->env->catalogue;
	keep_products(d, l);
}

void
deliveries_collect_key(struct lint *l, struct node object)
{
	struct node key = node_member(object, "keyInformation");
	struct node date = node_member(key, "expirationDate"), owner;
	struct delivery *d;
	int64_t end;

	if (!str_is(node_string(node_member(key, "keyType")), "sharedSecret") ||
	    str_is(node_string(node_member(object, "clientRequestAction")), "DELETE"))
		return;
	owner = node_member(key, "organizationId");
	if (!deliveries_is_organization(l, owner))
		return;
	d = collect(l, owner);
	d->key = true;
	if (moment_read(node_string(date), &end) && end <= moment_now())
		d->ended = date;
}

/*
 * A product of the catalogue by its address, another one by the number of its name;
 * what is asked for in requests apart from what responses have.  0: all is full.
 */
static uint64_t
product_number(struct deliveries *all, const struct asked_product *p, bool response)
{
	uint64_t number;

	if (p->known != NULL)
		return (uintptr_t)p->known | response;
	number = remember_name(all, node_string(p->id));
	return number != 0 ? number << 2 | 2 | response : 0;
}

/* Who asked for it first: it, if nobody did before; 0: all is full. */
static uint32_t
claim_delivery(struct deliveries *all, const struct claim *by)
{
	uint32_t hash = map_hash(by->product, by->organization);
	bool room = !all->full && all->claims.n < CLAIMS;
	struct claim *c =
	    room ? map_put(&all->claims, hash, by) : map_find(&all->claims, hash, by);

	if (c == NULL) {
		all->full = true;
		return 0;
	}
	if (c->owner == 0)
		*c = *by;
	return c->owner;
}

/* What one subscription repeats of another one: one finding, at the first product. */
struct repeat {
	struct repeat *next; /* in the order of the text */
	const struct asked_product *product;
	struct owner *of;
	size_t more;
};

static void
report_repeat(const struct deliveries *all, const struct repeat *r,
	      const struct delivery *by, struct diags *ds)
{
	const struct owner *of = r->of;
	struct diag *d;

	d = remember_report(
	    all, ds, RULE_DUPLICATE_SUBSCRIPTION, r->product->id, of,
	    "by the subscription here",
	    arena_printf(ds->arena,
			 "product '%s'%s already subscribed to by this organization",
			 diag_quote(ds, node_string(r->product->id)),
			 r->more == 0   ? " is"
			 : r->more == 1 ? " and another one are"
					: arena_printf(ds->arena, " and %zu others are",
						       r->more)));
	diag_note(ds, d,
		  "%s; the service answers a second one with 400, \"Record already "
		  "exists\"",
		  by->url != 0 && by->url == of->url
		      ? "both deliver to the same URL"
		      : "another URL makes no difference");
	diag_help(ds, d,
		  by->response
		      ? "delete the one that is not needed"
		      : "add the events to the subscription that is there (PATCH)");
	if (of->repeated == REPEATS_SHOWN)
		diag_note(ds, d, "further subscriptions that repeat it are not shown");
}

/* Returns where the next one goes. */
static struct repeat **
add_repeat(struct repeat **end, const struct asked_product *product, struct owner *of,
	   struct arena *a)
{
	struct repeat *r = of->repeat;

	if (r != NULL) {
		r->more++;
		return end;
	}
	of->repeat = r = arena_calloc(a, 1, sizeof(*r));
	*r = (struct repeat){.product = product, .of = of};
	*end = r;
	return &r->next;
}

/* The number of the subscription, see remember_owner(). */
static uint32_t
compare_products(struct deliveries *all, const struct delivery *d,
		 uint32_t organization, struct diags *ds)
{
	struct repeat *list = NULL, **end = &list;
	uint32_t id = d->webhook_id.len != 0 ? remember_name(all, d->webhook_id) : 0;
	struct claim by = {.owner = remember_owner(all, d->at, id, d->url),
			   .organization = organization};

	for (size_t i = 0; i < d->nproducts; i++) {
		uint32_t first;
		struct owner *o;

		by.product = product_number(all, &d->products[i], d->response);
		first = claim_delivery(all, &by);
		if (first == by.owner || first == 0)
			continue;
		o = &all->owners[first - 1];
		if (id == 0 || o->id != id)
			end = add_repeat(end, &d->products[i], o, ds->arena);
	}
	for (; list != NULL; list = list->next) {
		list->of->repeat = NULL;
		if (++list->of->repeated <= REPEATS_SHOWN)
			report_repeat(all, list, d, ds);
	}
	return by.owner;
}

/* An organisation that has the one and not the other of key and subscription. */
static const struct party *
lonely(const struct deliveries *all, bool key)
{
	for (size_t i = 0; i < all->nparties && i < PARTIES_COMPARED; i++) {
		const struct party *p = &all->parties[i];

		if (key ? p->key != 0 && p->subscription == 0
			: p->key == 0 && p->subscription != 0)
			return p;
	}
	return NULL;
}

/* The key has ended, and no other is known: what it says of itself gets the subscription. */
static void
relate_key(const struct deliveries *all, const struct party *p,
	   const struct delivery *key, struct diags *ds)
{
	for (struct diag *d = ds->head; d != NULL; d = d->next) {
		if (d->rule == RULE_KEY_EXPIRY &&
		    d->span.start == node_span(key->ended).start)
			remember_relate(all, ds, d, &all->owners[p->subscription - 1],
					"the subscription that it is for is here");
	}
}

static void
report_ended(const struct deliveries *all, const struct party *p,
	     const struct delivery *subscription, struct diags *ds)
{
	struct diag *d = remember_report(
	    all, ds, RULE_KEY_EXPIRY, subscription->owner, &all->owners[p->key - 1],
	    "the key is here",
	    "the key that signs the notifications of this organization has ended");

	diag_note(ds, d, "without a valid one nothing is delivered");
	diag_help(ds, d, "create a new key; it replaces this one");
}

/* Said at the later one of the key and the first subscription that it is for. */
static void
compare_expiry(const struct deliveries *all, struct party *p, const struct delivery *d,
	       bool first, struct diags *ds)
{
	if (d->key && !node_exists(d->ended))
		p->valid = true;
	if (p->valid || p->key == 0 || p->subscription == 0)
		return;
	if (d->key)
		relate_key(all, p, d, ds);
	else if (first)
		report_ended(all, p, d, ds);
}

/* What is known of an organisation, which is remembered. */
static struct party *
party_of(struct deliveries *all, uint32_t organization)
{
	struct kept_name *name = remember_kept(all, organization);

	if (name->party != 0)
		return &all->parties[name->party - 1];
	if (all->nparties == all->parties_cap)
		all->parties = grow(all->parties, &all->parties_cap, all->nparties + 1,
				    sizeof(*all->parties));
	all->parties[all->nparties++] = (struct party){0};
	name->party = (uint32_t)all->nparties;
	return &all->parties[all->nparties - 1];
}

/*
 * A key of one organisation and a subscription of another one, neither of which has met
 * its own: said at the later one.
 */
static void
compare_key(struct deliveries *all, const struct delivery *d, uint32_t organization,
	    struct diags *ds)
{
	uint32_t asker =
	    d->key ? remember_owner(all, d->at, 0, 0) : (uint32_t)all->nowners;
	const struct party *other;
	struct party *p = NULL;
	struct diag *f;
	bool first;

	if (organization != 0 && asker != 0 && !all->full)
		p = party_of(all, organization);
	if (p == NULL)
		return;
	if (d->key && p->key == 0) {
		p->key = asker;
		all->keys++;
	}
	first = !d->key && p->subscription == 0;
	if (first)
		p->subscription = asker;
	compare_expiry(all, p, d, first, ds);
	if ((!d->key && all->keys == 0) || (d->key ? p->subscription : p->key) != 0)
		return;
	other = lonely(all, !d->key);
	if (other == NULL)
		return;
	f = remember_report(
	    all, ds, RULE_KEY_ORGANIZATION, d->owner,
	    &all->owners[(d->key ? other->subscription : other->key) - 1],
	    d->key ? "the subscription is here" : "the key is here",
	    d->key ? "this key is of another organization than the subscription"
		   : "this subscription is of another organization than the key");
	diag_note(ds, f,
		  "without a key of its own organization a subscription delivers "
		  "nothing");
	diag_help(ds, f, "make the key for the organization of the subscription");
}

static void
compare(struct deliveries *all, const struct delivery *d, struct diags *ds)
{
	uint32_t organization;

	if (d->list_of_products) {
		companions_list(all, d, ds);
		return;
	}
	if (d->notification) {
		companions_notification(all, d, ds);
		return;
	}
	organization = remember_name(all, d->organization);
	if (!d->key)
		companions_subscription(all, d, organization,
					compare_products(all, d, organization, ds), ds);
	if (d->key || d->signs)
		compare_key(all, d, organization, ds);
}

void
deliveries_compare(struct deliveries *all, const struct delivery *list,
		   const struct doc *doc, struct diags *ds)
{
	all->documents++;
	all->cursor = (struct cursor){.doc = doc, .line = doc->first_line};
	for (const struct delivery *d = list; d != NULL; d = d->next)
		compare(all, d, ds);
}
