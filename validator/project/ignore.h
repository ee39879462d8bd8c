/*
 * ignore: what git leaves out of a folder.
 *
 * A chain from a folder up to the top of its repository: the .gitignore of
 * each, and .git/info/exclude at the end.  The nearest one that says anything
 * about a path decides.  What lies in an excluded folder is never looked at, so
 * it cannot be taken back in (gitignore(5)).
 */
#ifndef PROJECT_IGNORE_H
#define PROJECT_IGNORE_H

#include <stdbool.h>

#include "base/str.h"
#include "project/glob.h"

struct arena;

struct ignore {
	const struct ignore *outer;
	size_t base; /* length of its folder's path, with the '/' */
	struct globs globs;
};

/*
 * The chain for the folder at path (absolute, normalised, ends with '/'), from
 * the top of the repository it is in, if it is in one.  NULL if there is nothing.
 */
const struct ignore *ignore_folder(struct str path, struct arena *a);

/* The chain with the .gitignore of a folder below in front, if it has one. */
const struct ignore *
ignore_enter(const struct ignore *outer, struct str path, struct arena *a);

/* Whether git leaves out path: absolute, normalised, no '/' at the end. */
bool ignore_excludes(const struct ignore *chain, struct str path, bool folder);

/* The length of path up to the '/' of its repository's top folder; 0: in none. */
size_t ignore_repository(struct str path);

/*
 * Git's own folder of the repository at top (with '/' at its end): ".git/", or what the
 * file .git of a worktree or submodule names ("gitdir: PATH").
 */
struct str ignore_git(struct str top, struct arena *a);

/* Of that folder the one that holds info/exclude: a worktree shares its repository's. */
struct str ignore_common(struct str git, struct arena *a);

#endif
