/*
 * file: reading a file whole, and replacing one whole or not at all.
 *
 * A small file costs open, read and close, nothing more.  A file is written to
 * a temporary one beside it, synced, and renamed, so that a full disk or a crash
 * leaves the old one; where the system can, the temporary file has no name until
 * it is complete.  Mode, owner and access list are kept.  What is no regular file
 * (/dev/stdout, a pipe) is written directly.  Nothing is written through a symbolic
 * link, and nothing that this run reads is replaced: base/write-guard.h.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/str.h"

struct arena;
struct stat;

/* Bytes of a file, or of a line of JSON Lines, that are read at once. */
enum { FILE_MOST = 256 * 1024 * 1024 };

/*
 * The bytes of the file at path, in the arena (a NUL behind them).  Returns 0,
 * or the errno: EISDIR for a folder, EAGAIN if it changed while it was read,
 * EFBIG for more than FILE_MOST and for a device that does not end, ETIMEDOUT for a pipe without a writer, ENOTTY
 * for a terminal.  The file is entered in base/write-guard.h.
 */
int file_read(const char *path, struct arena *a, struct str *text);

/*
 * The same for a file that nobody named but that was found: EINVAL if it is a
 * device or a pipe, which might never end.
 */
int file_read_regular(const char *path, struct arena *a, struct str *text);

/* The same for an open descriptor, which stays open. */
int file_read_fd(int fd, struct arena *a, struct str *text);

/* The same, of which fstat(2) has said what it is. */
int file_read_opened(int fd, const struct stat *st, struct arena *a, struct str *text);

/*
 * Where a chain of symbolic links ends, so that the link itself is kept when its
 * target is replaced; NULL and errno if it leads nowhere.
 */
char *file_target(const char *path);

/* The folder a path lies in: up to the last '/', or ".". */
char *file_folder(const char *path);

/* In words, for users: why it could not be read, or written. */
const char *file_error(int error);
const char *file_write_error(int error);

/*
 * For those who read piece by piece: open(2), which waits for nobody and refuses what
 * would (-1 and errno, as file_read() says it), and read(2), which waits where it must;
 * at the first piece of a pipe only for some seconds.
 */
int file_open(const char *path, struct stat *st);
ssize_t file_read_piece(int fd, char *to, size_t max, bool first);

struct file_writer {
	FILE *fp;
	char *path, *temporary; /* temporary is NULL if written directly */
	bool nameless;          /* the temporary file gets its name at the end */
	bool rewrites;          /* what was read is meant to be replaced */
	bool creates;           /* nothing is replaced */
};

/*
 * Opens path for writing: w->fp.  Returns 0, or the errno: ELOOP if it is a symbolic
 * link or lies behind one, ETXTBSY if it was read.
 */
int file_write_begin(struct file_writer *w, const char *path);

/*
 * The same for a file that was read to be written anew.  Folders on the way may be
 * links: who walked to it has looked at them.
 */
int file_rewrite_begin(struct file_writer *w, const char *path);

/*
 * The same for a file that must be new: at the end EEXIST if there is one.  A pipe
 * or device is written all the same.
 */
int file_create_begin(struct file_writer *w, const char *path);

/* Puts it in its place.  Returns 0, or the errno: then the old file stands. */
int file_write_end(struct file_writer *w);

/* Whether what is written is seen before the end: nothing can be taken back. */
bool file_write_direct(const struct file_writer *w);

/* Gives it up: the old file stands. */
void file_write_cancel(struct file_writer *w);

/* A file that was read gets another text. */
int file_rewrite(const char *path, struct str text);

#endif
