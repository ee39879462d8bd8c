/* recall-memory: see the header. */
#include "rules/recall-memory.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "load/sweep.h"
#include "rules/recall.h"

/* Members that may have other values; the numbers of these keys come first. */
static const struct {
	struct str text;
	enum freedom freedom;
} names[] = {
    {{"\"name\"", 6}, FREE_TEXT},
    {{"\"description\"", 13}, FREE_TEXT},
    {{"\"organizationId\"", 16}, FREE_ORGANIZATION},
    {{"\"webhookId\"", 11}, FREE_ID},
    {{"\"createdOn\"", 11}, FREE_MOMENT},
    {{"\"updatedOn\"", 11}, FREE_MOMENT},
    {{"\"version\"", 9}, FREE_DIGITS},
    {{"\"webhookUrl\"", 12}, FREE_WEBHOOK_URL},
    {{"\"healthCheckUrl\"", 16}, FREE_HEALTH_URL},
    [KEY_EVENT_TYPES] = {{"\"eventTypes\"", 12}, FREE_EVENTS},
    [KEY_PRODUCT_ID] = {{"\"productId\"", 11}, FREE_PRODUCT},
    {{"\"products\"", 10}, FREE_PRODUCTS},
    {{"\"retryPolicy\"", 13}, FREE_RETRY},
};

struct recall *
recall_new(void)
{
	struct recall *r = xcalloc(1, sizeof(*r));

	r->arena = arena_new();
	r->scratch = arena_new();
	return r;
}

void
recall_free(struct recall *r)
{
	if (r == NULL)
		return;
	arena_free(r->arena);
	arena_free(r->scratch);
	free(r);
}

void
recall_begin(struct recall *r, const struct lint_env *env)
{
	struct arena *arena = r->arena, *scratch = r->scratch;

	if (r->env == env && r->bytes < RECALL_BYTES)
		return;
	arena_reset(arena);
	memset(r, 0, sizeof(*r));
	r->arena = arena;
	r->scratch = scratch;
	r->env = env;
	r->nkeys = sizeof(names) / sizeof(*names);
	for (size_t i = 0; i < r->nkeys; i++) {
		r->keys[i].text = names[i].text;
		r->keys[i].freedom = names[i].freedom;
	}
}

static void *
keep(struct recall *r, size_t size)
{
	r->bytes += size;
	return arena_calloc(r->arena, 1, size);
}

static struct str
keep_str(struct recall *r, struct str text)
{
	r->bytes += text.len;
	return (struct str){arena_strndup(r->arena, text.s, text.len), text.len};
}

static bool
same(struct str a, struct str b)
{
	return a.len == b.len && sweep_equal(a.s, b.s, a.len);
}

static size_t
slot_of(uint32_t hash)
{
	return hash & (RECALL_SLOTS - 1);
}

static bool
begins(const char *p, const char *end, struct str with)
{
	return (size_t)(end - p) >= with.len && sweep_equal(p, with.s, with.len);
}

struct key *
recall_key(struct recall *r, const char *p, const char *end, const struct key *before)
{
	struct key **guess =
	    &r->behind[before != NULL ? before - r->keys : RECALL_KEYS];

	if (*guess != NULL && begins(p, end, (*guess)->text))
		return *guess;
	for (size_t i = 0; i < r->nkeys; i++) {
		if (begins(p, end, r->keys[i].text)) {
			*guess = &r->keys[i];
			return *guess;
		}
	}
	return NULL;
}

struct key *
recall_add_key(struct recall *r, struct str text)
{
	struct key *k = &r->keys[r->nkeys];

	if (r->nkeys == RECALL_KEYS || text.len > RECALL_VALUE)
		return NULL;
	r->nkeys++;
	k->text = keep_str(r, text);
	return k;
}

/* The key is part of it: a value of another key is another fact. */
static uint32_t
fact_hash(const struct recall *r, const struct key *k, struct str text)
{
	return hash_bytes(text.s, text.len) + (uint32_t)(k - r->keys) * 0x9e3779b1u;
}

struct fact *
recall_fact(struct recall *r, struct key *k, struct str text)
{
	struct fact *f = k->last;
	uint32_t hash;

	if (f != NULL && same(f->text, text))
		return f;
	hash = fact_hash(r, k, text);
	for (f = r->facts[slot_of(hash)]; f != NULL; f = f->next) {
		if (f->hash == hash && same(f->text, text)) {
			k->last = f;
			return f;
		}
	}
	return NULL;
}

struct fact *
recall_add_fact(struct recall *r, struct key *k, struct str text)
{
	struct fact *f = recall_fact(r, k, text), **slot;

	if (f != NULL || text.len > RECALL_VALUE)
		return f;
	f = keep(r, sizeof(*f));
	f->text = keep_str(r, text);
	f->hash = fact_hash(r, k, text);
	f->number = RECALL_KEYS + r->nfacts++;
	slot = &r->facts[slot_of(f->hash)];
	f->next = *slot;
	*slot = f;
	return f;
}

static struct known_host **
host_slot(struct recall *r, struct str text)
{
	return &r->hosts[slot_of(hash_bytes(text.s, text.len))];
}

const struct known_host *
recall_host(struct recall *r, struct str text)
{
	struct known_host *h = r->last_host;

	if (h != NULL && same(h->text, text))
		return h;
	for (h = *host_slot(r, text); h != NULL; h = h->next) {
		if (same(h->text, text)) {
			r->last_host = h;
			return h;
		}
	}
	return NULL;
}

void
recall_add_host(struct recall *r, struct str text, struct str normal)
{
	struct known_host **slot = host_slot(r, text), *h = keep(r, sizeof(*h));

	h->text = keep_str(r, text);
	h->normal = keep_str(r, normal);
	h->next = *slot;
	*slot = h;
}

const struct known_event *
recall_event(struct fact *product, struct str name)
{
	struct known_event **link = &product->events, *e;

	for (; (e = *link) != NULL; link = &e->next) {
		if (same(e->name, name)) {
			*link = e->next;
			e->next = product->events;
			product->events = e;
			return e;
		}
	}
	return NULL;
}

bool
recall_add_event(struct recall *r, struct fact *product, struct str name)
{
	struct known_event *e;

	if (recall_event(product, name) != NULL)
		return true;
	if (product->nevents == RECALL_EVENTS || name.len > RECALL_VALUE)
		return false;
	e = keep(r, sizeof(*e));
	e->name = keep_str(r, name);
	e->bit = UINT64_C(1) << product->nevents++;
	e->next = product->events;
	product->events = e;
	return true;
}

const struct shape *
recall_shape(const struct recall *r, const struct shape *like)
{
	const struct shape *s = r->shapes[slot_of(like->hash)];

	while (s != NULL &&
	       (s->hash != like->hash || s->n != like->n || s->given != like->given ||
		s->update != like->update ||
		memcmp(s->members, like->members, like->n * sizeof(*s->members)) != 0))
		s = s->next;
	return s;
}

const struct shape *
recall_add_shape(struct recall *r, const struct shape *s)
{
	const struct shape *old = recall_shape(r, s);
	struct shape *copy, **slot = &r->shapes[slot_of(s->hash)];

	if (old != NULL)
		return old;
	copy = keep(r, sizeof(*copy));
	*copy = *s;
	copy->number = r->nshapes++;
	copy->next = *slot;
	*slot = copy;
	return copy;
}

static size_t
pair_slot(uint32_t shape, uint32_t fact)
{
	return slot_of((shape * 31 + fact) * 0x9e3779b1u >> 16);
}

bool
recall_pair(const struct recall *r, uint32_t shape, uint32_t fact)
{
	const struct pair *p = r->pairs[pair_slot(shape, fact)];

	while (p != NULL && (p->shape != shape || p->fact != fact))
		p = p->next;
	return p != NULL;
}

void
recall_add_pair(struct recall *r, uint32_t shape, uint32_t fact)
{
	struct pair **slot = &r->pairs[pair_slot(shape, fact)], *p;

	if (recall_pair(r, shape, fact))
		return;
	p = keep(r, sizeof(*p));
	*p = (struct pair){*slot, shape, fact};
	*slot = p;
}
