/*
 * sweep: long looks ahead, for what is known by its look.
 *
 * Each has a portable twin, which is the definition; with SSE2 sixteen bytes are
 * looked at at once, and the twin does the rest (tests/unit/sweep.c).  Nothing is
 * read at or behind end.
 */
#ifndef BASE_SWEEP_H
#define BASE_SWEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/*
 * The first byte that is not ASCII from ' ' to '~', or one of "\$%&<{: what ends a
 * string, what begins an escape, a template or markup.
 */
static inline const char *
sweep_text_portable(const char *p, const char *end)
{
	for (; p < end; p++) {
		unsigned char c = (unsigned char)*p;

		if (c < ' ' || c > '~' || c == '"' || c == '\\' ||
		    (c >= '$' && c <= '&') || c == '<' || c == '{')
			break;
	}
	return p;
}

/*
 * The first byte that is none of a path which stands for itself: a letter, a digit,
 * one of -._~/, but no '.' behind '/' (a dot segment of RFC 3986, 5.2.4, would begin
 * so).
 */
static inline const char *
sweep_path_portable(const char *p, const char *end, bool slash)
{
	for (; p < end; p++) {
		unsigned char c = (unsigned char)*p, small = c | 0x20;

		if (!(c >= '-' && c <= '9') && !(small >= 'a' && small <= 'z') &&
		    c != '_' && c != '~')
			break;
		if (c == '.' && slash)
			break;
		slash = c == '/';
	}
	return p;
}

/* The first byte that is none of a host in small letters with its port. */
static inline const char *
sweep_host_portable(const char *p, const char *end)
{
	for (; p < end; p++) {
		char c = *p;

		if (!(c >= 'a' && c <= 'z') && !(c >= '-' && c <= ':' && c != '/'))
			break;
	}
	return p;
}

/* The first c from p on, or end. */
static inline const char *
sweep_to_portable(const char *p, const char *end, char c)
{
	while (p < end && *p != c)
		p++;
	return p;
}

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

/* Are the texts the same?  From the back: what is alike begins alike. */
static inline bool
sweep_equal_portable(const char *a, const char *b, size_t len)
{
	while (len != 0 && a[len - 1] == b[len - 1])
		len--;
	return len == 0;
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

/* low <= v < low + n, as unsigned bytes */
static inline __m128i
sweep_in(__m128i v, char low, char n)
{
	__m128i from = _mm_sub_epi8(v, _mm_set1_epi8(low));

	return _mm_cmpeq_epi8(_mm_min_epu8(from, _mm_set1_epi8((char)(n - 1))), from);
}

static inline unsigned
sweep_mask(__m128i v)
{
	return (unsigned)_mm_movemask_epi8(v);
}

static inline bool
sweep_same16(const char *a, const char *b)
{
	return sweep_mask(_mm_cmpeq_epi8(sweep_load(a), sweep_load(b))) == 0xffffu;
}

static inline bool
sweep_same8(const char *a, const char *b)
{
	uint64_t x, y;

	memcpy(&x, a, 8);
	memcpy(&y, b, 8);
	return x == y;
}

static inline const char *
sweep_text(const char *p, const char *end)
{
	while (end - p >= 16) {
		__m128i v = sweep_load(p);
		__m128i stop = _mm_or_si128(
		    _mm_or_si128(
			_mm_or_si128(sweep_is(v, '"'), sweep_is(v, '\\')),
			_mm_or_si128(sweep_in(v, '$', 3), sweep_is(v, '\x7f'))),
		    _mm_or_si128(
			_mm_or_si128(sweep_is(v, '<'), sweep_is(v, '{')),
			/* signed: below ' ', and bytes from 0x80 are negative */
			_mm_cmplt_epi8(v, _mm_set1_epi8(' '))));
		unsigned mask = sweep_mask(stop);

		if (mask != 0)
			return p + __builtin_ctz(mask);
		p += 16;
	}
	return sweep_text_portable(p, end);
}

static inline const char *
sweep_path(const char *p, const char *end)
{
	unsigned slash = 0; /* the byte before was one */

	while (end - p >= 16) {
		__m128i v = sweep_load(p);
		__m128i small = _mm_or_si128(v, _mm_set1_epi8(0x20));
		__m128i fine = _mm_or_si128(
		    _mm_or_si128(sweep_in(v, '-', 13), sweep_in(small, 'a', 26)),
		    _mm_or_si128(sweep_is(v, '_'), sweep_is(v, '~')));
		unsigned slashes = sweep_mask(sweep_is(v, '/'));
		unsigned dots = sweep_mask(sweep_is(v, '.'));
		unsigned mask =
		    (~sweep_mask(fine) | ((slashes << 1 | slash) & dots)) & 0xffffu;

		if (mask != 0)
			return p + __builtin_ctz(mask);
		slash = slashes >> 15;
		p += 16;
	}
	return sweep_path_portable(p, end, slash != 0);
}

static inline const char *
sweep_host(const char *p, const char *end)
{
	while (end - p >= 16) {
		__m128i v = sweep_load(p);
		unsigned fine = sweep_mask(
		    _mm_or_si128(sweep_in(v, 'a', 26), sweep_in(v, '-', 14)));
		unsigned mask = (~fine | sweep_mask(sweep_is(v, '/'))) & 0xffffu;

		if (mask != 0)
			return p + __builtin_ctz(mask);
		p += 16;
	}
	return sweep_host_portable(p, end);
}

static inline const char *
sweep_to(const char *p, const char *end, char c)
{
	while (end - p >= 16) {
		unsigned mask = sweep_mask(sweep_is(sweep_load(p), c));

		if (mask != 0)
			return p + __builtin_ctz(mask);
		p += 16;
	}
	return sweep_to_portable(p, end, c);
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

/* The last sixteen bytes may overlap those before. */
static inline bool
sweep_equal(const char *a, const char *b, size_t len)
{
	size_t i = 0;

	if (len < 16)
		return len < 8
			   ? sweep_equal_portable(a, b, len)
			   : sweep_same8(a, b) && sweep_same8(a + len - 8, b + len - 8);
	for (; i + 16 < len; i += 16) {
		if (!sweep_same16(a + i, b + i))
			return false;
	}
	return sweep_same16(a + len - 16, b + len - 16);
}

#else

static inline const char *
sweep_text(const char *p, const char *end)
{
	return sweep_text_portable(p, end);
}

static inline const char *
sweep_path(const char *p, const char *end)
{
	return sweep_path_portable(p, end, false);
}

static inline const char *
sweep_host(const char *p, const char *end)
{
	return sweep_host_portable(p, end);
}

static inline const char *
sweep_to(const char *p, const char *end, char c)
{
	return sweep_to_portable(p, end, c);
}

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

static inline bool
sweep_equal(const char *a, const char *b, size_t len)
{
	return memcmp(a, b, len) == 0;
}

#endif

#endif
