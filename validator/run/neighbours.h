/*
 * neighbours: whether an input lies beside documents of the service.
 *
 * A walk passes over files that are none of ours.  One that cannot be read as JSON may
 * be a definition that is broken: among definitions it is taken for one.  To know that
 * the other inputs of its folder are read once more, which only such files cause.
 */
#ifndef RUN_NEIGHBOURS_H
#define RUN_NEIGHBOURS_H

#include <stdbool.h>

struct beside;
struct input;
struct inputs;

/* lines: --json-lines was given.  The inputs are borrowed. */
struct beside *beside_new(const struct inputs *inputs, bool lines);
void beside_free(struct beside *b);

/* To be called by any thread. */
bool beside_definitions(struct beside *b, const struct input *in);

/* Whether the input itself, or a line of its first ones, is a document of ours. */
bool beside_is_definition(const struct beside *b, const struct input *in);

#endif
