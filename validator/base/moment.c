/* moment: see the header. */
#include "base/moment.h"

#include <stdlib.h>
#include <time.h>

#define LAST_SECOND INT64_C(253402300799) /* of the year 9999 */

/* Days since 1970-01-01 of the proleptic Gregorian calendar; a year begins in March. */
static int64_t
days(int64_t year, int64_t month, int64_t day)
{
	year -= month <= 2;
	month += month <= 2 ? 9 : -3;
	return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 +
	       day - 719469;
}

static int64_t
month_days(int64_t year, int64_t month)
{
	return days(year + month / 12, month % 12 + 1, 1) - days(year, month, 1);
}

int64_t
moment_seconds(const struct moment *m)
{
	return days(m->year, m->month, m->day) * MOMENT_DAY + m->hour * MOMENT_HOUR +
	       m->minute * 60 + m->second;
}

/* Takes n digits off the front. */
static bool
digits(struct str *text, size_t n, unsigned *value)
{
	*value = 0;
	if (text->len < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!str_is_digit(text->s[i]))
			return false;
		*value = *value * 10 + (unsigned)(text->s[i] - '0');
	}
	*text = str_slice(*text, n, text->len);
	return true;
}

static bool
sign(struct str *text, const char *any)
{
	for (; *any != '\0' && text->len != 0; any++) {
		if (text->s[0] == *any) {
			*text = str_slice(*text, 1, text->len);
			return true;
		}
	}
	return false;
}

/* A fraction of a second, if there is one, in milliseconds. */
static unsigned
read_fraction(struct str *text)
{
	unsigned milliseconds = 0, digit;

	if (!sign(text, "."))
		return 0;
	for (unsigned worth = 100; digits(text, 1, &digit); worth /= 10)
		milliseconds += digit * worth;
	return milliseconds;
}

/* A zone, as one likes: seconds east of UTC, which no zone is. */
static bool
read_zone(struct str text, int64_t *east)
{
	unsigned hours = 0, minutes = 0;
	bool west;

	*east = 0;
	if (text.len == 0 || (sign(&text, "Zz") && text.len == 0))
		return true;
	west = text.s[0] == '-';
	if (!sign(&text, "+-") || !digits(&text, 2, &hours) ||
	    (sign(&text, ":"), !digits(&text, 2, &minutes)))
		return false;
	*east = (int64_t)(hours * MOMENT_HOUR + minutes * 60) * (west ? -1 : 1);
	return text.len == 0;
}

bool
moment_read_ms(struct str text, int64_t *milliseconds)
{
	struct moment m;
	unsigned fraction;
	int64_t east;

	if (!digits(&text, 4, &m.year) || !sign(&text, "-") ||
	    !digits(&text, 2, &m.month) || !sign(&text, "-") ||
	    !digits(&text, 2, &m.day) || !sign(&text, "Tt ") ||
	    !digits(&text, 2, &m.hour) || !sign(&text, ":") ||
	    !digits(&text, 2, &m.minute) || !sign(&text, ":") ||
	    !digits(&text, 2, &m.second) || m.month < 1 || m.month > 12 || m.day < 1 ||
	    m.day > month_days(m.year, m.month) || m.hour > 23 || m.minute > 59 ||
	    m.second > 60)
		return false;
	fraction = read_fraction(&text);
	if (!read_zone(text, &east))
		return false;
	*milliseconds = (moment_seconds(&m) - east) * 1000 + fraction;
	return true;
}

bool
moment_read(struct str text, int64_t *seconds)
{
	int64_t milliseconds;

	if (!moment_read_ms(text, &milliseconds))
		return false;
	*seconds = (milliseconds - (milliseconds < 0 ? 999 : 0)) / 1000;
	return true;
}

bool
moment_fixed(int64_t *seconds)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	char *end;

	if (fixed == NULL || *fixed == '\0')
		return false;
	*seconds = strtoll(fixed, &end, 10);
	return *end == '\0' && *seconds >= 0 && *seconds <= LAST_SECOND;
}

int64_t
moment_now(void)
{
	int64_t seconds;

	return moment_fixed(&seconds) ? seconds : time(NULL);
}

static const char *
put(int64_t seconds, const char *format, char *out, size_t size)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	if (gmtime_r(&t, &tm) == NULL || strftime(out, size, format, &tm) == 0)
		*out = '\0';
	return out;
}

const char *
moment_date(int64_t seconds, char out[MOMENT_DATE])
{
	return put(seconds, "%Y-%m-%d", out, MOMENT_DATE);
}

const char *
moment_text(int64_t seconds, char out[MOMENT_TEXT])
{
	return put(seconds, "%Y-%m-%dT%H:%M:%SZ", out, MOMENT_TEXT);
}
