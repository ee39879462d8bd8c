/*
 * secret-scan: where the secrets of a text are.
 *
 * Three rules look around each ':' and '=', and behind each '"': a member named like a secret and its
 * value, the user information of a URL, a parameter named like a secret.  None
 * needs to know where a string begins, so quotes that are missing, doubled or of
 * another kind hide nothing from them; escapes of JSON and of JSON Pointers are
 * read as what they stand for.  Every byte is looked at a bounded number of
 * times.
 *
 * Where all words of a text are words of JSON its strings are certain: then names and
 * values are read from them, and the rules look at one string at a time.  A name that
 * is written in one string cannot swallow the next.  Only secret.c and the two halves
 * of the scan include this.
 */
#ifndef FINDING_SECRET_SCAN_H
#define FINDING_SECRET_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/str.h"
#include "finding/diag.h"
#include "finding/secret.h"

enum scan_what {
	SCAN_URLS,     /* a value: only what is in URLs */
	SCAN_SENTENCE, /* the same, and a single quote ends a URL */
	SCAN_DOCUMENT  /* members too */
};

/* Sets *found to the secrets of text. */
void secret_scan(struct secrets *found, struct str text, enum scan_what what,
		 struct arena *a);

/*
 * Adds the secrets of commands in the text, after secret_scan(); secrets_settle() is to
 * be called then.  Returns whether there are any.
 */
bool secret_options(struct secrets *s);

/* secret_character() of one that may be escaped. */
size_t secret_escaped(struct str text, size_t at, char *c);

/* The character at offset at, which may be escaped; returns its length there. */
static inline size_t
secret_character(struct str text, size_t at, char *c)
{
	*c = text.s[at];
	return *c != '\\' && *c != '~' ? 1 : secret_escaped(text, at, c);
}

/* The character that the two hexadecimal digits at s stand for, if it is ASCII. */
bool secret_digits(const char *s, char *c);

/* Whether name is in the list, whose end is empty; "*x" there: or ends in x. */
bool secret_listed(struct str name, const struct str *list);

/* Whether a member of that name holds what another of the object names. */
bool secret_is_value(struct str name);

/* --- between the halves ---------------------------------------------------- */

struct scan {
	struct str text; /* or the beginning of it, up to the end of a string */
	enum scan_what what;
	struct secrets *found;
	size_t done;          /* what is before was looked at */
	size_t apart;         /* no user information begins before */
	size_t mark;          /* the next '@' or end of an authority, once looked for */
	struct span nameless; /* no value there is the name of a secret */
	bool exact;           /* strings end where they do in JSON */
	bool awaited;         /* text ends in the name of a secret and a ':' or '=' */
};

/* A secret, if there is anything between from and end to be hidden. */
void scan_take(struct scan *s, size_t from, size_t end);

/* Looks between from and end only. */
void scan_within(struct scan *s, size_t from, size_t end, enum scan_what what);

/* Behind the template (${x}, {{x}}, <%= x %>) at at, or at. */
size_t scan_skip_template(struct str text, size_t at, size_t end);

/* The closing quote of the JSON string whose text begins at at; text.len: none. */
size_t scan_close(struct str text, size_t at);

/* Whether a name like a secret's ends at at, blanks and a quote aside. */
bool scan_secret_before(struct scan *s, size_t at);

/*
 * Whether the name between from and end is that of a value beside which the name of a
 * secret stands: {"name": "password", "value": "..."}, in either order.
 */
bool scan_is_value_of_secret(struct scan *s, size_t from, size_t end);

/* Whether a value follows the name that ends at at: what should be between is not. */
bool scan_lacks_colon(const struct scan *s, size_t at);

/* Hides the value of a secret member; returns where to go on. */
size_t scan_hide_value(struct scan *s, size_t behind, bool prose);

static inline bool
is_literal(struct str word)
{
	return str_is(word, "null") || str_is(word, "true") || str_is(word, "false");
}

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
