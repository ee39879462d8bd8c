/* lines: from byte offset to line and column. */
#include "report/lines.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/sweep.h"
#include "base/utf8.h"

enum { STRIDE = 1024 };

/* The length of the ASCII at from, up to end. */
static size_t
ascii_run(struct str text, size_t from, size_t end)
{
	return (size_t)(sweep_ascii(text.s + from, text.s + end) - text.s) - from;
}

/* The offset behind the line that holds from; 0 if it is the last. */
static size_t
next_line(struct str text, size_t from, bool returns)
{
	const char *end = text.s + text.len, *line_end;

	if (!returns) {
		line_end = sweep_to(text.s + from, end, '\n');
		return line_end != end ? (size_t)(line_end - text.s) + 1 : 0;
	}
	for (size_t i = from; i < text.len; i++) {
		if (text.s[i] == '\n')
			return i + 1;
		if (text.s[i] == '\r')
			return i + 1 < text.len && text.s[i + 1] == '\n' ? i + 2
									 : i + 1;
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
note_marks(struct lines *ls, struct arena *a)
{
	size_t i = 0, count = 0, len = ls->text.len, end, ascii;

	if (ascii_run(ls->text, 0, len) == len)
		return;
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
	bool returns = text.len != 0 && memchr(text.s, '\r', text.len) != NULL;
	const char *end = text.s + text.len;
	size_t at = 0, ends = sweep_count(text.s, end, '\n');

	*ls = (struct lines){.text = text, .first = first != 0 ? first : 1};
	ls->bom = str_starts(text, STR("\xef\xbb\xbf")) ? 3 : 0;
	ends += returns ? sweep_count(text.s, end, '\r') : 0;
	ls->starts = arena_alloc(a, (ends + 1) * sizeof(*ls->starts));
	do {
		ls->starts[ls->n++] = at;
	} while (text.len != 0 && (at = next_line(text, at, returns)) != 0);
	note_marks(ls, a);
}

/* Index of the line that holds offset. */
static size_t
line_index(const struct lines *ls, size_t offset)
{
	size_t low = 0, high = ls->n, mid;

	while (high - low > 1) {
		mid = low + (high - low) / 2;
		if (ls->starts[mid] <= offset)
			low = mid;
		else
			high = mid;
	}
	return low;
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
	size_t at = offset < ls->text.len ? offset : ls->text.len, line, start;

	line = line_index(ls, at);
	start = line == 0 ? ls->bom : ls->starts[line];
	if (at < start)
		at = start;
	return (struct place){ls->first + line,
			      count_before(ls, at) - count_before(ls, start) + 1};
}

size_t
lines_byte_column(const struct lines *ls, size_t offset)
{
	return offset - ls->starts[line_index(ls, offset)] + 1;
}

struct span
lines_span(const struct lines *ls, size_t offset)
{
	size_t line = line_index(ls, offset);
	size_t start = line == 0 ? ls->bom : ls->starts[line];
	size_t end = line + 1 < ls->n ? ls->starts[line + 1] : ls->text.len;

	while (end > start &&
	       (ls->text.s[end - 1] == '\n' || ls->text.s[end - 1] == '\r'))
		end--;
	return (struct span){start, end};
}
