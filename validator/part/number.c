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

static bool
is_based(const char *p, const char *end, char base)
{
	return end - p > 2 && *p == '0' && (p[1] | (base & 0x20)) == base;
}

static const char *
hex_end(const char *p, const char *end)
{
	const char *from = p += 2;

	while (p < end && scan_is(*p, SCAN_HEX))
		p++;
	return p > from ? p : NULL;
}

/* Digits with a point among or beside them, and an exponent; NULL: there are none. */
static const char *
decimal_end(const char *p, const char *end)
{
	const char *from = p, *to = digits_end(p, end);
	bool any = to > from;

	if (to < end && *to == '.') {
		from = ++to;
		to = digits_end(to, end);
		any = any || to > from;
	}
	if (!any)
		return NULL;
	if (to < end && (*to | 0x20) == 'e') {
		from = sign_end(to + 1, end);
		p = digits_end(from, end);
		return p > from ? p : NULL;
	}
	return to;
}

/* JSON5, 6: JSON5Number, but for Infinity and NaN, which are names as well. */
const char *
number_json5_end(const char *p, const char *end)
{
	const char *from = sign_end(p, end), *to;

	if (is_based(from, end, 'x'))
		to = hex_end(from, end);
	else if (end - from > 1 && *from == '0' && scan_is_digit(from[1]))
		to = NULL;
	else
		to = decimal_end(from, end);
	return to != NULL ? to : p;
}

/* [-+]?[0-9]+ | 0o[0-7]+ | 0x[0-9a-fA-F]+ */
bool
number_yaml_integer(struct str text)
{
	const char *p = text.s, *end = p + text.len, *from = sign_end(p, end);

	if (text.len > 2 && str_starts(text, STR("0x")))
		return hex_end(p, end) == end;
	if (text.len > 2 && str_starts(text, STR("0o"))) {
		for (p += 2; p < end && *p >= '0' && *p <= '7'; p++)
			;
		return p == end;
	}
	return from < end && digits_end(from, end) == end;
}

/* The same, or [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? */
bool
number_yaml(struct str text)
{
	const char *end = text.s + text.len;

	return number_yaml_integer(text) ||
	       decimal_end(sign_end(text.s, end), end) == end;
}

/* The value of the digits behind 0x or 0o; false: it has more than 64 bits. */
static bool
based_value(const char *p, const char *end, unsigned bits, uint64_t *value)
{
	*value = 0;
	for (; p < end; p++) {
		if (*value >> (64 - bits) != 0)
			return false;
		*value = *value << bits | (unsigned)str_hex(*p);
	}
	return true;
}

static struct str
decimal_json(const char *sign, const char *p, const char *end, struct arena *a)
{
	const char *point, *rest;
	char *s;

	while (end - p > 1 && *p == '0' && scan_is_digit(p[1]))
		p++;
	point = digits_end(p, end);
	rest = point + (point < end && *point == '.');
	/* a point stays where digits follow it */
	s = arena_printf(a, "%s%.*s%s%.*s", sign, point > p ? (int)(point - p) : 1,
			 point > p ? p : "0",
			 rest > point && rest < end && scan_is_digit(*rest) ? "." : "",
			 (int)(end - rest), rest);
	return str_from(s);
}

struct str
number_json(struct str text, struct arena *a)
{
	const char *end = text.s + text.len, *p = sign_end(text.s, end);
	const char *sign = *text.s == '-' ? "-" : "";
	bool hex = is_based(p, end, 'x');
	uint64_t value;

	if (!hex && !is_based(p, end, 'o'))
		return decimal_json(sign, p, end, a);
	if (!based_value(p + 2, end, hex ? 4 : 3, &value))
		return STR("");
	return str_from(arena_printf(a, "%s%" PRIu64, sign, value));
}
