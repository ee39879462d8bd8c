/* verdict-cache: see the header. */
#include "schema/verdict-cache.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"

enum { SLOTS = 1 << 13 };

/* Of another round than the memo's: free. */
struct slot {
	const struct schema *schema;
	const struct scope *scope;
	size_t at; /* cell of the value */
	uint32_t round;
	bool templates, ok;
};

struct memo {
	uint32_t round;
	struct slot slots[SLOTS];
};

struct memo *
verdict_new(void)
{
	struct memo *m = xcalloc(1, sizeof(*m));

	m->round = 1;
	return m;
}

void
verdict_forget(struct memo *m)
{
	if (++m->round != 0)
		return;
	memset(m, 0, sizeof(*m)); /* the numbers have been used up */
	m->round = 1;
}

static size_t
place_of_verdict(const struct schema *s, const struct scope *scope, struct node n)
{
	uint64_t mixed = ((uintptr_t)s ^ (uintptr_t)scope << 1 ^ (uint64_t)n.at << 20) *
			 UINT64_C(0x9e3779b97f4a7c15);

	return mixed >> 40 & (SLOTS - 1);
}

bool
verdict_find(const struct memo *m, const struct schema *s, const struct scope *scope,
	     struct node n, bool templates, bool *ok)
{
	const struct slot *slot = &m->slots[place_of_verdict(s, scope, n)];

	if (slot->round != m->round || slot->schema != s || slot->scope != scope ||
	    slot->at != n.at || slot->templates != templates)
		return false;
	*ok = slot->ok;
	return true;
}

void
verdict_add(struct memo *m, const struct schema *s, const struct scope *scope,
	    struct node n, bool templates, bool ok)
{
	m->slots[place_of_verdict(s, scope, n)] =
	    (struct slot){s, scope, n.at, m->round, templates, ok};
}
