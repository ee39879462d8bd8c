/*
 * number: exact arithmetic on numbers as they are written.
 *
 * A JSON number is kept as its characters (RFC 8259, 6), so nothing is lost to
 * binary floating point: 19.99 is a multiple of 0.01, 1e400 is larger than
 * 1e399, 9007199254740993 is not 9007199254740992.  All functions take any
 * lexeme of RFC 8259, of any length and with any exponent; exponents beyond
 * int64 are capped there.  No memory is allocated for numbers of usual length.
 */
#ifndef SCHEMA_NUMBER_H
#define SCHEMA_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* A number read once and compared often: small ones compare as int64. */
struct number {
	struct str lexeme;
	int64_t value; /* if small */
	bool small;    /* an integer in +-10^18, whatever its spelling (1.0, 1e2) */
};

struct number number_read(struct str lexeme);

/* A plain integer of up to 18 digits: nearly every number of real files. */
static inline bool
number_plain(struct str lexeme, int64_t *value)
{
	bool negative = lexeme.len > 1 && lexeme.s[0] == '-';
	size_t i = negative;
	int64_t v = 0;

	if (lexeme.len - i > 18 || lexeme.len == 0)
		return false;
	for (; i < lexeme.len; i++) {
		if (!str_is_digit(lexeme.s[i]))
			return false;
		v = v * 10 + (lexeme.s[i] - '0');
	}
	*value = negative ? -v : v;
	return true;
}

/* <0, 0, >0 as a is less than, equal to or greater than b. */
int number_compare_exact(const struct number *a, const struct number *b);

static inline int
number_compare(const struct number *a, const struct number *b)
{
	return a->small && b->small ? (a->value > b->value) - (a->value < b->value)
				    : number_compare_exact(a, b);
}

/* Whether it has no fractional part: 1, 1.0, 1e2, 10e-1 (2020-12 core, 4.2.3). */
bool number_is_integer(const struct number *a);

/*
 * Whether a is b times an integer; b > 0 (2020-12 validation, 6.2.1).  Takes time
 * in proportion to the digits of a, and of b too where these are more than 18.
 */
bool number_multiple_of(const struct number *a, const struct number *b);

/*
 * What that takes beyond reading both: limbs of nine digits of one times such limbs of
 * the other.
 */
uint64_t number_multiple_limbs(const struct number *a, const struct number *b);

/* Equal numbers hash alike, whatever their spelling; -0 is 0. */
uint32_t number_hash(struct str lexeme);

/* Whether a binary64 (IEEE 754) keeps it without overflow: false for 1e400. */
bool number_in_double(struct str lexeme);

#endif
