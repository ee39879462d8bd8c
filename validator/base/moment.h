/*
 * moment: points in time as seconds since 1970 in UTC.
 *
 * For rules that compare times with each other or with today; the reader of RFC 3339 that
 * "format" needs is stricter and lives in schema/formats/time.c.
 */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { MOMENT_HOUR = 60 * 60, MOMENT_DAY = 24 * MOMENT_HOUR };

/* A time of the calendar; month and day are from 1. */
struct moment {
	unsigned year, month, day, hour, minute, second;
};

/* Its seconds; members may be beyond their ranges, as a 60th second is. */
int64_t moment_seconds(const struct moment *m);

/*
 * Reads a time as the service writes it: 2026-07-02T15:39:56.931Z, with a blank instead of
 * T, with an offset (+0200, +02:00), or without a zone, which is UTC then.  Fractions are
 * cut.  False if it is something else.
 */
bool moment_read(struct str text, int64_t *seconds);

/* The same in milliseconds; further digits of a fraction are cut. */
bool moment_read_ms(struct str text, int64_t *milliseconds);

/*
 * What SOURCE_DATE_EPOCH says, which makes runs repeatable (reproducible-builds.org); false
 * if it is not set, or no number of seconds from 1970 to the end of the year 9999.
 */
bool moment_fixed(int64_t *seconds);

/* What moment_fixed() says, or else now. */
int64_t moment_now(void);

/* The date as "2026-11-23"; empty if the calendar of the C library does not reach there. */
enum { MOMENT_DATE = 16 };
const char *moment_date(int64_t seconds, char out[MOMENT_DATE]);

/* The same with the time: "2026-11-23T08:15:00Z" (RFC 3339). */
enum { MOMENT_TEXT = 40 };
const char *moment_text(int64_t seconds, char out[MOMENT_TEXT]);

#endif
