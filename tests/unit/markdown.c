/* markdown: fenced blocks, also as the specification's examples have them. */
#include "part/markdown.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "check.h"
#include "part/part.h"

/* The blocks that were found: each as its language, '|' and its text. */
static void
take(void *to, struct part *p, struct str language)
{
	buf_printf(to, "[%.*s|%.*s]", STR_ARG(language), STR_ARG(p->text));
}

static const char *
blocks(struct str text, struct arena *a)
{
	struct buf out = BUF_INIT;

	buf_puts(&out, "");
	markdown_fences(text, NULL, a, take, &out);
	return buf_keep(&out, a).s;
}

static void
test_holders(struct arena *a)
{
	CHECK_STR(blocks(STR("> - ```json\n>   {\n>   }\n> - ```\n"), a),
		  "[json|{\n}\n][|]");
	CHECK_STR(blocks(STR("1. a\n\n   ~~~ JSON5 x\n   {\n\n    b\n   ~~~\n"), a),
		  "[JSON5|{\n\n b\n]");
	CHECK_STR(blocks(STR("```{.json}\r\na\r\n```\r\n"), a), "[json|a\r\n]");
	CHECK_STR(
	    blocks(STR("<details>\n<summary>x</summary>\n\n```json\n{}\n```\n"), a),
	    "[json|{}\n]");
	CHECK_STR(blocks(STR("<!--\n```json\n{}\n```\n-->\n"), a), "");
	CHECK_STR(blocks(STR("-\tx\n\n\t```sh\n\ta\n\t```\n"), a), "[sh|a\n]");
	/* a line that is not quoted ends the block */
	CHECK_STR(blocks(STR("> ```\n> a\nb\n"), a), "[|a\n]");
}

/* --- the examples of the specification --------------------------------------------- */

/* A piece of HTML as text, up to the tag. */
static size_t
unescape(struct buf *out, struct str html, size_t at)
{
	static const struct {
		struct str from;
		char to;
	} names[] = {{STR_INIT("&lt;"), '<'},
		     {STR_INIT("&gt;"), '>'},
		     {STR_INIT("&quot;"), '"'},
		     {STR_INIT("&amp;"), '&'}};

	while (at < html.len && html.s[at] != '<') {
		size_t i = 0;

		while (i < 4 &&
		       !str_starts(str_slice(html, at, html.len), names[i].from))
			i++;
		buf_putc(out, i < 4 ? names[i].to : html.s[at]);
		at += i < 4 ? names[i].from.len : 1;
	}
	return at;
}

/* The code blocks of HTML, written as blocks() does. */
static const char *
code_blocks(struct str html, struct arena *a)
{
	static const struct str open = STR_INIT("<pre><code"),
				class = STR_INIT(" class=\"language-");
	struct buf out = BUF_INIT;
	const char *p = html.s, *end = html.s + html.len;

	buf_puts(&out, "");
	while ((p = memmem(p, (size_t)(end - p), open.s, open.len)) != NULL) {
		struct str rest = {p + open.len, (size_t)(end - p) - open.len};
		bool has = str_starts(rest, class);
		size_t at = 0;

		p += open.len;
		buf_putc(&out, '[');
		if (has) {
			at = class.len;
			while (rest.s[at] != '"')
				buf_putc(&out, rest.s[at++]);
			at++;
		}
		buf_putc(&out, '|');
		(void)unescape(&out, rest, at + 1);
		buf_putc(&out, ']');
	}
	return buf_keep(&out, a).s;
}

/* The text from at to the line that is end; tabs are written as arrows there. */
static struct str
until(const char *at, const char *end, struct arena *a)
{
	const char *stop = strstr(at, end);
	struct buf out = BUF_INIT;

	buf_puts(&out, "");
	while (at < stop + 1) {
		bool tab = strncmp(at, "\xe2\x86\x92", 3) == 0;

		buf_putc(&out, tab ? '\t' : *at);
		at += tab ? 3 : 1;
	}
	return buf_keep(&out, a);
}

/*
 * In the section on fenced blocks each code block of the HTML is found.  Elsewhere others
 * are indented, which looks alike there: so nothing else is found.
 */
static void
test_specification(const char *path, struct arena *a)
{
	static const char fence[] = "````````````````````````````````";
	/* indented code; and a language that is written with an escape or an entity */
	static const int indented[] = {134, 0}, others[] = {24, 34, 0};
	struct str text;
	const char *p, *section;
	size_t fenced = 0, named = 0; /* examples with some */
	int number = 0;

	if (file_read(path, a, &text) != 0) {
		CHECK_SKIP();
		return;
	}
	p = text.s;
	while ((p = strstr(p, "```````````````````````````````` example\n")) != NULL) {
		struct str markdown, html;
		const char *want, *got, *start = p + sizeof(fence) - 1 + 9;
		const int *known;
		bool is_fenced;

		number++;
		section = strstr(text.s, "\n## Fenced code blocks\n");
		is_fenced = p > section && p < strstr(text.s, "\n## HTML blocks\n");
		markdown = until(start, "\n.\n", a);
		if (strncmp(start, ".\n", 2) == 0)
			markdown = STR("");
		html = until(strstr(start - 1, "\n.\n") + 3, fence, a);
		p = strstr(start, fence) + sizeof(fence) - 1;
		for (known = is_fenced ? indented : others;
		     *known != 0 && *known != number;)
			known++;
		if (*known == number)
			continue;
		want = code_blocks(html, a);
		got = blocks(markdown, a);
		fenced += is_fenced;
		named += !is_fenced && *got != '\0';
		if (is_fenced || strstr(want, got) == NULL)
			CHECK_STR(got, want);
	}
	CHECK(number == 655 && fenced == 28 && named == 8);
}

int
main(void)
{
	struct arena *a = arena_new();
	const char *shared = getenv("SHARED");

	test_holders(a);
	test_specification(arena_printf(a, "%s/data/commonmark/spec.txt",
					shared != NULL ? shared : "../shared"),
			   a);
	arena_free(a);
	return check_done();
}
