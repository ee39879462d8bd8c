/* ledger: see the header. */
#include "lint/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "lint/deliveries.h"

enum { FIRST_SLOTS = 256 };

/* Numbers by their hash; open addressing. */
struct slot {
	uint32_t hash, number; /* from 1; 0: free */
};

struct index {
	struct slot *slots;
	size_t nslots, n;
};

/* An event of a product: both names, one behind the other. */
struct name {
	const char *text;
	uint32_t product_len, len;
};

/* An event that was looked up one by one: who asked first. */
struct claim {
	uint32_t first, event, owner;
};

struct ledger {
	struct arena *arena;
	struct owner *owners;
	size_t nowners, owners_cap;
	struct index targets;
	struct name *names;
	size_t nnames, names_cap;
	struct index events;
	uint32_t *lists; /* the numbers of each owner's events */
	size_t nlists, lists_cap;
	struct claim *claims;
	size_t nclaims, claims_cap;
	struct index claimed;
	size_t text, lines; /* bytes kept */
	bool full;
};

struct ledger *
ledger_new(void)
{
	struct ledger *l = xcalloc(1, sizeof(*l));

	l->arena = arena_new();
	return l;
}

void
ledger_free(struct ledger *l)
{
	if (l == NULL)
		return;
	arena_free(l->arena);
	free(l->owners);
	free(l->names);
	free(l->lists);
	free(l->claims);
	free(l->targets.slots);
	free(l->events.slots);
	free(l->claimed.slots);
	free(l);
}

bool
ledger_full(const struct ledger *l)
{
	return l->full;
}

static size_t
slot_behind(const struct index *x, size_t at)
{
	return (at + 1) & (x->nslots - 1);
}

static void
put(struct index *x, struct slot slot)
{
	size_t at = slot.hash & (x->nslots - 1);

	while (x->slots[at].number != 0)
		at = slot_behind(x, at);
	x->slots[at] = slot;
}

static void
enter(struct index *x, uint32_t hash, size_t number)
{
	struct index old = *x;

	if (x->n * 2 >= x->nslots) {
		x->nslots = x->nslots != 0 ? x->nslots * 2 : FIRST_SLOTS;
		x->slots = xcalloc(x->nslots, sizeof(*x->slots));
		for (size_t i = 0; i < old.nslots; i++) {
			if (old.slots[i].number != 0)
				put(x, old.slots[i]);
		}
		free(old.slots);
	}
	put(x, (struct slot){hash, (uint32_t)number + 1});
	x->n++;
}

/* Goes on from *at to the next number with the hash; false: there is none. */
static bool
next_number(const struct index *x, uint32_t hash, size_t *at, size_t *number)
{
	while (x->nslots != 0 && x->slots[*at & (x->nslots - 1)].number != 0) {
		const struct slot *s = &x->slots[*at & (x->nslots - 1)];

		++*at;
		if (s->hash == hash) {
			*number = s->number - 1;
			return true;
		}
	}
	return false;
}

uint32_t
ledger_hash(const struct target *t)
{
	return hash_bytes(t->url.s, t->url.len) +
	       hash_bytes(t->organization.s, t->organization.len) * 31 + t->response;
}

void
ledger_expect(const struct ledger *l, uint32_t hash)
{
	if (l->targets.nslots != 0)
		__builtin_prefetch(&l->targets.slots[hash & (l->targets.nslots - 1)]);
}

static bool
owns(const struct owner *o, const struct target *t)
{
	return o->response == t->response && o->url_len == t->url.len &&
	       o->organization_len == t->organization.len &&
	       memcmp(o->target, t->organization.s, t->organization.len) == 0 &&
	       memcmp(o->target + o->organization_len, t->url.s, t->url.len) == 0;
}

long
ledger_find(const struct ledger *l, const struct target *t, uint32_t hash)
{
	size_t at = hash, i;

	while (next_number(&l->targets, hash, &at, &i)) {
		if (owns(&l->owners[i], t))
			return (long)i;
	}
	return LEDGER_NONE;
}

struct owner *
ledger_owner(const struct ledger *l, long owner)
{
	return &l->owners[owner];
}

/* Copies of both, one behind the other, if there is room for them. */
static const char *
keep_both(struct ledger *l, struct str a, struct str b, size_t *used, size_t limit)
{
	size_t len = a.len + b.len;
	char *s;

	if (l->full || len < a.len || len >= limit || *used + len >= limit)
		return NULL;
	*used += len + 1;
	s = arena_alloc(l->arena, len + 1);
	memcpy(s, a.s, a.len);
	memcpy(s + a.len, b.s, b.len);
	s[len] = '\0';
	return s;
}

static const char *
keep(struct ledger *l, struct str text, size_t *used, size_t limit)
{
	return keep_both(l, text, STR(""), used, limit);
}

const char *
ledger_keep(struct ledger *l, struct str text)
{
	const char *copy = keep(l, text, &l->text, LEDGER_TEXT);

	l->full = l->full || copy == NULL;
	return copy;
}

bool
ledger_has_lines(const struct ledger *l)
{
	return !l->full && l->lines < LEDGER_LINES;
}

const char *
ledger_keep_line(struct ledger *l, struct str line)
{
	return keep(l, line, &l->lines, LEDGER_LINES);
}

long
ledger_add(struct ledger *l, const struct target *t, uint32_t hash)
{
	struct owner *o;

	if (l->nowners == LEDGER_OWNERS)
		l->full = true;
	if (l->full)
		return LEDGER_NONE;
	l->owners = grow(l->owners, &l->owners_cap, l->nowners + 1, sizeof(*l->owners));
	o = &l->owners[l->nowners];
	*o = (struct owner){.events = (uint32_t)l->nlists};
	if (t != NULL) {
		o->target =
		    keep_both(l, t->organization, t->url, &l->text, LEDGER_TEXT);
		o->organization_len = (uint32_t)t->organization.len;
		o->url_len = (uint32_t)t->url.len;
		o->response = t->response;
		l->full = o->target == NULL;
		if (l->full)
			return LEDGER_NONE;
		enter(&l->targets, hash, l->nowners);
	}
	return (long)l->nowners++;
}

static long
event_find(const struct ledger *l, const struct wanted *event)
{
	const struct str product = event->product, name = event->name;
	size_t at = event->hash, i;

	while (next_number(&l->events, event->hash, &at, &i)) {
		const struct name *n = &l->names[i];

		if (n->product_len == product.len && n->len == product.len + name.len &&
		    memcmp(n->text, product.s, product.len) == 0 &&
		    memcmp(n->text + product.len, name.s, name.len) == 0)
			return (long)i;
	}
	return LEDGER_NONE;
}

static long
event_number(struct ledger *l, const struct wanted *event)
{
	const struct str product = event->product, name = event->name;
	long found = event_find(l, event);
	const char *text;

	if (found != LEDGER_NONE)
		return found;
	text = keep_both(l, product, name, &l->text, LEDGER_TEXT);
	if (text == NULL) {
		l->full = true;
		return LEDGER_NONE;
	}
	l->names = grow(l->names, &l->names_cap, l->nnames + 1, sizeof(*l->names));
	l->names[l->nnames] = (struct name){text, (uint32_t)product.len,
					    (uint32_t)(product.len + name.len)};
	enter(&l->events, event->hash, l->nnames);
	return (long)l->nnames++;
}

void
ledger_add_event(struct ledger *l, long owner, const struct wanted *event)
{
	long number = event_number(l, event);

	if (l->nlists == LEDGER_EVENTS)
		l->full = true;
	if (number == LEDGER_NONE || l->full)
		return;
	l->lists = grow(l->lists, &l->lists_cap, l->nlists + 1, sizeof(*l->lists));
	l->lists[l->nlists++] = (uint32_t)number;
	l->owners[owner].nevents++;
}

static uint32_t
claim_hash(uint32_t first, uint32_t event)
{
	uint64_t mixed = hash_mix(((uint64_t)first << 32 | event) ^ hash_secret,
				  UINT64_C(0xd6e8feb86659fd93));

	return (uint32_t)(mixed ^ mixed >> 32);
}

/* Enters the asker, or finds who was entered before. */
static long
claim(struct ledger *l, long first, long event, long asker)
{
	uint32_t hash = claim_hash((uint32_t)first, (uint32_t)event);
	size_t at = hash, i;

	while (next_number(&l->claimed, hash, &at, &i)) {
		if (l->claims[i].first == (uint32_t)first &&
		    l->claims[i].event == (uint32_t)event)
			return (long)l->claims[i].owner;
	}
	if (asker == LEDGER_NONE || l->nclaims == LEDGER_EVENTS)
		return asker;
	l->claims = grow(l->claims, &l->claims_cap, l->nclaims + 1, sizeof(*l->claims));
	l->claims[l->nclaims] =
	    (struct claim){(uint32_t)first, (uint32_t)event, (uint32_t)asker};
	enter(&l->claimed, hash, l->nclaims++);
	return asker;
}

long
ledger_claim(struct ledger *l, long first, const struct wanted *event, long asker)
{
	struct owner *o = &l->owners[first];
	long number;

	for (uint32_t i = 0; !o->opened && i < o->nevents; i++)
		(void)claim(l, first, (long)l->lists[o->events + i], first);
	o->opened = true;
	number = asker != LEDGER_NONE ? event_number(l, event) : event_find(l, event);
	return number != LEDGER_NONE ? claim(l, first, number, asker) : asker;
}
