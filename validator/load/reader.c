/*
 * reader: the loop over well-formed text.
 *
 * One function follows the grammar of RFC 8259 with its place in a register;
 * open containers are on an explicit stack, so hostile nesting costs nothing.
 * Everything that is not as it should be leaves the loop through recover().
 */
#include "load/reader.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/hash.h"
#include "load/cells.h"
#include "load/encoding.h"
#include "load/pointers.h"
#include "load/scan.h"

/* What a name is known by where none has a number. */
static struct name_key
hash_alone(struct str name)
{
	return (struct name_key){hash_bytes(name.s, name.len), 0};
}

_Static_assert(READER_BYTES < UINT32_MAX, "a length that none has is free");

/* The name at s->p goes into the next cell; its closing quote is at to. */
static inline void
read_name(struct reader *r, struct spot *s, const char *to)
{
	struct cell *c = s->c;
	const char *from = s->p + 1;
	struct name_key k;

	s->p = to + 1;
	c->key = reader_offset(r, from);
	c->key_len = (uint32_t)(to - from);
	c->flags = 0;
	k = r->find((struct str){from, (size_t)(to - from)});
	c->key_hash = k.hash;
	c->member = k.member;
	frame_note(s->f, k);
}

/* The closing quote of the string at r->p, or NULL if it is none. */
static const char *
string_end(struct reader *r, bool *escapes)
{
	const char *to = scan_plain(r->p + 1, r->end);

	*escapes = false;
	if (to < r->end && *to == '"')
		return to;
	r->odd = true;
	return scan_string_rest(to, r->end, escapes);
}

/* As read_name(), of any string; false: there is none. */
static bool
read_any_name(struct reader *r)
{
	struct spot s = spot_enter(r);
	bool escapes;
	const char *p = r->p, *to = string_end(r, &escapes);

	if (to == NULL)
		return false;
	if (escapes) {
		reader_name(r, p, to + 1, string_decode(r, p + 1, to));
		cell_name(s.c, cells_take_name(r));
	} else {
		read_name(r, &s, to);
	}
	r->p = to + 1;
	return true;
}

/* The string is the next value; false: there is none. */
static bool
read_any_string(struct reader *r)
{
	struct spot s = spot_enter(r);
	bool escapes;
	const char *p = r->p, *to = string_end(r, &escapes);
	struct cell *c;

	if (to == NULL)
		return false;
	c = cell_value(r, &s, NODE_STRING, p, to + 1);
	if (escapes) {
		c->flags |= CELL_ESCAPES;
		reader_decoded(r, p, to + 1, string_decode(r, p + 1, to));
	}
	s.p = to + 1;
	spot_leave(&s, r);
	return true;
}

static inline bool
read_number(struct reader *r, struct spot *s)
{
	bool integer;
	const char *p = s->p, *to = scan_number(p, r->end, &integer);
	struct cell *c;

	if (to == NULL)
		return false;
	s->p = to;
	c = cell_value(r, s, NODE_NUMBER, p, to);
	if (integer)
		c->bit = TYPE_INTEGER;
	if (r->lint_numbers && (to - p > 18 || !integer || *p == '-'))
		number_lint(r, p, to);
	return true;
}

static inline bool
read_literal(struct reader *r, struct spot *s, const char *word, size_t len,
	     enum node_type type)
{
	const char *p = s->p, *to;

	if ((size_t)(r->end - p) < len || memcmp(p, word, len) != 0)
		return false;
	to = p + len;
	if (to < r->end && scan_is(*to, SCAN_WORD))
		return false;
	s->p = to;
	cell_value(r, s, type, p, to);
	return true;
}

/* The same of any value that is neither string nor container. */
static inline bool
read_scalar(struct reader *r, struct spot *s)
{
	switch (*s->p) {
	case 't':
		return read_literal(r, s, "true", 4, NODE_TRUE);
	case 'f':
		return read_literal(r, s, "false", 5, NODE_FALSE);
	case 'n':
		return read_literal(r, s, "null", 4, NODE_NULL);
	default:
		return (*s->p == '-' || scan_is_digit(*s->p)) && read_number(r, s);
	}
}

/* The name in the next cell, for recover(). */
static struct member_name
name_in_cell(const struct cell *c)
{
	return (struct member_name){c->member, c->key, c->key_hash, c->key_len,
				    c->flags};
}

/*
 * Reads the whole text.  A name is written to the cell of the value that will follow;
 * only for recover() it is laid down in the reader.  What is wanted is set where it is
 * missing.
 */
static void
read_values(struct reader *r)
{
	const char *end = r->stop; /* a bracket may be wrong there */
	const char *to;
	struct spot s = spot_enter(r);
	enum want want;

element:
	cell_want(r, &s);
	cell_name(s.c, (struct member_name){0});
value:
	s.p = scan_space(s.p, end);
	if (s.p >= end)
		goto no_value;
	if (*s.p == '"') {
		to = scan_quote(s.p + 1, r->blocks, r->end);
		if (to == NULL) {
			spot_leave(&s, r);
			if (!read_any_string(r))
				goto no_value;
			s = spot_enter(r);
		} else {
			cell_value(r, &s, NODE_STRING, s.p, to + 1);
			s.p = to + 1;
		}
	} else if (*s.p == '{' || *s.p == '[') {
		if (s.f == r->frames + READER_DEPTH)
			goto no_value;
		frame_open(r, &s, *s.p == '{' ? NODE_OBJECT : NODE_ARRAY);
		s.p = scan_space(s.p + 1, end);
		if (s.p < end && *s.p == s.f->close)
			goto close;
		if (s.f->close == '}')
			goto name;
		goto element;
	} else if (!read_scalar(r, &s)) {
		goto no_value;
	}
comma:
	s.p = scan_to(s.p, end, ',');
	if (s.p >= end)
		goto no_comma;
	if (*s.p == ',' && s.f->close == '}') {
		r->comma = s.p++;
		goto name;
	}
	if (*s.p == ',' && s.f->close == ']') {
		r->comma = s.p++;
		goto element;
	}
	if (*s.p != s.f->close)
		goto no_comma;
close:
	s.p++;
	frame_close(r, &s);
	goto comma;
name:
	s.p = scan_gap(s.p, r->blocks, end);
	if (s.p >= end || *s.p != '"')
		goto no_name;
	cell_want(r, &s);
	to = scan_quote(s.p + 1, r->blocks, r->end);
	if (to == NULL) {
		spot_leave(&s, r);
		if (!read_any_name(r))
			goto no_name;
		s = spot_enter(r);
	} else {
		read_name(r, &s, to);
	}
colon:
	s.p = scan_to(s.p, end, ':');
	if (s.p >= end || *s.p != ':')
		goto no_colon;
	s.p++;
	goto value;
no_comma:
	if (s.p == r->end && s.f == r->frames) {
		spot_leave(&s, r);
		return;
	}
	want = WANT_COMMA;
	goto bad;
no_name:
	want = WANT_NAME;
	goto bad;
no_colon:
	want = WANT_COLON;
	r->name = name_in_cell(s.c);
	goto bad;
no_value:
	want = WANT_VALUE;
	r->name = name_in_cell(s.c);
bad:
	spot_leave(&s, r);
	r->odd = true;
	r->failed |= r->ds == NULL;
	if (r->ds == NULL)
		return;
	want = recover(r, want);
	s = cells_named(r, r->p);
	end = r->stop;
	switch (want) {
	case WANT_VALUE:
		goto value;
	case WANT_NAME:
		goto name;
	case WANT_COLON:
		goto colon;
	case WANT_COMMA:
		goto comma;
	case WANT_NOTHING:
		break;
	}
}

struct diag *
syntax_error(struct reader *r, const char *from, const char *to, const char *fmt, ...)
{
	const char *message;
	va_list ap;

	r->failed = true;
	r->problems++;
	if (diags_full(r->ds)) /* nobody will see it */
		return diag_add(r->ds, RULE_INVALID_JSON, reader_span(r, from, to),
				"%s", "");
	va_start(ap, fmt);
	message = arena_vprintf(r->arena, fmt, ap);
	va_end(ap);
	return diag_add(r->ds, RULE_INVALID_JSON, reader_span(r, from, to), "%s",
			message);
}

void
syntax_fix(struct reader *r, struct diag *d, enum applicability a, const char *from,
	   const char *to, struct str text, const char *fmt, ...)
{
	const char *description;
	va_list ap;

	if (diags_full(r->ds))
		return;
	va_start(ap, fmt);
	description = arena_vprintf(r->arena, fmt, ap);
	va_end(ap);
	fix_edit(r->ds, diag_fix(r->ds, d, a, "%s", description),
		 reader_span(r, from, to), text);
}

/* What is still open where reading ended ends there. */
static void
close_all(struct reader *r)
{
	while (r->top > r->frames) {
		reader_damage(r);
		reader_close(r, r->end);
	}
	frame_count_names(r, r->top);
	if (r->ncells != 0)
		r->cells[0].flags |= CELL_LAST;
}

/* Cells have offsets of 32 bits. */
static bool
fits(const struct doc *d, struct diags *ds)
{
	if (d->text.len <= READER_BYTES)
		return true;
	if (ds != NULL)
		diag_add(ds, RULE_INVALID_JSON, (struct span){0, 1},
			 "a document of more than 4 gigabytes is not read");
	return false;
}

void
reader_again(struct reader *r)
{
	struct secrets *secrets = r->ds->secrets;

	*r->ds = *r->unread;
	*r->ds->tail = NULL;
	r->ds->secrets = secrets;
	r->p = r->start;
	r->comma = r->text;
	r->ncells = 0;
	r->ndecoded = 0;
	r->name = (struct member_name){0};
	r->repeats = 0;
	r->top = r->frames;
	*r->top = (struct frame){.close = NO_BRACKET};
}

bool
reader_read(struct doc *d, struct diags *ds, struct arena *a)
{
	struct frame frames[READER_DEPTH + 1]; /* large: not to be cleared */
	struct diags unread;                   /* and this one */
	struct reader r = {
	    .doc = d, .ds = ds, .arena = a, .frames = frames, .unread = &unread};
	struct diag **mark = ds != NULL ? ds->tail : NULL;
	size_t skip = 0;

	d->ncells = d->ndecoded = 0;
	if (!fits(d, ds) || !encoding_check(d, ds, &skip)) {
		d->damaged = true;
		return false;
	}
	r.text = d->text.s;
	r.end = r.text + d->text.len;
	r.start = r.p = r.text + skip;
	r.stop = r.end;
	r.blocks = d->text.len >= 16 ? r.end - 16 : r.text;
	r.find = d->member_find != NULL ? d->member_find : hash_alone;
	r.comma = r.text; /* none yet */
	r.lint_numbers = d->lint_numbers && ds != NULL;
	r.cells_cap = (uint32_t)(d->text.len < 65536 ? d->text.len : 65536) / 16 + 8;
	r.cells = arena_alloc(a, r.cells_cap * sizeof(*r.cells));
	r.top = frames;
	*r.top = (struct frame){.close = NO_BRACKET};
	if (ds != NULL)
		unread = *ds;
	read_values(&r);
	if (r.failed && ds == NULL)
		r.ncells = 0;
	close_all(&r);
	d->cells = r.cells;
	d->ncells = r.ncells;
	d->decoded = r.decoded;
	d->ndecoded = r.ndecoded;
	d->damaged = r.failed;
	d->members = r.members;
	d->plain = !r.odd && skip == 0;
	encoding_finish(&r);
	if (r.dialect != NULL)
		dialect_say(&r, mark);
	if (ds != NULL)
		pointers_set(d, *mark, a);
	return !r.failed;
}
