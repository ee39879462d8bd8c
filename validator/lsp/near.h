/* near: names of the catalogue that may have been meant by one that is wrong. */
#ifndef LSP_NEAR_H
#define LSP_NEAR_H

#include <stddef.h>

#include "finding/diag.h"

struct examined;
struct profile;

enum { NEAR_MOST = 5 };

/*
 * The names that are near to the string that the finding is about, nearest first; span:
 * of that string.  0 if it is about something else.
 */
size_t near_names(const struct profile *p, const struct examined *e,
		  const struct diag *f, struct str names[NEAR_MOST], struct span *span);

#endif
