/* staged-stream: see the header. */
#include "base/staged-stream.h"

#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "base/mem.h"

enum { KEPT = 256 * 1024 /* bytes, for what comes next */ };

/* Not by grow(): who wrote half of something must not be left in the middle. */
static bool
stage_add(struct stage *st, const char *s, size_t n)
{
	size_t cap = st->cap != 0 ? st->cap : BUFSIZ;
	char *p = st->s;

	while (cap < st->len + n)
		cap *= 2;
	if (cap != st->cap)
		p = realloc(st->s, cap);
	if (p == NULL)
		return false;
	st->s = p;
	st->cap = cap;
	memcpy(st->s + st->len, s, n);
	st->len += n;
	return true;
}

static ssize_t
stage_put(void *cookie, const char *s, size_t n)
{
	return stage_add(cookie, s, n) ? (ssize_t)n : 0;
}

void
stage_open(struct stage *st)
{
	*st = (struct stage){0};
	st->fp = fopencookie(st, "w", (cookie_io_functions_t){.write = stage_put});
	if (st->fp == NULL)
		out_of_memory();
}

bool
stage_empty(const struct stage *st)
{
	return st->len == 0 && __fpending(st->fp) == 0 && !ferror_unlocked(st->fp);
}

void
stage_move(struct stage *st, FILE *fp)
{
	if (fflush(st->fp) != 0 || ferror(st->fp))
		out_of_memory();
	if (st->len != 0)
		(void)fwrite(st->s, 1, st->len, fp);
	st->len = 0;
	if (st->cap > KEPT) {
		free(st->s);
		st->s = NULL;
		st->cap = 0;
	}
}

void
stage_close(struct stage *st)
{
	if (st->fp != NULL)
		(void)fclose(st->fp);
	free(st->s);
	*st = (struct stage){0};
}
