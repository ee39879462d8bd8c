/* ip: ipv4 (RFC 2673, 3.2) and ipv6 (RFC 4291, 2.2). */
#include "schema/formats/formats.h"

/* Four numbers up to 255; zeros in front of them only if allowed. */
static bool
dotted(struct str text, bool zeros)
{
	size_t i = 0, start;
	int octets, value;

	for (octets = 0; octets < 4; octets++) {
		if (octets > 0 && (i == text.len || text.s[i++] != '.'))
			return false;
		start = i;
		for (value = 0; i < text.len && str_is_digit(text.s[i]) && value < 256;
		     i++)
			value = value * 10 + (text.s[i] - '0');
		if (i == start || i > start + 3 || value > 255 ||
		    (!zeros && text.s[start] == '0' && i > start + 1))
			return false;
	}
	return i == text.len;
}

bool
ip_is_v4(struct str text)
{
	return dotted(text, false);
}

/*
 * Groups of up to four digits; "::" stands for at least gap_min groups, once; the
 * last two groups may be written as an IPv4 address.
 */
static bool
groups_valid(struct str text, int gap_min, bool zeros)
{
	bool gap = str_starts(text, STR("::"));
	size_t i = gap ? 2 : 0, start;
	int groups = 0;

	if (text.len > sizeof("1111:2222:3333:4444:5555:6666:255.255.255.255") - 1)
		return false;
	while (i < text.len || !gap || groups > 0) {
		for (start = i; i < text.len && str_hex(text.s[i]) >= 0; i++)
			;
		if (i < text.len && text.s[i] == '.') {
			if (!dotted(str_slice(text, start, text.len), zeros))
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
	return gap ? groups <= 8 - gap_min : groups == 8;
}

bool
ip_is_v6(struct str text)
{
	return groups_valid(text, 1, false);
}

/* "IPv6:" in any case, as ABNF has it. */
static bool
has_tag(struct str t)
{
	return t.len >= 5 && (t.s[0] | 32) == 'i' && (t.s[1] | 32) == 'p' &&
	       (t.s[2] | 32) == 'v' && t.s[3] == '6' && t.s[4] == ':';
}

/* Here, "::" stands for two groups or more, and Snum may begin with zeros. */
bool
ip_is_mail_literal(struct str text)
{
	struct str t;

	if (text.len < 2 || text.s[0] != '[' || text.s[text.len - 1] != ']')
		return false;
	t = str_slice(text, 1, text.len - 1);
	return has_tag(t) ? groups_valid(str_slice(t, 5, t.len), 2, true)
			  : dotted(t, true);
}

const struct format formats_ip[] = {
    {"ipv4", DIALECT_ALL, ip_is_v4, "an IPv4 address (four numbers from 0 to 255)"},
    {"ipv6", DIALECT_ALL, ip_is_v6, "an IPv6 address (RFC 4291)"},
    {.name = NULL},
};
