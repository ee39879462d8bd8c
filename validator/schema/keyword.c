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
	struct keyword_slot {
		const struct keyword *keyword; /* NULL: free */
		uint32_t hash, len;            /* of its name */
	} slots[SLOTS];
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

static void
add(struct keyword_table *t, const struct keyword *k)
{
	size_t len = strlen(k->name);
	uint32_t hash = hash_bytes(k->name, len);
	size_t slot = hash & (SLOTS - 1);

	while (t->slots[slot].keyword != NULL)
		slot = (slot + 1) & (SLOTS - 1);
	t->slots[slot] = (struct keyword_slot){k, hash, (uint32_t)len};
}

struct keyword_table *
keyword_table_new(struct arena *a)
{
	struct keyword_table *t = arena_calloc(a, 1, sizeof(*t));

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		for (const struct keyword *k = tables[i]; k->name != NULL; k++)
			add(t, k);
	}
	return t;
}

static bool
is_named(const struct keyword_slot *s, struct str name)
{
	return name.len == s->len && memcmp(name.s, s->keyword->name, s->len) == 0;
}

static const struct keyword *
find(const struct keyword_table *t, struct str name, uint32_t hash,
     const struct dialect_info *d)
{
	const struct keyword_slot *s;

	for (size_t i = hash & (SLOTS - 1); (s = &t->slots[i])->keyword != NULL;
	     i = (i + 1) & (SLOTS - 1)) {
		if (s->hash == hash &&
		    (s->keyword->dialects & DIALECT_BIT(d->dialect)) != 0 &&
		    (s->keyword->vocabulary & d->vocabularies) != 0 &&
		    is_named(s, name))
			return s->keyword;
	}
	return NULL;
}

const struct keyword *
keyword_find(const struct keyword_table *t, struct str name,
	     const struct dialect_info *d)
{
	return find(t, name, hash_bytes(name.s, name.len), d);
}

const struct keyword *
keyword_of(const struct keyword_table *t, struct node member,
	   const struct dialect_info *d)
{
	return find(t, node_key(member), node_cell(member)->key_hash, d);
}

enum dialect
keyword_dialect(const struct keyword_table *t, struct str name)
{
	uint32_t hash = hash_bytes(name.s, name.len);
	const struct keyword_slot *s;
	unsigned dialects = 0;
	enum dialect d = 0;

	for (size_t i = hash & (SLOTS - 1); (s = &t->slots[i])->keyword != NULL;
	     i = (i + 1) & (SLOTS - 1)) {
		if (s->hash == hash && is_named(s, name))
			dialects |= s->keyword->dialects;
	}
	while (d < DIALECT_COUNT && (dialects & DIALECT_BIT(d)) == 0)
		d++;
	return d;
}
