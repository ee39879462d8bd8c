/*
 * regex-dfa: regular patterns as a table of states.
 *
 * The nondeterministic automaton is built backwards: build(t, next) makes the
 * states that match t and go on to next, and returns the first of them.  Its
 * states either read a byte of a set or fork without reading.
 *
 * Subjects are well-formed, so a three-byte character may be taken as
 * [E0-EF][80-BF][80-BF] where its exact bounds do not matter; this keeps the
 * automata of \S, [^"] and the dot small.
 */
#include "schema/regex-dfa.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "schema/regex-tree.h"

enum {
	NFA_LIMIT = 4000,    /* states */
	TABLE_LIMIT = 60000, /* cells; below 2^16, as a cell holds a cell's index */
	WORK_LIMIT = 400000, /* steps of the construction */
	NONE = UINT16_MAX
};

struct dfa {
	unsigned char column[256]; /* of each byte */
	unsigned columns;          /* the last one is for the end of the text */
	unsigned start, accept;    /* rows: index of their first cell; 0 is dead */
	uint16_t cells[];
};

bool
dfa_match(const struct dfa *d, struct str subject)
{
	const unsigned char *p = (const unsigned char *)subject.s;
	const unsigned char *end = p + subject.len;
	unsigned row = d->start, accept = d->accept;

	for (; p < end; p++) {
		if (row <= accept)
			return row == accept;
		row = d->cells[row + d->column[*p]];
	}
	return d->cells[row + d->columns - 1] == accept;
}

/* ---- the nondeterministic automaton */

struct bytes {
	uint64_t bits[4];
};

struct state {
	enum { READ, FORK, BEGIN, END, MATCH } kind;
	uint16_t set;       /* READ: index of a struct bytes */
	uint16_t out, out2; /* out2: FORK */
};

struct nfa {
	struct arena *a;
	struct state *states;
	struct bytes *sets;
	size_t n, cap, n_sets, sets_cap;
	bool too_large;
};

static uint16_t
new_state(struct nfa *nfa, struct state s)
{
	if (nfa->n == NFA_LIMIT) {
		nfa->too_large = true;
		return 0;
	}
	nfa->states = arena_grow(nfa->a, nfa->states, &nfa->cap, nfa->n + 1, sizeof(s));
	nfa->states[nfa->n] = s;
	return (uint16_t)nfa->n++;
}

static uint16_t
fork_to(struct nfa *nfa, uint16_t one, uint16_t other)
{
	if (one == NONE)
		return other;
	return new_state(nfa, (struct state){.kind = FORK, .out = one, .out2 = other});
}

static bool
bytes_have(const struct bytes *b, unsigned byte)
{
	return (b->bits[byte / 64] >> byte % 64 & 1) != 0;
}

static void
bytes_add(struct bytes *b, uint32_t lo, uint32_t hi)
{
	for (uint32_t c = lo; c <= hi; c++)
		b->bits[c / 64] |= UINT64_C(1) << c % 64;
}

static uint16_t
find_set(struct nfa *nfa, const struct bytes *b)
{
	for (size_t i = nfa->n_sets; i-- > 0;)
		if (memcmp(&nfa->sets[i], b, sizeof(*b)) == 0)
			return (uint16_t)i;
	nfa->sets =
	    arena_grow(nfa->a, nfa->sets, &nfa->sets_cap, nfa->n_sets + 1, sizeof(*b));
	nfa->sets[nfa->n_sets] = *b;
	return (uint16_t)nfa->n_sets++;
}

/* A state that reads one of b; one made since first is used again. */
static uint16_t
reader(struct nfa *nfa, const struct bytes *b, uint16_t next, size_t first)
{
	uint16_t set = find_set(nfa, b);

	for (size_t i = first; i < nfa->n; i++) {
		const struct state *s = &nfa->states[i];

		if (s->kind == READ && s->set == set && s->out == next)
			return (uint16_t)i;
	}
	return new_state(nfa, (struct state){.kind = READ, .set = set, .out = next});
}

static uint16_t
read_range(struct nfa *nfa, uint32_t lo, uint32_t hi, uint16_t next, size_t first)
{
	struct bytes b = {{0}};

	bytes_add(&b, lo, hi);
	return reader(nfa, &b, next, first);
}

/*
 * The characters lo..hi, whose encodings are of one length with more bytes to
 * come after the lead.  Cut where the lead byte changes, so that in each piece
 * the bytes are independent of each other.
 */
static uint16_t
multibyte(struct nfa *nfa, uint32_t lo, uint32_t hi, unsigned more, uint32_t lead,
	  uint16_t next, size_t first)
{
	uint32_t mask = (UINT32_C(1) << 6 * more) - 1;
	uint16_t tail, entry = NONE;

	if (more == 0)
		return read_range(nfa, lead | lo, lead | hi, next, first);
	if (lo >> 6 * more != hi >> 6 * more && (lo & mask) != 0) {
		entry = multibyte(nfa, lo, lo | mask, more, lead, next, first);
		lo = (lo | mask) + 1;
	}
	if (lo >> 6 * more != hi >> 6 * more && (hi & mask) != mask) {
		tail = multibyte(nfa, hi & ~mask, hi, more, lead, next, first);
		entry = fork_to(nfa, entry, tail);
		hi = (hi & ~mask) - 1;
	}
	tail = multibyte(nfa, lo & mask, hi & mask, more - 1, 0x80, next, first);
	tail =
	    read_range(nfa, lead | lo >> 6 * more, lead | hi >> 6 * more, tail, first);
	return fork_to(nfa, entry, tail);
}

/* The part of lo..hi that is encoded in 1 + more bytes, if any. */
static uint16_t
encoded(struct nfa *nfa, const struct range *r, unsigned more, uint16_t entry,
	uint16_t next, size_t first)
{
	static const uint32_t least[] = {0, 0x80, 0x800, 0x10000, 0x110000};
	static const uint32_t widest[] = {0x7f, 0x7ff, 0xffff, 0x1fffff};
	static const uint32_t lead[] = {0, 0xc0, 0xe0, 0xf0};
	uint32_t lo = r->lo, hi = r->hi;

	if (hi < least[more] || lo >= least[more + 1])
		return entry;
	if (lo <= least[more])
		lo = 0; /* overlong forms do not occur */
	if (hi >= least[more + 1] - 1)
		hi = widest[more];
	return fork_to(nfa, entry,
		       multibyte(nfa, lo, hi, more, lead[more], next, first));
}

static uint16_t
build_set(struct nfa *nfa, const struct set *s, uint16_t next)
{
	struct bytes ascii = {{0}};
	size_t first = nfa->n;
	uint16_t entry = NONE;

	for (size_t i = 0; i < s->n && s->r[i].lo < 0x80; i++)
		bytes_add(&ascii, s->r[i].lo, s->r[i].hi < 0x80 ? s->r[i].hi : 0x7f);
	for (size_t i = 0; i < s->n && !nfa->too_large; i++)
		for (unsigned more = 1; more <= 3; more++)
			entry = encoded(nfa, &s->r[i], more, entry, next, first);
	if (entry == NONE || (ascii.bits[0] | ascii.bits[1]) != 0)
		entry = fork_to(nfa, entry, reader(nfa, &ascii, next, first));
	return entry;
}

static uint16_t build(struct nfa *nfa, const struct tree *t, uint16_t next);

static uint16_t
build_seq(struct nfa *nfa, const struct tree *t, uint16_t next)
{
	const struct tree **items;
	size_t n = 0;

	for (const struct tree *i = t->first; i != NULL; i = i->next)
		n++;
	items = xreallocarray(NULL, n, sizeof(*items));
	n = 0;
	for (const struct tree *i = t->first; i != NULL; i = i->next)
		items[n++] = i;
	while (n > 0 && !nfa->too_large)
		next = build(nfa, items[--n], next);
	free(items);
	return next;
}

static uint16_t
build_repeat(struct nfa *nfa, const struct tree *t, uint16_t next)
{
	uint16_t entry = next, loop;

	if (t->max == TREE_MANY) {
		loop = new_state(nfa, (struct state){.kind = FORK, .out2 = next});
		entry = build(nfa, t->first, loop);
		nfa->states[loop].out = entry;
		/* x+ enters at x, so that one copy is enough. */
		if (t->min == 0)
			entry = loop;
	} else {
		for (uint32_t i = t->min; i < t->max && !nfa->too_large; i++)
			entry = fork_to(nfa, build(nfa, t->first, entry), next);
		if (t->min == 0)
			return entry;
		entry = build(nfa, t->first, entry);
	}
	for (uint32_t i = 1; i < t->min && !nfa->too_large; i++)
		entry = build(nfa, t->first, entry);
	return entry;
}

static uint16_t
build(struct nfa *nfa, const struct tree *t, uint16_t next)
{
	struct set one = {0};
	struct range r = {t->c, t->c};
	uint16_t entry = NONE;

	/* Nothing is too large for copies that are empty. */
	if (nfa->too_large)
		return next;
	switch (t->kind) {
	case TREE_EMPTY:
		return next;
	case TREE_CHAR:
		one = (struct set){&r, 1, 1};
		return build_set(nfa, &one, next);
	case TREE_CLASS:
		return build_set(nfa, &t->u.charset->set, next);
	case TREE_SEQ:
		return build_seq(nfa, t, next);
	case TREE_ALT:
		for (t = t->first; t != NULL; t = t->next)
			entry = fork_to(nfa, entry, build(nfa, t, next));
		return entry;
	case TREE_REPEAT:
		return build_repeat(nfa, t, next);
	case TREE_GROUP:
		return build(nfa, t->first, next);
	case TREE_BEGIN:
		return new_state(nfa, (struct state){.kind = BEGIN, .out = next});
	case TREE_END:
		return new_state(nfa, (struct state){.kind = END, .out = next});
	default:
		assert(0);
		return next;
	}
}

/* How many states t takes at most, about; too many if it is not regular. */
static uint64_t
estimate(const struct tree *t)
{
	uint64_t n = 0, times;

	switch (t->kind) {
	case TREE_EMPTY:
	case TREE_CHAR:
	case TREE_BEGIN:
	case TREE_END:
		return 1;
	case TREE_CLASS:
		return t->u.charset->properties != NULL ? NFA_LIMIT + 1 : 1;
	case TREE_SEQ:
	case TREE_ALT:
	case TREE_GROUP:
		for (t = t->first; t != NULL && n <= NFA_LIMIT; t = t->next)
			n += estimate(t);
		return n;
	case TREE_REPEAT:
		times = t->max != TREE_MANY ? t->max : t->min + UINT64_C(1);
		n = times == 0 ? 1 : times;
		times = estimate(t->first);
		return times > NFA_LIMIT ? times : n * times;
	default:
		return NFA_LIMIT + 1;
	}
}

/* ---- the deterministic one */

struct row {
	const uint16_t *members; /* ascending */
	size_t n;
	uint32_t hash;
	uint16_t chain; /* the next row of the same bucket */
};

enum { BUCKETS = 1024, ROW_DEAD = 0, ROW_ACCEPT = 1, ROW_START = 2 };

struct builder {
	struct nfa nfa;
	uint16_t entry; /* of the pattern */
	bool always;    /* matches before a byte is read */
	unsigned char column[256], sample[256];
	unsigned columns;
	struct row *rows;
	uint16_t *cells;
	size_t n_rows, rows_cap, cells_cap, work;
	uint16_t buckets[BUCKETS];
	/* the set that is being collected */
	uint16_t *members, *stack;
	unsigned *mark, round;
	size_t n;
};

/*
 * Adds s and what is reached from it without reading.  ENDs are members only as
 * long as the end is not known to be there.
 */
static void
collect(struct builder *b, uint16_t s, bool at_start, bool at_end)
{
	size_t depth = 0;

	b->stack[depth++] = s;
	while (depth > 0) {
		const struct state *st;

		s = b->stack[--depth];
		if (b->mark[s] == b->round)
			continue;
		b->mark[s] = b->round;
		b->work++;
		st = &b->nfa.states[s];
		switch (st->kind) {
		case FORK:
			b->stack[depth++] = st->out;
			b->stack[depth++] = st->out2;
			break;
		case BEGIN:
			if (at_start)
				b->stack[depth++] = st->out;
			break;
		case END:
			if (at_end)
				b->stack[depth++] = st->out;
			else
				b->members[b->n++] = s;
			break;
		default:
			b->members[b->n++] = s;
		}
	}
}

static void
clear(struct builder *b)
{
	b->round++;
	b->n = 0;
}

static bool
has_match(const struct builder *b)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->nfa.states[b->members[i]].kind == MATCH)
			return true;
	return false;
}

static int
ascending(const void *a, const void *b)
{
	const uint16_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static size_t
add_row(struct builder *b, uint32_t hash)
{
	struct row *row;
	uint16_t *copy = arena_alloc(b->nfa.a, (b->n + 1) * sizeof(*copy));

	memcpy(copy, b->members, b->n * sizeof(*copy));
	b->rows = arena_grow(b->nfa.a, b->rows, &b->rows_cap, b->n_rows + 1,
			     sizeof(*b->rows));
	row = &b->rows[b->n_rows];
	*row = (struct row){.members = copy, .n = b->n, .hash = hash, .chain = NONE};
	return b->n_rows++;
}

/* The row of the collected set, made if it is new. */
static size_t
find_row(struct builder *b)
{
	uint32_t hash = 2166136261u;
	uint16_t *bucket;
	size_t i;

	if (has_match(b))
		return ROW_ACCEPT;
	if (b->n == 0)
		return ROW_DEAD;
	qsort(b->members, b->n, sizeof(*b->members), ascending);
	for (i = 0; i < b->n; i++)
		hash = (hash ^ b->members[i]) * 16777619u;
	b->work += b->n;
	bucket = &b->buckets[hash % BUCKETS];
	for (i = *bucket; i != NONE; i = b->rows[i].chain)
		if (b->rows[i].hash == hash && b->rows[i].n == b->n &&
		    memcmp(b->rows[i].members, b->members,
			   b->n * sizeof(*b->members)) == 0)
			return i;
	i = add_row(b, hash);
	b->rows[i].chain = *bucket;
	*bucket = (uint16_t)i;
	return i;
}

/* Bytes that no set tells apart share a column. */
static void
make_columns(struct builder *b)
{
	unsigned char old[256];
	int renamed[512];
	unsigned n = 1;

	for (size_t set = 0; set < b->nfa.n_sets; set++) {
		memcpy(old, b->column, sizeof(old));
		for (size_t i = 0; i < 512; i++)
			renamed[i] = -1;
		n = 0;
		for (unsigned c = 0; c < 256; c++) {
			unsigned key = old[c] * 2u + bytes_have(&b->nfa.sets[set], c);

			if (renamed[key] < 0)
				renamed[key] = (int)n++;
			b->column[c] = (unsigned char)renamed[key];
		}
	}
	for (unsigned c = 256; c-- > 0;)
		b->sample[b->column[c]] = (unsigned char)c;
	b->columns = n + 1;
}

/* Fills the cells of a row; the target of the last column is the end's. */
static void
fill_row(struct builder *b, size_t i)
{
	struct row row = b->rows[i];
	size_t base = i * b->columns;

	b->cells = arena_grow(b->nfa.a, b->cells, &b->cells_cap, base + b->columns,
			      sizeof(*b->cells));
	for (unsigned column = 0; column + 1 < b->columns; column++) {
		clear(b);
		for (size_t m = 0; m < row.n; m++) {
			const struct state *s = &b->nfa.states[row.members[m]];

			if (s->kind == READ &&
			    bytes_have(&b->nfa.sets[s->set], b->sample[column]))
				collect(b, s->out, false, false);
		}
		b->work += row.n + 1;
		/* A match may begin anywhere. */
		collect(b, b->entry, false, false);
		b->cells[base + column] = (uint16_t)(find_row(b) * b->columns);
	}
	clear(b);
	for (size_t m = 0; m < row.n; m++)
		if (b->nfa.states[row.members[m]].kind == END)
			collect(b, b->nfa.states[row.members[m]].out, i == ROW_START,
				true);
	b->cells[base + b->columns - 1] =
	    (uint16_t)((has_match(b) ? ROW_ACCEPT : ROW_DEAD) * b->columns);
}

static bool
make_rows(struct builder *b)
{
	size_t i;

	memset(b->buckets, 0xff, sizeof(b->buckets));
	b->members = arena_calloc(b->nfa.a, b->nfa.n, sizeof(*b->members));
	b->mark = arena_calloc(b->nfa.a, b->nfa.n, sizeof(*b->mark));
	b->stack = arena_calloc(b->nfa.a, 2 * b->nfa.n + 2, sizeof(*b->stack));
	clear(b);
	add_row(b, 0); /* dead */
	add_row(b, 0); /* accept */
	collect(b, b->entry, true, false);
	b->always = has_match(b);
	if (b->always)
		b->n = 0; /* the start is the accepting row */
	add_row(b, 0);
	for (i = ROW_START; i < b->n_rows; i++) {
		if ((b->n_rows + 1) * b->columns > TABLE_LIMIT || b->work > WORK_LIMIT)
			return false;
		fill_row(b, i);
	}
	for (i = 0; i < b->columns; i++) {
		b->cells[i] = 0;
		b->cells[b->columns + i] = (uint16_t)b->columns;
	}
	return true;
}

static struct dfa *
finish(const struct builder *b)
{
	size_t n = b->n_rows * b->columns;
	struct dfa *d = xmalloc(sizeof(*d) + n * sizeof(d->cells[0]));

	memcpy(d->column, b->column, sizeof(d->column));
	memcpy(d->cells, b->cells, n * sizeof(d->cells[0]));
	d->columns = b->columns;
	d->accept = ROW_ACCEPT * b->columns;
	d->start = b->always ? d->accept : ROW_START * b->columns;
	return d;
}

struct dfa *
dfa_new(const struct tree *root, struct arena *a)
{
	struct builder *b;
	uint16_t match;

	if (estimate(root) > NFA_LIMIT)
		return NULL;
	b = arena_calloc(a, 1, sizeof(*b));
	b->nfa.a = a;
	match = new_state(&b->nfa, (struct state){.kind = MATCH});
	b->entry = build(&b->nfa, root, match);
	if (b->nfa.too_large)
		return NULL;
	make_columns(b);
	return make_rows(b) ? finish(b) : NULL;
}

void
dfa_free(struct dfa *d)
{
	free(d);
}
