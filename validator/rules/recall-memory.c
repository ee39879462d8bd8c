/* recall-memory: see the header. */
#include "rules/recall-memory.h"

#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "load/scan.h"
#include "rules/recall.h"

/* Members that rules know; others are fixed. */
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
    {{"\"webhookUrl\"", 12}, FREE_WEBHOOK_URL},
    {{"\"healthCheckUrl\"", 16}, FREE_HEALTH_URL},
    {{"\"eventTypes\"", 12}, FREE_EVENTS},
    {{"\"productId\"", 11}, FREE_PRODUCT},
    {{"\"products\"", 10}, FREE_PRODUCTS},
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
	*r = (struct recall){.arena = arena, .scratch = scratch, .env = env};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		r->keys[i].text = names[i].text;
		r->keys[i].freedom = names[i].freedom;
	}
	r->nkeys = sizeof(names) / sizeof(*names);
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
begins(const char *p, const char *end, struct str with)
{
	return (size_t)(end - p) >= with.len && memcmp(p, with.s, with.len) == 0;
}

struct key *
recall_key(struct recall *r, const char *p, const char *end, size_t place)
{
	struct key *k = &r->keys[r->order[place]];

	/* as in the subscription before, most likely */
	if (begins(p, end, k->text))
		return k;
	for (size_t i = 0; i < r->nkeys; i++) {
		if (begins(p, end, r->keys[i].text)) {
			r->order[place] = i;
			return &r->keys[i];
		}
	}
	return NULL;
}

struct key *
recall_add_key(struct recall *r, struct str text)
{
	struct key *k = &r->keys[r->nkeys];

	if (r->nkeys == RECALL_KEYS)
		return NULL;
	r->nkeys++;
	k->text = keep_str(r, text);
	return k;
}

/* A number or word is only that if nothing of the kind follows. */
static bool
ends_there(const char *p, const char *end)
{
	return !scan_is(p[-1], SCAN_WORD) ||
	       (p < end && !scan_is(*p, SCAN_WORD | SCAN_NUMBER));
}

struct fact *
recall_fact(struct key *k, struct str text)
{
	const char *end = text.s + text.len;
	struct fact **link = &k->facts, *f;

	for (; (f = *link) != NULL; link = &f->next) {
		if (begins(text.s, end, f->text) &&
		    ends_there(text.s + f->text.len, end)) {
			*link = f->next;
			f->next = k->facts;
			k->facts = f;
			return f;
		}
	}
	return NULL;
}

struct fact *
recall_add_fact(struct recall *r, struct key *k, struct str text)
{
	struct fact *f, **last;

	if (text.len > RECALL_VALUE || r->facts == UINT32_MAX - RECALL_KEYS)
		return NULL;
	if (k->nfacts == RECALL_FACTS) {
		for (last = &k->facts; (*last)->next != NULL;)
			last = &(*last)->next;
		*last = NULL; /* the one that was not used for longest */
	} else {
		k->nfacts++;
	}
	f = keep(r, sizeof(*f));
	f->text = keep_str(r, text);
	f->number = RECALL_KEYS + r->facts++;
	f->next = k->facts;
	k->facts = f;
	return f;
}

void
recall_add_wanted(struct recall *r, struct fact *f, const struct delivery *d)
{
	struct wanted *list = keep(r, (d->nevents + 1) * sizeof(*list));

	for (size_t i = 0; i < d->nevents; i++) {
		list[i].product = keep_str(r, d->events[i].product);
		list[i].name = keep_str(r, d->events[i].name);
	}
	f->wanted = list;
	f->nwanted = d->nevents;
}

static struct known_host **
host_chain(struct recall *r, struct str text)
{
	return &r->hosts[hash_bytes(text.s, text.len) % RECALL_HOSTS];
}

const struct known_host *
recall_host(struct recall *r, struct str text)
{
	struct known_host *h = r->last_host;

	if (h != NULL && str_equal(h->text, text))
		return h;
	for (h = *host_chain(r, text); h != NULL; h = h->next) {
		if (str_equal(h->text, text)) {
			r->last_host = h;
			return h;
		}
	}
	return NULL;
}

void
recall_add_host(struct recall *r, struct str text, struct str normal)
{
	struct known_host **chain = host_chain(r, text), *h = keep(r, sizeof(*h));

	h->text = keep_str(r, text);
	h->normal = keep_str(r, normal);
	h->next = *chain;
	*chain = h;
}

const struct known_event *
recall_event(struct fact *product, struct str name)
{
	struct known_event **link = &product->events, *e;

	for (; (e = *link) != NULL; link = &e->next) {
		if (str_equal(e->name, name)) {
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
	const struct shape *s = r->shapes[like->hash % RECALL_SHAPES];

	while (s != NULL &&
	       (s->hash != like->hash || s->n != like->n || s->given != like->given ||
		s->update != like->update ||
		memcmp(s->numbers, like->numbers, like->n * sizeof(*s->numbers)) != 0))
		s = s->next;
	return s;
}

void
recall_add_shape(struct recall *r, const struct shape *s)
{
	struct shape *copy, **chain = &r->shapes[s->hash % RECALL_SHAPES];

	if (recall_shape(r, s) != NULL)
		return;
	copy = keep(r, sizeof(*copy));
	*copy = *s;
	copy->next = *chain;
	*chain = copy;
}
