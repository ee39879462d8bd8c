/* sweep: what is seen many bytes at a time is what is seen one by one. */
#include "base/simd.h"

#include <stdint.h>
#include <string.h>

#include "check.h"

enum { ROUNDS = 200000, LENGTH = 80 };

static uint32_t
draw(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Mostly what goes on, now and then what ends it, and any byte. */
static void
fill(char *text, size_t len, uint32_t *state)
{
	static const char often[] = "abcXYZ0129-._~/", odd[] = "\"\\$%&<{}[]:/ .'#?@";

	for (size_t i = 0; i < len; i++) {
		uint32_t dice = draw(state) % 64;

		text[i] = dice == 0   ? (char)draw(state)
			  : dice == 1 ? odd[draw(state) % (sizeof(odd) - 1)]
				      : often[draw(state) % (sizeof(often) - 1)];
	}
}

static bool
of_web(char c, bool upper)
{
	return c != '\0' && (strchr("abcdefghijklmnopqrstuvwxyz0123456789-./:_", c) ||
			     (upper && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ", c)));
}

static void
same_web(const char *begin, const char *p, const char *end, bool upper)
{
	const char *web = p;

	while (web < end && *web != '/' && of_web(*web, upper))
		web++;
	CHECK_ALL(sweep_web(begin, p, end, '/', upper) == web);
}

static void
same_templates(const char *p, const char *end)
{
	bool found = false;

	for (const char *q = p; q < end; q++)
		found = found || *q == '$' || *q == '%' ||
			(*q == '{' && q + 1 < end && q[1] == '{');
	CHECK_ALL(sweep_templates(p, end) == found);
}

static bool
of_host(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

/* Where it can be known at once, that is right. */
static void
same_host(const char *begin, const char *p, const char *end)
{
	uint64_t marks, expected = 0;
	size_t n = sweep_host(begin, p, end, &marks), i = 0;

	for (; i < 64 && p + i < end && of_host(p[i]); i++)
		expected |= (uint64_t)(p[i] == '-' || p[i] == '.') << i;
	CHECK_ALL(n == 0 || n == i);
	if (n != 0 && n < 64)
		CHECK_ALL((marks & ((UINT64_C(1) << n) - 1)) == expected);
}

static void
same(const char *p, const char *end)
{
	const char *any = p, *ascii = p;
	size_t n = 0;

	while (any < end && *any != ':' && *any != '=' && *any != '\\')
		any++;
	while (ascii < end && (unsigned char)*ascii < 0x80)
		ascii++;
	for (const char *q = p; q < end; q++)
		n += *q == 'a';
	CHECK_ALL(sweep_to_any(p, end, ':', '=', '\\') == any);
	CHECK_ALL(sweep_ascii(p, end) == ascii);
	CHECK_ALL(sweep_count(p, end, 'a') == n);
	for (const char *from = p; from - p < 20 && from <= end; from++) {
		same_web(p, from, end, false);
		same_web(p, from, end, true);
		same_host(p, from, end);
	}
	same_templates(p, end);
}

/* Each byte at each place of a text that is fine otherwise. */
static void
each_byte(void)
{
	char text[40];

	for (int c = 0; c < 256; c++) {
		for (size_t at = 0; at < sizeof(text); at++) {
			memset(text, 'a', sizeof(text));
			text[at] = (char)c;
			same(text, text + sizeof(text));
			memset(text, '/', sizeof(text));
			text[at] = (char)c;
			same(text, text + sizeof(text));
		}
	}
}

int
main(void)
{
	uint32_t state = 7;
	char text[LENGTH];

	for (int i = 0; i < ROUNDS; i++) {
		size_t from = draw(&state) % 20, to = from + draw(&state) % 60;

		fill(text, sizeof(text), &state);
		same(text + from, text + to);
	}
	each_byte();
	return check_done();
}
