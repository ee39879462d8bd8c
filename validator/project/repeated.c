/* repeated: see the header. */
#include "project/repeated.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
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

static size_t
slot_of(const struct input *in, size_t nslots)
{
	uint64_t mixed =
	    hash_mix((uint64_t)in->inode ^ hash_secret,
		     (uint64_t)in->device * UINT64_C(0x9e3779b97f4a7c15) ^ hash_secret);

	return (size_t)(mixed ^ mixed >> 32) & (nslots - 1);
}

/* The last one kept that has the same inode, or the place for it. */
static struct input **
find(struct input **slots, size_t nslots, const struct input *in)
{
	size_t at = slot_of(in, nslots);

	while (slots[at] != NULL &&
	       (slots[at]->inode != in->inode || slots[at]->device != in->device))
		at = (at + 1) & (nslots - 1);
	return &slots[at];
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
repeated_drop(struct inputs *in)
{
	size_t nslots = 16, kept = 0;
	struct input **slots, **slot;

	while (nslots < 2 * in->n)
		nslots *= 2;
	slots = xcalloc(nslots, sizeof(*slots));
	for (size_t i = 0; i < in->n; i++) {
		struct input *next = &in->items[i];

		slot = find(slots, nslots, next);
		if (*slot != NULL && same_file(*slot, next))
			keep_one(slot, next);
		else
			*slot = next;
	}
	for (size_t i = 0; i < in->n; i++) {
		if (in->items[i].path != NULL)
			in->items[kept++] = in->items[i];
	}
	in->n = kept;
	free(slots);
}
