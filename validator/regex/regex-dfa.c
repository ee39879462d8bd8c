/*
 * regex-dfa: regular patterns as a table of states.
 *
 * Subset construction: a row is the set of states that the nondeterministic
 * automaton may be in after what was read, a column a class of bytes that no
 * state tells apart.
 */
#include "regex/regex-dfa.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "regex/regex-nfa.h"
#include "regex/regex-tree.h"

enum {
	TABLE_LIMIT = 12000, /* cells */
	WORK_LIMIT = 30000,  /* steps of the construction: some 100 microseconds */
	AHEADS_MOST = 2,     /* each takes a table, and a pass over the subject */
	NONE = UINT16_MAX
};

/* Rows: what matches no more, what matches whatever follows, and the first. */
enum { ROW_DEAD = 0, ROW_ACCEPT = 1, ROW_START = 2 };

/*
 * Column by column, so that a byte takes three instructions: the byte, the column that it
 * is in, the row there.  From row to row it took a fourth to add the two.
 */
struct dfa {
	struct dfa *next;            /* which must match, too */
	bool refuses;                /* it must not match: (?!...) */
	const uint16_t *column[256]; /* of each byte: the next row, by row */
	const uint16_t *end;         /* of the end of the text */
	unsigned start;
	int first; /* the byte that a match begins with; -1: not one */
	uint16_t cells[];
};

/* Reads on from a row; those of a verdict lead to themselves, so it is asked for seldom. */
static inline __attribute__((always_inline)) bool
reads_on(const struct dfa *d, unsigned row, const unsigned char *p, size_t left)
{
	const uint16_t *const *column = d->column;

	for (; left >= 8 && row > ROW_ACCEPT; p += 8, left -= 8) {
		row = column[p[0]][row];
		row = column[p[1]][row];
		row = column[p[2]][row];
		row = column[p[3]][row];
		row = column[p[4]][row];
		row = column[p[5]][row];
		row = column[p[6]][row];
		row = column[p[7]][row];
	}
	if (left >= 8)
		return row == ROW_ACCEPT;
	if ((left & 4) != 0) {
		row = column[p[0]][row];
		row = column[p[1]][row];
		row = column[p[2]][row];
		row = column[p[3]][row];
		p += 4;
	}
	if ((left & 2) != 0) {
		row = column[p[0]][row];
		row = column[p[1]][row];
		p += 2;
	}
	if ((left & 1) != 0)
		row = column[p[0]][row];
	return d->end[row] == ROW_ACCEPT;
}

/* From the first byte that a match may begin with. */
static __attribute__((noinline)) bool
matches_later(const struct dfa *d, struct str subject)
{
	const char *p;

	if (subject.len == 0)
		return d->end[d->start] == ROW_ACCEPT;
	p = memchr(subject.s, d->first, subject.len);
	if (p == NULL)
		p = subject.s + subject.len;
	return reads_on(d, d->column[0][d->start], (const unsigned char *)p,
			(size_t)(subject.s + subject.len - p));
}

static inline bool
matches(const struct dfa *d, struct str subject)
{
	return d->first >= 0 ? matches_later(d, subject)
			     : reads_on(d, d->start, (const unsigned char *)subject.s,
					subject.len);
}

/* With what is ahead of the start. */
static __attribute__((noinline)) bool
matches_all(const struct dfa *d, struct str subject)
{
	for (; d != NULL; d = d->next) {
		if (matches(d, subject) == d->refuses)
			return false;
	}
	return true;
}

bool
dfa_match(const struct dfa *d, struct str subject)
{
	return d->next == NULL ? matches(d, subject) != d->refuses
			       : matches_all(d, subject);
}

struct row {
	const uint16_t *members; /* ascending */
	size_t n;
	uint32_t hash;
	uint16_t chain; /* the next row of the same bucket */
};

enum { BUCKETS = 1024 };

struct builder {
	struct nfa nfa;
	uint16_t entry; /* of the pattern */
	bool always;    /* matches before a byte is read */
	unsigned char column[256], sample[256];
	unsigned columns;
	struct row *rows;
	uint16_t *cells;
	size_t n_rows, rows_cap, cells_cap, work;
	size_t most_cells, most_work;
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
collect_states(struct builder *b, uint16_t s, bool at_start, bool at_end)
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

/* Few members as a rule: by insertion; qsort() takes as long as all the rest. */
static void
sort_members(struct builder *b)
{
	if (b->n > 32) {
		qsort(b->members, b->n, sizeof(*b->members), ascending);
		return;
	}
	for (size_t i = 1; i < b->n; i++) {
		uint16_t m = b->members[i];
		size_t k = i;

		for (; k > 0 && b->members[k - 1] > m; k--)
			b->members[k] = b->members[k - 1];
		b->members[k] = m;
	}
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
	sort_members(b);
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

/* The next byte from c on that the set has, 256 if there is none. */
static unsigned
next_byte(const struct bytes *set, unsigned c)
{
	for (; c < 256; c = (c / 64 + 1) * 64) {
		uint64_t rest = set->bits[c / 64] >> c % 64;

		if (rest != 0)
			return c + (unsigned)__builtin_ctzll(rest);
	}
	return 256;
}

/* Splits the columns of which the set has some bytes, but not all. */
static void
split_columns(struct builder *b, const struct bytes *set, unsigned *size)
{
	unsigned has[256] = {0};
	int fresh[256];

	for (unsigned c = next_byte(set, 0); c < 256; c = next_byte(set, c + 1)) {
		has[b->column[c]]++;
		fresh[b->column[c]] = -1;
	}
	for (unsigned c = next_byte(set, 0); c < 256; c = next_byte(set, c + 1)) {
		unsigned old = b->column[c];

		if (fresh[old] < 0 && has[old] < size[old]) {
			fresh[old] = (int)b->columns;
			size[b->columns++] = has[old];
			size[old] -= has[old];
		}
		if (fresh[old] >= 0)
			b->column[c] = (unsigned char)fresh[old];
	}
}

/* Bytes that no set tells apart share a column. */
static void
make_columns(struct builder *b)
{
	unsigned size[257] = {256}; /* bytes of each column */

	b->columns = 1;
	for (size_t i = 0; i < b->nfa.n_sets; i++)
		split_columns(b, &b->nfa.sets[i], size);
	for (unsigned c = 256; c-- > 0;)
		b->sample[b->column[c]] = (unsigned char)c;
	b->columns++; /* for the end of the text */
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
				collect_states(b, s->out, false, false);
		}
		b->work += row.n + 1;
		/* A match may begin anywhere. */
		collect_states(b, b->entry, false, false);
		b->cells[base + column] = (uint16_t)find_row(b);
	}
	clear(b);
	for (size_t m = 0; m < row.n; m++)
		if (b->nfa.states[row.members[m]].kind == END)
			collect_states(b, b->nfa.states[row.members[m]].out,
				       i == ROW_START, true);
	b->cells[base + b->columns - 1] = has_match(b) ? ROW_ACCEPT : ROW_DEAD;
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
	collect_states(b, b->entry, true, false);
	b->always = has_match(b);
	if (b->always)
		b->n = 0; /* the start is the accepting row */
	add_row(b, 0);
	for (i = ROW_START; i < b->n_rows; i++) {
		if ((b->n_rows + 1) * b->columns > b->most_cells ||
		    b->work > b->most_work)
			return false;
		fill_row(b, i);
	}
	for (i = 0; i < b->columns; i++) {
		b->cells[i] = 0;
		b->cells[b->columns + i] = ROW_ACCEPT;
	}
	return true;
}

/* The byte of a column, or -1 if it has several. */
static int
only_byte(const struct builder *b, unsigned column)
{
	int only = -1;

	for (int c = 0; c < 256; c++) {
		if (b->column[c] != column)
			continue;
		if (only >= 0)
			return -1;
		only = c;
	}
	return only;
}

/* The byte without which no row is left but that of what is no match yet, or -1. */
static int
first_byte(const struct builder *b)
{
	const uint16_t *start = b->cells + (size_t)ROW_START * b->columns;
	const uint16_t rest = start[b->column[0]];
	const uint16_t *again = b->cells + (size_t)rest * b->columns;
	int first = -1;

	if (rest < ROW_START)
		return -1;
	for (unsigned k = 0; k + 1 < b->columns; k++) {
		if (again[k] != start[k] || (again[k] != rest && first >= 0))
			return -1;
		if (again[k] != rest)
			first = (int)k;
	}
	return first < 0 ? -1 : only_byte(b, (unsigned)first);
}

static struct dfa *
finish(const struct builder *b)
{
	size_t rows = b->n_rows;
	struct dfa *d = xmalloc(sizeof(*d) + rows * b->columns * sizeof(d->cells[0]));

	for (size_t row = 0; row < rows; row++) {
		const uint16_t *cells = b->cells + row * b->columns;

		for (unsigned k = 0; k < b->columns; k++)
			d->cells[k * rows + row] = cells[k];
	}
	for (unsigned c = 0; c < 256; c++)
		d->column[c] = d->cells + b->column[c] * rows;
	d->end = d->cells + (b->columns - 1) * rows;
	d->next = NULL;
	d->refuses = false;
	d->start = b->always ? ROW_ACCEPT : ROW_START;
	d->first = b->always ? -1 : first_byte(b);
	return d;
}

/* A table in front of those that there are; they share the limits. */
static bool
add_table(struct dfa **list, const struct tree *root, struct arena *a, size_t *cells,
	  size_t *work)
{
	struct builder *b = arena_calloc(a, 1, sizeof(*b));
	struct dfa *d;

	b->most_cells = *cells;
	b->most_work = *work;
	if (!nfa_build(root, a, &b->nfa, &b->entry))
		return false;
	make_columns(b);
	if (!make_rows(b))
		return false;
	d = finish(b);
	d->next = *list;
	*list = d;
	*cells -= b->n_rows * b->columns;
	*work -= b->work < *work ? b->work : *work;
	return true;
}

/* A pattern that begins at the start of the text and goes on with others. */
static struct tree *
from_start(const struct tree *begin, struct tree *rest, struct arena *a)
{
	struct tree *both = arena_alloc(a, 2 * sizeof(*both));

	both[0] = (struct tree){.kind = TREE_SEQ, .first = &both[1]};
	both[1] = *begin;
	both[1].next = rest;
	return both;
}

static bool
is_ahead(const struct tree *t)
{
	return t != NULL && (t->kind == TREE_AHEAD || t->kind == TREE_NOT_AHEAD);
}

/*
 * What is looked for ahead of the start is a pattern of its own: ^(?=A)B matches where
 * both ^A and ^B do.
 */
static bool
add_tables(struct dfa **list, const struct tree *root, struct arena *a)
{
	size_t cells = TABLE_LIMIT, work = WORK_LIMIT, aheads = 0;
	const struct tree *begin = root->kind == TREE_SEQ ? root->first : NULL, *t;

	if (begin == NULL || begin->kind != TREE_BEGIN || !is_ahead(begin->next))
		return add_table(list, root, a, &cells, &work);
	for (t = begin->next; is_ahead(t); t = t->next) {
		if (++aheads > AHEADS_MOST ||
		    !add_table(list, from_start(begin, t->first, a), a, &cells, &work))
			return false;
		(*list)->refuses = t->kind == TREE_NOT_AHEAD;
	}
	return t == NULL ||
	       add_table(list, from_start(begin, (struct tree *)(uintptr_t)t, a), a,
			 &cells, &work);
}

struct dfa *
dfa_new(const struct tree *root, struct arena *a)
{
	struct dfa *list = NULL;

	if (add_tables(&list, root, a))
		return list;
	dfa_free(list);
	return NULL;
}

void
dfa_free(struct dfa *d)
{
	while (d != NULL) {
		struct dfa *next = d->next;

		mem_free(d);
		d = next;
	}
}
