/*
 * answer: the subscriptions in what the service answered.
 *
 * A list of them, one, or a pair with one as its response.  What is half of an answer must
 * not look like a service with less in it, and what does not say whose it is not like a
 * subscription that nobody wants.
 */
#ifndef DRIFT_ANSWER_H
#define DRIFT_ANSWER_H

#include <stdbool.h>

struct arena;
struct examined;
struct matching;

/*
 * Adds them to those reported; false after it was said that not all of the document is
 * such.  It has been read; memory is from the arena.
 */
bool answer_take(struct matching *m, struct examined *e, struct arena *a);

#endif
