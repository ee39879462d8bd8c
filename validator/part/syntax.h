/*
 * syntax: in which language a definition is written, and its JSON.
 *
 * JSON is judged as it stands.  The others are turned into JSON with a map back to their
 * places: that is all that is known of them behind this header.
 */
#ifndef PART_SYNTAX_H
#define PART_SYNTAX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct part;
struct part_trouble;

enum syntax { SYNTAX_JSON, SYNTAX_JSONC, SYNTAX_JSON5, SYNTAX_YAML, SYNTAX_COUNT };

/* Of a longer text none is made: it can grow by six on the way, and places have 32 bits. */
#define SYNTAX_BYTES ((size_t)512 << 20)

/* The name of a syntax in the config and on the fences of Markdown: "json5". */
const char *syntax_name(enum syntax s);

/* The syntax of that name, or of another that is usual for it (yml); SYNTAX_COUNT: none. */
enum syntax syntax_find(struct str name);

/* The syntax that the end of a file's name tells; JSON where it tells nothing. */
enum syntax syntax_of_path(const char *path);

/*
 * The documents of a text in that syntax (which is not JSON), a part of outer each, NULL:
 * of the file.  One in JSONC and JSON5, in YAML as many as its stream has, and one that is
 * empty if it has none.
 *
 * *why is a list of what is to be said.  If there is something that ends the reading, it
 * is the last, and only the documents before it are there, which may be none (NULL).
 * Everything lives in the arena; the texts of a trouble are static or there, too.
 */
struct part *syntax_parts(enum syntax s, struct str text, const struct part *outer,
			  struct arena *a, struct part_trouble **why);

#endif
