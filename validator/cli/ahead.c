/* ahead: see the header. */
#include "cli/ahead.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/pool.h"
#include "cli/elements.h"
#include "load/scan.h"
#include "schema/schema.h"

enum {
	CHUNK = 512 * 1024,
	LONG = 4 * CHUNK, /* what is shorter is read as soon */
	OPENING_MAX = 64  /* bytes of the first element that tell where one begins */
};

struct run {
	size_t start, end;
	struct recalled found;
};

/* What was found in a chunk, in the order of the text. */
struct chunk {
	struct run *runs;
	size_t n, cap;
};

struct ahead {
	const struct elements *list;
	size_t first;
	struct str opening;
	struct chunk *chunks;
	size_t nchunks, claimed;
	size_t chunk, run; /* where ahead_at() is */
	struct arena **arenas;
	atomic_size_t lookers; /* that were made */
};

/* What a thread has for itself. */
struct looker {
	struct examiner x;
	struct elements elements;
};

/* From the brace to the first colon: "{" and the name of a member. */
static struct str
opening_of(struct str text, size_t first)
{
	struct str begin = str_slice(text, first, text.len);
	const char *colon;

	if (begin.len > OPENING_MAX)
		begin.len = OPENING_MAX;
	if (begin.len == 0 || *begin.s != '{' ||
	    (colon = memchr(begin.s, ':', begin.len)) == NULL)
		return STR("");
	return str_slice(begin, 0, (size_t)(colon - begin.s));
}

/* The next place that looks like the beginning of an element, or the text's end. */
static size_t
next_opening(const struct ahead *all, size_t at)
{
	struct str text = all->list->text;
	const char *p =
	    memmem(text.s + at, text.len - at, all->opening.s, all->opening.len);

	return p != NULL ? (size_t)(p - text.s) : text.len;
}

/* Where the next element begins if the one before ends at at. */
static size_t
behind(const struct ahead *all, size_t at)
{
	struct str text = all->list->text;
	const char *end = text.s + text.len, *p = scan_space(text.s + at, end);

	if (p < end && *p == ',')
		p = scan_space(p + 1, end);
	return p < end && *p == '{' ? (size_t)(p - text.s) : next_opening(all, at);
}

static void
look_through(struct ahead *all, size_t number, struct elements *l)
{
	struct chunk *c = &all->chunks[number];
	size_t at = number == 0 ? all->first : next_opening(all, number * CHUNK), end;
	enum kind kind;

	while (at < (number + 1) * CHUNK && at < l->text.len) {
		struct recalled found;

		end = elements_find(l, at, &found, &kind);
		if (end == 0) {
			at = next_opening(all, at + 1);
			continue;
		}
		c->runs = arena_grow(l->x->arena, c->runs, &c->cap, c->n + 1,
				     sizeof(*c->runs));
		c->runs[c->n++] = (struct run){at, end, found};
		at = behind(all, end);
	}
}

static void *
looker_new(void *context)
{
	struct ahead *all = context;
	const struct examiner *whole = all->list->x;
	struct looker *k = xcalloc(1, sizeof(*k));
	size_t number = atomic_fetch_add(&all->lookers, 1);

	examiner_init(&k->x, whole->wants, eval_new(), recall_new(),
		      all->arenas[number]);
	k->x.recall_input = whole->recall_input;
	k->x.recall_case = whole->recall_case;
	k->x.recall_allowed = true;
	elements_init(&k->elements, &k->x, all->list->in, all->list->text);
	return k;
}

static void
looker_free(void *context, void *worker)
{
	struct looker *k = worker;

	(void)context;
	elements_release(&k->elements);
	recall_free(k->x.recall);
	eval_free(k->x.eval);
	free(k);
}

/* A slot holds the number of a chunk. */
static void
slot_none(void *context, void *slot)
{
	(void)context;
	(void)slot;
}

static bool
claim(void *context, void *slot)
{
	struct ahead *all = context;

	if (all->claimed == all->nchunks)
		return false;
	*(size_t *)slot = all->claimed++;
	return true;
}

static void
work(void *context, void *worker, void *slot)
{
	struct looker *k = worker;

	look_through(context, *(const size_t *)slot, &k->elements);
}

static bool
emit(void *context, void *slot)
{
	(void)context;
	(void)slot;
	return true; /* it stays until ahead_at() asks */
}

/* This thread helps, too. */
static void
look_all(struct ahead *all, const struct helpers *h)
{
	const struct pool pool = {
	    .context = all,
	    .slot_size = sizeof(size_t),
	    .worker_new = looker_new,
	    .worker_free = looker_free,
	    .slot_init = slot_none,
	    .slot_release = slot_none,
	    .claim = claim,
	    .work = work,
	    .emit = emit,
	};
	struct arena *a = all->list->x->arena;

	all->arenas = arena_alloc(a, (h->n + 1) * sizeof(struct arena *));
	for (size_t i = 0; i < h->n; i++) {
		if (h->arenas[i] == NULL)
			h->arenas[i] = arena_new();
		all->arenas[i] = h->arenas[i];
	}
	all->arenas[h->n] = a;
	atomic_init(&all->lookers, 0);
	mem_hold();
	pool_run(&pool, h->n + 1);
	mem_unhold();
}

struct ahead *
ahead_look(const struct elements *l, size_t first)
{
	const struct helpers *h = l->x->helpers;
	struct ahead *all;

	if (h == NULL || h->n == 0 || l->text.len < LONG)
		return NULL;
	all = arena_calloc(l->x->arena, 1, sizeof(*all));
	all->list = l;
	all->first = first;
	all->opening = opening_of(l->text, first);
	if (all->opening.len == 0)
		return NULL;
	all->nchunks = l->text.len / CHUNK + 1;
	all->chunks = arena_calloc(l->x->arena, all->nchunks, sizeof(*all->chunks));
	look_all(all, h);
	return all;
}

struct recalled *
ahead_at(struct ahead *all, size_t start, size_t *end)
{
	for (; all != NULL && all->chunk < all->nchunks; all->chunk++, all->run = 0) {
		const struct chunk *c = &all->chunks[all->chunk];

		while (all->run < c->n && c->runs[all->run].start < start)
			all->run++;
		if (all->run == c->n)
			continue;
		*end = c->runs[all->run].end;
		return c->runs[all->run].start == start ? &c->runs[all->run].found
							: NULL;
	}
	return NULL;
}
