/* deliveries: what is delivered where, over all documents of a run. */
#include "rules/deliveries.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "report/diag.h"
#include "rules/catalogue.h"
#include "rules/lint.h"
#include "rules/products.h"
#include "rules/url.h"

enum {
	LINE_MAX_LEN = 1000, /* longer source lines are not kept */
	FIRST_SLOTS = 256
};

/* The subscription that asked for a delivery first. */
struct owner {
	const char *file;
	struct str webhook_id;
	size_t document, subscription;
	size_t repeated;       /* how many others repeat it */
	size_t repeated_in;    /* the last document with one, from 1 */
	struct repeat *repeat; /* the last one, while that is looked at */
};

struct entry {
	uint32_t hash;
	struct str key; /* NULL: free */
	struct owner *owner;
	struct span span;
	struct place start, end;
	struct str line;
};

struct deliveries {
	struct arena *arena;
	const char *file; /* the last name that was kept */
	struct entry *slots;
	size_t nslots, n, documents;
};

struct deliveries *
deliveries_new(void)
{
	struct deliveries *all = xcalloc(1, sizeof(*all));

	all->arena = arena_new();
	all->nslots = FIRST_SLOTS;
	all->slots = xcalloc(all->nslots, sizeof(*all->slots));
	return all;
}

void
deliveries_free(struct deliveries *all)
{
	if (all == NULL)
		return;
	arena_free(all->arena);
	free(all->slots);
	free(all);
}

/* The organisation, if it is a real one. */
static bool
organization(const struct lint *l, struct str *name)
{
	*name = node_string(l->sub.organization);
	return name->len != 0 && !lint_is_template(*name) &&
	       !catalogue_placeholder(l->env->catalogue, CATALOGUE_ORGANIZATION_ID,
				      *name);
}

static void
collect_product(struct lint *l, const struct listed_product *p,
		const struct delivery *model)
{
	struct delivery *d;

	if (p->opaque)
		return;
	for (size_t i = 0; i < p->nevents; i++) {
		if (p->event[i].opaque)
			continue;
		d = arena_alloc(l->arena, sizeof(*d));
		*d = *model;
		d->event = p->event[i].node;
		d->product = p->name;
		d->name = p->event[i].name;
		*l->deliveries_end = d;
		l->deliveries_end = &d->next;
	}
}

void
deliveries_collect(struct lint *l)
{
	const struct url *url = url_find(l, "webhookUrl");
	struct delivery model = {.response = l->kind == KIND_SUBSCRIPTION};

	if (l->kind == KIND_UPDATE_REQUEST || url == NULL || url->problem != URL_FINE ||
	    !organization(l, &model.organization) ||
	    catalogue_placeholder_host(l->env->catalogue, url->host.name))
		return;
	if (l->deliveries_end == NULL)
		l->deliveries_end = &l->deliveries;
	model.subscription = l->deliverers++;
	model.url = url_normal(url->text, l->arena);
	if (model.response)
		model.webhook_id = node_string(l->sub.webhook_id);
	for (size_t i = 0; i < l->nproducts; i++)
		collect_product(l, &l->products[i], &model);
}

/* Lengths in front make different keys different, whatever they hold. */
static struct str
key_of(const struct delivery *d, struct arena *a)
{
	const struct str *parts[] = {&d->organization, &d->product, &d->name, &d->url};
	size_t n = sizeof(parts) / sizeof(*parts), len = 1 + n * sizeof(size_t);
	char *key, *p;

	for (size_t i = 0; i < n; i++)
		len += parts[i]->len;
	key = p = arena_alloc(a, len);
	*p++ = d->response ? 'r' : 'q';
	for (size_t i = 0; i < n; i++) {
		memcpy(p, &parts[i]->len, sizeof(size_t));
		memcpy(p + sizeof(size_t), parts[i]->s, parts[i]->len);
		p += sizeof(size_t) + parts[i]->len;
	}
	return (struct str){key, len};
}

static struct entry *
find(const struct deliveries *all, struct str key, uint32_t hash)
{
	size_t i = hash & (all->nslots - 1);

	while (all->slots[i].key.s != NULL &&
	       (all->slots[i].hash != hash || !str_equal(all->slots[i].key, key)))
		i = (i + 1) & (all->nslots - 1);
	return &all->slots[i];
}

static void
make_room(struct deliveries *all)
{
	struct entry *old = all->slots;
	size_t n = all->nslots;

	if (all->n * 2 < n)
		return;
	all->nslots = n * 2;
	all->slots = xcalloc(all->nslots, sizeof(*all->slots));
	for (size_t i = 0; i < n; i++) {
		if (old[i].key.s != NULL)
			*find(all, old[i].key, old[i].hash) = old[i];
	}
	free(old);
}

/* The entry of a delivery; a new one has no owner yet. */
static struct entry *
entry_of(struct deliveries *all, const struct delivery *d, struct arena *a)
{
	struct str key = key_of(d, a);
	uint32_t hash = hash_bytes(key.s, key.len);
	struct entry *e;

	make_room(all);
	e = find(all, key, hash);
	if (e->key.s != NULL)
		return e;
	e->key = (struct str){arena_strndup(all->arena, key.s, key.len), key.len};
	e->hash = hash;
	return e;
}

/* Where one is in the text; going on from the last place, each byte once. */
struct cursor {
	struct str text;
	size_t first_line, line, line_start;
	size_t at, column; /* a place in the line, if it is behind line_start */
	struct str copy;   /* of the line that begins at copied, if s is not NULL */
	size_t copied;
};

static void
go_to(struct cursor *c, size_t offset)
{
	const char *end;

	if (offset < c->line_start)
		*c = (struct cursor){.text = c->text,
				     .first_line = c->first_line,
				     .line = c->first_line};
	while (c->line_start < offset &&
	       (end = memchr(c->text.s + c->line_start, '\n',
			     offset - c->line_start)) != NULL) {
		c->line_start = (size_t)(end - c->text.s) + 1;
		c->line++;
	}
}

static struct place
place_at(struct cursor *c, size_t offset)
{
	if (c->column == 0 || c->at < c->line_start || c->at > offset) {
		c->at = c->line_start;
		c->column = 1;
	}
	c->column += utf8_count(c->text.s + c->at, offset - c->at);
	c->at = offset;
	return (struct place){c->line, c->column};
}

/* The whole line that the cursor is in, if it is not too long to be kept. */
static struct str
line_at(struct cursor *c, struct arena *a)
{
	size_t left = c->text.len - c->line_start, len;
	const char *s = c->text.s + c->line_start, *end;

	if (c->copy.s != NULL && c->copied == c->line_start)
		return c->copy;
	if (left > LINE_MAX_LEN + 2)
		left = LINE_MAX_LEN + 2;
	end = memchr(s, '\n', left);
	len = end != NULL ? (size_t)(end - s) : left;
	if (len > 0 && s[len - 1] == '\r')
		len--;
	if (len > LINE_MAX_LEN)
		return STR("");
	c->copy = (struct str){arena_strndup(a, s, len), len};
	c->copied = c->line_start;
	return c->copy;
}

static void
remember(struct deliveries *all, struct entry *e, struct node event,
	 struct owner *owner, struct cursor *c)
{
	e->owner = owner;
	e->span = node_span(event);
	go_to(c, e->span.start);
	e->start = place_at(c, e->span.start);
	e->end = place_at(c, e->span.end);
	e->line = line_at(c, all->arena);
	all->n++;
}

/* What one subscription repeats of another one: one finding, at the first. */
struct repeat {
	struct repeat *next; /* in the order of the text */
	const struct entry *of;
	const struct delivery *at;
	size_t more;
};

/* Returns where the next one goes. */
static struct repeat **
add_repeat(struct repeat **end, const struct delivery *d, const struct entry *of,
	   size_t document, struct arena *a)
{
	struct owner *owner = of->owner;
	struct repeat *r = owner->repeat;

	if (owner->repeated_in == document && r->at->subscription == d->subscription) {
		r->more++;
		return end;
	}
	r = arena_calloc(a, 1, sizeof(*r));
	r->of = of;
	r->at = d;
	owner->repeat = r;
	owner->repeated_in = document;
	*end = r;
	return &r->next;
}

static void
report(struct deliveries *all, const struct repeat *r, struct diags *ds)
{
	struct node event = r->at->event;
	const char *url = diag_quote(ds, r->at->url);
	const struct entry *of = r->of;
	struct diag *d;

	d = diag_add(ds, "duplicate-subscription", node_span(event),
		     "this event%s already delivered to %s",
		     r->more == 0 ? " is"
		     : r->more == 1
			 ? " and another one are"
			 : arena_printf(ds->arena, " and %zu others are", r->more),
		     url);
	d->pointer = node_pointer(event, ds->arena);
	if (of->owner->document == all->documents) {
		diag_related(ds, d, of->span, "by the subscription here");
	} else {
		diag_related_file(ds, d, of->owner->file, of->start, of->end, of->line,
				  "by the subscription here");
	}
	if (of->owner->repeated == REPEATS_SHOWN)
		diag_note(ds, d, "further subscriptions that repeat it are not shown");
}

/* Several entries of the table may move while a document is added: keep copies. */
static const struct entry *
copy_of(const struct entry *e, struct arena *a)
{
	struct entry *copy = arena_alloc(a, sizeof(*copy));

	*copy = *e;
	return copy;
}

/* Whose delivery d of the current document is; previous is the one before. */
static struct owner *
owner_of(struct deliveries *all, const struct delivery *d, const struct doc *doc,
	 struct owner *previous)
{
	struct owner *owner;

	if (previous != NULL && previous->subscription == d->subscription)
		return previous;
	/* The records of a JSON Lines file share its name. */
	if (all->file == NULL || strcmp(all->file, doc->name) != 0)
		all->file = arena_strdup(all->arena, doc->name);
	owner = arena_alloc(all->arena, sizeof(*owner));
	*owner = (struct owner){.file = all->file,
				.document = all->documents,
				.subscription = d->subscription};
	owner->webhook_id.s =
	    arena_strndup(all->arena, d->webhook_id.s, d->webhook_id.len);
	owner->webhook_id.len = d->webhook_id.len;
	return owner;
}

static bool
same_subscription(const struct owner *a, const struct owner *b)
{
	return a == b ||
	       (a->webhook_id.len != 0 && str_equal(a->webhook_id, b->webhook_id));
}

size_t
deliveries_resolve(struct deliveries *all, const struct delivery *list,
		   const struct doc *doc, struct diags *ds)
{
	struct cursor cursor = {
	    .text = doc->text, .first_line = doc->first_line, .line = doc->first_line};
	struct repeat *repeats = NULL, **end = &repeats;
	struct owner *owner = NULL;
	struct entry *e;
	size_t n = 0;

	all->documents++;
	for (const struct delivery *d = list; d != NULL; d = d->next) {
		owner = owner_of(all, d, doc, owner);
		e = entry_of(all, d, ds->arena);
		if (e->owner == NULL)
			remember(all, e, d->event, owner, &cursor);
		else if (!same_subscription(e->owner, owner))
			end = add_repeat(end, d, copy_of(e, ds->arena), all->documents,
					 ds->arena);
	}
	for (; repeats != NULL; repeats = repeats->next) {
		if (++repeats->of->owner->repeated <= REPEATS_SHOWN) {
			report(all, repeats, ds);
			n++;
		}
	}
	return n;
}
