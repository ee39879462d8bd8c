/* duplicates: who subscribed to what, over all documents of a run. */
#include "lint/duplicates.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/simd.h"
#include "base/utf8.h"
#include "finding/diag.h"
#include "lint/lint.h"
#include "lint/products.h"
#include "load/pointers.h"
#include "load/text.h"
#include "service/catalogue.h"
#include "service/url.h"

enum {
	OWNERS = 1 << 17,
	CLAIMS = 1 << 19,
	NAMES = 1 << 19,
	TEXT = 5 << 19,      /* bytes of all names */
	LINES = 1 << 20,     /* bytes of source lines for reports */
	LINE_MAX_LEN = 1000, /* longer ones are not kept */
	PARTIES_COMPARED = 64
};

/* A subscription that is remembered; numbers that are too large are UINT32_MAX. */
struct owner {
	const char *file;
	const char *line;      /* the source line of its place, or NULL */
	struct repeat *repeat; /* the last one of it, while that is looked at */
	uint64_t url;          /* a hash of it: there are too many to keep; 0: none */
	uint32_t start;        /* of its place, a string in its document */
	uint32_t length;       /* of that in bytes */
	uint32_t width;        /* and in characters */
	uint32_t line_number, column, document;
	uint32_t id;       /* webhookId of a response: number of the name; 0: none */
	uint32_t repeated; /* how many others repeat it */
};

/* Who asked first for a product, in numbers. */
struct claim {
	uint64_t product; /* see product_number() */
	uint32_t organization;
	uint32_t owner; /* from 1 */
};

/* An organisation with the owner of its first key and of its first subscription. */
struct party {
	uint32_t organization, key, subscription;
};

struct deliveries {
	struct arena *arena; /* of the bytes of names and lines */
	struct map names;    /* struct str: each text once, its number is from 1 */
	struct map claims;
	struct map parties;
	struct owner *owners;
	size_t nowners, owners_cap;
	size_t text, lines; /* bytes kept */
	size_t keys;        /* organisations that have one */
	const char *file;   /* the name of the last one that was kept */
	bool full;          /* nothing is added any more */
	uint32_t documents;
	struct cursor {
		const struct doc *doc; /* the document at hand */
		size_t line, at;       /* the line's number and where it begins */
		size_t column, here; /* the last place: its column from 0, its offset */
	} cursor;
};

static bool
same_claim(const void *item, const void *key)
{
	const struct claim *a = item, *b = key;

	return a->product == b->product && a->organization == b->organization;
}

static bool
same_party(const void *item, const void *key)
{
	return ((const struct party *)item)->organization == *(const uint32_t *)key;
}

struct deliveries *
deliveries_new(void)
{
	struct deliveries *all = xcalloc(1, sizeof(*all));

	all->arena = arena_new();
	all->names = MAP(struct str, NULL, NULL);
	all->claims = MAP(struct claim, same_claim, NULL);
	all->parties = MAP(struct party, same_party, NULL);
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
	map_release(&all->parties);
	free(all->owners);
	free(all);
}

bool
deliveries_full(const struct deliveries *all)
{
	return all->full;
}

/* Adds a delivery of the organisation, if that is a real one; else NULL. */
static struct delivery *
collect(struct lint *l, struct node owner)
{
	struct str name = node_string(owner);
	struct delivery *d;

	if (name.len == 0 || node_is_template(owner) ||
	    catalogue_placeholder(l->env->catalogue, CATALOGUE_ORGANIZATION_ID, name))
		return NULL;
	d = arena_calloc(l->arena, 1, sizeof(*d));
	d->organization = name;
	d->owner = owner;
	d->at = node_span(owner);
	*(l->deliveries_end != NULL ? l->deliveries_end : &l->deliveries) = d;
	l->deliveries_end = &d->next;
	return d;
}

void
deliveries_collect(struct lint *l)
{
	const struct url *url = lint_url(l, "webhookUrl");
	struct str type = node_string(l->sub.security_type);
	struct delivery *d;

	if (l->kind == KIND_UPDATE_REQUEST ||
	    (d = collect(l, l->sub.organization)) == NULL)
		return;
	d->response = l->kind == KIND_SUBSCRIPTION;
	d->signs = text_equal_fold(type, STR("KEY"));
	if (url != NULL && url->problem == URL_FINE) {
		d->url = url_comparable(url, l->arena);
		d->at = node_span(url->node);
	}
	if (d->response)
		d->webhook_id = node_string(l->sub.webhook_id);
	d->products = l->products;
	d->nproducts = l->nproducts;
}

void
deliveries_collect_key(struct lint *l, struct node object)
{
	struct node key = node_member(object, "keyInformation");
	struct delivery *d;

	if (!str_is(node_string(node_member(key, "keyType")), "sharedSecret") ||
	    str_is(node_string(node_member(object, "clientRequestAction")), "DELETE"))
		return;
	d = collect(l, node_member(key, "organizationId"));
	if (d != NULL)
		d->key = true;
}

static uint32_t
clamp(size_t n)
{
	return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

/* The characters from one offset of the document to another one. */
static uint32_t
characters(const struct doc *d, size_t from, size_t to)
{
	return clamp(d->plain ? to - from : utf8_count(d->text.s + from, to - from));
}

/* The line and column of an offset; going on from the last one, which is before it mostly:
 * a response may stand in front of its request. */
static void
go_to(struct cursor *c, size_t offset)
{
	const char *text = c->doc->text.s, *end = NULL;

	if (offset < c->here)
		*c = (struct cursor){.doc = c->doc, .line = c->doc->first_line};
	if (c->doc->record == 0)
		end = memrchr(text + c->here, '\n', offset - c->here);
	if (end != NULL) {
		c->line += sweep_count(text + c->here, end + 1, '\n');
		c->at = c->here = (size_t)(end - text) + 1;
		c->column = 0;
	}
	c->column += characters(c->doc, c->here, offset);
	c->here = offset;
}

/* The whole line that the cursor is in, if it is not too long and there is room. */
static const char *
keep_line(struct deliveries *all)
{
	const struct cursor *c = &all->cursor;
	size_t left = c->doc->text.len - c->at, len;
	const char *s = c->doc->text.s + c->at, *end;

	if (LINES - all->lines < left && c->doc->record != 0)
		return NULL;
	if (left > LINE_MAX_LEN + 2)
		left = LINE_MAX_LEN + 2;
	end = memchr(s, '\n', left);
	len = end != NULL ? (size_t)(end - s) : left;
	if (len > 0 && s[len - 1] == '\r')
		len--;
	if (len > LINE_MAX_LEN || len >= LINES - all->lines)
		return NULL;
	all->lines += len + 1;
	return arena_strndup(all->arena, s, len);
}

/* Room for a text that is kept; it counts. */
static char *
keep_text(struct deliveries *all, size_t len)
{
	all->text += len + 1;
	return arena_alloc(all->arena, len + 1);
}

/* The number of a name, which is remembered; 0: it is not, for all is full. */
static uint32_t
name_number(struct deliveries *all, struct str name)
{
	bool room = !all->full && all->names.n < NAMES && name.len < TEXT - all->text;
	uint32_t hash = hash_bytes(name.s, name.len);
	struct str *known = room ? map_put(&all->names, hash, &name)
				 : map_find(&all->names, hash, &name);

	if (known == NULL) {
		all->full = true;
		return 0;
	}
	if (known->s == NULL) {
		known->s = memcpy(keep_text(all, name.len), name.s, name.len);
		known->len = name.len;
	}
	return (uint32_t)(known - (struct str *)all->names.items) + 1;
}

/* The name of the document's file, kept; NULL: all is full. */
static const char *
file_name(struct deliveries *all)
{
	const char *name = all->cursor.doc->name;
	size_t len = strlen(name);

	if (all->file != NULL && strcmp(all->file, name) == 0)
		return all->file;
	all->full = all->full || len >= TEXT - all->text;
	if (all->full)
		return NULL;
	return all->file = memcpy(keep_text(all, len), name, len + 1);
}

/*
 * A product of the catalogue by its address, another one by the number of its name;
 * what is asked for in requests apart from what responses have.  0: all is full.
 */
static uint64_t
product_number(struct deliveries *all, const struct listed_product *p, bool response)
{
	uint64_t number;

	if (p->known != NULL)
		return (uintptr_t)p->known | response;
	number = name_number(all, p->name);
	return number != 0 ? number << 2 | 2 | response : 0;
}

/* The number of a subscription of the document at hand, from 1; 0: all is full. */
static uint32_t
add_owner(struct deliveries *all, const struct delivery *d, uint32_t id, uint64_t url)
{
	struct cursor *c = &all->cursor;
	const char *file = file_name(all);

	all->full = all->full || all->nowners == OWNERS;
	if (all->full)
		return 0;
	go_to(c, d->at.start);
	all->owners =
	    grow(all->owners, &all->owners_cap, all->nowners + 1, sizeof(*all->owners));
	all->owners[all->nowners] =
	    (struct owner){.file = file,
			   .line = keep_line(all),
			   .start = (uint32_t)d->at.start, /* as in a cell */
			   .length = clamp(d->at.end - d->at.start),
			   .width = characters(c->doc, d->at.start, d->at.end),
			   .line_number = clamp(c->line),
			   .column = clamp(c->column + 1),
			   .document = all->documents,
			   .id = id,
			   .url = url};
	return (uint32_t)++all->nowners;
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
	const struct listed_product *product;
	struct owner *of;
	size_t more;
};

/* The place of an owner, as a related one of d. */
static void
relate(const struct deliveries *all, struct diags *ds, struct diag *d,
       const struct owner *of, const char *what)
{
	struct place start = {of->line_number, of->column}, end = start;

	end.column += of->width;
	if (of->document == all->documents)
		diag_related(ds, d,
			     (struct span){of->start, (size_t)of->start + of->length},
			     "%s", what);
	else
		diag_related_file(ds, d, of->file, start, end,
				  of->line != NULL ? str_from(of->line) : STR(""), "%s",
				  what);
}

static void
report_repeat(const struct deliveries *all, const struct repeat *r,
	      const struct delivery *by, uint64_t url, struct diags *ds)
{
	const struct owner *of = r->of;
	struct diag *d;

	d = diag_add(ds, RULE_DUPLICATE_SUBSCRIPTION, node_span(r->product->id),
		     "product '%s'%s already subscribed to by this organization",
		     diag_quote(ds, r->product->name),
		     r->more == 0 ? " is"
		     : r->more == 1
			 ? " and another one are"
			 : arena_printf(ds->arena, " and %zu others are", r->more));
	d->pointer = node_pointer(r->product->id, ds->arena);
	relate(all, ds, d, of, "by the subscription here");
	diag_note(ds, d,
		  "%s; the service answers a second one with 400, \"Record already "
		  "exists\"",
		  url != 0 && url == of->url ? "both deliver to the same URL"
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
add_repeat(struct repeat **end, const struct listed_product *product, struct owner *of,
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

static void
compare_products(struct deliveries *all, const struct delivery *d,
		 uint32_t organization, struct diags *ds)
{
	struct repeat *list = NULL, **end = &list;
	uint32_t id = d->webhook_id.len != 0 ? name_number(all, d->webhook_id) : 0;
	uint64_t url = d->url.len != 0 ? hash_long(d->url.s, d->url.len) : 0;
	struct claim by = {.owner = add_owner(all, d, id, url),
			   .organization = organization};

	for (size_t i = 0; i < d->nproducts; i++) {
		uint32_t first;
		struct owner *o;

		if (d->products[i].opaque)
			continue;
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
			report_repeat(all, list, d, url, ds);
	}
}

/* An organisation that has the one and not the other of key and subscription. */
static const struct party *
lonely(const struct deliveries *all, bool key)
{
	for (size_t i = 0; i < all->parties.n && i < PARTIES_COMPARED; i++) {
		const struct party *p = map_at(&all->parties, i);

		if (key ? p->key != 0 && p->subscription == 0
			: p->key == 0 && p->subscription != 0)
			return p;
	}
	return NULL;
}

/*
 * A key of one organisation and a subscription of another one, neither of which has met
 * its own: said at the later one.
 */
static void
compare_key(struct deliveries *all, const struct delivery *d, uint32_t organization,
	    struct diags *ds)
{
	uint32_t asker = d->key ? add_owner(all, d, 0, 0) : clamp(all->nowners);
	const struct party *other;
	struct party *p = NULL;
	struct diag *f;

	if (organization != 0 && asker != 0 && !all->full)
		p = map_put(&all->parties, organization, &organization);
	if (p == NULL)
		return;
	p->organization = organization;
	if (d->key && p->key == 0) {
		p->key = asker;
		all->keys++;
	}
	if (!d->key && p->subscription == 0)
		p->subscription = asker;
	if ((!d->key && all->keys == 0) || (d->key ? p->subscription : p->key) != 0)
		return;
	other = lonely(all, !d->key);
	if (other == NULL)
		return;
	f = diag_add(ds, RULE_KEY_ORGANIZATION, node_span(d->owner),
		     d->key
			 ? "this key is of another organization than the subscription"
			 : "this subscription is of another organization than the key");
	f->pointer = node_pointer(d->owner, ds->arena);
	relate(all, ds, f,
	       &all->owners[(d->key ? other->subscription : other->key) - 1],
	       d->key ? "the subscription is here" : "the key is here");
	diag_note(ds, f,
		  "without a key of its own organization a subscription delivers "
		  "nothing");
	diag_help(ds, f, "make the key for the organization of the subscription");
}

void
deliveries_compare(struct deliveries *all, const struct delivery *list,
		   const struct doc *doc, struct diags *ds)
{
	all->documents++;
	all->cursor = (struct cursor){.doc = doc, .line = doc->first_line};
	for (const struct delivery *d = list; d != NULL; d = d->next) {
		uint32_t organization = name_number(all, d->organization);

		if (!d->key)
			compare_products(all, d, organization, ds);
		if (d->key || d->signs)
			compare_key(all, d, organization, ds);
	}
}
