/*
 * json5: what each construct of JSON5 and JSONC becomes, and the places of it.  Whole
 * documents are compared in tests/suite/json5.sh.
 */
#include "part/json5.h"

#include "base/arena.h"
#include "check.h"
#include "finding/rule.h"
#include "load/reader.h"
#include "part/part.h"

static struct arena *arena;

/* The JSON that the text becomes; what is wrong with it as "START-END message". */
static const char *
json(struct str text, bool comments_only)
{
	struct part *p = json5_document(text, NULL, comments_only, arena);
	const char *said = p->broken ? "broken" : p->text.s;

	CHECK_ALL(!p->broken || str_equal(p->text, text));
	for (const struct part_trouble *t = p->troubles; t != NULL; t = t->next) {
		struct span at = part_span(p, t->span);

		said = arena_printf(arena, "%s; %zu-%zu %s", said, at.start, at.end,
				    t->message);
	}
	return said;
}

static void
becomes(const char *text, const char *want)
{
	CHECK_STR(json(str_from(text), false), want);
}

static void
jsonc_becomes(const char *text, const char *want)
{
	CHECK_STR(json(str_from(text), true), want);
}

/* The text is copied as far as it matters, and no JSON. */
static void
refused(const char *text)
{
	struct part *p = json5_document(str_from(text), NULL, false, arena);
	struct doc d = {.name = "test", .text = p->text, .first_line = 1};

	CHECK(!reader_read(&d, NULL, arena));
}

static void
comments(void)
{
	becomes("// a\n[1, /* b */ 2] // c", "\n[1,  2] ");
	becomes("1/**/", "1 ");
	becomes("1/**/2", "1 2");
	becomes("{a/**/:/**/1}", "{\"a\" :1}");
	becomes("/* // */1//", "1 ");
	becomes("//\r1//\xe2\x80\xa8,", "\r1  ,");
	becomes("\"// /* \"", "\"// /* \"");
	becomes("[1, /* 2", "broken; 4-6 this comment has no end");
	becomes("/*/", "broken; 0-2 this comment has no end");
	becomes("/", "/");
	jsonc_becomes("{\"a//\": 1, // x\n}", "{\"a//\": 1 \n}");
	jsonc_becomes("[\"\\\"//\", 2/*,*/]", "[\"\\\"//\", 2 ]");
	jsonc_becomes("\"a\n//\"", "\"a\n");
}

static void
commas(void)
{
	becomes("[1,]", "[1]");
	becomes("[1 , /**/ ]", "[1   ]");
	becomes("{'a':[{},],}", "{\"a\":[{}]}");
	becomes("[,]", "[,]");
	becomes("{,}", "{,}");
	becomes("[1,,]", "[1,,]");
	becomes("{a:,}", "{\"a\":,}");
	becomes("1,", "1,");
	jsonc_becomes("[[], \"\", null, ]", "[[], \"\", null ]");
	jsonc_becomes("[,]", "[,]");
}

static void
strings(void)
{
	becomes("'a'", "\"a\"");
	becomes("'\"'", "\"\\\"\"");
	becomes("'\\''", "\"'\"");
	becomes("\"\\''\"", "\"''\"");
	becomes("'\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4'",
		"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\"");
	becomes("'\\x41\\v\\0a'", "\"\\u0041\\u000b\\u0000a\"");
	becomes("'\\a\\\xc3\xa4'", "\"a\xc3\xa4\"");
	becomes("'a\\\nb\\\r\nc\\\rd\\\xe2\x80\xa9'", "\"abcd\"");
	becomes("'a\tb\x01'", "\"a\\tb\\u0001\"");
	CHECK_STR(json((struct str){"'\0'", 3}, false), "\"\\u0000\"");
	becomes("'a\xe2\x80\xa8'", "\"a\xe2\x80\xa8\"");
	refused("'\\1'");
	refused("'\\01'");
	refused("'\\x4'");
	refused("'\\u41'");
	refused("'a\nb'");
	refused("'a");
	refused("'a\\");
	refused("\"a'");
	refused("'\xff'");
	jsonc_becomes("['a', \"\\x41\"]", "['a', \"\\x41\"]");
}

static void
names(void)
{
	becomes("{a: 1, $b_1 :2, null: null, Infinity: true}",
		"{\"a\": 1, \"$b_1\" :2, \"null\": null, \"Infinity\": true}");
	becomes("{\xc3\xa4\xe2\x80\x8c: 1}", "{\"\xc3\xa4\xe2\x80\x8c\": 1}");
	becomes("{\\u0061b: 1}", "{\"\\u0061b\": 1}");
	becomes("{a\xe2\x80\xa8:1}", "{\"a\" :1}");
	refused("{a-b: 1}");
	refused("{1a: 1}");
	refused("{1: 1}");
	refused("{\xe2\x82\xac: 1}");
	refused("{\\uzzzz: 1}");
	refused("{\xff: 1}");
	refused("{a: b}");
	refused("[a: 1]");
	refused("a");
	jsonc_becomes("{a: 1}", "{a: 1}");
	/* a template is none of JSON5 */
	becomes("{a: ${X:-5}, b: {{ y }}, $c: 1}",
		"{\"a\": ${X:-5}, \"b\": {{ y }}, \"$c\": 1}");
}

static void
numbers(void)
{
	becomes("[1, -1, 0, 1.5e+3, 1E5]", "[1, -1, 0, 1.5e+3, 1E5]");
	becomes("[+1, +1.5, .5, -.5, 5., 5.e3, +.5E-1, 0., -0.]",
		"[1, 1.5, 0.5, -0.5, 5, 5e3, 0.5E-1, 0, -0]");
	becomes("[0x1F, -0XfF, +0x0, 0xffffffffffffffff, 0x00000000000000000001]",
		"[31, -255, 0, 18446744073709551615, 1]");
	becomes("0x10000000000000000",
		"broken; 0-19 this number has more than 64 bits");
	becomes("[Infinity, -Infinity, +NaN]",
		"[null, null, null]; 1-9 JSON has no infinite numbers; "
		"11-20 JSON has no infinite numbers; "
		"22-26 JSON has no NaN");
	becomes("1.2.3", "1.2.3");
	refused(".");
	refused("+");
	refused("- 1");
	refused("+-1");
	refused("010");
	refused("-098");
	refused("0x");
	refused("0x1.5");
	refused("1e");
	refused("1e0x1");
	refused("5.a");
	refused(".5.5");
	refused("1\xc3\xa4");
	refused("infinity");
	refused("-Infinit");
	jsonc_becomes("[+1, .5, 0x1]", "[+1, .5, 0x1]");
}

static void
spaces(void)
{
	becomes("\xef\xbb\xbf[\v1\f,\xc2\xa0"
		"2\xe2\x80\xa9,\xe3\x80\x80"
		"3\xe2\x80\x83]",
		" [ 1 , 2 , 3 ]");
	becomes("", "");
	refused("1\xe2\x80\x8b");
	jsonc_becomes("[\v1\xc2\xa0]", "[\v1\xc2\xa0]");
}

/* Where the piece of JSON stands in the text. */
static void
stands_at(const char *text, const char *piece, const char *want)
{
	struct part *p = json5_document(str_from(text), NULL, false, arena);
	const char *at = strstr(p->text.s, piece);
	size_t from = (size_t)(at - p->text.s);
	struct span s = part_span(p, (struct span){from, from + strlen(piece)});

	CHECK_STR(arena_strndup(arena, text + s.start, s.end - s.start), want);
}

static void
places(void)
{
	stands_at("{a: 'b\\x41c'}", "\"a\"", "a");
	stands_at("{a: 'b\\x41c'}", "\"b\\u0041c\"", "'b\\x41c'");
	stands_at("{a: 'b\\x41c'}", "\\u0041", "\\x41");
	stands_at("{a: 'b\\x41c'}", "c", "c");
	stands_at("{a: 'b\\\nc'}", "bc", "b\\\nc");
	stands_at("[/* 1 */ 2]", "2", "2");
	stands_at("[1, +.5]", "0.5", "+.5");
	stands_at("[1 /* b */ , 2]", "1  ,", "1 /* b */ ,");
	stands_at("[NaN]", "null", "NaN");
}

int
main(void)
{
	arena = arena_new();
	comments();
	commas();
	strings();
	names();
	numbers();
	spaces();
	places();
	arena_free(arena);
	return check_done();
}
