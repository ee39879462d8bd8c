/* positions: see the header. */
#include "finding/positions.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { STRIDE = 4096 };

void
positions_release(struct positions *p)
{
	free(p->starts);
	free(p->marks);
	*p = (struct positions){0};
}

/* Whether a line begins at the offset, which is not 0. */
static bool
begins_line(struct str text, size_t offset)
{
	char before = text.s[offset - 1];

	return before == '\n' ||
	       (before == '\r' && (offset == text.len || text.s[offset] != '\n'));
}

/* The lines that begin behind from, up to the one at to or behind it: how many. */
static size_t
count_lines(struct str text, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from + 1; i <= to; i++)
		n += begins_line(text, i);
	return n;
}

static void
fill_lines(struct positions *p, size_t at, size_t from, size_t to)
{
	for (size_t i = from + 1; i <= to; i++) {
		if (begins_line(p->text, i))
			p->starts[at++] = (uint32_t)i;
	}
}

static void
drop_marks(struct positions *p)
{
	free(p->marks);
	p->marks = NULL;
	p->nmarks = 0;
}

void
positions_read(struct positions *p, struct str text)
{
	drop_marks(p);
	p->text = text;
	p->n = 1 + count_lines(text, 0, text.len);
	p->starts = grow(p->starts, &p->cap, p->n, sizeof(*p->starts));
	p->starts[0] = 0;
	fill_lines(p, 1, 0, text.len);
}

size_t
positions_line(const struct positions *p, size_t offset)
{
	size_t low = 0, high = p->n;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (p->starts[mid] <= offset)
			low = mid;
		else
			high = mid;
	}
	return low;
}

void
positions_edit(struct positions *p, struct span span, size_t len, struct str text)
{
	/* a CR at the end of the line before may get, or lose, its LF */
	size_t first = positions_line(p, span.start), last, from, to, more, rest;

	first -= first != 0;
	last = positions_line(p, span.end) + 1; /* the line behind begins anew, too */
	last = last < p->n ? last + 1 : p->n;   /* the first whose start stays */
	from = p->starts[first];
	to = last < p->n ? p->starts[last] - (span.end - span.start) + len : text.len;
	drop_marks(p);
	p->text = text;
	more = count_lines(text, from, last < p->n ? to - 1 : to);
	rest = p->n - last;
	p->starts =
	    grow(p->starts, &p->cap, first + 1 + more + rest, sizeof(*p->starts));
	for (size_t i = last; i < p->n; i++)
		p->starts[i] = (uint32_t)(p->starts[i] + len - (span.end - span.start));
	memmove(p->starts + first + 1 + more, p->starts + last,
		rest * sizeof(*p->starts));
	fill_lines(p, first + 1, from, last < p->n ? to - 1 : to);
	p->n = first + 1 + more + rest;
}

/* What the character at text.s[at] counts in UTF-16; *step: its bytes. */
static size_t
units_at(struct str text, size_t at, size_t *step)
{
	uint32_t c = 0;

	*step = utf8_decode(text.s + at, text.len - at, &c);
	if (*step == 0)
		*step = 1;
	return c < 0x10000 ? 1 : 2;
}

size_t
positions_units(bool utf8, struct str text)
{
	size_t n = 0, step;

	if (utf8)
		return text.len;
	for (size_t at = 0; at < text.len; at += step)
		n += units_at(text, at, &step);
	return n;
}

/*
 * Makes the marks.  The i-th counts what begins before the i-th STRIDE bytes; where a
 * character lies across, the bytes of it that follow count nothing (see units_between).
 */
static void
make_marks(struct positions *p)
{
	size_t n = p->text.len / STRIDE + 1, units = 0, step, mark = 0;

	p->marks = xcalloc(n, sizeof(*p->marks));
	p->nmarks = n;
	for (size_t at = 0; at < p->text.len; at += step) {
		while (mark * STRIDE <= at)
			p->marks[mark++] = (uint32_t)units;
		units += units_at(p->text, at, &step);
	}
	while (mark < n)
		p->marks[mark++] = (uint32_t)units;
}

/* Where the first character begins at or behind the offset. */
static size_t
at_character(struct str text, size_t offset)
{
	while (offset < text.len && utf8_continues(text.s[offset]))
		offset++;
	return offset;
}

/* Units of UTF-16 before the offset in the whole text. */
static size_t
units_before(struct positions *p, size_t offset)
{
	size_t from;

	if (p->nmarks == 0)
		make_marks(p);
	from = at_character(p->text, offset / STRIDE * STRIDE);
	if (from > offset)
		return p->marks[offset / STRIDE];
	return p->marks[offset / STRIDE] +
	       positions_units(false, str_slice(p->text, from, offset));
}

static size_t
characters(struct positions *p, size_t start, size_t offset)
{
	if (p->utf8 || offset - start <= STRIDE)
		return positions_units(p->utf8, str_slice(p->text, start, offset));
	return units_before(p, offset) - units_before(p, start);
}

void
positions_find(struct positions *p, size_t offset, size_t *line, size_t *character)
{
	*line = positions_line(p, offset);
	while (offset > p->starts[*line] && offset < p->text.len &&
	       utf8_continues(p->text.s[offset]))
		offset--;
	*character = characters(p, p->starts[*line], offset);
}

/* The end of a line, before what ends it. */
static size_t
line_end(const struct positions *p, size_t line)
{
	size_t end = line + 1 < p->n ? p->starts[line + 1] : p->text.len;

	if (line + 1 == p->n)
		return end;
	end--;
	if (end > p->starts[line] && p->text.s[end] == '\n' &&
	    p->text.s[end - 1] == '\r')
		end--;
	return end;
}

/* From a mark that is near: the last one with no more units than are wanted. */
static size_t
near_mark(struct positions *p, size_t start, size_t *wanted)
{
	size_t units = units_before(p, start) + *wanted;
	size_t low = start / STRIDE + 1, high = p->nmarks, at;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (p->marks[mid] <= units)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == start / STRIDE + 1)
		return start;
	at = at_character(p->text, (low - 1) * STRIDE);
	*wanted = units - p->marks[low - 1];
	return at;
}

static size_t
advance(struct positions *p, size_t start, size_t end, size_t wanted)
{
	size_t at = start, step;

	if (p->utf8) {
		if (wanted >= end - start)
			return end;
		at += wanted;
		while (at > start && utf8_continues(p->text.s[at]))
			at--;
		return at;
	}
	if (wanted > STRIDE && end - start > STRIDE)
		at = near_mark(p, start, &wanted);
	while (at < end) {
		size_t units = units_at(p->text, at, &step);

		if (units > wanted)
			break;
		wanted -= units;
		at += step;
	}
	return at < end ? at : end;
}

size_t
positions_offset(struct positions *p, size_t line, size_t character)
{
	return line >= p->n ? p->text.len
			    : advance(p, p->starts[line], line_end(p, line), character);
}
