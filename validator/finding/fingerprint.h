/*
 * fingerprint: how services recognise a finding that they have seen before.
 *
 * GitHub hashes the text from the start of a line on (a window of 100 UTF-16
 * units without blanks and tabs) and numbers equal ones; a producer must write
 * exactly that hash or none.  GitLab takes any string that stays the same when
 * lines move, and shows findings with equal ones only once.
 */
#ifndef FINDING_FINGERPRINT_H
#define FINDING_FINGERPRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/str.h"
#include "finding/diag.h"

/* Counts a fingerprint (in a map that was {0}): how often it was seen now. */
size_t fingerprint_count(struct map *seen, uint64_t fingerprint);

struct line_hash {
	uint64_t hash;
	size_t count; /* it is the count-th line with this hash */
};

/*
 * The hashes of all lines of a text, index 0 for the first line; free() them.
 * NULL if the text is not well-formed UTF-8: then GitHub reads something else.
 */
struct line_hash *fingerprint_lines(struct str text, size_t *n);

/*
 * Appends a JSON Pointer with "*" for what may be an index: an element more in front
 * of others, and their findings are still the same.  Those that become equal by it are
 * told apart by their values, or counted.
 */
void fingerprint_pointer(struct buf *out, const char *pointer);

/* A hash of rule, path, pointer and value: no line, no index, no sentence. */
uint64_t fingerprint_stable(const struct diag *d, const char *path);

/* A hash of a name that is to be the only one of a file. */
uint64_t fingerprint_name(const char *path, struct str name);

#endif
