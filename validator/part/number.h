/*
 * number: numbers as JSON5 and YAML write them, as JSON has them.
 *
 * Both allow a plus sign, a point without digits on one side of it and hexadecimal
 * numbers, YAML also leading zeros and octal numbers.  None of it changes the value.
 */
#ifndef PART_NUMBER_H
#define PART_NUMBER_H

#include "base/str.h"

struct arena;

/*
 * The end of the number at p, or p if there is none: of JSON5 (6, JSON5Number, but for
 * Infinity and NaN) or of YAML's core schema (1.2.2, 10.3.2), which has no .inf and .nan
 * here.  *integer: it has neither fraction nor exponent.
 */
const char *number_end(const char *p, const char *end, bool yaml, bool *integer);

/*
 * The same number as JSON writes it (RFC 8259, 6), in the arena; text is one of those.
 * Empty if it is hexadecimal or octal and has more than 64 bits.
 */
struct str number_json(struct str text, struct arena *a);

#endif
