/*
 * time: date-time, date and time (RFC 3339, 5.6), duration (RFC 3339, appendix A).
 *
 * RFC 3339 lets the letters be lower case, as ABNF does everywhere.
 */
#include "schema/formats/formats.h"

struct reader {
	struct str text;
	size_t at;
};

struct moment {
	unsigned year, month, day, minutes; /* minutes: of the day, local */
	unsigned second;
	int offset; /* minutes east of UTC */
};

static bool
at_end(const struct reader *r)
{
	return r->at == r->text.len;
}

/* Letters in either case. */
static bool
accept(struct reader *r, char wanted)
{
	char c;

	if (at_end(r))
		return false;
	c = r->text.s[r->at];
	if (c != wanted && (wanted < 'A' || wanted > 'Z' || c != wanted - 'A' + 'a'))
		return false;
	r->at++;
	return true;
}

/* Whether the next character is a digit; its value. */
static bool
digit(struct reader *r, unsigned *value)
{
	if (at_end(r) || r->text.s[r->at] < '0' || r->text.s[r->at] > '9')
		return false;
	*value = (unsigned)(r->text.s[r->at++] - '0');
	return true;
}

/* Exactly n digits, a value from low to high. */
static bool
digits(struct reader *r, unsigned n, unsigned low, unsigned high, unsigned *value)
{
	unsigned d;

	for (*value = 0; n > 0; n--) {
		if (!digit(r, &d))
			return false;
		*value = *value * 10 + d;
	}
	return *value >= low && *value <= high;
}

static unsigned
days_in_month(unsigned year, unsigned month)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30,
					     31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool
full_date(struct reader *r, struct moment *m)
{
	return digits(r, 4, 0, 9999, &m->year) && accept(r, '-') &&
	       digits(r, 2, 1, 12, &m->month) && accept(r, '-') &&
	       digits(r, 2, 1, days_in_month(m->year, m->month), &m->day);
}

static bool
time_offset(struct reader *r, struct moment *m)
{
	bool west;
	unsigned hours, minutes;

	m->offset = 0;
	if (accept(r, 'Z'))
		return true;
	west = accept(r, '-');
	if ((!west && !accept(r, '+')) || !digits(r, 2, 0, 23, &hours) ||
	    !accept(r, ':') || !digits(r, 2, 0, 59, &minutes))
		return false;
	m->offset = (int)(hours * 60 + minutes) * (west ? -1 : 1);
	return true;
}

static bool
full_time(struct reader *r, struct moment *m)
{
	unsigned hours, minutes, d;

	if (!digits(r, 2, 0, 23, &hours) || !accept(r, ':') ||
	    !digits(r, 2, 0, 59, &minutes) || !accept(r, ':') ||
	    !digits(r, 2, 0, 60, &m->second))
		return false;
	m->minutes = hours * 60 + minutes;
	if (accept(r, '.')) {
		if (!digit(r, &d))
			return false;
		while (digit(r, &d))
			;
	}
	return time_offset(r, m);
}

enum { DAY = 24 * 60 };

/* Leap seconds are inserted at 23:59:60 UTC (5.7). */
static bool
second_exists(const struct moment *m)
{
	int utc = ((int)m->minutes - m->offset + DAY) % DAY;

	return m->second < 60 || utc == DAY - 1;
}

/* ... and at the end of a month, so that east of UTC it is the first day already. */
static bool
leap_day(const struct moment *m)
{
	if ((int)m->minutes < m->offset)
		return m->day == 1;
	return m->day == days_in_month(m->year, m->month);
}

static bool
date_time(struct str text)
{
	struct reader r = {text, 0};
	struct moment m;

	return full_date(&r, &m) && accept(&r, 'T') && full_time(&r, &m) &&
	       at_end(&r) && second_exists(&m) && (m.second < 60 || leap_day(&m));
}

static bool
date(struct str text)
{
	struct reader r = {text, 0};
	struct moment m;

	return full_date(&r, &m) && at_end(&r);
}

static bool
time_of_day(struct str text)
{
	struct reader r = {text, 0};
	struct moment m;

	return full_time(&r, &m) && at_end(&r) && second_exists(&m);
}

/*
 * In v1 without leap seconds, which only a date has (v1 validation, "Dates, Times, and
 * Duration": MUST NOT for time, SHOULD for date-time).
 */
static bool
time_of_any_day(struct str text)
{
	struct reader r = {text, 0};
	struct moment m;

	return full_time(&r, &m) && at_end(&r) && m.second < 60;
}

/* 1*DIGIT and a unit; nothing is read if the unit is another one. */
static bool
amount(struct reader *r, char unit)
{
	size_t start = r->at;
	unsigned d;

	while (digit(r, &d))
		;
	if (r->at > start && accept(r, unit))
		return true;
	r->at = start;
	return false;
}

/*
 * Consecutive units of three, largest first: each may be followed by the next
 * only, so "1Y2D" and "1H2S" are not allowed.
 */
static bool
amounts(struct reader *r, const char units[3])
{
	int i = 0;

	while (i < 3 && !amount(r, units[i]))
		i++;
	if (i == 3)
		return false;
	while (++i < 3 && amount(r, units[i]))
		;
	return true;
}

static bool
duration(struct str text)
{
	struct reader r = {text, 0};
	bool some;

	if (!accept(&r, 'P'))
		return false;
	if (amount(&r, 'W'))
		return at_end(&r);
	some = amounts(&r, "YMD");
	if (accept(&r, 'T'))
		some = amounts(&r, "HMS");
	return some && at_end(&r);
}

const struct format formats_time[] = {
    {"date-time", DIALECT_ALL, date_time, "a date and time by RFC 3339"},
    {"date", DIALECT_FROM(DIALECT_DRAFT7), date, "a date by RFC 3339 (YYYY-MM-DD)"},
    {"time", DIALECT_FROM(DIALECT_DRAFT7) & ~DIALECT_FROM(DIALECT_V1), time_of_day,
     "a time with an offset by RFC 3339"},
    {"time", DIALECT_FROM(DIALECT_V1), time_of_any_day,
     "a time with an offset by RFC 3339, without leap seconds"},
    {"duration", DIALECT_FROM(DIALECT_2019_09), duration,
     "a duration by RFC 3339 (P1DT12H)"},
    {.name = NULL},
};
