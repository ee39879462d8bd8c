/*
 * safe: text of others, made fit to be shown.
 *
 * Nothing from an input or from the command line reaches a terminal or a log
 * as it is: control characters start escape sequences and fake log lines, bidi
 * controls reorder what one reads (the "trojan source" attack), invisible ones
 * hide.  They are shown as <U+202E>, ill-formed bytes as <FF>, and the usual
 * white space as \n, \r and \t.  What comes out is well-formed UTF-8 without
 * any of them, so doing it twice changes nothing.
 */
#ifndef FINDING_SAFE_H
#define FINDING_SAFE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

struct arena;

/* The columns that c takes in a terminal: 0, 1 or 2. */
unsigned safe_width(uint32_t c);

/* Whether c is never shown as itself. */
bool safe_hidden(uint32_t c);

/*
 * Whether the '[' at text.s[at] ends what a CI service may take for a command
 * anywhere in a line of its log: ##[error], ##vso[...], ##teamcity[...].
 */
bool safe_command(struct str text, size_t at);

/*
 * How much of the text is white space that a CI service may pass over before it looks
 * whether a line is a command.
 */
size_t safe_indent(struct str text);

/*
 * Appends the character at text.s[at] as it is shown; returns the bytes it has
 * there and adds to *width the columns it takes here.
 */
size_t safe_character(struct buf *out, struct str text, size_t at, size_t *width);

/*
 * From at on the first byte that is not shown as it is, in one column, wherever it
 * stands: any beyond ASCII, a control character, '['.
 */
size_t safe_skip(struct str text, size_t at);

/* Is all of it shown as it is, wherever it stands?  Of ASCII only, and no '['. */
bool safe_plain(struct str text);

/* Appends text as it is shown. */
void safe_add(struct buf *out, struct str text);

/*
 * The same for what may stand first in a line, blanks aside: "::" would be a command to
 * GitHub's runner, so its first colon is written <U+003A>.
 */
void safe_add_first(struct buf *out, struct str text);

/*
 * Appends the name of a file for the beginning of a line: one that starts with
 * "::" would be a command to GitHub's runner and gets "./" before it.
 */
void safe_path(struct buf *out, const char *path);

/* text itself if it may be shown as it is, else a safe copy in the arena. */
const char *safe_text(const char *text, struct arena *a);

/* Appends text, cut in the middle to at most max (>= 8) characters. */
void safe_shorten(struct buf *out, struct str text, size_t max);

/*
 * Appends text with every ill-formed byte as U+FFFD: for JSON, which can
 * escape all the rest itself.
 */
void safe_utf8(struct buf *out, struct str text);

/* The columns that text (shown as it is) takes. */
size_t safe_columns(struct str text);

#endif
