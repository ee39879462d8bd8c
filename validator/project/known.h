/*
 * known: findings that were looked at before.
 *
 * A suppression of the config says why a finding may stay; a baseline lists
 * what was there when checking began, without line numbers, so that it survives
 * edits elsewhere.  Both only mark findings; all of it runs in the main thread,
 * in the order of the inputs.
 */
#ifndef PROJECT_KNOWN_H
#define PROJECT_KNOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct baseline;
struct diags;
struct input;
struct profile;
struct session;
struct suppression_index;

/* Room for what known_suppress() looks up. */
struct suppression_index *known_index(struct arena *a);

/* Marks what the suppressions of the input's config hide. */
void known_suppress(const struct input *in, struct diags *ds);

/* What was done with the documents of an input. */
struct tried {
	unsigned kinds; /* KIND_BIT() of each; of KIND_NONE: by a schema alone */
	bool missed;    /* some of it was not judged, or not all that is in it */
};

/* Notes for the suppressions of the input which of them might have matched. */
void known_tried(const struct input *in, const struct tried *t);

/*
 * What is wrong with the suppressions of a config after all inputs: expired, or
 * nothing matched, though its rule was tried on all that it might match.  Adds
 * findings to p->diags; returns how many.
 */
size_t known_unused(struct profile *p);

/* The baseline in path (which may be absent if it will be written); or NULL, said. */
struct baseline *baseline_read(struct session *s, const char *path, bool may_be_absent);
void baseline_free(struct baseline *b);

/* A baseline to be written to path. */
struct baseline *baseline_new(struct session *s, const char *path);

/* Marks what is in it, each entry as often as it was counted. */
void baseline_mark(struct baseline *b, const struct input *in, struct diags *ds);

/* Records all findings that are not suppressed, and marks them. */
void baseline_record(struct baseline *b, const struct input *in, struct diags *ds);

/* Takes over what old says about files that were not checked but still exist. */
void baseline_keep(struct baseline *b, const struct baseline *old);

/* Entries about files that were checked that matched nothing any more. */
size_t baseline_vanished(const struct baseline *b);

/* Writes it, sorted; returns 0 or the errno. */
int baseline_write(struct baseline *b);

size_t baseline_count(const struct baseline *b);

#endif
