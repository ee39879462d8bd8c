/*
 * glob: patterns of files, with the meaning that .gitignore gives them.
 *
 * "*" and "?" do not cross a '/', "**" as a whole component does; [a-z], [!a],
 * [[:alpha:]] and backslashes work.  A pattern without '/' (but at its end) is
 * matched against the last component, others against the whole path; one that
 * ends in '/' matches folders only; "!" takes back what an earlier one said.
 * The config's globs are the same, so there is one language to learn.
 */
#ifndef PROJECT_GLOB_H
#define PROJECT_GLOB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Whether pattern matches all of path.  Time is in proportion to both lengths. */
bool glob_match(struct str pattern, struct str path);

struct glob {
	struct str text;      /* without "!", leading and trailing '/' */
	bool negated;         /* "!" */
	bool folders;         /* ends with '/' */
	bool whole;           /* holds a '/': is matched against the whole path */
	unsigned char simple; /* enum, see glob.c: how it can be tested quickly */
};

struct globs {
	struct glob *items;
	size_t n, cap;
};

/* Reads one pattern; text is borrowed.  False for one that can match nothing. */
bool glob_parse(struct glob *g, struct str text);

void globs_add(struct globs *gs, struct str text);
void globs_release(struct globs *gs);

/*
 * Reads the lines of a .gitignore file: comments, blank lines, escaped leading
 * "#" and "!", trailing blanks.  text is borrowed.
 */
void globs_add_lines(struct globs *gs, struct str text);

enum glob_verdict { GLOB_SILENT, GLOB_EXCLUDED, GLOB_INCLUDED };

/* What the last pattern that matches path (relative, a file or folder) says. */
enum glob_verdict globs_verdict(const struct globs *gs, struct str path, bool folder);

/* Whether g matches the file at path, or a folder that holds it. */
bool glob_selects(const struct glob *g, struct str path);

/* Whether the file at path is excluded, itself or by a folder that holds it. */
bool globs_exclude(const struct globs *gs, struct str path);

#endif
