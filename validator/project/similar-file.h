/*
 * similar-file: finds an existing file whose path is similar to that of a missing one.
 *
 * A path is followed name by name; a name that does not exist is replaced by the most
 * similar one of its folder.  A folder is read only if a name in it is missing, and the
 * number of entries that are read in a run is limited.
 */
#ifndef PROJECT_SIMILAR_FILE_H
#define PROJECT_SIMILAR_FILE_H

struct arena;

/* The similar path, in the arena; NULL if there is none, or if path itself exists. */
const char *nearby(const char *path, struct arena *a);

/*
 * Prints the sentence (fmt) with the reason why path cannot be read and, if path is
 * missing, the similar file.  error is an errno, or one of base/file.h.
 */
void similar_file_say(const char *path, int error, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
