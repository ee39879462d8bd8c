/* number: see the header. */
#include "part/number.h"

#include <inttypes.h>
#include <stdint.h>

#include "base/arena.h"
#include "load/scan.h"

static const char *
digits_end(const char *p, const char *end)
{
	while (p < end && scan_is_digit(*p))
		p++;
	return p;
}

static const char *
sign_end(const char *p, const char *end)
{
	return p + (p < end && (*p == '+' || *p == '-'));
}

/* The bits of a digit behind 0x and 0o; 0: p has neither. */
static unsigned
based_bits(const char *p, const char *end)
{
	if (end - p < 3 || *p != '0')
		return 0;
	return (p[1] | 0x20) == 'x' ? 4 : p[1] == 'o' ? 3 : 0;
}

/* Digits with a point among or beside them, and an exponent; p: there are none. */
static const char *
decimal_end(const char *p, const char *end, bool *integer)
{
	const char *point = digits_end(p, end), *to = point, *from;

	if (to < end && *to == '.')
		to = digits_end(to + 1, end);
	if (to - p == (to > point))
		return p;
	*integer = to == point;
	if (to == end || (*to | 0x20) != 'e')
		return to;
	*integer = false;
	from = sign_end(to + 1, end);
	to = digits_end(from, end);
	return to > from ? to : p;
}

const char *
number_end(const char *p, const char *end, bool yaml, bool *integer)
{
	const char *from = sign_end(p, end), *to;
	unsigned bits = based_bits(from, end);

	*integer = true;
	if (bits == 0 || (yaml && (from > p || from[1] == 'X'))) {
		if (!yaml && end - from > 1 && *from == '0' && scan_is_digit(from[1]))
			return p;
		to = decimal_end(from, end, integer);
		return to > from ? to : p;
	}
	for (to = from + 2; to < end && str_hex(*to) >= 0 && str_hex(*to) >> bits == 0;)
		to++;
	return to > from + 2 && (yaml || bits == 4) ? to : p;
}

/* Without zeros in front, and with digits on both sides of a point that stays. */
static struct str
decimal_json(const char *sign, const char *p, const char *end, struct arena *a)
{
	const char *point, *rest;

	while (end - p > 1 && *p == '0' && scan_is_digit(p[1]))
		p++;
	point = digits_end(p, end);
	rest = point + (point < end && *point == '.');
	return str_from(arena_printf(
	    a, "%s%s%.*s%s%.*s", sign, point > p ? "" : "0", (int)(point - p), p,
	    rest > point && rest < end && scan_is_digit(*rest) ? "." : "",
	    (int)(end - rest), rest));
}

struct str
number_json(struct str text, struct arena *a)
{
	const char *end = text.s + text.len, *p = sign_end(text.s, end);
	const char *sign = *text.s == '-' ? "-" : "";
	unsigned bits = based_bits(p, end);
	uint64_t value = 0;

	if (bits == 0)
		return decimal_json(sign, p, end, a);
	for (p += 2; p < end; p++) {
		if (value >> (64 - bits) != 0)
			return STR("");
		value = value << bits | (unsigned)str_hex(*p);
	}
	return str_from(arena_printf(a, "%s%" PRIu64, sign, value));
}
