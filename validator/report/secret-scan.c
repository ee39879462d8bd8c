/* secret-scan: see the header. */
#include "report/secret-scan.h"

#include "base/utf8.h"
#include "report/secret.h"

enum {
	NAME_BACK = 400, /* bytes of a name, escapes included */
	USER_BACK = 256
};

struct scan {
	struct str text;
	enum scan_what what;
	struct sink *sink;
};

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

size_t
secret_character(struct str text, size_t at, char *c)
{
	const char *s = text.s + at;
	size_t left = text.len - at;
	int high, low;

	*c = *s;
	if (*s == '~' && left >= 2 && (s[1] == '0' || s[1] == '1')) {
		*c = s[1] == '1' ? '/' : '~';
		return 2; /* of a JSON Pointer */
	}
	if (*s != '\\' || left < 2)
		return 1;
	if (left >= 6 && memcmp(s, "\\u00", 4) == 0) {
		high = hex(s[4]);
		low = hex(s[5]);
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

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	       c == '_' || c == '-' || c == '.' || c == '$';
}

static size_t
skip_blank(struct str text, size_t at)
{
	while (at < text.len && is_blank(text.s[at]))
		at++;
	return at;
}

/* Behind the template (${x}, {{x}}, <%= x %>) at at, or at. */
static size_t
skip_template(struct str text, size_t at, size_t end)
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
		next = skip_template(text, at, end);
		if (next == at)
			return false;
	}
	return true;
}

static void
take(struct scan *s, size_t from, size_t end)
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

/* "//user:password@host" without a scheme: colon is in its middle. */
static void
userinfo_alone(struct scan *s, size_t colon, size_t behind)
{
	const struct str text = s->text;
	size_t from = colon, end;
	char before, c;

	while (from > s->sink->done && colon - from < USER_BACK) {
		before = text.s[from - 1];
		if (is_blank(before) || strchr("\"'`/\\:@?#&=,{}[]<>", before) != NULL)
			break; /* strchr: also a NUL */
		from--;
	}
	if (from == colon || from == 0 || strchr("/\\:", text.s[from - 1]) == NULL ||
	    text.s[from - 1] == '\0')
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
		take(s, from, text.s[end] == '@' ? end : end - 5);
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
	if (str_starts(str_slice(s->text, at, s->text.len), STR(REDACTED "@")))
		return;
	end = userinfo_end(s, at);
	if (end > at)
		take(s, at, end);
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
	take(s, behind, at);
	return true;
}

/* --- members --------------------------------------------------------------- */

/* The length of the quotation mark at at, of whatever kind; 0: there is none. */
static size_t
quote_at(struct str text, size_t at)
{
	size_t left = text.len - at;
	const char *s = text.s + at;

	if (left >= 1 && (*s == '"' || *s == '\'' || *s == '`'))
		return 1;
	if (left >= 2 && s[0] == '\\' && s[1] == '"')
		return 2; /* JSON within a string */
	if (left >= 2 && s[0] == '\xc2' && (s[1] == '\xab' || s[1] == '\xbb'))
		return 2;
	return left >= 3 && s[0] == '\xe2' && s[1] == '\x80' && s[2] >= '\x98' &&
		       s[2] <= '\x9f'
		   ? 3
		   : 0;
}

/* The length of the one that ends at at. */
static size_t
quote_before(struct str text, size_t at)
{
	unsigned char last = at != 0 ? (unsigned char)text.s[at - 1] : ' ';

	if (last < 0x80 && last != '"' && last != '\'' && last != '`')
		return 0;
	for (size_t len = 3; len >= 1; len--) {
		if (at >= len && quote_at(text, at - len) == len)
			return len;
	}
	return 0;
}

/* Back from at over what is no quotation mark, of whatever kind, nor a line end. */
static size_t
back_over_plain(struct str text, size_t at, size_t low)
{
	static const bool ends[128] = {
	    ['"'] = true, ['\''] = true, ['`'] = true, ['\n'] = true, ['\r'] = true};
	unsigned char c;

	while (at > low) {
		c = (unsigned char)text.s[at - 1];
		if (c >= 0x80 || ends[c])
			break;
		at--;
	}
	return at;
}

/* Whether a name like a secret's ends at at, blanks and a quote aside. */
static bool
secret_before(const struct scan *s, size_t at)
{
	const struct str text = s->text;
	size_t low = s->sink->done, from, quote;

	while (at > low && is_blank(text.s[at - 1]))
		at--;
	quote = quote_before(text, at);
	at -= quote;
	if (at > low + NAME_BACK)
		low = at - NAME_BACK;
	from = quote != 0 ? back_over_plain(text, at, low) : at;
	for (; from > low; from--) {
		if (quote == 0 ? !is_word(text.s[from - 1])
			       : quote_before(text, from) != 0 ||
				     is_line_end(text.s[from - 1]))
			break;
	}
	return from < at && secret_member(str_slice(text, from, at));
}

/* A sign that a string goes on behind a quote within it. */
static bool
goes_on(struct str text, size_t at)
{
	return at < text.len &&
	       (is_word(text.s[at]) || text.s[at] == '+' || text.s[at] == '=' ||
		text.s[at] == '!' || (unsigned char)text.s[at] >= 0x80) &&
	       quote_at(text, at) == 0;
}

/* Whether a and b may be the quotes around one string. */
static bool
matches(struct str text, size_t open, size_t open_len, size_t close, size_t close_len)
{
	if (open_len <= 2 && close_len <= 2 && text.s[open] != '\xc2')
		return text.s[open + open_len - 1] == text.s[close + close_len - 1];
	return close_len != 2 || text.s[close] == '\xc2';
}

/* The end of the text in quotes that is open at open: a quote or a line end. */
static size_t
string_end(struct str text, size_t open, size_t open_len)
{
	size_t at = open + open_len, len;

	for (; at < text.len && !is_line_end(text.s[at]); at++) {
		len = quote_at(text, at);
		/* an escaped quote ends only what one began */
		if (len == 2 && text.s[at] == '\\' && open_len != 2) {
			at++;
			continue;
		}
		if (len != 0 && matches(text, open, open_len, at, len) &&
		    !goes_on(text, at + len))
			return at;
		if (text.s[at] == '\\' && at + 1 < text.len &&
		    !is_line_end(text.s[at + 1]))
			at++;
	}
	return at;
}

/* Lines behind at that go on with an unclosed string: each its own span. */
static size_t
hide_further_lines(struct scan *s, size_t at)
{
	const struct str text = s->text;
	size_t from, end;

	for (;;) {
		from = skip_blank(text, at);
		if (from == text.len || strchr("\"'`{}[],:", text.s[from]) != NULL ||
		    quote_at(text, from) != 0)
			return from;
		end = from;
		while (end < text.len && text.s[end] != '"' &&
		       !is_line_end(text.s[end]))
			end++;
		take(s, from, end);
		if (end < text.len && text.s[end] == '"')
			return end + 1;
		at = end;
	}
}

static size_t
hide_string(struct scan *s, size_t open, size_t open_len)
{
	size_t from = open + open_len, end = string_end(s->text, open, open_len);

	take(s, from, end);
	if (end < s->text.len && !is_line_end(s->text.s[end]))
		return end + quote_at(s->text, end);
	return hide_further_lines(s, end);
}

static bool
is_literal(struct str word)
{
	return str_is(word, "null") || str_is(word, "true") || str_is(word, "false");
}

/* A value without quotes: a number, a word, words. */
static size_t
hide_word(struct scan *s, size_t from, bool prose)
{
	const struct str text = s->text;
	size_t at = from, end, next;

	while (at < text.len) {
		next = skip_template(text, at, text.len);
		if (next != at) {
			at = next;
			continue;
		}
		if (is_line_end(text.s[at]) || strchr(",{}[]\"", text.s[at]) != NULL ||
		    (prose && (is_blank(text.s[at]) || text.s[at] == '&')))
			break; /* strchr: also a NUL */
		at++;
	}
	end = at;
	while (end > from && is_blank(text.s[end - 1]))
		end--;
	if (!is_literal(str_slice(text, from, end)))
		take(s, from, end);
	return at;
}

/* All that an array holds, up to an object. */
static size_t
hide_array(struct scan *s, size_t at)
{
	const struct str text = s->text;
	size_t depth = 0, quote, next;

	while (at < text.len) {
		if (text.s[at] == '[') {
			depth++;
		} else if (text.s[at] == ']') {
			if (--depth == 0)
				return at + 1;
		} else if (text.s[at] == '{' || text.s[at] == '}' ||
			   text.s[at] == ':') {
			break;
		} else if (!is_blank(text.s[at]) && text.s[at] != ',') {
			quote = quote_at(text, at);
			next = quote != 0 ? hide_string(s, at, quote)
					  : hide_word(s, at, false);
			at = next > at ? next : at + 1;
			continue;
		}
		at++;
	}
	return at;
}

/* What a schema says about a secret is none. */
static bool
of_schema(struct str name)
{
	static const char *const words[] = {
	    "type",      "title",       "description", "format",    "pattern",
	    "enum",      "const",       "default",     "examples",  "$ref",
	    "minLength", "contentType", "$comment",    "$schema",   "$id",
	    "anyOf",     "oneOf",       "allOf",       "x-hookvet", "required"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (str_is(name, words[i]))
			return true;
	}
	return false;
}

/* The strings that an object holds, whatever its members are called. */
static size_t
hide_object(struct scan *s, size_t at)
{
	const struct str text = s->text;
	size_t from, end, len;

	for (;;) {
		at = skip_blank(text, at + 1);
		len = quote_at(text, at);
		if (len == 0)
			return at;
		from = at + len;
		end = string_end(text, at, len);
		at = skip_blank(text, end + (end < text.len ? quote_at(text, end) : 0));
		if (at == text.len || text.s[at] != ':')
			return from - len;
		if (of_schema(str_slice(text, from, end)))
			return at;
		at = skip_blank(text, at + 1);
		len = quote_at(text, at);
		if (len != 0)
			at = hide_string(s, at, len);
		else if (at < text.len && text.s[at] == '[')
			at = hide_array(s, at);
		else if (at < text.len && text.s[at] == '{')
			continue;
		else
			at = hide_word(s, at, false);
		at = skip_blank(text, at);
		if (at == text.len || text.s[at] != ',')
			return at;
	}
}

/* The value of a secret member; returns where to go on. */
static size_t
hide_value(struct scan *s, size_t behind, bool prose)
{
	size_t at = skip_blank(s->text, behind), quote;

	if (at == s->text.len)
		return at;
	if (s->text.s[at] == '[' &&
	    !str_starts(str_slice(s->text, at, s->text.len), STR(REDACTED)))
		return hide_array(s, at);
	if (s->text.s[at] == '{' && skip_template(s->text, at, s->text.len) == at)
		return hide_object(s, at);
	quote = quote_at(s->text, at);
	if (quote != 0)
		return hide_string(s, at, quote);
	at = hide_word(s, at, prose);
	return at > behind ? at : behind;
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
	static const bool may[256] = {[':'] = true, ['='] = true, ['\\'] = true};

	while (at < text.len && !may[(unsigned char)text.s[at]])
		at++;
	return at;
}

void
secret_scan(struct str text, enum scan_what what, struct sink *sink)
{
	struct scan s = {text, what, sink};
	size_t at = 0, len;
	char c;

	while ((at = skip_plain(text, at)) < text.len) {
		len = candidate(text, at, &c);
		if (len == 0) {
			at++;
			continue;
		}
		if (c == '=' && after_equals(&s, at, at + len)) {
			at += len;
		} else if (what == SCAN_DOCUMENT && secret_before(&s, at)) {
			at = hide_value(&s, at + len, c == '=');
		} else {
			if (c == ':')
				after_colon(&s, at, at + len);
			at += len;
		}
		if (at < sink->done)
			at = sink->done;
	}
}
