/* Secrets: what is hidden, and what is not. */
#include "report/secret.h"

#include <stdlib.h>

#include "base/arena.h"
#include "check.h"

/* In a JSON text: "#" stands for what must be hidden. */
static void
text_shows(const char *text, const char *want)
{
	struct arena *a = arena_new();
	struct secrets s;
	struct buf out = BUF_INIT;

	secrets_find(&s, str_from(text), a);
	secrets_redact(&out, &s, (struct span){0, strlen(text)});
	CHECK_STR(buf_str(&out).s, want);
	buf_release(&out);
	arena_free(a);
}

static void
sentence_shows(const char *text, const char *want)
{
	struct buf out = BUF_INIT, again = BUF_INIT;

	secret_redact_sentence(&out, str_from(text));
	CHECK_STR(buf_str(&out).s, want);
	secret_redact_sentence(&again, buf_str(&out)); /* twice changes nothing */
	CHECK_STR(buf_str(&again).s, want);
	buf_release(&out);
	buf_release(&again);
}

static void
urls(void)
{
	sentence_shows("https://u:p@h/x", "https://[REDACTED]@h/x");
	sentence_shows("https://token@h", "https://[REDACTED]@h");
	sentence_shows("'https://u:p@h/?token=abc' is bad",
		       "'https://[REDACTED]@h/?token=[REDACTED]' is bad");
	sentence_shows("https://h/?a=1&access_token=x&b=2",
		       "https://h/?a=1&access_token=[REDACTED]&b=2");
	sentence_shows("https://h/?API-Key=x;Sig=y#access_token=z",
		       "https://h/?API-Key=[REDACTED];Sig=[REDACTED]"
		       "#access_token=[REDACTED]");
	sentence_shows("https://h/?a=1#client_secret=z",
		       "https://h/?a=1#client_secret=[REDACTED]");
	sentence_shows("https://h/?X-Amz-Signature=0a&code=1",
		       "https://h/?X-Amz-Signature=[REDACTED]&code=[REDACTED]");
	sentence_shows("two: http://a:b@c http://d:e@f",
		       "two: http://[REDACTED]@c http://[REDACTED]@f");
	sentence_shows("a slash in it: https://u:p/w@h/x",
		       "a slash in it: https://[REDACTED]@h/x");
	sentence_shows("an at in it: https://u:p@w@h/x",
		       "an at in it: https://[REDACTED]@h/x");
	sentence_shows("//u:p@h", "//[REDACTED]@h");
	sentence_shows("https:u:p@h, http:/u:p@h",
		       "https:[REDACTED]@h, http:/[REDACTED]@h");
	sentence_shows("https:\\\\u:p@h", "https:\\\\[REDACTED]@h");
	sentence_shows("'h.example/?token=x' has no scheme",
		       "'h.example/?token=[REDACTED]' has no scheme");
	sentence_shows("https://h/?to=https://u:p@h",
		       "https://h/?to=https://[REDACTED]@h");
	sentence_shows("/https:~1~1u:p@h~1?token=x",
		       "/https:~1~1[REDACTED]@h~1?token=[REDACTED]");
	sentence_shows("https://h/?token=${A}x", "https://h/?token=[REDACTED]");
	/* not secrets */
	sentence_shows("https://h:8443/@me?a=b@c", "https://h:8443/@me?a=b@c");
	sentence_shows("https://h/?monkey=1&tokens=2&keyboard=3",
		       "https://h/?monkey=1&tokens=2&keyboard=3");
	sentence_shows("https://h/?token=", "https://h/?token=");
	sentence_shows("https://h/?token=${TOKEN}", "https://h/?token=${TOKEN}");
	sentence_shows("mail me@h, see a:b@c", "mail me@h, see a:b@c");
	sentence_shows("http://", "http://");
	sentence_shows("://@", "://@");
	sentence_shows("a://?key=", "a://?key=");
}

static void
members(void)
{
	text_shows("{ \"key\": \"abc\", \"keyId\": \"abc\" }",
		   "{ \"key\": \"[REDACTED]\", \"keyId\": \"abc\" }");
	text_shows("{ \"sharedSecret\"\n :\n \"abc\\\"d\", \"pub\": \"x\" }",
		   "{ \"sharedSecret\"\n :\n \"[REDACTED]\", \"pub\": \"x\" }");
	text_shows("{\"client_secret\":12345,\"x\":1}",
		   "{\"client_secret\":[REDACTED],\"x\":1}");
	text_shows("{\"password\": [\"a\", \"b\"], \"x\": \"c\"}",
		   "{\"password\": [\"[REDACTED]\", \"[REDACTED]\"], \"x\": \"c\"}");
	text_shows("{\"PASSWORD\": null, \"key\": true, \"Password\": \"\"}",
		   "{\"PASSWORD\": null, \"key\": true, \"Password\": \"\"}");
	text_shows("{\"k\\u0065y\": \"abc\"}", "{\"k\\u0065y\": \"[REDACTED]\"}");
	text_shows("{\"password\": {\"minLength\": 8}}",
		   "{\"password\": {\"minLength\": 8}}");
	text_shows("{\"key\": \"${KEY}\"}", "{\"key\": \"${KEY}\"}");
	text_shows("{\"u\": \"https:\\/\\/u:p@h\\/?a=1\\u0026token=x\\u0026b=2\"}",
		   "{\"u\": \"https:\\/\\/[REDACTED]@h\\/?a=1\\u0026token=[REDACTED]"
		   "\\u0026b=2\"}");
	text_shows(
	    "{\"u\": \"\\u0068ttps\\u003a\\u002f/u:p\\u0040h?to\\u006ben\\u003dx\"}",
	    "{\"u\": \"\\u0068ttps\\u003a\\u002f/[REDACTED]\\u0040h?to\\u006ben"
	    "\\u003d[REDACTED]\"}");
	text_shows("{\"https://u:p@h\": 1}", "{\"https://[REDACTED]@h\": 1}");
	text_shows("{\"key\": \"${KEY}x\"}", "{\"key\": \"[REDACTED]\"}");
	text_shows("{\"key\": {\"a\": \"b\", \"c\": {\"d\": 1}}, \"e\": \"f\"}",
		   "{\"key\": {\"a\": \"[REDACTED]\", \"c\": {\"d\": [REDACTED]}}, "
		   "\"e\": \"f\"}");
	text_shows("{\"key\": {{ key }}, \"e\": \"f\"}",
		   "{\"key\": {{ key }}, \"e\": \"f\"}");
	text_shows("{\"key\": [[\"a\"], 1], \"b\": \"c\"}",
		   "{\"key\": [[\"[REDACTED]\"], [REDACTED]], \"b\": \"c\"}");
	text_shows("{\"x\": \"{\\\"key\\\": \\\"abc\\\", \\\"y\\\": 1}\"}",
		   "{\"x\": \"{\\\"key\\\": \\\"[REDACTED]\\\", \\\"y\\\": 1}\"}");
	/* broken text */
	text_shows("{'key': 'abc', key: abc, \"x\": 'd'}",
		   "{'key': '[REDACTED]', key: [REDACTED], \"x\": 'd'}");
	text_shows("{\u201ckey\u201d: \u201cabc\u201d, x: 1}",
		   "{\u201ckey\u201d: \u201c[REDACTED]\u201d, x: 1}");
	text_shows("{\"key\": \"ab\"c\"d\", \"x\": 1}",
		   "{\"key\": \"[REDACTED]\", \"x\": 1}");
	text_shows("x\", \"key\": \"abc\", \"y\": \"z",
		   "x\", \"key\": \"[REDACTED]\", \"y\": \"z");
	text_shows("password = abc def", "password = [REDACTED] def");
	text_shows("{\"key\": \"abc\n\"x\": \"y\"}",
		   "{\"key\": \"[REDACTED]\n\"x\": \"y\"}");
	text_shows("{\"key\": \"abc", "{\"key\": \"[REDACTED]");
	text_shows("{\"key\": \"abc\nrest", "{\"key\": \"[REDACTED]\n[REDACTED]");
	text_shows("\"", "\"");
	text_shows("", "");
	text_shows("{\"securityType\": \"KEY\"}", "{\"securityType\": \"KEY\"}");
}

static void
spans(void)
{
	struct str text = STR("{ \"key\": \"abc\" }");
	struct arena *a = arena_new();
	struct secrets s;

	secrets_find(&s, text, a);
	CHECK(s.n == 1 && s.spans[0].start == 10 && s.spans[0].end == 13);
	CHECK(secrets_touch(&s, (struct span){9, 14}));
	CHECK(secrets_touch(&s, (struct span){12, 13}));
	CHECK(!secrets_touch(&s, (struct span){0, 10}));
	CHECK(!secrets_touch(&s, (struct span){13, 16}));
	CHECK(!secrets_touch(&s, (struct span){13, 13}));
	CHECK(secrets_after(&s, 12) == &s.spans[0]);
	CHECK(secrets_after(&s, 13) == NULL);
	CHECK(!secrets_is_one(&s, STR("abc"))); /* quoted from the text itself */
	secrets_find(&s, STR("{\"key\": \"\\u00e4\\n\\ud83d\\ude00\\ud800\"}"), a);
	CHECK(secrets_is_one(&s, STR("\u00e4\n\U0001f600\ufffd")));
	CHECK(!secrets_is_one(&s, STR("\u00e4")));
	arena_free(a);
}

int
main(void)
{
	urls();
	members();
	spans();
	return check_done();
}
