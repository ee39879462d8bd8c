/*
 * paths: names of files as services that show reports know them.
 *
 * GitHub and GitLab join findings to files by the path from the root of the
 * repository, where hooks and CI jobs run: "./a.json" or an absolute path
 * would belong to no file there.
 */
#include <stdlib.h>
#include <unistd.h>

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

void
report_relative(struct buf *out, const char *path)
{
	struct buf full = BUF_INIT, here = BUF_INIT;
	char *cwd = getcwd(NULL, 0);
	struct str whole;

	normalize(&here, cwd != NULL ? cwd : "/");
	if (path[0] != '/')
		buf_put(&full, buf_str(&here));
	normalize(&full, path);
	whole = buf_str(&full);
	if (whole.len > here.len + 1 && str_starts(whole, buf_str(&here)) &&
	    whole.s[here.len] == '/')
		whole = str_slice(whole, here.len + 1, whole.len);
	buf_put(out, whole.len != 0 ? whole : STR("/")); /* all parts are gone */
	buf_release(&full);
	buf_release(&here);
	free(cwd);
}

void
report_percent(struct buf *out, struct str path)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ-._~/!$&'()*+,;=@";

	for (size_t i = 0; i < path.len; i++) {
		if (memchr(plain, path.s[i], sizeof(plain) - 1) != NULL)
			buf_putc(out, path.s[i]);
		else
			buf_printf(out, "%%%02X", (unsigned char)path.s[i]);
	}
}

void
report_uri(struct buf *out, const char *path)
{
	struct buf relative = BUF_INIT;

	report_relative(&relative, path);
	if (relative.len != 0 && relative.s[0] == '/')
		buf_puts(out, "file://");
	report_percent(out, buf_str(&relative));
	buf_release(&relative);
}
