/* buf: text grows and keeps what it has; what is taken is no longer there. */
#include "base/buf.h"

#include <stdlib.h>

#include "check.h"

static void
test_text(void)
{
	struct buf b = BUF_INIT;

	CHECK(buf_str(&b).len == 0);
	buf_clear(&b); /* of what has no bytes yet */
	buf_add(&b, NULL, 0);
	CHECK(b.len == 0 && b.s != NULL && b.s[0] == '\0');
	buf_puts(&b, "ab");
	buf_putc(&b, 'c');
	buf_put(&b, STR("d\0e"));
	CHECK(b.len == 6 && memcmp(b.s, "abcd\0e", 7) == 0);
	memcpy(buf_reserve(&b, 100000), "fg", 2);
	CHECK(b.len == 6 && memcmp(b.s, "abcd\0efg", 8) == 0);
	buf_clear(&b);
	CHECK(b.len == 0 && b.s[0] == '\0');
	for (int i = 0; i < 2000; i++)
		buf_printf(&b, "%d,", i % 10);
	CHECK(b.len == 4000 && b.s[3998] == '9' && b.s[4000] == '\0');
	buf_printf(&b, "%0*d", 50000, 7);
	CHECK(b.len == 54000 && b.s[53999] == '7' && b.s[4000] == '0');
	buf_release(&b);
	CHECK(b.s == NULL && b.len == 0 && b.cap == 0);
}

static void
test_json(void)
{
	struct buf b = BUF_INIT;

	buf_json(&b, STR("a\"\\/\x01\x1f \x7e\x7f\xc3\xa9\0"));
	CHECK_STR(b.s, "\"a\\\"\\\\/\\u0001\\u001f ~\\u007f\xc3\xa9\\u0000\"");
	buf_release(&b);
}

static void
test_take(void)
{
	struct buf b = BUF_INIT;
	char *s = buf_take(&b), *again;

	CHECK_STR(s, "");
	free(s);
	buf_puts(&b, "first");
	s = buf_take(&b);
	CHECK(b.s == NULL && b.len == 0 && b.cap == 0);
	buf_puts(&b, "second");
	again = buf_take(&b);
	CHECK_STR(s, "first");
	CHECK_STR(again, "second");
	free(s);
	free(again);
}

int
main(void)
{
	test_text();
	test_json();
	test_take();
	return check_done();
}
