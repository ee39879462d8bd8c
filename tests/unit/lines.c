/* Lines and columns: line ends, code points, byte order mark, long lines. */
#include "finding/lines.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check.h"

static struct arena *arena;

static void
at(struct str text, size_t offset, size_t line, size_t column)
{
	struct lines ls;
	struct place p;

	lines_init(&ls, text, 1, arena);
	p = lines_find(&ls, offset);
	if (!CHECK(p.line == line && p.column == column))
		printf("  offset %zu: got %zu:%zu, want %zu:%zu\n", offset, p.line,
		       p.column, line, column);
}

static void
line_is(struct str text, size_t offset, const char *want)
{
	struct lines ls;
	struct span s;
	char *got;

	lines_init(&ls, text, 1, arena);
	s = lines_span(&ls, offset);
	got = arena_strndup(arena, text.s + s.start, s.end - s.start);
	CHECK_STR(got, want);
}

static void
line_ends(void)
{
	struct str text = STR("ab\ncd\r\nef\rgh\n\n");

	at(text, 0, 1, 1);
	at(text, 2, 1, 3); /* the LF itself */
	at(text, 3, 2, 1);
	at(text, 5, 2, 3); /* CR of CRLF */
	at(text, 6, 2, 4); /* LF of CRLF */
	at(text, 7, 3, 1);
	at(text, 10, 4, 1); /* behind a lone CR */
	at(text, 13, 5, 1);
	at(text, 14, 6, 1); /* the end of the text */
	at(text, 99, 6, 1); /* beyond it */
	at(STR(""), 0, 1, 1);
	at(STR("x"), 1, 1, 2);
	at(STR("\r\r\n"), 1, 2, 1);
	line_is(text, 1, "ab");
	line_is(text, 6, "cd");
	line_is(text, 8, "ef");
	line_is(text, 11, "gh");
	line_is(text, 13, "");
	line_is(text, 14, "");
}

static void
code_points(void)
{
	struct str text = STR("\t\xc3\xa9\xe5\x90\x8d\xf0\x9f\x98\x80x");

	at(text, 1, 1, 2); /* a tab is one column */
	at(text, 3, 1, 3);
	at(text, 6, 1, 4);
	at(text, 10, 1, 5);
	at(text, 2, 1, 2);              /* within a character: its own column */
	at(STR("\xff\xfex"), 2, 1, 3);  /* an ill-formed byte is one */
	at(STR("e\xcc\x81x"), 3, 1, 3); /* a combining character is one, too */
}

static void
byte_order_mark(void)
{
	struct str text = STR("\xef\xbb\xbf{ }\n\xef\xbb\xbfx");
	struct lines ls;

	at(text, 0, 1, 1);
	at(text, 3, 1, 1);
	at(text, 5, 1, 3);
	at(text, 10, 2, 2); /* elsewhere it is a character */
	line_is(text, 4, "{ }");
	lines_init(&ls, text, 1, arena);
	CHECK(lines_byte_column(&ls, 3) == 4);
	CHECK(lines_byte_column(&ls, 7) == 1);
}

/* Every offset of a text full of everything, against counting from the start. */
static void
against_counting(void)
{
	static const char *const parts[] = {
	    "x", "\t", "\xc3\xa9", "\xe5\x90\x8d", "\xf0\x9f\x98\x80", "\xff"};
	char *text = arena_alloc(arena, 40000);
	size_t len = 0, wrong = 0;
	unsigned seed = 1;
	struct lines ls;

	while (len < 20000) {
		const char *p;

		seed = seed * 1103515245 + 12345;
		p = parts[seed / 65536 % 6];
		memcpy(text + len, p, strlen(p));
		len += strlen(p);
		if (seed / 65536 % 5000 == 0)
			text[len++] = '\n';
	}
	lines_init(&ls, (struct str){text, len}, 1, arena);
	for (size_t i = 0; i <= len; i++) {
		struct place p = lines_find(&ls, i);
		size_t start = i;

		if (i < len && ((unsigned char)text[i] & 0xc0) == 0x80)
			continue; /* within a character */
		while (start > 0 && text[start - 1] != '\n')
			start--;
		wrong += p.column != utf8_count(text + start, i - start) + 1;
	}
	CHECK(wrong == 0);
}

/* The same for lines that end in all ways, short and very long ones. */
static void
lines_against_counting(void)
{
	static const char *const parts[] = {"\n", "\r", "\r\n", "x", "yy", ""};
	char *text = arena_alloc(arena, 80000);
	size_t len = 0, wrong = 0, line = 1, start = 0, end;
	unsigned seed = 1;
	struct lines ls;

	while (len < 60000) {
		seed = seed * 1103515245 + 12345;
		for (size_t n = seed / 65536 % 97 == 0 ? 3000 : seed / 65536 % 30;
		     n != 0; n--)
			text[len++] = 'a';
		for (const char *p = parts[seed / 65536 % 6]; *p != '\0'; p++)
			text[len++] = *p;
	}
	lines_init(&ls, (struct str){text, len}, 1, arena);
	for (size_t i = 0; i <= len; i++) {
		struct place p = lines_find(&ls, i);
		struct span s = lines_span(&ls, i);

		if (i != 0 &&
		    (text[i - 1] == '\n' ||
		     (text[i - 1] == '\r' && (i == len || text[i] != '\n')))) {
			line++;
			start = i;
		}
		for (end = start; end < len && text[end] != '\n' && text[end] != '\r';)
			end++;
		wrong += p.line != line || p.column != i - start + 1 ||
			 s.start != start || s.end != end;
	}
	CHECK(wrong == 0 && line > 500);
}

int
main(void)
{
	struct lines ls;

	arena = arena_new();
	line_ends();
	code_points();
	byte_order_mark();
	against_counting();
	lines_against_counting();
	lines_init(&ls, STR("a\nb"), 41, arena);
	CHECK(lines_find(&ls, 2).line == 42);
	arena_free(arena);
	return check_done();
}
