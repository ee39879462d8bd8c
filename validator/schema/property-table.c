/* property-table: names of members, and what is said of them (program.h). */
#include "base/arena.h"
#include "base/hash.h"
#include "schema/program.h"

struct property_table
table_new(struct arena *a, size_t names)
{
	size_t size = 4;

	while (size < names * 2)
		size *= 2;
	return (struct property_table){arena_calloc(a, size, sizeof(struct property)),
				       size - 1, 0};
}

const struct property *
table_search(const struct property_table *t, struct str name, uint32_t hash)
{
	const struct property *p;

	for (size_t i = hash & t->mask; (p = &t->slots[i])->name.s != NULL;
	     i = (i + 1) & t->mask) {
		if (p->hash == hash && p->name.len == name.len &&
		    hash_same(p->name.s, name.s, name.len))
			return p;
	}
	return NULL;
}

struct property *
table_add(struct property_table *t, struct str name)
{
	uint32_t hash = hash_bytes(name.s, name.len);
	size_t i = hash & t->mask;

	while (t->slots[i].name.s != NULL) {
		if (t->slots[i].hash == hash && str_equal(t->slots[i].name, name))
			return &t->slots[i];
		i = (i + 1) & t->mask;
	}
	t->slots[i].name = name;
	t->slots[i].hash = hash;
	t->n++;
	return &t->slots[i];
}

void
table_merge(struct property_table *to, const struct property_table *from)
{
	for (size_t i = 0; i <= from->mask && from->slots != NULL; i++) {
		const struct property *p = &from->slots[i];

		if (p->name.s == NULL)
			continue;
		struct property *q = table_add(to, p->name);
		if (p->schema != NULL)
			q->schema = p->schema;
		q->required = q->required || p->required;
	}
}
