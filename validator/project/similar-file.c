/* similar-file: see the header. */
#include "project/similar-file.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/suggest.h"
#include "finding/trouble.h"

/*
 * Entries that are compared in a run: a list of files may name very many.  To look for
 * one path takes as long as so many.
 */
enum { ENTRIES_MAX = 1 << 18, ENTRIES_PER_PATH = 64 };

static atomic_uint compared;

static bool
is_there(const struct buf *path, bool folder)
{
	struct stat st;

	return stat(path->s, &st) == 0 && (!folder || S_ISDIR(st.st_mode));
}

/* Appends the name to path if that exists. */
static bool
descend(struct buf *path, struct str name, bool folder)
{
	size_t len = path->len;

	buf_put(path, name);
	if (is_there(path, folder))
		return true;
	path->len = len;
	path->s[len] = '\0';
	return false;
}

/* The nearer of two names; of equally near ones the first by the alphabet. */
static bool
is_nearer(const char *name, unsigned distance, const struct buf *best, unsigned least)
{
	return distance < least ||
	       (distance == least && distance != UINT_MAX && strcmp(name, best->s) < 0);
}

/* The name in the folder (with a '/' behind, or empty) that wanted is similar to. */
static bool
find_similar(struct buf *best, const char *folder, struct str wanted)
{
	DIR *dir = opendir(*folder != '\0' ? folder : ".");
	unsigned least = UINT_MAX, distance;
	struct dirent *d;

	while (dir != NULL && (d = readdir(dir)) != NULL &&
	       atomic_fetch_add(&compared, 1) < ENTRIES_MAX) {
		if (d->d_name[0] == '.' && wanted.s[0] != '.')
			continue;
		distance = suggest_distance(wanted, str_from(d->d_name));
		if (!is_nearer(d->d_name, distance, best, least))
			continue;
		least = distance;
		buf_clear(best);
		buf_puts(best, d->d_name);
	}
	if (dir != NULL)
		(void)closedir(dir);
	return least != UINT_MAX;
}

static bool
follow(struct buf *out, const char *path)
{
	struct buf best = BUF_INIT;
	bool ok = true;

	while (ok && *path != '\0') {
		struct str name = {path, strcspn(path, "/")};
		size_t slashes = strspn(path + name.len, "/");

		if (name.len != 0 && !descend(out, name, slashes != 0)) {
			buf_clear(&best);
			ok = find_similar(&best, out->s, name) &&
			     descend(out, buf_str(&best), slashes != 0);
		}
		if (slashes != 0)
			buf_putc(out, '/');
		path += name.len + slashes;
	}
	buf_release(&best);
	return ok;
}

const char *
nearby(const char *path, struct arena *a)
{
	struct buf out = BUF_INIT;
	const char *found = NULL;

	if (atomic_fetch_add(&compared, ENTRIES_PER_PATH) >= ENTRIES_MAX)
		return NULL;
	buf_puts(&out, "");
	if (*path != '\0' && follow(&out, path) && strcmp(out.s, path) != 0)
		found = arena_strndup(a, out.s, out.len);
	buf_release(&out);
	return found;
}

void
similar_file_say(const char *path, int error, const char *fmt, ...)
{
	struct arena *a = arena_new();
	struct buf sentence = BUF_INIT;
	const char *similar = error == ENOENT ? nearby(path, a) : NULL;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&sentence, fmt, ap);
	va_end(ap);
	buf_printf(&sentence, ": %s", file_error(error));
	if (similar != NULL)
		buf_printf(&sentence, "; a similar one exists: '%s'", similar);
	say("%s", sentence.s);
	buf_release(&sentence);
	arena_free(a);
}
