/* open-below: see the header. */
#include "base/open-below.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum {
	FOLDER = O_RDONLY | O_CLOEXEC | O_DIRECTORY,
	FILE_FOUND = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
};

void
below_release(struct below_last *last)
{
	if (last->fd >= 0)
		(void)close(last->fd);
	*last = BELOW_INIT;
}

int
below_folder(const struct below *folder)
{
	int outer, fd, error;

	if (folder->outer == NULL)
		return open(folder->name, FOLDER);
	outer = below_folder(folder->outer);
	if (outer < 0)
		return -1;
	fd = openat(outer, folder->name, FOLDER | O_NOFOLLOW);
	error = errno;
	(void)close(outer);
	errno = error;
	return fd;
}

int
below_open(struct below_last *last, const struct below *folder, const char *name,
	   struct stat *st)
{
	int fd, error;

	if (last->folder != folder) {
		below_release(last);
		last->fd = below_folder(folder);
		if (last->fd < 0)
			return -1;
		last->folder = folder;
	}
	do
		fd = openat(last->fd, name, FILE_FOUND);
	while (fd < 0 && errno == EINTR);
	if (fd < 0)
		return fd;
	error = fstat(fd, st) != 0 ? errno : S_ISREG(st->st_mode) ? 0 : EINVAL;
	if (error == 0)
		return fd;
	(void)close(fd);
	errno = error;
	return -1;
}

int
below_read(struct below_last *last, const struct below *folder, const char *name,
	   struct arena *a, struct str *text)
{
	struct stat st;
	int fd = below_open(last, folder, name, &st), error;

	if (fd < 0)
		return errno;
	error = file_read_opened(fd, &st, a, text);
	(void)close(fd);
	return error;
}
