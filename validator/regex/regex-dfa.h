/*
 * regex-dfa: regular patterns as a table of states, one step a byte.
 *
 * A pattern of characters, classes, groups, alternatives, repetitions, ^ and $
 * needs no backtracking: its nondeterministic automaton over the bytes of UTF-8
 * is made deterministic at once (subset construction), within a bound on states
 * and on work; what exceeds it is left to PCRE2.  Matching is linear and needs
 * no budget, and the table is const.  With PCRE2 alone public schemas and their
 * documents take 5.7 % more instructions; to compare plain text (^abc) without a table
 * would save another 0.4 %, which is not worth a third way.
 *
 * What is looked for ahead of the start of the text, ^(?=A)(?!B)C, takes a table each:
 * the public schema of cspell has such patterns for each word of a list, and its
 * documents take 0.39 of the instructions that they take with PCRE2.
 */
#ifndef REGEX_REGEX_DFA_H
#define REGEX_REGEX_DFA_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct dfa;
struct tree;

/* NULL if the tree is not regular or the table would be too large. */
struct dfa *dfa_new(const struct tree *root, struct arena *a);
void dfa_free(struct dfa *d);

/* subject is well-formed UTF-8. */
bool dfa_match(const struct dfa *d, struct str subject);

#endif
