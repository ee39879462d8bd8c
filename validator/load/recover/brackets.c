/*
 * brackets: the ends of containers and of the document.
 *
 * A closing bracket that does not fit, a text that ends too early, and text
 * where nothing should follow.
 */
#include "base/arena.h"
#include "load/recover/recover.h"

static void
nothing_there(struct reader *r)
{
	const char *what = "holds no value of JSON";

	if (r->text == r->end)
		what = "is empty; a JSON text holds one value";
	else if (r->start == r->end)
		what = "holds nothing but a byte order mark";
	else if (scan_space(r->start, r->end) == r->end)
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
enum want
recover_end(struct reader *r, enum want want)
{
	size_t open = (size_t)(r->top - r->frames);
	const char *from, *to = recover_token_end(r, r->end),
			  *last = recover_space_start(r, r->end);
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
	diag_related(r->ds, d, reader_span(r, last, last), "the %s ends here%s",
		     reader_whole(r),
		     want == WANT_COLON || (want == WANT_VALUE && reader_in_object(r))
			 ? ", in the middle of a property"
			 : "");
	if (open > 1)
		diag_note(r->ds, d, "%zu more bracket%s around it %s not closed either",
			  open - 1, open > 2 ? "s" : "", open > 2 ? "are" : "is");
	if (want != WANT_COMMA)
		return WANT_NOTHING;
	close = closing_brackets(r);
	syntax_fix(r, d, FIX_SUGGESTED, to, to, close, "insert '%s' at the end",
		   diag_quote(r->ds, close));
	return WANT_NOTHING;
}

static const char *
kind_name(const struct reader *r)
{
	return reader_in_object(r) ? "object" : "array";
}

/* The bracket at p closes what is open, though it is of the wrong kind. */
struct diag *
recover_mismatch(struct reader *r, const char *p)
{
	const char *open = r->text + r->cells[r->top->cell].start;
	struct diag *d;

	d = syntax_error(r, p, p + 1, "'%c' closes an %s; expected '%c'", *p,
			 kind_name(r), (char)r->top->close);
	diag_related(r->ds, d, reader_span(r, open, open + 1), "it is opened here");
	reader_damage(r);
	reader_close(r, p + 1);
	return d;
}

enum want
recover_wrong_bracket(struct reader *r, const char *p)
{
	(void)recover_mismatch(r, p);
	return recover_at(r, p + 1, WANT_COMMA);
}

/* The end of the last token of the text, which goes on at p. */
static const char *
text_end(const struct reader *r, const char *p)
{
	const char *last = p, *to;
	bool escapes;

	for (; p < r->end; p = to) {
		if ((to = junk_comment(p, r->end)) != NULL)
			continue;
		to = *p == '"' ? scan_string(p + 1, r->end, &escapes) : p;
		to = to != NULL ? to + 1 : p + 1;
		if (!scan_is(*p, SCAN_SPACE))
			last = to;
	}
	return last;
}

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
	const char *end = text_end(r, p);
	struct fix *fix;
	struct diag *d;

	d = syntax_error(r, from, to, "a property stands outside of an object");
	fix = diag_fix(r->ds, d, FIX_SUGGESTED, "put '{' and '}' around it");
	fix_edit(r->ds, fix, reader_span(r, from, from), STR("{"));
	fix_edit(r->ds, fix, reader_span(r, end, end), STR("}"));
	r->ncells = 0;
	r->top->count = 0;
	reader_open(r, from, NODE_OBJECT);
	reader_damage(r);
	reader_name(r, from, to, name);
	r->end_said = true;
	return recover_at(r, p, WANT_COLON);
}

/* {...},{...} without brackets: the comma at p is that of a list. */
static enum want
bare_list(struct reader *r, const char *p)
{
	const char *from = r->text + r->cells[0].start, *end = text_end(r, p);
	struct diag *d;
	struct fix *fix;

	d = syntax_error(r, p, p + 1, "a list of documents stands outside of an array");
	diag_related(r->ds, d, reader_span(r, from, from + 1),
		     "the first one begins here");
	fix = diag_fix(r->ds, d, FIX_SUGGESTED, "put '[' and ']' around it");
	fix_edit(r->ds, fix, reader_span(r, from, from), STR("["));
	fix_edit(r->ds, fix, reader_span(r, end, end), STR("]"));
	return recover_at(r, r->end, WANT_NOTHING);
}

enum want
recover_behind(struct reader *r, const char *p)
{
	const struct cell *root = &r->cells[0];
	const char *from = r->text + root->start, *to = r->text + root->end, *next;
	bool lines, one_line;
	struct diag *d;

	if (r->wrapped)
		return WANT_NOTHING;
	if (*p == ':' && root->type == NODE_STRING)
		return bare_member(r, p);
	if (*p == '}' || *p == ']') {
		d = syntax_error(r, p, p + 1, "'%c' closes nothing that is open", *p);
		syntax_fix(r, d, FIX_SUGGESTED, p, p + 1, STR(""), "remove it");
		return recover_at(r, p + 1, WANT_COMMA);
	}
	if (*p == ',' && scan_space(p + 1, r->end) == r->end) {
		d = syntax_error(r, p, p + 1, "comma behind the document");
		syntax_fix(r, d, FIX_SAFE, p, p + 1, STR(""), "remove it");
		return recover_at(r, r->end, WANT_NOTHING);
	}
	next = scan_space(p + 1, r->end);
	if (*p == ',' && r->doc->record == 0 && next < r->end && *next == *from &&
	    (*from == '{' || *from == '['))
		return bare_list(r, p);
	if (root->type == NODE_STRING && p == to && recover_run_on(r, &r->cells[0], p))
		return WANT_COMMA;
	if (root->type == NODE_BROKEN)
		return WANT_NOTHING; /* who knows where it ends */
	lines = *p == '{' && r->doc->record == 0 && memchr(to, '\n', (size_t)(p - to));
	one_line = memchr(from, '\n', root->end - root->start) == NULL;
	d = syntax_error(
	    r, p, p + 1, "%s",
	    lines && one_line        ? "this is JSON Lines, one document a line; a "
				       "JSON text holds one"
	    : *p == '{' || *p == '[' ? "a second document begins here; a text holds one"
				     : "text behind the end of the document");
	diag_related(r->ds, d, reader_span(r, to - 1, to), "the document ends here");
	if (lines)
		diag_help(r->ds, d,
			  "one document a line is JSON Lines: use --json-lines, "
			  "or name the file *.jsonl");
	return recover_at(r, r->end, WANT_NOTHING);
}
