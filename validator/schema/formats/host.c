/*
 * host: hostname (RFC 1123, 2.1) and idn-hostname (RFC 5890 to 5893).
 *
 * The properties of characters come from libidn2, one label at a time, as a
 * registry would test it.  Splitting, lengths, and the Bidi rule over the whole
 * name (5893, 2) are ours.
 */
#include "base/mem.h"
#include "base/utf8.h"
#include "schema/formats/formats.h"

#ifdef HAVE_IDN2
#include <idn2.h>
#endif

enum {
	LABEL_MAX = 63,
	NAME_MAX_OCTETS = 253,              /* 255 in a message: 1035, 3.1 */
	NAME_MAX_UTF8 = NAME_MAX_OCTETS * 4 /* no U-label is shorter as an A-label */
};

static bool
is_ldh(char c)
{
	return str_is_digit(c) || str_is_letter(c) || c == '-';
}

static bool
label_is_ascii(struct str label)
{
	size_t i;

	if (label.len == 0 || label.len > LABEL_MAX || label.s[0] == '-' ||
	    label.s[label.len - 1] == '-')
		return false;
	for (i = 0; i < label.len; i++)
		if (!is_ldh(label.s[i]))
			return false;
	return true;
}

/* Takes the part up to the next dot off rest; false behind the last one. */
static bool
next_label(struct str *rest, struct str *label)
{
	const char *dot;

	if (rest->s == NULL)
		return false;
	dot = rest->len != 0 ? memchr(rest->s, '.', rest->len) : NULL;
	*label = *rest;
	if (dot == NULL) {
		rest->s = NULL;
		return true;
	}
	label->len = (size_t)(dot - rest->s);
	*rest = str_slice(*rest, label->len + 1, rest->len);
	return true;
}

bool
host_is_ascii(struct str text)
{
	struct str rest = text, label;

	if (text.len == 0 || text.len > NAME_MAX_OCTETS)
		return false;
	while (next_label(&rest, &label))
		if (!label_is_ascii(label))
			return false;
	return true;
}

#ifdef HAVE_IDN2

/* A label, or a probe made of one, as libidn2 wants it. */
struct label {
	char s[NAME_MAX_UTF8 + 16];
	size_t len;
};

static void
label_add(struct label *l, struct str t)
{
	memcpy(l->s + l->len, t.s, t.len);
	l->len += t.len;
	l->s[l->len] = '\0';
}

/* For want of memory no name is wrong. */
static int
had_memory(int rc)
{
	if (rc == IDN2_MALLOC)
		out_of_memory();
	return rc;
}

/* What libidn2 says of a probe. */
static int
register_label(struct str before, struct str t, struct str after)
{
	struct label l = {.len = 0};
	uint8_t *name = NULL;
	int rc;

	label_add(&l, before);
	label_add(&l, t);
	label_add(&l, after);
	rc = had_memory(
	    idn2_register_u8((const uint8_t *)l.s, NULL, &name, IDN2_NFC_INPUT));
	idn2_free(name);
	return rc;
}

static bool
is_ascii(struct str t)
{
	size_t i;

	for (i = 0; i < t.len; i++)
		if ((unsigned char)t.s[i] >= 0x80)
			return false;
	return true;
}

/* Case does not count in DNS, but it does in libidn2. */
static bool
is_a_label(struct str t, struct label *lower)
{
	size_t i;

	lower->len = 0;
	label_add(lower, t);
	for (i = 0; i < t.len; i++)
		lower->s[i] = str_lower(t.s[i]);
	return str_starts((struct str){lower->s, lower->len}, STR("xn--"));
}

/*
 * Whether t is an ASCII label, an A-label or a U-label.  *octets is its length as
 * an A-label, *u the U-label if it is one.
 */
static bool
label_valid(struct str t, int flags, struct label *u, size_t *octets)
{
	struct label lower;
	uint8_t *name = NULL;
	char *decoded = NULL;
	bool ok;

	u->len = 0;
	*octets = t.len;
	if (is_ascii(t)) {
		if (!label_is_ascii(t))
			return false;
		if (!is_a_label(t, &lower))
			return true;
		ok = had_memory(idn2_register_u8(NULL, (const uint8_t *)lower.s, &name,
						 0)) == IDN2_OK &&
		     had_memory(idn2_to_unicode_8z8z(lower.s, &decoded, 0)) == IDN2_OK;
		if (ok)
			label_add(u, str_from(decoded));
		idn2_free(decoded);
	} else {
		label_add(u, t);
		ok = memchr(t.s, '\0', t.len) == NULL &&
		     had_memory(idn2_register_u8((const uint8_t *)u->s, NULL, &name,
						 flags)) == IDN2_OK;
		if (ok)
			*octets = strlen((const char *)name);
	}
	idn2_free(name);
	return ok && *octets <= LABEL_MAX;
}

#define ALEF "\xd7\x90" /* a letter of class R */

/* Between letters of class L, the Bidi rule stops R, AL and AN, and only these. */
static bool
is_rtl(struct str label)
{
	return register_label(STR("a"), label, STR("a")) == IDN2_BIDI;
}

/* For characters that are not of these classes: between two R it stops L alone. */
static bool
is_left(struct str c)
{
	return register_label(STR(ALEF), c, STR(ALEF)) == IDN2_BIDI;
}

/* Behind R, EN and NSM may end a label. */
static bool
is_number(struct str c)
{
	return register_label(STR(ALEF), c, STR("")) == IDN2_OK;
}

static bool
is_mark(struct str c)
{
	return register_label(STR(""), c, STR("")) == IDN2_LEADING_COMBINING;
}

/*
 * 5893, 2, for a label without right-to-left characters in a name that has some:
 * it begins with L and ends with L or EN, marks not counted.
 */
static bool
is_ltr(struct str label)
{
	size_t n, end = label.len;
	uint32_t c;
	struct str last = {"", 0};

	n = utf8_decode(label.s, label.len, &c);
	if (c < 0x80 ? c <= '9' : !is_left(str_slice(label, 0, n)))
		return false;
	for (; end > 0; end -= last.len) {
		n = 1;
		while (n < end && utf8_continues(label.s[end - n]))
			n++;
		last = str_slice(label, end - n, end);
		if (n == 1 || !is_mark(last))
			break;
	}
	return n == 1 || is_left(last) || is_number(last);
}

/*
 * 5893, 2, condition 4: the digits of class EN and those of class AN, as far as
 * they are allowed in labels, exclude each other in a right-to-left one.
 */
static bool
mixes_digits(struct str label)
{
	bool european = false, arabic = false;
	size_t i = 0;
	uint32_t c;

	while (i < label.len) {
		i += utf8_decode(label.s + i, label.len - i, &c);
		european |= (c >= '0' && c <= '9') || (c >= 0x6f0 && c <= 0x6f9);
		arabic |= (c >= 0x660 && c <= 0x669) || (c >= 0x10d30 && c <= 0x10d39);
	}
	return european && arabic;
}

/* The Bidi rule binds all labels as soon as one is right-to-left. */
static bool
bidi_valid(struct str name)
{
	struct str rest = name, label, text;
	bool rtl = false, ok = true, other;
	struct label u;
	size_t octets;

	while (next_label(&rest, &label)) {
		(void)label_valid(label, 0, &u, &octets);
		text = u.len != 0 ? (struct str){u.s, u.len} : label;
		other = u.len == 0 || !is_rtl(text);
		rtl = rtl || !other;
		ok = ok && (other ? is_ltr(text) : !mixes_digits(text));
	}
	return !rtl || ok;
}

static bool
name_valid(struct str text, int flags)
{
	struct str rest = text, label;
	size_t total = 0, octets;
	bool bidi = false;
	struct label u;

	if (text.len == 0 || text.len > NAME_MAX_UTF8)
		return false;
	while (next_label(&rest, &label)) {
		if (!label_valid(label, flags, &u, &octets))
			return false;
		total += octets + 1;
		bidi = bidi || u.len != 0;
	}
	return total - 1 <= NAME_MAX_OCTETS && (!bidi || bidi_valid(text));
}

/* ASCII, and what looks like an A-label is one. */
static bool
hostname(struct str text)
{
	return host_is_ascii(text) && name_valid(text, 0);
}

/* 3490, 3.1: other full stops that separate labels, too. */
static size_t
full_stop(struct str t, size_t i)
{
	static const char *const stops[] = {"\xe3\x80\x82", "\xef\xbc\x8e",
					    "\xef\xbd\xa1"};
	size_t k;

	for (k = 0; k < sizeof(stops) / sizeof(stops[0]); k++)
		if (str_starts(str_slice(t, i, t.len), str_from(stops[k])))
			return 3;
	return 0;
}

static bool
idn_hostname(struct str text)
{
	char name[NAME_MAX_UTF8];
	size_t len = 0, i = 0, n;

	if (text.len > sizeof(name))
		return false;
	while (i < text.len) {
		n = full_stop(text, i);
		name[len++] = n != 0 ? '.' : text.s[i];
		i += n != 0 ? n : 1;
	}
	return utf8_valid_prefix(name, len) == len &&
	       name_valid((struct str){name, len}, 0);
}

/* U-labels are in NFC; mail programs may put them there (5895, 2). */
bool
host_is_mail_domain(struct str text)
{
	return utf8_valid_prefix(text.s, text.len) == text.len &&
	       name_valid(text, IDN2_NFC_INPUT);
}

#else

static bool
hostname(struct str text)
{
	return host_is_ascii(text);
}

/* Without the tables of Unicode everything beyond ASCII is taken for a letter. */
bool
host_is_mail_domain(struct str text)
{
	char name[NAME_MAX_UTF8];
	size_t i;

	if (text.len > NAME_MAX_UTF8 || utf8_valid_prefix(text.s, text.len) != text.len)
		return false;
	for (i = 0; i < text.len; i++)
		name[i] = (unsigned char)text.s[i] < 0x80 ? text.s[i] : 'x';
	return host_is_ascii((struct str){name, text.len});
}

#endif

/* Drafts 4 and 6 know host names of RFC 1034 only, where xn-- means nothing. */
#define PLAIN (DIALECT_BIT(DIALECT_DRAFT4) | DIALECT_BIT(DIALECT_DRAFT6))

const struct format formats_host[] = {
    {"hostname", PLAIN, host_is_ascii, "a host name (RFC 1034)"},
    {"hostname", DIALECT_ALL & ~PLAIN, hostname, "a host name (RFC 1123)"},
#ifdef HAVE_IDN2
    {"idn-hostname", DIALECT_FROM(DIALECT_DRAFT7), idn_hostname,
     "an internationalised host name (RFC 5890)"},
#endif
    {.name = NULL},
};
