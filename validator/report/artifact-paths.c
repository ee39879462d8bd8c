/*
 * artifact-paths: names of files as services that show reports know them.
 *
 * GitHub, GitLab and others join findings to files by the path from the root of
 * the repository, wherever in it the job runs: a path from another folder, with
 * "./" or an absolute one would belong to no file there.  The job says where its
 * repository is; without that it is where the nearest ".git" is.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/percent.h"
#include "report/reporters.h"

/* Appends path without empty, "." and ".." parts, each part behind a slash. */
static void
normalize(struct buf *out, const char *path)
{
	size_t len;

	for (; *path != '\0'; path += len) {
		path += strspn(path, "/");
		len = strcspn(path, "/");
		if (len == 0 || (len == 1 && path[0] == '.'))
			continue;
		if (len != 2 || memcmp(path, "..", 2) != 0) {
			buf_putc(out, '/');
			buf_add(out, path, len);
		} else if (out->len > 0) {
			while (out->s[--out->len] != '/')
				;
		}
	}
}

/* Cuts off the last part of a path that normalize() made. */
static void
shorten(struct buf *path)
{
	while (path->len > 0 && path->s[--path->len] != '/')
		;
	if (path->s != NULL)
		path->s[path->len] = '\0';
}

static bool
is_below(struct str path, struct str folder)
{
	return path.len > folder.len + 1 && str_starts(path, folder) &&
	       path.s[folder.len] == '/';
}

/* The folder is a root, as it is called and as it is without links. */
static void
add_root(struct roots *r, const char *folder)
{
	char *real;

	if (folder == NULL || *folder != '/')
		return;
	normalize(&r->folders[r->n++], folder);
	real = xrealpath(folder);
	if (real != NULL && strcmp(real, folder) != 0)
		normalize(&r->folders[r->n++], real);
	free(real);
}

/* Makes of a folder the nearest one from it upwards that a repository begins in. */
static bool
go_to_repository(struct buf *folder)
{
	size_t len;

	for (;;) {
		bool found;

		len = folder->len;
		buf_puts(folder, "/.git");
		found = access(folder->s, F_OK) == 0;
		folder->s[folder->len = len] = '\0';
		if (found || len == 0)
			return found;
		shorten(folder);
	}
}

void
roots_init(struct roots *r)
{
	char *cwd = xgetcwd();

	*r = (struct roots){.n = 0};
	normalize(&r->here, cwd != NULL ? cwd : "/");
	free(cwd);
	add_root(r, getenv("GITHUB_WORKSPACE"));
	add_root(r, getenv("CI_PROJECT_DIR"));
	buf_put(&r->folders[r->n], buf_str(&r->here));
	if (go_to_repository(&r->folders[r->n]))
		r->n++;
}

void
roots_release(struct roots *r)
{
	for (size_t i = 0; i < sizeof(r->folders) / sizeof(*r->folders); i++)
		buf_release(&r->folders[i]);
	buf_release(&r->here);
	buf_release(&r->path);
	buf_release(&r->name);
}

/* The path from the first root that it lies below. */
static bool
below_root(const struct roots *r, struct str path, struct buf *out)
{
	for (size_t i = 0; i < r->n; i++) {
		struct str root = buf_str(&r->folders[i]);

		if (is_below(path, root)) {
			buf_put(out, str_slice(path, root.len + 1, path.len));
			return true;
		}
	}
	return false;
}

/* From the repository that the file itself is in, or from the current folder. */
static bool
below_other(const struct roots *r, struct str path, struct buf *out)
{
	struct buf folder = BUF_INIT;
	struct str root = buf_str(&r->here);
	bool found;

	buf_put(&folder, path);
	shorten(&folder);
	found = go_to_repository(&folder);
	if (found)
		root = buf_str(&folder);
	found = is_below(path, root);
	if (found)
		buf_put(out, str_slice(path, root.len + 1, path.len));
	buf_release(&folder);
	return found;
}

/* The same for its name without links in front of the last part. */
static bool
below_in_truth(const struct roots *r, struct str path, struct buf *out)
{
	struct buf folder = BUF_INIT, whole = BUF_INIT;
	bool found = false;
	char *real;

	buf_put(&folder, path);
	shorten(&folder);
	real = xrealpath(folder.len != 0 ? folder.s : "/");
	if (real != NULL) {
		normalize(&whole, real);
		buf_put(&whole, str_slice(path, folder.len, path.len));
		found = below_root(r, buf_str(&whole), out) ||
			below_other(r, buf_str(&whole), out);
	}
	free(real);
	buf_release(&folder);
	buf_release(&whole);
	return found;
}

static void
find_name(struct roots *r, const char *path)
{
	struct buf full = BUF_INIT;
	struct str whole;

	if (path[0] != '/')
		buf_put(&full, buf_str(&r->here));
	normalize(&full, path);
	whole = buf_str(&full);
	buf_clear(&r->name);
	if (strcmp(path, STANDARD_INPUT) == 0)
		buf_puts(&r->name, path);
	else if (!below_root(r, whole, &r->name) && !below_other(r, whole, &r->name) &&
		 !below_in_truth(r, whole, &r->name))
		buf_put(&r->name, whole.len != 0 ? whole : STR("/"));
	buf_release(&full);
}

const char *
report_relative(struct roots *r, const char *path)
{
	/* The lines of a stream have the same path, very often. */
	if (r->name.len == 0 || !str_is(buf_str(&r->path), path)) {
		buf_clear(&r->path);
		buf_puts(&r->path, path);
		find_name(r, path);
	}
	return r->name.s;
}

static bool
in_path(char c)
{
	return str_is_letter(c) || str_is_digit(c) ||
	       (c != '\0' && strchr("-._~/!$&'()*+,;=@", c) != NULL);
}

void
report_percent(struct buf *out, struct str path)
{
	percent_encode(out, path, in_path);
}

void
report_uri(struct roots *r, struct buf *out, const char *path)
{
	const char *relative = report_relative(r, path);

	if (relative[0] == '/')
		buf_puts(out, "file://");
	report_percent(out, str_from(relative));
}
