/* escape: see the header. */
#include "base/escape.h"

#include <string.h>

#include "base/str.h"

/* The code unit of the \uXXXX at p, or -1. */
static int32_t
unit(const char *p, const char *end)
{
	int32_t value = 0;

	if (end - p < 6 || p[0] != '\\' || p[1] != 'u')
		return -1;
	for (int i = 2; i < 6; i++) {
		int digit = str_hex(p[i]);

		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

size_t
escape_decode(const char *p, const char *end, uint32_t *c)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *known = end - p >= 2 ? memchr(from, p[1], sizeof(from) - 1) : NULL;
	int32_t high, low;

	if (known != NULL) {
		*c = (unsigned char)to[known - from];
		return 2;
	}
	high = unit(p, end);
	if (high < 0)
		return 0;
	*c = (uint32_t)high;
	if (high < 0xd800 || high >= 0xdc00)
		return 6;
	low = unit(p + 6, end);
	if (low < 0xdc00 || low >= 0xe000)
		return 6;
	*c = 0x10000 + ((*c - 0xd800) << 10) + ((uint32_t)low - 0xdc00);
	return 12;
}

void
escape_replace_halves(char *text, size_t len)
{
	static const char replacement[] = {'f', 'f', 'f', 'd'};
	char *p = text, *end = text + len;
	uint32_t c;

	while ((p = memchr(p, '\\', (size_t)(end - p))) != NULL) {
		size_t n = escape_decode(p, end, &c);

		if (n == 6 && escape_is_half(c))
			memcpy(p + 2, replacement, sizeof(replacement));
		p += n != 0 ? n : 1;
	}
}
