/*
 * sandbox: what this process may still do once it reads files from strangers.
 *
 * Should a document ever take over the reader, it must not get anywhere: not to
 * the network, not to another program or process, not to files that nobody asked
 * to have written.  Two things of the Linux kernel see to that, each as far as
 * it is there; without them everything works as before.
 *
 * sandbox_calls() installs a filter of system calls (seccomp).  It is a list of
 * what is refused, not of what is allowed: which harmless calls the C library,
 * its threads or a preloaded library make differs from system to system, what
 * does harm does not.  Calls that are newer than the list are refused as an
 * older kernel would refuse them, so the list has no holes that open later.
 * Refused is refused (EPERM), not killed: a library that tries something on its
 * own goes on without it, as it would without the right.  Only a call in the
 * manner of another architecture kills, since nothing of ours makes any.
 *
 * If nothing is to be written, the filter refuses to open files for writing and
 * all that makes, removes or alters them.  If something is, it cannot tell one
 * path from another, and sandbox_files() can: no file is written or made outside
 * the folders named (Landlock), and none is read but those named.  What neither of
 * them can see is the mode, owner and attributes of a file that may be opened for
 * reading (a rewritten file keeps its own, so setting them is allowed), and whether
 * a file exists, its size and its times: stat(2) is asked for what may not be read,
 * too.  sandbox_files() may be called again when more is known: each time less is
 * allowed, never more.
 *
 * There is no switch: whoever writes the environment of a hook would be the one to
 * use it.
 *
 * Both hold for threads started later, so they come first; neither needs a
 * privilege, and neither can be undone.  Under sanitizers, which want to trace
 * themselves, both are left out, and elsewhere than on Linux.  sandbox_calls() knows
 * x86-64 and AArch64 only, and wants the kernel's headers, which a C library may be
 * without.
 */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Why this build has no filter of system calls, or no sandbox at all: a clause for
 * users; NULL if it has both, whatever the kernel then says.
 */
const char *sandbox_left_out(void);

/* Refuses harmful system calls; writing: files will be written.  False: cannot. */
bool sandbox_calls(bool writing);

/*
 * What a path is named for: to be read (a folder: all files below it), to be listed
 * with all folders below it, and to be written.  A file is replaced by a temporary
 * one, so that may be made and removed beside it; a folder stands for what is in it.
 */
enum { SANDBOX_READ = 1, SANDBOX_LIST = 2, SANDBOX_WRITE = 4 };

struct sandbox_place {
	const char *path; /* borrowed; need not exist: then what is above is listed */
	unsigned rights;
};

/* What is refused but to the places named. */
enum { SANDBOX_READING = 1, SANDBOX_WRITING = 2 };

/*
 * Refuses to read, or to write, make and remove files, or both, but in the places.
 * What is open stays open, and pipes and standard streams are no places.  Returns the
 * version of what the kernel has to offer, 0: none, or it did not work.
 */
int sandbox_files(const struct sandbox_place *places, size_t n, unsigned what);

#endif
