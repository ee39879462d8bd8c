/* groups: open addressing, at most half full. */
#include "finding/groups.h"

#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "finding/diag.h"

static void
init(struct groups *g, size_t n, struct arena *a)
{
	size_t size = 16;

	while (size < n * 2)
		size *= 2;
	g->slots = arena_calloc(a, size, sizeof(*g->slots));
	g->mask = size - 1;
}

struct group *
groups_find(const struct groups *g, const struct diag *d)
{
	size_t i = g->hash(d) & g->mask;

	while (g->slots[i].first != NULL && !g->same(g->slots[i].first, d))
		i = (i + 1) & g->mask;
	if (g->slots[i].first == NULL)
		g->slots[i].first = d;
	return &g->slots[i];
}

static uint32_t
hash_text(const char *s)
{
	return hash_bytes(s, strlen(s));
}

static bool
same_finding(const struct diag *a, const struct diag *b)
{
	return a->span.start == b->span.start && a->span.end == b->span.end &&
	       strcmp(a->rule_name, b->rule_name) == 0 &&
	       strcmp(a->message, b->message) == 0;
}

static uint32_t
hash_finding(const struct diag *d)
{
	uint32_t place = hash_bytes((const char *)&d->span, sizeof(d->span));

	return place ^ hash_text(d->rule_name) ^ hash_text(d->message) * 3;
}

void
groups_of_places(struct groups *g, size_t n, struct arena *a)
{
	*g = (struct groups){.same = same_finding, .hash = hash_finding};
	init(g, n, a);
}

static const char *
likeness(const struct diag *d)
{
	return d->fold_key != NULL ? d->fold_key : d->message;
}

static bool
alike(const struct diag *a, const struct diag *b)
{
	return a->severity == b->severity &&
	       (a->fold_key == NULL) == (b->fold_key == NULL) &&
	       strcmp(a->rule_name, b->rule_name) == 0 &&
	       strcmp(likeness(a), likeness(b)) == 0;
}

static uint32_t
hash_alike(const struct diag *d)
{
	return hash_text(d->rule_name) ^ hash_text(likeness(d)) * 3;
}

void
groups_of_alike(struct groups *g, size_t n, struct arena *a)
{
	*g = (struct groups){.same = alike, .hash = hash_alike};
	init(g, n, a);
}
