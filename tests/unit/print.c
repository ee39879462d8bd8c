/* print: the same as vsnprintf, whatever the room. */
#include "base/print.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "check.h"

static void compare(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

static void
compare(const char *fmt, ...)
{
	char wanted[200], found[200];
	va_list ap, again;

	for (size_t room = 0; room <= 80; room++) {
		size_t n;
		int m;

		memset(wanted, '#', sizeof(wanted));
		memset(found, '#', sizeof(found));
		va_start(ap, fmt);
		va_copy(again, ap);
		m = vsnprintf(room != 0 ? wanted : NULL, room, fmt, ap);
		n = print(room != 0 ? found : NULL, room, fmt, again);
		va_end(again);
		va_end(ap);
		if (!CHECK(m >= 0 && n == (size_t)m &&
			   memcmp(found, wanted, sizeof(found)) == 0))
			printf("\t'%s' in %zu: '%s'\n", fmt, room, found);
	}
}

static void
test_ours(void)
{
	const char *text = "some text";

	compare("%s", "");
	compare("plain");
	compare("'%s' is %s; the schema wants %s%s", "firstRetry", "a string",
		"an integer", "");
	compare("%.*s|%.*s|%.*s", 4, text, 0, text, 20, text);
	compare("%.*s", 5, "ab\0cd");
	compare("%zu of %zu", (size_t)0, SIZE_MAX);
	compare("%lu days, %lu hours", 0ul, ULONG_MAX);
	compare("%u, %u%c%c", 0u, UINT32_MAX, 'x', '\n');
}

/* In one format with what is ours: then nothing of it may be written twice. */
static void
test_others(void)
{
	const char *text = "some text";

	compare("%s and %d", text, -7);
	compare("%zu%%", (size_t)50);
	compare("%u %s %04x", 3u, text, 0xabu);
	compare("%-12s|%14s|%.3s|%.*s", text, text, text, -1, text);
	compare("%zx %lx %6zu", (size_t)255, 17ul, (size_t)3);
	compare("%s %.1f", text, 2.5);
}

int
main(void)
{
	test_ours();
	test_others();
	return check_done();
}
