/*
 * yaml: what each construct becomes in JSON, where it stands, and what is refused.  Whole
 * streams are compared in tests/suite/yaml.sh.
 */
#include "part/yaml.h"

#include "base/arena.h"
#include "check.h"
#include "finding/rule.h"
#include "part/part.h"

#ifdef HAVE_YAML
static struct arena *arena;

/* The documents as JSON, and what is wrong as "START-END message". */
static const char *
json(struct str text)
{
	const char *said = "";

	for (struct part *p = yaml_documents(text, NULL, arena); p != NULL;
	     p = p->next) {
		CHECK_ALL(!p->broken || p->next == NULL);
		said = arena_printf(arena, "%s%s", said, p->broken ? "" : p->text.s);
		for (const struct part_trouble *t = p->troubles; t != NULL;
		     t = t->next) {
			struct span at = part_span(p, t->span);

			said = arena_printf(arena, "%s%s%zu-%zu %s", said,
					    p->broken ? "" : "; ", at.start, at.end,
					    t->message);
		}
		said = arena_printf(arena, "%s%s", said, p->next != NULL ? " | " : "");
	}
	return said;
}

static void
becomes(const char *text, const char *want)
{
	CHECK_STR(json(str_from(text)), want);
}

static void
scalars(void)
{
	becomes("[null, Null, NULL, ~, , nil]", "22-23 a value is missing before this");
	becomes("- null\n- Null\n- NULL\n- ~\n-\n- nil\n",
		"[null,null,null,null,null,\"nil\"]");
	becomes("[true, True, TRUE, false, False, FALSE, yes, on, No, tRUE]",
		"[true,true,true,false,false,false,\"yes\",\"on\",\"No\",\"tRUE\"]");
	becomes("[0, -1, +1, 007, 0o17, 0xfF, 0XF, -0x1, 0b1, 1_000, 0o8]",
		"[0,-1,1,7,15,255,\"0XF\",\"-0x1\",\"0b1\",\"1_000\",\"0o8\"]");
	becomes("[1.5, .5, 5., +.5e-1, 1e3, 01.50, 1e, ., 1.2.3, -, 1:30]",
		"[1.5,0.5,5,0.5e-1,1e3,1.50,\"1e\",\".\",\"1.2.3\",\"-\",\"1:30\"]");
	becomes("[.inf, -.Inf, +.INF, .nan, .iNF, -.nan]",
		"[null,null,null,null,\".iNF\",\"-.nan\"]; "
		"1-5 JSON has neither infinite numbers nor NaN; "
		"7-12 JSON has neither infinite numbers nor NaN; "
		"14-19 JSON has neither infinite numbers nor NaN; "
		"21-25 JSON has neither infinite numbers nor NaN");
	becomes("0xffffffffffffffff", "18446744073709551615");
	becomes("0x10000000000000000", "0-19 this number has more than 64 bits");
	becomes("2026-11-29", "\"2026-11-29\"");
	becomes("['1', \"true\", '']", "[\"1\",\"true\",\"\"]");
}

static void
texts(void)
{
	becomes("a \"b\\", "\"a \\\"b\\\\\"");
	becomes("'it''s'", "\"it's\"");
	becomes("\"a\\tb\\x41\\u00e4\\U0001f600\\e\\/\\\n  c\"",
		"\"a\\tbA\xc3\xa4\xf0\x9f\x98\x80\\u001b/c\"");
	becomes("a\n b\n\n c", "\"a b\\nc\"");
	becomes("|\n a\n  b\n", "\"a\\n b\\n\"");
	becomes(">-\n a\n b\n\n", "\"a b\"");
	becomes("- |+\n a\n\n- b", "[\"a\\n\\n\",\"b\"]");
	becomes("\"\\xe4\xc3\xa4\xc3\xa5\\xc5\"",
		"\"\xc3\xa4\xc3\xa4\xc3\xa5\xc3\x85\"");
	becomes("\xef\xbb\xbf\xc3\xa4: 1\nb: 2", "{\"\xc3\xa4\":1,\"b\":2}");
	becomes("a: 1\r\nb: |\r\n  x\r\n", "{\"a\":1,\"b\":\"x\\n\"}");
	CHECK_STR(json((struct str){"\"a\\0\"", 5}), "\"a\\u0000\"");
}

static void
collections(void)
{
	becomes("a: 1\nb:\n- x\n-\n  y: {z: []}\n",
		"{\"a\":1,\"b\":[\"x\",{\"y\":{\"z\":[]}}]}");
	becomes("{\"a\":1, b, [c: d]: }",
		"11-12 a name in JSON is a string, which this is not");
	becomes("[a: b, {c: }]", "[{\"a\":\"b\"},{\"c\":null}]");
	becomes("? a\n: b\n? c\n", "{\"a\":\"b\",\"c\":null}");
	becomes("1: a\ntrue: b\nnull: c\n",
		"{\"1\":\"a\",\"true\":\"b\",\"null\":\"c\"}");
	becomes("{? : a}", "3-3 a name in JSON is a string, which this is not");
	becomes("<<: {a: 1}", "0-2 YAML 1.2 has no merge keys");
	becomes("'<<': 1", "{\"<<\":1}");
	becomes("- <<", "[\"<<\"]");
	becomes("a: 1\na: 2", "{\"a\":1,\"a\":2}");
}

static void
documents(void)
{
	becomes("", "");
	becomes("# nothing\n", "");
	becomes("---\n", "null");
	becomes("a\n---\nb\n...\n---\n- c", "\"a\" | \"b\" | [\"c\"]");
	becomes("a\n---\n]", "\"a\" | 6-7 a value is missing before this");
	becomes("%YAML 1.2\n---\n1", "1");
	becomes("&a x\n---\n*a",
		"\"x\" | 9-11 no anchor before this alias has its name");
}

static void
properties(void)
{
	becomes("- &a x\n- *a\n- &a [1, *a]\n- *a",
		"21-23 this alias stands within its own anchor");
	becomes("- &a [1, &a 2]\n- *a\n- &b # c\n  {x: &c y}\n- *b\n- *c",
		"[[1,2],2,{\"x\":\"y\"},{\"x\":\"y\"},\"y\"]");
	becomes("&a k: *a\n*a : 1", "{\"k\":\"k\",\"k\":1}");
	becomes("- &a 1\n- *a : 1",
		"9-11 a name in JSON is a string, which this is not");
	becomes("&a 1: *a", "3-4 a name in JSON is a string, which this is not");
	becomes("[!!str 1, ! 2, !!int 3, !!int '4', !!float 5, !!null '', !!bool true]",
		"[\"1\",\"2\",3,4,5,null,true]");
	becomes("!!map {a: !!seq [!<tag:yaml.org,2002:str> 1]}", "{\"a\":[\"1\"]}");
	becomes("- !!int x",
		"2-7 this tag is none of YAML's core schema that fits here");
	becomes("- !!map []",
		"2-7 this tag is none of YAML's core schema that fits here");
	becomes("- !x y", "[\"${x}\"]");
	becomes("- !!set {}\n- !x a${B}\n- !x b: !y\n",
		"[{},\"a${B}\",{\"b\":\"${y}\"}]");
	becomes("- &a !!binary x\n- *a", "[\"${binary}\",\"${binary}\"]");
	becomes("{a: &a !Join [b, [c, {d: e}]], f: *a}",
		"{\"a\":\"${Join}\",\"f\":\"${Join}\"}");
	becomes("? !x [a]\n: b", "5-6 a name in JSON is a string, which this is not");
	becomes("%TAG !! tag:x,1:\n---\n- !!str x", "[\"${str}\"]");
}

/* What a piece of the JSON stands for. */
static void
stands_at(const char *text, const char *piece, const char *want)
{
	struct part *p = yaml_documents(str_from(text), NULL, arena);
	size_t from = (size_t)(strstr(p->text.s, piece) - p->text.s);
	struct span s = part_span(p, (struct span){from, from + strlen(piece)});

	CHECK_STR(arena_printf(arena, "%zu %.*s", s.start, (int)(s.end - s.start),
			       text + s.start),
		  want);
}

static void
places(void)
{
	stands_at("a: xyz\n", "\"a\"", "0 a");
	stands_at("a: xyz\n", "\"xyz\"", "3 xyz");
	stands_at("a: xyz\n", "y", "4 y");
	stands_at("a: 'x''yz'\n", "yz", "7 yz");
	stands_at("a: 'x''yz'\n", "\"x'yz\"", "3 'x''yz'");
	stands_at("a: \"x\\ty\\tz\"\n", "z", "10 z");
	stands_at("a: >-\n  x://y:1\n", ":1", "13 :1");
	stands_at("a: |\n  x\n  y\n", "y", "11 y");
	stands_at("a: |-\n  {\n    x: 1,\n\n    yz: 2 }\n", "yz", "25 yz");
	stands_at("a: | # c\r\n  x\r\n  y\r\n", "y", "17 y");
	stands_at("a: >\n  x\n  yz\n\n  w\n", "yz", "11 yz");
	stands_at("a: >\n  x\n  yz\n\n  w\n", "w", "17 w");
	stands_at("a: |2\n    x\n   y\n", "y", "15 y");
	stands_at("a: x\n  y\n  z\n", "z", "11 z");
	stands_at("a: \"x\\\"\\u00e4y\\\n  z\n\n  w\"\n", "y", "13 y");
	stands_at("a: \"x\\\"\\u00e4y\\\n  z\n\n  w\"\n", "z", "18 z");
	stands_at("a: \"x\\\"\\u00e4y\\\n  z\n\n  w\"\n", "w", "23 w");
	stands_at("a: \"x\\ny\\x41\\U0001f600z\"\n", "z", "22 z");
	stands_at("a: 'x''y''\n\n  z'\n", "z", "14 z");
	stands_at("a: |\n  \xc3\xa4 \xe2\x82\xac\n  y\n", "y", "16 y");
	stands_at("a: !x b\n", "\"${x}\"", "3 !x b");
	stands_at("a: !x [b,\n c] # d\n", "${x}", "3 !x [b,\n c]");
	stands_at("a: !x\n  - b\n  - {c: d}\n# e\nf: g\n", "${x}",
		  "3 !x\n  - b\n  - {c: d}");
	stands_at("a: !x [b,\n c]\nd: !y e${F}\n", "${F}", "21 ${F}");
	stands_at("a: +1\n", "1", "3 +1");
	stands_at("- &a {b: 1}\n- *a\n", "{\"b\":1}]", "14 *a");
	stands_at("\xc3\xa4: \xc3\xa4\nb: cd\n", "cd", "10 cd");
	stands_at("\xef\xbb\xbf- a", "a", "5 a");
	stands_at("a:\n  b: 1\n  c: 2\n", "{\"b\":1,\"c\":2}", "5 b: 1\n  c: 2");
	stands_at("a: [b, {c: d}]", "{\"c\":\"d\"}", "7 {c: d}");
	stands_at("a:\n", "null", "2 ");
}

static void
errors(void)
{
	becomes("a: b: c", "4-5 a ':' stands where no name can be");
	becomes("a: 1\n\tb: 2", "5-6 a tab stands where YAML allows only blanks");
	becomes("a:\n  - 1\n - 2", "10-11 this belongs to no line above");
	becomes("- 1\nb", "4-5 a ':' is missing behind this name");
	becomes("a: @b", "3-4 no value begins with this character");
	becomes("a: 'b", "3-4 these quotes have no end");
	becomes("[1", "2-2 a ',' or ']' is missing before this");
	becomes("{a: 1]", "5-6 a ',' or '}' is missing before this");
	becomes("\"\\q\"", "1-2 this is no escape of YAML");
	becomes("\"\\ud83d\"", "3-4 this escape is no character");
	becomes("a: \xff", "3-4 this is not UTF-8");
	becomes("\xef\xbb\xbf"
		"a: \xff",
		"6-7 this is not UTF-8");
	becomes("a: \x01", "3-4 YAML has no such character");
	becomes("\xff\xfe"
		"a",
		"0-3 this is UTF-16 or UTF-32");
	CHECK_STR(json((struct str){"a\0:\0", 4}), "0-4 this is UTF-16 or UTF-32");
	CHECK_STR(json((struct str){"abcde\0", 6}), "5-6 YAML has no such character");
	becomes("%YAML 1.3\n---\n", "0-1 only YAML 1.1 and 1.2 can be read");
	becomes("%TAG ! a\n%TAG ! b\n---\n",
		"9-10 this is no YAML: found duplicate %TAG directive");
}

/* Nobody looks at the bytes. */
static void
becomes_long(void)
{
	CHECK_STR(yaml_documents((struct str){"a", PART_SYNTAX_MAX + 1}, NULL, arena)
		      ->troubles->message,
		  "this text is too long to be turned into JSON");
}

/* More documents than a stream may have. */
static void
becomes_many(void)
{
	char *text = arena_alloc(arena, (YAML_DOCUMENTS + 1) * 4 + 1);
	const struct part *p;
	size_t n = 0;

	for (int i = 0; i <= YAML_DOCUMENTS; i++)
		memcpy(text + (size_t)i * 4, "---\n", 5);
	for (p = yaml_documents(str_from(text), NULL, arena); !p->broken; p = p->next)
		n++;
	CHECK(n == YAML_DOCUMENTS && p->troubles->span.start == YAML_DOCUMENTS * 4);
	CHECK_STR(p->troubles->message, "this file has too many documents");
}

/* Each text ends with a trouble, and soon. */
static void
bounds(void)
{
	const char *lines = "%TAG !a! b\n";
	char deep[1001];
	size_t len;

	memset(deep, '[', 1000);
	deep[1000] = '\0';
	becomes(deep, "128-129 too many collections lie in each other");
	for (len = 0; len < 999; len += 2)
		memcpy(deep + len, "- ", 2);
	becomes(deep, "256-256 too many collections lie in each other");
	for (int i = 0; i < 7; i++)
		lines = arena_printf(arena, "%s%s", lines, lines);
	becomes(lines, "0-0 this text has too many %TAG");
	becomes("a: &a [x, x, x, x, x, x, x, x, x, x]\n"
		"b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
		"c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
		"d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
		"e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n"
		"f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]\n",
		"236-238 aliases make this document too long");
	becomes_long();
	becomes_many();
}

int
main(void)
{
	arena = arena_new();
	scalars();
	texts();
	collections();
	documents();
	properties();
	places();
	errors();
	bounds();
	arena_free(arena);
	return check_done();
}
#else
int
main(void)
{
	struct arena *arena = arena_new();

	CHECK(yaml_documents(STR("a"), NULL, arena)->broken);
	arena_free(arena);
	return check_done();
}
#endif
