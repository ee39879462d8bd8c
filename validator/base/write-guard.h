/*
 * write-guard: what a run must never write over.
 *
 * A report that replaces what is checked destroys it, and a symbolic link in a tree
 * of somebody else's leads a write to wherever that somebody likes.  Files that are
 * read are entered here by device and inode, so that neither another spelling of the
 * path nor a hard link hides them; who writes asks here first.
 */
#ifndef BASE_WRITE_GUARD_H
#define BASE_WRITE_GUARD_H

#include <stdbool.h>
#include <sys/types.h>

struct stat;

/* The file is read in this run.  What is no regular file is not entered. */
void guard_enter(const struct stat *st);

/* Forgets all files, before another run in the same process. */
void guard_forget(void);

/*
 * Whether path may be replaced: 0; ELOOP if it is a symbolic link, or (through) a part
 * of it below the current folder is one; ETXTBSY if it was entered.  Links of /dev are
 * the system's and allowed.
 */
int guard_path(const char *path, bool through);

/*
 * The number of the open file that path means by one of the system's names for it:
 * /dev/stdout, /dev/stderr, /dev/fd/N; -1 for another path.
 */
int guard_descriptor(const char *path);

#endif
