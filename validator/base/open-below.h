/*
 * open-below: opens files below a folder that the user named, without following links.
 *
 * A stranger may have put a file there, and may exchange it before it is opened.  So
 * each folder on the way, and the file, is opened from the descriptor of its folder,
 * and the file must be a regular one once it is open.  The named folder itself may be a
 * link, or lie behind one: its user meant that.
 */
#ifndef BASE_OPEN_BELOW_H
#define BASE_OPEN_BELOW_H

#include "base/str.h"

struct arena;
struct stat;

struct below {
	const struct below *outer; /* NULL: the folder that was named */
	const char *name;          /* within outer, or the path that was named */
};

/*
 * The folder that was opened last: files of one folder mostly come one after the
 * other.  Each thread has its own; BELOW_INIT first, below_release() in the end.
 */
struct below_last {
	const struct below *folder;
	int fd;
};

#define BELOW_INIT ((struct below_last){.fd = -1})

void below_release(struct below_last *last);

/* A descriptor of the folder, for the caller to close; -1 and errno. */
int below_folder(const struct below *folder);

/*
 * A descriptor of the regular file, for the caller to close, and what fstat(2) says of
 * it; -1 and errno: ELOOP for a link, EINVAL for what is no regular file.
 */
int below_open(struct below_last *last, const struct below *folder, const char *name,
	       struct stat *st);

/* The bytes of the file, in the arena; 0 or the errno. */
int below_read(struct below_last *last, const struct below *folder, const char *name,
	       struct arena *a, struct str *text);

#endif
