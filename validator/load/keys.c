/*
 * keys: the same key twice in an object (RFC 8259, 4: "SHOULD be unique").
 *
 * The loop of the reader only notices that two names might be the same (one of
 * 64 bits of their hashes); then the object is looked through here, in linear
 * time, with a table that is on the stack for objects of usual size.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "load/reading.h"

enum { SMALL = 64 };

/* One name of the object. */
struct slot {
	size_t first; /* cell of the member that has it first */
	size_t count; /* how many have it; 0: the slot is free */
	size_t seen;  /* how many of them were reported */
	uint32_t hash;
};

struct table {
	struct slot *slots;
	size_t mask;
};

/* node.h's view of the cells read so far. */
static struct node
node_of(struct doc *view, const struct reader *r, size_t cell)
{
	view->text = r->doc->text;
	view->cells = r->cells;
	view->ncells = r->ncells;
	view->decoded = r->decoded;
	view->ndecoded = r->ndecoded;
	return (struct node){view, cell};
}

static struct slot *
find_key(const struct table *t, struct node member)
{
	uint32_t hash = node_cell(member)->key_hash;
	struct str key = node_key(member);
	struct slot *s;
	size_t i;

	for (i = hash & t->mask;; i = (i + 1) & t->mask) {
		s = &t->slots[i];
		if (s->count == 0)
			return s;
		if (s->hash == hash &&
		    str_equal(node_key((struct node){member.doc, s->first}), key))
			return s;
	}
}

/* Marks the members whose key occurred before; returns their number. */
static size_t
mark_repeated(struct reader *r, struct table *t, struct node object)
{
	size_t repeated = 0;
	struct slot *s;

	NODE_EACH(m, object)
	{
		s = find_key(t, m);
		if (s->count++ == 0) {
			s->first = m.at;
			s->hash = node_cell(m)->key_hash;
		} else {
			r->cells[m.at].flags |= CELL_REPEATED;
			repeated++;
		}
	}
	return repeated;
}

static void
report_repeated(struct reader *r, struct slot *s, struct node m)
{
	const char *name = diag_quote(r->ds, node_key(m));
	struct node first = {m.doc, s->first};
	struct diag *d;

	s->seen++;
	if (++r->repeats > READER_REPEATS)
		return;
	if (s->count == 2)
		d = diag_add(r->ds, RULE_DUPLICATE_KEY, node_key_span(m),
			     "'%s' is set twice; most readers keep this one and drop "
			     "the first",
			     name);
	else
		d = diag_add(r->ds, RULE_DUPLICATE_KEY, node_key_span(m),
			     "'%s' is set %zu times; most readers keep %s", name,
			     s->count,
			     s->seen == s->count - 1 ? "this one and drop the others"
						     : "the last and drop this one");
	diag_related(r->ds, d, node_key_span(first), "it is first set here");
	if (r->repeats == READER_REPEATS)
		diag_note(r->ds, d, "more repeated keys are not reported");
}

void
keys_check(struct reader *r, size_t object)
{
	struct slot small[SMALL], *large = NULL;
	size_t count = r->cells[object].count, size = SMALL;
	struct doc view = {0};
	struct node n = node_of(&view, r, object);
	struct table t;

	while (size / 2 < count)
		size *= 2;
	if (size > SMALL)
		large = xcalloc(size, sizeof(*large));
	else
		memset(small, 0, sizeof(small));
	t = (struct table){large != NULL ? large : small, size - 1};
	if (mark_repeated(r, &t, n) != 0) {
		r->doc->repeats = true;
		NODE_EACH(m, n)
		{
			if (r->ds != NULL && (node_cell(m)->flags & CELL_REPEATED) != 0)
				report_repeated(r, find_key(&t, m), m);
		}
	}
	mem_free(large);
}
