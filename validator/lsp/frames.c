/* frames: see the header. */
#include "lsp/frames.h"

#include <strings.h>

#include "base/escape.h"

void
frames_release(struct frames *f)
{
	buf_release(&f->in);
}

void
frames_feed(struct frames *f, struct str bytes)
{
	size_t skipped = f->skip < bytes.len ? (size_t)f->skip : bytes.len;

	f->skip -= skipped;
	bytes = str_slice(bytes, skipped, bytes.len);
	if (f->at == f->in.len) {
		/* a long message is not kept for the short ones that follow */
		if (f->in.cap > FRAME_HEADER * 64)
			buf_release(&f->in);
		buf_clear(&f->in);
	} else if (f->at != 0) {
		memmove(f->in.s, f->in.s + f->at, f->in.len - f->at);
		f->in.len -= f->at;
	}
	f->at = 0;
	buf_put(&f->in, bytes);
}

/* The digits of a length; false for anything else, or one beyond counting. */
static bool
read_length(struct str text, uint64_t *length)
{
	*length = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (!str_is_digit(text.s[i]) ||
		    __builtin_mul_overflow(*length, 10, length) ||
		    __builtin_add_overflow(*length, text.s[i] - '0', length))
			return false;
	}
	return text.len != 0;
}

static struct str
trimmed(struct str s)
{
	while (s.len != 0 && strchr(" \t", s.s[0]) != NULL && s.s[0] != '\0')
		s = str_slice(s, 1, s.len);
	while (s.len != 0 && s.s[s.len - 1] == ' ')
		s.len--;
	return s;
}

/* The length that a header, without the empty line, says first; names in any case. */
static bool
read_header(struct str header, uint64_t *length)
{
	static const struct str name = STR_INIT("Content-Length");
	while (header.len != 0) {
		const char *end = memmem(header.s, header.len, "\r\n", 2);
		size_t len = end != NULL ? (size_t)(end - header.s) : header.len;
		struct str line = str_slice(header, 0, len);
		const char *colon = memchr(line.s, ':', line.len);

		if (colon == NULL)
			return false;
		if ((size_t)(colon - line.s) == name.len &&
		    strncasecmp(line.s, name.s, name.len) == 0)
			return read_length(
			    trimmed(str_slice(line, name.len + 1, line.len)), length);
		len += end != NULL ? 2 : 0;
		header = str_slice(header, len, header.len);
	}
	return false;
}

enum frame
frames_next(struct frames *f, struct str *message)
{
	struct str rest = str_slice(buf_str(&f->in), f->at, f->in.len);
	size_t most = rest.len < FRAME_HEADER ? rest.len : FRAME_HEADER, body;
	const char *end = memmem(rest.s, most, "\r\n\r\n", 4);
	uint64_t length;

	if (end == NULL)
		return rest.len >= FRAME_HEADER ? FRAME_BROKEN : FRAME_NONE;
	body = (size_t)(end - rest.s) + 4;
	if (!read_header(str_slice(rest, 0, body - 4), &length))
		return FRAME_BROKEN;
	if (length > FRAME_MOST) {
		f->skip = length;
		length = rest.len - body < length ? rest.len - body : length;
		f->skip -= length;
		f->at += body + (size_t)length;
		return FRAME_TOO_LONG;
	}
	if (rest.len - body < length)
		return FRAME_NONE;
	*message = str_slice(rest, body, body + (size_t)length);
	f->at += body + (size_t)length;
	/* editors may send them, and jansson takes none */
	escape_replace_halves(f->in.s + f->at - length, (size_t)length);
	return FRAME_MESSAGE;
}
