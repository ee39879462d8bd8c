/* index: see the header. */
#include "load/index.h"

#include <stdlib.h>

#include "base/arena.h"

/* The members of one object: cells by the hashes of their keys, 0 is free. */
struct table {
	size_t object; /* its cell */
	size_t *slots, mask;
};

struct doc_index {
	struct arena *arena;
	struct home *homes;
	struct table *tables; /* by object; without slots: free */
	size_t ntables, tables_size;
	struct spent spent;
};

struct doc_index *
index_new(struct arena *a)
{
	struct doc_index *index = arena_alloc(a, sizeof(*index));

	*index = (struct doc_index){.arena = a};
	return index;
}

struct spent *
index_spent(const struct doc *d)
{
	return d != NULL && d->index != NULL ? &d->index->spent : NULL;
}

void
doc_homes_fill(const struct doc *d, struct home *homes)
{
	uint32_t child, index;

	for (uint32_t i = 0; i < d->ncells; i++) {
		index = 0;
		child = i + 1;
		while (index < d->cells[i].count) {
			homes[child] = (struct home){i, index++};
			child = d->cells[child].next;
		}
	}
}

const struct home *
index_homes(const struct doc *d)
{
	struct doc_index *index = d->index;

	if (index->homes == NULL) {
		index->homes =
		    arena_calloc(index->arena, d->ncells, sizeof(*index->homes));
		doc_homes_fill(d, index->homes);
	}
	return index->homes;
}

/* The slot of the name, or the free one where it belongs. */
static size_t *
find_slot(const struct table *t, const struct doc *d, struct str name, uint32_t hash)
{
	size_t i = hash & t->mask;

	while (t->slots[i] != 0 &&
	       (d->cells[t->slots[i]].key_hash != hash ||
		!str_equal(node_key((struct node){d, t->slots[i]}), name)))
		i = (i + 1) & t->mask;
	return &t->slots[i];
}

static void
fill_table(struct table *t, struct node object, struct arena *a)
{
	size_t size = 2 * INDEX_MEMBERS;

	while (size < 2 * node_count(object))
		size *= 2;
	t->object = object.at;
	t->slots = arena_calloc(a, size, sizeof(*t->slots));
	t->mask = size - 1;
	NODE_EACH(m, object)
	{
		*find_slot(t, m.doc, node_key(m), node_cell(m)->key_hash) = m.at;
	}
}

static struct table *
slot_of_object(const struct doc_index *index, size_t object)
{
	size_t mask = index->tables_size - 1;
	size_t i = (size_t)(object * UINT64_C(0x9e3779b97f4a7c15) >> 20) & mask;

	while (index->tables[i].slots != NULL && index->tables[i].object != object)
		i = (i + 1) & mask;
	return &index->tables[i];
}

static struct table *
table_of(struct doc_index *index, struct node object)
{
	struct table *old = index->tables, *t;
	size_t n = index->tables_size;

	if (index->ntables * 2 >= n) {
		index->tables_size = n != 0 ? n * 2 : 8;
		index->tables = arena_calloc(index->arena, index->tables_size,
					     sizeof(*index->tables));
		for (size_t i = 0; i < n; i++) {
			if (old[i].slots != NULL)
				*slot_of_object(index, old[i].object) = old[i];
		}
	}
	t = slot_of_object(index, object.at);
	if (t->slots == NULL) {
		fill_table(t, object, index->arena);
		index->ntables++;
	}
	return t;
}

struct node
index_member(struct node object, struct str name, uint32_t hash)
{
	const struct table *t = table_of(object.doc->index, object);
	size_t at = *find_slot(t, object.doc, name, hash);

	return at != 0 ? (struct node){object.doc, at} : NODE_ABSENT;
}
