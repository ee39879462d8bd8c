/*
 * json5: JSON5 and JSON with comments, as JSON.
 *
 * A filter of tokens, no parser: comments and the comma before a closing bracket become
 * gaps, other quotes, names without quotes, numbers and escapes that JSON has not become
 * those that it has (https://spec.json5.org, 5 to 8).  What is neither is copied, so that
 * the reader judges it, with the causes and fixes that it has for JSON.
 */
#ifndef PART_JSON5_H
#define PART_JSON5_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct part;
struct part_trouble;

/*
 * The part of outer (NULL: the file) that text is, or NULL and *why.  With comments_only
 * it is JSONC: comments and trailing commas, and nothing else of JSON5.
 *
 * *why may be a list, and also there with a part: infinite numbers and NaN are JSON5 but
 * no JSON; each becomes null, and one of *why.  Everything lives in the arena.
 */
struct part *syntax_json5(struct str text, const struct part *outer, bool comments_only,
			  struct arena *a, struct part_trouble **why);

#endif
