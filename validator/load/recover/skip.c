/*
 * skip: passes over text that does not belong into JSON, wherever it stands.
 *
 * Comments, marks of a merge conflict, ellipses, spaces that are none of the four
 * of RFC 8259, control characters, bytes that are not UTF-8.
 */
#include <stdio.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "load/encoding.h"
#include "load/recover/recover.h"

static bool
starts(const char *p, const char *end, const char *s)
{
	return str_starts((struct str){p, (size_t)(end - p)}, str_from(s));
}

/* The first place at or behind p where s is, or NULL. */
static const char *
find_text(const char *p, const char *end, const char *s)
{
	return memmem(p, (size_t)(end - p), s, strlen(s));
}

const char *
junk_line_end(const char *p, const char *end)
{
	const char *eol = memchr(p, '\n', (size_t)(end - p)), *cr;

	if (eol == NULL)
		eol = end;
	cr = memchr(p, '\r', (size_t)(eol - p));
	return cr != NULL ? cr : eol;
}

const char *
junk_template(const char *p, const char *end)
{
	static const char *const pairs[][2] = {
	    {"${", "}"}, {"{{", "}}"}, {"<%", "%>"}, {"{%", "%}"},
	    {"$(", ")"}, {"#{", "}"},  {"%{", "}"},
	};
	const char *close;
	size_t i;

	if (p == end || strchr("${<#%", *p) == NULL)
		return NULL; /* nearly always */
	for (i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		if (!starts(p, end, pairs[i][0]))
			continue;
		if (p[1] == '{' && *p == '{' &&
		    recover_is_member(scan_space(p + 2, end), end))
			return NULL; /* a bracket too many */
		close = find_text(p + 2, junk_line_end(p, end), pairs[i][1]);
		return close != NULL ? close + strlen(pairs[i][1]) : NULL;
	}
	return NULL;
}

const char *
junk_comment(const char *p, const char *end)
{
	const char *close;

	if (starts(p, end, "//") || (*p == '#' && junk_template(p, end) == NULL))
		return junk_line_end(p, end);
	if (starts(p, end, "/*")) {
		close = find_text(p + 2, end, "*/");
		return close != NULL ? close + 2 : end;
	}
	return NULL;
}

const char *
junk_space(const char *p, const char *end)
{
	const char *to;

	while ((p = scan_space(p, end)) < end && (to = junk_comment(p, end)) != NULL)
		p = to;
	return p;
}

/* Whether a token may touch the one on the other side of p: a bracket, comma, colon. */
static bool
is_apart(char c)
{
	return scan_is(c, SCAN_SPACE) || strchr("{}[],:", c) != NULL;
}

/* JSON5 ends the line there, others do not: who knows what is comment? */
static bool
has_separator(const char *p, const char *to)
{
	return find_text(p, to, "\u2028") != NULL || find_text(p, to, "\u2029") != NULL;
}

/* Removes it with the blanks before it, and its line if it is alone there. */
static void
remove_comment(struct reader *r, struct diag *d, const char *p, const char *to)
{
	const char *from = p;
	bool joins =
	    from > r->text && to < r->end && !is_apart(from[-1]) && !is_apart(*to);

	if ((*p == '#' || p[1] != '*') && has_separator(p, to))
		return;
	while (from > r->text && (from[-1] == ' ' || from[-1] == '\t'))
		from--;
	if (to < r->end && *to != '\n' && !(*to == '\r' && to + 1 == r->end) &&
	    !starts(to, r->end, "\r\n"))
		from = p; /* something follows: leave the blanks */
	else if (from > r->text && from[-1] == '\n' && to < r->end)
		to += *to == '\r' && to + 1 < r->end ? 2 : 1;
	syntax_fix(r, d, FIX_SUGGESTED, from, to, joins ? STR(" ") : STR(""),
		   "remove it");
}

static const char *
comment(struct reader *r, const char *p)
{
	const char *to = junk_comment(p, r->end);
	struct diag *d;

	if (to == NULL)
		return NULL;
	if (*p == '/' && p[1] == '*' &&
	    (to - p < 4 || to[-1] != '/' || to[-2] != '*')) {
		syntax_error(r, p, p + 2,
			     "a comment is not closed; JSON has no comments");
		return to;
	}
	d = syntax_error(r, p, to, "JSON has no comments");
	reader_usual(r, d);
	remove_comment(r, d, p, to);
	return to;
}

/* Whether a mark of a merge, seven times c, begins a line at p. */
static bool
merge_mark(const struct reader *r, const char *p, char c)
{
	int i;

	if (r->end - p < 7 || (p > r->text && p[-1] != '\n'))
		return false;
	for (i = 0; i < 7; i++) {
		if (p[i] != c)
			return false;
	}
	return p + 7 == r->end || scan_is(p[7], SCAN_SPACE);
}

/* The mark of c behind p, at the beginning of a line; the end if there is none. */
static const char *
find_mark(const struct reader *r, const char *p, char c)
{
	while (p < r->end && !merge_mark(r, p, c)) {
		p = memchr(p, '\n', (size_t)(r->end - p));
		p = p != NULL ? p + 1 : r->end;
	}
	return p;
}

/* A conflict is reported once; our side is read, theirs skipped. */
static const char *
conflict(struct reader *r, const char *p)
{
	const char *to, *theirs;
	struct diag *d;

	if (*p == '\0' || strchr("<=|>", *p) == NULL || !merge_mark(r, p, *p))
		return NULL;
	to = junk_line_end(p, r->end);
	if (*p == '<') {
		d = syntax_error(r, p, to, "a merge conflict was not resolved");
		theirs = find_mark(r, to, '=');
		if (theirs < r->end)
			diag_related(
			    r->ds, d,
			    reader_span(r, theirs, junk_line_end(theirs, r->end)),
			    "the other side begins here");
		r->in_conflict = true;
		return to;
	}
	if (!r->in_conflict)
		syntax_error(r, p, to, "a mark of a merge conflict was left behind");
	else if (*p != '>')
		to = junk_line_end(find_mark(r, to, '>'), r->end);
	r->in_conflict = false;
	return to;
}

/* "...": something was left out, and with it a comma of its own. */
static const char *
ellipsis(struct reader *r, const char *p, enum want want)
{
	const char *to = p, *next;

	if (starts(p, r->end, "...") || starts(p, r->end, "\u2026"))
		to = p + 3;
	if (to == p || !word_ends(to, r->end))
		return NULL;
	syntax_error(r, p, to, "something is left out here; JSON has no ellipsis");
	reader_damage(r);
	next = scan_space(to, r->end);
	if (want == WANT_COMMA)
		return to;
	r->comma = r->text; /* the comma before it is none too many */
	return next < r->end && *next == ',' ? next + 1 : to;
}

/* The name of a space or invisible character that JSON does not skip. */
static const char *
odd_space(uint32_t c)
{
	switch (c) {
	case 0x0b:
		return "a vertical tab";
	case 0x0c:
		return "a form feed";
	case 0x85:
		return "a next line character";
	case 0xa0:
		return "a no-break space";
	case 0xad:
		return "a soft hyphen";
	case 0x200b:
		return "a zero-width space";
	case 0x2028:
		return "a line separator";
	case 0x2029:
		return "a paragraph separator";
	case 0x3000:
		return "an ideographic space";
	case 0xfeff:
		return "a byte order mark";
	default:
		break;
	}
	if (c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f)
		return "a space";
	if ((c >= 0x200c && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x206f))
		return "an invisible character";
	if (c < ' ' || (c >= 0x7f && c <= 0x9f))
		return "a control character";
	return NULL;
}

/* A run of the same odd space is one finding. */
static const char *
space(struct reader *r, const char *p)
{
	const char *to, *name;
	struct diag *d;
	uint32_t c;
	size_t n;

	if (scan_is(*p, SCAN_SPACE))
		return NULL;
	n = utf8_decode(p, (size_t)(r->end - p), &c);
	if (n == 0)
		return encoding_bad_bytes(r, p);
	name = odd_space(c);
	if (name == NULL)
		return NULL;
	for (to = p + n; (size_t)(r->end - to) >= n && memcmp(to, p, n) == 0; to += n)
		;
	d = syntax_error(r, p, to,
			 "%s (U+%04X); JSON has only space, tab and line ends between "
			 "values",
			 name, (unsigned)c);
	syntax_fix(r, d, FIX_SUGGESTED, p, to, STR(" "), "replace it by a space");
	return to;
}

const char *
junk_skip(struct reader *r, const char *p, enum want want)
{
	const char *to;

	if (p == r->end)
		return NULL;
	to = comment(r, p);
	if (to == NULL)
		to = conflict(r, p);
	if (to == NULL)
		to = ellipsis(r, p, want);
	if (to == NULL)
		to = space(r, p);
	return to;
}
