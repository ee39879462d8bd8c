/*
 * width: the columns a character takes in a terminal.
 *
 * No wcwidth(): it wants a locale, and none is ever set here.  libunistring has the
 * tables of Unicode.  Where it is absent, what matters most is told by ranges.
 */
#include "finding/safe.h"

#ifdef HAVE_UNISTRING
#include <uniwidth.h>

static unsigned
width(uint32_t c)
{
	int columns = uc_width(c, "UTF-8");

	return columns < 0 ? 1 : (unsigned)columns;
}
#else
static unsigned
width(uint32_t c)
{
	/* Combining marks, and the East Asian scripts and emoji (annex 11). */
	static const struct {
		uint32_t first, last;
		unsigned columns;
	} ranges[] = {
	    {0x0300, 0x036f, 0},   {0x1100, 0x115f, 2},   {0x20d0, 0x20ff, 0},
	    {0x2e80, 0xa4cf, 2},   {0xac00, 0xd7a3, 2},   {0xf900, 0xfaff, 2},
	    {0xfe00, 0xfe0f, 0},   {0xfe30, 0xfe6f, 2},   {0xff00, 0xff60, 2},
	    {0xffe0, 0xffe6, 2},   {0x1f300, 0x1f64f, 2}, {0x1f680, 0x1f6ff, 2},
	    {0x1f900, 0x1f9ff, 2}, {0x20000, 0x3fffd, 2},
	};

	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++) {
		if (c >= ranges[i].first && c <= ranges[i].last)
			return ranges[i].columns;
	}
	return 1;
}
#endif

unsigned
safe_width(uint32_t c)
{
	return c < 0x300 ? 1 : width(c);
}
