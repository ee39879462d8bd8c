/*
 * write-guard: refuses to write over the files that a run reads.
 *
 * A report that replaces a checked file destroys it, and a symbolic link in a
 * stranger's folder can lead a write anywhere.  base/file.c enters the files that it
 * opens by name, and run/overwrite.c each input that the run would write over: by
 * device and inode, so that neither another spelling of the path nor a hard link hides
 * them.  base/file.c asks guard_path() before it writes; only --fix may replace a file
 * that was entered.
 */
#ifndef BASE_WRITE_GUARD_H
#define BASE_WRITE_GUARD_H

#include <stdbool.h>
#include <sys/types.h>

struct stat;

/* Remembers a file that this run reads.  Only regular files are remembered. */
void guard_enter(const struct stat *st);

/* Forgets all files, before another run in the same process. */
void guard_forget(void);

/*
 * Returns 0 if path may be replaced, ELOOP if it is a symbolic link, and ETXTBSY if it
 * was entered.  With through, ELOOP also if a folder on the way to it from the current
 * folder is a link.  Paths in /dev are always allowed: their links are the system's.
 */
int guard_path(const char *path, bool through);

/*
 * The number of the open file that path means by one of the system's names for it:
 * /dev/stdout, /dev/stderr, /dev/fd/N; -1 for another path.
 */
int guard_descriptor(const char *path);

#endif
