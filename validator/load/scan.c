/* scan: the classes of characters, and strings that are not just plain text. */
#include "load/scan.h"

enum {
	P = SCAN_PLAIN,
	S = SCAN_SPACE,
	SP = SCAN_SPACE | SCAN_PLAIN,
	Q = SCAN_ESCAPE,               /* quote and backslash */
	PQ = SCAN_PLAIN | SCAN_ESCAPE, /* slash */
	N = SCAN_PLAIN | SCAN_NUMBER,
	D = SCAN_PLAIN | SCAN_NUMBER | SCAN_WORD | SCAN_HEX,
	W = SCAN_PLAIN | SCAN_WORD,
	H = SCAN_PLAIN | SCAN_WORD | SCAN_HEX,
	E = SCAN_PLAIN | SCAN_WORD | SCAN_ESCAPE,
	HE = SCAN_PLAIN | SCAN_WORD | SCAN_HEX | SCAN_ESCAPE,
	U = 0 /* beyond ASCII */
};

/* clang-format off */
const uint8_t scan_classes[256] = {
	0,  0,  0,  0,  0,  0,  0,  0,   0,  S,  S,  0,  0,  S,  0,  0,
	0,  0,  0,  0,  0,  0,  0,  0,   0,  0,  0,  0,  0,  0,  0,  0,
	/*  !   "   #   $   %   &   '    (   )   *   +   ,   -   .   / */
	SP, P,  Q,  P,  W,  P,  P,  P,   P,  P,  P,  N,  P,  N,  N,  PQ,
	D,  D,  D,  D,  D,  D,  D,  D,   D,  D,  P,  P,  P,  P,  P,  P,
	/* @ a  b   c   d   e   f   g    h   i   j   k   l   m   n   o */
	P,  H,  H,  H,  H,  H,  H,  W,   W,  W,  W,  W,  W,  W,  W,  W,
	W,  W,  W,  W,  W,  W,  W,  W,   W,  W,  W,  P,  Q,  P,  P,  W,
	P,  H,  HE, H,  H,  H,  HE, W,   W,  W,  W,  W,  W,  W,  E,  W,
	W,  W,  E,  W,  E,  W,  W,  W,   W,  W,  W,  P,  P,  P,  P,  P,
	U,  U,  U,  U,  U,  U,  U,  U,   U,  U,  U,  U,  U,  U,  U,  U,
	U,  U,  U,  U,  U,  U,  U,  U,   U,  U,  U,  U,  U,  U,  U,  U,
	U,  U,  U,  U,  U,  U,  U,  U,   U,  U,  U,  U,  U,  U,  U,  U,
	U,  U,  U,  U,  U,  U,  U,  U,   U,  U,  U,  U,  U,  U,  U,  U,
	U,  U,  U,  U,  U,  U,  U,  U,   U,  U,  U,  U,  U,  U,  U,  U,
	U,  U,  U,  U,  U,  U,  U,  U,   U,  U,  U,  U,  U,  U,  U,  U,
	U,  U,  U,  U,  U,  U,  U,  U,   U,  U,  U,  U,  U,  U,  U,  U,
	U,  U,  U,  U,  U,  U,  U,  U,   U,  U,  U,  U,  U,  U,  U,  U,
};
/* clang-format on */

const char *
scan_space_on(const char *p, const char *end)
{
#ifdef __SSE2__
	while (end - p >= 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
		__m128i space =
		    _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(' ')),
					      _mm_cmpeq_epi8(v, _mm_set1_epi8('\n'))),
				 _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\r')),
					      _mm_cmpeq_epi8(v, _mm_set1_epi8('\t'))));
		unsigned other = (unsigned)_mm_movemask_epi8(space) ^ 0xffffu;

		if (other != 0)
			return p + __builtin_ctz(other);
		p += 16;
	}
#endif
	while (p < end && scan_is(*p, SCAN_SPACE))
		p++;
	return p;
}

size_t
scan_escape(const char *p, const char *end)
{
	if (end - p < 2)
		return 0;
	if (scan_is(p[1], SCAN_ESCAPE))
		return 2;
	if (p[1] != 'u' || end - p < 6)
		return 0;
	return scan_is(p[2], SCAN_HEX) && scan_is(p[3], SCAN_HEX) &&
		       scan_is(p[4], SCAN_HEX) && scan_is(p[5], SCAN_HEX)
		   ? 6
		   : 0;
}

const char *
scan_string_rest(const char *p, const char *end, bool *escapes)
{
	size_t n;

	for (; p < end; p = scan_plain(p, end)) {
		if (*p == '"')
			return p;
		if (*p == '\\') {
			*escapes = true;
			n = scan_escape(p, end);
		} else if ((unsigned char)*p >= 0x80) {
			n = scan_character(p, end);
		} else {
			n = 0; /* a control character */
		}
		if (n == 0)
			return NULL;
		for (p += n; p < end && (unsigned char)*p >= 0x80; p += n) {
			n = scan_character(p, end);
			if (n == 0)
				return NULL;
		}
	}
	return NULL;
}
