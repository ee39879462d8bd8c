/* paths: see the header. */
#include "project/paths.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "part/form.h"

bool
path_current(struct arena *a, struct str *current)
{
	char *path = xgetcwd();

	*current = STR("/");
	/* One that was removed has nothing in it; but the user may name others. */
	if (path == NULL && errno != ENOENT)
		return false;
	if (path != NULL && path[0] == '/' && path[1] != '\0')
		*current = str_from(arena_printf(a, "%s/", path));
	free(path);
	return true;
}

/* Adds one component to an absolute path of len bytes without '/' at its end. */
static size_t
add_component(char *path, size_t len, struct str c)
{
	if (c.len == 0 || str_is(c, "."))
		return len;
	if (!str_is(c, "..")) {
		path[len] = '/';
		memcpy(path + len + 1, c.s, c.len);
		return len + 1 + c.len;
	}
	while (len != 0 && path[--len] != '/')
		;
	return len;
}

struct str
path_absolute(struct str current, const char *path, struct arena *a)
{
	struct str rest = str_from(path);
	char *out = arena_alloc(a, current.len + rest.len + 2);
	size_t len = 0;

	if (*path != '/') {
		len = current.len - 1;
		memcpy(out, current.s, len);
	}
	while (rest.len != 0) {
		const char *slash = memchr(rest.s, '/', rest.len);
		size_t step = slash != NULL ? (size_t)(slash - rest.s) : rest.len;

		len = add_component(out, len, str_slice(rest, 0, step));
		rest = str_slice(rest, slash != NULL ? step + 1 : step, rest.len);
	}
	if (len == 0)
		out[len++] = '/';
	out[len] = '\0';
	return (struct str){out, len};
}

struct str
path_folder(struct str path)
{
	while (path.len != 0 && path.s[path.len - 1] != '/')
		path.len--;
	return path;
}

struct str
path_relative(struct str folder, struct str path, struct arena *a)
{
	struct buf out = BUF_INIT;

	if (str_starts(path, folder))
		return str_slice(path, folder.len, path.len);
	do {
		folder = path_folder(str_slice(folder, 0, folder.len - 1));
		buf_puts(&out, "../");
	} while (!str_starts(path, folder));
	buf_put(&out, str_slice(path, folder.len, path.len));
	return buf_keep(&out, a);
}

bool
path_is_git(struct str path)
{
	size_t len;

	for (; path.len != 0; path = str_slice(path, len, path.len)) {
		const char *slash = memchr(path.s, '/', path.len);

		len = slash != NULL ? (size_t)(slash - path.s) + 1 : path.len;
		/* some file systems take ".Git" for the same */
		if (len - (slash != NULL) == 4 && strncasecmp(path.s, ".git", 4) == 0)
			return true;
	}
	return false;
}

bool
path_leads_below(const char *path, struct str folder)
{
	char *name = xstrndup(folder.s, folder.len);
	char *top = xrealpath(name), *real = xrealpath(path);
	size_t len = top != NULL ? strlen(top) : 0;
	bool below = real != NULL && len != 0 && strncmp(real, top, len) == 0 &&
		     (real[len] == '/' || top[len - 1] == '/') &&
		     !path_is_git(str_from(real + len));
	int error = top == NULL || real == NULL ? errno : 0;

	free(name);
	free(top);
	free(real);
	errno = error;
	return below;
}

bool
path_is_lines(struct str path)
{
	return str_ends(path, STR(".jsonl")) || str_ends(path, STR(".ndjson"));
}

bool
path_is_wanted(struct str path)
{
	return form_of_file(path) != NULL || path_is_lines(path);
}
