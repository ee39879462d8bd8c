/*
 * commas: repairs text where a comma is missing, or where there is one too many.
 */
#include "load/recover/recover.h"

/* A comma before a closing bracket. */
void
recover_trailing_comma(struct reader *r)
{
	const char *p = r->comma;
	struct diag *d;

	d = syntax_error(r, p, p + 1, "comma after the last %s",
			 reader_in_object(r) ? "property" : "element");
	reader_usual(r, d);
	syntax_fix(r, d, FIX_SAFE, p, p + 1, STR(""), "remove it");
}

/* Whether the comma is one of several before a closing bracket. */
static bool
trails(struct reader *r, const char *p)
{
	if (r->commas == NULL || r->commas <= p) {
		for (r->commas = p; r->commas < r->end && *r->commas == ',';)
			r->commas = scan_space(r->commas + 1, r->end);
		r->trailing =
		    r->commas < r->end && (*r->commas == ']' || *r->commas == '}');
	}
	return r->trailing;
}

/* A comma where a value or name is wanted, at p. */
enum want
recover_extra_comma(struct reader *r, const char *p)
{
	bool in_object = reader_in_object(r);
	bool sure = in_object || (r->top->count != 0 && trails(r, p));
	struct diag *d;

	d = syntax_error(r, p, p + 1, "%s is missing before this comma",
			 in_object ? "a property" : "an element");
	syntax_fix(r, d, sure ? FIX_SAFE : FIX_SUGGESTED, p, p + 1, STR(""),
		   "remove the comma");
	if (!sure)
		reader_damage(r);
	if (r->top->count != 0)
		r->comma = p;
	return recover_at(r, p + 1, recover_child(r));
}

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
	struct cell *c = last_child(r);
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
	if (c != NULL && c->type == NODE_STRING)
		cell_set_type(c, NODE_BROKEN); /* a name, no element */
	return recover_skipped(r,
			       recover_skip_value(scan_space(p + 1, r->end), r->end));
}

/* "name": "value": something */
static enum want
second_colon(struct reader *r, const char *p)
{
	struct cell *c = last_child(r);

	syntax_error(r, p, p + 1, "a colon behind a value; expected a comma or '}'");
	if (c != NULL && c->type == NODE_STRING)
		cell_set_type(
		    c, NODE_BROKEN); /* it may be a name whose object is not opened */
	return recover_skipped(r,
			       recover_skip_value(scan_space(p + 1, r->end), r->end));
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
bool
recover_run_on(struct reader *r, struct cell *c, const char *p)
{
	const char *from = r->text + c->start, *last, *q;
	unsigned edits = 0;
	struct fix *fix;
	struct diag *d;

	if (*from != '"' || p[-1] != '"' || strchr("\",:{}[]", *p) != NULL)
		return false;
	last = inner_quote_end(r, p);
	if (last == NULL)
		return false;
	cell_set_type(c, NODE_BROKEN);
	c->flags &= (uint8_t)~CELL_ESCAPES;
	if (recover_token_end(r, p - 1)[-1] == ',') {
		q = recover_token_end(r, p - 1) - 1;
		string_unclosed(r, from, q, false);
		c->end = reader_offset(r, q);
		return recover_skipped(r, q) == WANT_COMMA;
	}
	d = syntax_error(r, p - 1, p, "a double quote within a string");
	fix = diag_fix(r->ds, d, FIX_SUGGESTED, "write \\\"");
	for (q = p - 1; q < last && edits < READER_EDITS; q++) {
		if (*q == '\\')
			q++;
		else if (*q == '"' && ++edits != 0)
			fix_edit(r->ds, fix, reader_span(r, q, q), STR("\\"));
	}
	c->end = reader_offset(r, last + 1);
	r->p = last + 1;
	return true;
}

/* 0", : the quote at p closes what was not opened. */
static bool
opening_quote_missing(struct reader *r, struct cell *c, const char *p)
{
	const char *from = r->text + c->start;
	struct diag *d;

	if (c->type >= NODE_STRING || *p != '"' || !word_ends(p + 1, r->end))
		return false;
	d = syntax_error(r, from, from, "the opening quote of this string is missing");
	syntax_fix(r, d, FIX_SUGGESTED, from, from, STR("\""), "insert '\"'");
	cell_set_type(c, NODE_BROKEN);
	c->end = reader_offset(r, p + 1);
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
	cell_set_type(c, NODE_BROKEN);
	c->flags &= (uint8_t)~CELL_ESCAPES;
	return true;
}

/* A value begins where a comma is wanted. */
static enum want
missing_comma(struct reader *r, const char *p)
{
	const char *at = recover_token_end(r, p);
	struct cell *c = last_child(r);
	struct diag *d;

	if (r->quiet != NULL && r->quiet >= at && r->quiet <= p)
		return recover_at(r, p, recover_child(r));
	if (c == NULL || !comma_in_string(r, c)) {
		d = syntax_error(r, at, at, "a comma is missing after this %s",
				 reader_in_object(r) ? "property" : "element");
		/* "a" "b": a comma would make a name of the second */
		if (!reader_in_object(r) || *p != '"' || recover_is_member(p, r->end))
			syntax_fix(r, d, FIX_SAFE, at, at, STR(","), "insert ','");
	}
	return recover_at(r, p, recover_child(r));
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
	p = to > p ? junk_space(to, r->end) : r->end;
	return p < r->end && *p == ':';
}

static enum want
unexpected_text(struct reader *r, const char *p)
{
	const char *to = word_text(p, r->end);

	syntax_error(r, p, to, "'%s' behind a value; expected a comma or '%c'",
		     diag_quote(r->ds, (struct str){p, (size_t)(to - p)}),
		     (char)r->top->close);
	return recover_skipped(r, to);
}

/* "name": "a" "b": no name follows, for there is no colon; once it was one string. */
static bool
second_string(struct reader *r, struct cell *c, const char *p)
{
	const char *to, *next;
	bool escapes;

	if (!reader_in_object(r) || c == NULL || *p != '"')
		return false;
	to = scan_string(p + 1, r->end, &escapes);
	if (to == NULL)
		return false;
	next = scan_space(to + 1, r->end);
	if (next < r->end && strchr(",}]\"", *next) == NULL)
		return false;
	syntax_error(r, p, to + 1,
		     "a second value behind the first; expected a comma or '}'");
	if (c->type < NODE_ARRAY)
		cell_set_type(c, NODE_BROKEN);
	(void)recover_skipped(r, to + 1);
	return true;
}

enum want
recover_comma(struct reader *r, const char *p)
{
	struct cell *c = last_child(r);
	bool adjacent = c != NULL && c->end == (size_t)(p - r->text);
	const char *to = junk_template(p, r->end);
	struct diag *d;

	if (*p == ']' || *p == '}')
		return recover_wrong_bracket(r, p);
	if (*p == ':')
		return reader_in_object(r) ? second_colon(r, p) : colon_in_array(r, p);
	if (*p == ';') {
		d = syntax_error(r, p, p + 1, "';' instead of a comma");
		syntax_fix(r, d, FIX_SUGGESTED, p, p + 1, STR(","), "write ','");
		r->comma = p;
		return recover_at(r, p + 1, recover_child(r));
	}
	if (to != NULL)
		return recover_template(r, p, to, WANT_COMMA);
	if (adjacent && c->type == NODE_STRING && recover_run_on(r, c, p))
		return WANT_COMMA;
	if (adjacent && opening_quote_missing(r, c, p))
		return WANT_COMMA;
	if (second_string(r, c, p))
		return WANT_COMMA;
	if (may_begin_child(r, p))
		return missing_comma(r, p);
	return unexpected_text(r, p);
}
