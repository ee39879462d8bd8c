/*
 * regex-literal: patterns that are plain text: abc, ^abc, abc$ and ^abc$.
 *
 * These are half of the patterns of real schemas (^x- and the like), and need neither
 * automaton nor PCRE2: without this, FIXME
 */
#ifndef REGEX_REGEX_LITERAL_H
#define REGEX_REGEX_LITERAL_H

#include <stdbool.h>

#include "base/str.h"

struct literal;
struct tree;

/* NULL if the pattern is no such thing. */
struct literal *literal_new(const struct tree *root);
void literal_free(struct literal *l);
bool literal_match(const struct literal *l, struct str subject);

#endif
