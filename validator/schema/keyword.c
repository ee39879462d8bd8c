/* keyword: the table of keywords, and how one is found by its name. */
#include "base/arena.h"
#include "base/hash.h"
#include "finding/rule.h"
#include "schema/op.h"

#define DROP(...)

/* A test of a value alone needs to know no more. */
#define ASSERTION(id, name, dialects, compile, subject, test, ...)                     \
	static bool run_##id(struct eval *e, const struct instr *in, struct node n,    \
			     struct track *t, const struct scope *scope)               \
	{                                                                              \
		(void)t;                                                               \
		(void)scope;                                                           \
		return test_##test(e, in, n);                                          \
	}
KEYWORDS(ASSERTION, DROP, DROP, DROP, DROP)
#undef ASSERTION

#define ASSERTION(id, name, dialects, compile, subject, test, rule, say, place)        \
	[OP_##id] = {run_##id,     NODE_##subject, OPERAND_NONE,                       \
		     explain_leaf, cause_keyword,  rule,                               \
		     say_##say,    place_##place,  note_none},
#define APPLICATOR(id, name, dialects, vocabulary, shape, compile, subject, test,      \
		   explain, cause, rule, say, place, operand, note)                    \
	[OP_##id] = {test_##test,       NODE_##subject, OPERAND_##operand,             \
		     explain_##explain, cause_##cause,  rule,                          \
		     say_##say,         place_##place,  note_##note},
/* Nobody explains what is only in the list for checking. */
#define FUSED(id, subject, test, operand)                                              \
	[OP_##id] = {test_##test, NODE_##subject, OPERAND_##operand, NULL, NULL, NULL, \
		     NULL,        NULL,           note_none},
const struct op_info ops[] = {KEYWORDS(ASSERTION, APPLICATOR, FUSED, DROP, DROP)
				  FUSED(NONE, NONE, fused, NONE)};
#undef ASSERTION
#undef APPLICATOR

#define ASSERTION(id, name, dialects, compile, ...)                                    \
	NAME(id, name, dialects, VALIDATION, PLAIN, compile)
#define APPLICATOR(id, name, dialects, vocabulary, shape, compile, ...)                \
	NAME(id, name, dialects, vocabulary, shape, compile)
#define NAME(id, name, dialects, vocabulary, shape, compile)                           \
	{name,          dialects, VOCABULARY_##vocabulary,                             \
	 SHAPE_##shape, OP_##id,  keyword_##compile},
#define READ(id, name, dialects, vocabulary, shape)                                    \
	{name, dialects, VOCABULARY_##vocabulary, SHAPE_##shape, OP_##id, NULL},
static const struct keyword keywords[] = {
    KEYWORDS(ASSERTION, APPLICATOR, DROP, NAME, READ)};

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
	return i < sizeof(keywords) / sizeof(keywords[0]) ? &keywords[i] : NULL;
}

struct keyword_table *
keyword_table_new(struct arena *a)
{
	struct keyword_table *t = arena_calloc(a, 1, sizeof(*t));
	const struct keyword *k;

	for (size_t i = 0; (k = keyword_at(i)) != NULL; i++) {
		size_t len = strlen(k->name);
		uint32_t hash = hash_bytes(k->name, len);
		size_t slot = hash & (SLOTS - 1);

		while (t->slots[slot].keyword != NULL)
			slot = (slot + 1) & (SLOTS - 1);
		t->slots[slot] = (struct keyword_slot){k, hash, (uint32_t)len};
	}
	return t;
}

static bool
is_named(const struct keyword_slot *s, struct str name)
{
	return name.len == s->len && memcmp(name.s, s->keyword->name, s->len) == 0;
}

static const struct keyword *
find_keyword(const struct keyword_table *t, struct str name, uint32_t hash,
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
	return find_keyword(t, name, hash_bytes(name.s, name.len), d);
}

const struct keyword *
keyword_of(const struct keyword_table *t, struct node member,
	   const struct dialect_info *d)
{
	return find_keyword(t, node_key(member), node_cell(member)->key_hash, d);
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

enum severity
keyword_severity(const char *name)
{
	const struct keyword *k;

	for (size_t i = 0; (k = keyword_at(i)) != NULL; i++) {
		if (strcmp(k->name, name) == 0 && k->op != OP_NONE)
			return ops[k->op].rule->severity;
	}
	return SEV_ERROR;
}
