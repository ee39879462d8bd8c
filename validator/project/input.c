/* input: see the header. */
#include "project/input.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

struct input *
inputs_add(struct inputs *in, const char *path, struct str absolute,
	   const struct profile *p)
{
	struct input *i;

	in->items = grow(in->items, &in->cap, in->n + 1, sizeof(*in->items));
	i = &in->items[in->n++];
	*i = (struct input){.path = path, .absolute = absolute, .profile = p};
	return i;
}

void
inputs_release(struct inputs *in)
{
	free(in->items);
	*in = (struct inputs){0};
}

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
	if (!in->standard && in->folder == NULL)
		return file_open(in->path, st);
	if (!in->standard)
		return below_open(last, in->folder, in->name, st);
	return fstat(STDIN_FILENO, st) != 0 ? -1 : STDIN_FILENO;
}
