/*
 * recollect: documents that need not be read, because all that is in them was
 * found clean before (rules/recall.h).
 */
#ifndef CLI_RECOLLECT_H
#define CLI_RECOLLECT_H

#include "cli/examine.h"

/* May documents of the input be recalled at all?  Only if rules alone judge them. */
bool recollect_allowed(struct examiner *x, const struct input *in);

/*
 * Adds the result of a document that is known to be clean, or of a list, of which
 * only those elements are read that are not.  False: it has to be examined.
 */
bool recollect(struct examiner *x, const struct input *in, struct str text,
	       struct lines_place at);

/*
 * The same of the line at the begin of text, only if it is a document known to be
 * clean; *len is then where the line ends.
 */
bool recollect_line(struct examiner *x, const struct input *in, struct str text,
		    struct lines_place at, size_t *len);

/* Keeps a document that was examined and found clean. */
void recollect_learn(struct examiner *x, const struct examined *e);

#endif
