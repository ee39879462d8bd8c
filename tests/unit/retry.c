/*
 * The schedule, by the guide's formulas and examples (firstRetry 10, interval 30:
 * 10, 40, 70 and 10, 300, 9000 minutes), and what is said of it.
 */
#include "service/retry.h"

#include "base/arena.h"
#include "check.h"
#include "lint/lint.h"
#include "load/reader.h"

/* Reads a policy as text; false as retry_read(). */
static bool
read_policy(struct retry *r, const char *policy, struct arena *a)
{
	struct doc doc = {.name = "x.json", .first_line = 1};
	struct subscription s;

	doc.text = str_from(arena_printf(a, "{\"retryPolicy\":%s}", policy));
	CHECK(reader_read(&doc, NULL, a));
	subscription_read(&s, doc_root(&doc));
	return retry_read(r, &s);
}

static void
test_read(struct arena *a)
{
	struct retry r;

	CHECK(read_policy(&r, "{}", a));
	CHECK(r.algorithm == RETRY_ARITHMETIC && r.first == 1 && r.interval == 1 &&
	      r.number == 3 && r.repeats == 0 && r.wait == 0 && !r.deactivate);
	CHECK(r.given == 0);
	CHECK(read_policy(&r,
			  "{\"algorithm\":\"GEOMETRIC\",\"firstRetry\":\"10\","
			  "\"interval\":3e1,\"numberOfRetries\":5.0,"
			  "\"deactivateFlag\":\"true\",\"repeatSequenceCount\":1,"
			  "\"repeatSequenceWaitTime\":60}",
			  a));
	CHECK(r.algorithm == RETRY_GEOMETRIC && r.first == 10 && r.interval == 30 &&
	      r.number == 5 && r.repeats == 1 && r.wait == 60 && r.deactivate);
	CHECK(r.given == (1u << RETRY_MEMBERS) - 1);
	CHECK(!read_policy(&r, "{\"firstRetry\":-1}", a));
	CHECK(!read_policy(&r, "{\"firstRetry\":1.5}", a));
	CHECK(!read_policy(&r, "{\"firstRetry\":\"ten\"}", a));
	CHECK(!read_policy(&r, "{\"firstRetry\":\"\"}", a));
	CHECK(!read_policy(&r, "{\"firstRetry\":null}", a));
	CHECK(!read_policy(&r, "{\"algorithm\":\"EXPONENTIAL\"}", a));
	CHECK(!read_policy(&r, "{\"interval\":\"${INTERVAL}\"}", a));
	CHECK(!read_policy(&r, "[]", a));
	CHECK(!read_policy(&r, "{\"firstRetry\":99999999999999999999999}", a));
	CHECK(!read_policy(&r, "{\"firstRetry\":1e30}", a));
}

/* An update may give a part of the policy; only the four together are one. */
static void
test_whole(struct arena *a)
{
	static const char *const members[] = {"\"algorithm\":\"ARITHMETIC\"",
					      "\"firstRetry\":1", "\"interval\":1",
					      "\"numberOfRetries\":1"};
	struct retry r;

	for (unsigned without = 0; without <= 4; without++) {
		const char *policy = "\"deactivateFlag\":\"true\"";

		for (unsigned i = 0; i < 4; i++) {
			if (i != without)
				policy = arena_printf(a, "%s,%s", policy, members[i]);
		}
		CHECK(read_policy(&r, arena_printf(a, "{%s}", policy), a));
		CHECK(retry_whole(&r, KIND_UPDATE_REQUEST) == (without == 4));
		CHECK(retry_whole(&r, KIND_CREATE_REQUEST));
	}
}

static void
test_times(void)
{
	struct retry r = {.first = 10, .interval = 30, .number = 3};

	CHECK(retry_offset(&r, 1) == 10 && retry_offset(&r, 2) == 40 &&
	      retry_offset(&r, 3) == 70);
	CHECK(retry_last(&r) == 70 && retry_count(&r) == 3);
	r.algorithm = RETRY_GEOMETRIC;
	CHECK(retry_offset(&r, 1) == 10 && retry_offset(&r, 2) == 300 &&
	      retry_offset(&r, 3) == 9000);
	/* (R1, R2, R3) + wait + (R1, R2, R3): (c+1) * L + c * w */
	r = (struct retry){
	    .first = 10, .interval = 30, .number = 3, .repeats = 2, .wait = 100};
	CHECK(retry_time(&r, 0, 3) == 70 && retry_time(&r, 1, 1) == 180);
	CHECK(retry_last(&r) == 3 * 70 + 2 * 100 && retry_count(&r) == 9);
	r = (struct retry){.first = 10, .number = 0};
	CHECK(retry_last(&r) == 0 && retry_count(&r) == 0);
}

static void
test_overflow(void)
{
	struct retry r = {
	    .algorithm = RETRY_GEOMETRIC, .first = 1, .interval = 2, .number = 64};

	CHECK(retry_last(&r) == UINT64_C(1) << 63);
	r.number = 65;
	CHECK(retry_last(&r) == RETRY_NEVER);
	r.number = RETRY_NEVER;
	CHECK(retry_last(&r) == RETRY_NEVER && retry_count(&r) == RETRY_NEVER);
	r.interval = 1;
	CHECK(retry_last(&r) == 1);
	r.interval = 0;
	CHECK(retry_offset(&r, 1) == 1 && retry_offset(&r, 2) == 0);
	r = (struct retry){.first = 1, .interval = UINT64_MAX / 2, .number = 4};
	CHECK(retry_last(&r) == RETRY_NEVER);
	r = (struct retry){
	    .first = 1, .interval = 1, .number = 1, .repeats = RETRY_NEVER};
	CHECK(retry_count(&r) == RETRY_NEVER && retry_last(&r) == RETRY_NEVER);
}

static void
test_words(struct arena *a)
{
	static const struct {
		uint64_t minutes;
		const char *brief, *wordy;
	} rows[] = {
	    {0, "0 min", "0 minutes"},
	    {1, "1 min", "1 minute"},
	    {10, "10 min", "10 minutes"},
	    {60, "1 h", "1 hour"},
	    {65, "1 h 5 min", "1 hour 5 minutes"},
	    {90, "1.5 h", "1.5 hours"},
	    {300, "5 h", "5 hours"},
	    {1440, "1 d", "1 day"},
	    {9000, "6.25 d", "6.25 days"},
	    {10007, "6 d 22 h 47 min", "6 days 22 hours 47 minutes"},
	    {270000, "187.5 d", "187.5 days"},
	    {8100000, "5625 d", "5625 days"},
	    {UINT64_C(525949200), "about 1000 years", "about 1000 years"},
	    {RETRY_NEVER, "more than 35 million million years",
	     "more than 35 million million years"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		CHECK_STR(retry_human(rows[i].minutes, false, a), rows[i].brief);
		CHECK_STR(retry_human(rows[i].minutes, true, a), rows[i].wordy);
	}
}

static void
test_lists(struct arena *a)
{
	struct retry r = {
	    .algorithm = RETRY_GEOMETRIC, .first = 10, .interval = 30, .number = 5};

	CHECK_STR(retry_list(&r, a), "10 min, 5 h, 6.25 d, 187.5 d, 5625 d");
	r.algorithm = RETRY_ARITHMETIC;
	CHECK_STR(retry_list(&r, a), "10, 40, 70, 100, 130 min");
	r = (struct retry){.first = 1, .interval = 1, .number = 100};
	CHECK_STR(retry_list(&r, a), "1, 2, 3, 4, 5, 6, ..., 100 min");
	r.number = 0;
	CHECK_STR(retry_list(&r, a), " min");
}

/* The last retry comes when it is wanted, and the first before the others are apart. */
static void
test_spread(void)
{
	for (uint64_t minutes = 1; minutes < 12000; minutes += 7) {
		for (uint64_t most = 1; most <= 20; most++) {
			struct retry r = retry_spread(minutes, most);

			CHECK_ALL(retry_last(&r) == minutes);
			CHECK_ALL(r.number == (most < minutes ? most : minutes));
			CHECK_ALL(r.first > 0 && r.interval > 0);
			CHECK_ALL(r.number == 1 || r.first < r.number);
		}
	}
}

int
main(void)
{
	struct arena *a = arena_new();

	test_read(a);
	test_whole(a);
	test_times();
	test_overflow();
	test_words(a);
	test_lists(a);
	test_spread();
	arena_free(a);
	return check_done();
}
