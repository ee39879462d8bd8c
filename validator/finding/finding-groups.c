/* finding-groups: see the header. */
#include "finding/finding-groups.h"

#include <string.h>

#include "finding/diag.h"

struct group *
groups_find(struct groups *g, const struct diag *d)
{
	struct group *group = map_put(&g->map, g->hash(d), d);

	if (group->first == NULL)
		group->first = d;
	return group;
}

static uint32_t
hash_text(const char *s)
{
	return hash_bytes(s, strlen(s));
}

static bool
same_finding(const void *group, const void *key)
{
	const struct diag *a = ((const struct group *)group)->first, *b = key;

	return a->span.start == b->span.start && a->span.end == b->span.end &&
	       strcmp(a->rule->name, b->rule->name) == 0 &&
	       strcmp(a->message, b->message) == 0;
}

static uint32_t
hash_finding(const struct diag *d)
{
	uint32_t place = hash_bytes((const char *)&d->span, sizeof(d->span));

	return place ^ hash_text(d->rule->name) ^ hash_text(d->message) * 3;
}

void
groups_of_places(struct groups *g, struct arena *a)
{
	*g = (struct groups){MAP(struct group, same_finding, a), hash_finding};
}

static const char *
likeness(const struct diag *d)
{
	return d->fold_key != NULL ? d->fold_key : d->message;
}

static bool
alike(const void *group, const void *key)
{
	const struct diag *a = ((const struct group *)group)->first, *b = key;

	return a->severity == b->severity &&
	       (a->fold_key == NULL) == (b->fold_key == NULL) &&
	       strcmp(a->rule->name, b->rule->name) == 0 &&
	       strcmp(likeness(a), likeness(b)) == 0;
}

static uint32_t
hash_alike(const struct diag *d)
{
	return hash_text(d->rule->name) ^ hash_text(likeness(d)) * 3;
}

void
groups_of_alike(struct groups *g, struct arena *a)
{
	*g = (struct groups){MAP(struct group, alike, a), hash_alike};
}
