/*
 * str: a piece of text with a length, borrowed from somewhere.
 *
 * JSON strings may hold NUL, so text from an input always travels as a struct
 * str; only text of our own is a plain C string.  Print one with "%.*s" and
 * STR_ARG(s), and only after finding/safe.h has made it safe for a terminal.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *s;
	size_t len;
};

#define STR(literal) ((struct str){literal, sizeof(literal) - 1})
#define STR_INIT(literal)                                                              \
	{                                                                              \
		literal, sizeof(literal) - 1                                           \
	} /* in static tables */
#define STR_ARG(v) (int)((v).len > INT_MAX ? INT_MAX : (v).len), (v).s

static inline struct str
str_from(const char *s)
{
	return (struct str){s, strlen(s)};
}

/* ASCII only: whatever the locale, as RFC 3986 and DNS have it. */
static inline bool
str_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
str_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline char
str_lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

/* The value of a hexadecimal digit, or -1. */
static inline int
str_hex(char c)
{
	if (str_is_digit(c))
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static inline bool
str_equal(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.s, b.s, a.len) == 0);
}

static inline bool
str_is(struct str a, const char *s)
{
	return str_equal(a, str_from(s));
}

static inline bool
str_starts(struct str a, struct str prefix)
{
	return a.len >= prefix.len &&
	       (prefix.len == 0 || memcmp(a.s, prefix.s, prefix.len) == 0);
}

static inline bool
str_ends(struct str a, struct str suffix)
{
	return a.len >= suffix.len &&
	       (suffix.len == 0 ||
		memcmp(a.s + a.len - suffix.len, suffix.s, suffix.len) == 0);
}

/* The piece from..to of a (byte offsets). */
static inline struct str
str_slice(struct str a, size_t from, size_t to)
{
	return (struct str){a.s + from, to - from};
}

/* Without what stands at its ends of the characters in outer. */
static inline struct str
str_trim(struct str a, struct str outer)
{
	size_t from = 0, to = a.len;

	while (from < to && memchr(outer.s, a.s[from], outer.len) != NULL)
		from++;
	while (from < to && memchr(outer.s, a.s[to - 1], outer.len) != NULL)
		to--;
	return str_slice(a, from, to);
}

/* Without a byte order mark in front. */
static inline struct str
str_without_bom(struct str a)
{
	return str_starts(a, STR("\xef\xbb\xbf")) ? str_slice(a, 3, a.len) : a;
}

#endif
