/* ahead: see the header. */
#include "cli/ahead.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "base/arena.h"
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
	size_t nchunks;
	atomic_size_t next; /* to be looked through */
	size_t chunk, run;  /* where ahead_at() is */
};

/* One thread. */
struct looker {
	struct ahead *all;
	struct arena *arena;
	pthread_t id;
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
look(void *arg)
{
	struct looker *me = arg;
	struct ahead *all = me->all;
	struct examiner x;
	struct elements l;
	size_t number;

	examiner_init(&x, all->list->x->wants, eval_new(), recall_new(), me->arena);
	x.recall_input = all->list->x->recall_input;
	x.recall_case = all->list->x->recall_case;
	x.recall_allowed = true;
	elements_init(&l, &x, all->list->in, all->list->text);
	while ((number = atomic_fetch_add(&all->next, 1)) < all->nchunks)
		look_through(all, number, &l);
	elements_release(&l);
	recall_free(x.recall);
	eval_free(x.eval);
	return NULL;
}

/* This thread helps, too. */
static void
look_all(struct ahead *all, struct arena **arenas, size_t n)
{
	struct looker *lookers =
	    arena_calloc(all->list->x->arena, n + 1, sizeof(*lookers));
	pthread_attr_t attr;
	size_t started = 0;

	for (size_t i = 0; i < n; i++) {
		if (arenas[i] == NULL)
			arenas[i] = arena_new();
	}
	for (size_t i = 0; i <= n; i++)
		lookers[i] = (struct looker){
		    .all = all, .arena = i < n ? arenas[i] : all->list->x->arena};
	if (pthread_attr_init(&attr) == 0) {
		if (pthread_attr_setstacksize(&attr, POOL_STACK) == 0) {
			while (started < n &&
			       pthread_create(&lookers[started].id, &attr, look,
					      &lookers[started]) == 0)
				started++;
		}
		pthread_attr_destroy(&attr);
	}
	(void)look(&lookers[n]);
	for (size_t i = 0; i < started; i++)
		pthread_join(lookers[i].id, NULL);
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
	atomic_init(&all->next, 0);
	look_all(all, h->arenas, h->n);
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
