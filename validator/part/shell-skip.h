/*
 * shell-skip: the end of what stands in a shell's text, as POSIX has it (Shell Command
 * Language, 2.2 and 2.6).
 *
 * Nothing is looked up and nothing is run; what has no end ends with the text.
 */
#ifndef PART_SHELL_SKIP_H
#define PART_SHELL_SKIP_H

#include <stddef.h>

#include "base/str.h"

/* Behind a quotation that begins at at, both of the same mark. */
size_t shell_skip_quotes(struct str text, size_t at);

/* The same of $'...', whose escapes may be quotes. */
size_t shell_skip_ansi(struct str text, size_t at);

/* Behind what stands in brackets from at on: ${...}, $(...), within each other, too. */
size_t shell_skip_brackets(struct str text, size_t at);

/* Behind the expansion at at (2.6), or at if there is none. */
size_t shell_skip_expansion(struct str text, size_t at);

#endif
