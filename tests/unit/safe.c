/* Safe text: nothing that steers a terminal, a log or a reader. */
#include "finding/safe.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check.h"

static void
shows(struct str text, const char *want)
{
	struct buf out = BUF_INIT, again = BUF_INIT;

	safe_add(&out, text);
	CHECK_STR(buf_str(&out).s, want);
	safe_add(&again, buf_str(&out));
	CHECK_STR(buf_str(&again).s, want);
	buf_release(&out);
	buf_release(&again);
}

static void
shortens(const char *text, size_t max, const char *want)
{
	struct buf out = BUF_INIT;

	safe_shorten(&out, str_from(text), max);
	CHECK_STR(buf_str(&out).s, want);
	CHECK(utf8_count(out.s, out.len) <= max);
	buf_release(&out);
}

static void
paths(void)
{
	struct buf out = BUF_INIT;

	safe_path(&out, "::error::x");
	CHECK_STR(out.s, "./::error::x");
	buf_clear(&out);
	safe_path(&out, "  ::x");
	CHECK_STR(out.s, "./  ::x");
	buf_clear(&out);
	safe_path(&out, ":"); /* before ":1:1" */
	CHECK_STR(out.s, "./:");
	buf_clear(&out);
	safe_path(&out, ":x"); /* nothing begins so */
	CHECK_STR(out.s, ":x");
	buf_clear(&out);
	safe_path(&out, "");
	CHECK_STR(out.s, "''");
	buf_clear(&out);
	safe_path(&out, "a::b");
	CHECK_STR(out.s, "a::b");
	buf_release(&out);
}

/* No code point of the kinds that must never be shown comes through. */
static void
all_code_points(void)
{
	size_t wrong = 0;
	char bytes[4];

	for (uint32_t c = 0; c < 0x110000; c++) {
		bool control = c < 0x20 || (c >= 0x7f && c < 0xa0),
		     bidi = (c >= 0x202a && c <= 0x202e) ||
			    (c >= 0x2066 && c <= 0x2069) || c == 0x200e ||
			    c == 0x200f || c == 0x061c,
		     line = c == 0x2028 || c == 0x2029,
		     not_xml = c == 0xfffe || c == 0xffff;

		if (c >= 0xd800 && c < 0xe000)
			continue;
		utf8_encode(c, bytes);
		if ((control || bidi || line || not_xml) && !safe_hidden(c))
			wrong++;
	}
	CHECK(wrong == 0);
	CHECK(!safe_hidden('a') && !safe_hidden(0xe9) && !safe_hidden(0x540d));
	CHECK(!safe_hidden(0x1f600) && !safe_hidden(0x301));
}

int
main(void)
{
	struct arena *a = arena_new();
	struct buf out = BUF_INIT;
	const char *plain = "plain";

	shows(STR("abc 'x' [y]"), "abc 'x' [y]");
	shows(STR("a\nb\r\tc"), "a\\nb\\r\\tc");
	shows(STR("\x1b[31mred\0"), "<U+001B>[31mred<U+0000>");
	shows(STR("\xc2\x9b"), "<U+009B>");
	shows(STR("\xe2\x80\xae"
		  "exe"),
	      "<U+202E>exe");
	shows(STR("\xe2\x80\x8b\xc2\xa0\xef\xbb\xbf"), "<U+200B><U+00A0><U+FEFF>");
	shows(STR("\xff\xc0\x80"), "<FF><C0><80>");
	shows(STR("Caf\xc3\xa9 \xf0\x9f\x98\x80"), "Caf\xc3\xa9 \xf0\x9f\x98\x80");
	shows(STR("##[error]x ##vso[task] ##teamcity[x] #[ok] ##A["),
	      "##<U+005B>error]x ##vso<U+005B>task] ##teamcity<U+005B>x] #[ok] ##A[");
	shortens("short", 8, "short");
	shortens("0123456789", 9, "012...789");
	shortens(
	    "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9",
	    8, "\xc3\xa9\xc3\xa9\xc3\xa9...\xc3\xa9\xc3\xa9");
	shortens("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", 8,
		 "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9");
	CHECK(safe_text(plain, a) == plain);
	CHECK_STR(safe_text("a\x01", a), "a<U+0001>");
	CHECK_STR(safe_text("a\xed\xa0\x80", a), "a<U+D800>");
	safe_utf8(&out, STR("a\xff\x01\xc3\xa9\xed\xa0\x80"));
	CHECK_STR(out.s, "a\xef\xbf\xbd\x01\xc3\xa9\xef\xbf\xbd");
	CHECK(safe_width('a') == 1 && safe_width(0x301) == 0 &&
	      safe_width(0x540d) == 2);
	CHECK(safe_width(0x1f600) == 2 && safe_width(0xe9) == 1 &&
	      safe_width(0xff21) == 2);
	CHECK(safe_columns(STR("\xe5\x90\x8d e\xcc\x81")) == 4);
	paths();
	all_code_points();
	buf_release(&out);
	arena_free(a);
	return check_done();
}
