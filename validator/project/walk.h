/*
 * walk: the files below a folder that was named.
 *
 * Taken are *.json, *.jsonl, *.ndjson and what holds documents (part/form.h), but not in hidden folders, nor what the config
 * excludes or .gitignore leaves out, if git does not track it.  Folders are opened one
 * from the other (base/open-below.h), never by a link.
 */
#ifndef PROJECT_WALK_H
#define PROJECT_WALK_H

#include <stdbool.h>

#include "base/str.h"

struct inputs;
struct session;

/*
 * Adds the files below the folder, whose name is as it is to be reported.  *links is set
 * if a symbolic link was followed: two names may be one file then.  False after it said
 * what is wrong with a config.
 */
bool walk(struct inputs *in, struct session *s, const char *path, struct str absolute,
	  bool *links);

/* The same for the files in the folder itself, not in those below it. */
bool
walk_alone(struct inputs *in, struct session *s, const char *path, struct str absolute);

#endif
