/*
 * secret-scan: where the secrets of a text are.
 *
 * Three rules look around each ':' and '=': a member named like a secret and its
 * value, the user information of a URL, a parameter named like a secret.  None
 * needs to know where a string begins, so quotes that are missing, doubled or of
 * another kind hide nothing from them; escapes of JSON and of JSON Pointers are
 * read as what they stand for.  Every byte is looked at a bounded number of
 * times.  Only secret.c and the two halves of the scan include this.
 */
#ifndef FINDING_SECRET_SCAN_H
#define FINDING_SECRET_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "finding/diag.h"

/* Who gets the spans of the secrets, in order. */
struct sink {
	void (*take)(struct sink *sink, struct span span);
	void *to;
	size_t done;  /* offset behind the last one taken */
	size_t apart; /* no user information begins before */
	size_t mark;  /* the next '@' or end of an authority, once looked for */
};

enum scan_what {
	SCAN_URLS,     /* a value: only what is in URLs */
	SCAN_SENTENCE, /* the same, and a single quote ends a URL */
	SCAN_DOCUMENT  /* members too */
};

void secret_scan(struct str text, enum scan_what what, struct sink *sink);

/* The character at offset at, which may be escaped; returns its length there. */
size_t secret_escaped(struct str text, size_t at, char *c);

static inline size_t
secret_character(struct str text, size_t at, char *c)
{
	*c = text.s[at];
	return *c != '\\' && *c != '~' ? 1 : secret_escaped(text, at, c);
}

/* Whether a text that ends in "on" may end in "authorization". */
bool secret_may_end_in_on(struct str text);

static inline bool
is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* By the last letter of a name, bits for the letter before it: 'd' & 31 is 4. */
extern const uint32_t secret_before[32];

/*
 * False: the text does not end in the name of a secret member, by the last letters of
 * all of them.  They have no digits; an escape may end in some.
 */
static inline bool
secret_member_may_end(struct str text)
{
	const char *end = text.s + text.len;

	if (text.len < 2)
		return true;
	if (is_letter(end[-1]) && is_letter(end[-2]))
		return (secret_before[end[-1] & 31] >> (end[-2] & 31) & 1) != 0 &&
		       ((end[-2] | 0x20) != 'o' || secret_may_end_in_on(text));
	if (end[-1] >= '0' && end[-1] <= '9' && text.len >= 6)
		return memchr(end - 6, '\\', 6) != NULL ||
		       memchr(end - 6, '%', 6) != NULL;
	return true; /* a separator, an escape: look closer */
}

/* --- between the halves ---------------------------------------------------- */

enum { NAME_BACK = 400 /* bytes of a name, escapes included */ };

struct scan {
	struct str text;
	enum scan_what what;
	struct sink *sink;
};

/* A secret, if there is anything between from and end to be hidden. */
void scan_take(struct scan *s, size_t from, size_t end);

/* Behind the template (${x}, {{x}}, <%= x %>) at at, or at. */
size_t scan_skip_template(struct str text, size_t at, size_t end);

/* Whether a name like a secret's ends at at, blanks and a quote aside. */
bool scan_secret_before(const struct scan *s, size_t at);

/* Hides the value of a secret member; returns where to go on. */
size_t scan_hide_value(struct scan *s, size_t behind, bool prose);

static inline bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline bool
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

static inline bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	       c == '_' || c == '-' || c == '.' || c == '$';
}

static inline size_t
skip_blank(struct str text, size_t at)
{
	while (at < text.len && is_blank(text.s[at]))
		at++;
	return at;
}

#endif
