/*
 * brackets: the ends of containers and of the document.
 *
 * A closing bracket that does not fit, a text that ends too early, and text
 * where nothing should follow.
 */
#include "base/arena.h"
#include "load/recover.h"

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

/*
 * The blanks that begin the line of p; *first: nothing but blanks is before p.
 * Nobody indents so far as not to find the line's beginning here.
 */
static size_t
indentation(const struct reader *r, const char *p, bool *first)
{
	const char *line = p, *q;

	while (line > r->text && line[-1] != '\n' && p - line < 256)
		line--;
	for (q = line; q < p && (*q == ' ' || *q == '\t'); q++)
		;
	*first = q == p;
	return (size_t)(q - line);
}

/*
 * Something is not closed: likely the container whose last line is not as far to
 * the right as its first, for it took the bracket of another.
 */
static bool
out_of_line(struct reader *r, struct diag *d)
{
	const struct cell *c;
	const char *from, *to;
	bool first, unused;
	size_t i;

	for (i = 0; i < r->ncells; i++) {
		c = &r->cells[i];
		if ((c->type != NODE_OBJECT && c->type != NODE_ARRAY) ||
		    c->count == 0 || c->end - c->start < 3 || c->next == 0)
			continue;
		from = r->text + c->start;
		to = r->text + c->end - 1;
		if (strchr("]}", *to) == NULL ||
		    indentation(r, from, &unused) == indentation(r, to, &first) ||
		    !first)
			continue;
		diag_related(r->ds, d, reader_span(r, from, from + 1),
			     "perhaps it is this one that is not closed");
		diag_related(r->ds, d, reader_span(r, to, to + 1),
			     "as the bracket here does not line up with it");
		r->cells[i].flags |= CELL_DAMAGED; /* it may hold what is not its own */
		return true;
	}
	return false;
}

/* The text ends where something was wanted. */
enum want
recover_end(struct reader *r, enum want want)
{
	size_t open = (size_t)(r->top - r->frames);
	const char *from, *to = recover_token_end(r, r->end);
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
			 ? ", in the middle of a property"
			 : "");
	if (open > 1)
		diag_note(r->ds, d, "%zu more bracket%s around it %s not closed either",
			  open - 1, open > 2 ? "s" : "", open > 2 ? "are" : "is");
	if (want != WANT_COMMA || out_of_line(r, d))
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
enum want
recover_wrong_bracket(struct reader *r, const char *p)
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
		syntax_fix(r, d, FIX_SUGGESTED, recover_token_end(r, p),
			   recover_token_end(r, p), (struct str){&wanted, 1},
			   "insert '%c' before the '%c'", wanted, *p);
		reader_close(r, recover_token_end(r, p));
		return recover_at(r, p, WANT_COMMA);
	}
	d = syntax_error(r, p, p + 1, "'%c' closes an %s; expected '%c'", *p,
			 kind_name(r), wanted);
	diag_related(r->ds, d, reader_span(r, open, open + 1), "it is opened here");
	syntax_fix(r, d, FIX_SUGGESTED, p, p + 1, (struct str){&wanted, 1},
		   "write '%c'", wanted);
	reader_close(r, p + 1);
	return recover_at(r, p + 1, WANT_COMMA);
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
	struct fix *fix;
	struct diag *d;

	d = syntax_error(r, from, to, "a property stands outside of an object");
	fix = diag_fix(r->ds, d, FIX_SUGGESTED, "put '{' and '}' around it");
	fix_edit(r->ds, fix, reader_span(r, from, from), STR("{"));
	fix_edit(
	    r->ds, fix,
	    reader_span(r, recover_token_end(r, r->end), recover_token_end(r, r->end)),
	    STR("}"));
	r->ncells = 0;
	r->top->count = 0;
	reader_open(r, from, NODE_OBJECT);
	reader_damage(r);
	reader_name(r, from, to, name);
	r->end_said = true;
	return recover_at(r, p, WANT_COLON);
}

/* }, "name": ... : the bracket before closed the document too early. */
static enum want
closed_early(struct reader *r, const char *p)
{
	const char *bracket = r->text + r->cells[0].end - 1;
	struct diag *d;

	d = syntax_error(r, bracket, bracket + 1,
			 "this '}' ends the document, but more properties follow");
	diag_related(r->ds, d, reader_span(r, p, p + 1), "they go on here");
	syntax_fix(r, d, FIX_SUGGESTED, bracket, bracket + 1, STR(""), "remove it");
	r->top++;
	if (r->top->count != 0)
		r->cells[r->top->last].flags &= (uint8_t)~CELL_LAST;
	reader_damage(r);
	r->comma = p;
	return recover_at(r, p + 1, WANT_NAME);
}

enum want
recover_behind(struct reader *r, const char *p)
{
	const struct cell *root = &r->cells[0];
	const char *to = r->text + root->end;
	struct diag *d;

	if (*p == ':' && root->type == NODE_STRING)
		return bare_member(r, p);
	if (*p == ',' && root->type == NODE_OBJECT &&
	    recover_is_member(scan_space(p + 1, r->end), r->end))
		return closed_early(r, p);
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
	if (root->type == NODE_STRING && p == to && recover_run_on(r, &r->cells[0], p))
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
	return recover_at(r, r->end, WANT_NOTHING);
}
