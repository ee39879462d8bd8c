/*
 * escape: decodes the escapes of JSON strings (RFC 8259, 7).
 *
 * The reader, the edits of strings and the search for secrets all decode with this
 * function, so that they agree.
 */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The length of the escape that begins with the backslash at p, and its character in *c;
 * 0: it is none.  Half of a surrogate pair is a character of its own here.
 */
size_t escape_decode(const char *p, const char *end, uint32_t *c);

/* Half of a pair is no character that UTF-8 has: utf8.h says how it is kept. */
static inline bool
escape_is_half(uint32_t c)
{
	return c >= 0xd800 && c < 0xe000;
}

/*
 * Makes each escape of half a pair in a JSON text one of U+FFFD, which is as long; for
 * readers that take the text for none otherwise.
 */
void escape_replace_halves(char *text, size_t len);

#endif
