/* suggest: which names are similar, and which of several is offered. */
#include "base/suggest.h"

#include <limits.h>
#include <stdlib.h>

#include "check.h"

static unsigned
distance(const char *a, const char *b)
{
	unsigned d = suggest_distance(str_from(a), str_from(b));

	/* the measure is symmetric */
	if (!CHECK(d == suggest_distance(str_from(b), str_from(a))))
		printf("\t%s %s\n", a, b);
	return d;
}

static void
test_same(void)
{
	static const char *const names[] = {"webhookUrl",  "webhook_url", "WebhookURL",
					    "webhook-url", "webhook.url", "WEBHOOK_URL",
					    "webhookurl"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		for (size_t j = 0; j < sizeof(names) / sizeof(names[0]); j++)
			CHECK(distance(names[i], names[j]) == 0);
	CHECK(distance("healthCheckurl", "healthCheckUrl") == 0);
	CHECK(distance("", "") == 0 && distance("-", "_") == 0);
}

/* Small differences, the smaller first. */
static void
test_similar(void)
{
	unsigned plural = distance("eventType", "eventTypes");
	unsigned swap = distance("webhokoUrl", "webhookUrl");
	unsigned edit = distance("webhookUr", "webhookUrl");
	unsigned two = distance("wbhookUlr", "webhookUrl");
	unsigned word = distance("invoicing", "customerInvoicing");

	CHECK(plural > 0 && plural < edit && swap > 0 && swap < edit);
	CHECK(edit < two && two < word && word < UINT_MAX);
	CHECK(distance("capture", "captures") == plural);
	CHECK(distance("event_type", "eventTypes") == plural);
	/* words of three letters have plurals, those of two have none */
	CHECK(distance("url", "urls") == plural && distance("aUrl", "aUrls") == plural);
	CHECK(distance("id", "ids") == plural && distance("webId", "webIds") == plural);
	CHECK(distance("webI", "webIs") == edit && distance("webA", "webAs") == edit);
	CHECK(distance("payments.payments.accept", "payments.payments.accepted") <
	      word);
	CHECK(distance("accept", "accepted") < UINT_MAX);
	CHECK(distance("DESCENDENTS", "DESCENDANTS") == edit);
	CHECK(distance("DESCENDENTS", "descendant") < two + plural);
	CHECK(distance("invoicing.customer.invoice.payed",
		       "invoicing.customer.invoice.paid") < UINT_MAX);
	CHECK(distance("deactivateFlg", "deactivateFlag") == edit);
	CHECK(distance("organizationI", "organizationId") == edit);
	CHECK(distance("webhookUp", "webhookId") == UINT_MAX);
	CHECK(distance("ulr", "url") == swap);
	/* four letters of each that the other has not, and one too many */
	CHECK(distance("abcdefghijklmno", "wbcxefyhijzlmno") == 4 * edit);
	CHECK(distance("abcdefghijklmno", "wbcxefyhijzlmnq") == UINT_MAX);
	CHECK(distance("lenght", "length") == swap &&
	      distance("retires", "retries") == swap);
	CHECK(distance("w\xd0\xb5"
		       "bhookUrl",
		       "webhookUrl") == edit); /* CYRILLIC SMALL LETTER IE */
}

static void
test_missing_words(void)
{
	CHECK(distance("url", "webhookUrl") < UINT_MAX);
	CHECK(distance("type", "eventTypes") < UINT_MAX);
	CHECK(distance("payments.accept", "payments.payments.accept") < UINT_MAX);
	CHECK(distance("invoicing.invoice.paid", "invoicing.customer.invoice.paid") <
	      UINT_MAX);
	CHECK(distance("policy", "retryPolicy") < distance("policy", "securityPolicy"));
	CHECK(distance("const", "constraintViolations") ==
	      UINT_MAX); /* no whole word */
	CHECK(distance("id", "webhookId") == UINT_MAX);
	CHECK(distance("url", "notificationDeliveryUrl") == UINT_MAX);
}

static void
test_different(void)
{
	static const char *const pairs[][2] = {
	    {"", "a"},
	    {"a", "b"},
	    {"id", "is"},
	    {"uri", "url"},
	    {"name", "type"},
	    {"status", "events"},
	    {"create", "update"},
	    {"retry", "entry"},
	    {"payments.payments.sale", "payments.payments.void"},
	    {"payments.payments.accept", "payments.payments.reject"},
	    {"invoicing.customer.invoice.paid", "invoicing.customer.invoice.sent"},
	    {"webhookUrl", "healthCheckUrl"},
	    {"firstRetry", "deactivateFlag"},
	    {"x", "customerInvoicing"},
	    {"warn", "warningsAndErrors"}, /* less than half of it */
	    {"war", "warning"},
	    {"abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba"},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (!CHECK(distance(pairs[i][0], pairs[i][1]) == UINT_MAX))
			printf("\t%s %s\n", pairs[i][0], pairs[i][1]);
	CHECK(distance("webhookUri", "webhookUrl") < UINT_MAX); /* with context */
	CHECK(distance("warn", "warning") == SUGGEST_MISSING);
	CHECK(distance("information", "informat") == SUGGEST_MISSING);
}

/* Optimal string alignment as it is defined, without a band: an edit counts 2, a swap 1. */
static unsigned
plain_distance(struct str a, struct str b)
{
	unsigned d[32][32], x;

	for (size_t i = 0; i <= a.len; i++) {
		for (size_t j = 0; j <= b.len; j++) {
			if (i == 0 || j == 0) {
				d[i][j] = 2 * (unsigned)(i + j);
				continue;
			}
			x = d[i - 1][j - 1] + (a.s[i - 1] == b.s[j - 1] ? 0 : 2);
			if (d[i - 1][j] + 2 < x)
				x = d[i - 1][j] + 2;
			if (d[i][j - 1] + 2 < x)
				x = d[i][j - 1] + 2;
			if (i > 1 && j > 1 && a.s[i - 1] == b.s[j - 2] &&
			    a.s[i - 2] == b.s[j - 1] && d[i - 2][j - 2] + 1 < x)
				x = d[i - 2][j - 2] + 1;
			d[i][j] = x;
		}
	}
	return d[a.len][b.len];
}

/* How far two words may be apart: alone a third of the longer, beside context two fifths. */
static unsigned
allowed(size_t a, size_t b, bool context)
{
	size_t n = a > b ? a : b, edits = context ? n * 2 / 5 : n / 3;

	if (!context && n < 4)
		return n < 2 ? 0 : 1;
	if (context && n == 2 && a + b == 3)
		return 2;
	return 2 * (unsigned)(edits < 4 ? edits : 4);
}

/* Of single words: one of at least four letters begins the other, half of it or more. */
static unsigned
abbreviation(struct str a, struct str b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	size_t longer = a.len < b.len ? b.len : a.len;

	if (shorter < 4 || shorter * 2 < longer || memcmp(a.s, b.s, shorter) != 0)
		return UINT_MAX;
	return SUGGEST_MISSING + (unsigned)(longer - shorter) / 4;
}

/* Single words of few letters, the second made of the first by some edits. */
static void
test_words(void)
{
	char a[64] = "abc.", b[64] = "abc.";
	unsigned want, wrong = 0, near = 0;
	struct str x, y;

	srand(2);
	for (int i = 0; i < 200000; i++) {
		size_t context = rand() % 2 != 0 ? 4 : 0, n = 1 + (size_t)rand() % 20,
		       m = 0;
		int much = rand() % 16;

		for (size_t k = 0; k < n; k++)
			a[4 + k] = "abcde"[rand() % 5];
		for (size_t k = 0; k < n && m < 26; k++) {
			int r = rand() % 48;

			if (r >= much || m > 24)
				b[4 + m++] = a[4 + k];
			else if (r % 4 == 0) /* another */
				b[4 + m++] = "abcde"[rand() % 5];
			else if (r % 4 == 1) { /* one more */
				b[4 + m++] = a[4 + k];
				b[4 + m++] = "abcde"[rand() % 5];
			} else if (r % 4 == 2 && k + 1 < n) { /* two swapped */
				b[4 + m++] = a[4 + k + 1];
				b[4 + m++] = a[4 + k++];
			}
		}
		if (m == 0)
			continue;
		x = (struct str){a + 4, n};
		y = (struct str){b + 4, m};
		want = plain_distance(x, y);
		if (want > allowed(n, m, context != 0))
			want = context == 0 ? abbreviation(x, y) : UINT_MAX;
		x = (struct str){a + 4 - context, n + context};
		y = (struct str){b + 4 - context, m + context};
		near += want != UINT_MAX;
		if (suggest_distance(x, y) == want && suggest_distance(y, x) == want)
			continue;
		if (wrong++ == 0)
			printf("\t%.*s %.*s: %u, not %u\n", STR_ARG(x), STR_ARG(y),
			       suggest_distance(x, y), want);
	}
	CHECK(wrong == 0 && near > 10000);
}

static const char *
best(const char *wanted, const char *const *candidates)
{
	struct suggest s;

	suggest_init(&s, str_from(wanted));
	CHECK(s.best.s == NULL);
	for (; *candidates != NULL; candidates++)
		suggest_offer(&s, str_from(*candidates));
	return s.best.s != NULL ? s.best.s : "";
}

static void
test_offers(void)
{
	static const char *const members[] = {"name",
					      "description",
					      "organizationId",
					      "productId",
					      "eventTypes",
					      "webhookUrl",
					      "retryPolicy",
					      "healthCheckUrl",
					      "status",
					      "securityPolicy",
					      "algorithm",
					      "firstRetry",
					      "numberOfRetries",
					      NULL};
	static const char *const equals[] = {"fooBat", "fooBar", NULL};

	CHECK_STR(best("webhook_url", members), "webhookUrl");
	CHECK_STR(best("healthCheckurl", members), "healthCheckUrl");
	CHECK_STR(best("healthcheck_ulr", members), "healthCheckUrl");
	CHECK_STR(best("orgnizationID", members), "organizationId");
	CHECK_STR(best("event_type", members), "eventTypes");
	CHECK_STR(best("numberofRetry", members), "numberOfRetries");
	CHECK_STR(best("numRetries", members), "");
	CHECK_STR(best("desciption", members), "description");
	CHECK_STR(best("url", members), "webhookUrl");
	CHECK_STR(best("colour", members), "");
	CHECK_STR(best("fooBaz", equals), "fooBat"); /* the first of equals */
}

static void
test_hostile(void)
{
	static char long_name[100000];
	char a[300], b[300];
	struct suggest s;

	memset(long_name, 'a', sizeof(long_name) - 1);
	CHECK(distance(long_name, long_name) == UINT_MAX);
	suggest_init(&s, str_from(long_name));
	suggest_offer(&s, STR("a"));
	CHECK(s.best.s == NULL && s.distance == UINT_MAX);
	CHECK(suggest_distance(STR("a\0b"), STR("a\0b")) == 0);
	CHECK(suggest_distance(STR("\xff\xff\xff\xff"), STR("\xff\xff\xff\xff")) == 0);
	srand(1);
	for (int i = 0; i < 20000; i++) {
		int n = rand() % 257, m = rand() % 257;

		for (int j = 0; j < n; j++)
			a[j] = "abAB_.s\xc3\xbc\0"[rand() % 10];
		for (int j = 0; j < m; j++)
			b[j] = rand() % 9 != 0 && j < n ? a[j] : (char)rand();
		suggest_distance((struct str){a, (size_t)n},
				 (struct str){b, (size_t)m});
		CHECK_ALL(suggest_distance((struct str){a, (size_t)n},
					   (struct str){a, (size_t)n}) == 0);
	}
}

int
main(void)
{
	test_same();
	test_similar();
	test_missing_words();
	test_different();
	test_words();
	test_offers();
	test_hostile();
	return check_done();
}
