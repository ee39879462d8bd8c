/*
 * recover: what is wrong where the grammar cannot go on, and where it can.
 *
 * There is one function for each thing that may be wanted.  It reports at most
 * one problem, with the place to edit, then either repairs it in its mind (a
 * missing comma) or skips to the next comma, bracket or line end; text behind
 * such a skip is not held against the writer again (reader->quiet).
 */
#include "base/arena.h"
#include "load/encoding.h"
#include "load/reading.h"
#include "load/scan.h"

/* The end of the token before p, blanks aside. */
static const char *
token_end(const struct reader *r, const char *p)
{
	while (p > r->text && scan_is(p[-1], SCAN_SPACE))
		p--;
	return p;
}

static enum want
go_on(struct reader *r, const char *p, enum want want)
{
	r->p = p;
	return want;
}

/* Text up to p was given up. */
static enum want
skipped(struct reader *r, const char *p)
{
	reader_damage(r);
	r->quiet = p;
	return go_on(r, p, WANT_COMMA);
}

/* What follows a comma in the open container. */
static enum want
next_child(const struct reader *r)
{
	return reader_in_object(r) ? WANT_NAME : WANT_VALUE;
}

/* Whether a comma is the last thing that was read in the open container. */
static bool
after_comma(const struct reader *r)
{
	const struct frame *f = r->top;
	const struct cell *c = &r->cells[f->count != 0 ? f->last : f->cell];

	return f > r->frames &&
	       (size_t)(r->comma - r->text) >= (f->count != 0 ? c->end : c->start + 1);
}

/* Behind the bracket that closes the one at p, or the end of the text. */
static const char *
skip_balanced(const char *p, const char *end)
{
	size_t depth = 0;

	for (; p < end; p++) {
		if (*p == '[' || *p == '{') {
			depth++;
		} else if (*p == ']' || *p == '}') {
			if (--depth == 0)
				return p + 1;
		} else if (*p == '"') {
			for (p++; p < end && *p != '"'; p++)
				p += *p == '\\' && p + 1 < end;
			if (p == end)
				break;
		}
	}
	return end;
}

/* Behind the value at p, whatever it is. */
static const char *
skip_value(const char *p, const char *end)
{
	if (p == end || strchr(",:]}", *p) != NULL)
		return p;
	if (*p == '{' || *p == '[')
		return skip_balanced(p, end);
	return word_text(p, end);
}

static const char *
kind_name(const struct reader *r)
{
	return reader_in_object(r) ? "object" : "array";
}

static void
broken_value(struct reader *r, const char *from, const char *to)
{
	reader_push(r, NODE_BROKEN, from, to);
}

/* --- the end of the text ------------------------------------------------------ */

static void
nothing_there(struct reader *r)
{
	const char *what = "holds no value of JSON";

	if (r->text == r->end)
		what = "is empty; a JSON text holds one value";
	else if (scan_space(r->text, r->end) == r->end)
		what = "holds nothing but white space";
	else if (r->failed)
		return; /* enough was said about what it holds instead */
	syntax_error(r, r->text, r->text, "the %s %s", reader_whole(r), what);
}

/* The brackets that close what is open, innermost first. */
static struct str
closing_brackets(const struct reader *r)
{
	size_t n = (size_t)(r->top - r->frames), i;
	char *s = arena_alloc(r->arena, n + 1);

	for (i = 0; i < n; i++)
		s[i] = (char)r->top[-(ptrdiff_t)i].close;
	return (struct str){s, n};
}

/* The text ends where something was wanted. */
static enum want
at_end(struct reader *r, enum want want)
{
	size_t open = (size_t)(r->top - r->frames);
	const char *from, *to = token_end(r, r->end);
	struct str close;
	struct diag *d;

	r->p = r->end;
	if (r->end_said)
		return WANT_NOTHING;
	if (open == 0) {
		if (want == WANT_VALUE)
			nothing_there(r);
		return WANT_NOTHING;
	}
	from = r->text + r->cells[r->top->cell].start;
	d = syntax_error(r, from, from + 1, "this '%c' is never closed", *from);
	diag_related(r->ds, d, reader_span(r, to, to), "the %s ends here%s",
		     reader_whole(r),
		     want == WANT_COLON || (want == WANT_VALUE && reader_in_object(r))
			 ? ", in the middle of a member"
			 : "");
	if (open > 1)
		diag_note(r->ds, d, "%zu more brackets around it are not closed either",
			  open - 1);
	close = closing_brackets(r);
	if (want == WANT_COMMA)
		syntax_fix(r, d, FIX_SUGGESTED, to, to, close, "insert '%s' at the end",
			   diag_quote(r->ds, close));
	return WANT_NOTHING;
}

/* --- commas and brackets ------------------------------------------------------- */

/* A comma before a closing bracket. */
static void
trailing_comma(struct reader *r)
{
	const char *p = r->comma;
	struct diag *d;

	d = syntax_error(r, p, p + 1, "comma after the last %s",
			 reader_in_object(r) ? "property" : "element");
	syntax_fix(r, d, FIX_SAFE, p, p + 1, STR(""), "remove it");
}

/* A comma where a value or name is wanted, at p. */
static enum want
extra_comma(struct reader *r, const char *p)
{
	bool in_object = reader_in_object(r);
	struct diag *d;

	d = syntax_error(r, p, p + 1, "%s is missing before this comma",
			 in_object ? "a property" : "an element");
	syntax_fix(r, d, in_object ? FIX_SAFE : FIX_SUGGESTED, p, p + 1, STR(""),
		   "remove the comma");
	if (!in_object)
		reader_damage(r);
	if (r->top->count != 0)
		r->comma = p;
	return go_on(r, p + 1, next_child(r));
}

/* How many more brackets the rest of the text closes than it opens. */
static ptrdiff_t
surplus(const char *p, const char *end)
{
	ptrdiff_t n = 0;

	for (; p < end; p++) {
		if (*p == '[' || *p == '{')
			n--;
		else if (*p == ']' || *p == '}')
			n++;
		else if (*p == '"')
			for (p++; p < end && *p != '"' && *p != '\n'; p++)
				p += *p == '\\' && p + 1 < end;
	}
	return n;
}

/*
 * ']' in an object or '}' in an array.  Either it is the wrong one, or the right
 * one is missing before it: as the rest of the text adds up.
 */
static enum want
wrong_bracket(struct reader *r, const char *p)
{
	const char *open = r->text + r->cells[r->top->cell].start;
	char wanted = (char)r->top->close;
	struct diag *d;
	bool missing = r->top > r->frames + 1 && r->top[-1].close == *p &&
		       surplus(p + 1, r->end) != r->top - r->frames - 1;

	reader_damage(r);
	if (missing) {
		d = syntax_error(r, open, open + 1, "this '%c' is not closed", *open);
		diag_related(r->ds, d, reader_span(r, p, p + 1),
			     "'%c' here closes what is around it", *p);
		syntax_fix(r, d, FIX_SUGGESTED, token_end(r, p), token_end(r, p),
			   (struct str){&wanted, 1}, "insert '%c' before the '%c'",
			   wanted, *p);
		reader_close(r, token_end(r, p));
		return go_on(r, p, WANT_COMMA);
	}
	d = syntax_error(r, p, p + 1, "'%c' closes an %s; expected '%c'", *p,
			 kind_name(r), wanted);
	diag_related(r->ds, d, reader_span(r, open, open + 1), "it is opened here");
	syntax_fix(r, d, FIX_SUGGESTED, p, p + 1, (struct str){&wanted, 1},
		   "write '%c'", wanted);
	reader_close(r, p + 1);
	return go_on(r, p + 1, WANT_COMMA);
}

/* --- a value is wanted ------------------------------------------------------------- */

static struct str
pending_name(const struct reader *r)
{
	const struct member_name *n = &r->name;

	if ((n->flags & CELL_KEY_ESCAPES) != 0)
		return r->decoded[r->ndecoded - 1].text;
	return (struct str){r->text + n->offset + 1, n->len};
}

/* "name": and then nothing, at p. */
static enum want
no_value(struct reader *r, const char *p)
{
	const char *at = token_end(r, p);

	syntax_error(r, at, at, "'%s' has no value",
		     diag_quote(r->ds, pending_name(r)));
	broken_value(r, at, at);
	reader_damage(r);
	r->quiet = p;
	return go_on(r, p, WANT_COMMA);
}

static enum want
too_deep(struct reader *r, const char *p)
{
	const char *to = skip_balanced(p, r->end);
	struct diag *d;

	if (!r->deep_said) {
		d = diag_add(r->ds, "nesting-too-deep", reader_span(r, p, p + 1),
			     "containers within containers, more than %d deep",
			     READER_DEPTH);
		d->broken_ok = true;
	}
	r->deep_said = true;
	r->failed = true;
	broken_value(r, p, to);
	return go_on(r, to, WANT_COMMA);
}

/* HTML or XML instead of JSON: nothing else needs to be said. */
static bool
is_markup(const struct reader *r, const char *p)
{
	return r->top == r->frames && r->ncells == 0 && r->end - p >= 2 &&
	       (p[1] == '!' || p[1] == '?' || ((p[1] | 0x20) == 'h'));
}

static enum want
loose_value(struct reader *r, const char *p, struct loose_string s)
{
	if (!s.sure) {
		broken_value(r, p, s.end);
		return skipped(r, s.end);
	}
	reader_push(r, NODE_STRING, p, s.end)->flags |= CELL_ESCAPES;
	reader_decoded(r, p, s.end, s.text);
	return go_on(r, s.end, WANT_COMMA);
}

static enum want
want_value(struct reader *r, const char *p)
{
	const char *to;
	struct diag *d;

	switch (*p) {
	case ']':
	case '}':
		if (r->top == r->frames)
			break;
		if (r->name.offset != 0)
			return no_value(r, p);
		if (after_comma(r))
			trailing_comma(r);
		return go_on(r, p, WANT_COMMA);
	case ',':
		if (r->top == r->frames)
			break;
		return r->name.offset != 0 ? no_value(r, p) : extra_comma(r, p);
	case ':':
		d = syntax_error(r, p, p + 1, "a colon stands where a value is wanted");
		if (r->name.offset != 0)
			syntax_fix(r, d, FIX_SUGGESTED, p, p + 1, STR(""), "remove it");
		return go_on(r, p + 1, WANT_VALUE);
	case '{':
	case '[':
		return too_deep(r, p);
	case '"':
		return loose_value(r, p, string_read_bad(r, p, false));
	case '<':
		if (!is_markup(r, p))
			break;
		syntax_error(r, p, p + 1, "the %s is HTML or XML, not JSON",
			     reader_whole(r));
		r->end_said = true;
		return go_on(r, r->end, WANT_NOTHING);
	default:
		break;
	}
	if (string_odd_quote(p, r->end) != 0)
		return loose_value(r, p, string_read_odd(r, p));
	if (strchr(",]}", *p) != NULL) {
		syntax_error(r, p, p + 1, "'%c' before the beginning of the document",
			     *p);
		return go_on(r, p + 1, WANT_VALUE);
	}
	to = word_read_value(r, p);
	broken_value(r, p, to);
	r->quiet = to;
	return go_on(r, to, WANT_COMMA);
}

/* --- a name is wanted ---------------------------------------------------------------- */

static enum want
loose_name(struct reader *r, const char *p, struct loose_string s)
{
	reader_name(r, p, s.end, s.text);
	return go_on(r, s.end, WANT_COLON);
}

/* {{x}} was taken for two objects: the outer is a template. */
static enum want
template_object(struct reader *r, const char *p)
{
	const char *to = junk_template(p - 1, r->end);
	struct cell *c = &r->cells[r->top->cell];

	if (to == NULL || r->top->count != 0 || c->start != (size_t)(p - 1 - r->text))
		return WANT_NOTHING;
	word_read_value(r, p - 1);
	c->type = NODE_BROKEN;
	c->end = (size_t)(to - r->text);
	r->top--;
	r->quiet = to;
	return go_on(r, to, WANT_COMMA);
}

/* A template that stands for members, or decides about them. */
static enum want
template_members(struct reader *r, const char *p, const char *to, enum want want)
{
	syntax_error(r, p, to, "a template outside a string is not JSON");
	reader_damage(r);
	r->quiet = to;
	return go_on(r, to, want);
}

static enum want
value_without_name(struct reader *r, const char *p)
{
	const char *to = p + (*p == ':');

	syntax_error(r, p, p + 1, "a name is missing before this %s",
		     *p == ':' ? "colon" : "value");
	to = skip_value(scan_space(to, r->end), r->end);
	return skipped(r, to);
}

static enum want
want_name(struct reader *r, const char *p)
{
	struct loose_string s;
	const char *to;

	switch (*p) {
	case '}':
	case ']':
		if (after_comma(r))
			trailing_comma(r);
		return go_on(r, p, WANT_COMMA);
	case ',':
		return extra_comma(r, p);
	case '"':
		return loose_name(r, p, string_read_bad(r, p, true));
	case '{':
	case '%':
		if (p > r->text && p[-1] == '{' &&
		    template_object(r, p) != WANT_NOTHING)
			return WANT_COMMA;
		break;
	default:
		break;
	}
	to = junk_template(p, r->end);
	if (to != NULL && (to == r->end || *scan_space(to, r->end) != ':'))
		return template_members(r, p, to, WANT_NAME);
	if (*p == '{' || *p == '[' || *p == ':')
		return value_without_name(r, p);
	if (string_odd_quote(p, r->end) != 0)
		return loose_name(r, p, string_read_odd(r, p));
	s = word_read_name(r, p);
	return s.sure ? loose_name(r, p, s) : skipped(r, s.end);
}

/* --- a colon is wanted ------------------------------------------------------------------- */

/* "name: "x": the name swallowed the colon and has the quote of the value. */
static const char *
swallowed_colon(const struct reader *r, const char *p)
{
	const char *from = r->text + r->name.offset, *colon;

	if (p[-1] != '"' || *from != '"')
		return NULL;
	colon = memchr(from, ':', (size_t)(p - from));
	return colon != NULL && scan_space(colon + 1, r->end) == p - 1 ? colon : NULL;
}

/* Whether a string and a colon follow at p: then it is the next member. */
static bool
is_member(const char *p, const char *end)
{
	bool escapes;
	const char *to;

	if (p == end || *p != '"')
		return false;
	to = scan_string(p + 1, end, &escapes);
	to = to != NULL ? scan_space(to + 1, end) : end;
	return to < end && *to == ':';
}

static enum want
want_colon(struct reader *r, const char *p)
{
	const char *at = token_end(r, p), *colon = swallowed_colon(r, p), *from;
	struct diag *d;

	if (*p == ',' || *p == '}' || *p == ']' || is_member(p, r->end))
		return no_value(r, p);
	if (colon != NULL) {
		from = r->text + r->name.offset;
		string_unclosed(r, from, colon, true);
		reader_name(r, from, colon,
			    (struct str){from + 1, (size_t)(colon - from) - 1});
		return go_on(r, colon, WANT_COLON);
	}
	if (*p == '=') {
		size_t n = p + 1 < r->end && p[1] == '>' ? 2 : 1;

		d = syntax_error(r, p, p + n, "'%.*s' instead of a colon", (int)n, p);
		syntax_fix(r, d, FIX_SUGGESTED, p, p + n, STR(":"), "write ':'");
		return go_on(r, p + n, WANT_VALUE);
	}
	d = syntax_error(r, at, at, "a colon is missing after the name '%s'",
			 diag_quote(r->ds, pending_name(r)));
	syntax_fix(r, d, FIX_SAFE, at, at, STR(":"), "insert ':'");
	return go_on(r, p, WANT_VALUE);
}

/* --- a comma is wanted --------------------------------------------------------------------- */

/* The cell that was read last in the open container, or NULL. */
static struct cell *
last_child(struct reader *r)
{
	return r->top->count != 0 ? &r->cells[r->top->last] : NULL;
}

/* A name with a colon in an array: once an array. */
static enum want
colon_in_array(struct reader *r, const char *p)
{
	struct diag *d;

	if (!r->top->colon_said) {
		d = syntax_error(r, p, p + 1,
				 "a name with a colon in an array; only "
				 "objects have names");
		diag_related(r->ds, d,
			     reader_span(r, r->text + r->cells[r->top->cell].start,
					 r->text + r->cells[r->top->cell].start + 1),
			     "the array is opened here");
	}
	r->top->colon_said = true;
	return skipped(r, skip_value(scan_space(p + 1, r->end), r->end));
}

/* A quote in the string before p, not escaped: the string's real closing quote. */
static const char *
inner_quote_end(const struct reader *r, const char *p)
{
	const char *q;

	for (q = p; q < r->end && *q != '\n'; q++) {
		if (*q == '\\')
			q++;
		else if (*q == '"' && word_ends(q + 1, r->end))
			return q;
	}
	return NULL;
}

/*
 * A string ends at p and text follows without a blank.  Either the string has
 * quotes in it ("say "hi" to"), or its closing quote is missing and it ran into
 * the next string's opening one ("a, "b").
 */
static bool
run_on_string(struct reader *r, struct cell *c, const char *p)
{
	const char *from = r->text + c->start, *last, *q;
	struct fix *fix;
	struct diag *d;

	last = inner_quote_end(r, p);
	if (last == NULL)
		return false;
	c->type = NODE_BROKEN;
	c->flags &= (uint8_t)~CELL_ESCAPES;
	if (token_end(r, p - 1)[-1] == ',') {
		q = token_end(r, p - 1) - 1;
		string_unclosed(r, from, q, false);
		c->end = (size_t)(q - r->text);
		return skipped(r, q) == WANT_COMMA;
	}
	d = syntax_error(r, p - 1, p, "a double quote within a string");
	fix = diag_fix(r->ds, d, FIX_SUGGESTED, "write \\\"");
	for (q = p - 1; q < last; q++) {
		if (*q == '\\')
			q++;
		else if (*q == '"')
			fix_edit(r->ds, fix, reader_span(r, q, q), STR("\\"));
	}
	c->end = (size_t)(last + 1 - r->text);
	r->p = last + 1;
	return true;
}

/* 0", : the quote at p closes what was not opened. */
static bool
opening_quote_missing(struct reader *r, struct cell *c, const char *p)
{
	const char *from = r->text + c->start;
	struct diag *d;

	if (c->type == NODE_STRING || *p != '"' || !word_ends(p + 1, r->end))
		return false;
	d = syntax_error(r, from, from, "the opening quote of this string is missing");
	syntax_fix(r, d, FIX_SUGGESTED, from, from, STR("\""), "insert '\"'");
	c->type = NODE_BROKEN;
	c->end = (size_t)(p + 1 - r->text);
	r->p = p + 1;
	return true;
}

/* "a," "b": the comma is before the quote instead of behind it. */
static bool
comma_in_string(struct reader *r, struct cell *c)
{
	const char *to = r->text + c->end;
	struct fix *fix;
	struct diag *d;

	if (c->type != NODE_STRING || c->end - c->start < 3 || to[-2] != ',')
		return false;
	d = syntax_error(r, to - 2, to - 1,
			 "the comma is within the string, not behind it");
	fix = diag_fix(r->ds, d, FIX_SUGGESTED, "move it behind the quote");
	fix_edit(r->ds, fix, reader_span(r, to - 2, to), STR("\","));
	c->type = NODE_BROKEN;
	c->flags &= (uint8_t)~CELL_ESCAPES;
	return true;
}

/* A value begins where a comma is wanted. */
static enum want
missing_comma(struct reader *r, const char *p)
{
	const char *at = token_end(r, p);
	struct cell *c = last_child(r);
	struct diag *d;

	if (r->quiet != NULL && r->quiet >= at && r->quiet <= p)
		return go_on(r, p, next_child(r));
	if (c == NULL || !comma_in_string(r, c)) {
		if (c != NULL && c->end <= (size_t)(at - r->text) &&
		    memchr(r->text + c->end, '/', (size_t)(at - r->text) - c->end))
			at = r->text + c->end; /* before a comment */
		d = syntax_error(r, at, at, "a comma is missing after this %s",
				 reader_in_object(r) ? "property" : "element");
		syntax_fix(r, d, FIX_SAFE, at, at, STR(","), "insert ','");
	}
	return go_on(r, p, next_child(r));
}

/* Whether what stands at p may be the next child of the open container. */
static bool
may_begin_child(const struct reader *r, const char *p)
{
	const char *to;

	if (*p == '"' || string_odd_quote(p, r->end) != 0)
		return true;
	if (!reader_in_object(r))
		return *p == '{' || *p == '[' || *p == '-' || scan_is(*p, SCAN_WORD);
	to = p;
	while (to < r->end && (scan_is(*to, SCAN_WORD) || *to == '-'))
		to++;
	return to > p && scan_space(to, r->end) < r->end &&
	       *scan_space(to, r->end) == ':';
}

static enum want
unexpected_text(struct reader *r, const char *p)
{
	const char *to = word_text(p, r->end);

	syntax_error(r, p, to, "'%s' behind a value; expected a comma or '%c'",
		     diag_quote(r->ds, (struct str){p, (size_t)(to - p)}),
		     (char)r->top->close);
	return skipped(r, to);
}

static enum want
want_comma(struct reader *r, const char *p)
{
	struct cell *c = last_child(r);
	bool adjacent = c != NULL && c->end == (size_t)(p - r->text);
	const char *to = junk_template(p, r->end);
	struct diag *d;

	if (*p == ']' || *p == '}')
		return wrong_bracket(r, p);
	if (*p == ':')
		return reader_in_object(r) ? unexpected_text(r, p)
					   : colon_in_array(r, p);
	if (*p == ';') {
		d = syntax_error(r, p, p + 1, "';' instead of a comma");
		syntax_fix(r, d, FIX_SUGGESTED, p, p + 1, STR(","), "write ','");
		r->comma = p;
		return go_on(r, p + 1, next_child(r));
	}
	if (to != NULL)
		return template_members(r, p, to, WANT_COMMA);
	if (adjacent && c->type == NODE_STRING && run_on_string(r, c, p))
		return WANT_COMMA;
	if (adjacent && opening_quote_missing(r, c, p))
		return WANT_COMMA;
	if (may_begin_child(r, p))
		return missing_comma(r, p);
	return unexpected_text(r, p);
}

/* --- behind the document ------------------------------------------------------------------------ */

/* "name": value without braces: the name is no document, but a member. */
static enum want
bare_member(struct reader *r, const char *p)
{
	struct cell *c = &r->cells[0];
	const char *from = r->text + c->start, *to = r->text + c->end;
	struct str name = c->flags & CELL_ESCAPES
			      ? r->decoded[0].text
			      : str_slice((struct str){from, c->end - c->start}, 1,
					  c->end - c->start - 1);
	struct fix *fix;
	struct diag *d;

	d = syntax_error(r, from, to, "a member stands outside of an object");
	fix = diag_fix(r->ds, d, FIX_SUGGESTED, "put '{' and '}' around it");
	fix_edit(r->ds, fix, reader_span(r, from, from), STR("{"));
	fix_edit(r->ds, fix, reader_span(r, token_end(r, r->end), token_end(r, r->end)),
		 STR("}"));
	r->ncells = 0;
	r->top->count = 0;
	reader_open(r, from, NODE_OBJECT);
	reader_damage(r);
	reader_name(r, from, to, name);
	r->end_said = true;
	return go_on(r, p, WANT_COLON);
}

/* }, "name": ... : the bracket before closed the document too early. */
static enum want
closed_early(struct reader *r, const char *p)
{
	const char *bracket = r->text + r->cells[0].end - 1;
	struct diag *d;

	d = syntax_error(r, bracket, bracket + 1,
			 "this '}' ends the document, but more members follow");
	diag_related(r->ds, d, reader_span(r, p, p + 1), "they go on here");
	syntax_fix(r, d, FIX_SUGGESTED, bracket, bracket + 1, STR(""), "remove it");
	r->top++;
	if (r->top->count != 0)
		r->cells[r->top->last].flags &= (uint8_t)~CELL_LAST;
	reader_damage(r);
	r->comma = p;
	return go_on(r, p + 1, WANT_NAME);
}

static enum want
behind_document(struct reader *r, const char *p)
{
	const struct cell *root = &r->cells[0];
	const char *to = r->text + root->end;
	struct diag *d;

	if (*p == ':' && root->type == NODE_STRING)
		return bare_member(r, p);
	if (*p == ',' && root->type == NODE_OBJECT &&
	    is_member(scan_space(p + 1, r->end), r->end))
		return closed_early(r, p);
	if (*p == '}' || *p == ']') {
		d = syntax_error(r, p, p + 1, "'%c' closes nothing that is open", *p);
		syntax_fix(r, d, FIX_SUGGESTED, p, p + 1, STR(""), "remove it");
		return go_on(r, p + 1, WANT_COMMA);
	}
	if (*p == ',' && scan_space(p + 1, r->end) == r->end) {
		d = syntax_error(r, p, p + 1, "comma behind the document");
		syntax_fix(r, d, FIX_SAFE, p, p + 1, STR(""), "remove it");
		return go_on(r, r->end, WANT_NOTHING);
	}
	if (root->type == NODE_STRING && p == to && run_on_string(r, &r->cells[0], p))
		return WANT_COMMA;
	if (root->type == NODE_BROKEN)
		return WANT_NOTHING; /* who knows where it ends */
	d = syntax_error(r, p, p + 1, "%s",
			 *p == '{' || *p == '['
			     ? "a second document begins here; a text holds one"
			     : "text behind the end of the document");
	diag_related(r->ds, d, reader_span(r, to - 1, to), "the document ends here");
	if (*p == '{' && r->doc->record == 0 && memchr(to, '\n', (size_t)(p - to)))
		diag_help(r->ds, d,
			  "one document a line is JSON Lines: use --json-lines, "
			  "or name the file *.jsonl");
	return go_on(r, r->end, WANT_NOTHING);
}

enum want
recover(struct reader *r, enum want want)
{
	const char *p = r->p, *junk = junk_skip(r, p);

	if (r->problems >= READER_PROBLEMS) {
		syntax_error(r, p, p, "too many syntax errors; the rest was not read");
		return WANT_NOTHING;
	}
	if (junk != NULL)
		return go_on(r, junk, want);
	if (p == r->end)
		return at_end(r, want);
	switch (want) {
	case WANT_VALUE:
		return want_value(r, p);
	case WANT_NAME:
		return want_name(r, p);
	case WANT_COLON:
		return want_colon(r, p);
	case WANT_COMMA:
		return r->top == r->frames ? behind_document(r, p) : want_comma(r, p);
	case WANT_NOTHING:
		break;
	}
	return WANT_NOTHING;
}
