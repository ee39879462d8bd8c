/*
 * number: numbers as JSON5 and YAML write them, as JSON has them.
 *
 * Both allow a plus sign, a point without digits on one side of it and hexadecimal
 * numbers, YAML also leading zeros and octal numbers.  None of it changes the value, so
 * that such a number becomes another way to write the same one.
 */
#ifndef PART_NUMBER_H
#define PART_NUMBER_H

#include "base/str.h"

struct arena;

/* The end of the number at p, or p if there is none there. */
const char *number_json5_end(const char *p, const char *end);

/* Whether all of the text is an integer, or a number, of YAML's core schema (1.2.2, 10.3.2). */
bool number_yaml_integer(struct str text);
bool number_yaml(struct str text);

/*
 * The same number as JSON writes it (RFC 8259, 6), in the arena; text is one by the
 * functions above.  Empty if it is hexadecimal or octal and has more than 64 bits.
 */
struct str number_json(struct str text, struct arena *a);

#endif
