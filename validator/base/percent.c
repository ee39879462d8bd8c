/* percent: see the header. */
#include "base/percent.h"

#include "base/arena.h"
#include "base/buf.h"

int
percent_at(struct str text, size_t at)
{
	int high, low;

	if (text.len - at < 3 || text.s[at] != '%')
		return -1;
	high = str_hex(text.s[at + 1]);
	low = str_hex(text.s[at + 2]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

void
percent_write(char to[3], char byte)
{
	static const char digits[] = "0123456789ABCDEF";

	to[0] = '%';
	to[1] = digits[(unsigned char)byte >> 4];
	to[2] = digits[byte & 15];
}

/* How much of the text is plain from at on. */
static size_t
plain_from(struct str text, size_t at, bool (*plain)(char c))
{
	size_t to = at;

	while (to < text.len && plain(text.s[to]))
		to++;
	return to - at;
}

void
percent_encode(struct buf *out, struct str text, bool (*plain)(char c))
{
	char escape[3];

	for (size_t at = 0;; at++) {
		size_t len = plain_from(text, at, plain);

		buf_add(out, text.s + at, len);
		at += len;
		if (at == text.len)
			return;
		percent_write(escape, text.s[at]);
		buf_add(out, escape, sizeof(escape));
	}
}

struct str
percent_encoded(struct str text, bool (*plain)(char c), struct arena *a)
{
	struct buf out = BUF_INIT;

	if (plain_from(text, 0, plain) == text.len)
		return text;
	percent_encode(&out, text, plain);
	return buf_keep(&out, a);
}

struct str
percent_decoded(struct str text, struct arena *a)
{
	char *out;
	size_t n = 0;

	if (text.len == 0 || memchr(text.s, '%', text.len) == NULL)
		return text;
	out = arena_alloc(a, text.len + 1);
	for (size_t at = 0; at < text.len; at++) {
		int byte = percent_at(text, at);

		out[n++] = byte >= 0 ? (char)byte : text.s[at];
		at += byte >= 0 ? 2 : 0;
	}
	out[n] = '\0';
	return (struct str){out, n};
}
