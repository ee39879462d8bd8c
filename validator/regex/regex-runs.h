/*
 * regex-runs: the patterns that a loop or two can test.
 *
 *   literal   abc  ^abc  abc$  ^abc$
 *   runs      ^[A-Z]{2}-[0-9]+$   runs of characters from sets, one after the
 *             other from the start, where taking as many as possible is always
 *             right: no run shares a character with what may follow it
 *
 * These are most patterns of real schemas, and need neither automaton nor PCRE2.
 */
#ifndef REGEX_REGEX_RUNS_H
#define REGEX_REGEX_RUNS_H

#include <stdbool.h>

#include "base/str.h"

struct literal;
struct runs;
struct tree;

/* NULL if the pattern is no such thing. */
struct literal *literal_new(const struct tree *root);
void literal_free(struct literal *l);
bool literal_match(const struct literal *l, struct str subject);

struct runs *runs_new(const struct tree *root);
void runs_free(struct runs *r);
bool runs_match(const struct runs *r, struct str subject);

#endif
