/* secret-scan: see the header. */
#include "finding/secret-scan.h"

#include "base/sweep.h"
#include "base/utf8.h"
#include "finding/secret.h"

enum { USER_BACK = 256 };

size_t
secret_escaped(struct str text, size_t at, char *c)
{
	const char *s = text.s + at;
	size_t left = text.len - at;
	int high, low;

	if (*s == '~' && left >= 2 && (s[1] == '0' || s[1] == '1')) {
		*c = s[1] == '1' ? '/' : '~';
		return 2; /* of a JSON Pointer */
	}
	if (*s != '\\' || left < 2)
		return 1;
	if (left >= 6 && memcmp(s, "\\u00", 4) == 0) {
		high = str_hex(s[4]);
		low = str_hex(s[5]);
		if (high >= 0 && high < 8 && low >= 0) {
			*c = (char)(high * 16 + low);
			return 6;
		}
	}
	if (s[1] == 'n' || s[1] == 'r' || s[1] == 't')
		*c = ' ';
	else if (s[1] == '/' || s[1] == '\\' || s[1] == '"')
		*c = s[1];
	else
		return 1;
	return 2;
}

size_t
scan_skip_template(struct str text, size_t at, size_t end)
{
	static const char *const kinds[][2] = {
	    {"${", "}"}, {"{{", "}}"}, {"<%=", "%>"}};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct str open = str_from(kinds[i][0]), close = str_from(kinds[i][1]);

		if (!str_starts(str_slice(text, at, end), open))
			continue;
		for (size_t to = at + open.len; to < end; to++) {
			if (str_starts(str_slice(text, to, end), close))
				return to + close.len;
			if (is_line_end(text.s[to]) || text.s[to] == '"')
				break;
		}
	}
	return at;
}

/* Nothing, templates alone, or hidden already. */
static bool
harmless(struct str text, size_t at, size_t end)
{
	size_t next;

	if (str_is(str_slice(text, at, end), REDACTED))
		return true;
	for (; at < end; at = next) {
		next = scan_skip_template(text, at, end);
		if (next == at)
			return false;
	}
	return true;
}

void
scan_take(struct scan *s, size_t from, size_t end)
{
	if (from < s->sink->done)
		from = s->sink->done;
	if (from >= end || harmless(s->text, from, end))
		return;
	s->sink->take(s->sink, (struct span){from, end});
	s->sink->done = end;
}

/* --- URLs ------------------------------------------------------------------ */

static bool
ends_url(const struct scan *s, char c)
{
	return (unsigned char)c <= ' ' || c == '"' || c == '`' ||
	       (c == '\'' && s->what == SCAN_SENTENCE);
}

static bool
is_separator(char c)
{
	return c == '&' || c == ';' || c == '?' || c == '#';
}

/* Over a host in small letters, and over its port: most are no more than that. */
static size_t
plain_host(struct str text, size_t at, bool *port)
{
	const char *from = text.s + at;
	const char *end = from, *colon;

	while (end < text.s + text.len && ((*end >= 'a' && *end <= 'z') ||
					   (*end >= '-' && *end <= ':' && *end != '/')))
		end++;
	colon = memchr(from, ':', (size_t)(end - from));

	if (colon == NULL)
		return (size_t)(end - text.s);
	for (const char *p = colon + 1; p < end; p++) {
		if (*p < '0' || *p > '9')
			return at;
	}
	*port = true;
	return (size_t)(end - text.s);
}

/*
 * The end of the user information of the authority at at, or 0.  A slash in a
 * password ends the authority for a parser, but it is a secret still.
 */
static size_t
userinfo_end(struct scan *s, size_t at)
{
	size_t found = 0, step;
	bool port = true, colon = false;
	char c;

	at = plain_host(s->text, at, &colon);
	for (; at < s->text.len; at += step) {
		step = secret_character(s->text, at, &c);
		if (ends_url(s, c) || c == '?' || c == '#')
			break;
		if (c == '@')
			found = at;
		else if ((c == '/' || c == '\\') && (found != 0 || !colon || port))
			break;
		else if (c == ':')
			colon = true;
		else if (colon && (c < '0' || c > '9'))
			port = false;
	}
	s->sink->apart = at;
	return found;
}

/* The first '@' from at on, or what cannot be in a password. */
static size_t
next_mark(struct scan *s, size_t at)
{
	size_t step;
	char c;

	if (s->sink->mark > at)
		return s->sink->mark;
	for (; at < s->text.len; at += step) {
		step = secret_character(s->text, at, &c);
		if (ends_url(s, c) || c == '@' || c == '/' || c == '?' || c == '#')
			break;
	}
	s->sink->mark = at;
	return at;
}

/* Whether the character at at is the end of "\n", "\r" or "\t": white space. */
static bool
is_escaped_blank(struct str text, size_t at)
{
	size_t n = 0;

	while (n < at && n < USER_BACK && text.s[at - 1 - n] == '\\')
		n++;
	return n % 2 != 0 && at < text.len && strchr("nrt", text.s[at]) != NULL &&
	       text.s[at] != '\0';
}

/* "//user:password@host" without a scheme: colon is in its middle. */
static void
userinfo_alone(struct scan *s, size_t colon, size_t behind)
{
	static const bool ends[256] = {
	    ['\0'] = true, [' '] = true,  ['\t'] = true, ['\n'] = true, ['\r'] = true,
	    ['"'] = true,  ['\''] = true, ['`'] = true,  ['/'] = true,  ['\\'] = true,
	    [':'] = true,  ['@'] = true,  ['?'] = true,  ['#'] = true,  ['&'] = true,
	    ['='] = true,  [','] = true,  ['{'] = true,  ['}'] = true,  ['['] = true,
	    [']'] = true,  ['<'] = true,  ['>'] = true};
	const struct str text = s->text;
	size_t from = colon, end;
	char c;

	while (from > s->sink->done && colon - from < USER_BACK &&
	       !ends[(unsigned char)text.s[from - 1]])
		from--;
	if (from == colon || from == 0 || strchr("/\\:", text.s[from - 1]) == NULL ||
	    text.s[from - 1] == '\0' || is_escaped_blank(text, from))
		return;
	end = next_mark(s, behind);
	if (end == text.len)
		return;
	c = text.s[end];
	if (c == '\\' && end < text.len)
		end += secret_character(text, end, &c) - 1;
	if (c != '@' || end + 1 >= text.len)
		return;
	c = text.s[end + 1];
	if (is_word(c) || c == '[' || c == '{' || (unsigned char)c >= 0x80)
		scan_take(s, from, text.s[end] == '@' ? end : end - 5);
}

/* What follows the ':' at colon: slashes of a URL, or a password. */
static void
after_colon(struct scan *s, size_t colon, size_t behind)
{
	size_t at = behind, end, step;
	char c;

	if (colon < s->sink->apart)
		return;
	while (at < s->text.len) {
		step = secret_character(s->text, at, &c);
		if (c != '/' && c != '\\')
			break;
		at += step;
	}
	if (at == behind) {
		userinfo_alone(s, colon, behind);
		return;
	}
	end = userinfo_end(s, at);
	if (end > at &&
	    !str_starts(str_slice(s->text, at, s->text.len), STR(REDACTED "@")))
		scan_take(s, at, end);
}

/* The start of the parameter's name that ends at at; at: there is none. */
static size_t
parameter_name(const struct scan *s, size_t at)
{
	const struct str text = s->text;
	size_t from = at, step;
	char c;

	while (from > s->sink->done && at - from < NAME_BACK) {
		step = secret_character(text, from - 1, &c);
		if (is_separator(c))
			return from - 1 + step;
		if (c == '=' || c == '/' || (unsigned char)c <= ' ' || c == '"')
			return at;
		from--;
	}
	/* what was hidden before ends at a separator */
	return at;
}

/* A parameter of a query or fragment. */
static bool
after_equals(struct scan *s, size_t equals, size_t behind)
{
	size_t from = parameter_name(s, equals), at, step;
	char c;

	if (from >= equals || !secret_parameter(str_slice(s->text, from, equals)))
		return false;
	for (at = behind; at < s->text.len; at += step) {
		step = secret_character(s->text, at, &c);
		if (ends_url(s, c) || is_separator(c))
			break;
	}
	scan_take(s, behind, at);
	return true;
}

/* --- the whole ------------------------------------------------------------- */

/* The length of a ':' or '=' at at, perhaps as an escape; 0: it is none. */
static size_t
candidate(struct str text, size_t at, char *c)
{
	size_t len;

	*c = text.s[at];
	if (*c == ':' || *c == '=')
		return 1;
	if (*c != '\\')
		return 0;
	len = secret_character(text, at, c);
	return *c == ':' || *c == '=' ? len : 0;
}

/* The first byte from at on that candidate() may take. */
static size_t
skip_plain(struct str text, size_t at)
{
	const char *end = text.s + text.len;

	return (size_t)(sweep_to_any(text.s + at, end, ':', '=', '\\') - text.s);
}

/*
 * A ':' behind a quoted name that holds no secret, and no slash behind it: neither a
 * member nor a URL.  Nearly all are of this kind.
 */
static bool
is_harmless_member(struct str text, size_t at)
{
	return text.s[at] == ':' && at != 0 && text.s[at - 1] == '"' &&
	       !secret_member_may_end(str_slice(text, 0, at - 1)) &&
	       at + 1 < text.len && text.s[at + 1] != '/' && text.s[at + 1] != '\\';
}

void
secret_scan(struct str text, enum scan_what what, struct sink *sink)
{
	struct scan s = {text, what, sink};
	size_t at = 0, len;
	char c;

	while ((at = skip_plain(text, at)) < text.len) {
		if (is_harmless_member(text, at)) {
			at++;
			continue;
		}
		len = candidate(text, at, &c);
		if (len == 0) {
			at++;
			continue;
		}
		if (c == '=' && after_equals(&s, at, at + len)) {
			at += len;
		} else if (what == SCAN_DOCUMENT && scan_secret_before(&s, at)) {
			at = scan_hide_value(&s, at + len, c == '=');
		} else {
			if (c == ':')
				after_colon(&s, at, at + len);
			at += len;
		}
		if (at < sink->done)
			at = sink->done;
	}
}
