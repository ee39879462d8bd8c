/* lines: from byte offset to line and column. */
#include "finding/lines.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/simd.h"
#include "base/utf8.h"

enum { STRIDE = 1024 };

/* The length of the ASCII at from, up to end. */
static size_t
ascii_run(struct str text, size_t from, size_t end)
{
	return (size_t)(sweep_ascii(text.s + from, text.s + end) - text.s) - from;
}

/* Whether a line ends with the byte at at: LF, or CR without one. */
static bool
ends_line(struct str text, size_t at)
{
	return text.s[at] == '\n' ||
	       (text.s[at] == '\r' && (at + 1 == text.len || text.s[at + 1] != '\n'));
}

/* How many lines end in from..to; *start is where the one behind the last begins. */
static size_t
count_ends(struct str text, size_t from, size_t to, size_t *start)
{
	const char *s = text.s + from, *last;
	size_t n = 0;

	if (memchr(s, '\r', to - from) == NULL) {
		n = sweep_count(s, text.s + to, '\n');
		last = n != 0 ? memrchr(s, '\n', to - from) : NULL;
		*start = last != NULL ? (size_t)(last - text.s) + 1 : *start;
		return n;
	}
	for (; from < to; from++) {
		if (ends_line(text, from)) {
			*start = from + 1;
			n++;
		}
	}
	return n;
}

/* The end of the first line that ends in from..to, behind its LF or CR; 0: none. */
static size_t
first_end(struct str text, size_t from, size_t to)
{
	const char *p = text.s + from, *end = text.s + to;

	for (; (p = sweep_to_any(p, end, '\n', '\r', '\r')) != end; p++) {
		if (ends_line(text, (size_t)(p - text.s)))
			return (size_t)(p - text.s) + 1;
	}
	return 0;
}

static size_t
character(struct str text, size_t at)
{
	size_t step;
	uint32_t c;

	if ((unsigned char)text.s[at] < 0x80)
		return 1;
	step = utf8_decode(text.s + at, text.len - at, &c);
	return step != 0 ? step : 1;
}

static void
note_characters(struct lines *ls, struct arena *a)
{
	size_t i = 0, count = 0, len = ls->text.len, end, ascii;

	ls->marks = arena_calloc(a, len / STRIDE + 1, sizeof(*ls->marks));
	for (;;) {
		if (i >= ls->nmarks * STRIDE)
			ls->marks[ls->nmarks++] = (struct mark){i, count};
		if (i >= len)
			break;
		end = ls->nmarks * STRIDE;
		ascii = ascii_run(ls->text, i, end < len ? end : len);
		i += ascii != 0 ? ascii : character(ls->text, i);
		count += ascii != 0 ? ascii : 1;
	}
}

void
lines_init(struct lines *ls, struct str text, size_t first, struct arena *a)
{
	struct line_mark now = {0, 0};
	bool ascii = true;
	size_t end;

	*ls = (struct lines){.text = text, .first = first != 0 ? first : 1};
	ls->bom = str_starts(text, STR("\xef\xbb\xbf")) ? 3 : 0;
	ls->lines = arena_alloc(a, (text.len / STRIDE + 1) * sizeof(*ls->lines));
	for (size_t at = 0; at <= text.len; at += STRIDE) {
		ls->lines[ls->n++] = now;
		end = at + STRIDE < text.len ? at + STRIDE : text.len;
		now.line += count_ends(text, at, end, &now.start);
		ascii = ascii && ascii_run(text, at, end) == end - at;
	}
	if (!ascii)
		note_characters(ls, a);
}

/* The line that holds offset, and where it begins. */
static struct line_mark
line_at(const struct lines *ls, size_t offset)
{
	size_t from = offset / STRIDE * STRIDE;
	struct line_mark m = ls->lines[offset / STRIDE];

	m.line += count_ends(ls->text, from, offset, &m.start);
	return m;
}

/* Where the line behind that line, which holds offset, begins; the end of the text. */
static size_t
next_start(const struct lines *ls, size_t line, size_t offset)
{
	size_t low = offset / STRIDE, high = ls->n, mid, from, to, end;

	/* the last mark that is not behind it */
	while (high - low > 1) {
		mid = low + (high - low) / 2;
		if (ls->lines[mid].line <= line)
			low = mid;
		else
			high = mid;
	}
	from = low * STRIDE > offset ? low * STRIDE : offset;
	to = low + 1 < ls->n ? (low + 1) * STRIDE : ls->text.len;
	end = first_end(ls->text, from, to);
	return end != 0 ? end : ls->text.len;
}

/* Code points that begin before offset. */
static size_t
count_before(const struct lines *ls, size_t offset)
{
	size_t k = offset / STRIDE, i, count;

	if (ls->nmarks == 0)
		return offset;
	if (k >= ls->nmarks)
		k = ls->nmarks - 1;
	if (ls->marks[k].offset > offset)
		k--; /* offset is within the character that crosses the stride */
	count = ls->marks[k].count;
	for (i = ls->marks[k].offset; i < offset; i += character(ls->text, i))
		count++;
	return i > offset ? count - 1 : count;
}

struct place
lines_find(const struct lines *ls, size_t offset)
{
	size_t at = offset < ls->text.len ? offset : ls->text.len;
	struct line_mark m = line_at(ls, at);
	size_t start = m.line == 0 ? ls->bom : m.start;

	if (at < start)
		at = start;
	return (struct place){ls->first + m.line,
			      count_before(ls, at) - count_before(ls, start) + 1};
}

size_t
lines_byte_column(const struct lines *ls, size_t offset)
{
	return offset - line_at(ls, offset).start + 1;
}

struct span
lines_span(const struct lines *ls, size_t offset)
{
	struct line_mark m = line_at(ls, offset);
	size_t start = m.line == 0 ? ls->bom : m.start;
	size_t end = next_start(ls, m.line, offset);

	while (end > start &&
	       (ls->text.s[end - 1] == '\n' || ls->text.s[end - 1] == '\r'))
		end--;
	return (struct span){start, end};
}
