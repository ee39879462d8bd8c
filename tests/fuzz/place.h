/*
 * place: a folder of our own for targets that need files, and the streams of the
 * program in memory.
 *
 * The folder is below TMPDIR, removed at the end, and the same for all inputs:
 * place_reset() takes away what a run has left.
 */
#ifndef TESTS_FUZZ_PLACE_H
#define TESTS_FUZZ_PLACE_H

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"

static char place[256];

static inline const char *
place_path(const char *name, char *out, size_t size)
{
	MUST((size_t)snprintf(out, size, "%s/%s", place, name) < size);
	return out;
}

/* Empties it; what is no file, or has another name, is what a run has left. */
static inline void
place_reset(void)
{
	char path[sizeof(place) + 257];
	DIR *dir = opendir(place);
	struct dirent *d;

	MUST(dir != NULL);
	while ((d = readdir(dir)) != NULL) {
		if (strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0)
			MUST(unlink(place_path(d->d_name, path, sizeof(path))) == 0);
	}
	(void)closedir(dir);
}

static inline void
place_remove(void)
{
	place_reset();
	(void)rmdir(place);
}

/* The first name that is free: mostly the same, and so is what depends on it. */
static inline void
place_init(void)
{
	const char *tmp = getenv("TMPDIR");
	int i = 0;

	do {
		MUST(i < 1000);
		snprintf(place, sizeof(place), "%s/hookvet-fuzz-%03d",
			 tmp != NULL && *tmp != '\0' ? tmp : "/tmp", i++);
	} while (mkdir(place, 0700) != 0);
	(void)atexit(place_remove);
}

static inline void
place_write(const char *name, struct str text)
{
	char path[sizeof(place) + 257];
	FILE *fp = fopen(place_path(name, path, sizeof(path)), "wb");

	MUST(fp != NULL);
	MUST(fwrite(text.s, 1, text.len, fp) == text.len);
	MUST(fclose(fp) == 0);
}

/* A standard stream, caught; glibc lets one assign them. */
struct caught {
	FILE **stream, *before;
	char *text;
	size_t len;
};

static inline void
catch_begin(struct caught *c, FILE **stream)
{
	*c = (struct caught){.stream = stream, .before = *stream};
	*stream = open_memstream(&c->text, &c->len);
	MUST(*stream != NULL);
}

/* closed: the program did it.  The text is for free(). */
static inline struct str
catch_end(struct caught *c, bool closed)
{
	if (!closed)
		MUST(fclose(*c->stream) == 0);
	*c->stream = c->before;
	return (struct str){c->text, c->len};
}

#endif
