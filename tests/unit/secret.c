/* Secrets: what is hidden, and what is not. */
#include "finding/secret.h"

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
	sentence_shows("\\\\n:p@h", "\\\\[REDACTED]@h");
	sentence_shows("https://h/?token=a\\r2:p@h", /* a line end, in JSON */
		       "https://h/?token=[REDACTED]\\r2:p@h");
	sentence_shows("https:/u:p@h:/w@x", "https:/[REDACTED]@h:/w@x");
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

/* Where each string ends is certain if the text is JSON word by word. */
static void
sound(void)
{
	/* a name within a string does not reach beyond it */
	text_shows("{\"x\": \"the key:\", \"password\": \"abc\"}",
		   "{\"x\": \"the key:\", \"password\": \"[REDACTED]\"}");
	text_shows("{\"x\": \"see key: '\", \"token\": \"abc\", \"y\": \"'\"}",
		   "{\"x\": \"see key: '\", \"token\": \"[REDACTED]\", \"y\": \"'\"}");
	text_shows("[\"password:\", \"abc\", \"d\"]",
		   "[\"password:\", \"[REDACTED]\", \"d\"]");
	text_shows("[\"--token=\", 12, \"d\"]", "[\"--token=\", [REDACTED], \"d\"]");
	text_shows("{\"password:\": \"abc\", \"x\": \"key: \", \"y\": \"z\"}",
		   "{\"password:\": \"[REDACTED]\", \"x\": \"key: \", \"y\": \"z\"}");
	/* nor do other quotes end it */
	text_shows("{\"key\": \"a\u201d b\", \"x\": 1}",
		   "{\"key\": \"[REDACTED]\", \"x\": 1}");
	text_shows("{\"x\": \"key: 'a\", \"y\": \"b'\"}",
		   "{\"x\": \"key: '[REDACTED]\", \"y\": \"b'\"}");
	/* a name is looked at as well */
	text_shows(
	    "{\"key\": {\"//u:p@h\": \"a\", \"key: b\": 1}}",
	    "{\"key\": {\"//[REDACTED]@h\": \"[REDACTED]\", \"key: b\": [REDACTED]}}");
	/* in whatever order its words are */
	text_shows("{\"x\": \"key:\" \"password\": \"abc\",, ]",
		   "{\"x\": \"key:\" \"password\": \"[REDACTED]\",, ]");
	text_shows("\xef\xbb\xbf{\"x\": \"key:\", \"token\": -1.5e+3}",
		   "\xef\xbb\xbf{\"x\": \"key:\", \"token\": [REDACTED]}");
	/* words of others, line ends within a string: it is guessed */
	text_shows("{x: \"key:\", \"y\": \"abc\"}",
		   "{x: \"key:\"[REDACTED]\": \"abc\"}");
	text_shows("{\"key\": \"a\rb\"}", "{\"key\": \"[REDACTED]\r[REDACTED]\"}");
	text_shows("{\"key\": \"a\\\nb\"}", "{\"key\": \"[REDACTED]\n[REDACTED]\"}");
	text_shows("{\"key\": \"a\"b\", \"x\": 1}",
		   "{\"key\": \"[REDACTED]\", \"x\": 1}");
	text_shows("{\"key\": \"a\\", "{\"key\": \"[REDACTED]");
}

static void
hides(const char *text)
{
	struct buf out = BUF_INIT;

	secret_redact_text(&out, str_from(text));
	CHECK_STR(strstr(buf_str(&out).s, "hunter") != NULL ? text : "", "");
	buf_release(&out);
}

/* A value whose name stands beside it, in one object, in whatever text. */
static void
pairs(void)
{
	text_shows("{\"name\": \"password\", \"value\": \"abc\", \"x\": 1}",
		   "{\"name\": \"password\", \"value\": \"[REDACTED]\", \"x\": 1}");
	text_shows("[{\"value\": 12, \"name\": \"pin\"}, {\"value\": 13}]",
		   "[{\"value\": [REDACTED], \"name\": \"pin\"}, {\"value\": 13}]");
	hides("{\"name\":\"password\",\"value\":hunter}");
	hides("{\"name\":\"password\",\"value\":\"hunter,\"a\":1}");
	hides("{\"name\":\"password\" \"value\":\"hunter\"}");
	hides("{\"name\":\"password\";\"value\":hunter}");
	hides("{\"name\":\"password\",\"value\" \"hunter\"}");
	hides("{\"name\":\"password,\"value\":hunter}");
	hides("{\"name\":password\",\"value\":hunter}");
	hides("{\"name\" \"password\", \"value\":hunter}");
	hides("{\"name\":[\"password\"],\"value\":[hunter,\"hunter\"]}");
	hides("{\"name\":\"password\",\"note\":{\"a\":1},\"value\":hunter}");
	hides("{\"name\":\"pass\\u0077ord\",\"value\":hunter}");
	hides("{\"value\":hunter,\"note\":{\"a\":1},\"name\":\"password\"}");
	hides("{\"value\":\"hunter}\",\"name\":\"password\"}");
	hides("{\"value\":\"hunter\" \"name\":\"password\"}");
	hides("{'name':'password','val':'hunter'}");
	hides("{name:password,value:hunter}");
	hides("name: password\nvalue: hunter\n");
	hides("{\"Key\": \"DB_PASSWORD\", \"ParameterValue\" = \"hunter\"}");
	hides("{\"x\":\"{\\\"name\\\":\\\"password\\\",\\\"value\\\":\\\"hunter\\\"}\","
	      "}");
	/* other names are beside no value, or in another object */
	text_shows("[{\"name\": \"password\"}, {\"name\": \"a\", \"value\": \"b\"}]",
		   "[{\"name\": \"password\"}, {\"name\": \"a\", \"value\": \"b\"}]");
	text_shows("{\"about\": \"the key is\", \"value\": \"b\"}",
		   "{\"about\": \"the key is\", \"value\": \"b\"}");
	text_shows("{\"pin\": null, \"value\": \"b\"}",
		   "{\"pin\": null, \"value\": \"b\"}");
	text_shows("{\"name\": \"password\", \"interval\": 5}",
		   "{\"name\": \"password\", \"interval\": 5}");
}

/* Each name, however it is written. */
/* Values that lack what belongs around them. */
static void
broken(void)
{
	text_shows("{\"password\": hun,ter2}", "{\"password\": [REDACTED],[REDACTED]}");
	text_shows("{\"password\": hun,ter2: 1}", "{\"password\": [REDACTED],ter2: 1}");
	text_shows("{\"password\": hun\"ter2\"}",
		   "{\"password\": [REDACTED]\"[REDACTED]\"}");
	text_shows("{\"password\": \"hun\" + \"ter2\", \"a\": \"b\"}",
		   "{\"password\": \"[REDACTED]\" + \"[REDACTED]\", \"a\": \"b\"}");
	text_shows("{\"password\" \"hunter2\", \"a\": \"b\"}",
		   "{\"password\" \"[REDACTED]\", \"a\": \"b\"}");
	text_shows("{\"password\" hunter2}", "{\"password\" [REDACTED]}");
	text_shows("{\"password\"; hunter2}", "{\"password\"; [REDACTED]}");
	text_shows("{\"password\" => \"hunter2\"}", "{\"password\" => \"[REDACTED]\"}");
	text_shows("{\"password\": {hunter2}}", "{\"password\": {[REDACTED]}}");
	text_shows("{\"password\" \"a\": hunter2}", "{\"password\" \"a\": hunter2}");
	text_shows("{\"password\": x # at work\n}", "{\"password\": [REDACTED]\n}");
	text_shows("{\"password\": \"x\", // at work\n}",
		   "{\"password\": \"[REDACTED]\", // at work\n}");
	text_shows("[\"password\", 'user']", "[\"password\", 'user']");
	/* what should be a colon strayed */
	text_shows("{\"password\", \"hunter2\"}", "{\"password\", \"[REDACTED]\"}");
	text_shows("{\"password\" , hunter2, x}",
		   "{\"password\" , [REDACTED], [REDACTED]}");
	text_shows("{\"password\"}: \"hunter2\"", "{\"password\"}: \"[REDACTED]\"");
	text_shows("{\"password\"}: hunter2", "{\"password\"}: [REDACTED]");
	text_shows("{\"password\", \"user\": \"a\"}",
		   "{\"password\", \"user\": \"a\"}");
	text_shows("[\"password\", \"user\"]", "[\"password\", \"user\"]");
	text_shows("{\"a\": \"password\"}", "{\"a\": \"password\"}");
	text_shows("{\"pin\": \"1234\", \"signature\": \"ab\", \"credential\": \"c\"}",
		   "{\"pin\": \"[REDACTED]\", \"signature\": \"[REDACTED]\", "
		   "\"credential\": \"[REDACTED]\"}");
}

static void
names(void)
{
	static const char *const members[] = {"key",
					      "password",
					      "passwd",
					      "pwd",
					      "secret",
					      "accessToken",
					      "refresh_token",
					      "Token",
					      "bearerToken",
					      "api-key",
					      "SECRET.KEY",
					      "privateKey",
					      "encryption key",
					      "passphrase",
					      "sharedKey",
					      "signingKey",
					      "accessKey",
					      "Authorization",
					      "sharedSecret",
					      "x-client-secret",
					      "dbPassword",
					      "t\\u006fken",
					      "key_",
					      "pass%77ord",
					      "authorizati\\u006fn",
					      "authoriz\\u0061tion"};
	static const char *const others[] = {
	    "",
	    "e",
	    "y",
	    "keys",
	    "keyId",
	    "monkey",
	    "tokens",
	    "name",
	    "description",
	    "securityType",
	    "createdOn",
	    "secrets",
	    "word",
	    "0123456789012345678901234567890123456789012345678901234567890secret"};

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		CHECK(secret_member(str_from(members[i])));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		CHECK(!secret_member(str_from(others[i])));
	CHECK(secret_parameter(STR("X-Amz-Signature")) &&
	      secret_parameter(STR("k%65y")));
	CHECK(!secret_parameter(STR("")) && !secret_parameter(STR("bearer")));
}

/* Where URLs begin and end, escapes, parameters one behind the other. */
static void
more_urls(void)
{
	sentence_shows("/a~0b~1https://u:p@h", "/a~0b~1https://[REDACTED]@h");
	sentence_shows("/http:~1~1u:~0p@h", "/http:~1~1[REDACTED]@h");
	sentence_shows("https://h/?token=a~", "https://h/?token=[REDACTED]");
	sentence_shows("~", "~");
	sentence_shows("https://h/?token=${A", "https://h/?token=[REDACTED]");
	sentence_shows("https://h/?token={{a}}", "https://h/?token={{a}}");
	sentence_shows("https://h/?token={{a}", "https://h/?token=[REDACTED]");
	sentence_shows("x?token=${A&b=1", "x?token=[REDACTED]&b=1");
	sentence_shows("//u:p@[::1]/", "//[REDACTED]@[::1]/");
	sentence_shows("//u:p@{host}/", "//[REDACTED]@{host}/");
	sentence_shows("//u:p@\u00e4/", "//[REDACTED]@\u00e4/");
	sentence_shows("//u:p@/", "//u:p@/");
	sentence_shows("//u:p@", "//u:p@");
	sentence_shows("//u:p\\u0040h", "//[REDACTED]\\u0040h");
	sentence_shows("a/u:p@h", "a/[REDACTED]@h");
	sentence_shows("//:p@h", "//:p@h");
	sentence_shows("//u:p", "//u:p");
	sentence_shows("//u:p\\u0040", "//u:p\\u0040");
	sentence_shows("//u:p\\", "//u:p\\");
	sentence_shows("https://h?x@y:z", "https://h?x@y:z");
	sentence_shows("https://u?p@h", "https://u?p@h");
	sentence_shows("https://u#p@h:1", "https://u#p@h:1");
	sentence_shows("https://h:80/u@x", "https://h:80/u@x");
	sentence_shows("https://h:80a/u@x", "https://[REDACTED]@x");
	sentence_shows("`https://u:p@h`", "`https://[REDACTED]@h`");
	sentence_shows("https://u:p@w@h", "https://[REDACTED]@h");
	sentence_shows("https://[REDACTED]@h", "https://[REDACTED]@h");
	sentence_shows("=x", "=x");
	sentence_shows("?=x", "?=x");
	sentence_shows("?token==x", "?token=[REDACTED]");
	sentence_shows("?a=b=c&key=d", "?a=b=c&key=[REDACTED]");
	sentence_shows("a key=b", "a key=b");
	sentence_shows("/key=b", "/key=b");
	sentence_shows("\"key=b", "\"key=b");
	sentence_shows("?key=a?key=b#sig=c;pass=d",
		       "?key=[REDACTED]?key=[REDACTED]#sig=[REDACTED];pass=[REDACTED]");
	sentence_shows("?token=[REDACTED]&key=b", "?token=[REDACTED]&key=[REDACTED]");
	sentence_shows("\\u0zz", "\\u0zz");
	sentence_shows("\\u00zz=a", "\\u00zz=a");
	sentence_shows("\\u00ff", "\\u00ff");
	sentence_shows("\\", "\\");
	sentence_shows("?token\\", "?token\\");
	sentence_shows("?token\\u003da b", "?token\\u003d[REDACTED] b");
	sentence_shows("?t\\u006fken=a\\u0026x=1", "?t\\u006fken=[REDACTED]\\u0026x=1");
	sentence_shows("https://u\\u0070:p@h", "https://[REDACTED]@h");
	sentence_shows("?token=a\\tb", "?token=[REDACTED]\\tb");
	sentence_shows("?token=a\\rb", "?token=[REDACTED]\\rb");
	sentence_shows("?token=a\\\\b\\\"c", "?token=[REDACTED]\\\"c");
	sentence_shows("\\x=1", "\\x=1");
}

/* What is hidden may have kept the rules from what is beside it: look again. */
static void
passes(void)
{
	sentence_shows("::error:+\x04:pw@host", "::[REDACTED]@host");
	sentence_shows("/a:x~1b:p@h", "/[REDACTED]@h");
	sentence_shows("/a:x&token=/b;@h", "/[REDACTED]@h");
	sentence_shows("?:u:p@token=x", "?:[REDACTED]@token=[REDACTED]");
	sentence_shows("/a:\x04"
		       "b:\x04"
		       "c:p@h",
		       "/[REDACTED]@h");
	/* one more each time: a text made for it, and nothing of it is shown */
	sentence_shows("see /a:\x04"
		       "b:\x04"
		       "c:\x04"
		       "d:\x04"
		       "e:\x04"
		       "f:\x04"
		       "g:\x04"
		       "h:\x04"
		       "i:\x04"
		       "j:p@h",
		       "[REDACTED]");
}

/* Some pieces of secrets, in any order. */
static void
some_pieces(struct buf *text)
{
	static const char *const pieces[] = {
	    "a",  "p",       "8",      ":",    "\\u003a", "@",        "\\u0040",
	    "/",  "\\/",     "~1",     "\\",   "\\\\",    "https://", "?",
	    "&",  "\\u0026", ";",      "#",    "=",       "token=",   "password",
	    "[",  "]",       "{",      ",",    "\x04",    " ",        "\\n",
	    "\"", "'",       "\u00e4", "${a}", "{{b}}",   REDACTED};
	static uint32_t state = 1;

	buf_clear(text);
	for (size_t i = 0; i < 12; i++) {
		state = state * UINT32_C(1664525) + UINT32_C(1013904223);
		buf_puts(text,
			 pieces[(state >> 8) % (sizeof(pieces) / sizeof(*pieces))]);
	}
}

/* To hide what was hidden changes nothing. */
static void
twice(void (*redact)(struct buf *, struct str))
{
	struct buf text = BUF_INIT, once = BUF_INIT, again = BUF_INIT;
	bool ok = true;

	for (size_t i = 0; ok && i < 50000; i++) {
		some_pieces(&text);
		buf_clear(&once);
		redact(&once, buf_str(&text));
		buf_clear(&again);
		redact(&again, buf_str(&once));
		ok = str_equal(buf_str(&once), buf_str(&again));
	}
	if (!CHECK(ok))
		printf("of '%s'\n", buf_str(&text).s);
	buf_release(&text);
	buf_release(&once);
	buf_release(&again);
}

/* Names and values in quotes of all kinds, or none, in texts that break off. */
static void
more_members(void)
{
	text_shows("{\u00abkey\u00bb: \u00aba\u00bb, b: 1}",
		   "{\u00abkey\u00bb: \u00ab[REDACTED]\u00bb, b: 1}");
	text_shows("{\u2018key\u2019: \u2018a\u2019}",
		   "{\u2018key\u2019: \u2018[REDACTED]\u2019}");
	text_shows("{\u2018key\u2019: \u2018a\"}",
		   "{\u2018key\u2019: \u2018[REDACTED]\"}");
	text_shows("{\u201ckey\u201d: \u201ca\u00bb, \u201ex\u201d: 1}",
		   "{\u201ckey\u201d: \u201c[REDACTED]\u00bb, \u201ex\u201d: 1}");
	text_shows("{`key`: `a`}", "{`key`: `[REDACTED]`}");
	text_shows("{\"key\": \"a\"+b\", \"x\": 1}",
		   "{\"key\": \"[REDACTED]\", \"x\": 1}");
	text_shows("{\"key\": \"a\"=\", \"x\": 1}",
		   "{\"key\": \"[REDACTED]\", \"x\": 1}");
	text_shows("{\"key\": \"a\"!\", \"x\": 1}",
		   "{\"key\": \"[REDACTED]\", \"x\": 1}");
	text_shows("{\"key\": \"a\"\u00e4\", \"x\": 1}",
		   "{\"key\": \"[REDACTED]\", \"x\": 1}");
	text_shows("{\"key\": \"a\"\u201d, \"x\": 1}",
		   "{\"key\": \"[REDACTED]\"\u201d, \"x\": 1}");
	text_shows("{\"key\": \"a\\\\\", \"x\": 1}",
		   "{\"key\": \"[REDACTED]\", \"x\": 1}");
	text_shows("{\"key\": \"a\\", "{\"key\": \"[REDACTED]");
	text_shows("{\"key\": \"a\\\nb\", \"x\": 1}",
		   "{\"key\": \"[REDACTED]\n[REDACTED]\", \"x\": 1}");
	text_shows("{\"key\": 'a\\'b', \"x\": 1}", "{\"key\": '[REDACTED]', \"x\": 1}");
	text_shows("{\\\"key\\\": \\\"a\\\\\\\"b\\\", \\\"x\\\": 1}",
		   "{\\\"key\\\": \\\"[REDACTED]\\\", \\\"x\\\": 1}");
	text_shows("{\"key\": \"a\nb\", \"x\": \"y\"}",
		   "{\"key\": \"[REDACTED]\n[REDACTED]\", \"x\": \"y\"}");
	text_shows("{\"key\": \"a\r\nb c\r\n, \"x\": \"y\"}",
		   "{\"key\": \"[REDACTED]\r\n[REDACTED]\r\n, \"x\": \"y\"}");
	text_shows("{\"key\": \"a\n\n\n\"x\": 1}",
		   "{\"key\": \"[REDACTED]\n\n\n\"x\": 1}");
	text_shows("{\"key\": \"a\nb\nc\n",
		   "{\"key\": \"[REDACTED]\n[REDACTED]\n[REDACTED]\n");
	text_shows("{\"key\": \"a\n\u201cx\u201d: 1}",
		   "{\"key\": \"[REDACTED]\n\u201cx\u201d: 1}");
	text_shows("{\"key\": false, \"x\": 1}", "{\"key\": false, \"x\": 1}");
	text_shows("{\"key\": falsey, \"x\": 1}", "{\"key\": [REDACTED], \"x\": 1}");
	text_shows("{\"key\": a b   , \"x\": 1}", "{\"key\": [REDACTED]   , \"x\": 1}");
	text_shows("{\"key\": abc", "{\"key\": [REDACTED]");
	text_shows("{\"key\": ${A}b, \"x\": 1}", "{\"key\": [REDACTED], \"x\": 1}");
	text_shows("{\"key\": ${A}, \"x\": 1}", "{\"key\": ${A}, \"x\": 1}");
	text_shows("key=a&x=1", "key=[REDACTED]&x=1");
	text_shows("key = a\nx = 1", "key = [REDACTED]\nx = 1");
	text_shows("key: a b\nx: 1", "key: [REDACTED]\nx: 1");
	text_shows("{\"key\":", "{\"key\":");
	text_shows("{\"key\": ", "{\"key\": ");
	text_shows("{\"key\": , \"x\": 1}", "{\"key\": , \"x\": 1}");
	text_shows("{\"key\": }", "{\"key\": }");
	text_shows("{\"key\": \n\"x\": 1}", "{\"key\": \n\"[REDACTED]\": 1}");
	text_shows("{\"key\": [], \"x\": 1}", "{\"key\": [], \"x\": 1}");
	text_shows("{\"key\": [\"a\"", "{\"key\": [\"[REDACTED]\"");
	text_shows("{\"key\": [\"a\", {\"b\": 1}]}",
		   "{\"key\": [\"[REDACTED]\", {\"b\": 1}]}");
	text_shows("{\"key\": [\"a\"}, \"b\": 1",
		   "{\"key\": [\"[REDACTED]\"}, \"b\": 1");
	text_shows("{\"key\": [\"a\": 1]}", "{\"key\": [\"[REDACTED]\": 1]}");
	text_shows("{\"key\": [\"a\", \"token\" : \"b\"}",
		   "{\"key\": [\"[REDACTED]\", \"token\" : \"[REDACTED]\"}");
	text_shows("{'key': ['a', 'token': 'b'}",
		   "{'key': ['[REDACTED]', 'token': '[REDACTED]'}");
	text_shows("{\"key\": [ a , [b], true]}",
		   "{\"key\": [ [REDACTED] , [[REDACTED]], true]}");
	text_shows("{\"key\": [REDACTED]}", "{\"key\": [REDACTED]}");
	text_shows("{\"key\": {}, \"x\": 1}", "{\"key\": {}, \"x\": 1}");
	text_shows("{\"key\": {\"a\"", "{\"key\": {\"a\"");
	text_shows("{\"key\": {\"a\" 1}}", "{\"key\": {\"a\" 1}}");
	text_shows("{\"key\": {\"a\":", "{\"key\": {\"a\":");
	text_shows("{\"key\": {\"a\": [\"b\"], \"c\": \"d\"}}",
		   "{\"key\": {\"a\": [\"[REDACTED]\"], \"c\": \"[REDACTED]\"}}");
	text_shows(
	    "{\"key\": {\"a\": {\"b\": \"c\"}, \"d\": \"e\"}}",
	    "{\"key\": {\"a\": {\"b\": \"[REDACTED]\"}, \"d\": \"[REDACTED]\"}}");
	text_shows("{\"key\": {\"a\": 1", "{\"key\": {\"a\": [REDACTED]");
	text_shows("{\"key\": {\"a\": 1} , \"b\": 2}",
		   "{\"key\": {\"a\": [REDACTED]} , \"b\": 2}");
	text_shows("{\"key\": {\"a\": 1 \"b\": 2}}",
		   "{\"key\": {\"a\": [REDACTED] \"b\": 2}}");
	text_shows("{\"key\": {\"a\": {{x}}, \"b\": \"c\"}}",
		   "{\"key\": {\"a\": {{x}}, \"b\": \"[REDACTED]\"}}");
	text_shows("{\"key\": {a: 1}}", "{\"key\": {a: 1}}");
	text_shows("{\"key\": {\"description\": \"d\"}}",
		   "{\"key\": {\"description\": \"d\"}}");
	text_shows("{\"key\": {\"a\": 1,}}", "{\"key\": {\"a\": [REDACTED],}}");
	text_shows("{\"key\": {\"a\n", "{\"key\": {\"a\n");
	text_shows("{\"xkey\": \"a\"}", "{\"xkey\": \"a\"}");
	text_shows("{\"x_key\": \"a\"}", "{\"x_key\": \"a\"}");
	text_shows("{\"x\": \"key\", \"y\": 1}", "{\"x\": \"key\", \"y\": 1}");
	text_shows("{\"x key\": 1}", "{\"x key\": 1}");
	text_shows(": a", ": a");
	text_shows("\": a", "\": a");
	text_shows("{\"\": 1}", "{\"\": 1}");
	text_shows("{\"key\": 1, \"key\": 2, \"token\": 3}",
		   "{\"key\": [REDACTED], \"key\": [REDACTED], \"token\": [REDACTED]}");
}

/* Names, and user information, are looked for in so many bytes. */
static void
far(void)
{
	char text[1024];

	memset(text, 'x', sizeof(text));
	memcpy(text, "//", 2);
	memcpy(text + 402, ":p@h", 5);
	sentence_shows(text, text);
	memcpy(text + 200, ":p@h", 5);
	sentence_shows(text, "//" REDACTED "@h");
}

/* On command lines, as they are or in what is no document. */
static void
options(void)
{
	text_shows("curl -u me:pw1 x", "curl -u me:[REDACTED] x");
	text_shows("curl -ume:pw1 x", "curl -ume:[REDACTED] x");
	text_shows("curl -sSu 'me:pw 1' x", "curl -sSu 'me:[REDACTED]' x");
	text_shows("curl -U \"me:pw1\" x", "curl -U \"me:[REDACTED]\" x");
	text_shows("curl --user \\\n  me:pw1", "curl --user \\\n  me:[REDACTED]");
	text_shows("curl --user=me:pw1\n-x", "curl --user=me:[REDACTED]\n-x");
	text_shows("curl --oauth2-bearer ab.c x", "curl --oauth2-bearer [REDACTED] x");
	text_shows("curl -E c.pem:pw1 -b 'a=1'",
		   "curl -E c.pem:[REDACTED] -b '[REDACTED]'");
	text_shows("curl -H 'cookie: a=1' x", "curl -H 'cookie:[REDACTED]' x");
	text_shows("(wget --http-password pw1)", "(wget --http-password [REDACTED]");
	text_shows("[\"curl -u \\\"me:pw1\\\" x\"]",
		   "[\"curl -u \\\"me:[REDACTED]\\\" x\"]");
	/* what is none, or stands elsewhere */
	text_shows("curl -u me x", "curl -u me x");
	text_shows("curl -u \"$ME:$PW\" x", "curl -u \"$ME:$PW\" x");
	text_shows("curl -u me:{{pw}} x", "curl -u me:{{pw}} x");
	text_shows("curl -H 'accept: a' -d 'b:c'", "curl -H 'accept: a' -d 'b:c'");
	text_shows("curl a-u me:pw1", "curl a-u me:pw1");
	text_shows("tar -u me:pw1 x", "tar -u me:pw1 x");
	text_shows("curl -u", "curl -u");
	text_shows("curl --user", "curl --user");
	text_shows("curl -b '", "curl -b '");
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
	CHECK(secrets_is_one(&s, STR("\u00e4\n\U0001f600\xed\xa0\x80")));
	CHECK(!secrets_is_one(&s, STR("\u00e4")));
	secrets_find(&s, STR("{key: 'a\\'b\\x\\\\\\\"'}"), a);
	CHECK(secrets_is_one(&s, STR("a'b\\x\\\""))); /* as the reader has it */
	arena_free(a);
}

int
main(void)
{
	urls();
	members();
	sound();
	pairs();
	broken();
	names();
	more_urls();
	more_members();
	passes();
	twice(secret_redact_urls);
	twice(secret_redact_sentence);
	twice(secret_redact_text);
	far();
	options();
	spans();
	return check_done();
}
