/* input: see the header. */
#include "cli/input.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

int
input_read(const struct input *in, struct below_last *last, struct arena *a,
	   struct str *text)
{
	if (in->standard)
		return file_read_fd(STDIN_FILENO, a, text);
	if (in->folder != NULL)
		return below_read(last, in->folder, in->name, a, text);
	return file_read(in->path, a, text);
}

int
input_open(const struct input *in, struct below_last *last, struct stat *st)
{
	int fd;

	if (!in->standard && in->folder == NULL)
		return file_open(in->path, st);
	fd = in->standard ? STDIN_FILENO : below_open(last, in->folder, in->name);
	return fd >= 0 && fstat(fd, st) != 0 ? -1 : fd;
}
