/*
 * baseline: what was there when checking began.
 *
 * Findings are kept without line numbers, so that a baseline survives edits elsewhere.
 * What is in it is only marked, in the main thread, in the order of the inputs.
 */
#ifndef PROJECT_BASELINE_H
#define PROJECT_BASELINE_H

#include <stdbool.h>
#include <stddef.h>

struct baseline;
struct diags;
struct input;
struct session;

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
