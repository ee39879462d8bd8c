/*
 * Characters that are not what they seem, Punycode by RFC 3492 (its examples of
 * section 7.1), and the places of parts and edits in strings with escapes.
 */
#include "service/lookalike.h"

#include "base/arena.h"
#include "check.h"
#include "finding/diag.h"
#include "lint/lint.h"
#include "load/reader.h"
#include "load/text.h"

static void
test_find(void)
{
	struct lookalike l;

	CHECK(lookalike_find(0xa0, &l) && l.kind == LOOKALIKE_SPACE);
	CHECK_STR(l.name, "NO-BREAK SPACE");
	CHECK(lookalike_find(0x200b, &l) && l.kind == LOOKALIKE_INVISIBLE && !*l.ascii);
	CHECK(lookalike_find(0x202e, &l) && l.kind == LOOKALIKE_BIDI);
	CHECK(lookalike_find(0xe008, &l) && l.kind == LOOKALIKE_PRIVATE);
	CHECK_STR(l.ascii, "fi");
	CHECK(lookalike_find(0xe123, &l) && l.ascii == NULL);
	CHECK(lookalike_find(0xfb01, &l) && l.kind == LOOKALIKE_LIGATURE);
	CHECK_STR(l.ascii, "fi");
	CHECK(lookalike_find(0x201c, &l) && l.kind == LOOKALIKE_SIGN);
	CHECK(lookalike_find(0x430, &l) && l.kind == LOOKALIKE_LETTER);
	CHECK_STR(l.name, "CYRILLIC SMALL LETTER A");
	CHECK_STR(l.ascii, "a");
	CHECK(lookalike_find(0xff21, &l) && strcmp(l.ascii, "A") == 0);
	CHECK(lookalike_find(0xff5e, &l) && strcmp(l.ascii, "~") == 0);
	CHECK(lookalike_find(0xff01, &l) && strcmp(l.ascii, "!") == 0);
	CHECK(!lookalike_find('a', &l) && !lookalike_find(0xe9, &l) &&
	      !lookalike_find(0x416, &l) && !lookalike_find(0x4e2d, &l));
	/* where private use, wide letters and invisible ones begin and end */
	CHECK(!lookalike_find(0xd7ff, &l) && lookalike_find(0xe000, &l) &&
	      strcmp(l.ascii, "fi") == 0);
	CHECK(lookalike_find(0xe009, &l) && strcmp(l.ascii, "fl") == 0);
	CHECK(lookalike_find(0xf8ff, &l) && l.kind == LOOKALIKE_PRIVATE);
	CHECK(!lookalike_find(0xf900, &l) && !lookalike_find(0xeffff, &l));
	CHECK(lookalike_find(0xf0000, &l) && l.kind == LOOKALIKE_PRIVATE);
	CHECK(lookalike_find(0x10ffff, &l) && l.kind == LOOKALIKE_PRIVATE);
	CHECK(!lookalike_find(0xff00, &l) && !lookalike_find(0xff5f, &l));
	CHECK(!lookalike_find(0xfdff, &l) && lookalike_find(0xfe00, &l) &&
	      l.kind == LOOKALIKE_INVISIBLE);
	CHECK(lookalike_find(0xfe0f, &l) && !lookalike_find(0xfe10, &l));
	CHECK(!lookalike_find(0xdffff, &l) && lookalike_find(0xe0000, &l));
	CHECK(lookalike_find(0xe0fff, &l) && !lookalike_find(0xe1000, &l));
	/* the first in a text, past what is no UTF-8 */
	CHECK(lookalike_first(STR("a\xff\u00e9\u200bb\u200c"), &l) && l.c == 0x200b &&
	      l.part.len == 3 && l.part.s[3] == 'b');
	CHECK(!lookalike_first(STR("\xff\xc3"), &l) && !lookalike_first(STR(""), &l));
}

static const char *
plain(const char *text, struct arena *a)
{
	struct str got = lookalike_plain(str_from(text), a);

	return got.s;
}

static void
test_plain(struct arena *a)
{
	CHECK_STR(plain("noti\xee\x80\x88"
			"cationScope",
			a),
		  "notificationScope");
	CHECK_STR(plain("\xe2\x80\x8b"
			"ACTIVE\xc2\xa0",
			a),
		  "ACTIVE ");
	CHECK_STR(plain("caf\xc3\xa9", a), "caf\xc3\xa9");
	CHECK(plain("x\xee\x84\x80", a) == NULL);
	CHECK(lookalike_label(STR("\xd0\xb0"
				  "cme")));
	CHECK(lookalike_label(STR("\xd0\xb0\xd1\x81\xd0\xb5"))); /* all alike */
	CHECK(
	    !lookalike_label(STR("\xd0\xbf\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x80")));
	CHECK(!lookalike_label(STR("b\xc3\xbc"
				   "cher")));
	CHECK(!lookalike_label(STR("acme")));
}

static void
check_decoded(const char *label, const char *want, struct arena *a)
{
	struct str got = lookalike_decode(str_from(label), a);

	CHECK_STR(got.s != NULL ? arena_strndup(a, got.s, got.len) : NULL, want);
}

static void
test_punycode(struct arena *a)
{
	char label[1000];

	check_decoded("xn--bcher-kva",
		      "b\xc3\xbc"
		      "cher",
		      a);
	check_decoded("XN--Bcher-KVA",
		      "b\xc3\xbc"
		      "cher",
		      a);
	/* RFC 3492, 7.1 (B): Chinese, simplified */
	check_decoded(
	    "xn--ihqwcrb4cv8a8dqg056pqjye",
	    "\xe4\xbb\x96\xe4\xbb\xac\xe4\xb8\xba\xe4\xbb\x80\xe4\xb9\x88\xe4\xb8"
	    "\x8d\xe8\xaf\xb4\xe4\xb8\xad\xe6\x96\x87",
	    a);
	/* (P): "Maji<de>Koi<suru>5<byoumae>" */
	check_decoded("xn--majikoi5-783gue6qz075azm5e",
		      "maji\xe3\x81\xa7koi\xe3\x81\x99\xe3\x82\x8b"
		      "5\xe7\xa7\x92\xe5\x89\x8d",
		      a);
	check_decoded("xn--a", "\xc2\x80", a); /* the shortest there is */
	CHECK(lookalike_decode(STR("acme"), a).s == NULL);
	CHECK(lookalike_decode(STR("xn--"), a).s == NULL);
	CHECK(lookalike_decode(STR("xn--99999999"), a).s == NULL);
	CHECK(lookalike_decode(STR("xn--\xc3\xa9"), a).s == NULL);
	CHECK(lookalike_decode(STR("xn-"), a).s == NULL);
	CHECK(lookalike_decode(STR("xm--bcher-kva"), a).s == NULL);
	CHECK(lookalike_decode(STR("xn--a-ecp.ru"), a).s == NULL);
	/* surrogates, and what lies behind the last code point */
	CHECK(lookalike_decode(STR("xn--ib1h"), a).s == NULL ||
	      lookalike_decode(STR("xn--ib1h"), a).len != 0);
	memset(label, 'a', sizeof(label));
	memcpy(label, "xn--", 4);
	label[sizeof(label) - 1] = '-';
	CHECK(lookalike_decode((struct str){label, sizeof(label)}, a).s == NULL);
}

/* The span of want in the decoded text of a JSON string, as text of the file. */
static void
check_span(const char *json, const char *part, const char *want, struct arena *a)
{
	struct doc doc = {.name = "x", .text = str_from(json), .first_line = 1};
	struct str text;
	struct span span;
	const char *at;

	CHECK(reader_read(&doc, NULL, a));
	text = node_string(doc_root(&doc));
	at = memmem(text.s, text.len, part, strlen(part));
	if (!CHECK(at != NULL))
		return;
	span = text_span(doc_root(&doc), (struct str){at, strlen(part)});
	CHECK_STR(arena_strndup(a, json + span.start, span.end - span.start), want);
}

static void
test_spans(struct arena *a)
{
	check_span("\"abc\"", "b", "b", a);
	check_span("\"a\\u0062c\"", "b", "\\u0062", a);
	check_span("\"\\/\\/h:84:\"", "h", "h", a);
	check_span("\"\\ud83d\\ude00x\"", "x", "x", a);
	check_span("\"\\ud83d\\ude00x\"", "\xf0\x9f\x98\x80", "\\ud83d\\ude00", a);
	check_span("\"\\u00e9\\n\\\"q\"", "\"", "\\\"", a);
	check_span("\"\xc3\xa9\\u00e9z\"", "z", "z", a);
}

/* What is left of the text when the n-th element of a is taken away. */
static void
check_removed(const char *json, size_t index, const char *want, struct arena *a)
{
	struct doc doc = {.name = "x", .text = str_from(json), .first_line = 1};
	struct diags ds;
	struct diag *d;
	struct fix *f;
	struct span cut;

	diags_init(&ds, a, NULL, doc.text);
	CHECK(reader_read(&doc, NULL, a));
	d = diag_add(&ds, RULE_INVALID_JSON, (struct span){0, 1}, "x");
	f = diag_fix(&ds, d, FIX_SAFE, "remove it");
	text_remove(&ds, f, node_element(node_member(doc_root(&doc), "a"), index));
	cut = f->edits->span;
	CHECK_STR(arena_printf(a, "%.*s%s", (int)cut.start, json, json + cut.end),
		  want);
}

static void
test_remove(struct arena *a)
{
	check_removed("{\"a\":[1,2,3]}", 1, "{\"a\":[1,3]}", a);
	check_removed("{\"a\":[1, 2]}", 1, "{\"a\":[1]}", a);
	check_removed("{\"a\":[1, 2]}", 0, "{\"a\":[2]}", a);
	check_removed("{\"a\":[ 1 ]}", 0, "{\"a\":[]}", a);
	check_removed("{\"a\":[\n  1,\n  2,\n  3\n]}", 1, "{\"a\":[\n  1,\n  3\n]}", a);
	check_removed("{\"a\":[\n  1,\n  2\n]}", 1, "{\"a\":[\n  1\n]}", a);
	check_removed("{\"a\":[\r\n  1,\r\n  2\r\n]}", 0, "{\"a\":[\r\n  2\r\n]}", a);
}

static void
test_templates(void)
{
	CHECK(text_is_template(STR("${A}")) &&
	      text_is_template(STR("https://{{ h }}/x")) &&
	      text_is_template(STR("a<%= b %>c")));
	CHECK(!text_is_template(STR("")) && !text_is_template(STR("${}")) &&
	      !text_is_template(STR("{{}}")) && !text_is_template(STR("${A")) &&
	      !text_is_template(STR("$A")) && !text_is_template(STR("{id}")) &&
	      !text_is_template(STR("<INSERT>")) && !text_is_template(STR("100%")));
}

int
main(void)
{
	struct arena *a = arena_new();

	test_find();
	test_plain(a);
	test_punycode(a);
	test_spans(a);
	test_remove(a);
	test_templates();
	arena_free(a);
	return check_done();
}
