/* excerpt: a line of the text around a place, ready to be shown. */
#include "report/excerpt.h"

#include <stdint.h>

#include "base/utf8.h"
#include "finding/lines.h"
#include "finding/safe.h"
#include "finding/secret.h"

enum {
	DOTS = 3,
	STEPS_MAX = 4 * EXCERPT_COLUMNS /* characters: some take no column */
};

/*
 * From at on, how many bytes are shown as they are: up to end, to the secret and to the
 * column or step with which no more is wanted.
 */
static size_t
plain_run(const struct secrets *s, size_t at, size_t end, const struct span *secret,
	  size_t most)
{
	if (secret != NULL && secret->start < end)
		end = secret->start;
	if (end - at > most)
		end = at + most;
	return safe_skip((struct str){s->text.s, end}, at) - at;
}

/* What is shown of from..end, until it is more than so many columns. */
static size_t
render(struct buf *out, const struct secrets *s, size_t from, size_t end, size_t most)
{
	const struct span *next = secrets_after(s, from);
	size_t at = from, columns = 0, run, left;

	buf_clear(out);
	for (size_t n = 0; at < end && columns <= most; n++) {
		if (n == STEPS_MAX)
			return EXCERPT_COLUMNS + 1;
		while (next != NULL && next->end <= at)
			next = next + 1 < s->spans + s->n ? next + 1 : NULL;
		if (next != NULL && next->start <= at) {
			buf_puts(out, REDACTED);
			columns += sizeof(REDACTED) - 1;
			at = next->end;
			continue;
		}
		left =
		    most - columns < STEPS_MAX - n ? most - columns + 1 : STEPS_MAX - n;
		run = plain_run(s, at, end, next, left);
		if (run != 0) {
			buf_add(out, s->text.s + at, run);
			columns += run;
			at += run;
			n += run - 1;
		} else if (s->text.s[at] == '\t') {
			buf_putc(out, ' ');
			columns++;
			at++;
		} else {
			at += safe_character(out, s->text, at, &columns);
		}
	}
	return columns;
}

size_t
excerpt_back(const struct secrets *s, size_t line, size_t at)
{
	const struct span *next;

	for (size_t n = 0; n <= EXCERPT_COLUMNS && at > line; n++) {
		at--;
		for (int i = 0; i < 3 && at > line; i++) {
			if (!utf8_continues(s->text.s[at]))
				break;
			at--;
		}
		next = secrets_after(s, at);
		if (next != NULL && next->start < at)
			at = next->start > line ? next->start : line;
	}
	return at;
}

/* Drops characters in front until columns are left, dots included. */
static size_t
cut_front(struct buf *b, size_t columns, size_t want)
{
	struct buf rest = BUF_INIT;
	size_t at = 0, step;
	uint32_t c;

	want = want > DOTS ? want - DOTS : 0;
	while (at < b->len) {
		step = utf8_decode(b->s + at, b->len - at, &c);
		/* what takes no column belongs to the character before it */
		if (columns <= want && safe_width(c) != 0)
			break;
		columns -= safe_width(c);
		at += step != 0 ? step : 1;
	}
	buf_puts(&rest, "...");
	buf_add(&rest, b->s + at, b->len - at);
	buf_release(b);
	*b = rest;
	return columns + DOTS;
}

/* Keeps what fits in want columns, dots included. */
static size_t
cut_back(struct buf *b, size_t want)
{
	size_t at = 0, step, columns = 0;
	uint32_t c;

	want = want > DOTS ? want - DOTS : 0;
	while (at < b->len) {
		step = utf8_decode(b->s + at, b->len - at, &c);
		if (columns + safe_width(c) > want)
			break;
		columns += safe_width(c);
		at += step != 0 ? step : 1;
	}
	b->len = at;
	buf_puts(b, "...");
	return columns + DOTS;
}

static size_t
limit(const struct excerpt *e)
{
	if (e->columns == 0 || e->columns > EXCERPT_COLUMNS)
		return EXCERPT_COLUMNS;
	return e->columns < EXCERPT_LEAST ? EXCERPT_LEAST : e->columns;
}

/* Cuts the three parts to limit() in all. */
static void
fit(struct excerpt *e, size_t after)
{
	size_t most = limit(e), before = e->before_columns, room, left, marked;

	if (most == e->columns && after == 0 && e->marked_columns == 0)
		most--; /* the mark stands behind all text, within the terminal */
	if (before + e->marked_columns + after <= most)
		return;
	marked = most - 2 * DOTS < most * 2 / 3 ? most - 2 * DOTS : most * 2 / 3;
	if (e->marked_columns > marked) {
		e->marked_columns = cut_back(&e->marked, marked);
		buf_clear(&e->after);
		after = 0;
	}
	room = most - e->marked_columns;
	left = after < room / 2 ? room - after : room / 2;
	if (before < left)
		left = before;
	if (before > left)
		e->before_columns = cut_front(&e->before, before, left);
	room = room > e->before_columns ? room - e->before_columns : 0;
	if (after > room)
		cut_back(&e->after, room);
}

static void
make(struct excerpt *e, const struct secrets *s, struct span line, struct span span)
{
	const struct span *hidden;
	size_t from, to, after;

	from = span.start < line.start ? line.start : span.start;
	from = from > line.end ? line.end : from;
	to = span.end > line.end ? line.end : span.end;
	to = to < from ? from : to;
	/* a secret is marked as a whole or not at all */
	hidden = secrets_after(s, from);
	if (hidden != NULL && hidden->start < from && hidden->start >= line.start)
		from = hidden->start;
	hidden = to > from ? secrets_after(s, to - 1) : NULL;
	if (hidden != NULL && hidden->start < to && hidden->end <= line.end)
		to = hidden->end;
	/* up to the mark: what is too much is in front, and excerpt_back() is near */
	e->before_columns =
	    render(&e->before, s, excerpt_back(s, line.start, from), from, SIZE_MAX);
	e->marked_columns = render(&e->marked, s, from, to, EXCERPT_COLUMNS);
	after = render(&e->after, s, to, line.end, EXCERPT_COLUMNS);
	fit(e, after);
}

void
excerpt_make(struct excerpt *e, struct diags *ds, struct span span)
{
	make(e, diags_secrets(ds), lines_span(ds->lines, span.start), span);
}

void
excerpt_line(struct excerpt *e, struct str line, struct span span)
{
	struct secrets none = {.text = line};

	make(e, &none, (struct span){0, line.len}, span);
}

/* The byte where the column (from 1) begins. */
static size_t
byte_of(struct str line, size_t column)
{
	size_t at = 0, step;
	uint32_t c;

	for (; at < line.len && column > 1; column--) {
		step = utf8_decode(line.s + at, line.len - at, &c);
		at += step != 0 ? step : 1;
	}
	return at;
}

struct span
excerpt_span(struct str line, struct place start, struct place end)
{
	size_t from = byte_of(line, start.column);

	if (end.line != start.line)
		return (struct span){from, line.len};
	return (struct span){from, byte_of(line, end.column)};
}

void
excerpt_release(struct excerpt *e)
{
	buf_release(&e->before);
	buf_release(&e->marked);
	buf_release(&e->after);
}
