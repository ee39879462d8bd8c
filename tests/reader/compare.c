/*
 * compare: jansson beside the reader, on the files named on standard input.
 *
 * Of files ending in .jsonl or .ndjson every line is a text.  See judge.h for what
 * must agree.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/hash.h"
#include "judge.h"

struct count {
	size_t passed, failed;
};

static bool
read_file(const char *path, struct buf *b)
{
	FILE *fp = fopen(path, "rb");
	size_t n;

	if (fp == NULL)
		return false;
	buf_clear(b);
	while ((n = fread(buf_reserve(b, 65536), 1, 65536, fp)) > 0)
		b->len += n;
	fclose(fp);
	return true;
}

static void
judge(const char *path, struct str text, struct arena *a, struct count *c)
{
	const char *wrong = judge_text(text, a);

	arena_reset(a);
	if (wrong == NULL) {
		c->passed++;
		return;
	}
	c->failed++;
	printf("%s: %s: %.*s\n", path, wrong, (int)(text.len < 200 ? text.len : 200),
	       text.s);
}

static void
judge_lines(const char *path, struct str text, struct arena *a, struct count *c)
{
	const char *eol;
	size_t len;

	while (text.len != 0) {
		eol = memchr(text.s, '\n', text.len);
		len = eol != NULL ? (size_t)(eol - text.s) : text.len;
		judge(path, str_slice(text, 0, len), a, c);
		text = str_slice(text, eol != NULL ? len + 1 : len, text.len);
	}
}

int
main(void)
{
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	struct count c = {0, 0};
	char path[4096];

	hash_seed();
	while (fgets(path, sizeof(path), stdin) != NULL) {
		path[strcspn(path, "\n")] = '\0';
		if (!read_file(path, &b)) {
			printf("%s: cannot be read\n", path);
			c.failed++;
		} else if (str_ends(str_from(path), STR("l")) ||
			   str_ends(str_from(path), STR(".ndjson"))) {
			judge_lines(path, buf_str(&b), a, &c);
		} else {
			judge(path, buf_str(&b), a, &c);
		}
	}
	buf_release(&b);
	arena_free(a);
	printf("%zu passed, %zu failed, 0 skipped\n", c.passed, c.failed);
	return c.failed != 0;
}
