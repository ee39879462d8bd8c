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
#include "load/encoding.h"
#include "load/pointers.h"
#include "load/reading.h"
#include "load/scan.h"

/*
 * Room for more cells: as many as the text read so far lets expect, or the part since
 * the last time, for a document may begin with a long name.  No more than one a byte
 * can follow, errors aside.  To double each time takes 23 % more memory for 5 MB of
 * documents, and twice as much for a list of empty lists.
 */
static void
more_cells(struct reader *r, const char *p)
{
	size_t done = (size_t)(p - r->text), left = (size_t)(r->end - p);
	size_t more = r->ncells / 2, since = done - r->grown_at, recent;
	struct cell *cells;

	if (done >= 1024)
		more = (size_t)((double)r->ncells / (double)done * (double)left * 1.1);
	if (since >= 256) {
		recent = (size_t)((double)(r->ncells - r->grown_cells) / (double)since *
				  (double)left * 1.1);
		recent = recent < 16 * r->ncells ? recent : 16 * r->ncells;
		more = more > recent ? more : recent;
	}
	if (more < r->ncells / 4)
		more = r->ncells / 4;
	if (more > left)
		more = left;
	r->cells_cap = r->ncells + more + 16;
	cells = arena_alloc(r->arena, r->cells_cap * sizeof(*cells));
	if (r->ncells != 0)
		memcpy(cells, r->cells, r->ncells * sizeof(*cells));
	r->cells = cells;
	r->grown_at = done;
	r->grown_cells = r->ncells;
}

static inline struct cell *
push_cell(struct reader *r, struct member_name name, enum node_type type,
	  const char *from, const char *to)
{
	struct frame *f = r->top;
	struct cell *c;

	if (r->ncells == r->cells_cap)
		more_cells(r, from);
	c = &r->cells[r->ncells];
	c->start = reader_offset(r, from);
	c->end = reader_offset(r, to);
	c->key = name.key;
	c->next = r->ncells + 1;
	c->count = 0;
	c->key_hash = name.hash;
	c->key_len = name.len;
	cell_set_type(c, type);
	c->flags = name.flags;
	c->member = name.member;
	f->last = r->ncells++;
	f->count++;
	return c;
}

/* Notes in the open container that it has a member of that name. */
static inline void
note_name(struct reader *r, struct member_name name)
{
	struct frame *f = r->top;
	uint64_t bit;

	if (name.member != 0) {
		bit = UINT64_C(1) << name.member;
		f->may_repeat |= (f->members & bit) != 0;
		f->members |= bit;
		r->members |= bit;
	} else {
		bit = UINT64_C(1) << (name.hash & 63);
		f->may_repeat |= (f->names & bit) != 0;
		f->names |= bit;
		r->members |= 1;
	}
}

/* The name that is waiting for its value, which is taken; offset 0: none is. */
static struct member_name
take_name(struct reader *r)
{
	struct member_name name = r->name;

	r->name = (struct member_name){0};
	if (name.key != 0)
		note_name(r, name);
	return name;
}

struct cell *
reader_push(struct reader *r, enum node_type type, const char *from, const char *to)
{
	return push_cell(r, take_name(r), type, from, to);
}

static inline void
open_frame(struct reader *r, struct member_name name, const char *p,
	   enum node_type type)
{
	struct frame *f = r->top + 1;

	push_cell(r, name, type, p, p + 1);
	f->cell = r->ncells - 1;
	f->count = 0;
	f->names = f->members = 0;
	f->close = type == NODE_OBJECT ? '}' : ']';
	f->may_repeat = false;
	f->colon_said = false;
	r->top = f;
}

void
reader_open(struct reader *r, const char *p, enum node_type type)
{
	open_frame(r, take_name(r), p, type);
}

static inline void
close_frame(struct reader *r, const char *to)
{
	struct frame *f = r->top;
	struct cell *c = &r->cells[f->cell];

	c->end = reader_offset(r, to);
	c->next = r->ncells;
	c->count = f->count;
	if (f->count != 0)
		r->cells[f->last].flags |= CELL_LAST;
	if (f->may_repeat && f->close == '}')
		keys_check(r, f->cell);
	r->top--;
}

void
reader_close(struct reader *r, const char *end)
{
	close_frame(r, end);
}

void
reader_damage(struct reader *r)
{
	if (r->top > r->frames)
		r->cells[r->top->cell].flags |= CELL_DAMAGED;
}

void
reader_decoded(struct reader *r, const char *from, const char *to, struct str text)
{
	size_t offset = (size_t)(from - r->text);

	/* a string may be read once more, after another look at it */
	while (r->ndecoded != 0 && r->decoded[r->ndecoded - 1].offset >= offset)
		r->ndecoded--;
	r->decoded = arena_grow(r->arena, r->decoded, &r->decoded_cap, r->ndecoded + 1,
				sizeof(*r->decoded));
	r->decoded[r->ndecoded++] =
	    (struct decoded){offset, (size_t)(to - r->text), text};
}

/* What s is as a name; len and flags as in the cell. */
static inline struct member_name
name_of(const struct reader *r, const char *from, struct str s, size_t len,
	uint8_t flags)
{
	struct name_key k;

	if (r->doc->member_find != NULL)
		k = r->doc->member_find(s);
	else
		k = (struct name_key){hash_bytes(s.s, s.len), 0};
	return (struct member_name){k.member, reader_offset(r, from) + 1, k.hash,
				    (uint32_t)len, flags};
}

void
reader_name(struct reader *r, const char *from, const char *to, struct str s)
{
	r->name = name_of(r, from, s, UINT32_MAX, CELL_KEY_ESCAPES);
	reader_decoded(r, from, to, s);
}

/* The closing quote of the string at p, or NULL; most are plain. */
static inline const char *
string_end(struct reader *r, const char *p, bool *escapes)
{
	const char *to = scan_plain(p + 1, r->end);

	if (to < r->end && *to == '"')
		return to;
	r->odd = true;
	return scan_string_rest(to, r->end, escapes);
}

_Static_assert(READER_BYTES < UINT32_MAX, "a length that none has is free");

/* The string at p as a name; its end, or NULL if it is none. */
static inline const char *
read_name(struct reader *r, const char *p, struct member_name *name)
{
	bool escapes = false;
	const char *to = string_end(r, p, &escapes);
	size_t len;

	if (to == NULL)
		return NULL;
	len = (size_t)(to - p) - 1;
	if (escapes) {
		reader_name(r, p, to + 1, string_decode(r, p + 1, to));
		*name = take_name(r);
	} else {
		*name = name_of(r, p, (struct str){p + 1, len}, len, 0);
		note_name(r, *name);
	}
	return to + 1;
}

/* The value at p, and name is its name; its end, or NULL if it is none. */
static inline const char *
read_string(struct reader *r, struct member_name name, const char *p)
{
	bool escapes = false;
	const char *to = string_end(r, p, &escapes);

	if (to == NULL)
		return NULL;
	push_cell(r, name, NODE_STRING, p, to + 1);
	if (escapes) {
		r->cells[r->ncells - 1].flags |= CELL_ESCAPES;
		reader_decoded(r, p, to + 1, string_decode(r, p + 1, to));
	}
	return to + 1;
}

static inline const char *
read_number_at(struct reader *r, struct member_name name, const char *p)
{
	bool integer;
	const char *to = scan_number(p, r->end, &integer);
	struct cell *c;

	if (to == NULL)
		return NULL;
	c = push_cell(r, name, NODE_NUMBER, p, to);
	if (integer)
		c->bit = TYPE_INTEGER;
	if (r->lint_numbers && (to - p > 18 || !integer || *p == '-'))
		number_lint(r, p, to);
	return to;
}

static inline const char *
read_literal(struct reader *r, struct member_name name, const char *p, const char *word,
	     size_t len, enum node_type type)
{
	const char *to;

	if ((size_t)(r->end - p) < len || memcmp(p, word, len) != 0)
		return NULL;
	to = p + len;
	if (to < r->end && scan_is(*to, SCAN_WORD))
		return NULL;
	push_cell(r, name, type, p, to);
	return to;
}

/* The same of any value that is neither string nor container. */
static inline const char *
read_scalar(struct reader *r, struct member_name name, const char *p)
{
	switch (*p) {
	case 't':
		return read_literal(r, name, p, "true", 4, NODE_TRUE);
	case 'f':
		return read_literal(r, name, p, "false", 5, NODE_FALSE);
	case 'n':
		return read_literal(r, name, p, "null", 4, NODE_NULL);
	default:
		return *p == '-' || scan_is_digit(*p) ? read_number_at(r, name, p)
						      : NULL;
	}
}

/*
 * Reads the whole text.  A name stays in a variable until its value is there; only for
 * recover() it is laid down in the reader.  What is wanted is set where it is missing.
 */
static void
read_values(struct reader *r)
{
	const char *p = r->p, *q, *end = r->stop; /* a bracket may be wrong there */
	struct member_name name;
	enum want want;

element:
	name = (struct member_name){0};
value:
	p = scan_space(p, end);
	if (p >= end)
		goto no_value;
	if (*p == '"') {
		q = read_string(r, name, p);
	} else if (*p == '{' || *p == '[') {
		if (r->top == r->frames + READER_DEPTH)
			goto no_value;
		open_frame(r, name, p, *p == '{' ? NODE_OBJECT : NODE_ARRAY);
		p = scan_space(p + 1, end);
		if (p < end && *p == r->top->close)
			goto close;
		if (r->top->close == '}')
			goto name;
		goto element;
	} else {
		q = read_scalar(r, name, p);
	}
	if (q == NULL)
		goto no_value;
	p = q;
comma:
	p = scan_space(p, end);
	if (p >= end)
		goto no_comma;
	if (*p == ',' && r->top->close != NO_BRACKET) {
		r->comma = p++;
		if (r->top->close == '}')
			goto name;
		goto element;
	}
	if (*p != r->top->close)
		goto no_comma;
close:
	close_frame(r, ++p);
	goto comma;
name:
	p = scan_space(p, end);
	if (p >= end || *p != '"' || (q = read_name(r, p, &name)) == NULL)
		goto no_name;
	p = q;
colon:
	p = scan_space(p, end);
	if (p >= end || *p != ':')
		goto no_colon;
	p++;
	goto value;
no_comma:
	if (p == r->end && r->top == r->frames)
		return;
	want = WANT_COMMA;
	goto bad;
no_name:
	want = WANT_NAME;
	goto bad;
no_colon:
	want = WANT_COLON;
	r->name = name;
	goto bad;
no_value:
	want = WANT_VALUE;
	r->name = name;
bad:
	r->odd = true;
	r->failed |= r->ds == NULL;
	if (r->ds == NULL)
		return;
	r->p = p;
	want = recover(r, want);
	name = take_name(r);
	p = r->p;
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
		close_frame(r, r->end);
	}
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

	*r->ds = r->unread;
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
	struct reader r = {.doc = d, .ds = ds, .arena = a, .frames = frames};
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
	r.comma = r.text; /* none yet */
	r.lint_numbers = d->lint_numbers && ds != NULL;
	r.cells_cap = (d->text.len < 65536 ? d->text.len : 65536) / 16 + 8;
	r.cells = arena_alloc(a, r.cells_cap * sizeof(*r.cells));
	r.top = frames;
	*r.top = (struct frame){.close = NO_BRACKET};
	if (ds != NULL)
		r.unread = *ds;
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
