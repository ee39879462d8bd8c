/* utf8: well-formed byte sequences by table 3-7 of Unicode, and no others. */
#include "base/utf8.h"

#include "check.h"

/* The ranges of table 3-7, written anew: whether four bytes begin with a character. */
static size_t
table_3_7(const unsigned char *b, size_t len)
{
	static const struct {
		unsigned char first[2], second[2];
		size_t length;
	} rows[] = {
	    {{0x00, 0x7f}, {0x00, 0xff}, 1}, {{0xc2, 0xdf}, {0x80, 0xbf}, 2},
	    {{0xe0, 0xe0}, {0xa0, 0xbf}, 3}, {{0xe1, 0xec}, {0x80, 0xbf}, 3},
	    {{0xed, 0xed}, {0x80, 0x9f}, 3}, {{0xee, 0xef}, {0x80, 0xbf}, 3},
	    {{0xf0, 0xf0}, {0x90, 0xbf}, 4}, {{0xf1, 0xf3}, {0x80, 0xbf}, 4},
	    {{0xf4, 0xf4}, {0x80, 0x8f}, 4},
	};
	size_t i, k;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (b[0] < rows[i].first[0] || b[0] > rows[i].first[1])
			continue;
		if (rows[i].length == 1)
			return 1;
		if (len < rows[i].length || b[1] < rows[i].second[0] ||
		    b[1] > rows[i].second[1])
			return 0;
		for (k = 2; k < rows[i].length; k++) {
			if (b[k] < 0x80 || b[k] > 0xbf)
				return 0;
		}
		return rows[i].length;
	}
	return 0;
}

static void
test_all_beginnings(void)
{
	static const unsigned char thirds[] = {0x00, 0x7f, 0x80, 0xbf, 0xc0, 0xff};
	unsigned char b[4];
	unsigned i, k, wrong = 0;
	uint32_t c;
	size_t len;

	for (i = 0; i < 0x10000; i++) {
		b[0] = (unsigned char)(i >> 8);
		b[1] = (unsigned char)i;
		for (k = 0; k < sizeof(thirds) * sizeof(thirds); k++) {
			b[2] = thirds[k / sizeof(thirds)];
			b[3] = thirds[k % sizeof(thirds)];
			for (len = 1; len <= 4; len++)
				wrong += utf8_decode((const char *)b, len, &c) !=
					 table_3_7(b, len);
		}
	}
	CHECK(wrong == 0);
}

static void
test_round_trip(void)
{
	unsigned wrong = 0;
	uint32_t c, back = 0;
	char text[4];
	size_t n;

	for (c = 0; c < 0x110000; c++) {
		if (c >= 0xd800 && c < 0xe000)
			continue;
		n = utf8_encode(c, text);
		wrong += utf8_decode(text, n, &back) != n || back != c;
		wrong += n > 1 && utf8_decode(text, n - 1, &back) != 0;
	}
	CHECK(wrong == 0);
}

static void
test_counts(void)
{
	static const char mixed[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9d\x84\x9e";
	static const char bad[] = "ab\xff\xfe\x63";
	static const char late[] = "0123456789abcdef\xc3";
	uint32_t c = 0;

	CHECK(utf8_count(mixed, sizeof(mixed) - 1) == 4);
	CHECK(utf8_count(bad, sizeof(bad) - 1) == 5);
	CHECK(utf8_count("", 0) == 0);
	CHECK(utf8_count("a\xed\xa0\x80\xed\x9f\xbf\xed\xbf\xbf\xed\xa0", 12) == 6);
	CHECK(utf8_find_half(NULL, 0) == 0);
	CHECK(utf8_find_half("\xed\x9f\xbf\xed\xbf\xbf", 6) == 3);
	CHECK(utf8_find_half("\xed\xed\xa0\x7f\xed\xa0", 6) == 6);
	CHECK(utf8_half("\xed\xbf\xbf", 3, &c) == 3 && c == 0xdfff);
	CHECK(utf8_half("\xed\xa0\x80", 2, &c) == 0);
	CHECK(utf8_valid_prefix(mixed, sizeof(mixed) - 1) == sizeof(mixed) - 1);
	CHECK(utf8_valid_prefix(mixed, sizeof(mixed) - 2) == 6);
	CHECK(utf8_valid_prefix(bad, sizeof(bad) - 1) == 2);
	CHECK(utf8_valid_prefix(late, sizeof(late) - 1) == 16);
}

/* One character beyond ASCII, or one bad byte, at each place of a longer text. */
static void
test_each_place(void)
{
	enum { N = 70 };
	char text[N];
	unsigned wrong = 0;
	size_t at, len;

	for (len = 1; len <= N; len++) {
		for (at = 0; at < len; at++) {
			memset(text, 'a', N);
			text[at] = '\xff';
			wrong += utf8_count(text, len) != len;
			wrong += utf8_valid_prefix(text, len) != at;
			if (at + 1 == len)
				continue;
			memcpy(text + at, "\xc3\xa9", 2);
			wrong += utf8_count(text, len) != len - 1;
			wrong += utf8_valid_prefix(text, len) != len;
		}
	}
	CHECK(wrong == 0);
}

int
main(void)
{
	test_all_beginnings();
	test_round_trip();
	test_counts();
	test_each_place();
	return check_done();
}
