/* ignore: see the header. */
#include "project/ignore.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

static struct str
join_name(struct str folder, const char *name, struct arena *a)
{
	return str_from(arena_printf(a, "%.*s%s", STR_ARG(folder), name));
}

static const struct ignore *
add_file(const struct ignore *outer, struct str folder, const char *name,
	 struct arena *a)
{
	const char *path = join_name(folder, name, a).s;
	struct str text;
	struct globs globs = {0};
	struct ignore *ig;
	struct stat st;

	/* Nor does git take one in a tree that is a link. */
	if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
	    file_read_regular(path, a, &text) != 0)
		return outer;
	globs_add_lines(&globs, text);
	if (globs.n == 0)
		return outer;
	ig = arena_calloc(a, 1, sizeof(*ig));
	ig->outer = outer;
	ig->base = folder.len;
	/* The patterns live as long as the chain: in the arena. */
	ig->globs.items = arena_alloc(a, globs.n * sizeof(*globs.items));
	memcpy(ig->globs.items, globs.items, globs.n * sizeof(*globs.items));
	ig->globs.n = globs.n;
	globs_release(&globs);
	return ig;
}

/* A prefix of path that ends with '/', one component longer than len. */
static struct str
next_folder(struct str path, size_t len)
{
	while (len < path.len && path.s[len] != '/')
		len++;
	return str_slice(path, 0, len < path.len ? len + 1 : len);
}

size_t
ignore_repository(struct str path)
{
	char name[4096];
	size_t len = path.len;

	while (len != 0) {
		if (path.s[len - 1] == '/' && len + sizeof(".git") <= sizeof(name)) {
			memcpy(name, path.s, len);
			memcpy(name + len, ".git", sizeof(".git"));
			if (access(name, F_OK) == 0)
				return len;
		}
		len--;
	}
	return 0;
}

/* The folder that a file of git's names, seen from where; with '/' at its end. */
static struct str
named_folder(struct str text, struct str where, struct arena *a)
{
	while (text.len != 0 && strchr("\r\n", text.s[text.len - 1]) != NULL)
		text.len--;
	return str_from(
	    arena_printf(a, "%.*s%.*s/",
			 STR_ARG(text.len != 0 && text.s[0] == '/' ? STR("") : where),
			 STR_ARG(text)));
}

struct str
ignore_git(struct str top, struct arena *a)
{
	struct str prefix = STR("gitdir: "), text;

	if (file_read_regular(join_name(top, ".git", a).s, a, &text) == 0 &&
	    str_starts(text, prefix))
		return named_folder(str_slice(text, prefix.len, text.len), top, a);
	return join_name(top, ".git/", a);
}

struct str
ignore_common(struct str git, struct arena *a)
{
	struct str text;

	if (file_read_regular(join_name(git, "commondir", a).s, a, &text) == 0)
		return named_folder(text, git, a);
	return git;
}

const struct ignore *
ignore_folder(struct str path, struct arena *a)
{
	size_t top = ignore_repository(path);
	const struct ignore *chain = NULL;
	struct str git;
	struct ignore *exclude;

	if (top == 0)
		return add_file(NULL, path, ".gitignore", a);
	git = ignore_common(ignore_git(str_slice(path, 0, top), a), a);
	chain = add_file(NULL, git, "info/exclude", a);
	if (chain != NULL) {
		exclude = arena_alloc(a, sizeof(*exclude));
		*exclude = *chain;
		exclude->base = top; /* its patterns are relative to the top */
		chain = exclude;
	}
	for (struct str folder = str_slice(path, 0, top);;
	     folder = next_folder(path, folder.len)) {
		chain = add_file(chain, folder, ".gitignore", a);
		if (folder.len == path.len)
			break;
	}
	return chain;
}

const struct ignore *
ignore_enter(const struct ignore *outer, struct str path, struct arena *a)
{
	return add_file(outer, path, ".gitignore", a);
}

bool
ignore_excludes(const struct ignore *chain, struct str path, bool folder)
{
	for (; chain != NULL; chain = chain->outer) {
		switch (globs_verdict(&chain->globs,
				      str_slice(path, chain->base, path.len), folder)) {
		case GLOB_EXCLUDED:
			return true;
		case GLOB_INCLUDED:
			return false;
		case GLOB_SILENT:
			break;
		}
	}
	return false;
}
