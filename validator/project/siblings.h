/*
 * siblings: what operands are that lie in one folder, without asking for each.
 *
 * Hooks and xargs name thousands of files.  When many in a row are of one folder, it is
 * read once: a name that it has as a regular file needs no stat(2).
 */
#ifndef PROJECT_SIBLINGS_H
#define PROJECT_SIBLINGS_H

#include <stddef.h>

struct siblings;
struct stat;

/* operands: about how many are to come. */
struct siblings *siblings_new(size_t operands);
void siblings_free(struct siblings *s);

/* So many more are to come. */
void siblings_expect(struct siblings *s, size_t operands);

/* As stat(2): 0 or errno.  Of a regular file, device and inode may be all that is set. */
int siblings_stat(struct siblings *s, const char *path, struct stat *st);

#endif
