/*
 * similar-file: of a file that is not there, a similar one that is.
 *
 * A path is followed name by name; a name that does not exist is replaced by the most
 * similar one of its folder.  Folders are read only for names that were given and are
 * missing, and only so many entries in a run.
 */
#ifndef PROJECT_SIMILAR_FILE_H
#define PROJECT_SIMILAR_FILE_H

struct arena;

/* A path in the arena, or NULL if nothing similar exists. */
const char *nearby(const char *path, struct arena *a);

/*
 * Says the sentence, that path cannot be read, and why; if it is missing also what
 * similar file there is.  error: as errno, or of base/file.h.
 */
void nearby_say(const char *path, int error, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
