/* email: mailboxes of RFC 5321, 4.1.2, and of RFC 6531, 3.3. */
#include "base/utf8.h"
#include "schema/formats/formats.h"

enum {
	LOCAL_MAX = 64,    /* octets; 5321, 4.5.3.1.1 */
	MAILBOX_MAX = 254, /* a path of 256 without its brackets; 4.5.3.1.3 */
};

/* 6531, 3.3: atext and qtextSMTP are extended by UTF8-non-ascii. */
static size_t
non_ascii(struct str t, size_t i, bool international)
{
	uint32_t c;
	size_t n = utf8_decode(t.s + i, t.len - i, &c);

	return international && n > 1 ? n : 0;
}

static bool
is_atext(char c)
{
	return str_is_digit(c) || str_is_letter(c) ||
	       (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/* Atom *("." Atom); returns its end, 0 if there is none. */
static size_t
dot_string(struct str t, bool international)
{
	size_t i = 0, start = 0, n;

	for (; i < t.len; i += n) {
		if (t.s[i] == '.') {
			if (i == start)
				return 0;
			start = i + 1;
			n = 1;
		} else if (is_atext(t.s[i])) {
			n = 1;
		} else {
			n = non_ascii(t, i, international);
			if (n == 0)
				break;
		}
	}
	return i == start ? 0 : i;
}

/* DQUOTE *QcontentSMTP DQUOTE; returns its end, 0 if there is none. */
static size_t
quoted_string(struct str t, bool international)
{
	size_t i = 1, n;

	while (i < t.len && t.s[i] != '"') {
		n = t.s[i] >= ' ' && t.s[i] <= '~' ? 1 : non_ascii(t, i, international);
		if (t.s[i] == '\\') {
			if (i + 1 == t.len || t.s[i + 1] < ' ' || t.s[i + 1] > '~')
				return 0;
			n = 2;
		}
		if (n == 0)
			return 0;
		i += n;
	}
	return i < t.len ? i + 1 : 0;
}

static bool
mailbox(struct str t, bool international)
{
	size_t at;
	struct str domain;

	if (t.len == 0 || t.len > MAILBOX_MAX)
		return false;
	at = t.s[0] == '"' ? quoted_string(t, international)
			   : dot_string(t, international);
	if (at == 0 || at > LOCAL_MAX || at == t.len || t.s[at] != '@')
		return false;
	domain = str_slice(t, at + 1, t.len);
	if (str_starts(domain, STR("[")))
		return ip_is_mail_literal(domain);
	return international ? host_is_mail_domain(domain) : host_is_ascii(domain);
}

static bool
email(struct str text)
{
	return mailbox(text, false);
}

static bool
idn_email(struct str text)
{
	return mailbox(text, true);
}

const struct format formats_email[] = {
    {"email", DIALECT_ALL, email, "an e-mail address (RFC 5321)"},
    {"idn-email", DIALECT_FROM(DIALECT_DRAFT7), idn_email,
     "an internationalised e-mail address (RFC 6531)"},
    {.name = NULL},
};
