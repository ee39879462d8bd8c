/* secret-scan: see the header. */
#include "finding/secret-scan.h"

#include "base/arena.h"
#include "base/simd.h"
#include "base/utf8.h"

enum {
	NAME_BACK = 400, /* bytes of a name, escapes included */
	USER_BACK = 256
};

bool
secret_digits(const char *s, char *c)
{
	int high = str_hex(s[0]), low = str_hex(s[1]);

	if (high < 0 || high > 7 || low < 0)
		return false;
	*c = (char)(high * 16 + low);
	return true;
}

size_t
secret_escaped(struct str text, size_t at, char *c)
{
	const char *s = text.s + at;
	size_t left = text.len - at;

	*c = *s;
	if (left < 2)
		return 1;
	if (*s == '~') { /* of a JSON Pointer */
		*c = s[1] == '1' ? '/' : '~';
		return s[1] == '0' || s[1] == '1' ? 2 : 1;
	}
	if (left >= 6 && memcmp(s, "\\u00", 4) == 0 && secret_digits(s + 4, c))
		return 6;
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
	struct secrets *found = s->found;

	if (from < s->done)
		from = s->done;
	if (from >= end || harmless(s->text, from, end))
		return;
	found->spans = arena_grow(found->arena, found->spans, &found->cap, found->n + 1,
				  sizeof(*found->spans));
	found->spans[found->n++] = (struct span){from, end};
	s->done = end;
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
	s->apart = at;
	return found;
}

/* The first '@' from at on, or what cannot be in a password. */
static size_t
next_mark(struct scan *s, size_t at)
{
	size_t step;
	char c;

	if (s->mark > at)
		return s->mark;
	for (; at < s->text.len; at += step) {
		step = secret_character(s->text, at, &c);
		if (ends_url(s, c) || c == '@' || c == '/' || c == '?' || c == '#')
			break;
	}
	s->mark = at;
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
	static const char ends[] = " \t\n\r\"'`/\\:@?#&=,{}[]<>"; /* and NUL */
	const struct str text = s->text;
	size_t from = colon, mark, end;
	char c;

	while (from > s->done && colon - from < USER_BACK &&
	       strchr(ends, text.s[from - 1]) == NULL)
		from--;
	if (from == colon || from == 0 || strchr("/\\:", text.s[from - 1]) == NULL ||
	    text.s[from - 1] == '\0' || is_escaped_blank(text, from))
		return;
	mark = next_mark(s, behind);
	if (mark == text.len)
		return;
	end = mark + secret_character(text, mark, &c);
	if (c != '@' || end == text.len)
		return;
	c = text.s[end];
	if (is_word(c) || c == '[' || c == '{' || (unsigned char)c >= 0x80)
		scan_take(s, from, mark);
}

/* What follows the ':' at colon: slashes of a URL, or a password. */
static void
after_colon(struct scan *s, size_t colon, size_t behind)
{
	size_t at = behind, end, step;
	char c;

	if (colon < s->apart)
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

	while (from > s->done && at - from < NAME_BACK) {
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

/* The first ':', '=' or backslash from at on. */
static size_t
candidate(struct str text, size_t at)
{
	const char *end = text.s + text.len;

	return (size_t)(sweep_to_any(text.s + at, end, ':', '=', '\\') - text.s);
}

/* Whether c stands behind the string of a name, or behind one that lacks its colon. */
static bool
follows_name(char c)
{
	return c == ':' || c == '"' || c == ',' || c == '}' || c == '\0' || is_word(c);
}

/* What follows the closing quote at close. */
static char
next_word(struct str text, size_t close, size_t *at)
{
	*at = skip_blank(text, close + 1);
	return *at < text.len ? text.s[*at] : ' ';
}

/* Whether a value follows the comma: no string that has a colon behind it. */
static bool
is_element_behind(struct str text, size_t comma)
{
	size_t at;
	char c = next_word(text, comma, &at);

	return c != '"' || next_word(text, scan_close(text, at + 1), &at) != ':';
}

/*
 * The comma of {"password", "..."}, or the colon of {"password"}: "...", where the quote
 * at close ends the name; 0: there is none.
 */
static size_t
strayed_colon(struct str text, size_t close)
{
	size_t open = close, at;
	char c = next_word(text, close, &at);

	if (c == '}')
		return next_word(text, at, &at) == ':' ? at : 0;
	if (c != ',' || !is_element_behind(text, at))
		return 0;
	while (open > 0 && close - open < NAME_BACK && text.s[open - 1] != '"')
		open--;
	for (open -= open != 0; open > 0 && is_blank(text.s[open - 1]);)
		open--;
	return open > 0 && text.s[open - 1] == '{' ? at : 0;
}

/*
 * The first '"' from at on, before end, that has a value of a secret behind it, or the
 * comma between; or end.
 */
static size_t
unseparated(struct scan *s, size_t at, size_t end)
{
	const char *quote;
	size_t comma;

	while (at < end && (quote = memchr(s->text.s + at, '"', end - at)) != NULL) {
		at = (size_t)(quote - s->text.s) + 1;
		if (scan_lacks_colon(s, at) && scan_secret_before(s, at))
			return at - 1;
		comma = strayed_colon(s->text, at - 1);
		if (comma != 0 && comma < end && scan_secret_before(s, at))
			return comma;
	}
	return end;
}

/* Looks around each ':' and '=' from at on. */
static void
look(struct scan *s, size_t at)
{
	const struct str text = s->text;
	size_t behind, next;
	char c;

	while (at < text.len) {
		next = candidate(text, at);
		if (s->what == SCAN_DOCUMENT &&
		    (behind = unseparated(s, at, next)) < next) {
			at = scan_hide_value(s, behind + 1, false);
			continue;
		}
		if ((at = next) == text.len)
			break;
		behind = at + secret_character(text, at, &c);
		if (c != ':' && c != '=') {
			at++; /* a backslash; another may follow */
		} else if (c == '=' && after_equals(s, at, behind)) {
			at = behind;
		} else if (s->what == SCAN_DOCUMENT && scan_secret_before(s, at)) {
			s->awaited = skip_blank(text, behind) == text.len;
			at = scan_hide_value(s, behind, c == '=');
		} else {
			if (c == ':')
				after_colon(s, at, behind);
			at = behind;
		}
		if (at < s->done)
			at = s->done;
	}
}

void
scan_within(struct scan *s, size_t from, size_t end, enum scan_what what)
{
	size_t len = s->text.len;
	enum scan_what before = s->what;

	s->text.len = end;
	s->what = what;
	look(s, from);
	s->text.len = len;
	s->what = before;
}

size_t
scan_close(struct str text, size_t at)
{
	const char *end = text.s + text.len, *p = text.s + at;

	while ((p = sweep_to_any(p, end, '"', '\\', '\n')) < end && *p == '\\')
		p += p + 1 < end && p[1] != '\n' ? 2 : 1;
	return p < end && *p == '"' ? (size_t)(p - text.s) : text.len;
}

/* Behind the word at at, if it is one of JSON; at: it is none. */
static size_t
word_end(struct str text, size_t at)
{
	bool number = true;
	size_t end = at;

	for (; end < text.len && (is_word(text.s[end]) || text.s[end] == '+'); end++)
		number = number && strchr("0123456789.eE+-", text.s[end]) != NULL;
	return number || is_literal(str_slice(text, at, end)) ? end : at;
}

/*
 * Whether the text has words, strings and punctuation of JSON alone, in whatever order.
 * Were a quote missing, what is in strings would stand outside, and no name does.
 */
static bool
is_sound(struct str text)
{
	static const bool between[256] = {
	    [' '] = true, ['\t'] = true, ['\n'] = true, ['\r'] = true, ['{'] = true,
	    ['}'] = true, ['['] = true,  [']'] = true,  [','] = true,  [':'] = true};
	size_t at = str_starts(text, STR("\xef\xbb\xbf")) ? 3 : 0, end;
	bool returns = memchr(text.s, '\r', text.len) != NULL; /* line ends, perhaps */

	while (at < text.len) {
		if (between[(unsigned char)text.s[at]]) {
			at++;
		} else if (text.s[at] == '"') {
			end = scan_close(text, at + 1) + 1;
			if (end > text.len ||
			    (end < text.len && !between[(unsigned char)text.s[end]]) ||
			    (returns && memchr(text.s + at, '\r', end - at) != NULL))
				return false;
			at = end;
		} else {
			end = word_end(text, at);
			if (end == at)
				return false;
			at = end;
		}
	}
	return true;
}

/* The same in a text that is sound: a string at a time, and what stands between them. */
static void
look_at_strings(struct scan *s)
{
	const struct str text = s->text;
	size_t at = 0, next = 0, close, behind, strayed;
	const char *open;
	bool named, bare; /* like a secret; a value, and nothing in front of it */
	char c;

	while (at < text.len && (open = memchr(text.s + at, '"', text.len - at))) {
		at = (size_t)(open + 1 - text.s);
		close = scan_close(text, at);
		c = next_word(text, close, &behind);
		named = follows_name(c) && (secret_member(str_slice(text, at, close)) ||
					    scan_is_value_of_secret(s, at, close));
		if (named && (strayed = strayed_colon(text, close)) != 0) {
			behind = strayed;
			c = ':';
		}
		s->awaited = named && c != ',' && c != '}';
		bare = c != ':' && s->awaited && scan_lacks_colon(s, close + 1);
		s->awaited = s->awaited && (c == ':' || bare);
		s->done = at > s->done ? at : s->done;
		if (next < at)
			next = candidate(text, at);
		if (!s->awaited && next < close)
			scan_within(s, at, close, SCAN_DOCUMENT);
		at = close + 1;
		/* {"password": "..."}, {"password:": "..."}, ["password:", "..."] */
		if (s->awaited && (c == ':' || bare ||
				   (c == ',' && is_element_behind(text, behind)))) {
			s->exact = true;
			at = scan_hide_value(s, behind + !bare, false);
			s->exact = false;
		}
	}
}

void
secret_scan(struct secrets *found, struct str text, enum scan_what what,
	    struct arena *a)
{
	struct scan s = {.text = text, .what = what, .found = found};

	*found = (struct secrets){.text = text, .arena = a};
	if (what == SCAN_DOCUMENT && is_sound(text))
		look_at_strings(&s);
	else
		look(&s, 0);
}
