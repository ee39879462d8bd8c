/*
 * balance-report: reads on as if the brackets that balance.c finds wrong were right, and says so.
 *
 * Each edit stops the reader at its place (reader->stop).  What is said names the
 * bracket that has no partner, at the place to edit.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "load/recover/balance.h"
#include "load/recover/recover.h"

static void
set_stop(struct reader *r)
{
	r->stop = r->edits != NULL ? r->text + r->edits->at : r->end;
}

bool
brackets_look(struct reader *r)
{
	size_t open, read = (size_t)(r->p - r->text);

	r->looked = true;
	r->edits = balance_find(r->doc, (size_t)(r->start - r->text), &open, r->arena);
	set_stop(r);
	if (open < r->doc->text.len)
		r->unread->unsure = (struct span){open, r->doc->text.len};
	r->ds->unsure = r->unread->unsure;
	if (r->edits == NULL || r->edits->at >= read)
		return false;
	reader_again(r);
	return true;
}

/* --- words ------------------------------------------------------------------- */

/* "the '{' of line 17", as seen from the place at. */
static const char *
whose(const struct reader *r, const char *open, const char *at)
{
	size_t line = r->doc->first_line, column = 1;
	const char *p = open;

	for (; p > r->text && p[-1] != '\n'; p--)
		column += (p[-1] & 0xc0) != 0x80;
	if (memchr(open, '\n', (size_t)(at - open)) == NULL)
		return arena_printf(r->arena, "the '%c' of column %zu", *open, column);
	while (p > r->text)
		line += *--p == '\n';
	return arena_printf(r->arena, "the '%c' of line %zu", *open, line);
}

/* What speaks for the edit whose place is before p. */
static void
say_evidence(struct reader *r, struct diag *d, const struct balance_edit *e,
	     const char *p)
{
	const char *line = p;

	if (e->evidence == EVIDENCE_NONE) {
		diag_note(r->ds, d, "%s",
			  e->kind == BALANCE_CLOSE
			      ? "nothing shows where exactly it is missing"
			      : "it may as well be another one that is wrong");
		return;
	}
	if (e->evidence != EVIDENCE_LAYOUT || p == r->end)
		return;
	while (line > r->text && (line[-1] == ' ' || line[-1] == '\t'))
		line--;
	diag_related(r->ds, d, reader_span(r, p, p + 1), "%s",
		     line == r->text || line[-1] == '\n'
			 ? "this line is indented as what is around it"
			 : "what follows belongs to what is around it");
}

/* --- a bracket is missing ------------------------------------------------------ */

/* Its line end and the indentation of the line where it is opened, if it has one. */
static void
put_layout(const struct reader *r, struct buf *b, const char *open, const char *at)
{
	const char *line = open, *eol, *p;

	eol = memchr(open, '\n', (size_t)(at - open));
	if (eol == NULL)
		return;
	buf_puts(b, eol > open && eol[-1] == '\r' ? "\r\n" : "\n");
	while (line > r->text && line[-1] != '\n')
		line--;
	for (p = line; *p == ' ' || *p == '\t'; p++)
		;
	buf_add(b, line, (size_t)(p - line));
}

/* The fix of the brackets from the first on, all before the token at p. */
static void
fix_missing(struct reader *r, struct diag *d, const struct balance_edit *first,
	    const struct balance_edit *last, const char *p)
{
	const char *at = r->text + first->behind;
	struct buf b = BUF_INIT, names = BUF_INIT;

	for (const struct balance_edit *e = first; e != last; e = e->next) {
		put_layout(r, &b, r->text + e->open, at);
		buf_putc(&b, e->bracket);
		buf_putc(&names, e->bracket);
	}
	if (p < r->end && strchr(",]}", *p) == NULL)
		buf_putc(&b, ',');
	syntax_fix(r, d, FIX_SUGGESTED, at, at, buf_str(&b), "insert '%.*s'",
		   STR_ARG(buf_str(&names)));
	buf_release(&b);
	buf_release(&names);
}

/*
 * Whether the edit closes what is open, where a bracket may stand: strings without
 * their quotes may have been read otherwise.
 */
static bool
closes(const struct reader *r, const struct balance_edit *e, enum want want)
{
	const struct cell *last =
	    &r->cells[r->top->count != 0 ? r->top->last : r->top->cell];

	return e->kind == BALANCE_CLOSE && want != WANT_COLON && r->name.key == 0 &&
	       r->top > r->frames &&
	       (r->cells[r->top->cell].start == e->open ||
		r->cells[r->top->cell].start + 1 == e->open) &&
	       e->behind >= (r->top->count != 0 ? last->end : last->start + 1);
}

static enum want
missing_close(struct reader *r, const struct balance_edit *e)
{
	const char *p = r->text + e->at, *at = r->text + e->behind;
	const char *open = r->text + e->open;
	const struct balance_edit *first = e;
	size_t more = 0;
	struct diag *d;

	d = syntax_error(r, at, at, "'%c' is missing: %s is not closed", e->bracket,
			 whose(r, open, at));
	diag_related(r->ds, d, reader_span(r, open, open + 1), "it is opened here");
	say_evidence(r, d, e, p);
	for (; e != NULL && e->at == first->at && closes(r, e, WANT_COMMA);
	     e = e->next, more++) {
		reader_damage(r);
		reader_close(r, at);
	}
	if (more > 1)
		diag_note(r->ds, d, "%zu more bracket%s around it %s not closed either",
			  more - 1, more > 2 ? "s" : "", more > 2 ? "are" : "is");
	reader_damage(r);
	fix_missing(r, d, first, e, p);
	r->edits = (struct balance_edit *)e;
	r->quiet = p;
	return recover_at(r, p, WANT_COMMA);
}

static const char *
before_what(const struct reader *r, const struct balance_edit *e)
{
	char next = r->text[e->at];

	if (next == ']' || next == '}')
		return arena_printf(r->arena, "this '%c'", next);
	if (e->bracket == '{')
		return "the property";
	return r->top == r->frames ? "the first element" : "the element";
}

static enum want
missing_open(struct reader *r, const struct balance_edit *e)
{
	const char *p = r->text + e->at, *at = r->text + e->behind;
	char text[] = {' ', e->bracket};
	bool above = at > r->start && memchr(at, '\n', (size_t)(p - at)) != NULL;
	struct diag *d;

	at = above ? at : p;
	d = syntax_error(r, at, at, "'%c' is missing before %s", e->bracket,
			 before_what(r, e));
	syntax_fix(r, d, FIX_SUGGESTED, at, at, (struct str){text + !above, 1u + above},
		   "insert '%c'", e->bracket);
	/* so that no two values begin at one place, if there is room */
	reader_open(r, p - (e->bracket == '[' && p > r->start),
		    e->bracket == '{' ? NODE_OBJECT : NODE_ARRAY);
	reader_damage(r);
	return recover_at(r, p, e->bracket == '{' ? WANT_NAME : WANT_VALUE);
}

/* --- a bracket is too many, or another is meant ----------------------------------- */

static enum want
too_many(struct reader *r, const struct balance_edit *e, enum want want)
{
	const char *p = r->text + e->at, *open = r->text + e->open;
	const char *next = scan_space(p + 1, r->end);
	struct diag *d;

	if (*p == '{' || *p == '[') {
		d = syntax_error(r, p, p + 1, "'%c' is one too many: nothing closes it",
				 *p);
	} else if (r->top == r->frames || r->top->close != *p) {
		d = syntax_error(r, p, p + 1, "'%c' closes nothing that is open", *p);
	} else if (r->top == r->frames + 1) {
		d = syntax_error(r, p, p + 1,
				 "this '%c' ends the document, but more %s follow", *p,
				 *p == '}' ? "properties" : "elements");
		if (next < r->end)
			diag_related(r->ds, d, reader_span(r, next, next + 1),
				     "they go on here");
	} else {
		d = syntax_error(r, p, p + 1, "'%c' is one too many: %s goes on", *p,
				 whose(r, open, p));
		diag_related(r->ds, d, reader_span(r, open, open + 1),
			     "it is opened here");
	}
	say_evidence(r, d, e, next);
	syntax_fix(r, d, FIX_SUGGESTED, p, p + 1, STR(""), "remove it");
	reader_damage(r);
	return recover_at(r, p + 1, want);
}

static enum want
another_kind(struct reader *r, const struct balance_edit *e)
{
	const char *p = r->text + e->at;
	bool opens = e->open == e->at;
	struct diag *d =
	    opens ? syntax_error(r, p, p + 1, "'%c' opens this; expected '%c'", *p,
				 e->bracket)
		  : recover_mismatch(r, p);

	syntax_fix(r, d, FIX_SUGGESTED, p, p + 1, (struct str){&e->bracket, 1},
		   "write '%c'", e->bracket);
	if (!opens)
		return recover_at(r, p + 1, WANT_COMMA);
	reader_open(r, p, e->bracket == '{' ? NODE_OBJECT : NODE_ARRAY);
	reader_damage(r);
	return recover_at(r, p + 1, recover_child(r));
}

enum want
brackets_mend(struct reader *r, enum want want)
{
	const struct balance_edit *e = r->edits;
	const char *p = r->text + e->at;

	r->edits = e->next;
	set_stop(r);
	if (r->p != p)
		return want; /* within what was read otherwise */
	if (e->kind != BALANCE_OPEN && want != WANT_COMMA && recover_after_comma(r) &&
	    (*p == ']' || *p == '}') && e->kind != BALANCE_DROP)
		recover_trailing_comma(r);
	switch (e->kind) {
	case BALANCE_CLOSE:
		if (!closes(r, e, want))
			return want;
		want = missing_close(r, e);
		set_stop(r);
		return want;
	case BALANCE_OPEN:
		if (want != WANT_VALUE || r->top == r->frames + READER_DEPTH)
			return want;
		return missing_open(r, e);
	case BALANCE_DROP:
		return too_many(r, e, want);
	case BALANCE_SWAP:
		if (e->open == e->at
			? want != WANT_VALUE || r->top == r->frames + READER_DEPTH
			: r->top == r->frames || r->name.key != 0 || want == WANT_COLON)
			return want;
		return another_kind(r, e);
	}
	return want;
}
