/* recall-memory: see the header. */
#include "rules/recall-memory.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/sweep.h"
#include "rules/recall.h"

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
	r->nfacts = FACT_FIRST;
}

void *
recall_keep(struct recall *r, size_t size)
{
	r->bytes += size;
	return arena_calloc(r->arena, 1, size);
}

struct str
recall_keep_str(struct recall *r, struct str text)
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
goes_on(const struct step *s, const char *p, const char *end)
{
	return (size_t)(end - p) >= s->text.len &&
	       sweep_equal(p, s->text.s, s->text.len);
}

struct step *
recall_step(struct step **list, const char *p, const char *end)
{
	struct step *s = *list, **link;

	if (s == NULL || goes_on(s, p, end))
		return s;
	for (link = &s->next; (s = *link) != NULL; link = &s->next) {
		if (goes_on(s, p, end)) {
			*link = s->next;
			s->next = *list;
			*list = s;
			return s;
		}
	}
	return NULL;
}

struct step *
recall_add_step(struct recall *r, struct step **list, struct str text, enum freedom f)
{
	struct step **link = list, *s;
	size_t n = 0;

	for (; (s = *link) != NULL; link = &s->next, n++) {
		if (s->freedom == f && same(s->text, text))
			return s;
	}
	if (n == RECALL_CHOICES || text.len > RECALL_TEXT)
		return NULL;
	*link = s = recall_keep(r, sizeof(*s));
	s->text = recall_keep_str(r, text);
	s->freedom = f;
	return s;
}

/* What it is a fact of is part of it. */
static uint32_t
fact_hash(uint32_t of, struct str text)
{
	return hash_bytes(text.s, text.len) + of * 0x9e3779b1u;
}

const struct fact *
recall_fact(struct recall *r, uint32_t of, struct str text)
{
	const struct fact *f = of < FACT_FIRST ? r->last[of] : NULL;
	uint32_t hash;

	if (f != NULL && same(f->text, text))
		return f;
	hash = fact_hash(of, text);
	for (f = r->facts[slot_of(hash)]; f != NULL; f = f->next) {
		if (f->hash == hash && f->of == of && same(f->text, text)) {
			if (of < FACT_FIRST)
				r->last[of] = f;
			return f;
		}
	}
	return NULL;
}

struct fact *
recall_add_fact(struct recall *r, uint32_t of, struct str text)
{
	struct fact *f, **slot;

	if (text.len > RECALL_TEXT)
		return NULL;
	f = recall_keep(r, sizeof(*f));
	f->hash = fact_hash(of, text);
	f->of = of;
	f->number = r->nfacts++;
	f->text = recall_keep_str(r, text);
	slot = &r->facts[slot_of(f->hash)];
	f->next = *slot;
	*slot = f;
	return f;
}

const struct known_event *
recall_event(const struct fact *product, struct str name)
{
	const struct known_event *e = product->events;

	while (e != NULL && !same(e->name, name))
		e = e->next;
	return e;
}

bool
recall_add_event(struct recall *r, struct fact *product, struct str name)
{
	struct known_event *e;

	if (recall_event(product, name) != NULL)
		return true;
	if (product->n == RECALL_EVENTS || name.len > RECALL_TEXT)
		return false;
	e = recall_keep(r, sizeof(*e));
	e->name = recall_keep_str(r, name);
	e->bit = UINT64_C(1) << product->n++;
	e->next = product->events;
	product->events = e;
	return true;
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
	p = recall_keep(r, sizeof(*p));
	*p = (struct pair){*slot, shape, fact};
	*slot = p;
}
