/*
 * retry: when the service tries a delivery again.
 *
 * The numbers of retryPolicy, a = firstRetry and r = interval in minutes, make a
 * sequence of numberOfRetries retries; the n-th comes, after the failure,
 *
 *   ARITHMETIC   a + r * (n - 1)        10, 40, 70 for a = 10, r = 30
 *   GEOMETRIC    a * r^(n - 1)          10, 300, 9000
 *
 * minutes later.  The sequence is repeated repeatSequenceCount times, each time
 * repeatSequenceWaitTime minutes after the last retry (Webhooks Implementation
 * Guide, Retry policy).  All arithmetic is exact; what does not fit into 64 bits
 * (35 million million years) is never wrapped but RETRY_NEVER.
 */
#ifndef SERVICE_RETRY_H
#define SERVICE_RETRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "service/kind.h"

struct arena;
struct subscription;

#define RETRY_NEVER UINT64_MAX

enum retry_member {
	RETRY_ALGORITHM,
	RETRY_FIRST,
	RETRY_INTERVAL,
	RETRY_NUMBER,
	RETRY_DEACTIVATE,
	RETRY_REPEATS,
	RETRY_WAIT,
	RETRY_MEMBERS
};

enum { RETRY_SECONDS = 300 /* minutes: from here on they look like seconds */ };

/* As the document names them. */
extern const char *const retry_names[RETRY_MEMBERS];

enum retry_algorithm { RETRY_ARITHMETIC, RETRY_GEOMETRIC };

struct retry {
	enum retry_algorithm algorithm;
	uint64_t first, interval, number, repeats, wait; /* RETRY_NEVER: too large */
	bool deactivate;
	unsigned given; /* set of 1 << enum retry_member: in the document */
};

/* What the service does when the document says nothing. */
extern const struct retry retry_defaults;

/*
 * Reads a policy, absent members as their defaults, numbers in quotes as
 * numbers.  False if there is none or a member has a value that means nothing
 * (then the schema has said so, or it is a template).
 */
bool retry_read(struct retry *r, const struct subscription *s);

/*
 * Does it say all about the schedule?  An update may leave out what is to stay
 * as it is; then nobody here knows the schedule.
 */
bool retry_whole(const struct retry *r, enum kind kind);

/*
 * Reads deactivateFlag, true or "true"; false if it is neither that nor the
 * opposite.
 */
bool retry_flag(const struct subscription *s, bool *flag);

/* Minutes from the start of a sequence to its n-th retry, n from 1. */
uint64_t retry_offset(const struct retry *r, uint64_t n);

/* Minutes from the failure to the n-th retry of the sequence-th repeat (from 0). */
uint64_t retry_time(const struct retry *r, uint64_t sequence, uint64_t n);

/* Minutes from the failure to the last retry of all; 0 if there is none. */
uint64_t retry_last(const struct retry *r);

/*
 * The ARITHMETIC schedule of at most that many retries whose last comes so many minutes
 * after the failure; the first comes as soon as that allows.  Neither may be 0.
 */
struct retry retry_spread(uint64_t minutes, uint64_t most);

/* How many retries there are in all, RETRY_NEVER if too many to count. */
uint64_t retry_count(const struct retry *r);

/*
 * The time in human units, exact up to some thousand years: "10 min", "5 h",
 * "6.25 d", "1 h 5 min", "about 2000 years"; long: "10 minutes", "6.25 days".
 */
const char *retry_human(uint64_t minutes, bool long_units, struct arena *a);

/*
 * The first retries of a sequence: "10 min, 5 h, 6.25 d", or "10, 40, 70 min"
 * when all are near; of more than eight the first six, "..." and the last.
 */
const char *retry_list(const struct retry *r, struct arena *a);

#endif
