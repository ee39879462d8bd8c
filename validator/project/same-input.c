/* same-input: see the header. */
#include "project/same-input.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "project/discover.h"

/* Hard links are files of their own: only what one path leads to is the same. */
static bool
same_file(const struct input *a, const struct input *b)
{
	char *pa, *pb;
	bool same;

	if (a->device != b->device || a->inode != b->inode || a->error != 0 ||
	    b->error != 0)
		return false;
	if (a->standard || b->standard)
		return a->standard && b->standard;
	if (str_equal(a->absolute, b->absolute))
		return true;
	pa = xrealpath(a->path);
	pb = xrealpath(b->path);
	same = pa != NULL && pb != NULL && strcmp(pa, pb) == 0;
	free(pa);
	free(pb);
	return same;
}

/* The last one kept that has the same inode. */
struct kept {
	struct input *input;
};

static bool
same_inode(const void *item, const void *key)
{
	const struct input *a = ((const struct kept *)item)->input, *b = key;

	return a->inode == b->inode && a->device == b->device;
}

/* Whether no part of its path is a link. */
static bool
is_own_name(const struct input *in)
{
	char *real = xrealpath(in->path);
	bool own = real != NULL && str_is(in->absolute, real);

	free(real);
	return own;
}

/* Of two names the one that is no link stays, or else the first; the other is marked. */
static void
keep_one(struct input **kept, struct input *next)
{
	struct input *drop = next;

	if (!(*kept)->standard && !is_own_name(*kept) && is_own_name(next)) {
		drop = *kept;
		*kept = next;
	}
	(*kept)->named = (*kept)->named || drop->named;
	drop->path = NULL;
}

void
same_input_drop(struct inputs *in)
{
	struct map seen = MAP(struct kept, same_inode, NULL);
	size_t kept = 0;

	for (size_t i = 0; i < in->n; i++) {
		struct input *next = &in->items[i];
		struct kept *k =
		    map_put(&seen, map_hash(next->inode, next->device), next);

		if (k->input != NULL && same_file(k->input, next))
			keep_one(&k->input, next);
		else
			k->input = next;
	}
	for (size_t i = 0; i < in->n; i++) {
		if (in->items[i].path != NULL)
			in->items[kept++] = in->items[i];
	}
	in->n = kept;
	map_release(&seen);
}
