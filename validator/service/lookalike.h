/*
 * lookalike: characters that are not what they seem.
 *
 * Text copied from PDF or a web page brings characters along that look like
 * others or like nothing: no-break spaces, zero-width characters, ligatures
 * (also as private-use characters), typographic quotes and dashes, letters of
 * other alphabets that look like a, e or o.  Where names are compared letter by
 * letter they are mistakes, in host names they may be fraud (Unicode Technical
 * Standard 39, confusable characters).
 */
#ifndef SERVICE_LOOKALIKE_H
#define SERVICE_LOOKALIKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct url;

enum lookalike_kind {
	LOOKALIKE_SPACE,     /* a blank that is none */
	LOOKALIKE_INVISIBLE, /* takes no room */
	LOOKALIKE_BIDI,      /* changes the direction of what is shown */
	LOOKALIKE_PRIVATE,   /* a private-use character: what fonts make of it */
	LOOKALIKE_LIGATURE,
	LOOKALIKE_SIGN,  /* a quote, dash, dot or slash */
	LOOKALIKE_LETTER /* a letter or digit */
};

struct lookalike {
	uint32_t c;
	enum lookalike_kind kind;
	const char *name;  /* of Unicode, or "" */
	const char *ascii; /* what it stands for; "" is nothing, NULL is unknown */
	struct str part;   /* where it is in the text that was searched */
};

/* Is c one?  Fills in all but part. */
bool lookalike_find(uint32_t c, struct lookalike *found);

/* The first in text. */
bool lookalike_first(struct str text, struct lookalike *found);

/* text with each of them replaced; s is NULL if one cannot be. */
struct str lookalike_plain(struct str text, struct arena *a);

/*
 * Whether the letters of a host's label are there to deceive: of two alphabets
 * mixed, or all of another one but each like one of ours.  A name that is
 * simply in another language is none.
 */
bool lookalike_label(struct str label);

/* Whether u's problem is such a character. */
bool lookalike_in_url(const struct url *u);

/* A label "xn--..." in letters (RFC 3492); s is NULL if it is none. */
struct str lookalike_decode(struct str label, struct arena *a);

/* A host in other letters as DNS has it, or NULL (also without libidn2). */
const char *lookalike_ascii_host(struct str host, struct arena *a);

#endif
