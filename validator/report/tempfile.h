/*
 * tempfile: output that has to wait until the end of the run.
 *
 * It waits in an unnamed temporary file, so memory does not grow with the
 * number of findings; where none can be made, in memory.
 */
#ifndef REPORT_TEMPFILE_H
#define REPORT_TEMPFILE_H

#include <stddef.h>
#include <stdio.h>

/* Makes n of the files ahead, before the sandbox (base/sandbox.h) lets none be made. */
void tempfile_prepare(size_t n);

FILE *tempfile_open(void);

/*
 * Copies what was written to fp and closes it; NULL is an empty one.  Trouble
 * with the spool ends the program: the report would be false.
 */
void tempfile_copy(FILE *spool, FILE *fp);

#endif
