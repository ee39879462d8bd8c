/*
 * staged-stream: a stream whose text stays in memory until it is whole.
 *
 * When memory runs out, open_memstream(3) of glibc loses text and sets no error on the
 * stream; this stream sets one.
 */
#ifndef BASE_STAGED_STREAM_H
#define BASE_STAGED_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct stage {
	FILE *fp; /* to write to; owned by the stage */
	char *s;  /* what was written, up to the last fflush() */
	size_t len, cap;
};

/* Opens the stream; calls out_of_memory() if there is no memory. */
void stage_open(struct stage *st);

/* Whether nothing was written since the last stage_move(), and nothing lost. */
bool stage_empty(const struct stage *st);

/*
 * Writes the text to fp and empties the stage.  If some of the text was lost, it calls
 * out_of_memory() instead and writes nothing.
 */
void stage_move(struct stage *st, FILE *fp);

/* Frees the stage, which may be {0}.  Text that was not moved is lost. */
void stage_close(struct stage *st);

#endif
