/*
 * open-below: files below a folder that was named, opened without following a link.
 *
 * What a walk finds may have been put there by a stranger, and may be another thing
 * by the time it is opened.  So it is opened from the folder's descriptor, each folder
 * on the way likewise, and it must be a regular file once it is open.  The folder that
 * was named itself may be, or lie behind, a link: that is what its user meant.
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
 * A descriptor of the regular file, for the caller to close; -1 and errno: ELOOP for a
 * link, EINVAL for what is no regular file.
 */
int below_open(struct below_last *last, const struct below *folder, const char *name);

/* The bytes of the file, in the arena; 0 or the errno. */
int below_read(struct below_last *last, const struct below *folder, const char *name,
	       struct arena *a, struct str *text);

#endif
