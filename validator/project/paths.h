/*
 * paths: names of files as text.
 *
 * Two names are used.  The one the user gave is reported; its absolute form,
 * without "." and "..", says where config files, excludes and .gitignore apply.
 */
#ifndef PROJECT_PATHS_H
#define PROJECT_PATHS_H

#include "base/str.h"

struct arena;

/*
 * The current folder with a '/' at its end; "/" if it is nowhere any more.  False
 * and errno if nobody knows.
 */
bool path_current(struct arena *a, struct str *current);

/* path made absolute against current; "." and ".." resolved as text. */
struct str path_absolute(struct str current, const char *path, struct arena *a);

/* The folder of an absolute path, with its '/'. */
struct str path_folder(struct str path);

/* path as seen from folder (both absolute): may begin with "../". */
struct str path_relative(struct str folder, struct str path, struct arena *a);

/* Whether git keeps it for itself: a part of it is ".git", where a token may be. */
bool path_is_git(struct str path);

/*
 * Whether path leads, through all links, to something below folder (absolute, with '/' at
 * its end) that is not git's own; false if it leads nowhere.  If false, errno says why it
 * is not known, or is 0: it leads elsewhere.
 */
bool path_leads_below(const char *path, struct str folder);

/* Whether the name ends as JSON Lines files do. */
bool path_is_lines(struct str path);

/* Whether a walk takes a file of that name. */
bool path_is_wanted(struct str path);

#endif
