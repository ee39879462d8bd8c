/* file: see the header. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/xattr.h>
#endif
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/write-guard.h"

enum {
	FIRST_READ = 16 * 1024, /* most documents end within it */
	PATIENCE = 5,           /* seconds, for somebody at the other end of a pipe */
	TEMPORARY_TRIES = 100,
	DEVICE_MAX = 16 * 1024 * 1024 /* /dev/zero never ends */
};

const char *
file_error(int error)
{
	return error == EISDIR      ? "it is a folder"
	       : error == EAGAIN    ? "it changed while it was read"
	       : error == EINVAL    ? "it is no regular file"
	       : error == EFBIG     ? "it is larger than the 256 MiB that are read"
	       : error == ETIMEDOUT ? "it is a pipe, and nobody writes into it"
	       : error == ENOTTY    ? "it is a terminal or a device that makes one wait"
				    : strerror(error);
}

const char *
file_write_error(int error)
{
	return error == ELOOP     ? "it is a symbolic link, or lies behind one"
	       : error == ETXTBSY ? "this run reads it"
				  : strerror(error);
}

/* A terminal, and any device with nothing to read just now, would make us wait. */
static bool
makes_wait(int fd, mode_t mode)
{
	struct pollfd ready = {.fd = fd, .events = POLLIN};

	return S_ISCHR(mode) && (isatty(fd) || poll(&ready, 1, 0) <= 0);
}

int
file_open(const char *path, struct stat *st)
{
	int fd, error;

	do
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	while (fd < 0 && errno == EINTR);
	if (fd < 0 && errno == EACCES && stat(path, st) == 0 && S_ISDIR(st->st_mode))
		errno = EISDIR; /* a sandbox for files refuses a folder unseen */
	if (fd < 0)
		return -1;
	error = fstat(fd, st) != 0 ? errno : makes_wait(fd, st->st_mode) ? ENOTTY : 0;
	if (error != 0) {
		(void)close(fd);
		errno = error;
		return -1;
	}
	guard_enter(st);
	return fd;
}

/* read(2), again if a signal came between or nothing is there yet. */
static ssize_t
read_piece(int fd, char *to, size_t max)
{
	struct pollfd wait = {.fd = fd, .events = POLLIN};
	ssize_t n;

	while ((n = read(fd, to, max)) < 0 && (errno == EINTR || errno == EAGAIN)) {
		if (errno == EAGAIN)
			(void)poll(&wait, 1, -1);
	}
	return n;
}

/*
 * Whether there is more to be read where nothing was.  A pipe that nobody has
 * opened for writing yet is at its end, too, and poll(2) knows the difference.
 */
static bool
writer_comes(int fd, mode_t mode)
{
	struct pollfd wait = {.fd = fd, .events = POLLIN};
	int n;

	if (!S_ISFIFO(mode))
		return false;
	do
		n = poll(&wait, 1, PATIENCE * 1000);
	while (n < 0 && errno == EINTR);
	if (n == 0)
		errno = ETIMEDOUT;
	return n != 0;
}

ssize_t
file_read_piece(int fd, char *to, size_t max, bool first)
{
	ssize_t n = read_piece(fd, to, max);
	struct stat st;

	if (n != 0 || !first || fstat(fd, &st) != 0)
		return n;
	errno = 0;
	if (writer_comes(fd, st.st_mode))
		return read_piece(fd, to, max);
	return errno != 0 ? -1 : 0;
}

/* Reads until the end or until max bytes are there; -1 and errno if it fails. */
static ssize_t
read_some(int fd, char *to, size_t max)
{
	size_t done = 0;

	while (done < max) {
		ssize_t n = read_piece(fd, to + done, max - done);

		if (n < 0)
			return -1;
		if (n == 0)
			break;
		done += (size_t)n;
	}
	return (ssize_t)done;
}

/* The rest of a file that is longer than the first piece. */
static int
read_rest(int fd, const struct stat *st, struct arena *a, const char *first, size_t len,
	  struct str *text)
{
	struct stat now;
	size_t cap = 0;
	bool sized = S_ISREG(st->st_mode);
	bool device = S_ISCHR(st->st_mode) || S_ISBLK(st->st_mode);
	char *s;
	ssize_t n;

	if (sized && st->st_size > FILE_MOST)
		return EFBIG;
	/* One byte more than it says: then the end is seen in the same loop. */
	s = arena_grow(
	    a, NULL, &cap,
	    (sized && (size_t)st->st_size > len ? (size_t)st->st_size : 4 * len) + 2,
	    1);
	memcpy(s, first, len);
	for (;;) {
		n = read_some(fd, s + len, cap - len - 1);
		if (n < 0)
			return errno;
		len += (size_t)n;
		if (len < cap - 1)
			break;
		if (len > (device ? DEVICE_MAX : FILE_MOST))
			return EFBIG;
		s = arena_grow(a, s, &cap, cap * 2, 1);
	}
	/* Kernels may say 4096 of what is shorter; but then they stay with it. */
	if (sized && (fstat(fd, &now) != 0 || now.st_size < st->st_size))
		return EAGAIN;
	s[len] = '\0';
	*text = (struct str){s, len};
	return 0;
}

int
file_read_opened(int fd, const struct stat *st, struct arena *a, struct str *text)
{
	char first[FIRST_READ];
	ssize_t n = file_read_piece(fd, first, sizeof(first), true);

	if (n < 0)
		return errno;
	/*
	 * A regular file is at its end where its size says so; asking again would
	 * cost as much as the read itself.  Less than that may come from a network.
	 */
	if (n == 0 || (S_ISREG(st->st_mode) && n == st->st_size)) {
		text->s = arena_strndup(a, first, (size_t)n);
		text->len = (size_t)n;
		return 0;
	}
	return read_rest(fd, st, a, first, (size_t)n, text);
}

int
file_read_fd(int fd, struct arena *a, struct str *text)
{
	struct stat st;

	return fstat(fd, &st) != 0 ? errno : file_read_opened(fd, &st, a, text);
}

static int
read_path(const char *path, struct arena *a, struct str *text, bool regular)
{
	struct stat st;
	int fd = file_open(path, &st), error;

	if (fd < 0)
		return errno;
	if (regular && !S_ISREG(st.st_mode))
		error = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
	else
		error = file_read_opened(fd, &st, a, text);
	(void)close(fd);
	return error;
}

int
file_read(const char *path, struct arena *a, struct str *text)
{
	return read_path(path, a, text, false);
}

int
file_read_regular(const char *path, struct arena *a, struct str *text)
{
	return read_path(path, a, text, true);
}

char *
file_target(const char *path)
{
	char *target = xrealpath(path);
	struct stat st;

	if (target != NULL)
		return target;
	if (errno == ENOENT && lstat(path, &st) == 0 && S_ISLNK(st.st_mode)) {
		errno = ENOENT;
		return NULL; /* it leads nowhere: do not guess */
	}
	return errno == ENOENT ? xstrdup(path) : NULL;
}

char *
file_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL   ? xstrdup(".")
	       : slash == path ? xstrdup("/")
			       : xstrndup(path, (size_t)(slash - path));
}

/*
 * The i-th name to try for a temporary file beside path: not made of its name,
 * which may be as long as names can be.
 */
static char *
temporary_name(const char *path, int i)
{
	const char *slash = strrchr(path, '/');
	size_t folder = slash != NULL ? (size_t)(slash - path) + 1 : 0;
	char *s = xmalloc(folder + 48);

	memcpy(s, path, folder);
	snprintf(s + folder, 48, ".hookvet-%ld-%d.tmp", (long)getpid(), i);
	return s;
}

/* The name by which a file without a name can be given one: see open(2). */
static void
name_of_nameless(int fd, char name[32])
{
	snprintf(name, 32, "/proc/self/fd/%d", fd);
}

/*
 * Creates a file beside path that has no name yet, so that nothing is left if
 * the program is killed; -1 where the system cannot.
 */
static int
open_nameless(const char *path)
{
#ifdef O_TMPFILE
	char *folder = file_folder(path);
	int fd = open(folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
	char name[32];

	free(folder);
	if (fd < 0)
		return -1;
	name_of_nameless(fd, name);
	if (access(name, F_OK) == 0)
		return fd;
	(void)close(fd);
#else
	(void)path;
#endif
	return -1;
}

/*
 * A file beside w->path with a name that is free, w->temporary: the one without a name
 * that is open as nameless, or a new one if that is negative.  Returns what linkat(2) or
 * open(2) does.
 */
static int
take_name(struct file_writer *w, int nameless)
{
	char from[32], *to;
	int rc;

	name_of_nameless(nameless, from);
	for (int i = 0; i < TEMPORARY_TRIES; i++) {
		to = temporary_name(w->path, i);
		rc =
		    nameless >= 0
			? linkat(AT_FDCWD, from, AT_FDCWD, to, AT_SYMLINK_FOLLOW)
			: open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
			       0666);
		if (rc >= 0) {
			w->temporary = to;
			return rc;
		}
		free(to);
		if (errno != EEXIST)
			break;
	}
	return -1;
}

/* What else hangs on a file (access lists, labels), as far as the system lets us. */
static void
keep_attributes(int fd, const char *old)
{
#ifdef __linux__
	char names[4096], value[4096];
	ssize_t all = listxattr(old, names, sizeof(names)), len;

	for (ssize_t at = 0; at < all; at += (ssize_t)strlen(names + at) + 1) {
		len = getxattr(old, names + at, value, sizeof(value));
		if (len >= 0)
			(void)fsetxattr(fd, names + at, value, (size_t)len, 0);
	}
#else
	(void)fd;
	(void)old;
#endif
}

/* A new file gets its own name at once, if that is free; else one beside it. */
static int
name_nameless(struct file_writer *w)
{
	char from[32];

	if (!w->creates)
		return take_name(w, fileno(w->fp));
	name_of_nameless(fileno(w->fp), from);
	return linkat(AT_FDCWD, from, AT_FDCWD, w->path, AT_SYMLINK_FOLLOW);
}

/* Mode and owner of the file that will be replaced. */
static int
keep_identity(int fd, const struct stat *old)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return errno;
	if ((st.st_uid != old->st_uid || st.st_gid != old->st_gid) &&
	    fchown(fd, old->st_uid, old->st_gid) != 0)
		return errno;
	return fchmod(fd, old->st_mode & 07777) != 0 ? errno : 0;
}

static int
open_regular(struct file_writer *w, const struct stat *old)
{
	int fd, error;

	if (old != NULL && (old->st_mode & 0222) == 0)
		return EACCES; /* root may write there, but somebody did not want it */
	fd = open_nameless(w->path);
	w->nameless = fd >= 0;
	if (fd < 0)
		fd = take_name(w, -1);
	if (fd < 0)
		return errno;
	error = old != NULL ? keep_identity(fd, old) : 0;
	if (old != NULL)
		keep_attributes(fd, w->path);
	if (error == 0 && (w->fp = fdopen(fd, "w")) != NULL)
		return 0;
	if (error == 0)
		error = errno;
	(void)close(fd);
	return error;
}

/*
 * Opens what is no regular file.  To open a pipe waits for a reader, who may never
 * come.
 */
static FILE *
open_special(const char *path)
{
	const struct timespec pause = {.tv_nsec = 10 * 1000 * 1000};
	int fd = -1;
	FILE *fp;

	for (int i = 0; i < PATIENCE * 100 && fd < 0; i++) {
		fd = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
		if (fd < 0 && errno != ENXIO && errno != EINTR)
			return NULL;
		if (fd < 0)
			(void)nanosleep(&pause, NULL);
	}
	if (fd < 0 || fcntl(fd, F_SETFL, 0) != 0)
		fp = NULL;
	else
		fp = fdopen(fd, "w");
	if (fp == NULL && fd >= 0)
		(void)close(fd);
	return fp;
}

/* Opens what is there already by a number, as standard output is. */
static FILE *
open_descriptor(int number)
{
	int fd = fcntl(number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	FILE *fp = fd >= 0 ? fdopen(fd, "a") : NULL;

	if (fp == NULL && fd >= 0)
		(void)close(fd);
	return fp;
}

/* Opens w->path, which may be replaced. */
static int
open_path(struct file_writer *w)
{
	int number = guard_descriptor(w->path);
	struct stat st;
	bool exists = stat(w->path, &st) == 0;

	if (exists && S_ISDIR(st.st_mode))
		return EISDIR;
	if (number < 0 && (!exists || S_ISREG(st.st_mode)))
		return open_regular(w, exists ? &st : NULL);
	w->fp = number >= 0 ? open_descriptor(number) : open_special(w->path);
	return w->fp != NULL ? 0 : errno;
}

/* What is read may be replaced if that is what a rewrite is for. */
static int
allowed(const struct file_writer *w, const char *path)
{
	int error = guard_path(path, !w->rewrites);

	return error == ETXTBSY && w->rewrites ? 0 : error;
}

static int
begin(struct file_writer *w, const char *path)
{
	int error = allowed(w, path);

	if (error != 0)
		return error;
	w->path = xstrdup(path);
	error = open_path(w);
	if (error != 0)
		file_write_cancel(w);
	return error;
}

int
file_write_begin(struct file_writer *w, const char *path)
{
	*w = (struct file_writer){0};
	return begin(w, path);
}

int
file_rewrite_begin(struct file_writer *w, const char *path)
{
	*w = (struct file_writer){.rewrites = true};
	return begin(w, path);
}

int
file_create_begin(struct file_writer *w, const char *path)
{
	*w = (struct file_writer){.creates = true};
	return begin(w, path);
}

/*
 * Gives the temporary file its name; a new one by a second link, which replaces nothing,
 * or, where a file can have one link only, by taking the name with an empty file first.
 */
static int
take_place(struct file_writer *w)
{
	int fd, error;

	if (!w->creates)
		return rename(w->temporary, w->path);
	if (link(w->temporary, w->path) == 0)
		return unlink(w->temporary);
	if (errno == EEXIST)
		return -1;
	fd = open(w->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0)
		return -1;
	(void)close(fd);
	if (rename(w->temporary, w->path) == 0)
		return 0;
	error = errno;
	(void)unlink(w->path);
	errno = error;
	return -1;
}

int
file_write_end(struct file_writer *w)
{
	int error = 0;

	errno = 0;
	if (fflush(w->fp) != 0 || ferror(w->fp))
		error = errno != 0 ? errno : EIO;
	/* Some file systems tell only now that there was no room. */
	if (error == 0 && (w->temporary != NULL || w->nameless) &&
	    fsync(fileno(w->fp)) != 0 && errno != EINVAL && errno != EROFS)
		error = errno;
	/*
	 * What was read since it began, and links that came, are kept as well.  This
	 * takes memory, so it is asked before there is a name that could be left.
	 */
	if (error == 0 && (w->temporary != NULL || w->nameless))
		error = allowed(w, w->path);
	if (error == 0 && w->nameless && name_nameless(w) < 0)
		error = errno;
	if (fclose(w->fp) != 0 && error == 0)
		error = errno;
	w->fp = NULL;
	if (error == 0 && w->temporary != NULL && take_place(w) != 0)
		error = errno;
	if (error == 0) {
		free(w->temporary);
		w->temporary = NULL;
	}
	file_write_cancel(w);
	return error;
}

bool
file_write_direct(const struct file_writer *w)
{
	return w->temporary == NULL && !w->nameless;
}

void
file_write_cancel(struct file_writer *w)
{
	if (w->fp != NULL)
		(void)fclose(w->fp);
	if (w->temporary != NULL)
		(void)unlink(w->temporary);
	free(w->temporary);
	free(w->path);
	*w = (struct file_writer){0};
}

int
file_rewrite(const char *path, struct str text)
{
	struct file_writer w;
	int error = file_rewrite_begin(&w, path);

	if (error != 0)
		return error;
	(void)fwrite(text.s, 1, text.len, w.fp);
	return file_write_end(&w);
}
