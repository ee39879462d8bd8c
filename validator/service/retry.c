/* retry: when the service tries a delivery again. */
#include "service/retry.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "load/text.h"
#include "schema/number.h"
#include "service/subscription.h"

enum {
	HOUR = 60,
	DAY = 24 * HOUR,
	NEAR = 3 * HOUR,          /* up to here all of a list is in minutes */
	YEARS_FROM = 100000,      /* days */
	DIGITS_FIT = 19,          /* into 64 bits */
	LIST_MAX = 8,             /* retries that are listed one by one */
	LIST_FIRST = LIST_MAX - 2 /* of more: before the "..." */
};

const char *const retry_names[RETRY_MEMBERS] = {
    [RETRY_ALGORITHM] = "algorithm",         [RETRY_FIRST] = "firstRetry",
    [RETRY_INTERVAL] = "interval",           [RETRY_NUMBER] = "numberOfRetries",
    [RETRY_DEACTIVATE] = "deactivateFlag",   [RETRY_REPEATS] = "repeatSequenceCount",
    [RETRY_WAIT] = "repeatSequenceWaitTime",
};

const struct retry retry_defaults = {
    .algorithm = RETRY_ARITHMETIC,
    .first = 1,
    .interval = 1,
    .number = 3,
};

/* Sums and products that stay RETRY_NEVER once they do not fit. */
static uint64_t
plus(uint64_t a, uint64_t b)
{
	return a > RETRY_NEVER - b ? RETRY_NEVER : a + b;
}

static uint64_t
times(uint64_t a, uint64_t b)
{
	uint64_t product;

	if (a == 0 || b == 0)
		return 0;
	if (a == RETRY_NEVER || b == RETRY_NEVER ||
	    __builtin_mul_overflow(a, b, &product))
		return RETRY_NEVER;
	return product;
}

/* b^n; stops as soon as it does not fit, so n may be anything. */
static uint64_t
power(uint64_t b, uint64_t n)
{
	uint64_t result = 1;

	if (b <= 1)
		return n == 0 ? 1 : b;
	for (; n > 0 && result != RETRY_NEVER; n--)
		result = times(result, b);
	return result;
}

/* The same as read_digits() where they may not fit, but for zeros in front. */
static bool
read_many_digits(struct str digits, uint64_t *value)
{
	*value = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (!str_is_digit(digits.s[i]))
			return false;
		*value = plus(times(*value, 10), (uint64_t)(digits.s[i] - '0'));
	}
	return digits.len != 0 && *value <= INT64_MAX;
}

/* More than a 64-bit integer holds is number-out-of-range, and no time. */
static inline bool
read_digits(struct str digits, uint64_t *value)
{
	const char *p = digits.s, *end = p + digits.len;
	uint64_t v = 0;

	if (digits.len == 0 || digits.len > DIGITS_FIT)
		return read_many_digits(digits, value);
	for (; p < end; p++) {
		unsigned digit = (unsigned char)*p - (unsigned)'0';

		if (digit > 9)
			return false;
		v = v * 10 + digit;
	}
	*value = v;
	return v <= INT64_MAX;
}

/* The same of a number that has more than digits. */
static bool
read_number(struct node n, uint64_t *value)
{
	struct number number = number_read(node_text(n)), zero = number_read(STR("0"));

	if (!number_is_integer(&number) || number_compare(&number, &zero) < 0)
		return false;
	*value = number.small ? (uint64_t)number.value : 0;
	return number.small;
}

/* An integer of 0 or more, however it is written (1.0, 1e2, "1"). */
static inline bool
read_count(struct node n, uint64_t *value)
{
	enum node_type type = node_type(n);

	if (type == NODE_NUMBER)
		return read_digits(node_text(n), value) || read_number(n, value);
	return type == NODE_STRING && read_digits(node_string(n), value);
}

bool
retry_flag(const struct subscription *s, bool *flag)
{
	struct node n = s->deactivate_flag;

	enum node_type type = node_type(n);
	struct str text = node_string(n);

	*flag = type == NODE_TRUE || (text.len == 4 && memcmp(text.s, "true", 4) == 0);
	return *flag || type == NODE_FALSE || str_is(text, "false");
}

static bool
read_algorithm(struct node n, enum retry_algorithm *algorithm)
{
	*algorithm =
	    str_is(node_string(n), "GEOMETRIC") ? RETRY_GEOMETRIC : RETRY_ARITHMETIC;
	return *algorithm == RETRY_GEOMETRIC || str_is(node_string(n), "ARITHMETIC");
}

/* The members that are counts, and what they fill. */
static const struct {
	enum retry_member member;
	unsigned short node, value; /* their places in both structs */
} counts[] = {
#define COUNT(id, of, value)                                                           \
	{                                                                              \
		RETRY_##id, offsetof(struct subscription, of),                         \
		    offsetof(struct retry, value)                                      \
	}
    COUNT(FIRST, first_retry, first),         COUNT(INTERVAL, interval, interval),
    COUNT(NUMBER, number_of_retries, number), COUNT(REPEATS, repeat_count, repeats),
    COUNT(WAIT, repeat_wait, wait),
#undef COUNT
};

/* An absent member keeps its default, unless it is there under a misspelt name. */
static bool
read_counts(struct retry *r, const struct subscription *s)
{
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		enum retry_member m = counts[i].member;
		struct node n;

		memcpy(&n, (const char *)s + counts[i].node, sizeof(n));
		if (!node_exists(n)) {
			if (!subscription_lacks(s->retry, retry_names[m]))
				return false;
			continue;
		}
		r->given |= 1u << m;
		if (!read_count(n, (uint64_t *)(void *)((char *)r + counts[i].value)))
			return false;
	}
	return true;
}

bool
retry_read(struct retry *r, const struct subscription *s)
{
	*r = retry_defaults;
	if (!node_exists(s->retry))
		return false;
	if (node_exists(s->algorithm)) {
		r->given |= 1u << RETRY_ALGORITHM;
		if (!read_algorithm(s->algorithm, &r->algorithm))
			return false;
	}
	if (!node_exists(s->algorithm) && !subscription_lacks(s->retry, "algorithm"))
		return false;
	if (node_exists(s->deactivate_flag)) {
		r->given |= 1u << RETRY_DEACTIVATE;
		retry_flag(s, &r->deactivate);
	}
	return read_counts(r, s);
}

bool
retry_whole(const struct retry *r, enum kind kind)
{
	unsigned needed = 1u << RETRY_ALGORITHM | 1u << RETRY_FIRST |
			  1u << RETRY_INTERVAL | 1u << RETRY_NUMBER;

	return kind != KIND_UPDATE_REQUEST || (r->given & needed) == needed;
}

uint64_t
retry_offset(const struct retry *r, uint64_t n)
{
	if (r->algorithm == RETRY_GEOMETRIC)
		return times(r->first, power(r->interval, n - 1));
	return plus(r->first, times(r->interval, n - 1));
}

uint64_t
retry_time(const struct retry *r, uint64_t sequence, uint64_t n)
{
	uint64_t whole = plus(retry_offset(r, r->number), r->wait);

	return plus(times(sequence, whole), retry_offset(r, n));
}

uint64_t
retry_last(const struct retry *r)
{
	return r->number == 0 ? 0 : retry_time(r, r->repeats, r->number);
}

struct retry
retry_spread(uint64_t minutes, uint64_t most)
{
	struct retry r = retry_defaults;

	r.number = most < minutes ? most : minutes;
	if (r.number > 1)
		r.interval = (minutes - 1) / (r.number - 1);
	r.first = minutes - r.interval * (r.number - 1);
	return r;
}

uint64_t
retry_count(const struct retry *r)
{
	return times(r->number, plus(r->repeats, 1));
}

struct unit {
	uint64_t minutes;
	const char *brief, *one, *many;
};

static const struct unit units[] = {
    {DAY, "d", "day", "days"},
    {HOUR, "h", "hour", "hours"},
    {1, "min", "minute", "minutes"},
};

static const char *
unit_name(const struct unit *u, bool one, bool long_units)
{
	if (!long_units)
		return u->brief;
	return one ? u->one : u->many;
}

/* "6.25 d" if two digits say it exactly; else false. */
static bool
put_decimal(struct buf *b, uint64_t minutes, const struct unit *u, bool long_units)
{
	uint64_t whole = minutes / u->minutes, rest = minutes % u->minutes;
	uint64_t hundredths = rest * 100 / u->minutes;

	if (whole == 0 || rest * 100 % u->minutes != 0)
		return false;
	buf_number(b, whole);
	if (hundredths != 0) {
		buf_putc(b, '.');
		buf_number(b, hundredths / 10);
	}
	if (hundredths % 10 != 0)
		buf_number(b, hundredths % 10);
	buf_putc(b, ' ');
	buf_puts(b, unit_name(u, whole == 1 && rest == 0, long_units));
	return true;
}

/* "1 d 2 h 3 min" */
static void
put_mixed(struct buf *b, uint64_t minutes, bool long_units)
{
	bool any = false;

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		uint64_t count = minutes / units[i].minutes;

		minutes %= units[i].minutes;
		if (count == 0)
			continue;
		if (any)
			buf_putc(b, ' ');
		any = true;
		buf_number(b, count);
		buf_putc(b, ' ');
		buf_puts(b, unit_name(&units[i], count == 1, long_units));
	}
}

static void
put_human(struct buf *b, uint64_t minutes, bool long_units)
{
	uint64_t years =
	    (minutes / DAY * 10000 + 1826212) / 3652425; /* of 365.2425 d */

	if (minutes == RETRY_NEVER)
		buf_puts(b, "more than 35 million million years");
	else if (minutes / DAY >= YEARS_FROM * UINT64_C(1000000))
		buf_printf(b, "about %" PRIu64 " million years",
			   minutes / DAY / 365 / 1000000);
	else if (minutes / DAY >= YEARS_FROM)
		buf_printf(b, "about %" PRIu64 " years", years);
	else if (minutes == 0)
		buf_printf(b, "0 %s", unit_name(&units[2], false, long_units));
	else if (!put_decimal(b, minutes, &units[0], long_units) &&
		 (minutes >= 2 * DAY ||
		  !put_decimal(b, minutes, &units[1], long_units)))
		put_mixed(b, minutes, long_units);
}

static const char *
to_arena(struct buf *b, struct arena *a)
{
	const char *text = arena_strndup(a, buf_str(b).s, b->len);

	buf_release(b);
	return text;
}

const char *
retry_human(uint64_t minutes, bool long_units, struct arena *a)
{
	struct buf b = BUF_INIT;

	put_human(&b, minutes, long_units);
	return to_arena(&b, a);
}

static void
put_one(struct buf *b, uint64_t minutes, bool near)
{
	if (near)
		buf_number(b, minutes);
	else
		put_human(b, minutes, false);
}

const char *
retry_list(const struct retry *r, struct arena *a)
{
	struct buf b = BUF_INIT;
	uint64_t last = r->number != 0 ? retry_offset(r, r->number) : 0, n;
	bool near = last <= NEAR && r->first <= NEAR, cut = r->number > LIST_MAX;

	for (n = 1; n <= (cut ? LIST_FIRST : r->number); n++) {
		buf_puts(&b, n > 1 ? ", " : "");
		put_one(&b, retry_offset(r, n), near);
	}
	if (cut) {
		buf_puts(&b, ", ..., ");
		put_one(&b, last, near);
	}
	buf_puts(&b, near ? " min" : "");
	return to_arena(&b, a);
}
