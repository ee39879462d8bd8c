/*
 * recover: says what is wrong where the reader cannot go on, and where it can.
 *
 * There is one function for each token that may be wanted.  It reports at most
 * one problem, with the place to edit.  Then reading goes on as if that had been
 * repaired (a missing comma), or it skips to the next comma, bracket or line end;
 * nothing more is reported about skipped text (reader->quiet).
 */
#include "load/recover/recover.h"

#include "load/recover/not-json.h"

/* Behind the bracket that closes the one at p, or the end of the text. */
const char *
recover_skip_balanced(const char *p, const char *end)
{
	size_t depth = 0;

	for (; (p = junk_space(p, end)) < end; p++) {
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
const char *
recover_skip_value(const char *p, const char *end)
{
	if (p == end || strchr(",:]}", *p) != NULL)
		return p;
	if (*p == '{' || *p == '[')
		return recover_skip_balanced(p, end);
	return word_text(p, end);
}

/* Whether a string and a colon follow at p: then it is the next member. */
bool
recover_is_member(const char *p, const char *end)
{
	bool escapes;
	const char *to;

	if (p == end || *p != '"')
		return false;
	to = scan_string(p + 1, end, &escapes);
	to = to != NULL ? junk_space(to + 1, end) : end;
	return to < end && *to == ':';
}

/* Whether a comma is the last thing that was read in the open container. */
bool
recover_after_comma(const struct reader *r)
{
	const struct frame *f = r->top;
	const struct cell *c = &r->cells[f->count != 0 ? f->last : f->cell];

	return f > r->frames &&
	       (size_t)(r->comma - r->text) >= (f->count != 0 ? c->end : c->start + 1);
}

static void
broken_value(struct reader *r, const char *from, const char *to)
{
	reader_push(r, NODE_BROKEN, from, to);
}

/* --- a value is wanted ---------------------------------------------------- */

/* Where the name begins that has no value yet. */
static const char *
pending_at(const struct reader *r)
{
	return r->text + (r->name.key - 1);
}

static struct str
pending_name(const struct reader *r)
{
	const struct member_name *n = &r->name;

	if ((n->flags & CELL_KEY_ESCAPES) != 0)
		return r->decoded[r->ndecoded - 1].text;
	return (struct str){pending_at(r) + 1, n->len};
}

/* "name": and then nothing, at p. */
static enum want
no_value(struct reader *r, const char *p)
{
	const char *at = recover_token_end(r, p);

	syntax_error(r, at, at, "'%s' has no value",
		     diag_quote(r->ds, pending_name(r)));
	broken_value(r, at, at);
	reader_damage(r);
	r->quiet = p;
	return recover_at(r, p, WANT_COMMA);
}

static enum want
too_deep(struct reader *r, const char *p)
{
	const char *to = recover_skip_balanced(p, r->end);

	if (!r->deep_said)
		diag_add(r->ds, RULE_NESTING_TOO_DEEP, reader_span(r, p, p + 1),
			 "containers within containers, more than %d deep",
			 READER_DEPTH);
	r->deep_said = true;
	r->failed = true;
	broken_value(r, p, to);
	return recover_at(r, to, WANT_COMMA);
}

static enum want
loose_value(struct reader *r, const char *p, struct loose_string s)
{
	if (!s.sure) {
		broken_value(r, p, s.end);
		return recover_skipped(r, s.end);
	}
	reader_push(r, NODE_STRING, p, s.end)->flags |= CELL_ESCAPES;
	reader_decoded(r, p, s.end, s.text);
	return recover_at(r, s.end, WANT_COMMA);
}

static enum want
want_value(struct reader *r, const char *p)
{
	enum node_type type;
	const char *to;
	struct diag *d;

	switch (*p) {
	case ']':
	case '}':
		if (r->top == r->frames)
			break;
		if (r->name.key != 0)
			return no_value(r, p);
		if (recover_after_comma(r))
			recover_trailing_comma(r);
		return recover_at(r, p, WANT_COMMA);
	case ',':
		if (r->top == r->frames)
			break;
		return r->name.key != 0 ? no_value(r, p) : recover_extra_comma(r, p);
	case ':':
		d = syntax_error(r, p, p + 1, "a colon stands where a value is wanted");
		if (r->name.key != 0)
			syntax_fix(r, d, FIX_SUGGESTED, p, p + 1, STR(""), "remove it");
		return recover_at(r, p + 1, WANT_VALUE);
	case '{':
	case '[':
		return too_deep(r, p);
	case '"':
		return loose_value(r, p, string_read_bad(r, p, false));
	default:
		break;
	}
	if (string_odd_quote(p, r->end) != 0)
		return loose_value(r, p, string_read_odd(r, p, false));
	if (strchr(",]}", *p) != NULL) {
		syntax_error(r, p, p + 1, "'%c' before the beginning of the document",
			     *p);
		return recover_at(r, p + 1, WANT_VALUE);
	}
	to = word_read_value(r, p, &type);
	reader_push(r, type, p, to);
	r->quiet = to;
	return recover_at(r, to, WANT_COMMA);
}

/* --- a name is wanted ----------------------------------------------------- */

static enum want
loose_name(struct reader *r, const char *p, struct loose_string s)
{
	reader_name(r, p, s.end, s.text);
	return recover_at(r, s.end, WANT_COLON);
}

/* {{x}} was taken for two objects: the outer is a template. */
static enum want
template_object(struct reader *r, const char *p)
{
	const char *to = junk_template(p - 1, r->end);
	struct cell *c = &r->cells[r->top->cell];
	enum node_type type;

	if (to == NULL || r->top->count != 0 || c->start != (size_t)(p - 1 - r->text))
		return WANT_NOTHING;
	word_read_value(r, p - 1, &type);
	cell_set_type(c, NODE_BROKEN);
	c->end = reader_offset(r, to);
	r->top--;
	r->quiet = to;
	return recover_at(r, to, WANT_COMMA);
}

/* A template that stands for members, or decides about them. */
enum want
recover_template(struct reader *r, const char *p, const char *to, enum want want)
{
	syntax_error(r, p, to, "a template outside a string is not JSON");
	reader_damage(r);
	r->quiet = to;
	return recover_at(r, to, want);
}

static enum want
value_without_name(struct reader *r, const char *p)
{
	const char *to = p + (*p == ':');

	syntax_error(r, p, p + 1, "a name is missing before this %s",
		     *p == ':' ? "colon" : "value");
	to = recover_skip_value(scan_space(to, r->end), r->end);
	return recover_skipped(r, to);
}

static enum want
want_name(struct reader *r, const char *p)
{
	struct loose_string s;
	const char *to;

	switch (*p) {
	case '}':
	case ']':
		if (recover_after_comma(r))
			recover_trailing_comma(r);
		return recover_at(r, p, WANT_COMMA);
	case ',':
		return recover_extra_comma(r, p);
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
	if (to != NULL && !scan_next_is(to, r->end, ':'))
		return recover_template(r, p, to, WANT_NAME);
	if (*p == '{' || *p == '[' || *p == ':')
		return value_without_name(r, p);
	if (string_odd_quote(p, r->end) != 0) {
		s = string_read_odd(r, p, true);
		r->unsure = s.sure ? NULL : s.end;
		return loose_name(r, p, s);
	}
	s = word_read_name(r, p);
	return s.sure ? loose_name(r, p, s) : recover_skipped(r, s.end);
}

/* --- a colon is wanted ---------------------------------------------------- */

/* "name: "x": the name swallowed the colon and has the quote of the value. */
static const char *
swallowed_colon(const struct reader *r, const char *p)
{
	const char *from = pending_at(r), *colon;

	if (p[-1] != '"' || *from != '"')
		return NULL;
	colon = memchr(from, ':', (size_t)(p - from));
	return colon != NULL && scan_space(colon + 1, r->end) == p - 1 ? colon : NULL;
}

static enum want
want_colon(struct reader *r, const char *p)
{
	const char *at = recover_token_end(r, p), *colon = swallowed_colon(r, p), *from;
	struct diag *d;

	if (*p == ',' || *p == '}' || *p == ']' || recover_is_member(p, r->end))
		return no_value(r, p);
	if (colon != NULL) {
		from = pending_at(r);
		string_unclosed(r, from, colon, true);
		reader_name(r, from, colon, string_decode_loose(r, from + 1, colon));
		return recover_at(r, colon, WANT_COLON);
	}
	if (*p == '=') {
		size_t n = p + 1 < r->end && p[1] == '>' ? 2 : 1;

		d = syntax_error(r, p, p + n, "'%.*s' instead of a colon", (int)n, p);
		syntax_fix(r, d, FIX_SUGGESTED, p, p + n, STR(":"), "write ':'");
		return recover_at(r, p + n, WANT_VALUE);
	}
	d = syntax_error(r, at, at, "a colon is missing after the name '%s'",
			 diag_quote(r->ds, pending_name(r)));
	if (at != r->unsure) /* within what may be the name it would not help */
		syntax_fix(r, d, FIX_SAFE, at, at, STR(":"), "insert ':'");
	return recover_at(r, p, WANT_VALUE);
}

/* The JSON that stands in the text as a whole, within other things; or NULL. */
static const char *
wrapped(const struct reader *r, const char **to)
{
	const char *p = r->start;

	for (int tries = 0; tries < 8 && p < r->end; tries++, p++) {
		struct doc inner = {.name = r->doc->name, .first_line = 1};

		while (p < r->end && *p != '{' && *p != '[')
			p++;
		*to = recover_skip_balanced(p, r->end);
		inner.text = (struct str){p, (size_t)(*to - p)};
		if (inner.text.len > 2 && reader_read(&inner, NULL, r->arena))
			return p;
	}
	return NULL;
}

/* The text is something else: that is all to be said, but of JSON within. */
static enum want
foreign(struct reader *r, const struct foreign *f)
{
	const char *end = recover_token_end(r, r->end), *from, *to, *eol;
	struct fix *fix;
	struct diag *d;

	reader_again(r);
	r->looked = r->end_said = r->wrapped = true;
	from = scan_space(r->start, r->end);
	eol = memchr(from, '\n', (size_t)(r->end - from));
	eol = recover_token_end(r, eol != NULL ? eol : r->end);
	d = syntax_error(r, from, f->hidden ? from : eol, "this is %s, not JSON",
			 f->what);
	from = f->wraps ? wrapped(r, &to) : NULL;
	if (from == NULL && f->help != NULL)
		diag_help(r->ds, d, "%s", f->help);
	if (from == NULL)
		return recover_at(r, r->end, WANT_NOTHING);
	fix = diag_fix(r->ds, d, FIX_SUGGESTED, "leave only the JSON in it");
	if (from > r->start)
		fix_edit(r->ds, fix, reader_span(r, r->start, from), STR(""));
	if (end > to)
		fix_edit(r->ds, fix, reader_span(r, to, end), STR(""));
	return recover_at(r, from, WANT_VALUE);
}

/* What is wrong with brackets costs more to say. */
static bool
too_many(const struct reader *r)
{
	bool thorough = r->doc->thorough && r->edits == NULL;

	return r->problems >= (thorough ? READER_PROBLEMS_THOROUGH : READER_PROBLEMS);
}

enum want
recover(struct reader *r, enum want want)
{
	struct foreign f;
	const char *p, *junk;

	if (!r->looked && r->doc->record == 0 &&
	    foreign_find((struct str){r->start, (size_t)(r->end - r->start)}, &f))
		return foreign(r, &f);
	if (!r->looked) {
		r->dialect = r->doc->record == 0 ? dialect_find(r->doc->text) : NULL;
		if (brackets_look(r))
			return WANT_VALUE;
	}
	p = r->p;
	if (too_many(r)) {
		syntax_error(r, p, p, "too many syntax errors; the rest was not read");
		r->doc->unread = (size_t)(r->end - p);
		return WANT_NOTHING;
	}
	if (p >= r->stop && r->edits != NULL)
		return brackets_mend(r, want);
	junk = junk_skip(r, p, want);
	if (junk != NULL) {
		r->junk_from = recover_token_end(r, p);
		r->junk_to = junk;
		return recover_at(r, junk, want);
	}
	if (p == r->end)
		return recover_end(r, want);
	switch (want) {
	case WANT_VALUE:
		return want_value(r, p);
	case WANT_NAME:
		return want_name(r, p);
	case WANT_COLON:
		return want_colon(r, p);
	case WANT_COMMA:
		return r->top == r->frames ? recover_behind(r, p) : recover_comma(r, p);
	case WANT_NOTHING:
		break;
	}
	return WANT_NOTHING;
}
