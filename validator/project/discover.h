/*
 * discover: makes the list of inputs from the operands.
 *
 * A named file is always taken, unless --force-exclude leaves it out; a folder is
 * walked (project/walk.h).  A link to a file within the named folder stands for that
 * file, under the file's own name; other links are not followed, but counted.  The list
 * is sorted, and a file that several names lead to is in it once.  No input is opened
 * yet.  Answers of the service (--deployed) stand behind the others, as they were named.
 */
#ifndef PROJECT_DISCOVER_H
#define PROJECT_DISCOVER_H

#include <stdbool.h>

#include "project/input.h"

struct session;

/* Returns false, after it said why, if a config or a list of files is wrong. */
bool discover(struct inputs *in, struct session *s);

#endif
