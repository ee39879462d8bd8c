/*
 * buf: text that grows.
 *
 * s is always NUL-terminated once something was added (and NULL before).  It
 * comes from the heap: buf_release() it, or take it with buf_take().
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

struct buf {
	char *s;
	size_t len, cap;
};

#define BUF_INIT ((struct buf){0})

void buf_release(struct buf *b);
void buf_clear(struct buf *b);
void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_put(struct buf *b, struct str s);
void buf_number(struct buf *b, uint64_t n); /* in decimal */
void
buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));

/* s as a JSON string with its quotes; what is ill-formed UTF-8 stays as it is. */
void buf_json(struct buf *b, struct str s);

/* Room for len more bytes behind s + len; the caller adds to len itself. */
char *buf_reserve(struct buf *b, size_t len);

/* The text, never NULL; the caller frees it.  b is empty afterwards. */
char *buf_take(struct buf *b);

/* The text, moved into the arena; b is empty afterwards. */
struct str buf_keep(struct buf *b, struct arena *a);

static inline struct str
buf_str(const struct buf *b)
{
	return (struct str){b->s != NULL ? b->s : "", b->len};
}

#endif
