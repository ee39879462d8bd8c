/*
 * secret-member: members that are named like a secret, and what they hold.
 *
 * Names and values are looked for from the ':' between them, in texts that may be
 * broken in any way: see secret-scan.h.
 */
#include "finding/secret-scan.h"

enum {
	NAME_BACK = 400,   /* bytes of a name, escapes included; */
	BESIDE = 400,      /* of what is looked at beside a value, on each side, */
	VALUE_AHEAD = 2048 /* and of a string that is passed over for that */
};

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

/* --- {"name": "password", "value": "..."} ----------------------------------- */

static size_t
skip_spaces(struct str text, size_t at)
{
	while (at < text.len && (text.s[at] == ' ' || text.s[at] == '\t'))
		at++;
	return at;
}

/* The first byte beside the word at at, on that side, quotes and spaces aside. */
static char
behind_word(struct str text, size_t at)
{
	at = skip_spaces(text, at);
	at = skip_spaces(text, at + quote_at(text, at));
	return at < text.len ? text.s[at] : ',';
}

static char
before_word(struct str text, size_t at)
{
	size_t quote = quote_before(text, at);

	at -= quote;
	while (at > 0 && is_blank(text.s[at - 1]))
		at--;
	return at > 0 ? text.s[at - 1] : ',';
}

/* Whether the word is the name of a secret, and all of a value. */
static bool
is_value_that_names(struct str text, size_t from, size_t end)
{
	char next;

	if (!secret_member(str_slice(text, from, end)) ||
	    is_word(before_word(text, from)))
		return false;
	next = behind_word(text, end);
	return next != ':' && next != '=' && !is_word(next);
}

/* Whether such a word begins between from and end; what has none is looked at once. */
static bool
names_secret(struct scan *s, size_t from, size_t end)
{
	const struct str text = s->text;
	size_t at;

	if (from >= s->nameless.start && from <= s->nameless.end)
		from = s->nameless.end;
	else
		s->nameless = (struct span){from, from};
	for (; from < end; from = at) {
		at = from;
		while (at < text.len &&
		       (is_word(text.s[at]) ||
			str_starts(str_slice(text, at, text.len), STR("\\u"))))
			at++;
		if (at > from && is_value_that_names(text, from, at))
			return true;
		at += at == from;
	}
	s->nameless.end = from;
	return false;
}

/* What is looked at in front of a name: within the object that is open there. */
static size_t
beside_start(struct str text, size_t at)
{
	size_t start = at, depth = 0;

	for (; start > 0 && at - start < BESIDE; start--) {
		if (text.s[start - 1] == '}')
			depth++;
		else if (text.s[start - 1] == '{' && depth-- == 0)
			break;
	}
	return start;
}

/* And behind it: the string there is passed over. */
static size_t
beside_end(struct str text, size_t at)
{
	size_t end = at, depth = 0;

	for (; end < text.len && end - at < BESIDE; end++) {
		if (text.s[end] == '{')
			depth++;
		else if (text.s[end] == '}' && depth-- == 0)
			break;
	}
	return end;
}

/* Behind the string that is the value of the name that ends at at, if it is one. */
static size_t
behind_value(struct str text, size_t at)
{
	struct str ahead;

	at = skip_blank(text, at + quote_at(text, at));
	at = skip_blank(text, at + (at < text.len));
	if (at == text.len || text.s[at] != '"')
		return at;
	ahead = str_slice(text, 0,
			  text.len - at > VALUE_AHEAD ? at + VALUE_AHEAD : text.len);
	return scan_close(ahead, at + 1);
}

/* Whether a word near a value names a secret, in whatever object. */
static bool
is_near_secret(struct scan *s, size_t from, size_t behind)
{
	size_t end = s->text.len - behind > BESIDE ? behind + BESIDE : s->text.len;

	return names_secret(s, from > BESIDE ? from - BESIDE : 0, end);
}

bool
scan_is_value_of_secret(struct scan *s, size_t from, size_t end)
{
	size_t behind;

	if (!secret_is_value(str_slice(s->text, from, end)))
		return false;
	behind = behind_value(s->text, end);
	return is_near_secret(s, from, behind) &&
	       (names_secret(s, beside_start(s->text, from), from) ||
		names_secret(s, behind, beside_end(s->text, behind)));
}

bool
scan_secret_before(struct scan *s, size_t at)
{
	const struct str text = s->text;
	size_t low = s->done, from, quote;

	while (at > low && is_blank(text.s[at - 1]))
		at--;
	if (at > low + 1 && text.s[at - 1] == '}' && quote_before(text, at - 1) != 0)
		at--; /* {"password"}: x */
	quote = quote_before(text, at);
	if (at < low + quote)
		return false; /* the end of what is hidden */
	at -= quote;
	if (at > low + NAME_BACK)
		low = at - NAME_BACK;
	for (from = at; from > low; from--) {
		if (quote == 0 ? !is_word(text.s[from - 1])
			       : quote_before(text, from) != 0 ||
				     is_line_end(text.s[from - 1]))
			break;
	}
	return from < at && (secret_member(str_slice(text, from, at)) ||
			     scan_is_value_of_secret(s, from, at));
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
string_end(const struct scan *s, size_t open, size_t open_len)
{
	const struct str text = s->text;
	size_t at = open + open_len, len;

	if (s->exact)
		return scan_close(text, at);
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
		scan_take(s, from, end);
		if (end < text.len && text.s[end] == '"')
			return end + 1;
		at = end;
	}
}

static size_t
hide_string(struct scan *s, size_t open, size_t open_len)
{
	size_t from = open + open_len, end = string_end(s, open, open_len);

	scan_take(s, from, end);
	if (end < s->text.len && !is_line_end(s->text.s[end]))
		return end + quote_at(s->text, end);
	return hide_further_lines(s, end);
}

/* A value without quotes: a number, a word, words. */
static size_t
hide_word(struct scan *s, size_t from, bool prose)
{
	const struct str text = s->text;
	size_t at = from, end, next;

	while (at < text.len) {
		next = scan_skip_template(text, at, text.len);
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
		scan_take(s, from, end);
	return at;
}

static bool
hidden_before(struct str text, size_t at)
{
	return str_starts(str_slice(text, at, text.len), STR(REDACTED));
}

/* What follows the string in quotes at at, blanks aside; *end: where its text ends. */
static size_t
behind_string(const struct scan *s, size_t at, size_t open_len, size_t *end)
{
	const struct str text = s->text;

	*end = string_end(s, at, open_len);
	return skip_blank(text, *end + (*end < text.len ? quote_at(text, *end) : 0));
}

/* Whether it is the name of another secret: a bracket is missing before it. */
static bool
is_secret_name(const struct scan *s, size_t at, size_t open_len)
{
	size_t end, behind = behind_string(s, at, open_len, &end);

	return behind < s->text.len && s->text.s[behind] == ':' &&
	       secret_member(str_slice(s->text, at + open_len, end));
}

/* All that an array holds, up to an object or another secret. */
static size_t
hide_array(struct scan *s, size_t at)
{
	const struct str text = s->text;
	size_t depth = 0, quote, next;

	while (at < text.len) {
		if (hidden_before(text, at)) {
			at += sizeof(REDACTED) - 1;
			continue;
		}
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
			if (quote != 0 && is_secret_name(s, at, quote))
				break;
			next = quote != 0 ? hide_string(s, at, quote)
					  : hide_word(s, at, false);
			at = next > at ? next : at + 1;
			continue;
		}
		at++;
	}
	return at;
}

/* An array, a string, or what has no quotes. */
static size_t
hide_one(struct scan *s, size_t at, bool prose)
{
	const struct str text = s->text;
	size_t quote = quote_at(text, at);

	if (quote != 0)
		return hide_string(s, at, quote);
	if (at < text.len && text.s[at] == '[' && !hidden_before(text, at))
		return hide_array(s, at);
	return hide_word(s, at, prose);
}

/* Whether the word or string at at is a name, as a ':' or '=' is behind it. */
static bool
is_any_name(const struct scan *s, size_t at)
{
	const struct str text = s->text;
	size_t quote = quote_at(text, at), end = at;

	if (quote != 0) {
		at = behind_string(s, at, quote, &end);
	} else {
		while (end < text.len && is_word(text.s[end]))
			end++;
		at = skip_blank(text, end);
	}
	return at < text.len && (text.s[at] == ':' || text.s[at] == '=');
}

static bool
opens_object(struct str text, size_t at)
{
	return at < text.len && text.s[at] == '{' &&
	       scan_skip_template(text, at, text.len) == at;
}

/* What a schema says about a secret is none. */
/* clang-format off */
static const struct str schema_words[] = {
	STR_INIT("type"), STR_INIT("title"), STR_INIT("description"),
	STR_INIT("format"), STR_INIT("pattern"), STR_INIT("enum"), STR_INIT("const"),
	STR_INIT("default"), STR_INIT("examples"), STR_INIT("$ref"),
	STR_INIT("minLength"), STR_INIT("contentType"), STR_INIT("$comment"),
	STR_INIT("$schema"), STR_INIT("$id"), STR_INIT("anyOf"), STR_INIT("oneOf"),
	STR_INIT("allOf"), STR_INIT("x-hookvet"), STR_INIT("required"), {NULL, 0}
};
/* clang-format on */

/* The strings that an object holds, and those within it, whatever they are called. */
static size_t
hide_object(struct scan *s, size_t at)
{
	const struct str text = s->text;
	size_t from, end, len, depth = 1;

	for (;;) {
		at = skip_blank(text, at + 1);
		len = quote_at(text, at);
		if (len == 0 && (at == text.len || text.s[at] != '}'))
			return is_any_name(s, at) ? at : hide_word(s, at, false);
		if (len != 0) {
			from = at + len;
			at = behind_string(s, at, len, &end);
			if (at == text.len || text.s[at] != ':')
				return from - len;
			if (secret_listed(str_slice(text, from, end), schema_words))
				return at;
			scan_within(s, from, end, SCAN_URLS);
			at = skip_blank(text, at + 1);
			if (opens_object(text, at)) {
				depth++;
				continue;
			}
			at = skip_blank(text, hide_one(s, at, false));
		}
		while (at < text.len && text.s[at] == '}' && --depth != 0)
			at = skip_blank(text, at + 1);
		if (at == text.len || text.s[at] != ',')
			return at;
	}
}

/*
 * What may be the rest of a value that was hidden up to at, in a text that is broken:
 * hun,ter2 or hun"ter2" without its quotes, "hun" + "ter2".  A name is none: then
 * text.len.
 */
static size_t
rest_of_value(const struct scan *s, size_t at)
{
	const struct str text = s->text;
	size_t from = skip_spaces(text, at);

	if (from < text.len &&
	    (text.s[from] == '+' || (text.s[from] == ',' && !s->exact)))
		from = skip_blank(text, from + 1);
	if (from == text.len || is_line_end(text.s[from]) ||
	    strchr("{}[],:/#", text.s[from]) != NULL || is_any_name(s, from))
		return text.len; /* or a comment */
	return from;
}

/* What people write between a name and its value. */
static size_t
skip_marks(struct str text, size_t at)
{
	while (at < text.len && (is_blank(text.s[at]) || text.s[at] == '=' ||
				 text.s[at] == '>' || text.s[at] == ';'))
		at++;
	return at;
}

bool
scan_lacks_colon(const struct scan *s, size_t at)
{
	const struct str text = s->text;

	at = skip_blank(text, at);
	if (at < text.len && (text.s[at] == ';' || text.s[at] == '>')) {
		at = skip_marks(text, at); /* {"name": "password"; "value": ...} */
		return quote_at(text, at) == 0 || !is_any_name(s, at);
	}
	return at < text.len && (is_word(text.s[at]) || quote_at(text, at) != 0) &&
	       !is_any_name(s, at);
}

size_t
scan_hide_value(struct scan *s, size_t behind, bool prose)
{
	const struct str text = s->text;
	size_t at = skip_marks(text, behind), rest;

	if (opens_object(text, at))
		return hide_object(s, at);
	at = hide_one(s, at, prose);
	while (!prose && at > behind && (rest = rest_of_value(s, at)) < text.len) {
		at = hide_one(s, rest, false);
		if (at <= rest)
			break;
	}
	return at > behind ? at : behind;
}
