/*
 * percent: encodes and decodes bytes of a URI as "%xx" (RFC 3986, 2.1).
 *
 * Each part of a URI has other bytes that need it, so the caller says which they are.
 */
#ifndef BASE_PERCENT_H
#define BASE_PERCENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;

/* The byte that "%xx" at text.s[at] stands for, or -1. */
int percent_at(struct str text, size_t at);

/* "%XX" for the byte, without a NUL. */
void percent_write(char to[3], char byte);

/* Appends the text, with "%XX" for each byte that is not plain. */
void percent_encode(struct buf *out, struct str text, bool (*plain)(char c));

/* The same in the arena; text itself if all of it is plain. */
struct str percent_encoded(struct str text, bool (*plain)(char c), struct arena *a);

/* The text with each "%xx" decoded; itself if it has none. */
struct str percent_decoded(struct str text, struct arena *a);

#endif
