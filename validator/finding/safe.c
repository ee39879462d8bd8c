/* safe: text of others, made fit to be shown. */
#include "finding/safe.h"

#include "base/arena.h"
#include "base/utf8.h"

enum { COMMAND_MAX = 64 }; /* no service has a longer name before its '[' */

struct range {
	uint32_t first, last;
};

/* Controls, bidi controls, what is invisible, odd spaces, private use. */
/* clang-format off */
static const struct range hidden[] = {
	{0x0000, 0x001f}, {0x007f, 0x00a0}, /* C0, C1, no-break space */
	{0x00ad, 0x00ad}, {0x034f, 0x034f}, /* soft hyphen, grapheme joiner */
	{0x061c, 0x061c}, {0x115f, 0x1160}, /* Arabic letter mark, Hangul fillers */
	{0x1680, 0x1680}, {0x17b4, 0x17b5}, {0x180b, 0x180f},
	{0x2000, 0x200f}, {0x2028, 0x202f}, /* spaces, joiners, marks, embeddings */
	{0x205f, 0x206f}, {0x3164, 0x3164}, /* invisible operators, isolates */
	{0xd800, 0xf8ff},                   /* surrogates, private use */
	{0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xfffb},
	{0xfffe, 0xffff}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a},
	{0xe0000, 0xe0fff}, {0xf0000, 0x10ffff}, /* tags, private use planes */
};
/* clang-format on */

bool
safe_hidden(uint32_t c)
{
	if (c >= 0x20 && c < 0x7f)
		return false;
	if ((c & 0xfffe) == 0xfffe)
		return true; /* noncharacters */
	for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++) {
		if (c >= hidden[i].first && c <= hidden[i].last)
			return true;
	}
	return false;
}

/* White_Space of Unicode, which GitHub's runner takes off a line before it obeys it. */
static bool
is_white_space(uint32_t c)
{
	return (c >= 0x09 && c <= 0x0d) || c == 0x20 || c == 0x85 || c == 0xa0 ||
	       c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
	       c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool
safe_command(struct str text, size_t at)
{
	size_t low = at > COMMAND_MAX ? at - COMMAND_MAX : 0;

	if (text.s[at] != '[')
		return false;
	while (at > low && text.s[at - 1] >= 'a' && text.s[at - 1] <= 'z')
		at--;
	return at >= 2 && text.s[at - 1] == '#' && text.s[at - 2] == '#';
}

size_t
safe_indent(struct str text)
{
	size_t at = 0, step;
	uint32_t c;

	while (at < text.len) {
		step = utf8_decode(text.s + at, text.len - at, &c);
		if (step == 0 || !is_white_space(c))
			break;
		at += step;
	}
	return at;
}

/* As escapes that a reader of JSON knows, else as code points. */
static size_t
escape(struct buf *out, uint32_t c)
{
	size_t before = out->len;

	if (c == '\n')
		buf_puts(out, "\\n");
	else if (c == '\r')
		buf_puts(out, "\\r");
	else if (c == '\t')
		buf_puts(out, "\\t");
	else
		buf_printf(out, "<U+%04X>", (unsigned)c);
	return out->len - before;
}

size_t
safe_character(struct buf *out, struct str text, size_t at, size_t *width)
{
	unsigned char byte = (unsigned char)text.s[at];
	size_t step;
	uint32_t c;

	if (byte >= 0x20 && byte < 0x7f) {
		if (safe_command(text, at)) {
			*width += escape(out, byte);
			return 1;
		}
		buf_putc(out, text.s[at]);
		*width += 1;
		return 1;
	}
	step = utf8_decode(text.s + at, text.len - at, &c);
	if (step == 0)
		step = utf8_half(text.s + at, text.len - at, &c);
	if (step == 0) {
		buf_printf(out, "<%02X>", byte);
		*width += 4;
		return 1;
	}
	if (safe_hidden(c)) {
		*width += escape(out, c);
	} else {
		buf_add(out, text.s + at, step);
		*width += safe_width(c);
	}
	return step;
}

size_t
safe_skip(struct str text, size_t at)
{
	unsigned char c;

	for (; at < text.len; at++) {
		c = (unsigned char)text.s[at];
		if (c < 0x20 || c >= 0x7f || c == '[')
			break;
	}
	return at;
}

bool
safe_plain(struct str text)
{
	return safe_skip(text, 0) == text.len;
}

void
safe_add(struct buf *out, struct str text)
{
	size_t at = 0, plain, width = 0;

	while (at < text.len) {
		plain = safe_skip(text, at);
		buf_add(out, text.s + at, plain - at);
		at = plain;
		if (at < text.len)
			at += safe_character(out, text, at, &width);
	}
}

void
safe_add_first(struct buf *out, struct str text)
{
	size_t indent = safe_indent(text), tabs;

	if (!str_starts(str_slice(text, indent, text.len), STR("::")))
		indent = text.len;
	/* a tab is no harm here */
	for (tabs = 0; tabs < indent && (text.s[tabs] == ' ' || text.s[tabs] == '\t');)
		tabs++;
	buf_add(out, text.s, tabs);
	safe_add(out, str_slice(text, tabs, indent));
	if (indent < text.len) {
		buf_puts(out, "<U+003A>");
		safe_add(out, str_slice(text, indent + 1, text.len));
	}
}

void
safe_path(struct buf *out, const char *path)
{
	struct str all = str_from(path);
	const char *word = path + safe_indent(all);

	if (*path == '\0')
		buf_puts(out, "''"); /* somebody asked for the file without a name */
	if (strncmp(word, "::", 2) == 0 || strcmp(word, ":") == 0) /* ":" and ":1:1" */
		buf_puts(out, "./");
	safe_add(out, all);
}

const char *
safe_text(const char *text, struct arena *a)
{
	struct str all = str_from(text);
	struct buf out = BUF_INIT;
	const char *result = text;

	if (safe_plain(all))
		return text;
	safe_add(&out, all);
	if (!str_equal(buf_str(&out), all))
		result = arena_strndup(a, out.s, out.len);
	buf_release(&out);
	return result;
}

void
safe_shorten(struct buf *out, struct str text, size_t max)
{
	size_t keep, head, tail, from = 0, to = text.len;

	if (text.len <= max || utf8_count(text.s, text.len) <= max) {
		buf_put(out, text);
		return;
	}
	keep = max - 3;
	head = (keep + 1) / 2;
	tail = keep - head;
	while (head > 0) {
		do
			from++;
		while (utf8_continues(text.s[from]));
		head--;
	}
	while (tail > 0) {
		do
			to--;
		while (utf8_continues(text.s[to]));
		tail--;
	}
	buf_add(out, text.s, from);
	buf_puts(out, "...");
	buf_add(out, text.s + to, text.len - to);
}

void
safe_utf8(struct buf *out, struct str text)
{
	size_t at = 0, good;

	while (at < text.len) {
		good = utf8_valid_prefix(text.s + at, text.len - at);
		buf_add(out, text.s + at, good);
		at += good;
		if (at < text.len) {
			buf_puts(out, "\xef\xbf\xbd");
			at += utf8_ill_formed(text.s + at, text.len - at);
		}
	}
}

size_t
safe_columns(struct str text)
{
	size_t at = 0, step, columns = 0;
	uint32_t c;

	while (at < text.len) {
		step = utf8_decode(text.s + at, text.len - at, &c);
		columns += step != 0 ? safe_width(c) : 1;
		at += step != 0 ? step : 1;
	}
	return columns;
}
