/*
 * hash: hashes short byte strings, such as names of members and of schemas.
 *
 * main() draws a secret once (hash_seed(), before any thread starts), so that nobody
 * can write a document whose names all collide.  No such hash is ever written out.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/mul128.h"

extern uint64_t hash_secret;

/* Draws the secret from the system; before the first hash_bytes(). */
void hash_seed(void);

static inline uint64_t
hash_mix(uint64_t a, uint64_t b)
{
	struct wide m = wide_multiply(a, b);

	return m.low ^ m.high;
}

/* Eight bytes, or four. */
static inline uint64_t
hash_read8(const char *s)
{
	uint64_t v;

	memcpy(&v, s, 8);
	return v;
}

static inline uint64_t
hash_read4(const char *s)
{
	uint32_t v;

	memcpy(&v, s, 4);
	return v;
}

/*
 * Reads up to sixteen bytes as two numbers.  They may overlap, which does no harm, for
 * the length is hashed, too.
 */
static inline void
hash_ends(const char *s, size_t len, uint64_t *a, uint64_t *b)
{
	if (len >= 8) {
		*a = hash_read8(s);
		*b = hash_read8(s + len - 8);
	} else if (len >= 4) {
		*a = hash_read4(s);
		*b = hash_read4(s + len - 4);
	} else if (len != 0) {
		*a = (uint64_t)(unsigned char)s[0] << 16 |
		     (uint64_t)(unsigned char)s[len >> 1] << 8 |
		     (unsigned char)s[len - 1];
		*b = 0;
	} else {
		*a = *b = 0;
	}
}

/*
 * Both factors depend on the secret, so nobody can choose bytes that make one of them
 * 0, which would wipe out what was hashed before.
 */
static inline uint64_t
hash_long(const char *s, size_t len)
{
	const uint64_t odd = hash_secret ^ UINT64_C(0xd6e8feb86659fd93);
	uint64_t h = hash_secret ^ len * UINT64_C(0x9e3779b97f4a7c15), a, b;

	while (len > 16) {
		h = hash_mix(hash_read8(s) ^ odd, hash_read8(s + 8) ^ h);
		s += 16;
		len -= 16;
	}
	hash_ends(s, len, &a, &b);
	return hash_mix(a ^ odd, b ^ h);
}

static inline uint32_t
hash_bytes(const char *s, size_t len)
{
	uint64_t h = hash_long(s, len);

	return (uint32_t)(h ^ h >> 32);
}

/* Whether two texts of that length are equal; names of usual length need no call. */
static inline __attribute__((always_inline)) bool
hash_same(const char *a, const char *b, size_t len)
{
	uint64_t a1, a2, b1, b2;

	if (len > 32)
		return memcmp(a, b, len) == 0;
	if (len > 16) {
		if (hash_read8(a) != hash_read8(b) ||
		    hash_read8(a + 8) != hash_read8(b + 8))
			return false;
		a += len - 16;
		b += len - 16;
		len = 16;
	}
	hash_ends(a, len, &a1, &a2);
	hash_ends(b, len, &b1, &b2);
	return a1 == b1 && a2 == b2;
}

#endif
