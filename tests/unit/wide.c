/* wide: by halves and bit by bit, what a type of 128 bits gives, and known values. */
#include "base/mul128.h"

#include "check.h"

#define TOP UINT64_MAX

static uint64_t
drawn(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (*state ^ *state >> 29) >> (*state & 63);
}

static bool
is(struct wide n, uint64_t high, uint64_t low)
{
	return n.high == high && n.low == low;
}

static void
test_known(void)
{
	uint64_t rest;

	CHECK(is(wide_multiply_halves(TOP, TOP), TOP - 1, 1));
	CHECK(is(wide_multiply_halves(0, TOP), 0, 0));
	CHECK(is(wide_multiply_halves(1, TOP), 0, TOP));
	CHECK(is(wide_multiply_halves(UINT64_C(1) << 32, UINT64_C(1) << 32), 1, 0));
	CHECK(is(wide_multiply(UINT64_C(10000000000000000000), 10), 5,
		 UINT64_C(7766279631452241920)));
	CHECK(wide_divide_bits((struct wide){TOP - 1, 1}, TOP, &rest) == TOP &&
	      rest == 0);
	CHECK(wide_divide_bits((struct wide){TOP - 1, TOP}, TOP, &rest) == TOP &&
	      rest == TOP - 1);
	CHECK(wide_divide_bits((struct wide){0, 7}, 2, &rest) == 3 && rest == 1);
	CHECK(wide_scale(TOP, TOP, TOP - 1, TOP, &rest) == TOP && rest == TOP - 1);
	CHECK(wide_scale(60, 200, 50, 100, &rest) == 120 && rest == 50);
}

/* What was multiplied comes back, with any rest; natively where there is such a type. */
static void
test_drawn(void)
{
	uint64_t state = 1, rest;
	bool backward = true, alike = true, scaled = true;

	for (int i = 0; i < 100000; i++) {
		uint64_t a = drawn(&state), b = drawn(&state) | 1;
		uint64_t more = drawn(&state) % b;
		struct wide n = wide_multiply_halves(a, b), m = wide_multiply(a, b);

		alike = alike && is(m, n.high, n.low);
		n.low += more;
		n.high += n.low < more;
		backward =
		    backward && wide_divide_bits(n, b, &rest) == a && rest == more;
		scaled =
		    scaled && wide_scale(a, b, more, b, &rest) == a && rest == more;
	}
	CHECK(alike);
	CHECK(backward);
	CHECK(scaled);
}

int
main(void)
{
	test_known();
	test_drawn();
	return check_done();
}
