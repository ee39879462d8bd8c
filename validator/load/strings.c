/*
 * strings: decoding, and strings that are not as RFC 8259, 7 wants them.
 *
 * A broken string is first delimited (where did the writer mean it to end?) and
 * then decoded, every oddity in it reported once.  A raw line break ends a
 * string, unless text follows that can only be the rest of it.
 */
#include <assert.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/utf8.h"
#include "load/encoding.h"
#include "load/reading.h"
#include "load/scan.h"

/*
 * A lone surrogate is well-formed by the grammar (RFC 8259, 8.2), but no text.
 * It is kept, so that it equals no other and not U+FFFD: base/utf8.h.
 */
static void
lone_surrogate(struct reader *r, const char *p)
{
	if (r->ds == NULL)
		return;
	diag_add(r->ds, RULE_SUSPICIOUS_CHARACTER, reader_span(r, p, p + 6),
		 "'%.6s' is half of a surrogate pair: no character, and many "
		 "readers refuse it",
		 p);
}

/* The character of the well-formed escape at p; returns its length. */
static size_t
decode_escape(struct reader *r, const char *p, const char *end, uint32_t *c)
{
	size_t len = escape_decode(p, end, c);

	if (escape_is_half(*c))
		lone_surrogate(r, p);
	return len;
}

struct str
string_decode(struct reader *r, const char *from, const char *to)
{
	/* an escape is never shorter than what it stands for */
	char *out = arena_alloc(r->arena, (size_t)(to - from) + 1), *o = out;
	const char *p = from, *back;
	uint32_t c;
	size_t n;

	while (p < to) {
		back = memchr(p, '\\', (size_t)(to - p));
		n = (size_t)((back != NULL ? back : to) - p);
		memcpy(o, p, n);
		o += n;
		p += n;
		if (back != NULL) {
			p += decode_escape(r, p, to, &c);
			o += utf8_encode(c, o);
		}
	}
	*o = '\0';
	return (struct str){out, (size_t)(o - out)};
}

struct str
string_encode(struct reader *r, struct str s)
{
	struct buf b = BUF_INIT;
	struct str out;

	buf_json(&b, s);
	out = (struct str){arena_strndup(r->arena, b.s, b.len), b.len};
	buf_release(&b);
	return out;
}

/* --- decoding what is not well-formed ----------------------------------------- */

/* A string while it is decoded. */
struct loose {
	struct buf text;
	bool odd; /* in other quotes: it is rewritten as a whole, so say nothing */
	size_t controls;
	struct fix *fix; /* of the control characters, all in one */
};

/* The escape for a control character. */
static const char *
control_escape(struct reader *r, char c)
{
	static const char letters[] = "btn\0fr";

	if (c >= '\b' && c <= '\r' && letters[c - '\b'] != '\0')
		return arena_printf(r->arena, "\\%c", letters[c - '\b']);
	return arena_printf(r->arena, "\\u%04x", (unsigned)c);
}

/* A raw control character: one finding a string, but each gets its edit. */
static void
control_character(struct reader *r, struct loose *l, const char *p)
{
	static const char *const names[] = {
	    ['\0'] = " (NUL)",       ['\b'] = " (backspace)",
	    ['\t'] = " (tab)",       ['\n'] = " (line feed)",
	    ['\f'] = " (form feed)", ['\r'] = " (carriage return)",
	    [0x1b] = " (escape)",
	};
	const char *escape = control_escape(r, *p);
	const char *name =
	    (size_t)*p < sizeof(names) / sizeof(*names) ? names[(int)*p] : NULL;
	struct diag *d;

	if (l->controls++ == 0) {
		d = syntax_error(r, p, p + 1,
				 "raw control character U+%04X%s in a string",
				 (unsigned)*p, name != NULL ? name : "");
		l->fix = diag_fix(r->ds, d, FIX_SUGGESTED, "write %s", escape);
	}
	if (l->controls <= READER_EDITS)
		fix_edit(r->ds, l->fix, reader_span(r, p, p + 1), str_from(escape));
}

/* A backslash that begins no escape; returns what it is to be replaced by. */
static struct str
better_escape(struct reader *r, const char *p, const char *to, size_t n)
{
	if (n == 2 && p[1] == '\'')
		return STR("'");
	if (p[1] == 'x' && to - p >= 4 && scan_is(p[2], SCAN_HEX) &&
	    scan_is(p[3], SCAN_HEX))
		return str_from(arena_printf(r->arena, "\\u00%.2s", p + 2));
	return str_from(arena_printf(r->arena, "\\\\%.*s", (int)n - 1, p + 1));
}

static const char *
bad_escape(struct reader *r, struct loose *l, const char *p, const char *to)
{
	struct str better;
	struct diag *d;
	size_t n;

	if (to - p < 2) { /* only in a string that is cut off */
		buf_putc(&l->text, '\\');
		return to;
	}
	n = (unsigned char)p[1] < 0x80 ? 1 : scan_character(p + 1, to);
	n = n != 0 && (unsigned char)p[1] >= ' ' ? n + 1 : 1;
	if (p[1] == 'x' && to - p >= 4 && scan_is(p[2], SCAN_HEX) &&
	    scan_is(p[3], SCAN_HEX))
		n = 4;
	/* fewer than four, or it would be an escape */
	while (p[1] == 'u' && n < (size_t)(to - p) && scan_is(p[n], SCAN_HEX))
		n++;
	if (!l->odd) {
		d = syntax_error(r, p, p + n, "'%s' is no escape of JSON%s",
				 diag_quote(r->ds, (struct str){p, n}),
				 p[1] == 'u' ? "; four hexadecimal digits are wanted"
					     : "");
		better = diags_full(r->ds) ? STR("") : better_escape(r, p, to, n);
		syntax_fix(r, d, FIX_SUGGESTED, p, p + n, better, "write %.*s",
			   STR_ARG(better));
	}
	if (n == 1)
		return p + 1;
	buf_add(&l->text, p + (p[1] == '\''), n - (p[1] == '\''));
	return p + n;
}

/* Decodes what stands at p, reports what is wrong with it; returns its end. */
static const char *
loose_next(struct reader *r, struct loose *l, const char *p, const char *to)
{
	char bytes[4];
	uint32_t c;
	size_t n;

	if (*p == '\\') {
		if (scan_escape(p, to) == 0)
			return bad_escape(r, l, p, to);
		n = decode_escape(r, p, to, &c);
		buf_add(&l->text, bytes, utf8_encode(c, bytes));
		return p + n;
	}
	n = (unsigned char)*p < 0x80 ? 1 : scan_character(p, to);
	if (n == 0) {
		buf_puts(&l->text, "\ufffd");
		return encoding_bad_bytes(r, p);
	}
	if ((unsigned char)*p < ' ' && !l->odd)
		control_character(r, l, p);
	buf_add(&l->text, p, n);
	return p + n;
}

static struct str
loose_decode(struct reader *r, const char *p, const char *to, bool odd)
{
	struct loose l = {.odd = odd};
	struct str out;

	buf_puts(&l.text, "");
	while (p < to)
		p = loose_next(r, &l, p, to);
	out = (struct str){arena_strndup(r->arena, l.text.s, l.text.len), l.text.len};
	buf_release(&l.text);
	return out;
}

struct str
string_decode_loose(struct reader *r, const char *from, const char *to)
{
	return loose_decode(r, from, to, true);
}

/* --- other quotes -------------------------------------------------------- */

enum { ODD_LONGEST = 4096 }; /* bytes in which the end of a string is looked for */

enum quote_kind { QUOTE_SINGLE = 1, QUOTE_BACKTICK, QUOTE_SMART };

static const struct {
	struct str mark;
	enum quote_kind kind;
	bool is_double;
} quotes[] = {
    {STR_INIT("'"), QUOTE_SINGLE, false},     {STR_INIT("`"), QUOTE_BACKTICK, false},
    {STR_INIT("\u2018"), QUOTE_SMART, false}, {STR_INIT("\u2019"), QUOTE_SMART, false},
    {STR_INIT("\u201a"), QUOTE_SMART, false}, {STR_INIT("\u201b"), QUOTE_SMART, false},
    {STR_INIT("\u2032"), QUOTE_SMART, false}, {STR_INIT("\u00b4"), QUOTE_SMART, false},
    {STR_INIT("\u201c"), QUOTE_SMART, true},  {STR_INIT("\u201d"), QUOTE_SMART, true},
    {STR_INIT("\u201e"), QUOTE_SMART, true},  {STR_INIT("\u201f"), QUOTE_SMART, true},
    {STR_INIT("\u2033"), QUOTE_SMART, true},  {STR_INIT("\u00ab"), QUOTE_SMART, true},
    {STR_INIT("\u00bb"), QUOTE_SMART, true},  {STR_INIT("\uff02"), QUOTE_SMART, true},
};

static const char *const quote_names[] = {
    [QUOTE_SINGLE] = "single quotes",
    [QUOTE_BACKTICK] = "backticks",
    [QUOTE_SMART] = "typographic quotes",
};

/* The row of the mark at p plus one; 0: no such mark. */
static size_t
quote_at(const char *p, const char *end)
{
	struct str rest = {p, (size_t)(end - p)};
	size_t i;

	for (i = 0; i < sizeof(quotes) / sizeof(*quotes); i++) {
		if (str_starts(rest, quotes[i].mark))
			return i + 1;
	}
	return 0;
}

size_t
string_odd_quote(const char *p, const char *end)
{
	size_t q = quote_at(p, end);

	return q != 0 ? quotes[q - 1].mark.len : 0;
}

/* Whether a string, or a name and a colon, follows behind blanks at p: no apostrophe is
 * there, but a comma is missing. */
static bool
next_follows(const char *p, const char *eol)
{
	const char *next = scan_space(p, eol), *to = next, *after;

	while (to < eol && scan_is(*to, SCAN_WORD))
		to++;
	after = junk_space(to, eol);
	return next > p && next < eol &&
	       (*next == '"' || quote_at(next, eol) != 0 ||
		(to > next && (after == eol || *after == ':')));
}

/* Whether '=' follows in place of a colon, or at once a string: a name ends before it. */
static bool
name_ends(const char *p, const char *eol)
{
	const char *next = scan_space(p, eol);

	return next < eol && (*next == '=' || (next == p && *next == '"'));
}

/*
 * Where a string that was opened by the mark in row ends, within the line: the
 * first mark of its kind, or '"', where a value may end; else the first of its
 * kind; else NULL.
 */
static const char *
odd_close(const char *p, const char *eol, size_t row, bool name, size_t *len)
{
	const char *first = NULL;
	size_t first_len = 0, q;
	bool inner = false; /* '"x"' holds a string of its own */

	for (; p < eol; p++) {
		if (*p == '\\' && p + 1 < eol) {
			p++;
			continue;
		}
		q = quote_at(p, eol);
		*len = *p == '"' ? 1 : q != 0 ? quotes[q - 1].mark.len : 0;
		if (*len == 0 || (q == 0 && inner) ||
		    (q != 0 && quotes[q - 1].is_double != quotes[row].is_double))
			continue;
		inner = inner || q == 0;
		if ((word_ends(p + *len, eol) &&
		     (name || !scan_next_is(p + *len, eol, ':'))) ||
		    (q != 0 &&
		     (next_follows(p + *len, eol) || name_ends(p + *len, eol))))
			return p;
		if (first == NULL && q != 0) {
			first = p;
			first_len = *len;
		}
	}
	*len = first_len;
	return first;
}

/* Blanks, and brackets and a comma that the string does not seem to hold. */
static const char *
trim_unclosed(const char *from, const char *to)
{
	const char *p = to;
	bool brackets;

	assert(from != NULL);
	brackets = memchr(from, '[', (size_t)(to - from)) != NULL ||
		   memchr(from, '{', (size_t)(to - from)) != NULL;

	while (p > from && (scan_is(p[-1], SCAN_SPACE) || p[-1] == ',' ||
			    (!brackets && (p[-1] == ']' || p[-1] == '}'))))
		p--;
	return p;
}

/* Where one that is not closed ends: before the next string, or with the line. */
static const char *
odd_end(const char *from, const char *eol)
{
	const char *p, *next;

	for (p = from; p < eol; p++) {
		next = *p == ',' ? scan_space(p + 1, eol) : eol;
		if (next < eol && *next == '"')
			break;
	}
	return trim_unclosed(from, p);
}

/* Whether marks of both kinds are within: where it ends is a guess, then. */
static bool
is_guess(const char *p, const char *close, size_t row)
{
	bool mark = false, plain = false;
	size_t q;

	for (; p < close; p++) {
		if (*p == '\\' && p + 1 < close) {
			p++;
			continue;
		}
		q = quote_at(p, close);
		plain = plain || *p == '"';
		mark = mark ||
		       (q != 0 && quotes[q - 1].is_double == quotes[row].is_double);
	}
	return mark && plain;
}

struct loose_string
string_read_odd(struct reader *r, const char *p, bool name)
{
	size_t row = quote_at(p, r->end) - 1, open = quotes[row].mark.len, len;
	const char *marks = quote_names[quotes[row].kind];
	const char *eol = junk_line_end(p, r->end), *close;
	struct loose_string s = {.sure = true};
	struct diag *d;

	if (eol - p > ODD_LONGEST)
		eol = p + ODD_LONGEST;
	close = odd_close(p + open, eol, row, name, &len);
	if (close == NULL) {
		s.end = odd_end(p + open, eol);
		s.text = loose_decode(r, p + open, s.end, true);
		s.sure = false;
		syntax_error(r, p, p + open,
			     "a string is not closed; and strings are written in "
			     "double quotes, not in %s",
			     marks);
		return s;
	}
	s.end = close + len;
	s.text = loose_decode(r, p + open, close, true);
	if (*close == '"')
		d = syntax_error(r, p, p + open,
				 "a string is opened by '%.*s' and closed by a double "
				 "quote",
				 STR_ARG(quotes[row].mark));
	else
		d = syntax_error(r, p, s.end,
				 "strings are written in double quotes, not in %s",
				 marks);
	if (is_guess(p + open, close, row))
		return s;
	reader_usual(r, d);
	syntax_fix(r, d, FIX_SUGGESTED, p, s.end, string_encode(r, s.text),
		   "write it in double quotes");
	return s;
}

/* --- strings that do not end ------------------------------------------------- */

/*
 * A line break in a string: whether the next lines are the rest of it.  They are
 * if they hold other text than JSON's own marks before the next quote, and a
 * value may end there.
 */
static const char *
continued_close(const char *p, const char *end)
{
	bool text = false;

	for (; p < end && *p != '"'; p++) {
		if (*p == '\\' && p + 1 < end)
			p++;
		text |= !scan_is(*p, SCAN_SPACE) && strchr("{}[],:", *p) == NULL;
	}
	return p < end && text && word_ends(p + 1, end) ? p : NULL;
}

/* The closing quote of the string whose text begins at p, or NULL. */
static const char *
find_close(const char *p, const char *end)
{
	for (; p < end; p++) {
		if (*p == '"')
			return p;
		if (*p == '\\' && p + 1 < end && p[1] != '\n' && p[1] != '\r')
			p++;
		else if (*p == '\n')
			return continued_close(p, end);
	}
	return NULL;
}

/* A typographic quote that closes a string which '"' opened. */
static const char *
smart_close(const char *p, const char *eol, size_t *len)
{
	size_t q;

	for (; p < eol; p++) {
		q = quote_at(p, eol);
		*len = q != 0 && quotes[q - 1].is_double ? quotes[q - 1].mark.len : 0;
		if (*len != 0 && word_ends(p + *len, eol))
			return p;
	}
	return NULL;
}

/* The string at p is closed by the typographic quote at..to. */
static void
smart_closed(struct reader *r, const char *at, const char *to)
{
	struct diag *d;

	d = syntax_error(r, at, to,
			 "a string is closed by '%.*s', not by a double quote",
			 (int)(to - at), at);
	syntax_fix(r, d, FIX_SUGGESTED, at, to, STR("\""), "write a double quote");
}

void
string_unclosed(struct reader *r, const char *from, const char *to, bool name)
{
	const char *smart;
	struct diag *d;
	size_t len;

	smart = smart_close(from + 1, to, &len);
	if (smart != NULL && smart + len == to) {
		smart_closed(r, smart, to);
		return;
	}
	d = syntax_error(r, from, from + 1, "the closing quote of this %s is missing",
			 name ? "name" : "string");
	if (scan_space(to, r->end) == r->end && r->top != r->frames) {
		/* cut off: a quote alone mends nothing */
		diag_note(r->ds, d, "the %s ends inside of it", reader_whole(r));
		r->end_said = true;
	} else {
		syntax_fix(r, d, FIX_SUGGESTED, to, to, STR("\""), "insert '\"'");
	}
}

/* The string at p has no closing quote on its line. */
static struct loose_string
read_unclosed(struct reader *r, const char *p, bool name)
{
	const char *eol = junk_line_end(p, r->end), *to;
	struct loose_string s;
	size_t len;

	to = smart_close(p + 1, eol, &len);
	if (to != NULL) {
		s = (struct loose_string){to + len, loose_decode(r, p + 1, to, false),
					  true};
		smart_closed(r, to, to + len);
		return s;
	}
	assert(p != NULL);
	to = name ? memchr(p, ':', (size_t)(eol - p)) : NULL;
	if (to == NULL)
		to = trim_unclosed(p + 1, eol);
	s = (struct loose_string){to, loose_decode(r, p + 1, to, false), false};
	string_unclosed(r, p, to, name);
	return s;
}

struct loose_string
string_read_bad(struct reader *r, const char *p, bool name)
{
	const char *close = find_close(p + 1, r->end);

	if (close == NULL)
		return read_unclosed(r, p, name);
	return (struct loose_string){close + 1, loose_decode(r, p + 1, close, false),
				     true};
}
