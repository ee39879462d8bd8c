/*
 * eval: what checking and explaining have in common.
 *
 * Both walk the same program.  Here are the budgets of work and memory, the tests of
 * single values, the bookkeeping for unevaluated* and the dynamic scope.
 */
#ifndef SCHEMA_EVAL_H
#define SCHEMA_EVAL_H

#include "base/hash.h"
#include "schema/equal.h"
#include "schema/program.h"

#ifdef __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED
#endif

enum {
	/*
	 * Schemas applied within schemas.  A frame takes under 400 bytes (some 2 KiB
	 * with sanitizers): see SCHEMA_STACK in schema.h.
	 */
	EVAL_DEPTH = 6000,
/*
	 * Where the end of the stack is known (base/stack.h) they are fewer: what a schema
	 * within a schema takes at most, by check and by explain.
	 */
#if defined(__OPTIMIZE__) && !defined(SANITIZED)
	EVAL_FRAME = 896,
	EXPLAIN_FRAME = 1408
#else
	EVAL_FRAME = 5 * 1024,
	EXPLAIN_FRAME = 8 * 1024
#endif
};

/*
 * The budget of work: a schema whose branches multiply must not run for hours.  To
 * apply a schema to a value costs a step; what takes longer, such as walking over
 * members or reading a long string, costs more.  A document may take
 * EVAL_STEPS_PER_BYTE for each of its bytes, and EVAL_STEPS at least.  A line of a
 * stream gets less, as there are many lines: EVAL_STEPS_OF_LINE, and as much for each
 * byte.
 */
#ifndef EVAL_STEPS /* fuzzing takes fewer: make fuzz */
#define EVAL_STEPS (UINT64_C(6) << 20)
#endif
#define EVAL_STEPS_OF_LINE  (EVAL_STEPS / 32)
#define EVAL_STEPS_PER_BYTE UINT64_C(6)

/*
 * A document is checked, explained, its output made, and perhaps all of that for each
 * of very many policies.  All of it together may take the above this many times.
 */
enum { EVAL_PASSES = 2 };

/*
 * The budget of all lines of a stream together: lines that take more than their bytes
 * give them must not run for hours together either.
 */
#define STREAM_STEPS          (EVAL_STEPS / 2)
#define STREAM_STEPS_PER_BYTE (EVAL_PASSES * EVAL_STEPS_PER_BYTE)

/*
 * The rule for a cost: what takes time in proportion to something that a document or
 * a schema can make long is paid for, by eval_spend(), where that work is done, by the
 * lengths of all that takes part: the value and what it is held against.  A step is
 * worth some 30 nanoseconds; this much is had for the price of one.  tests/growth makes
 * each keyword meet each kind of operand.
 */
enum {
	STEP_REGEX = 16,  /* units of work on a pattern: regex/regex.c */
	STEP_MEMBERS = 8, /* members, elements, scopes that are passed */
	STEP_LOOKUPS =
	    1, /* names that are looked up in an object, which may be large */
	STEP_BRANCHES = 32, /* that may say no more than a type: others are steps */
	STEP_BYTES = 16,    /* of text that is looked at, a digit or a character each */
	STEP_COMPARED = 256, /* of text that is compared or hashed as it is */
	STEP_WORDS = 16,     /* of a track: made, copied or merged */
	STEP_LIMBS = 8       /* nine digits of a number times nine of another */
};

/*
 * To choose what is said of a failure, texts, names and operands of more bytes are not
 * compared or looked up: each failure may ask again.
 */
enum { SAID_LONGEST = 4096 };

/*
 * Memory of what is kept while schemas are applied within schemas: tracks and scopes.
 * It is no more for a longer document, for what is kept there is small beside it.
 */
enum { EVAL_MEMORY = 8 << 20 };

enum {
	PRESENCE_DEPTH = 8,   /* what is nested deeper is not noted */
	PRESENCE_NUMBERS = 64 /* names that have one */
};

/* What a match by PCRE2 costs in steps beyond another, to begin with. */
enum { PCRE2_STEPS = 5 };

/* What explaining a schema costs beyond checking it, as its units are made and kept. */
enum { EXPLAIN_STEPS = 6 };

/* The verdict on a value, remembered: verdict-cache.c. */
struct memo;

/* Which members the object has that was walked over last, by number: presence.h. */
struct presence {
	size_t at;             /* the object */
	uint64_t known, there; /* sets of numbers */
	uint32_t where[PRESENCE_NUMBERS];
};

struct eval {
	struct arena *scratch; /* reset at the end of each document */
	struct arena *units;   /* of the last explanation, if nobody gave an arena */
	struct regex_scratch *regex;
	struct memo *memo;     /* NULL: was not needed yet */
	const struct doc *doc; /* that is checked */
	unsigned depth, deepest;
	uint64_t
	    own_steps;  /* those that a document may take, whatever its length; or 0 */
	uint64_t steps; /* left */
	uint64_t began; /* with so many */
	uint64_t memo_below; /* steps left: from when on verdicts are remembered */
	/* the same, or all if nskip, templates or damage: more is asked then */
	uint64_t watch_below;
	size_t memory;                            /* left, of EVAL_MEMORY */
	struct presence presence[PRESENCE_DEPTH]; /* by depth */
	struct scope *scopes;         /* entered first, the last of them first */
	const struct circle *circles; /* entered, the innermost first */
	bool templates;               /* strings with a template pass */
	bool
	    of_schema; /* a schema is checked: "format" of its meta-schema says nothing */
	enum budget gave_up; /* the budget that ended: the verdict is not known */
	/* roots of resources of other dialects, passed over (schemas as instances),
	   ascending */
	const size_t *skip;
	size_t nskip;
};

/*
 * The resources that were entered on the way here and have a dynamic anchor that
 * nothing around them has, innermost first: of those that have an anchor the outermost
 * decides (2020-12 core, 8.2.3.2), so that to enter others changes nothing.  The same
 * way is the same scope, by its address: verdicts are remembered by it.
 */
struct scope {
	const struct resource *resource;
	const struct scope *outer;
	struct scope *inner; /* entered from here, the last of them first */
	struct scope *next;  /* entered from the same scope before */
	uint64_t dynamic;    /* of all resources in it */
};

/* The scope within a resource that is entered from outer (NULL: from none). */
const struct scope *
scope_enter(struct eval *e, const struct scope *outer, const struct resource *r);

/*
 * Which members or elements of one instance have been evaluated (2020-12 core,
 * 11).  Kept only where an unevaluated* keyword may ask.
 */
struct track {
	uint64_t *bits;
	uint64_t word; /* bits, for up to 64 */
	size_t n;
};

/*
 * Without marks, or a copy; e pays.  False if there is no memory for one more: e gave
 * up, then.  Either way track_drop() it.
 */
bool track_init(struct eval *e, struct track *t, size_t n);
bool track_copy(struct eval *e, struct track *to, const struct track *from);
void track_drop(struct eval *e, struct track *t);

void track_all(struct track *t);
void track_merge(struct track *to, const struct track *from);
void track_restore(struct track *to, const struct track *from);

static inline void
track_mark(struct track *t, size_t i)
{
	if (t != NULL)
		t->bits[i / 64] |= UINT64_C(1) << (i % 64);
}

static inline bool
track_has(const struct track *t, size_t i)
{
	return (t->bits[i / 64] >> (i % 64) & 1) != 0;
}

/* Whether a schema needs a track of its own for the instance. */
static inline bool
eval_tracks(const struct schema *s, struct node n)
{
	return (s->unevaluated_properties && node_is(n, NODE_OBJECT)) ||
	       (s->unevaluated_items && node_is(n, NODE_ARRAY));
}

/* The bits of values that surely have one of the types; what is broken has them all. */
static inline unsigned
eval_typed(unsigned types)
{
	unsigned integer = (types & TYPE_NUMBER) != 0 ? TYPE_INTEGER : 0;

	return types == 0 ? TYPE_ANY : (types & TYPE_ANY) | TYPE_UNKNOWN | integer;
}

/* Whether the instance surely has one of the types, without reading a number. */
static inline bool
eval_type_quick(unsigned types, struct node n)
{
	return !node_exists(n) || (eval_typed(types) & node_cell(n)->bit) != 0;
}

/* Whether it has one of them; e pays for a number that has to be read, or is NULL. */
bool eval_type(struct eval *e, unsigned types, struct node n);

/* Where a $dynamicRef or $recursiveRef leads in this scope; NULL: nowhere. */
const struct schema *
eval_dynamic(struct eval *e, const struct instr *in, const struct scope *scope);

/* What a table says of a member, or NULL; mostly the first of its hash tells. */
static inline __attribute__((always_inline)) const struct property *
table_find(const struct property_table *t, struct node member)
{
	const struct cell *c = node_cell(member);
	const struct property *p = &t->slots[c->key_hash & t->mask];

	while (p->hash != c->key_hash) {
		if (p->name.s == NULL)
			return NULL;
		p = p == &t->slots[t->mask] ? t->slots : p + 1;
	}
	if (p->name.s != NULL && c->key != 0 && p->name.len == c->key_len &&
	    hash_same(p->name.s, member.doc->text.s + c->key, c->key_len))
		return p;
	return table_search(t, node_key(member), c->key_hash);
}

/* What a table says of a name, or NULL. */
static inline const struct property *
table_find_name(const struct property_table *t, struct str name)
{
	return table_search(t, name, hash_bytes(name.s, name.len));
}

/* Whether one of so many members from *m on has that name; *m is the first of them. */
static inline bool
member_named(struct node *m, size_t *left, struct str name, uint32_t hash)
{
	const struct cell *cells = m->doc->cells;
	struct str key;

	for (; *left != 0; --*left, m->at = cells[m->at].next) {
		if (cells[m->at].key_hash != hash)
			continue;
		key = node_key(*m);
		if (key.len == name.len && hash_same(key.s, name.s, key.len))
			return true;
	}
	return false;
}

/* Whether any member of the object has that name. */
bool has_member(struct node object, struct str name, uint32_t hash);

/* Whether it has all names of a table; a damaged object may have lost some. */
bool has_all(const struct property_table *names, struct node object);

/* The first name a dependency misses in the object, or NULL if it is content. */
const struct property *
missing_dependency(const struct dependency *d, struct node object);

/* The text may stand for anything: it has a template in it. */
bool eval_is_template(struct node n);

/* Whether a pattern matches; gives up on behalf of e. */
bool eval_matches(struct eval *e, const struct regex *re, struct str text);

/* Before each document; frame: EVAL_FRAME or EXPLAIN_FRAME. */
void eval_begin(struct eval *e, struct node instance, const struct eval_options *opt,
		size_t frame);

/* After it: what was spent is not there for the next one of the same document. */
void eval_end(struct eval *e);

/* Whether a schema may still be applied; gives up otherwise. */
bool eval_affords(struct eval *e);

/* Whether nothing is left: then nothing is known any more. */
static inline bool
eval_spent(struct eval *e)
{
	if (e->steps == 0)
		e->gave_up = BUDGET_STEPS;
	return e->steps == 0;
}

/* Pays for work that is more than a step. */
static inline void
eval_spend(struct eval *e, size_t steps)
{
	if (steps < e->steps) {
		e->steps -= steps;
	} else {
		e->steps = 0;
		e->gave_up = BUDGET_STEPS;
	}
}

/* The same; whether the work may be done. */
static inline bool
eval_pay(struct eval *e, size_t steps)
{
	eval_spend(e, steps);
	return !eval_spent(e);
}

/* The text of a string without escapes. */
static inline struct str
cell_raw(const struct doc *d, const struct cell *c)
{
	return (struct str){d->text.s + c->start + 1, c->end - c->start - 2};
}

/* Whether it is the text with these ends. */
static inline bool
short_string_is(const struct short_string *s, uint64_t first, uint64_t last, size_t len)
{
	return s->first == first && s->last == last && s->len == len;
}

/* Whether there is so much memory left; then it is taken.  Gives up otherwise. */
static inline bool
eval_afford_memory(struct eval *e, size_t bytes)
{
	if (bytes > e->memory) {
		e->gave_up = BUDGET_MEMORY;
		return false;
	}
	e->memory -= bytes;
	return true;
}

/* What it takes to walk over the members of an object and look for so many names. */
static inline void
eval_spend_members(struct eval *e, struct node object, size_t names)
{
	const struct cell *c = node_cell(object);
	size_t steps = c->count / STEP_MEMBERS + (c->end - c->start) / STEP_COMPARED +
		       (names < c->count ? names : c->count) / STEP_LOOKUPS;

	if (steps != 0)
		eval_spend(e, steps);
}

/* Whether a schema holds; marks in t, if there is one, what it has evaluated. */
bool eval_check(struct eval *e, const struct schema *s, struct node n, struct track *t,
		const struct scope *scope);

/*
 * A key as an instance of its own (propertyNames): the root of k->doc, a document of one
 * cell over the same text.
 */
struct key_instance {
	struct cell cell;
	struct decoded decoded;
	struct doc doc;
};

void eval_key_instance(struct key_instance *k, struct node member);

bool eval_skipped(const struct eval *e, struct node n);

#endif
