/*
 * discover: from the operands to the list of inputs.
 *
 * A named file is always taken; a folder is walked (project/walk.h).  A link to a file within the named folder stands for that file, under the
 * file's own name; other links are not followed, but counted.  The list is sorted, and
 * a file that several names lead to is in it once.  Nothing is opened but folders,
 * .gitignore and config files.
 */
#ifndef PROJECT_DISCOVER_H
#define PROJECT_DISCOVER_H

#include <stdbool.h>

#include "project/input.h"

struct session;

/* False after it said what is wrong (a config, a list of files). */
bool discover(struct inputs *in, struct session *s);

#endif
