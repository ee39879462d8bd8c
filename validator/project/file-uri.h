/* file-uri: files by the URI that an editor writes, and by their path (RFC 8089). */
#ifndef PROJECT_FILE_URI_H
#define PROJECT_FILE_URI_H

#include "base/str.h"

struct arena;

/* The absolute path that a "file:" URI names, in the arena; NULL for any other. */
const char *uri_file(struct str uri, struct arena *a);

/* The URI of an absolute path, in the arena. */
const char *uri_of_file(struct str path, struct arena *a);

#endif
