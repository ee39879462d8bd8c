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

/*
 * The part of outer (NULL: the file) that the text is; it lives in the arena.  With
 * comments_only it is JSONC: comments and trailing commas, and nothing else of JSON5.
 *
 * Infinite numbers and NaN, which JSON has not, become null and a trouble of the part.  It
 * is broken if a comment has no end, or a hexadecimal number has more than 64 bits.
 */
struct part *json5_document(struct str text, const struct part *outer,
			    bool comments_only, struct arena *a);

#endif
