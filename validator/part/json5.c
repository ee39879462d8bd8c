/* json5: see the header. */
#include "part/json5.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "finding/rule.h"
#include "load/scan.h"
#include "load/text.h"
#include "part/number.h"
#include "part/part.h"

struct filter {
	struct part_builder *b;
	struct str text;
	const char *p, *end;
	const char *copied; /* up to here, and from here to p it is to be */
	bool comments_only;
	char last; /* of the last token: its first character if it is one of [{:, */
	bool broken;
	struct part_trouble *troubles, **last_trouble;
};

static size_t
offset(const struct filter *f, const char *p)
{
	return (size_t)(p - f->text.s);
}

static void
copy_to(struct filter *f, const char *to)
{
	part_copy(f->b, f->text, offset(f, f->copied), offset(f, to));
	f->p = f->copied = to;
}

/* What is from p to here stands for text, or for nothing. */
static void
unit_to(struct filter *f, const char *to, struct str text)
{
	const char *from = f->p;

	copy_to(f, from);
	part_unit(f->b, offset(f, from), offset(f, to), text);
	f->p = f->copied = to;
}

/* Adds a trouble with a place in the part. */
static void
trouble(struct filter *f, const struct rule_info *rule, size_t from, size_t to,
	const char *message, const char *help)
{
	struct part_trouble *t = arena_alloc(f->b->arena, sizeof(*t));

	*t = (struct part_trouble){NULL, rule, {from, to}, message, help};
	*f->last_trouble = t;
	f->last_trouble = &t->next;
}

/* What is from p to there cannot be JSON, and the text is broken. */
static bool
give_up(struct filter *f, const char *to, const char *message)
{
	f->troubles = NULL;
	f->last_trouble = &f->troubles;
	f->broken = true;
	trouble(f, RULE_INVALID_JSON, offset(f, f->p), offset(f, to), message, NULL);
	return false;
}

/* --- white space and comments ----------------------------------------------- */

static bool
is_separator(uint32_t c)
{
	return c == 0x2028 || c == 0x2029;
}

/* JSON5, 8: WhiteSpace and LineTerminator that JSON has not; Zs is that of Unicode. */
static size_t
space_length(const char *p, const char *end)
{
	uint32_t c;
	size_t len;

	if (*p == '\v' || *p == '\f')
		return 1;
	if ((unsigned char)*p < 0x80 ||
	    (len = utf8_decode(p, (size_t)(end - p), &c)) == 0)
		return 0;
	if (c == 0xa0 || c == 0xfeff || is_separator(c) || c == 0x1680 ||
	    (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f || c == 0x3000)
		return len;
	return 0;
}

/* The length of a line end, CR LF as one; 0: there is none at p. */
static size_t
line_end_length(const char *p, const char *end)
{
	uint32_t c;
	size_t len;

	if (*p == '\n')
		return 1;
	if (*p == '\r')
		return end - p > 1 && p[1] == '\n' ? 2 : 1;
	if (*p != '\xe2' || (len = utf8_decode(p, (size_t)(end - p), &c)) == 0)
		return 0;
	return is_separator(c) ? len : 0;
}

/* JSON5, 7.  The end of the comment at p; p if there is none; NULL: it has no end. */
static const char *
comment_end(const char *p, const char *end)
{
	const char *close;

	if (end - p < 2 || *p != '/')
		return p;
	if (p[1] == '*') {
		close = memmem(p + 2, (size_t)(end - p - 2), "*/", 2);
		return close != NULL ? close + 2 : NULL;
	}
	if (p[1] == '/') {
		for (p += 2; p < end && line_end_length(p, end) == 0; p++)
			;
	}
	return p;
}

/* The next token, wherever it is; a comment without an end is one. */
static const char *
look_ahead(const struct filter *f, const char *p)
{
	const char *from, *to;

	do {
		from = p = scan_space(p, f->end);
		if (p < f->end && !f->comments_only)
			p += space_length(p, f->end);
		to = comment_end(p, f->end);
		p = to != NULL ? to : p;
	} while (p > from);
	return p;
}

/* A comment is a gap; what stands on its two sides does not become one word. */
static void
leave_out_comment(struct filter *f, const char *to)
{
	const char *before;

	copy_to(f, f->p);
	before = f->b->len != 0 ? f->b->text + f->b->len - 1 : " ";
	if (strchr(" \t\r\n[]{},:", *before) == NULL)
		unit_to(f, f->p, STR(" "));
	unit_to(f, to, STR(""));
}

/* False: a comment has no end. */
static bool
skip(struct filter *f)
{
	const char *to;
	size_t len;

	while ((f->p = scan_space(f->p, f->end)) < f->end) {
		len = f->comments_only ? 0 : space_length(f->p, f->end);
		to = comment_end(f->p, f->end);
		if (to == NULL)
			return give_up(f, f->p + 2, "this comment has no end");
		if (len != 0)
			unit_to(f, f->p + len, STR(" "));
		else if (to > f->p)
			leave_out_comment(f, to);
		else
			break;
	}
	return true;
}

/* --- strings ----------------------------------------------------------------- */

/* JSON5, 5.1: what follows a backslash and is no JSON. */
static void
own_escape(struct filter *f)
{
	const char *p = f->p + 1;
	size_t len = line_end_length(p, f->end);
	uint32_t c;

	if (len != 0) {
		unit_to(f, p + len, STR(""));
	} else if (*p == 'x' && f->end - p > 2 && scan_is(p[1], SCAN_HEX) &&
		   scan_is(p[2], SCAN_HEX)) {
		char text[] = {'\\', 'u', '0', '0', p[1], p[2]};

		unit_to(f, p + 3, (struct str){text, sizeof(text)});
	} else if (*p == 'v') {
		unit_to(f, p + 1, STR("\\u000b"));
	} else if (*p == '0' && (f->end - p < 2 || !scan_is_digit(p[1]))) {
		unit_to(f, p + 1, STR("\\u0000"));
	} else if (scan_is_digit(*p) || *p == 'x' || *p == 'u') {
		f->p += 2; /* none of JSON5 either */
	} else {
		len = utf8_decode(p, (size_t)(f->end - p), &c);
		len = len != 0 ? len : 1;
		unit_to(f, p + len, text_json((struct str){p, len}, f->b->arena));
	}
}

static void
string_byte(struct filter *f, char quote)
{
	char c = *f->p;

	if (c == '\\' && f->end - f->p > 1) {
		size_t len = scan_escape(f->p, f->end);

		if (len != 0)
			f->p += len;
		else
			own_escape(f);
	} else if ((c == '"' && quote == '\'') || (unsigned char)c < ' ') {
		unit_to(f, f->p + 1, text_json((struct str){f->p, 1}, f->b->arena));
	} else {
		f->p++;
	}
}

/* A quotation mark in place of the next len bytes. */
static void
quote_mark(struct filter *f, size_t len)
{
	if (len != 0 && *f->p == '"')
		f->p++;
	else
		unit_to(f, f->p + len, STR("\""));
}

/* Up to the end of the line if it does not end: the reader says so. */
static void
string(struct filter *f)
{
	char quote = *f->p;

	quote_mark(f, 1);
	while (f->p < f->end && *f->p != '\n' && *f->p != '\r') {
		if (*f->p == quote) {
			quote_mark(f, 1);
			return;
		}
		if (!f->comments_only)
			string_byte(f, quote);
		else
			f->p += *f->p == '\\' && f->end - f->p > 1 ? 2 : 1;
	}
}

/* --- names and values ---------------------------------------------------------- */

/* The end of what could be an IdentifierName, by its bytes. */
static const char *
name_end(const struct filter *f, const char *p)
{
	while (p < f->end) {
		if (*p == '\\' && f->end - p > 5 && p[1] == 'u')
			p += 6;
		else if (scan_is(*p, SCAN_WORD) ||
			 ((unsigned char)*p >= 0x80 && space_length(p, f->end) == 0))
			p++;
		else
			break;
	}
	return p;
}

/* ECMA-262 5.1, 7.6: IdentifierName, in which an escape may be any character. */
static bool
is_name(struct str name)
{
	static const char pattern[] =
	    "\\A(?!\\p{Nd})(?:[\\p{L}\\p{Nl}$_\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}"
	    "\\x{200c}\\x{200d}]|\\\\u[0-9A-Fa-f]{4})+\\z";
	pcre2_match_data *match;
	pcre2_code *code;
	int error, found;
	size_t where;

	code = pcre2_compile((PCRE2_SPTR)pattern, sizeof(pattern) - 1, PCRE2_UTF,
			     &error, &where, NULL);
	match = code != NULL ? pcre2_match_data_create(1, NULL) : NULL;
	if (match == NULL)
		out_of_memory();
	found = pcre2_match(code, (PCRE2_SPTR)name.s, name.len, 0, 0, match, NULL);
	pcre2_match_data_free(match);
	pcre2_code_free(code);
	return found >= 0;
}

static bool
is_plain_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		if (!scan_is(name.s[i], SCAN_WORD))
			return false;
	}
	return !scan_is_digit(*name.s);
}

/* JSON5, 6: what is infinite or no number is null in JSON, as JSON.stringify() has it. */
static bool
not_finite(struct filter *f, const char *from, const char *to)
{
	struct str word = {from, (size_t)(to - from)};

	if (!str_is(word, "Infinity") && !str_is(word, "NaN"))
		return false;
	unit_to(f, to, STR("null"));
	trouble(f, RULE_NUMBER_OUT_OF_RANGE, f->b->len - 4, f->b->len,
		*from == 'N' ? "JSON has no NaN" : "JSON has no infinite numbers",
		"write a number");
	return true;
}

/* What hangs on a word or a sign, as in a-b, and ${X:-5} are for the reader. */
static bool
stands_apart(const struct filter *f)
{
	size_t n = offset(f, f->p);

	return n == 0 || (!scan_is(f->p[-1], SCAN_WORD | SCAN_NUMBER) &&
			  (n == 1 || f->p[-1] != '{' || f->p[-2] != '$'));
}

static void
word(struct filter *f)
{
	const char *to = name_end(f, f->p), *next = look_ahead(f, to);
	struct str name = {f->p, (size_t)(to - f->p)};

	if (next < f->end && *next == ':' && f->last != ':' && f->last != '[' &&
	    stands_apart(f) && (is_plain_name(name) || is_name(name))) {
		quote_mark(f, 0);
		f->p = to;
		quote_mark(f, 0);
	} else if (!not_finite(f, f->p, to)) {
		f->p = to;
	}
}

/* JSON5, 6: neither a name nor a digit may follow a number. */
static const char *
number_rest(const struct filter *f, const char *p)
{
	const char *to = name_end(f, p);

	return to + (to == p && p < f->end && scan_is(*p, SCAN_NUMBER));
}

/* False: it cannot be kept. */
static bool
number(struct filter *f)
{
	bool integer;
	const char *p = f->p, *to = number_end(p, f->end, false, &integer), *rest;
	struct str text = {p, (size_t)(to - p)};

	rest = to > p ? number_rest(f, to) : p + (*p == '+' || *p == '-');
	if (to == p && not_finite(f, rest, name_end(f, rest)))
		return true;
	if (to == p || rest > to || scan_number(p, f->end, &integer) == to) {
		f->p = rest > p ? rest : p + 1;
		return true;
	}
	text = number_json(text, f->b->arena);
	if (text.len == 0)
		return give_up(f, to, "this number has more than 64 bits");
	unit_to(f, to, text);
	return true;
}

/* --- tokens --------------------------------------------------------------------- */

static bool
is_bracket(char c)
{
	return c == ']' || c == '}';
}

/* JSON5, 3 and 4: one comma may stand before the closing bracket, behind a value. */
static void
comma(struct filter *f)
{
	const char *next = look_ahead(f, f->p + 1);

	if (f->last == '\0' && next < f->end && is_bracket(*next))
		unit_to(f, f->p + 1, STR(""));
	else
		f->p++;
}

static bool
token(struct filter *f)
{
	char c = *f->p;

	if (c == ',')
		comma(f);
	else if (scan_is(c, SCAN_WORD) && f->comments_only)
		f->p = name_end(f, f->p);
	else if (c == '"' || (c == '\'' && !f->comments_only))
		string(f);
	else if (f->comments_only || strchr("[]{}:", c) != NULL)
		f->p++;
	else if (scan_is(c, SCAN_NUMBER))
		return number(f);
	else if (name_end(f, f->p) > f->p)
		word(f);
	else
		f->p++;
	return true;
}

struct part *
json5_document(struct str text, const struct part *outer, bool comments_only,
	       struct arena *a)
{
	struct part_builder b;
	struct filter f = {.b = &b,
			   .text = text,
			   .p = text.s,
			   .end = text.s + text.len,
			   .copied = text.s,
			   .comments_only = comments_only,
			   .last = '{'};
	struct part *p;

	part_begin(&b, a);
	f.last_trouble = &f.troubles;
	if (text.len > PART_SYNTAX_MAX)
		return part_too_long(outer, a);
	while (skip(&f) && f.p < f.end) {
		char c = *f.p;

		if (!token(&f))
			break;
		f.last = strchr("[{:,", c) != NULL ? c : '\0';
	}
	if (f.broken)
		return part_broken(text, outer, f.troubles, a);
	copy_to(&f, f.end);
	p = part_end(&b, outer);
	p->troubles = f.troubles;
	return p;
}
