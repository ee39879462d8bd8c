/*
 * regex-translate: a tree, written as a pattern of PCRE2.
 *
 * The text is for PCRE2_UTF | PCRE2_MATCH_UNSET_BACKREF | PCRE2_DOLLAR_ENDONLY
 * and uses no construct that other flags or later versions read otherwise:
 * every character that is no letter or digit is \x{..}, ^ is \A, $ is \z.
 * Only groups that are referred to capture.
 *
 * Callouts "(?Cn)" are the meter of regex_match(): one before each alternative
 * and one after each repetition of a character, so that no step that can be
 * repeated goes uncounted.  n says what lies between: 2^n steps, or CALLOUT_REF.
 */
#ifndef REGEX_REGEX_TRANSLATE_H
#define REGEX_REGEX_TRANSLATE_H

#include <stdbool.h>

struct buf;
struct regex_error;
struct tree;

enum { CALLOUT_REF = 255 }; /* a comparison with what a group holds */

/* false: PCRE2 cannot run it; err says why. */
bool translate(struct tree *root, struct buf *out, struct regex_error *err);

#endif
