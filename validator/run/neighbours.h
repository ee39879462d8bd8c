/*
 * neighbours: tells whether an input lies in a folder with documents of the service.
 *
 * A walk passes over files that are none of ours.  A file that cannot be read as JSON
 * may be a broken definition, and is taken for one if definitions lie in its folder.
 * To find that out, the other inputs of the folder are read once more; only such files
 * cause it.
 */
#ifndef RUN_NEIGHBOURS_H
#define RUN_NEIGHBOURS_H

#include <stdbool.h>

struct beside;
struct input;
struct inputs;

/* lines: --json-lines was given.  The inputs are borrowed. */
struct beside *neighbours_new(const struct inputs *inputs, bool lines);
void neighbours_free(struct beside *b);

/*
 * Whether another input in the folder of in, or one of the first lines of in itself if
 * it is JSON Lines, is a document of ours.  Any thread may call it.
 */
bool neighbours_definitions(struct beside *b, const struct input *in);

/*
 * Whether the input itself, or one of its first lines, is or names a document of ours.
 */
bool neighbours_is_definition(const struct beside *b, const struct input *in);

#endif
