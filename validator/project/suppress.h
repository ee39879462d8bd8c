/*
 * suppress: the "suppress" entries of a config, which say why a finding may stay.
 *
 * They only mark findings, in the main thread, in the order of the inputs.
 */
#ifndef PROJECT_SUPPRESS_H
#define PROJECT_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diags;
struct input;
struct profile;
struct suppression_index;

/* Room for what suppress_findings() looks up. */
struct suppression_index *suppress_index(struct arena *a);

/* Marks what the suppressions of the input's config hide. */
void suppress_findings(const struct input *in, struct diags *ds);

/* What was done with the documents of an input. */
struct tried {
	unsigned kinds; /* KIND_BIT() of each; of KIND_NONE: by a schema alone */
	bool missed;    /* some of it was not judged, or not all that is in it */
};

/* Notes for the suppressions of the input which of them might have matched. */
void suppress_tried(const struct input *in, const struct tried *t);

/*
 * What is wrong with the suppressions of a config after all inputs: expired, or
 * nothing matched, though its rule was tried on all that it might match.  Adds
 * findings to p->diags; returns how many.
 */
size_t suppress_unused(struct profile *p);

#endif
