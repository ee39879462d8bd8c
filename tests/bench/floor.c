/*
 * floor: what reading costs, alone and with jansson, to compare with.
 *
 *     floor read FILE...       open, read, close: nobody can be faster
 *     floor jansson FILE...    and json_loadb() of each
 *     floor lines FILE...      and json_loadb() of each line
 *
 * Files are read in pieces that stay in the cache; to be parsed, whole.
 */
#include <fcntl.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

static char *text;
static size_t room = 1 << 16;

/* The length of what was kept. */
static size_t
slurp(const char *path, bool keep)
{
	int fd = open(path, O_RDONLY);
	size_t len = 0;
	ssize_t got;

	if (fd < 0)
		exit(2);
	while ((got = read(fd, text + len, room - len)) > 0) {
		bool full = (size_t)got == room - len;

		if (keep)
			len += (size_t)got;
		if (!full)
			break; /* the end: one read() for a small file */
		if (keep)
			text = xreallocarray(text, room *= 2, 1);
	}
	close(fd);
	return len;
}

static void
parse(const char *s, size_t len)
{
	json_t *value = json_loadb(s, len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);

	if (value == NULL)
		exit(1);
	json_decref(value);
}

static void
parse_lines(size_t len)
{
	const char *at = text, *end = text + len, *stop;

	for (; at < end; at = stop + 1) {
		stop = memchr(at, '\n', (size_t)(end - at));
		if (stop == NULL)
			stop = end;
		if (stop > at)
			parse(at, (size_t)(stop - at));
	}
}

int
main(int argc, char **argv)
{
	bool keep = argc > 1 && strcmp(argv[1], "read") != 0;

	if (argc < 3)
		return 2;
	text = xmalloc(room);
	for (int i = 2; i < argc; i++) {
		size_t len = slurp(argv[i], keep);

		if (strcmp(argv[1], "jansson") == 0)
			parse(text, len);
		else if (strcmp(argv[1], "lines") == 0)
			parse_lines(len);
	}
	free(text);
	return 0;
}
