/*
 * encoding: JSON is UTF-8 (RFC 8259, 8.1), and what to say if a text is not.
 *
 * A byte order mark is a finding with a fix and is then skipped.  UTF-16 and
 * UTF-32 are recognised, with a mark and without (by the NUL bytes among the
 * first four, as RFC 4627, 3 had it), and named.  Single bad bytes are reported
 * one by one, the first few of a document; reading goes on behind them.
 */
#ifndef LOAD_ENCODING_H
#define LOAD_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

struct diags;
struct doc;
struct reader;

/*
 * Whether the text of a document may be read at all; reports its byte order
 * mark or foreign encoding.  *skip: the length of the mark.
 */
bool encoding_check(const struct doc *d, struct diags *ds, size_t *skip);

/*
 * Reports the ill-formed sequence at p (RFC 3629); returns its end: behind the
 * continuation bytes that its first byte asks for, as far as they follow.
 */
const char *encoding_bad_bytes(struct reader *r, const char *p);

/* After reading: how many more of them there were. */
void encoding_finish(struct reader *r);

#endif
