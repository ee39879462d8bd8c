/*
 * trouble: trouble with the run, told once on standard error.
 *
 * Findings about an input never come here: they go through finding/diag.  The
 * sentence may hold names from the command line or a folder; it is made safe
 * for a terminal as a whole.
 */
#ifndef FINDING_TROUBLE_H
#define FINDING_TROUBLE_H

/* Prints "hookvet: ", the sentence and a line end. */
void say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
