/* text: places of parts of strings, strings as JSON, templates, removal. */
#include "load/text.h"

#include "base/arena.h"
#include "base/buf.h"
#include "check.h"
#include "finding/fix.h"
#include "load/pointers.h"
#include "load/reader.h"

static struct arena *arena;

static struct doc
document(const char *text)
{
	struct doc d = {.name = "test", .text = str_from(text), .first_line = 1};

	CHECK(reader_read(&d, NULL, arena));
	return d;
}

/* The part from..to of the decoded string, as it stands in the file. */
static void
part_is(const char *text, size_t from, size_t to, const char *want)
{
	struct doc d = document(text);
	struct node n = doc_root(&d);
	struct span span = text_span(n, str_slice(node_string(n), from, to));

	CHECK_STR(arena_strndup(arena, text + span.start, span.end - span.start), want);
}

static void
parts(void)
{
	part_is("\"abc\"", 1, 2, "b");
	part_is("\"abc\"", 1, 1, "");
	part_is("\"a\\nb\"", 1, 2, "\\n");
	part_is("\"a\\nb\"", 2, 3, "b");
	part_is("\"a\\nb\"", 0, 3, "a\\nb");
	part_is("\"\\u0041b\"", 0, 1, "\\u0041");
	part_is("\"\\u00e4b\"", 0, 2, "\\u00e4");
	part_is("\"\\u00e4b\"", 2, 3, "b");
	part_is("\"\\u20acb\"", 0, 3, "\\u20ac");
	part_is("\"\\ud83d\\ude00b\"", 0, 4, "\\ud83d\\ude00");
	part_is("\"\\ud83d\\ude00b\"", 4, 5, "b");
	/* half of a pair takes three bytes */
	part_is("\"\\ud83db\"", 0, 3, "\\ud83d");
	part_is("\"\\ud83db\"", 3, 4, "b");
	part_is("\"\\ud83d\\u0041\"", 3, 4, "\\u0041");
	part_is("\"\\ud83d\\ud83db\"", 6, 7, "b");
	part_is("\"\\ud83d\\nabcdb\"", 3, 4, "\\n");
	part_is("\"\\ud83dabcdefgh\"", 3, 4, "a");
	part_is("\"\\ude00b\"", 3, 4, "b");
	part_is("\"\\ud83d\\ue000b\"", 6, 7, "b");
	/* U+D7FF is a character, no half of a pair */
	part_is("\"\\ud7ff\\ude00b\"", 3, 6, "\\ude00");
	part_is("\"\\ue000b\"", 3, 4, "b");
	part_is("\"\u00e4\\tb\"", 2, 3, "\\t");
	part_is("\"\U0001f600\\tb\"", 4, 5, "\\t");
	part_is("\"\\\"\\\\\\/b\"", 3, 4, "b");
}

/* Of a text that is no JSON: an escape that is none is kept as it is. */
static void
damaged(const char *text, size_t from, const char *want)
{
	struct doc d = {.name = "test", .text = str_from(text), .first_line = 1};
	struct diags ds;
	struct span span;
	struct str s;

	diags_init(&ds, arena, NULL, d.text);
	CHECK(!reader_read(&d, &ds, arena));
	s = node_string(doc_root(&d));
	span = text_span(doc_root(&d), str_slice(s, from, s.len));
	CHECK_STR(arena_strndup(arena, text + span.start, span.end - span.start), want);
	diags_finish(&ds);
}

static void
no_escapes(void)
{
	damaged("\"a\\uhema/b\"", 7, "/b");
	damaged("\"a\\qb\"", 3, "b");
	damaged("\"a\\x41\\u12b\"", 5, "\\u12b");
	damaged("\"a\\'b\"", 2, "b");
	damaged("\"a\\\tb\"", 2, "b");
}

static void
keys(void)
{
	struct doc d = document("{\"k\\u0065y\": 1, \"key2\": 2}");
	struct node first = node_first(doc_root(&d)), second = node_next(first);
	struct span span = text_key_span(first, str_slice(node_key(first), 1, 3));

	CHECK(span.start == 3 && span.end == 10);
	span = text_key_span(second, str_slice(node_key(second), 3, 4));
	CHECK(span.start == 20 && span.end == 21);
}

static void
json(void)
{
	static const struct {
		struct str text;
		const char *want;
	} rows[] = {
	    {STR_INIT(""), ""},
	    {STR_INIT("a b"), "a b"},
	    {STR_INIT("\"\\/"), "\\\"\\\\/"},
	    {STR_INIT("\b\f\n\r\t"), "\\b\\f\\n\\r\\t"},
	    {STR_INIT("\0\1\37 "), "\\u0000\\u0001\\u001f "},
	    {STR_INIT("~\177\302\200\302\237\302\240"),
	     "~\\u007f\\u0080\\u009f\302\240"},
	    {STR_INIT("\u2029\u202a\u202e\u202f"), "\u2029\\u202a\\u202e\u202f"},
	    {STR_INIT("\u2065\u2066\u2069\u206a"), "\u2065\\u2066\\u2069\u206a"},
	    {STR_INIT("\u00e4\U0001f600"), "\u00e4\U0001f600"},
	    {STR_INIT("a\xff\xc3"), "a\ufffd\ufffd"},
	    {STR_INIT("\xed\xa0\x80\xed\xbf\xbf\xed\x9f\xbf"), "\\ud800\\udfff\ud7ff"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		CHECK_STR(text_json(rows[i].text, arena).s, rows[i].want);
}

static void
template_is(const char *text, const char *want)
{
	struct str found = text_template(str_from(text));

	CHECK_STR(arena_strndup(arena, found.s, found.len), want);
}

static void
templates(void)
{
	template_is("", "");
	template_is("abc", "");
	template_is("${A}", "${A}");
	template_is("a${A}b${B}", "${A}");
	template_is("{{a}}", "{{a}}");
	template_is("x{{ a }}", "{{ a }}");
	template_is("<%= a %>", "<%= a %>");
	template_is("<%a%>b", "<%a%>");
	/* nothing in it, or not closed */
	template_is("${}", "");
	template_is("{{}}", "");
	template_is("<%%>", "");
	/* the opening's own sign closes nothing */
	template_is("<%>", "");
	template_is("<%> a %>", "<%> a %>");
	template_is("${A", "");
	template_is("{{a}", "");
	template_is("<%a>", "");
	template_is("$A}", "");
	template_is("{a}}", "");
	template_is("<a%>", "");
	template_is("${A ${B ${C", "");
	template_is("${A <%b%>", "<%b%>");
	template_is("{{a ${B}", "${B}");
	template_is("<%a {{b} ${c}", "${c}");
	template_is("${}{{a}}", "{{a}}");
}

/* The document without the value at the pointer. */
static void
without(const char *text, const char *pointer, const char *want)
{
	struct doc d = document(text);
	struct diags ds;
	struct diag *found;
	struct fixes fs = {0};
	struct buf out = BUF_INIT;

	diags_init(&ds, arena, NULL, d.text);
	found = diag_add(&ds, RULE_INVALID_JSON, (struct span){0, 0}, "test");
	text_remove(&ds, diag_fix(&ds, found, FIX_SAFE, "remove it"),
		    node_at_pointer(doc_root(&d), str_from(pointer), arena));
	fixes_choose(&fs, &ds, FIX_SAFE, arena);
	fixes_apply(&fs, d.text, &out);
	CHECK_STR(buf_str(&out).s, want);
	buf_release(&out);
}

static void
removal(void)
{
	without("[1]", "/0", "[]");
	without("[ 1 ]", "/0", "[]");
	without("[1, 2]", "/0", "[2]");
	without("[1, 2]", "/1", "[1]");
	without("[1 ,\n 2 ,\n 3]", "/1", "[1  ,\n 3]");
	without("[\n  1,\n  2\n]", "/0", "[\n  2\n]");
	without("[\n  1,\n  2\n]", "/1", "[\n  1\n]");
	without("{ \"a\": 1 }", "/a", "{}");
	without("{ \"a\": 1, \"b\": [2] }", "/a", "{ \"b\": [2] }");
	without("{ \"a\": 1,\r\n\t\"b\": [2] }", "/b", "{ \"a\": 1 }");
	without("{\"a\":1 , \t\"b\":2}", "/a", "{\"b\":2}");
}

static void
words(void)
{
	CHECK(text_is_below(STR("a.example"), STR("example")));
	CHECK(text_is_below(STR("EXAMPLE"), STR("example")));
	CHECK(!text_is_below(STR("an-example"), STR("example")));
	CHECK(!text_is_below(STR("example.org"), STR("example")));
	CHECK(text_equal_fold(STR("aZ"), STR("Az")));
	CHECK(!text_equal_fold(STR("a"), STR("ab")) &&
	      !text_equal_fold(STR("a"), STR("b")));
	CHECK(!text_equal_fold(STR("@["), STR("`{")));
	CHECK(str_hex('0') == 0 && str_hex('9') == 9 && str_hex('a') == 10 &&
	      str_hex('F') == 15);
	CHECK(str_hex('g') < 0 && str_hex('G') < 0 && str_hex('/') < 0 &&
	      str_hex(':') < 0 && str_hex('@') < 0 && str_hex('`') < 0);
}

int
main(void)
{
	arena = arena_new();
	parts();
	no_escapes();
	keys();
	json();
	templates();
	removal();
	words();
	arena_free(arena);
	return check_done();
}
