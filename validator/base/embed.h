/*
 * embed: the files built into the program (everything below schemas/).
 *
 * The table is made by the build (Makefile) from the folder; names are paths below
 * schemas/, sorted.
 */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

#include <stddef.h>

#include "base/str.h"

struct embedded {
	const char *name; /* "cybersource/create-request.schema.json" */
	const char *text;
	size_t len;
	struct str id; /* the $id (draft 4: id) of its root, without '#'; or empty */
};

extern const struct embedded embedded_files[];
extern const size_t embedded_count;

/* The file of that name, or NULL. */
const struct embedded *embed_find(const char *name);

#endif
