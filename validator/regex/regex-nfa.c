/*
 * regex-nfa: a regular pattern as a nondeterministic automaton over bytes.
 *
 * It is built backwards: build(t, next) makes the states that match t and go on
 * to next, and returns the first of them.
 *
 * Subjects are well-formed, so a three-byte character may be taken as
 * [E0-EF][80-BF][80-BF] where its exact bounds do not matter; this keeps the
 * automata of \S, [^"] and the dot small.
 */
#include "regex/regex-nfa.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/stack.h"
#include "regex/regex-tree.h"

enum {
	NFA_LIMIT = 4000, /* states */
	SMALL_LIMIT = 200,
	NONE = UINT16_MAX
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
	mem_free(items);
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

	stack_guard();
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
		return t->u.charset->properties != NULL ? NFA_LIMIT + 1
							: 1 + t->u.charset->set.n / 4;
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

bool
nfa_build(const struct tree *root, struct arena *a, struct nfa *nfa, uint16_t *entry)
{
	uint16_t match;

	*nfa = (struct nfa){.a = a};
	if (estimate(root) > NFA_LIMIT)
		return false;
	match = new_state(nfa, (struct state){.kind = MATCH});
	*entry = build(nfa, root, match);
	return !nfa->too_large;
}

bool
nfa_is_small(const struct tree *root)
{
	return estimate(root) <= SMALL_LIMIT;
}
