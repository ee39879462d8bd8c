/*
 * staged-stream: a stream whose text stays in memory until it is whole.
 *
 * open_memstream(3) of glibc loses what it finds no memory for without setting the
 * error of the stream; this one sets it.
 */
#ifndef BASE_STAGED_STREAM_H
#define BASE_STAGED_STREAM_H

#include <stddef.h>
#include <stdio.h>

struct stage {
	FILE *fp; /* to write to; owned by the stage */
	char *s;  /* what was written, up to the last fflush() */
	size_t len, cap;
};

/* No memory ends the program. */
void stage_open(struct stage *st);

/* Writes the text to fp and forgets it.  No memory for it ends the program before. */
void stage_move(struct stage *st, FILE *fp);

/* What was not moved is lost; may be called for {0}. */
void stage_close(struct stage *st);

#endif
