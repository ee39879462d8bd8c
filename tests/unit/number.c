/*
 * number: exact arithmetic, against known answers and against a second, naive
 * implementation that multiplies everything out digit by digit.
 */
#include "schema/number.h"

#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "check.h"

static struct number
num(const char *s)
{
	return number_read(str_from(s));
}

static int
compare(const char *a, const char *b)
{
	struct number p = num(a), q = num(b);

	return number_compare(&p, &q);
}

static bool
multiple(const char *a, const char *b)
{
	struct number p = num(a), q = num(b);

	return number_multiple_of(&p, &q);
}

static bool
integer(const char *a)
{
	struct number p = num(a);

	return number_is_integer(&p);
}

/* Each line is one number in several spellings; the lines ascend. */
static const char *const ascending[][5] = {
    {"-1e999999999999999999", "-10e999999999999999998"},
    {"-1e400", "-10e399"},
    {"-9007199254740993", "-9007199254740993.0"},
    {"-9007199254740992"},
    {"-1.5", "-15e-1", "-0.15E+1"},
    {"-1", "-1.0", "-1e0", "-0.1e1", "-10E-1"},
    {"-1e-400", "-0.1e-399"},
    {"0", "-0", "0.0", "-0e999999999999", "0e-99999999999999999999"},
    {"1e-99999999999999", "0.1e-99999999999998"},
    {"1e-400", "0.01e-398"},
    {"0.01", "1e-2", "0.010"},
    {"0.1", "1e-1", "0.100"},
    {"1", "1.0", "1e0", "100e-2", "0.0001E4"},
    {"1.00000000000000000000000000000001"},
    {"19.99", "1999e-2"},
    {"100", "1e2", "1E+02", "100.00", "0.1e3"},
    {"999999999999999999", "999999999999999999.0"},
    {"1000000000000000000", "1e18", "1000000000000000000.0", "0.1e19"},
    {"1000000000000000001", "1000000000000000001.000"},
    {"9007199254740992e10", "90071992547409920000000000"},
    {"9007199254740993e10", "9007199254740993.0e10", "90071992547409930000000000"},
    {"1e399", "0.1e400"},
    {"1e400", "10e399"},
    {"1e999999999999999999", "10e999999999999999998"},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void
test_order(void)
{
	const size_t n = COUNT(ascending);
	size_t i, j, k, l;

	for (i = 0; i < n * 5; i++)
		for (j = 0; j < n * 5; j++) {
			const char *a = ascending[i / 5][i % 5],
				   *b = ascending[j / 5][j % 5];

			if (a == NULL || b == NULL)
				continue;
			k = i / 5;
			l = j / 5;
			if (!CHECK_ALL((compare(a, b) < 0) == (k < l)) ||
			    !CHECK_ALL((compare(a, b) > 0) == (k > l)))
				printf("\t%s and %s\n", a, b);
			if (k == l)
				CHECK_ALL(number_hash(str_from(a)) ==
					  number_hash(str_from(b)));
		}
}

static void
test_integer(void)
{
	CHECK(integer("0") && integer("-0") && integer("0.0") && integer("0e-5"));
	CHECK(integer("1.0") && integer("1e2") && integer("10e-1") && integer("-7"));
	CHECK(integer("1e400") && integer("123456789012345678901234567890"));
	CHECK(integer("1.5e1") && integer("1e999999999999999999999"));
	CHECK(integer("100000000000000000000000000000000e-32"));
	CHECK(!integer("0.5") && !integer("1e-1") && !integer("1.5e0"));
	CHECK(!integer("100000000000000000000000000000000e-33"));
	CHECK(!integer("98249283749234923498293171823948729348710298301928331.5"));
	CHECK(!integer("1e-999999999999999999999"));
}

static void
test_multiple(void)
{
	CHECK(multiple("19.99", "0.01") && multiple("0.0075", "0.0001"));
	CHECK(multiple("4.35", "0.05") && multiple("1.1", "0.1"));
	CHECK(multiple("35", "1.5") == false && multiple("4.5", "1.5"));
	CHECK(multiple("1e308", "0.5") && multiple("1e308", "0.123456789") == false);
	CHECK(multiple("12391239123", "1e-8"));
	CHECK(multiple("1e-400", "1e-400") && multiple("3e-400", "1e-400"));
	CHECK(!multiple("1e-401", "1e-400") && !multiple("1e-400", "1"));
	CHECK(multiple("1e400", "1e-400") && multiple("1e400", "7") == false);
	CHECK(multiple("0", "3") && multiple("-0.0", "0.3") &&
	      multiple("0e9", "1e400"));
	CHECK(multiple("-9", "3") && !multiple("-10", "3"));
	CHECK(multiple("1e999999999999", "5e-999999999999"));
	CHECK(!multiple("1e999999999999", "3"));
	CHECK(!multiple("1e-999999999999", "3"));
	CHECK(multiple("9007199254740993", "9007199254740993"));
	CHECK(!multiple("9007199254740993", "9007199254740992"));
	CHECK(multiple("1e40", "1024") && multiple("1e10", "1024"));
	CHECK(!multiple("1e9", "1024") && multiple("1e999999999999", "1024"));
	CHECK(multiple("18446744073709551617", "18446744073709551617"));
	CHECK(!multiple("18446744073709551616", "18446744073709551617"));
	/* 3^80 and 2^200 divide what they must */
	CHECK(multiple("443426488243037769948249630619149892803e7",
		       "147808829414345923316083210206383297601"));
	CHECK(multiple(
	    "1e200", "1606938044258990275541962092341162602522202993782792835301376"));
	CHECK(!multiple(
	    "1e199", "1606938044258990275541962092341162602522202993782792835301376"));
	CHECK(
	    multiple("1e9999999",
		     "1606938044258990275541962092341162602522202993782792835301376"));
	CHECK(!multiple("5", "0") && !multiple("1e99", "0")); /* no such schema */
}

static void
test_double(void)
{
	CHECK(number_in_double(STR("1e308")) && number_in_double(STR("-1.7e308")));
	CHECK(number_in_double(STR("1.7976931348623157e308")));
	CHECK(number_in_double(STR("1.7976931348623158e308")));
	CHECK(!number_in_double(STR("1.7976931348623159e308")));
	CHECK(!number_in_double(STR("1e309")) && !number_in_double(STR("-1e400")));
	CHECK(!number_in_double(STR("1e999999999999999999999")));
	CHECK(number_in_double(STR("1e-400")) && number_in_double(STR("0e999")));
	CHECK(number_in_double(STR("0.00001e310")));
}

/* The naive one: 160 decimal digits, the point behind the 80th. */

enum { SIZE = 160, POINT = 80 };

struct naive {
	int digit[SIZE]; /* the highest first */
	bool negative;
};

static struct naive
naive_read(const char *s)
{
	struct naive v = {.negative = *s == '-'};
	long exponent = 0, at;
	const char *p = strpbrk(s, "eE"), *dot = strchr(s, '.'), *end;

	if (p != NULL)
		exponent = atol(p + 1);
	end = p != NULL ? p : s + strlen(s);
	if (dot == NULL)
		dot = end;
	for (p = s + v.negative; p < end; p++) {
		if (*p == '.')
			continue;
		at = POINT - exponent - (p < dot ? dot - p : dot - p + 1);
		if (*p != '0' && at >= 0 && at < SIZE)
			v.digit[at] = *p - '0';
	}
	return v;
}

static int
naive_absolute(const struct naive *a, const struct naive *b)
{
	for (int i = 0; i < SIZE; i++)
		if (a->digit[i] != b->digit[i])
			return a->digit[i] < b->digit[i] ? -1 : 1;
	return 0;
}

static bool
naive_zero(const struct naive *a)
{
	const struct naive zero = {.negative = false};

	return naive_absolute(a, &zero) == 0;
}

static int
naive_compare(struct naive a, struct naive b)
{
	a.negative = a.negative && !naive_zero(&a);
	b.negative = b.negative && !naive_zero(&b);
	if (a.negative != b.negative)
		return a.negative ? -1 : 1;
	return a.negative ? naive_absolute(&b, &a) : naive_absolute(&a, &b);
}

/* School division, all numbers times 10^80: remainder digit by digit. */
static bool
naive_multiple(struct naive a, struct naive b)
{
	struct naive rest = {.negative = false};
	int i, j;

	for (i = 0; i < SIZE; i++) {
		memmove(rest.digit, rest.digit + 1, (SIZE - 1) * sizeof(rest.digit[0]));
		rest.digit[SIZE - 1] = a.digit[i];
		while (naive_absolute(&rest, &b) >= 0)
			for (j = SIZE - 1; j >= 0; j--) {
				rest.digit[j] -= b.digit[j];
				if (rest.digit[j] < 0) {
					rest.digit[j] += 10;
					rest.digit[j - 1]--;
				}
			}
	}
	return naive_zero(&rest);
}

static uint64_t state = 88172645463325252;

static unsigned
draw(unsigned below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state % below);
}

/* A number of up to 39 digits on both sides; "digits" few make equal ones likely. */
static void
draw_number(char *out, bool negative, unsigned longest, unsigned digits)
{
	unsigned n = 1 + draw(longest), i;

	if (negative && draw(3) == 0)
		*out++ = '-';
	*out++ = (char)('0' + draw(digits));
	if (out[-1] != '0')
		for (i = 0; i < n; i++)
			*out++ = (char)('0' + draw(digits));
	if (draw(2) == 0) {
		*out++ = '.';
		for (i = 1 + draw(longest); i > 0; i--)
			*out++ = (char)('0' + draw(digits));
	}
	*out = '\0';
	if (draw(2) == 0)
		sprintf(out, "%c%d", draw(2) == 0 ? 'e' : 'E', (int)draw(41) - 20);
}

static void
test_against_naive(void)
{
	static const unsigned lengths[] = {2, 6, 19, 38}, variety[] = {2, 3, 10};
	char a[200], b[200];
	struct naive p, q;

	for (unsigned i = 0; i < 20000; i++) {
		unsigned digits = variety[draw(3)];

		draw_number(a, true, lengths[draw(4)], digits);
		draw_number(b, true, lengths[draw(4)], digits);
		p = naive_read(a);
		q = naive_read(b);
		if (!CHECK_ALL((compare(a, b) > 0) - (compare(a, b) < 0) ==
			       naive_compare(p, q)))
			printf("\tcompare %s %s\n", a, b);
		if (compare(a, b) == 0)
			CHECK_ALL(number_hash(str_from(a)) == number_hash(str_from(b)));
		q.negative = false;
		if (!naive_zero(&q) &&
		    !CHECK_ALL(multiple(a, b + (*b == '-')) == naive_multiple(p, q)))
			printf("\tmultiple %s %s\n", a, b);
	}
}

/* The product of two strings of digits, the naive way. */
static void
multiply(const char *a, const char *b, char *out)
{
	size_t n = strlen(a), m = strlen(b), i, j;
	int sum[128] = {0};

	for (i = 0; i < n; i++)
		for (j = 0; j < m; j++)
			sum[i + j + 1] += (a[i] - '0') * (b[j] - '0');
	for (i = n + m - 1; i > 0; i--) {
		sum[i - 1] += sum[i] / 10;
		sum[i] %= 10;
	}
	for (i = 0; i < n + m; i++)
		out[i] = (char)('0' + sum[i]);
	out[n + m] = '\0';
}

/* a * b is a multiple of both, its neighbour of neither. */
static void
test_products(void)
{
	char a[64], b[64], product[130];
	unsigned n, m, i;

	for (unsigned round = 0; round < 2000; round++) {
		n = 2 + draw(60);
		m = 2 + draw(60);
		for (i = 0; i < n; i++)
			a[i] = (char)('1' + draw(9));
		for (i = 0; i < m; i++)
			b[i] = (char)('1' + draw(9));
		a[n] = b[m] = '\0';
		multiply(a, b, product);
		if (!CHECK_ALL(multiple(product, b)) ||
		    !CHECK_ALL(multiple(product, a)))
			printf("\t%s = %s * %s\n", product, a, b);
		product[n + m - 1] = product[n + m - 1] == '0' ? '1' : '0';
		if (!CHECK_ALL(!multiple(product, b) && !multiple(product, a)))
			printf("\t%s / %s, %s\n", product, a, b);
	}
}

/* Ten million digits and a monstrous exponent: linear time, little memory. */
static void
test_hostile(void)
{
	const size_t len = 10000000;
	char *a = malloc(len + 32), *b = malloc(len + 32);
	clock_t start = clock();
	struct number p, q;

	memset(a, '7', len);
	strcpy(a + len, "e999999999999999999999");
	memset(b, '7', len);
	strcpy(b + len, "0e999999999999999999998");
	p = num(a);
	q = num(b);
	CHECK(number_compare(&p, &p) == 0 && number_compare(&p, &q) <= 0);
	CHECK(number_is_integer(&p) && !number_in_double(str_from(a)));
	q = num("7");
	CHECK(number_multiple_of(&p, &q));
	q = num("11");
	CHECK(number_multiple_of(&p, &q)); /* an even number of sevens */
	q = num("13000000000000000000000000007");
	CHECK(!number_multiple_of(&p, &q));
	memset(b, '7', len); /* both long: the quotient is one digit */
	b[len] = '\0';
	q = num(b);
	CHECK(number_multiple_of(&p, &q));
	b[0] = '2';
	CHECK(!number_multiple_of(&p, &q));
	CHECK(number_hash(str_from(a)) == number_hash(str_from(a)));
	CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 20.0);
	free(a);
	free(b);
}

int
main(void)
{
	test_order();
	test_integer();
	test_multiple();
	test_double();
	test_against_naive();
	test_products();
	test_hostile();
	return check_done();
}
