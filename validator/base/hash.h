/*
 * hash: of short byte strings, for names of members and of schemas.
 *
 * Seeded once per process (hash_seed() in main, before any thread), so that
 * nobody can write a document whose names all collide.  Never written out.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

extern uint64_t hash_secret;

/* Draws the secret from the system; before the first hash_bytes(). */
void hash_seed(void);

static inline uint64_t
hash_mix(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 wide;
	wide m = (wide)a * b;

	return (uint64_t)m ^ (uint64_t)(m >> 64);
}

static inline uint64_t
hash_read(const char *s, size_t len)
{
	uint64_t v = 0;

	memcpy(&v, s, len < 8 ? len : 8);
	return v;
}

static inline uint32_t
hash_bytes(const char *s, size_t len)
{
	uint64_t h = hash_secret ^ len * UINT64_C(0x9e3779b97f4a7c15);

	while (len > 8) {
		h = hash_mix(h ^ hash_read(s, 8), UINT64_C(0xd6e8feb86659fd93));
		s += 8;
		len -= 8;
	}
	if (len != 0)
		h ^= hash_read(s, len);
	h = hash_mix(h, UINT64_C(0xa0761d6478bd642f) ^ hash_secret);
	return (uint32_t)(h ^ h >> 32);
}

#endif
