/*
 * diff: the unified form, as "diff -u" and git write it.
 *
 * The shortest script of line edits after Myers, "An O(ND) Difference Algorithm"
 * (1986): furthest reaching paths for d = 0, 1, 2, ... edits, each d's frontier
 * kept for the way back.  Fixes change few lines; beyond EDITS_MAX the rest is
 * shown as replaced.
 *
 * Lines are shown as they are, so that patch(1) finds them, but for those that
 * nobody may see (secrets) or that a terminal or a CI service would obey.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "finding/fix.h"
#include "finding/safe.h"
#include "finding/secret.h"

enum { CONTEXT = 3, APART = 2 * CONTEXT, EDITS_MAX = 1000 };

struct side {
	struct str *lines; /* with their line ends */
	size_t n, cap;
	struct secrets secrets;
};

struct hunk_writer {
	struct buf *out;
	bool altered; /* a line is not shown as it is */
};

struct change {
	size_t a, b; /* first line in each */
	size_t removed, added;
};

struct script {
	struct change *changes;
	size_t n, cap;
};

static void
split(struct side *s, struct str text)
{
	while (text.len != 0) {
		const char *end = memchr(text.s, '\n', text.len);
		size_t len = end != NULL ? (size_t)(end - text.s) + 1 : text.len;

		s->lines = grow(s->lines, &s->cap, s->n + 1, sizeof(*s->lines));
		s->lines[s->n++] = str_slice(text, 0, len);
		text = str_slice(text, len, text.len);
	}
}

/* Adds a changed line in front: the way back goes from the end. */
static void
changed(struct script *s, size_t a, size_t b, size_t removed, size_t added)
{
	struct change *last = s->n != 0 ? &s->changes[s->n - 1] : NULL;

	if (last != NULL && last->a == a + removed && last->b == b + added) {
		last->a = a;
		last->b = b;
		last->removed += removed;
		last->added += added;
		return;
	}
	s->changes = grow(s->changes, &s->cap, s->n + 1, sizeof(*s->changes));
	s->changes[s->n++] = (struct change){a, b, removed, added};
}

/* frontiers[d][k + d] is the furthest line of a on diagonal k after d edits. */
struct search {
	const struct side *a, *b;
	size_t skip; /* equal lines at the beginning */
	long n, m;   /* lines between the equal ones at both ends */
	long **frontiers;
	long d;
};

static bool
same(const struct search *s, long x, long y)
{
	return str_equal(s->a->lines[s->skip + (size_t)x],
			 s->b->lines[s->skip + (size_t)y]);
}

/* Where diagonal k starts with d edits: one down or one right of a neighbour. */
static long
enter_diagonal(const long *before, long d, long k, bool *down)
{
	long width = d - 1;

	if (d == 0) {
		*down = false;
		return 0;
	}
	*down = k == -d || (k != d && before[k - 1 + width] < before[k + 1 + width]);
	return *down ? before[k + 1 + width] : before[k - 1 + width] + 1;
}

/* Fills frontiers until the end is reached; false if that takes too many edits. */
static bool
forward(struct search *s)
{
	for (s->d = 0; s->d <= EDITS_MAX; s->d++) {
		long *now = xcalloc((size_t)(2 * s->d + 1), sizeof(*now));
		const long *before = s->d != 0 ? s->frontiers[s->d - 1] : NULL;
		bool down;

		s->frontiers[s->d] = now;
		for (long k = -s->d; k <= s->d; k += 2) {
			long x = enter_diagonal(before, s->d, k, &down), y = x - k;

			while (x >= 0 && y >= 0 && x < s->n && y < s->m &&
			       same(s, x, y)) {
				x++;
				y++;
			}
			now[k + s->d] = x;
			if (x >= s->n && y >= s->m)
				return true;
		}
	}
	return false;
}

/* The way back from the end. */
static void
backward(const struct search *s, struct script *out)
{
	long x = s->n, y = s->m;

	for (long d = s->d; d > 0; d--) {
		bool down;
		long k = x - y,
		     start = enter_diagonal(s->frontiers[d - 1], d, k, &down);

		x = down ? start : start - 1;
		y = down ? start - k - 1 : start - k;
		changed(out, s->skip + (size_t)x, s->skip + (size_t)y, !down, down);
	}
}

static void
compare_sides(struct script *out, const struct side *a, const struct side *b)
{
	struct search s = {.a = a, .b = b};
	size_t tail = 0;

	while (s.skip < a->n && s.skip < b->n &&
	       str_equal(a->lines[s.skip], b->lines[s.skip]))
		s.skip++;
	while (tail < a->n - s.skip && tail < b->n - s.skip &&
	       str_equal(a->lines[a->n - 1 - tail], b->lines[b->n - 1 - tail]))
		tail++;
	s.n = (long)(a->n - s.skip - tail);
	s.m = (long)(b->n - s.skip - tail);
	if (s.n == 0 && s.m == 0)
		return;
	s.frontiers = xcalloc(EDITS_MAX + 1, sizeof(*s.frontiers));
	if (forward(&s))
		backward(&s, out);
	else
		changed(out, s.skip, s.skip, (size_t)s.n, (size_t)s.m);
	for (size_t i = 0; i <= EDITS_MAX; i++)
		free(s.frontiers[i]);
	free(s.frontiers);
}

/* What a terminal takes for orders, or what turns the reading direction. */
static bool
obeyed(uint32_t c)
{
	return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x200e ||
	       c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069);
}

/* The same, and commands of CI services in a log (finding/safe.h). */
static bool
is_open(struct str line)
{
	size_t at = safe_indent(line), step;
	uint32_t c;

	if (line.len - at >= 2 && line.s[at] == ':' && line.s[at + 1] == ':')
		return false;
	for (at = 0; at < line.len; at += step != 0 ? step : 1) {
		step = utf8_decode(line.s + at, line.len - at, &c);
		if ((step != 0 && obeyed(c)) || safe_command(line, at))
			return false;
	}
	return true;
}

/* The line without what ends it, secrets hidden and all of it harmless. */
static void
put_altered(struct buf *out, const struct side *s, struct str line)
{
	struct buf open = BUF_INIT;
	size_t from = (size_t)(line.s - s->secrets.text.s);

	secrets_redact(&open, &s->secrets, (struct span){from, from + line.len});
	safe_add_first(out, buf_str(&open));
	buf_release(&open);
}

static void
put_diff_line(struct hunk_writer *w, char mark, const struct side *s, struct str line)
{
	size_t from = (size_t)(line.s - s->secrets.text.s), end = line.len;

	if (end != 0 && line.s[end - 1] == '\n')
		end--;
	if (end != 0 && end != line.len && line.s[end - 1] == '\r')
		end--;
	buf_putc(w->out, mark);
	if (is_open(str_slice(line, 0, end)) &&
	    !secrets_touch(&s->secrets, (struct span){from, from + end})) {
		buf_put(w->out, line);
	} else {
		put_altered(w->out, s, str_slice(line, 0, end));
		buf_put(w->out, str_slice(line, end, line.len));
		w->altered = true;
	}
	if (line.len == 0 || line.s[line.len - 1] != '\n')
		buf_puts(w->out, "\n\\ No newline at end of file\n");
}

static void
put_lines(struct hunk_writer *w, char mark, const struct side *s, size_t from,
	  size_t to)
{
	for (size_t i = from; i < to && s->lines != NULL; i++)
		put_diff_line(w, mark, s, s->lines[i]);
}

/* "3,4": line 0 stands for "before the first" of an empty side. */
static void
put_range(struct buf *out, char mark, size_t first, size_t n)
{
	buf_printf(out, "%c%zu", mark, n == 0 ? first : first + 1);
	if (n != 1)
		buf_printf(out, ",%zu", n);
}

/* Changes [from..to) (descending) share their context: one hunk. */
static void
put_hunk(struct hunk_writer *w, const struct script *s, size_t from, size_t to,
	 const struct side *a, const struct side *b)
{
	const struct change *first = &s->changes[from], *last = &s->changes[to];
	size_t before = first->a < CONTEXT ? first->a : CONTEXT;
	size_t end = last->a + last->removed;
	size_t after = a->n - end < CONTEXT ? a->n - end : CONTEXT;
	size_t at = first->a - before;

	buf_puts(w->out, "@@ ");
	put_range(w->out, '-', at, end + after - at);
	buf_putc(w->out, ' ');
	put_range(w->out, '+', first->b - before,
		  last->b + last->added + after - (first->b - before));
	buf_puts(w->out, " @@\n");
	for (size_t i = from + 1; i-- > to;) {
		const struct change *c = &s->changes[i];

		put_lines(w, ' ', a, at, c->a);
		put_lines(w, '-', a, c->a, c->a + c->removed);
		put_lines(w, '+', b, c->b, c->b + c->added);
		at = c->a + c->removed;
	}
	put_lines(w, ' ', a, at, end + after);
}

/* The name after "a/": quoted like a C string if it has special characters. */
static void
put_name(struct buf *out, const char *head, const char *side, const char *path)
{
	bool quoted = false;

	while (*path == '/')
		path++;
	for (const char *s = path; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		quoted = quoted || c < 0x20 || c >= 0x7f || c == '"' || c == '\\' ||
			 safe_command(str_from(path), (size_t)(s - path));
	}
	buf_printf(out, "%s %s%s", head, quoted ? "\"" : "", side);
	for (const char *s = path; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c < 0x20 || c >= 0x7f ||
			 safe_command(str_from(path), (size_t)(s - path)))
			buf_printf(out, "\\%03o", c);
		else
			buf_putc(out, (char)c);
	}
	/* A tab ends a name that has blanks. */
	buf_puts(out, quoted ? "\"\n" : strchr(path, ' ') != NULL ? "\t\n" : "\n");
}

bool
fix_diff(struct buf *out, const char *path, struct str before, struct str after)
{
	struct side a = {0}, b = {0};
	struct script s = {0};
	struct hunk_writer w = {out, false};
	struct arena *arena = arena_new();
	size_t from, to;

	split(&a, before);
	split(&b, after);
	secrets_find(&a.secrets, before, arena);
	secrets_find(&b.secrets, after, arena);
	compare_sides(&s, &a, &b);
	if (s.n != 0) {
		put_name(out, "---", "a/", path);
		put_name(out, "+++", "b/", path);
	}
	for (from = s.n; from != 0; from = to) {
		/* The changes are in descending order of lines. */
		to = from - 1;
		while (to != 0 && s.changes[to - 1].a -
					  (s.changes[to].a + s.changes[to].removed) <=
				      APART)
			to--;
		put_hunk(&w, &s, from - 1, to, &a, &b);
	}
	free(s.changes);
	free(a.lines);
	free(b.lines);
	arena_free(arena);
	return !w.altered;
}

/* By the first character of a line; the names in front of the first hunk are bold. */
static const char *
line_color(char mark, bool in_hunk)
{
	if (!in_hunk)
		return "\033[1m";
	return mark == '@'   ? "\033[36m"
	       : mark == '-' ? "\033[31m"
	       : mark == '+' ? "\033[32m"
			     : NULL;
}

void
fix_diff_paint(struct buf *out, struct str diff)
{
	bool in_hunk = false;

	while (diff.len != 0) {
		const char *end = memchr(diff.s, '\n', diff.len), *color;
		size_t len = end != NULL ? (size_t)(end - diff.s) : diff.len;
		size_t text = len != 0 && diff.s[len - 1] == '\r' ? len - 1 : len;

		in_hunk = in_hunk || diff.s[0] == '@';
		color = line_color(diff.s[0], in_hunk);
		if (color != NULL)
			buf_puts(out, color);
		buf_add(out, diff.s, text);
		if (color != NULL)
			buf_puts(out, "\033[0m");
		buf_add(out, diff.s + text, len + (end != NULL) - text);
		diff = str_slice(diff, len + (end != NULL), diff.len);
	}
}
