/*
 * regex-unicode: the names that \p{..} may have.
 *
 * ECMA-262 (22.2.2.9, tables 67 to 69) matches names of Unicode properties
 * exactly, PCRE2 loosely and without the long names of the general categories.
 * So the names are here, with PCRE2's spelling of each.
 */
#ifndef REGEX_REGEX_UNICODE_H
#define REGEX_REGEX_UNICODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum { PROPERTY_SPELLING = 16 };

/*
 * text is what stands between the braces: Lu, gc=Letter, Script=Greek, Emoji.
 * Writes PCRE2's spelling, with \p or, if negated, \P and all: "\P{Lu}".
 */
bool property_find(struct str text, bool negated, char out[PROPERTY_SPELLING]);

/* All names, for messages and tests: NULL at the end; names of scripts apart. */
const char *property_name(size_t i);
const char *property_script(size_t i);

#endif
