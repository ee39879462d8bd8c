/* file-uri: see the header. */
#include "project/file-uri.h"

#include <strings.h>

#include "base/arena.h"
#include "base/percent.h"
#include "project/paths.h"
#include "schema/uri.h"

const char *
uri_file(struct str uri, struct arena *a)
{
	struct str path;

	if (uri.len < 5 || strncasecmp(uri.s, "file:", 5) != 0)
		return NULL;
	path = str_slice(uri, 5, uri.len);
	if (str_starts(path, STR("//"))) {
		path = str_slice(path, 2, path.len);
		if (str_starts(path, STR("localhost/")))
			path = str_slice(path, 9, path.len);
	}
	for (size_t i = 0; i < path.len; i++) {
		if (path.s[i] == '?' || path.s[i] == '#')
			path.len = i;
	}
	path = percent_decoded(path, a);
	if (path.len == 0 || path.s[0] != '/' || memchr(path.s, '\0', path.len) != NULL)
		return NULL;
	path = str_from(arena_strndup(a, path.s, path.len));
	return path_absolute(STR("/"), path.s, a).s;
}

const char *
uri_of_file(struct str path, struct arena *a)
{
	return arena_printf(a, "file://%.*s", STR_ARG(uri_path(path, a)));
}
