/*
 * tracked: what git keeps of a repository, as its index says.
 *
 * A .gitignore leaves out only what git does not track: otherwise a change that adds one
 * could hide the very file that it changes.  Read are versions 2 to 4 of the index, with
 * SHA-1 and SHA-256, and what a split index shares (gitformat-index(5)).
 */
#ifndef PROJECT_TRACKED_H
#define PROJECT_TRACKED_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct tracked;

/*
 * The index in git's folder (absolute, with '/' at its end), in the arena; NULL if there
 * is none that can be read.
 */
const struct tracked *tracked_read(struct str git, struct arena *a);

/* Whether the file at path, relative to the top, or one in the folder "path/" is tracked. */
bool tracked_has(const struct tracked *t, struct str path);

#endif
