/* keyword: the table of all keywords, found by name. */
#include "base/arena.h"
#include "base/hash.h"
#include "schema/program.h"

static const struct keyword *const tables[] = {
    keywords_core, keywords_applicator, keywords_validation, keywords_unevaluated,
    keywords_annotation};

enum {
	SLOTS = 256 /* a power of two, well above the number of rows */
};

struct keyword_table {
	const struct keyword *slots[SLOTS];
};

const struct keyword *
keyword_at(size_t i)
{
	for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++) {
		for (const struct keyword *k = tables[t]; k->name != NULL; k++) {
			if (i-- == 0)
				return k;
		}
	}
	return NULL;
}

static size_t
slot_of(struct str name)
{
	return hash_bytes(name.s, name.len) & (SLOTS - 1);
}

struct keyword_table *
keyword_table_new(struct arena *a)
{
	struct keyword_table *t = arena_calloc(a, 1, sizeof(*t));
	const struct keyword *k;

	for (size_t i = 0; (k = keyword_at(i)) != NULL; i++) {
		size_t slot = slot_of(str_from(k->name));

		while (t->slots[slot] != NULL)
			slot = (slot + 1) & (SLOTS - 1);
		t->slots[slot] = k;
	}
	return t;
}

const struct keyword *
keyword_find(const struct keyword_table *t, struct str name,
	     const struct dialect_info *d)
{
	const struct keyword *k;

	for (size_t i = slot_of(name); (k = t->slots[i]) != NULL;
	     i = (i + 1) & (SLOTS - 1)) {
		if ((k->dialects & DIALECT_BIT(d->dialect)) != 0 &&
		    (k->vocabulary & d->vocabularies) != 0 && str_is(name, k->name))
			return k;
	}
	return NULL;
}

enum dialect
keyword_dialect(const struct keyword_table *t, struct str name)
{
	unsigned dialects = 0;
	enum dialect d = 0;
	const struct keyword *k;

	for (size_t i = slot_of(name); (k = t->slots[i]) != NULL;
	     i = (i + 1) & (SLOTS - 1)) {
		if (str_is(name, k->name))
			dialects |= k->dialects;
	}
	while (d < DIALECT_COUNT && (dialects & DIALECT_BIT(d)) == 0)
		d++;
	return d;
}
