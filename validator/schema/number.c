/*
 * number: exact arithmetic on numbers as they are written.
 *
 * The idea: every number is digits * 10^scale, where digits neither starts nor
 * ends with 0.  This form is unique, so comparing and hashing need the digits
 * only, and nothing is ever multiplied out, however large the exponent.
 */
#include "schema/number.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/mul128.h"

enum { CHUNK = 18, LIMB = 9 }; /* digits taken at a time; digits of a limb */

static const int64_t EXPONENT_LIMIT = INT64_MAX / 4;
static const int64_t SMALL_LIMIT = 1000000000000000000; /* 10^18 */
static const uint32_t LIMB_BASE = 1000000000;

struct decimal {
	const char *first; /* of the digits; one '.' may be among them */
	size_t n;          /* number of digits; 0 for zero */
	int64_t scale;     /* the value is digits * 10^scale */
	bool negative;
};

/* Walks over the digits of a decimal; zeros without end follow them. */
struct cursor {
	const char *next;
	size_t left;
};

/* The exponent behind "e", capped. */
static int64_t
read_exponent(const char *p, const char *end)
{
	bool negative = p < end && *p == '-';
	int64_t v = 0;

	if (p < end && (*p == '-' || *p == '+'))
		p++;
	for (; p < end && str_is_digit(*p); p++)
		if (v <= EXPONENT_LIMIT / 10 - 1)
			v = v * 10 + (*p - '0');
		else
			v = EXPONENT_LIMIT;
	return negative ? -v : v;
}

static struct decimal
decimal_read(struct str lexeme)
{
	const char *p = lexeme.s, *end = lexeme.s + lexeme.len, *dot = NULL, *last;
	struct decimal d = {.n = 0};

	if (p < end && *p == '-') {
		d.negative = true;
		p++;
	}
	while (p < end && (*p == '0' || (*p == '.' && dot == NULL))) {
		if (*p == '.')
			dot = p;
		p++;
	}
	d.first = last = p; /* last: behind the last digit that is not 0 */
	for (; p < end && (str_is_digit(*p) || (*p == '.' && dot == NULL)); p++) {
		if (*p == '.')
			dot = p;
		else if (*p != '0')
			last = p + 1;
	}
	if (last == d.first) {
		d.negative = false;
		return d;
	}
	d.n = (size_t)(last - d.first);
	if (dot != NULL && dot > d.first && dot < last)
		d.n--;
	if (dot == NULL || dot >= last) /* zeros between the last digit and the dot */
		d.scale = (dot != NULL ? dot : p) - last;
	else
		d.scale = dot - last + 1;
	if (p < end && (*p == 'e' || *p == 'E'))
		d.scale += read_exponent(p + 1, end);
	return d;
}

static struct cursor
cursor_at(const struct decimal *d)
{
	return (struct cursor){d->first, d->n};
}

/* The next want digits as a number. */
static uint64_t
take_digits(struct cursor *c, unsigned want)
{
	uint64_t v = 0;

	for (; want > 0; want--) {
		v *= 10;
		if (c->left == 0)
			continue;
		if (*c->next == '.')
			c->next++;
		v += (uint64_t)(*c->next++ - '0');
		c->left--;
	}
	return v;
}

/* The power of ten above the value: 10^(magnitude-1) <= value < 10^magnitude. */
static int64_t
magnitude(const struct decimal *d)
{
	return d->scale + (int64_t)d->n;
}

static bool
small_value(const struct decimal *d, int64_t *value)
{
	struct cursor c = cursor_at(d);
	int64_t m = magnitude(d);
	uint64_t v;

	*value = 0;
	if (d->n == 0)
		return true;
	if (d->scale < 0 || m > CHUNK + 1)
		return false;
	v = take_digits(&c, (unsigned)m);
	if (v > (uint64_t)SMALL_LIMIT)
		return false;
	*value = d->negative ? -(int64_t)v : (int64_t)v;
	return true;
}

struct number
number_read(struct str lexeme)
{
	struct number a = {.lexeme = lexeme};
	struct decimal d;

	a.small = number_plain(lexeme, &a.value);
	if (!a.small) {
		d = decimal_read(lexeme);
		a.small = small_value(&d, &a.value);
	}
	return a;
}

static int
compare_digits(const struct decimal *a, const struct decimal *b)
{
	struct cursor p = cursor_at(a), q = cursor_at(b);
	uint64_t v, w;

	while (p.left != 0 || q.left != 0) {
		v = take_digits(&p, CHUNK);
		w = take_digits(&q, CHUNK);
		if (v != w)
			return v < w ? -1 : 1;
	}
	return 0;
}

/* Compares the absolute values. */
static int
compare_absolute(const struct decimal *a, const struct decimal *b)
{
	if (a->n == 0 || b->n == 0)
		return (a->n != 0) - (b->n != 0);
	if (magnitude(a) != magnitude(b))
		return magnitude(a) < magnitude(b) ? -1 : 1;
	return compare_digits(a, b);
}

int
number_compare_exact(const struct number *a, const struct number *b)
{
	struct decimal p = decimal_read(a->lexeme), q = decimal_read(b->lexeme);

	if (p.negative != q.negative)
		return p.negative ? -1 : 1;
	return p.negative ? compare_absolute(&q, &p) : compare_absolute(&p, &q);
}

bool
number_is_integer(const struct number *a)
{
	return a->small || decimal_read(a->lexeme).scale >= 0;
}

/*
 * A large divisor, in limbs of nine digits, the lowest first.  rest, one limb
 * longer, is what is left of the digits seen so far; always less than divisor.
 */
struct division {
	uint32_t *divisor, *rest;
	size_t n; /* limbs of divisor, at least 3 */
};

/*
 * How often divisor goes into rest.  Three limbs divided by two are at most two
 * too many, and never too few.
 */
static uint64_t
estimate(const struct division *d)
{
	const uint32_t *r = d->rest + d->n, *b = d->divisor + d->n;
	uint64_t rest;

	return wide_scale((uint64_t)r[0] * LIMB_BASE + r[-1], LIMB_BASE, r[-2],
			  (uint64_t)b[-1] * LIMB_BASE + b[-2], &rest);
}

/* rest -= q * divisor; false if that made it negative (modulo its size). */
static bool
subtract(struct division *d, uint64_t q)
{
	uint64_t carry = 0, digit;
	size_t i;

	for (i = 0; i <= d->n; i++) {
		carry += i < d->n ? q * d->divisor[i] : 0;
		digit = carry % LIMB_BASE;
		carry /= LIMB_BASE;
		if (d->rest[i] < digit) {
			d->rest[i] += LIMB_BASE;
			carry++;
		}
		d->rest[i] -= (uint32_t)digit;
	}
	return carry == 0;
}

/* rest += divisor; true once that made it positive again. */
static bool
add_back(struct division *d)
{
	uint32_t carry = 0;
	size_t i;

	for (i = 0; i <= d->n; i++) {
		d->rest[i] += carry + (i < d->n ? d->divisor[i] : 0);
		carry = d->rest[i] >= LIMB_BASE;
		d->rest[i] -= carry ? LIMB_BASE : 0;
	}
	return carry != 0;
}

/* rest = (rest * 10^9 + limb) mod divisor */
static void
push_limb(struct division *d, uint32_t limb)
{
	memmove(d->rest + 1, d->rest, d->n * sizeof(*d->rest));
	d->rest[0] = limb;
	if (!subtract(d, estimate(d)))
		while (!add_back(d))
			;
}

/* The i-th limb of a number of so many digits, counted from the lowest. */
static uint32_t
take_limb(struct cursor *c, size_t digits, size_t i)
{
	bool top = i == (digits - 1) / LIMB;

	return (uint32_t)take_digits(c,
				     top ? (unsigned)((digits - 1) % LIMB + 1) : LIMB);
}

/*
 * Whether digits of a, filled with zeros up to total, are a multiple of b's.  Time
 * is in proportion to the digits of b and to those of the quotient.
 */
static bool
divides_long(const struct decimal *a, size_t total, const struct decimal *b)
{
	size_t n = (b->n + LIMB - 1) / LIMB, i, k;
	struct division d = {.n = n};
	struct cursor c = cursor_at(b);
	bool zero = true;

	d.divisor = xcalloc(n, sizeof(*d.divisor));
	d.rest = xcalloc(n + 1, sizeof(*d.rest));
	for (i = n; i-- > 0;)
		d.divisor[i] = take_limb(&c, b->n, i);
	c = cursor_at(a);
	i = (total + LIMB - 1) / LIMB;
	for (k = i < n ? i : n - 1; k-- > 0;) /* too short to be divided yet */
		d.rest[k] = take_limb(&c, total, --i);
	while (i-- > 0)
		push_limb(&d, take_limb(&c, total, i));
	for (i = 0; i <= n; i++)
		zero = zero && d.rest[i] == 0;
	mem_free(d.divisor);
	mem_free(d.rest);
	return zero;
}

/* The same for a divisor of up to 18 digits. */
static bool
divides_short(const struct decimal *a, size_t total, const struct decimal *b)
{
	struct cursor c = cursor_at(b);
	uint64_t divisor = take_digits(&c, (unsigned)b->n), rest;

	c = cursor_at(a);
	rest = take_digits(&c, (unsigned)((total - 1) % CHUNK + 1)) % divisor;
	for (total = (total - 1) / CHUNK; total > 0; total--)
		(void)wide_scale(rest, (uint64_t)SMALL_LIMIT, take_digits(&c, CHUNK),
				 divisor, &rest);
	return rest == 0;
}

/*
 * How many zeros behind another number can make it a multiple of b: as many as b
 * has factors 2 or 5, of which it has one kind only.  The last digits tell, unless
 * there are very many.
 */
static size_t
useful_zeros(const struct decimal *b)
{
	struct cursor c = cursor_at(b);
	uint64_t v = take_digits(&c, (unsigned)((b->n - 1) % CHUNK + 1));
	unsigned factor, count = 0;

	while (c.left != 0)
		v = take_digits(&c, CHUNK);
	factor = v % 2 == 0 ? 2 : 5;
	for (; v % factor == 0; v /= factor)
		count++;
	return b->n <= CHUNK || count < CHUNK ? count : 4 * b->n;
}

/*
 * a/b is A/B * 10^shift, and A is no multiple of 10, so shift must not be
 * negative; then B divides A * 10^shift or it does not.
 */
struct quotient {
	struct decimal a, b;
	size_t
	    digits; /* of A * 10^shift, as far as its zeros matter; 0: b is too large */
};

static struct quotient
quotient_of(const struct number *a, const struct number *b)
{
	struct quotient q = {decimal_read(a->lexeme), decimal_read(b->lexeme), 0};
	int64_t shift = q.a.scale - q.b.scale;
	size_t zeros;

	if (q.a.n == 0 || q.b.n == 0 || shift < 0 || magnitude(&q.a) < magnitude(&q.b))
		return q;
	zeros = useful_zeros(&q.b);
	q.digits = q.a.n + ((uint64_t)shift < zeros ? (size_t)shift : zeros);
	return q;
}

bool
number_multiple_of(const struct number *a, const struct number *b)
{
	struct quotient q;

	if (a->small && b->small)
		return b->value != 0 && a->value % b->value == 0;
	q = quotient_of(a, b);
	if (q.digits == 0)
		return q.a.n == 0 && q.b.n != 0;
	return q.b.n <= CHUNK ? divides_short(&q.a, q.digits, &q.b)
			      : divides_long(&q.a, q.digits, &q.b);
}

uint64_t
number_multiple_limbs(const struct number *a, const struct number *b)
{
	struct quotient q;
	uint64_t limbs;

	if (a->small && b->small)
		return 0;
	q = quotient_of(a, b);
	limbs = q.digits / LIMB + 1;
	if (q.b.n <= CHUNK || q.digits < q.b.n)
		return limbs;
	return ((q.digits - q.b.n) / LIMB + 1) * (q.b.n / LIMB + 1);
}

uint32_t
number_hash(struct str lexeme)
{
	struct number a = number_read(lexeme);
	uint64_t h = hash_secret, odd = UINT64_C(0xd6e8feb86659fd93);
	struct decimal d;
	struct cursor c;

	if (a.small) {
		h = hash_mix(h ^ (uint64_t)a.value, odd);
	} else {
		d = decimal_read(lexeme);
		h ^= (uint64_t)d.scale << 1 ^ d.negative;
		for (c = cursor_at(&d); c.left != 0;)
			h = hash_mix(h ^ take_digits(&c, CHUNK), odd);
	}
	return (uint32_t)(h ^ h >> 32);
}

/* 2^1024 - 2^970, half way to what would be the next one: it rounds to infinity. */
static const char infinite[] =
    "179769313486231580793728971405303415079934132710037826936173778980444968292764"
    "750946649017977587207096330286416692887910946555547851940402630657488671505820"
    "681908902000708383676273854845817711531764475730270069855571366959622842914819"
    "860834936475292719074168444365510704342711559699508093042880177904174497792";

bool
number_in_double(struct str lexeme)
{
	struct decimal d = decimal_read(lexeme), limit;

	if (lexeme.len <= 300 && d.scale <= 0) /* nearly always: no exponent */
		return true;
	limit = decimal_read(str_from(infinite));
	return compare_absolute(&d, &limit) < 0;
}
