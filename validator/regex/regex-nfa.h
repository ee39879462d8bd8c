/*
 * regex-nfa: a regular pattern as a nondeterministic automaton over bytes.
 *
 * Its states either read a byte of a set or go on without reading.  The last
 * step before it becomes a table: see regex-dfa.
 */
#ifndef REGEX_REGEX_NFA_H
#define REGEX_REGEX_NFA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct tree;

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

static inline bool
bytes_have(const struct bytes *b, unsigned byte)
{
	return (b->bits[byte / 64] >> byte % 64 & 1) != 0;
}

/*
 * Fills *nfa and *entry, its first state; false if the tree is not regular or
 * would take too many states.
 */
bool
nfa_build(const struct tree *root, struct arena *a, struct nfa *nfa, uint16_t *entry);

/*
 * Whether a pattern is regular and so small that each engine that may be chosen
 * for it, PCRE2 too, can run it.
 */
bool nfa_is_small(const struct tree *root);

#endif
