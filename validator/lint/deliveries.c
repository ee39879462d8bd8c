/* deliveries: what is delivered where, over all documents of a run. */
#include "lint/deliveries.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/sweep.h"
#include "base/utf8.h"
#include "finding/diag.h"
#include "lint/ledger.h"
#include "lint/lint.h"
#include "lint/products.h"
#include "load/text.h"
#include "service/catalogue.h"
#include "service/url.h"

enum {
	LINE_MAX_LEN = 1000 /* longer source lines are not kept */
};

struct deliveries {
	struct ledger *ledger;
	const char *file, *kept; /* the last name, and its copy */
	struct cursor {
		const struct doc *doc; /* the document at hand */
		size_t line, at;       /* the line's number and where it begins */
	} cursor;
	uint32_t documents;
};

struct deliveries *
deliveries_new(void)
{
	struct deliveries *all = xcalloc(1, sizeof(*all));

	all->ledger = ledger_new();
	return all;
}

void
deliveries_free(struct deliveries *all)
{
	if (all == NULL)
		return;
	ledger_free(all->ledger);
	free(all);
}

bool
deliveries_full(const struct deliveries *all)
{
	return ledger_full(all->ledger);
}

/* The organisation, if it is a real one. */
static bool
organization(const struct lint *l, struct str *name)
{
	*name = node_string(l->sub.organization);
	return name->len != 0 && !text_is_template(*name) &&
	       !catalogue_placeholder(l->env->catalogue, CATALOGUE_ORGANIZATION_ID,
				      *name);
}

/* The events of all products that are no templates. */
static void
collect_events(struct lint *l, struct delivery *d)
{
	struct wanted *events;
	size_t n = 0;

	for (size_t i = 0; i < l->nproducts; i++)
		n += l->products[i].nevents;
	d->events = events = arena_alloc(l->arena, (n + 1) * sizeof(*events));
	for (size_t i = 0; i < l->nproducts; i++) {
		const struct listed_product *p = &l->products[i];
		uint32_t hash = hash_bytes(p->name.s, p->name.len);

		for (size_t k = 0; !p->opaque && k < p->nevents; k++) {
			if (!p->event[k].opaque)
				events[d->nevents++] = (struct wanted){
				    p->name, p->event[k].name, p->event[k].node,
				    wanted_hash(hash,
						hash_bytes(p->event[k].name.s,
							   p->event[k].name.len))};
		}
	}
}

void
deliveries_collect(struct lint *l)
{
	const struct url *url = lint_url(l, "webhookUrl");
	struct delivery *d;
	struct str name;

	if (l->kind == KIND_UPDATE_REQUEST || url == NULL || url->problem != URL_FINE ||
	    !organization(l, &name) ||
	    catalogue_placeholder_host(l->env->catalogue, url->host.name))
		return;
	d = arena_calloc(l->arena, 1, sizeof(*d));
	d->response = l->kind == KIND_SUBSCRIPTION;
	d->organization = name;
	d->url = url_normal(url->text, l->arena);
	d->at = node_span(url->node);
	if (d->response)
		d->webhook_id = node_string(l->sub.webhook_id);
	collect_events(l, d);
	d->hash = delivery_hash(d);
	*(l->deliveries_end != NULL ? l->deliveries_end : &l->deliveries) = d;
	l->deliveries_end = &d->next;
}

static struct target
target_of(const struct delivery *d)
{
	return (struct target){d->organization, d->url, d->response};
}

uint32_t
delivery_hash(const struct delivery *d)
{
	struct target t = target_of(d);

	return ledger_hash(&t);
}

void
deliveries_expect(const struct deliveries *all, const struct delivery *list)
{
	for (const struct delivery *d = list; d != NULL; d = d->next)
		ledger_expect(all->ledger, d->hash);
}

static uint32_t
clamp(size_t n)
{
	return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

/* The line of an offset; going on from the last one, each byte is passed twice. */
static void
go_to(struct cursor *c, size_t offset)
{
	const char *text = c->doc->text.s, *end;
	size_t n;

	if (c->at >= offset || memchr(text + c->at, '\n', offset - c->at) == NULL)
		return;
	n = sweep_count(text + c->at, text + offset, '\n');
	end = memrchr(text + c->at, '\n', offset - c->at);
	c->at = (size_t)(end - text) + 1;
	c->line += n;
}

/* The whole line that the cursor is in, if it is not too long to be kept. */
static const char *
keep_line(struct deliveries *all)
{
	const struct cursor *c = &all->cursor;
	size_t left = c->doc->text.len - c->at, len;
	const char *s = c->doc->text.s + c->at, *end;

	if (left > LINE_MAX_LEN + 2)
		left = LINE_MAX_LEN + 2;
	end = memchr(s, '\n', left);
	len = end != NULL ? (size_t)(end - s) : left;
	if (len > 0 && s[len - 1] == '\r')
		len--;
	return len <= LINE_MAX_LEN ? ledger_keep_line(all->ledger, (struct str){s, len})
				   : NULL;
}

/* The records of a JSON Lines file share its name. */
static const char *
keep_file(struct deliveries *all, const char *name)
{
	if (all->kept == NULL || strcmp(all->kept, name) != 0)
		all->kept = ledger_keep(all->ledger, str_from(name));
	return all->kept;
}

/* Adds a subscription, number subscription of the document at hand. */
static long
add(struct deliveries *all, const struct delivery *d, const struct target *t,
    size_t subscription)
{
	struct cursor *c = &all->cursor;
	long i = ledger_add(all->ledger, t, d->hash);
	struct owner *o;

	if (i == LEDGER_NONE)
		return i;
	go_to(c, d->at.start);
	o = ledger_owner(all->ledger, i);
	o->file = keep_file(all, c->doc->name);
	o->id.s =
	    d->webhook_id.len != 0 ? ledger_keep(all->ledger, d->webhook_id) : NULL;
	o->id.len = o->id.s != NULL ? d->webhook_id.len : 0;
	o->start = d->at.start;
	o->length = clamp(d->at.end - d->at.start);
	o->width = clamp(utf8_count(c->doc->text.s + d->at.start, o->length));
	o->line_number = clamp(c->line);
	o->column = clamp(utf8_count(c->doc->text.s + c->at, d->at.start - c->at) + 1);
	o->line = ledger_has_lines(all->ledger) ? keep_line(all) : NULL;
	o->document = all->documents;
	o->subscription = clamp(subscription);
	return i;
}

/* The first one that asks for a target. */
static void
add_first(struct deliveries *all, const struct delivery *d, const struct target *t,
	  size_t subscription)
{
	long i = add(all, d, t, subscription);

	for (size_t k = 0; i != LEDGER_NONE && k < d->nevents; k++)
		ledger_add_event(all->ledger, i, &d->events[k]);
}

bool
deliveries_remember(struct deliveries *all, const struct delivery *list,
		    const struct doc *doc, size_t *done)
{
	all->documents++;
	all->cursor = (struct cursor){doc, doc->first_line, 0};
	*done = 0;
	for (const struct delivery *d = list; d != NULL; d = d->next, ++*done) {
		struct target t = target_of(d);

		if (ledger_find(all->ledger, &t, d->hash) != LEDGER_NONE)
			return false;
		add_first(all, d, &t, *done);
	}
	return true;
}

/* What one subscription repeats of another one: one finding, at the first event. */
struct repeat {
	struct repeat *next; /* in the order of the text */
	const struct delivery *by;
	struct node event;
	long of;
	size_t more;
};

static void
report(struct deliveries *all, const struct repeat *r, struct diags *ds)
{
	struct owner *of = ledger_owner(all->ledger, r->of);
	const char *url = diag_quote(ds, r->by->url);
	struct place start = {of->line_number, of->column}, end = start;
	struct diag *d;

	d = diag_add(ds, "duplicate-subscription", node_span(r->event),
		     "this event%s already delivered to %s",
		     r->more == 0 ? " is"
		     : r->more == 1
			 ? " and another one are"
			 : arena_printf(ds->arena, " and %zu others are", r->more),
		     url);
	d->pointer = node_pointer(r->event, ds->arena);
	end.column += of->width;
	if (of->document == all->documents)
		diag_related(ds, d, (struct span){of->start, of->start + of->length},
			     "by the subscription here");
	else
		diag_related_file(ds, d, of->file, start, end,
				  of->line != NULL ? str_from(of->line) : STR(""),
				  "by the subscription here");
	if (of->repeated == REPEATS_SHOWN)
		diag_note(ds, d, "further subscriptions that repeat it are not shown");
}

/* Returns where the next one goes. */
static struct repeat **
add_repeat(struct repeat **end, const struct delivery *by, struct node event,
	   struct owner *owner, long of, struct arena *a)
{
	struct repeat *r = owner->repeat;

	if (r != NULL) {
		r->more++;
		return end;
	}
	owner->repeat = r = arena_calloc(a, 1, sizeof(*r));
	*r = (struct repeat){.by = by, .event = event, .of = of};
	*end = r;
	return &r->next;
}

static bool
same_subscription(const struct owner *o, const struct delivery *d)
{
	return o->id.len != 0 && str_equal(o->id, d->webhook_id);
}

/* A subscription with a known target, first being the first owner of it. */
static size_t
resolve(struct deliveries *all, const struct delivery *d, long first,
	size_t subscription, struct diags *ds)
{
	struct repeat *list = NULL, **end = &list;
	long asker = add(all, d, NULL, subscription), owner;
	struct owner *o;
	size_t n = 0;

	for (size_t i = 0; i < d->nevents; i++) {
		const struct wanted *w = &d->events[i];

		owner = ledger_claim(all->ledger, first, w, asker);
		if (owner == asker || owner == LEDGER_NONE)
			continue;
		o = ledger_owner(all->ledger, owner);
		if (!same_subscription(o, d))
			end = add_repeat(end, d, w->node, o, owner, ds->arena);
	}
	for (; list != NULL; list = list->next) {
		o = ledger_owner(all->ledger, list->of);
		o->repeat = NULL;
		if (++o->repeated <= REPEATS_SHOWN) {
			report(all, list, ds);
			n++;
		}
	}
	return n;
}

size_t
deliveries_resolve(struct deliveries *all, const struct delivery *list, size_t done,
		   const struct doc *doc, struct diags *ds)
{
	size_t number = 0, n = 0;

	all->cursor = (struct cursor){doc, doc->first_line, 0};
	for (const struct delivery *d = list; d != NULL; d = d->next, number++) {
		struct target t = target_of(d);
		long first;

		if (number < done)
			continue;
		first = ledger_find(all->ledger, &t, d->hash);
		if (first != LEDGER_NONE) {
			n += resolve(all, d, first, number, ds);
			continue;
		}
		add_first(all, d, &t, number);
	}
	return n;
}
