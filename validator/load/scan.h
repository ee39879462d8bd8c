/*
 * scan: the inner loops of reading, sixteen bytes at a time where SSE2 is there.
 *
 * One by one, a run on one file takes 7 % more instructions, for the schemas that it
 * reads, and 5 MB in one file 2 %.  The loops only look; what they stop at is the
 * caller's business.  Nothing is read at or behind end, so the text needs no padding.
 */
#ifndef LOAD_SCAN_H
#define LOAD_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/utf8.h"

enum scan_class {
	SCAN_PLAIN = 1 << 0,  /* ASCII that stands for itself in a string */
	SCAN_SPACE = 1 << 1,  /* white space of RFC 8259, 2 */
	SCAN_WORD = 1 << 2,   /* a letter, a digit, '_' or '$' */
	SCAN_NUMBER = 1 << 3, /* what can stand in a number: a digit, + - . */
	SCAN_HEX = 1 << 4,
	SCAN_ESCAPE = 1 << 5 /* may follow a backslash (RFC 8259, 7), but for 'u' */
};

/* A set of enum scan_class for each byte. */
extern const uint8_t scan_classes[256];

static inline bool
scan_is(char c, unsigned classes)
{
	return (scan_classes[(unsigned char)c] & classes) != 0;
}

static inline bool
scan_is_digit(char c)
{
	return (unsigned char)(c - '0') <= 9;
}

/* scan_space(), where that may be more than one blank. */
const char *scan_space_on(const char *p, const char *end);

/* The first byte that is no white space, or end. */
static inline const char *
scan_space(const char *p, const char *end)
{
	if (p < end && *p == ' ')
		p++;
	if (p < end && (unsigned char)*p > ' ')
		return p;
	return scan_space_on(p, end);
}

/*
 * The same where a line end and an indent are likely.  From all places up to blocks
 * sixteen bytes can be read.
 */
static inline const char *
scan_gap(const char *p, const char *blocks, const char *end)
{
	if (p < end && *p == ' ')
		p++;
	if (p < end && (unsigned char)*p > ' ')
		return p;
#ifdef __SSE2__
	if (p < blocks && *p == '\n') {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + 1));
		unsigned blanks =
		    (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8(' ')));
		const char *to = p + 1 + (unsigned)__builtin_ctz(~blanks);

		if (to < end && (unsigned char)*to > ' ')
			return to;
	}
#else
	(void)blocks;
#endif
	return scan_space_on(p, end);
}

/* scan_space(), where c is expected. */
static inline const char *
scan_to(const char *p, const char *end, char c)
{
	return p < end && *p == c ? p : scan_space(p, end);
}

/* Whether c is the next character behind p, white space aside. */
static inline bool
scan_next_is(const char *p, const char *end, char c)
{
	p = scan_space(p, end);
	return p < end && *p == c;
}

#ifdef __SSE2__
/* A bit for each of sixteen bytes that is not plain in a string: see scan_plain(). */
static inline unsigned
scan_stops(const char *p)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	/* signed: below U+0020, and bytes from 0x80 are negative; '"' is there, too,
	 * when it changes places with the blank */
	__m128i high = _mm_cmpgt_epi8(_mm_xor_si128(v, _mm_set1_epi8('"' ^ ' ')),
				      _mm_set1_epi8(' '));
	__m128i slash = _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'));

	return (unsigned)_mm_movemask_epi8(_mm_andnot_si128(slash, high)) ^ 0xffffu;
}
#endif

/*
 * The first byte that is not plain in a string (a quote, a backslash, a control
 * character, anything beyond ASCII), or end.
 */
static inline const char *
scan_plain(const char *p, const char *end)
{
#ifdef __SSE2__
	for (; end - p >= 16; p += 16) {
		unsigned stops = scan_stops(p);

		if (stops != 0)
			return p + __builtin_ctz(stops);
	}
#endif
	while (p < end && scan_is(*p, SCAN_PLAIN))
		p++;
	return p;
}

/*
 * The quote that ends a string whose text is plain from p on; NULL: it is not, or that
 * would have to be looked for byte by byte.  From all places up to blocks sixteen bytes
 * can be read.
 */
static inline const char *
scan_quote(const char *p, const char *blocks, const char *end)
{
#ifdef __SSE2__
	(void)end;
	for (; p <= blocks; p += 16) {
		unsigned stops = scan_stops(p);

		if (stops != 0) {
			p += (unsigned)__builtin_ctz(stops);
			return *p == '"' ? p : NULL;
		}
	}
	return NULL;
#else
	(void)blocks;
	p = scan_plain(p, end);
	return p < end && *p == '"' ? p : NULL;
#endif
}

/* The length of the character beyond ASCII at p; 0 if it is ill-formed. */
static inline size_t
scan_character(const char *p, const char *end)
{
	const unsigned char *u = (const unsigned char *)p;
	uint32_t c;

	if (end - p >= 2 && u[0] >= 0xc2 && u[0] <= 0xdf && (u[1] & 0xc0) == 0x80)
		return 2;
	if (end - p >= 3 && u[0] >= 0xe1 && u[0] <= 0xec && (u[1] & 0xc0) == 0x80 &&
	    (u[2] & 0xc0) == 0x80)
		return 3;
	return utf8_decode(p, (size_t)(end - p), &c);
}

/* The length of the escape at p (a backslash); 0 if it is none of RFC 8259, 7. */
size_t scan_escape(const char *p, const char *end);

/*
 * The closing quote of the string whose text begins at p, or NULL if there is
 * anything wrong with it (RFC 8259, 7; UTF-8).  Sets *escapes if it has any.
 */
const char *scan_string_rest(const char *p, const char *end, bool *escapes);

static inline const char *
scan_string(const char *p, const char *end, bool *escapes)
{
	p = scan_plain(p, end);
	if (p < end && *p == '"')
		return p;
	return scan_string_rest(p, end, escapes);
}

/*
 * The end of the number at p, or NULL if it is none (RFC 8259, 6); *integer says
 * whether it has neither fraction nor exponent.
 */
static inline const char *
scan_number(const char *p, const char *end, bool *integer)
{
	*integer = true;
	if (p < end && *p == '-')
		p++;
	if (p == end || !scan_is_digit(*p))
		return NULL;
	if (*p++ != '0') {
		while (p < end && scan_is_digit(*p))
			p++;
	}
	if (p < end && *p == '.') {
		*integer = false;
		if (++p == end || !scan_is_digit(*p))
			return NULL;
		while (p < end && scan_is_digit(*p))
			p++;
	}
	if (p < end && (*p | 0x20) == 'e') {
		*integer = false;
		p++;
		if (p < end && (*p == '+' || *p == '-'))
			p++;
		if (p == end || !scan_is_digit(*p))
			return NULL;
		while (p < end && scan_is_digit(*p))
			p++;
	}
	/* 01, 1a, 1.2.3 are no numbers with something behind, but none at all */
	return p < end && scan_is(*p, SCAN_WORD | SCAN_NUMBER) ? NULL : p;
}

#endif
