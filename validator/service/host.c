/* host: what the host of a URL is, and whether the internet can reach it. */
#include "service/host.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/percent.h"
#include "base/simd.h"
#include "load/text.h"
#include "service/host-set.h"

enum {
	NAME_MAX_LEN = 253, /* RFC 1035, 2.3.4, without the length bytes */
	LABEL_MAX_LEN = 63
};

/* A block of addresses that are not reached from outside. */
struct block {
	unsigned char prefix[16];
	unsigned bits;
	const char *what; /* NULL: an exception, reached like any other */
};

/* IANA IPv4 Special-Purpose Address Registry; of those that match the first. */
/* clang-format off */
static const struct block blocks4[] = {
	{{127}, 8, "a loopback address (RFC 1122): it means the sender itself"},
	{{10}, 8, "a private address (RFC 1918)"},
	{{172, 16}, 12, "a private address (RFC 1918)"},
	{{192, 168}, 16, "a private address (RFC 1918)"},
	{{169, 254}, 16, "a link-local address (RFC 3927)"},
	{{100, 64}, 10, "an address behind a provider's NAT (RFC 6598)"},
	{{0, 0, 0, 0}, 32, "the unspecified address (RFC 1122)"},
	{{0}, 8, "an address of \"this network\" (RFC 791)"},
	{{192, 0, 2}, 24, "an address for documentation (RFC 5737)"},
	{{198, 51, 100}, 24, "an address for documentation (RFC 5737)"},
	{{203, 0, 113}, 24, "an address for documentation (RFC 5737)"},
	{{192, 0, 0, 9}, 32, NULL},
	{{192, 0, 0, 10}, 32, NULL},
	{{192, 0, 0}, 24, "an address for protocol assignments (RFC 6890)"},
	{{192, 88, 99}, 24, "a withdrawn 6to4 relay address (RFC 7526)"},
	{{198, 18}, 15, "an address for benchmarks (RFC 2544)"},
	{{224}, 4, "a multicast address (RFC 5771)"},
	{{255, 255, 255, 255}, 32, "the broadcast address (RFC 919)"},
	{{240}, 4, "a reserved address (RFC 1112)"},
};

/* IANA IPv6 Special-Purpose Address Registry; what it maps to IPv4 apart. */
static const struct block blocks6[] = {
	{{[15] = 1}, 128, "the loopback address (RFC 4291): it means the sender itself"},
	{{0}, 128, "the unspecified address (RFC 4291)"},
	{{0xfe, 0x80}, 10, "a link-local address (RFC 4291)"},
	{{0xfc}, 7, "a unique local address (RFC 4193)"},
	{{0xfe, 0xc0}, 10, "a site-local address (RFC 3879)"},
	{{0xff}, 8, "a multicast address (RFC 4291)"},
	{{0x20, 1, 0x0d, 0xb8}, 32, "an address for documentation (RFC 3849)"},
	{{0x3f, 0xff}, 20, "an address for documentation (RFC 9637)"},
	{{0x20, 1, 0, 1, [15] = 1}, 128, NULL},
	{{0x20, 1, 0, 1, [15] = 2}, 128, NULL},
	{{0x20, 1, 0, 1, [15] = 3}, 128, NULL},
	{{0x20, 1, 0, 3}, 32, NULL},
	{{0x20, 1, 0, 4, 1, 0x12}, 48, NULL},
	{{0x20, 1, 0, 0x20}, 28, NULL},
	{{0x20, 1, 0, 0x30}, 28, NULL},
	{{0x20, 1, 0, 2}, 48, "an address for benchmarks (RFC 5180)"},
	{{0x20, 1}, 32, "an address of a Teredo tunnel (RFC 4380)"},
	{{0x20, 1}, 23, "an address for protocol assignments (RFC 2928)"},
	{{0, 0x64, 0xff, 0x9b, 0, 1}, 48, "an address for local translation (RFC 8215)"},
	{{1}, 64, "an address that discards everything (RFC 6666)"},
	{{0x5f}, 16, "an address of segment routing (RFC 9602)"},
	{{0x20}, 3, NULL},
	{{0}, 0, "a reserved address (RFC 4291)"},
};

/* Special-Use Domain Names: these and what ends in one of them. */
static const struct {
	struct str name;
	const char *what;
} special_names[] = {
	{{"localhost", 9}, "the sender itself (RFC 6761)"},
	{{"local", 5}, "a name of the local network (RFC 6762)"},
	{{"internal", 8}, "a name for private networks (reserved by ICANN)"},
	{{"home.arpa", 9}, "a name of home networks (RFC 8375)"},
	{{"test", 4}, "a name for tests (RFC 6761)"},
	{{"example", 7}, "a name for documentation (RFC 6761)"},
	{{"invalid", 7}, "a name that never exists (RFC 6761)"},
	{{"onion", 5}, "a name of the Tor network (RFC 7686)"},
	{{"alt", 3}, "a name outside DNS (RFC 9476)"},
	{{"localdomain", 11}, "a name of a local network"},
	{{"lan", 3}, "a name of a local network (RFC 6762, G)"},
	{{"intranet", 8}, "a name of a local network (RFC 6762, G)"},
	{{"private", 7}, "a name of a local network (RFC 6762, G)"},
	{{"corp", 4}, "a name of a local network (RFC 6762, G)"},
	{{"home", 4}, "a name of a local network (RFC 6762, G)"},
};
/* clang-format on */

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static bool
in_block(const unsigned char *ip, const struct block *b)
{
	unsigned whole = b->bits / 8, rest = b->bits % 8;
	unsigned mask = 0xffu << (8 - rest) & 0xff;

	return memcmp(ip, b->prefix, whole) == 0 &&
	       (rest == 0 || (ip[whole] & mask) == (b->prefix[whole] & mask));
}

static const char *
find_block(const unsigned char *ip, const struct block *blocks, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (in_block(ip, &blocks[i]))
			return blocks[i].what;
	}
	return NULL;
}

/* The IPv4 address within an IPv6 one that stands for it, or NULL. */
static const unsigned char *
embedded4(const unsigned char *ip)
{
	static const struct {
		struct block block;
		size_t at;
	} forms[] = {
	    {{{[10] = 0xff, [11] = 0xff}, 96, ""}, 12}, /* mapped (RFC 4291, 2.5.5.2) */
	    {{{0, 0x64, 0xff, 0x9b}, 96, ""}, 12},      /* translated (RFC 6052) */
	    {{{0x20, 2}, 16, ""}, 2},                   /* 6to4 (RFC 3056) */
	};

	for (size_t i = 0; i < COUNT(forms); i++) {
		if (in_block(ip, &forms[i].block))
			return ip + forms[i].at;
	}
	return NULL;
}

static const char *
unreachable6(const unsigned char *ip)
{
	const unsigned char *ip4 = embedded4(ip);

	if (ip4 != NULL)
		return find_block(ip4, blocks4, COUNT(blocks4));
	return find_block(ip, blocks6, COUNT(blocks6));
}

bool
host_is_single(struct str name)
{
	size_t at = name.len; /* the last label is short mostly */

	while (at > 0 && name.s[at - 1] != '.')
		at--;
	return at == 0;
}

void
host_add_special(struct host_set *set)
{
	for (size_t i = 0; i < COUNT(special_names); i++)
		host_set_add(set, special_names[i].name);
}

static const char *
unreachable_name(struct str name)
{
	for (size_t i = 0; i < COUNT(special_names); i++) {
		if (text_is_below(name, special_names[i].name))
			return special_names[i].what;
	}
	if (host_is_single(name))
		return "a name without a domain, which only a local network can "
		       "resolve";
	return NULL;
}

const char *
host_unreachable(const struct host *h)
{
	switch (h->form) {
	case HOST_NAME:
		return unreachable_name(h->name);
	case HOST_IPV4:
		return find_block(h->ip, blocks4, COUNT(blocks4));
	case HOST_IPV6:
		return unreachable6(h->ip);
	case HOST_INVALID:
		break;
	}
	return NULL;
}

const char *
host_address(const struct host *h, struct arena *a)
{
	char space[INET6_ADDRSTRLEN];

	if (inet_ntop(h->form == HOST_IPV4 ? AF_INET : AF_INET6, h->ip, space,
		      sizeof(space)) == NULL)
		return "";
	return arena_strdup(a, space);
}

struct str
host_label(struct str name, size_t from)
{
	struct str label = str_slice(name, from, name.len);
	const char *dot = label.len != 0 ? memchr(label.s, '.', label.len) : NULL;

	return dot != NULL ? str_slice(label, 0, (size_t)(dot - label.s)) : label;
}

static void
invalid(struct host *h, struct str bad, const char *problem)
{
	h->form = HOST_INVALID;
	h->bad = bad;
	h->problem = problem;
}

/* RFC 3986, 3.2.2: "[" ( IPv6address / IPvFuture ) "]"; a zone (RFC 6874). */
static void
read_literal(struct host *h)
{
	struct str ip = str_slice(h->text, 1, h->text.len);
	char space[INET6_ADDRSTRLEN] = "";
	const char *zone;

	if (ip.len == 0 || ip.s[ip.len - 1] != ']') {
		invalid(h, h->text, "begins with '[' but has no ']' at its end");
		return;
	}
	ip.len--;
	h->name = ip;
	zone = memchr(ip.s, '%', ip.len);
	if (zone != NULL)
		ip.len = (size_t)(zone - ip.s);
	h->form = HOST_IPV6;
	if (ip.len == 0 || ip.len >= sizeof(space) ||
	    memchr(ip.s, '\0', ip.len) != NULL) {
		invalid(h, h->text, "is no IPv6 address between its brackets");
		return;
	}
	memcpy(space, ip.s, ip.len);
	if (inet_pton(AF_INET6, space, h->ip) != 1)
		invalid(h, h->text, "is no IPv6 address between its brackets");
}

/* A number as inet_aton() reads it: 0x hexadecimal, 0 octal, else decimal. */
static bool
read_part(struct str part, uint64_t *value, bool *odd)
{
	unsigned base = 10;
	size_t i = 0;

	*value = 0;
	if (part.len >= 2 && part.s[0] == '0' && str_lower(part.s[1]) == 'x') {
		base = 16;
		i = 2;
	} else if (part.len >= 2 && part.s[0] == '0') {
		base = 8;
		i = 1;
	}
	*odd = *odd || base != 10;
	for (; i < part.len; i++) {
		int digit = str_hex(part.s[i]);

		if (digit < 0 || (unsigned)digit >= base)
			return false;
		*value = *value * base + (unsigned)digit;
		if (*value > UINT32_MAX)
			return false;
	}
	return part.len != 0;
}

/* inet_aton(): up to four numbers, of which the last fills what is left. */
static bool
read_ipv4(struct host *h)
{
	struct str name = h->name;
	uint64_t value, ip = 0;
	size_t from = 0, n = 0;

	for (size_t i = 0; i <= name.len; i++) {
		bool last = i == name.len;

		if (!last && name.s[i] != '.')
			continue;
		if (n == 4 || !read_part(str_slice(name, from, i), &value, &h->odd) ||
		    value > (last ? UINT32_MAX >> (8 * n) : 255))
			return false;
		ip = last ? ip << (8 * (4 - n)) | value : ip << 8 | value;
		from = i + 1;
		n++;
	}
	for (size_t i = 0; i < 4; i++)
		h->ip[i] = (unsigned char)(ip >> (24 - 8 * i));
	h->odd = h->odd || n != 4;
	return true;
}

/* Then it is read as an address or not at all, as browsers do (URL Standard, 3.5). */
static bool
ends_in_number(struct str name)
{
	size_t from = name.len;
	bool odd = false, digits = true;
	uint64_t value;

	while (from > 0 && name.s[from - 1] != '.')
		from--;
	for (size_t i = from; i < name.len; i++)
		digits = digits && str_is_digit(name.s[i]);
	return from < name.len &&
	       (digits || (name.s[from] == '0' &&
			   read_part(str_slice(name, from, name.len), &value, &odd)));
}

/* The label that begins at from, and whether DNS can have it (RFC 1123, 2.1). */
static bool
label_fine(struct host *h, struct str label)
{
	if (label.len == 0)
		invalid(h, label, "has an empty part between its dots");
	else if (label.len > LABEL_MAX_LEN)
		invalid(h, label, "has a part of more than 63 characters");
	else if (label.s[0] == '-' || label.s[label.len - 1] == '-')
		invalid(h, label, "has a part that begins or ends with '-'");
	else
		return true;
	return false;
}

/*
 * '_' is in no host name of RFC 1123, but DNS has it and clients take it, so it
 * passes.  Other letters than ASCII are for the caller to judge.
 */
static bool
characters_fine(struct host *h)
{
	const char *s = h->name.s, *end = s + h->name.len;
	size_t i = 0;

	if (s == h->text.s) /* neither '/' nor ':' is in it, which %xx may stand for */
		i = (size_t)(sweep_web(s, s, end, '/', true) - s);
	for (; i < h->name.len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c >= 0x80) {
			h->non_ascii = true;
		} else if (!str_is_letter((char)c) && !str_is_digit((char)c) &&
			   c != '-' && c != '.' && c != '_') {
			invalid(h, str_slice(h->name, i, i + 1),
				"holds a character that no host name has");
			return false;
		}
	}
	return true;
}

static void
read_host_name(struct host *h)
{
	struct str name = h->name, label;

	if (!characters_fine(h))
		return;
	if (!h->non_ascii && name.len > NAME_MAX_LEN) {
		invalid(h, name, "has more than 253 characters");
		return;
	}
	for (size_t from = 0; from <= name.len; from += label.len + 1) {
		label = host_label(name, from);
		if (!label_fine(h, label))
			return;
		h->coded = h->coded ||
			   (label.len > 3 && label.s[2] == '-' && label.s[3] == '-');
	}
}

void
host_read(struct host *h, struct str text, struct arena *a)
{
	*h = (struct host){.text = text, .name = text};
	if (text.s[0] == '[') {
		read_literal(h);
		return;
	}
	h->name = percent_decoded(text, a);
	if (h->name.len > 1 && h->name.s[h->name.len - 1] == '.')
		h->name.len--;
	if (!ends_in_number(h->name)) {
		h->form = HOST_NAME;
		read_host_name(h);
	} else if (read_ipv4(h)) {
		h->form = HOST_IPV4;
	} else {
		invalid(h, h->name, "ends in a number, but is no IPv4 address");
	}
	/* What was decoded has no place of its own. */
	if (h->form == HOST_INVALID &&
	    (h->bad.s < text.s || h->bad.s > text.s + text.len))
		h->bad = text;
}
