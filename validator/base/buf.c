/* buf: text that grows. */
#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"

void
buf_release(struct buf *b)
{
	mem_free(b->s);
	*b = BUF_INIT;
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->s != NULL)
		b->s[0] = '\0';
}

char *
buf_reserve(struct buf *b, size_t len)
{
	/* len + 1 cannot wrap: no object is that large. */
	if (len + 1 > b->cap - b->len)
		b->s = grow(b->s, &b->cap, b->len + len + 1, 1);
	return b->s + b->len;
}

void
buf_add(struct buf *b, const void *bytes, size_t len)
{
	char *p = buf_reserve(b, len);

	if (len != 0)
		memcpy(p, bytes, len);
	b->len += len;
	b->s[b->len] = '\0';
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_putc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_put(struct buf *b, struct str s)
{
	buf_add(b, s.s, s.len);
}

void
buf_number(struct buf *b, uint64_t n)
{
	char digits[20], *p = digits + sizeof(digits);

	do
		*--p = (char)('0' + n % 10);
	while ((n /= 10) != 0);
	buf_add(b, p, (size_t)(digits + sizeof(digits) - p));
}

void
buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	size_t room = b->cap - b->len;
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(room != 0 ? b->s + b->len : NULL, room, fmt, ap);
	if (n < 0)
		out_of_memory(); /* more than 2 GB */
	if ((size_t)n >= room)
		vsnprintf(buf_reserve(b, (size_t)n), (size_t)n + 1, fmt, again);
	b->len += (size_t)n;
	va_end(again);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

static bool
is_plain(char c)
{
	return (unsigned char)c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
}

void
buf_json(struct buf *b, struct str s)
{
	size_t from = 0;

	buf_putc(b, '"');
	for (size_t i = 0; i < s.len; i++) {
		if (is_plain(s.s[i]))
			continue;
		buf_add(b, s.s + from, i - from);
		from = i + 1;
		if (s.s[i] == '"' || s.s[i] == '\\')
			buf_printf(b, "\\%c", s.s[i]);
		else
			buf_printf(b, "\\u%04x", (unsigned char)s.s[i]);
	}
	if (s.len > from)
		buf_add(b, s.s + from, s.len - from);
	buf_putc(b, '"');
}

char *
buf_take(struct buf *b)
{
	char *s = b->s != NULL ? b->s : xstrdup("");

	*b = BUF_INIT;
	return s;
}

struct str
buf_keep(struct buf *b, struct arena *a)
{
	struct str text = {arena_strndup(a, buf_str(b).s, b->len), b->len};

	buf_release(b);
	return text;
}
