/*
 * timeline-figure: the retries of a subscription as a picture for the html report.
 *
 * Places are percentages of the width and everything else is in pixels, so that in a
 * telephone's window the marks move together while letters stay as large as they are.
 * Which marks have a label is decided for such a window: where they fit there, they fit
 * anywhere.
 */
#include "service/timeline.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "load/pointers.h"

enum {
	MARKS_MAX = 200,    /* retries in a picture */
	SEQUENCES_MAX = 40, /* more of them are not told apart */
	PICTURES_MAX = 100,
	PERMILLE = 1000,
	LEFT = 20,      /* of the axis, in permille of the width */
	RIGHT = 980,    /* and its other end */
	NARROW = 300,   /* pixels of the window that labels are made for */
	LETTER = 7,     /* pixels that a letter of a label takes, and more */
	GAP = 8,        /* between two of them */
	ROWS = 3,       /* of labels below the axis */
	AXIS = 26,      /* pixels from the top */
	REACH = 9,      /* of a mark, above and below the axis */
	ROW_HEIGHT = 16 /* of a label */
};

/* What is taken in the rows of labels, in pixels of the narrow window. */
struct labels {
	struct {
		size_t from, to;
	} taken[ROWS][NARROW / LETTER];
	size_t n[ROWS];
	size_t rows; /* in use */
};

static size_t
place_of_minute(const struct timeline *t, uint64_t minutes)
{
	return LEFT + timeline_scale(minutes, timeline_span(t), RIGHT - LEFT);
}

/* ATTRIBUTE="N": without printf() a picture takes a fifth of the instructions. */
static void
put_number(struct buf *b, const char *attribute, int n)
{
	buf_putc(b, ' ');
	buf_puts(b, attribute);
	buf_put(b, STR("=\""));
	buf_number(b, (uint64_t)n);
	buf_putc(b, '"');
}

/* "12.5%" of permille. */
static void
put_percent(struct buf *b, const char *attribute, size_t permille)
{
	put_number(b, attribute, (int)permille / 10);
	b->s[b->len - 1] = '.';
	buf_putc(b, (char)('0' + permille % 10));
	buf_put(b, STR("%\""));
}

/* What follows the places of a line: the marks of a picture have it in common. */
static void
put_line_end(struct buf *b, int y1, int y2, int width)
{
	put_number(b, "y1", y1);
	put_number(b, "y2", y2);
	buf_put(b, STR(" stroke=\"currentColor\""));
	put_number(b, "stroke-width", width);
	buf_put(b, STR("/>"));
}

static void
put_axis(struct buf *b)
{
	buf_put(b, STR("<line class=\"axis\""));
	put_percent(b, "x1", LEFT);
	put_percent(b, "x2", RIGHT);
	put_line_end(b, AXIS, AXIS, 1);
}

static void
put_mark(struct buf *b, size_t x, struct str end)
{
	buf_put(b, STR("<line class=\"retry\""));
	put_percent(b, "x1", x);
	put_percent(b, "x2", x);
	buf_put(b, end);
}

static void
put_text(struct buf *b, size_t x, int y, const char *anchor, const char *text)
{
	buf_put(b, STR("<text class=\"label\""));
	put_percent(b, "x", x);
	put_number(b, "y", y);
	buf_put(b, STR(" text-anchor=\""));
	buf_puts(b, anchor);
	buf_put(b, STR("\" font-size=\"12\" fill=\"currentColor\">"));
	buf_puts(b, text);
	buf_put(b, STR("</text>"));
}

static bool
is_free(const struct labels *l, size_t row, size_t from, size_t to)
{
	for (size_t i = 0; i < l->n[row]; i++) {
		if (from < l->taken[row][i].to && l->taken[row][i].from < to)
			return false;
	}
	return l->n[row] < NARROW / LETTER;
}

/* A label below the axis at x, in the first row that has room; else there is none. */
static void
put_label(struct buf *b, struct labels *l, size_t x, const char *text)
{
	size_t width = strlen(text) * LETTER, at = x * NARROW / PERMILLE, from;
	const char *anchor = "middle";
	size_t row = 0;

	from = at > width / 2 ? at - width / 2 : 0;
	if (at < width / 2) {
		anchor = "start";
		x = 0;
	} else if (at + width / 2 > NARROW) {
		anchor = "end";
		x = PERMILLE;
		from = width < NARROW ? NARROW - width : 0;
	}
	while (row < ROWS && !is_free(l, row, from, from + width + GAP))
		row++;
	if (row == ROWS)
		return;
	l->taken[row][l->n[row]].from = from;
	l->taken[row][l->n[row]++].to = from + width + GAP;
	l->rows = row + 1 > l->rows ? row + 1 : l->rows;
	put_text(b, x, AXIS + REACH + ROW_HEIGHT * (int)(row + 1), anchor, text);
}

/* Of very many those are drawn that are spread over all. */
static struct moment
mark_retry(const struct timeline *t, uint64_t i, uint64_t shown)
{
	if (shown == t->count || t->count == RETRY_NEVER)
		return timeline_moment(t, i);
	return timeline_moment(t, i * (t->count - 1) / (shown - 1));
}

/* Marks for all, and labels for those that are not near one that has its own. */
static void
put_marks(struct buf *b, struct labels *l, const struct timeline *t, struct arena *a)
{
	uint64_t shown = t->count > MARKS_MAX ? MARKS_MAX : t->count;
	size_t labelled = PERMILLE * 2, apart = PERMILLE * 4 * LETTER / NARROW, x;
	struct buf end = BUF_INIT;

	put_line_end(&end, AXIS - REACH, AXIS + REACH, 2);
	for (uint64_t i = shown; i-- > 0;) {
		struct moment m = mark_retry(t, i, shown);

		x = place_of_minute(t, m.minutes);
		put_mark(b, x, buf_str(&end));
		if (x + apart > labelled || x < LEFT + apart / 8)
			continue;
		labelled = x;
		put_label(b, l, x, retry_human(m.minutes, false, a));
	}
	buf_release(&end);
}

/* From where a sequence begins to its last retry, behind the marks. */
static void
put_sequences(struct buf *b, const struct timeline *t, struct arena *a)
{
	const struct retry *r = &t->retry;

	if (r->repeats == 0 || r->repeats >= SEQUENCES_MAX)
		return;
	for (uint64_t i = 0; i <= r->repeats; i++) {
		size_t from = place_of_minute(t, timeline_sequence(t, i));
		size_t to = place_of_minute(t, retry_time(r, i, r->number));
		const char *text = arena_printf(a, "sequence %" PRIu64, i + 1);

		buf_puts(b, "<rect class=\"sequence\"");
		put_percent(b, "x", from);
		put_percent(b, "width", to - from);
		buf_printf(b,
			   " y=\"%d\" height=\"%d\" fill=\"currentColor\" "
			   "fill-opacity=\"%s\"/>",
			   AXIS - REACH, 2 * REACH, i % 2 == 0 ? "0.12" : "0.24");
		if ((to - from) * NARROW / PERMILLE < strlen(text) * LETTER)
			text += sizeof("sequence ") - 1;
		if ((to - from) * NARROW / PERMILLE >= strlen(text) * LETTER)
			put_text(b, (from + to) / 2, AXIS - REACH - 4, "middle", text);
	}
}

/* All text in it is made of our own words and numbers. */
static void
put_picture(struct buf *b, const struct timeline *t, struct arena *a)
{
	struct labels labels = {0};
	struct buf inner = BUF_INIT;

	put_sequences(&inner, t, a);
	put_axis(&inner);
	buf_puts(&inner, "<circle class=\"failure\"");
	put_percent(&inner, "cx", LEFT);
	buf_printf(&inner, " cy=\"%d\" r=\"5\" fill=\"currentColor\"/>", AXIS);
	put_label(&inner, &labels, 0, "failure");
	put_marks(&inner, &labels, t, a);
	buf_printf(b,
		   "<svg class=\"timeline\" role=\"img\" width=\"100%%\" height=\"%d\" "
		   "xmlns=\"http://www.w3.org/2000/svg\"><title>Retries of a failed "
		   "delivery</title>",
		   AXIS + REACH + ROW_HEIGHT * (int)labels.rows + 6);
	buf_put(b, buf_str(&inner));
	buf_puts(b, "</svg>");
	buf_release(&inner);
}

/* The picture in words, and of which subscription of a list it is. */
static void
put_caption(struct buf *b, const struct timeline *t, struct arena *a)
{
	const char *pointer = node_pointer(t->object, a);

	if (*pointer != '\0' &&
	    strspn(pointer, "/0123456789request") == strlen(pointer))
		buf_printf(b, "<code>%s</code>: ", pointer);
	buf_printf(b, "%s, retries after %s", timeline_algorithm(t),
		   retry_list(&t->retry, a));
	if (t->retry.repeats == RETRY_NEVER)
		buf_puts(b, ", all of it without end");
	else if (t->retry.repeats > 0)
		buf_printf(b, ", all of it %" PRIu64 " more time%s", t->retry.repeats,
			   t->retry.repeats == 1 ? "" : "s");
	buf_printf(b, "; the last comes %s after the failure; %s.",
		   retry_human(t->last, true, a), timeline_outcome(t));
}

const char *
timeline_figures(struct node root, enum kind kind, struct arena *a)
{
	struct timeline *list;
	struct buf b = BUF_INIT;
	size_t n = timeline_read(&list, root, kind, a), drawn = 0;

	for (size_t i = 0; i < n && drawn < PICTURES_MAX; i++) {
		if (!list[i].known || list[i].count == 0)
			continue;
		buf_puts(&b, "<figure>");
		put_picture(&b, &list[i], a);
		buf_puts(&b, "<figcaption>");
		put_caption(&b, &list[i], a);
		buf_puts(&b, "</figcaption></figure>\n");
		drawn++;
	}
	if (drawn != 0)
		return buf_keep(&b, a).s;
	buf_release(&b);
	return NULL;
}
