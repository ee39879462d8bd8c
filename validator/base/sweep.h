/*
 * sweep: searching and counting bytes, sixteen at a time where SSE2 is there.
 *
 * Each function has a portable twin, which is the definition; with SSE2 the twin does
 * the rest that is shorter than sixteen bytes (tests/unit/sweep.c).  Nothing is read
 * at or behind end.
 */
#ifndef BASE_SWEEP_H
#define BASE_SWEEP_H

#include <stddef.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* The first c, d or e from p on, or end. */
static inline const char *
sweep_to_any_portable(const char *p, const char *end, char c, char d, char e)
{
	while (p < end && *p != c && *p != d && *p != e)
		p++;
	return p;
}

/* The first byte that is not ASCII, or end. */
static inline const char *
sweep_ascii_portable(const char *p, const char *end)
{
	while (p < end && (unsigned char)*p < 0x80)
		p++;
	return p;
}

/* How often c stands there. */
static inline size_t
sweep_count_portable(const char *p, const char *end, char c)
{
	size_t n = 0;

	for (; p < end; p++)
		n += *p == c;
	return n;
}

#ifdef __SSE2__

static inline __m128i
sweep_load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline __m128i
sweep_is(__m128i v, char c)
{
	return _mm_cmpeq_epi8(v, _mm_set1_epi8(c));
}

static inline unsigned
sweep_mask(__m128i v)
{
	return (unsigned)_mm_movemask_epi8(v);
}

static inline const char *
sweep_to_any(const char *p, const char *end, char c, char d, char e)
{
	while (end - p >= 16) {
		__m128i v = sweep_load(p);
		unsigned mask = sweep_mask(_mm_or_si128(
		    _mm_or_si128(sweep_is(v, c), sweep_is(v, d)), sweep_is(v, e)));

		if (mask != 0)
			return p + __builtin_ctz(mask);
		p += 16;
	}
	return sweep_to_any_portable(p, end, c, d, e);
}

static inline const char *
sweep_ascii(const char *p, const char *end)
{
	for (; end - p >= 64; p += 64) {
		__m128i a = _mm_or_si128(sweep_load(p), sweep_load(p + 16));
		__m128i b = _mm_or_si128(sweep_load(p + 32), sweep_load(p + 48));

		if (sweep_mask(_mm_or_si128(a, b)) != 0)
			break;
	}
	for (; end - p >= 16; p += 16) {
		unsigned mask = sweep_mask(sweep_load(p));

		if (mask != 0)
			return p + __builtin_ctz(mask);
	}
	return sweep_ascii_portable(p, end);
}

/* In each byte of a sum up to 255 times 1 are taken off. */
static inline size_t
sweep_count(const char *p, const char *end, char c)
{
	const __m128i zero = _mm_setzero_si128();
	size_t n = 0;

	while (end - p >= 16) {
		const char *stop = end - p > 255 * 16 ? p + 255 * 16 : end;
		__m128i sum = zero;

		for (; stop - p >= 16; p += 16)
			sum = _mm_sub_epi8(sum, sweep_is(sweep_load(p), c));
		sum = _mm_sad_epu8(sum, zero);
		n += (size_t)_mm_cvtsi128_si32(sum) + (size_t)_mm_extract_epi16(sum, 4);
	}
	return n + sweep_count_portable(p, end, c);
}

#else

static inline const char *
sweep_to_any(const char *p, const char *end, char c, char d, char e)
{
	return sweep_to_any_portable(p, end, c, d, e);
}

static inline const char *
sweep_ascii(const char *p, const char *end)
{
	return sweep_ascii_portable(p, end);
}

static inline size_t
sweep_count(const char *p, const char *end, char c)
{
	return sweep_count_portable(p, end, c);
}

#endif

#endif
