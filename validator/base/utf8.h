/*
 * utf8: well-formed UTF-8 as RFC 3629 (and Unicode table 3-7) has it.
 *
 * No overlong forms, no surrogates, nothing above U+10FFFF.  Decoded strings of JSON may
 * hold what is not: half of a surrogate pair that was an escape (RFC 8259, 8.2) stands
 * there as three bytes, as if it were a character, so that halves stay apart.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether a byte is none that a character begins with, but one of its others. */
static inline bool
utf8_continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/*
 * Decodes the character at s (len bytes are there, at least one).  Returns
 * its length and sets *c; returns 0 if the bytes are not well-formed.
 */
size_t utf8_decode(const char *s, size_t len, uint32_t *c);

/*
 * Writes c (a scalar value) to out, 1 to 4 bytes; returns their number.  jansson has a
 * function of this name, which is no secret where it is linked as an archive.
 */
size_t utf8_encode(uint32_t c, char out[4]) __asm__("hookvet_utf8_encode");

/* The same for half of a surrogate pair, and nothing else: 3 or 0. */
size_t utf8_half(const char *s, size_t len, uint32_t *c);

/* The length of what is not well-formed at s: 3 for half of a surrogate pair, else 1. */
size_t utf8_ill_formed(const char *s, size_t len);

/* Where the first half of a surrogate pair is, len if there is none. */
size_t utf8_find_half(const char *s, size_t len);

/* The number of code points; each other ill-formed byte counts as one. */
size_t utf8_count(const char *s, size_t len);

/* The length of the longest well-formed prefix. */
size_t utf8_valid_prefix(const char *s, size_t len);

#endif
