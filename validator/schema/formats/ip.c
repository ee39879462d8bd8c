/* ip: ipv4 (RFC 2673, 3.2) and ipv6 (RFC 4291, 2.2). */
#include "schema/formats/formats.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool
ip_is_v4(struct str text)
{
	size_t i = 0, start;
	int octets, value;

	if (text.len > sizeof("255.255.255.255") - 1)
		return false;
	for (octets = 0; octets < 4; octets++) {
		if (octets > 0 && (i == text.len || text.s[i++] != '.'))
			return false;
		start = i;
		for (value = 0; i < text.len && is_digit(text.s[i]); i++)
			value = value * 10 + (text.s[i] - '0');
		if (i == start || i > start + 3 || value > 255 ||
		    (text.s[start] == '0' && i > start + 1))
			return false;
	}
	return i == text.len;
}

/*
 * Groups of up to four digits; "::" stands for one group or more, once; the last
 * two groups may be written as an IPv4 address.
 */
bool
ip_is_v6(struct str text)
{
	bool gap = str_starts(text, STR("::"));
	size_t i = gap ? 2 : 0, start;
	int groups = 0;

	if (text.len > sizeof("1111:2222:3333:4444:5555:6666:255.255.255.255") - 1)
		return false;
	while (i < text.len || !gap || groups > 0) {
		for (start = i; i < text.len && is_hex(text.s[i]); i++)
			;
		if (i < text.len && text.s[i] == '.') {
			if (!ip_is_v4(str_slice(text, start, text.len)))
				return false;
			groups += 2;
			break;
		}
		if (i == start || i > start + 4)
			return false;
		groups++;
		if (i == text.len)
			break;
		if (text.s[i++] != ':')
			return false;
		if (i < text.len && text.s[i] == ':') {
			if (gap)
				return false;
			gap = true;
			if (++i == text.len)
				break;
		}
	}
	return gap ? groups < 8 : groups == 8;
}

const struct format formats_ip[] = {
    {"ipv4", DIALECT_ALL, ip_is_v4, "an IPv4 address (four numbers from 0 to 255)"},
    {"ipv6", DIALECT_ALL, ip_is_v6, "an IPv6 address (RFC 4291)"},
    {.name = NULL},
};
