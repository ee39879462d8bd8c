/*
 * mul128: products of two 64-bit numbers, all 128 bits of them.
 *
 * Compilers for 64-bit machines have a type for these, others do not; what they
 * do then is below it, by halves and bit by bit.  Both are always compiled, so
 * that tests can compare them.
 */
#ifndef BASE_MUL128_H
#define BASE_MUL128_H

#include <stdint.h>

struct wide {
	uint64_t high, low;
};

static inline struct wide
wide_multiply_halves(uint64_t a, uint64_t b)
{
	const uint64_t half = UINT32_MAX;
	uint64_t low = (a & half) * (b & half);
	uint64_t middle = (a >> 32) * (b & half) + (low >> 32);
	uint64_t other = (a & half) * (b >> 32) + (middle & half);

	return (struct wide){
	    .high = (a >> 32) * (b >> 32) + (middle >> 32) + (other >> 32),
	    .low = other << 32 | (low & half),
	};
}

/* n / divisor, where the quotient fits: n.high is less than divisor. */
static inline uint64_t
wide_divide_bits(struct wide n, uint64_t divisor, uint64_t *rest)
{
	for (int i = 0; i < 64; i++) {
		uint64_t carry = n.high >> 63;

		n.high = n.high << 1 | n.low >> 63;
		n.low <<= 1;
		if (carry != 0 || n.high >= divisor) {
			n.high -= divisor;
			n.low |= 1;
		}
	}
	*rest = n.high;
	return n.low;
}

#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 wide_native;
#endif

static inline struct wide
wide_multiply(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
	wide_native m = (wide_native)a * b;

	return (struct wide){(uint64_t)(m >> 64), (uint64_t)m};
#else
	return wide_multiply_halves(a, b);
#endif
}

/* (a * b + more) / divisor, and what is left of it; the quotient must fit. */
static inline uint64_t
wide_scale(uint64_t a, uint64_t b, uint64_t more, uint64_t divisor, uint64_t *rest)
{
#ifdef __SIZEOF_INT128__
	wide_native n = (wide_native)a * b + more;

	*rest = (uint64_t)(n % divisor);
	return (uint64_t)(n / divisor);
#else
	struct wide n = wide_multiply_halves(a, b);

	n.low += more;
	n.high += n.low < more;
	return wide_divide_bits(n, divisor, rest);
#endif
}

#endif
