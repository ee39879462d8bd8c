/* utf8: well-formed UTF-8. */
#include "base/utf8.h"

#include <string.h>

#include "base/simd.h"

size_t
utf8_decode(const char *s, size_t len, uint32_t *c)
{
	const unsigned char *p = (const unsigned char *)s;
	unsigned char lo = 0x80, hi = 0xbf; /* bounds of the second byte */
	size_t n, i;

	if (p[0] < 0x80) {
		*c = p[0];
		return 1;
	}
	if (p[0] >= 0xc2 && p[0] <= 0xdf)
		n = 2;
	else if (p[0] >= 0xe0 && p[0] <= 0xef)
		n = 3;
	else if (p[0] >= 0xf0 && p[0] <= 0xf4)
		n = 4;
	else
		return 0;
	if (len < n)
		return 0;
	switch (p[0]) {
	case 0xe0:
		lo = 0xa0; /* overlong */
		break;
	case 0xed:
		hi = 0x9f; /* surrogates */
		break;
	case 0xf0:
		lo = 0x90; /* overlong */
		break;
	case 0xf4:
		hi = 0x8f; /* above U+10FFFF */
		break;
	default:
		break;
	}
	if (p[1] < lo || p[1] > hi)
		return 0;
	*c = p[0] & (0xffu >> (n + 1));
	*c = *c << 6 | (p[1] & 0x3f);
	for (i = 2; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		*c = *c << 6 | (p[i] & 0x3f);
	}
	return n;
}

size_t
utf8_encode(uint32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

size_t
utf8_half(const char *s, size_t len, uint32_t *c)
{
	const unsigned char *p = (const unsigned char *)s;

	if (len < 3 || p[0] != 0xed || p[1] < 0xa0 || p[1] > 0xbf ||
	    (p[2] & 0xc0) != 0x80)
		return 0;
	*c = 0xd000 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
	return 3;
}

size_t
utf8_ill_formed(const char *s, size_t len)
{
	uint32_t c;

	return utf8_half(s, len, &c) != 0 ? 3 : 1;
}

size_t
utf8_find_half(const char *s, size_t len)
{
	const char *next;
	size_t at = 0;
	uint32_t c;

	while (len - at >= 3) {
		next = memchr(s + at, 0xed, len - at);
		if (next == NULL)
			break;
		at = (size_t)(next - s);
		if (utf8_half(next, len - at, &c) != 0)
			return at;
		at++;
	}
	return len;
}

static size_t
ascii(const char *s, size_t len)
{
	return (size_t)(sweep_ascii(s, s + len) - s);
}

size_t
utf8_count(const char *s, size_t len)
{
	size_t n = 0, i = 0, step;
	uint32_t c;

	while (i < len) {
		step = ascii(s + i, len - i);
		i += step;
		n += step;
		if (i < len) {
			step = utf8_decode(s + i, len - i, &c);
			i += step != 0 ? step : utf8_ill_formed(s + i, len - i);
			n++;
		}
	}
	return n;
}

size_t
utf8_valid_prefix(const char *s, size_t len)
{
	size_t i = 0, step;
	uint32_t c;

	while (i < len) {
		step = ascii(s + i, len - i);
		if (step == 0)
			step = utf8_decode(s + i, len - i, &c);
		if (step == 0)
			break;
		i += step;
	}
	return i;
}
