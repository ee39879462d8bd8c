/* pointer: see the header. */
#include "base/pointer.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

static bool
is_escape(struct str text, size_t at)
{
	return text.s[at] == '~' && at + 1 < text.len &&
	       (text.s[at + 1] == '0' || text.s[at + 1] == '1');
}

bool
pointer_valid(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.s[i] == '~' && !is_escape(text, i))
			return false;
	}
	return text.len == 0 || text.s[0] == '/';
}

struct str
pointer_next(struct str *pointer)
{
	struct str rest = str_slice(*pointer, 1, pointer->len);
	const char *slash = memchr(rest.s, '/', rest.len);
	size_t len = slash != NULL ? (size_t)(slash - rest.s) : rest.len;

	*pointer = str_slice(rest, len, rest.len);
	return str_slice(rest, 0, len);
}

struct str
pointer_name(struct str token, struct arena *a)
{
	char *out;
	size_t n = 0;

	if (memchr(token.s, '~', token.len) == NULL)
		return token;
	out = arena_alloc(a, token.len);
	for (size_t i = 0; i < token.len; i++) {
		if (is_escape(token, i))
			out[n++] = token.s[++i] == '0' ? '~' : '/';
		else
			out[n++] = token.s[i];
	}
	return (struct str){out, n};
}

bool
pointer_index(struct str token, size_t *index)
{
	*index = 0;
	if (token.len == 0 || (token.len > 1 && token.s[0] == '0'))
		return false;
	for (size_t i = 0; i < token.len; i++) {
		unsigned digit = (unsigned char)token.s[i] - '0';

		if (digit > 9)
			return false;
		*index = *index < SIZE_MAX / 16 ? *index * 10 + digit : SIZE_MAX;
	}
	return true;
}

void
pointer_put(struct buf *out, struct str name)
{
	size_t from = 0, i;

	buf_putc(out, '/');
	for (i = 0; i < name.len; i++) {
		if (name.s[i] != '~' && name.s[i] != '/' && name.s[i] != '\0')
			continue;
		buf_add(out, name.s + from, i - from);
		buf_puts(out, name.s[i] == '~'   ? "~0"
			      : name.s[i] == '/' ? "~1"
						 : "\xef\xbf\xbd");
		from = i + 1;
	}
	buf_add(out, name.s + from, i - from);
}
