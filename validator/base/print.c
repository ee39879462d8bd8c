/* print: see the header. */
#include "base/print.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct line {
	char *to;
	size_t room, len;
};

static void
put(struct line *l, const char *s, size_t len)
{
	size_t left = l->len < l->room ? l->room - l->len : 0;

	if (len != 0 && left != 0)
		memcpy(l->to + l->len, s, len < left ? len : left);
	l->len += len;
}

static void
put_number(struct line *l, size_t n)
{
	char digits[24], *p = digits + sizeof(digits);

	do
		*--p = (char)('0' + n % 10);
	while ((n /= 10) != 0);
	put(l, p, (size_t)(digits + sizeof(digits) - p));
}

static bool
put_text(struct line *l, const char *s)
{
	if (s != NULL)
		put(l, s, strlen(s));
	return s != NULL;
}

/* One conversion, fmt behind its '%': its length, or 0 if it is none of ours. */
static size_t
convert(struct line *l, const char *fmt, va_list *ap)
{
	const char *s;
	char c;
	int most;

	switch (*fmt) {
	case 's':
		return put_text(l, va_arg(*ap, const char *)) ? 1 : 0;
	case 'c':
		c = (char)va_arg(*ap, int);
		put(l, &c, 1);
		return 1;
	case 'u':
		put_number(l, va_arg(*ap, unsigned));
		return 1;
	case 'z':
		if (fmt[1] != 'u')
			return 0;
		put_number(l, va_arg(*ap, size_t));
		return 2;
	case 'l':
		if (fmt[1] != 'u')
			return 0;
		put_number(l, va_arg(*ap, unsigned long));
		return 2;
	case '.':
		if (fmt[1] != '*' || fmt[2] != 's')
			return 0;
		most = va_arg(*ap, int);
		s = va_arg(*ap, const char *);
		if (most < 0)
			return 0;
		put(l, s, strnlen(s, (size_t)most));
		return 3;
	default:
		return 0;
	}
}

static bool
ours(struct line *l, const char *fmt, va_list *ap)
{
	const char *percent;
	size_t len;

	while ((percent = strchr(fmt, '%')) != NULL) {
		put(l, fmt, (size_t)(percent - fmt));
		len = convert(l, percent + 1, ap);
		if (len == 0)
			return false;
		fmt = percent + 1 + len;
	}
	put(l, fmt, strlen(fmt));
	return true;
}

size_t
print(char *to, size_t room, const char *fmt, va_list ap)
{
	struct line l = {to, room, 0};
	va_list first;
	bool done;
	int n;

	va_copy(first, ap);
	done = ours(&l, fmt, &first);
	va_end(first);
	if (!done) {
		n = vsnprintf(to, room, fmt, ap);
		assert(n >= 0);
		return (size_t)n;
	}
	if (room != 0)
		to[l.len < room ? l.len : room - 1] = '\0';
	return l.len;
}
