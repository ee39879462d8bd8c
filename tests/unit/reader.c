/*
 * reader: cells, places, decoding, and what it says about broken texts: the place
 * to edit, the cause, and a fix after which the text is JSON.
 */
#include "load/reader.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "check.h"
#include "finding/diag.h"

static struct arena *arena;

struct reading {
	struct doc doc;
	struct diags ds;
	bool ok;
};

static void
read_text(struct reading *x, struct str text, bool numbers)
{
	x->doc = (struct doc){
	    .name = "test", .text = text, .first_line = 1, .lint_numbers = numbers};
	diags_init(&x->ds, arena, NULL, text);
	x->ok = reader_read(&x->doc, &x->ds, arena);
	diags_finish(&x->ds);
}

/* The findings as text: "START-END message" each. */
static const char *
findings(const struct reading *x)
{
	const char *s = "";

	for (const struct diag *d = x->ds.head; d != NULL; d = d->next)
		s = arena_printf(arena, "%s%s%zu-%zu %s", s, *s != '\0' ? "\n" : "",
				 d->span.start, d->span.end, d->message);
	return s;
}

static int
by_offset(const void *a, const void *b)
{
	const struct edit *const *x = a, *const *y = b;

	return ((*x)->span.start > (*y)->span.start) -
	       ((*x)->span.start < (*y)->span.start);
}

/* The text with the first fix of each finding carried out. */
static const char *
fixed(const struct reading *x)
{
	const struct edit *edits[100];
	struct buf b = BUF_INIT;
	size_t n = 0, i, at = 0;
	const char *result;

	for (const struct diag *d = x->ds.head; d != NULL; d = d->next) {
		for (const struct edit *e = d->fixes != NULL ? d->fixes->edits : NULL;
		     e != NULL && n < 100; e = e->next)
			edits[n++] = e;
	}
	qsort(edits, n, sizeof(*edits), by_offset);
	for (i = 0; i < n; i++) {
		buf_add(&b, x->doc.text.s + at, edits[i]->span.start - at);
		buf_put(&b, edits[i]->text);
		at = edits[i]->span.end;
	}
	buf_add(&b, x->doc.text.s + at, x->doc.text.len - at);
	result = arena_strndup(arena, b.s, b.len);
	buf_release(&b);
	return result;
}

static void
test_cells(void)
{
	struct reading x;
	struct node root, n;

	read_text(&x, STR("{ \"a\": [ 1, 2.5 ], \"b\": null }"), false);
	CHECK(x.ok && x.doc.ncells == 5 && x.ds.head == NULL);
	root = doc_root(&x.doc);
	CHECK(node_cell(root)->next == 5 && node_cell(root)->count == 2);
	n = node_member(root, "a");
	CHECK(n.at == 1 && node_cell(n)->next == 4);
	CHECK(node_cell(node_element(n, 0))->bit == TYPE_INTEGER);
	CHECK(node_cell(node_element(n, 1))->flags == CELL_LAST);
	CHECK(node_cell(node_member(root, "b"))->flags == CELL_LAST);
}

static void
test_strings(void)
{
	static const struct {
		const char *json, *text;
		size_t len;
	} rows[] = {
	    {"\"\"", "", 0},
	    {"\"0123456789abcdef0123456789abcdef\"", "0123456789abcdef0123456789abcdef",
	     32},
	    {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", 8},
	    {"\"\\u0041\\u00e9\\u20AC\\ud834\\udd1e\"",
	     "A\xc3\xa9\xe2\x82\xac\xf0\x9d\x84\x9e", 10},
	    {"\"a\\u0000b\"", "a\0b", 3},
	    {"\"\xc3\xa9\xe2\x82\xac\xf0\x9d\x84\x9e\x7f\"",
	     "\xc3\xa9\xe2\x82\xac\xf0\x9d\x84\x9e\x7f", 10},
	    {"\"0123456789abcde\\n0123456789abcdef\"",
	     "0123456789abcde\n0123456789abcdef", 32},
	};
	struct reading x;
	struct str s;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		read_text(&x, str_from(rows[i].json), false);
		s = node_string(doc_root(&x.doc));
		CHECK(x.ok && x.ds.head == NULL);
		CHECK(s.len == rows[i].len && memcmp(s.s, rows[i].text, s.len) == 0);
	}
}

/* RFC 8259, 8.2: the grammar allows half a pair; it is kept and said. */
static void
test_lone_surrogates(void)
{
	struct reading x;

	read_text(&x, STR("[\"\\ud800\",\"\\udc00\\ud800x\",\"\\ud800\\u0041\"]"),
		  false);
	CHECK(x.ok);
	CHECK(str_is(node_string(node_element(doc_root(&x.doc), 1)),
		     "\xed\xb0\x80\xed\xa0\x80x"));
	CHECK(str_is(node_string(node_element(doc_root(&x.doc), 2)), "\xed\xa0\x80"
								     "A"));
	CHECK(x.ds.n == 4);
	CHECK_STR(x.ds.head->rule->name, "suspicious-character");
}

/* A text, its findings, and the text after their fixes. */
struct row {
	const char *text, *findings, *fixed;
};

static const struct row commas[] = {
    {"{\"a\": 1\n \"b\": 2}", "7-7 a comma is missing after this property",
     "{\"a\": 1,\n \"b\": 2}"},
    {"[1 2]", "2-2 a comma is missing after this element", "[1, 2]"},
    {"[[] {}]", "3-3 a comma is missing after this element", "[[], {}]"},
    {"[1,]", "2-3 comma after the last element", "[1]"},
    {"{\"a\":[1 , ] , }",
     "8-9 comma after the last element\n12-13 comma after the last property",
     "{\"a\":[1  ]  }"},
    {"{\"a\":1,,\"b\":2}", "7-8 a property is missing before this comma",
     "{\"a\":1,\"b\":2}"},
    {"[,1]", "1-2 an element is missing before this comma", "[1]"},
    {"{\"a\" 1}", "4-4 a colon is missing after the name 'a'", "{\"a\": 1}"},
    {"{\"a\"=1;\"b\"=>2}",
     "4-5 '=' instead of a colon\n6-7 ';' instead of a comma\n"
     "10-12 '=>' instead of a colon",
     "{\"a\":1,\"b\":2}"},
    {"[\"a,\" \"b\"]", "3-4 the comma is within the string, not behind it",
     "[\"a\", \"b\"]"},
    {"{\"a\":1},", "7-8 comma behind the document", "{\"a\":1}"},
    {"{\"a\":1}, \n", "7-8 comma behind the document", "{\"a\":1} \n"},
    {"{\"a\": }", "5-5 'a' has no value", NULL},
    {"{\"a\", \"b\": 1}", "4-4 'a' has no value", NULL},
    {"{: 1, \"b\": 2}", "1-2 a name is missing before this colon", NULL},
    {"[\"a\": 1, \"b\": 2]",
     "4-5 a name with a colon in an array; only objects have names", NULL},
    {"{\"a\": 1, {\"b\": 2}, \"c\": 3}", "9-10 a name is missing before this value",
     NULL},
};

static const struct row brackets[] = {
    {"[1,2", "0-1 this '[' is never closed", "[1,2]"},
    {"{\"a\":[{\"b\":1}", "5-6 this '[' is never closed", "{\"a\":[{\"b\":1}]}"},
    {"{\"a\": [1, 2}", "11-11 ']' is missing: the '[' of column 7 is not closed",
     "{\"a\": [1, 2]}"},
    {"{\n \"a\": {\n  \"b\": 1\n \"c\": 2\n}",
     "18-18 '}' is missing: the '{' of line 2 is not closed",
     "{\n \"a\": {\n  \"b\": 1\n },\n \"c\": 2\n}"},
    {"{\r\n\t\"a\": {\r\n\t\t\"b\": 1,\r\n\t\"c\": 2\r\n}",
     "20-20 '}' is missing: the '{' of line 2 is not closed",
     "{\r\n\t\"a\": {\r\n\t\t\"b\": 1\r\n\t},\r\n\t\"c\": 2\r\n}"},
    {"[{\"a\": [1, 2, \"b\": 3}]",
     "12-12 ']' is missing: the '[' of column 8 is not closed",
     "[{\"a\": [1, 2], \"b\": 3}]"},
    {"[{\"a\": [ [1, 2}, 3]",
     "14-14 ']' is missing: the '[' of column 10 is not closed",
     "[{\"a\": [ [1, 2]]}, 3]"},
    {"{\"p\": {\n \"a\": 1 },\n \"c\": 2\n}}",
     "16-17 '}' is one too many: the '{' of line 1 goes on",
     "{\"p\": {\n \"a\": 1 ,\n \"c\": 2\n}}"},
    {"{\"a\": \"b\": 1}, \"c\": 2}", "6-6 '{' is missing before the property",
     "{\"a\": {\"b\": 1}, \"c\": 2}"},
    {"[\"b\": 1}, {\"b\": 2}]", "1-1 '{' is missing before the property",
     "[{\"b\": 1}, {\"b\": 2}]"},
    {"{\"a\": 1, 2], \"c\": 2}", "6-6 '[' is missing before the element",
     "{\"a\": [1, 2], \"c\": 2}"},
    {"{\"a\": {{\"b\": 1}, \"c\": 2}", "7-8 '{' is one too many: nothing closes it",
     "{\"a\": {\"b\": 1}, \"c\": 2}"},
    {"{\"a\": [\"b\": 1}, \"c\": 2}", "6-7 '[' opens this; expected '{'",
     "{\"a\": {\"b\": 1}, \"c\": 2}"},
    {"[\"//\", {\"a\": \"]\"]",
     "16-16 '}' is missing: the '{' of column 8 is not closed",
     "[\"//\", {\"a\": \"]\"}]"},
    {"{\"a\": [1, 2}, \"b\": {}}", "11-12 '}' closes an array; expected ']'",
     "{\"a\": [1, 2], \"b\": {}}"},
    {"{\"a\": 1]", "7-8 ']' closes an object; expected '}'", "{\"a\": 1}"},
    {"{\"a\": 1}}", "8-9 '}' closes nothing that is open", "{\"a\": 1}"},
    {"{\"a\":{}}, \"b\": 1}",
     "7-8 this '}' ends the document, but more properties follow",
     "{\"a\":{}, \"b\": 1}"},
    {"\"a\": 1, \"b\": 2\n", "0-3 a property stands outside of an object",
     "{\"a\": 1, \"b\": 2}\n"},
    {"{\"a\"", "0-1 this '{' is never closed", NULL},
    {"{\"a\":", "0-1 this '{' is never closed", NULL},
    {"{\"a\":1}\n{\"b\":2}",
     "8-9 this is JSON Lines, one document a line; a JSON text holds one", NULL},
    {"{\n}\n{}", "4-5 a second document begins here; a text holds one", NULL},
    {"[1],2", "3-4 text behind the end of the document", NULL},
    {"[1],x", "3-4 text behind the end of the document", NULL},
    {"1 2", "2-3 text behind the end of the document", NULL},
    {"", "0-0 the file is empty; a JSON text holds one value", NULL},
    {" \n\t", "0-0 the file holds nothing but white space", NULL},
    {"<!DOCTYPE html>\n<p>x</p>\n", "0-15 this is HTML, not JSON", NULL},
};

static const struct row quotes[] = {
    {"{'a': ['b', 'c', None]}", "0-1 this is a Python literal, not JSON",
     "{\"a\": [\"b\", \"c\", null]}"},
    {"// x\n{a: 1, b: {c: 'x', d: .5,},}",
     "0-1 this is JSON5 or a JavaScript literal, not JSON",
     "\n{\"a\": 1, \"b\": {\"c\": \"x\", \"d\": 0.5}}"},
    {"[1, // a\n2, // b\n3, // c\n4, // d\n]",
     "0-1 this is JSON with comments (JSONC), not JSON", "[1,\n2,\n3,\n4\n]"},
    {"{'a': 'it\\'s \"x\"'}",
     "1-4 strings are written in double quotes, not in single quotes\n"
     "6-17 strings are written in double quotes, not in single quotes",
     "{\"a\": \"it's \\\"x\\\"\"}"},
    {"[`a`]", "1-4 strings are written in double quotes, not in backticks", "[\"a\"]"},
    {"[\xe2\x80\x9c"
     "a\xe2\x80\x9d]",
     "1-8 strings are written in double quotes, not in typographic quotes", "[\"a\"]"},
    {"{\"a\": '0\",\n\"b\": 1}",
     "6-7 a string is opened by ''' and closed by a double quote",
     "{\"a\": \"0\",\n\"b\": 1}"},
    {"{\"a\": 0\", \"b\": 1}", "6-6 the opening quote of this string is missing",
     "{\"a\": \"0\", \"b\": 1}"},
    {"{\"a\": b\", \"c\": 1}", "6-6 the opening quote of this string is missing",
     "{\"a\": \"b\", \"c\": 1}"},
    {"{\"a\": \"b,\n\"c\": 1}", "6-7 the closing quote of this string is missing",
     "{\"a\": \"b\",\n\"c\": 1}"},
    {"{\"a\": \"b, \"c\": 1}", "6-7 the closing quote of this string is missing",
     "{\"a\": \"b\", \"c\": 1}"},
    {"{\"a\": \"b", "6-7 the closing quote of this string is missing", NULL},
    {"{\"a: \"b\", \"c\": 1}", "1-2 the closing quote of this name is missing",
     "{\"a\": \"b\", \"c\": 1}"},
    {"{a\": 1}", "1-1 the opening quote of this name is missing", "{\"a\": 1}"},
    {"{a: 1, b-c: 2}",
     "1-2 property names are written in double quotes\n"
     "7-10 property names are written in double quotes",
     "{\"a\": 1, \"b-c\": 2}"},
    {"{\"a\": \"say \"hi\" to\", \"b\": 1}", "11-12 a double quote within a string",
     "{\"a\": \"say \\\"hi\\\" to\", \"b\": 1}"},
    {"{\"a\": \"x\ty\tz\"}", "8-9 raw control character U+0009 (tab) in a string",
     "{\"a\": \"x\\ty\\tz\"}"},
    {"{\"a\": \"one\n two\", \"b\": 1}",
     "10-11 raw control character U+000A (line feed) in a string",
     "{\"a\": \"one\\n two\", \"b\": 1}"},
    {"[\"\\x41\\'\\U\"]",
     "2-6 '\\x41' is no escape of JSON\n6-8 '\\'' is no escape of JSON\n"
     "8-10 '\\U' is no escape of JSON",
     "[\"\\u0041'\\\\U\"]"},
    {"[\"\\ug041\\u0g41\\u00g1\\u004g\"]",
     "2-4 '\\u' is no escape of JSON; four hexadecimal digits are wanted\n"
     "8-11 '\\u0' is no escape of JSON; four hexadecimal digits are wanted\n"
     "14-18 '\\u00' is no escape of JSON; four hexadecimal digits are wanted\n"
     "20-25 '\\u004' is no escape of JSON; four hexadecimal digits are wanted",
     "[\"\\\\ug041\\\\u0g41\\\\u00g1\\\\u004g\"]"},
    {"[\"\\u12\"]",
     "2-6 '\\u12' is no escape of JSON; four hexadecimal digits are wanted",
     "[\"\\\\u12\"]"},
};

/* What is no JSON at all, by its name. */
static const struct row foreign[] = {
    {"name: x\nlist:\n  - a\n", "0-7 this is YAML, not JSON", NULL},
    {"---\n- a\n", "0-3 this is YAML, not JSON", NULL},
    {"\"name\": x\n\"list\": y\n", "0-9 this is YAML, not JSON", NULL},
    {"module.exports = {\"a\": 1};\n", "0-26 this is JavaScript, not JSON",
     "{\"a\": 1}\n"},
    {"export default {a: 1}", "0-21 this is JavaScript, not JSON", NULL},
    {"x = {'a': None}", "0-15 this is Python, not JSON", NULL},
    {"body = dict(a=1)\n", "0-16 this is Python, not JSON", NULL},
    {"requests.post(u, json={\"a\": 1})", "0-31 this is Python, not JSON",
     "{\"a\": 1}"},
    {"fetch(u, {body: b})", "0-19 this is JavaScript, not JSON", NULL},
    {"await c.post(u, {\"a\": 1});", "0-26 this is program text, not JSON",
     "{\"a\": 1}"},
    {"B=$(cat <<E\n{\"a\": 1}\nE\n)\n", "0-11 this is a shell script, not JSON",
     "{\"a\": 1}\n"},
    {"call({\"a\": [1]});", "0-17 this is a call in JavaScript (JSONP), not JSON",
     "{\"a\": [1]}"},
    {"curl -d '{\"a\": 1}' https://x", "0-28 this is a curl command, not JSON",
     "{\"a\": 1}"},
    {"cat <<E\n{\"a\": 1}\nE\n", "0-7 this is a shell command, not JSON",
     "{\"a\": 1}\n"},
    {"#!/bin/sh\nset -e\n", "0-9 this is a shell script, not JSON", NULL},
    {"```json\n[1]\n```\n", "0-7 this is Markdown, not JSON", "[1]\n"},
    {"HTTP/1.1 200 OK\r\n\r\n{}", "0-15 this is an HTTP response, not JSON", NULL},
    {"[a]\nx = 1\n", "0-0 this is an INI file, not JSON", NULL},
    {"[a]\nx = \"1\"\n", "0-0 this is TOML, not JSON", NULL},
    {"A_B=x\nexport C=y\n", "0-0 this is a .env file, not JSON", NULL},
    {"a.b=x\nc=y\n", "0-0 this is a properties file, not JSON", NULL},
    {"eyJhIjoxfQ.eyJhIjoxfQ.abc", "0-0 this is a JSON Web Token (JWT), not JSON", NULL},
    {"eyJhIjoxfQ==", "0-0 this is Base64, not JSON", NULL},
    {"-----BEGIN CERTIFICATE-----\nMII=\n", "0-0 this is a PEM file, not JSON", NULL},
    {"<a><b/></a>", "0-11 this is XML, not JSON", NULL},
    {"\x1f\x8b\x08", "0-0 this is a gzip file, not JSON", NULL},
    {"\x01\x02\x03\x04\x05", "0-0 this is binary data, not JSON", NULL},
    {"a,b\n1,2\n", "0-3 this is CSV, not JSON", NULL},
    {"not yet written", "0-15 this is plain text, not JSON", NULL},
    {"\xef\xbb\xbf", "0-0 the file holds nothing but a byte order mark", NULL},
    {"hello",
     "0-5 'hello' is not a value of JSON; strings are written in double quotes",
     "\"hello\""},
    {"{\"a\":\n  - b: c\n}", "8-14 '- b: c' is YAML, not JSON", NULL},
    {"{\"a\":\n  b: c\n}", "8-12 'b: c' is YAML, not JSON", NULL},
    {"{\"a\": note: b}",
     "6-13 'note: b' is not a value of JSON; strings are written in double quotes",
     "{\"a\": \"note: b\"}"},
    {"{\"a\": \"b\" \"c\"}",
     "10-13 a second value behind the first; expected a comma or '}'", NULL},
};

static const struct row words[] = {
    {"[NaN, None, True, hello]",
     "1-4 'NaN' is not a value of JSON\n"
     "6-10 'None' is not a value of JSON; expected null\n"
     "12-16 'True' is not a value of JSON; expected true\n"
     "18-23 'hello' is not a value of JSON; strings are written in double quotes",
     NULL},
    {"{\"a\": TRUE, \"b\": nil}",
     "6-10 'TRUE' is not a value of JSON; expected true\n"
     "17-20 'nil' is not a value of JSON; expected null",
     "{\"a\": true, \"b\": null}"},
    {"[0x1F, 012, +1, .5, 1., 1e, 1_000, -07.50e+3]",
     "1-5 JSON has no hexadecimal numbers\n7-10 a number has no leading zeros\n"
     "12-14 a number has no plus sign\n"
     "16-18 a digit is missing before the decimal point\n"
     "20-22 a digit is missing behind the decimal point\n"
     "24-26 the digits of the exponent are missing\n"
     "28-33 a number has no '_' in it\n35-44 a number has no leading zeros",
     "[31, 12, 1, 0.5, 1, 1, 1000, -7.50e+3]"},
    {"[0xFFFFFFFFFFFFFFFF, -0x10]",
     "1-19 JSON has no hexadecimal numbers\n21-26 JSON has no hexadecimal numbers",
     "[18446744073709551615, -16]"},
    {"[-, 2020-01-01]",
     "1-2 a minus sign without a number\n"
     "4-14 '2020-01-01' is not a value of JSON; strings are written in double quotes",
     NULL},
    {"{\"a\": <YOUR ID HERE>, \"b\": 1}",
     "6-20 '<YOUR ID HERE>' is not a value of JSON; strings are written in double "
     "quotes",
     "{\"a\": \"<YOUR ID HERE>\", \"b\": 1}"},
    {"{\"a\": ${X}, \"b\": {{y}}, \"c\": <%= z %>}",
     "6-10 a template outside a string is not JSON\n"
     "17-22 a template outside a string is not JSON\n"
     "29-37 a template outside a string is not JSON",
     NULL},
    {"{\"a\": 10 minutes, \"b\": 1}",
     "9-16 'minutes' behind a value; expected a comma or '}'", NULL},
};

static const struct row junk[] = {
    {"{ // one\n  # two\n  \"a\": /* three */ 1\n}",
     "2-8 JSON has no comments\n11-16 JSON has no comments\n"
     "24-35 JSON has no comments",
     "{\n  \"a\":  1\n}"},
    {"[1, 2 /* x",
     "0-1 this '[' is never closed\n"
     "6-8 a comment is not closed; JSON has no comments",
     NULL},
    {"[1, 2 /*/",
     "0-1 this '[' is never closed\n"
     "6-8 a comment is not closed; JSON has no comments",
     NULL},
    {"[1, 2 /* x/",
     "0-1 this '[' is never closed\n"
     "6-8 a comment is not closed; JSON has no comments",
     NULL},
    {"[1, 2 /* **",
     "0-1 this '[' is never closed\n"
     "6-8 a comment is not closed; JSON has no comments",
     NULL},
    {"{\n<<<<<<< ours\n\"a\": 1\n=======\n\"a\": 2,\n\"b\": 3\n>>>>>>> theirs\n}",
     "2-14 a merge conflict was not resolved", NULL},
    {"[1,\xc2\xa0\xc2\xa0"
     "2]",
     "3-7 a no-break space (U+00A0); JSON has only space, tab and line ends between "
     "values",
     "[1, 2]"},
    {"[1, ..., 9]", "4-7 something is left out here; JSON has no ellipsis", NULL},
    {"{\"a\": 1, ...}", "9-12 something is left out here; JSON has no ellipsis", NULL},
};

static const struct row encodings[] = {
    {"\xef\xbb\xbf{}", "0-3 the text begins with a byte order mark (U+FEFF)", "{}"},
    {"[\"\xe9\"]", "2-3 the byte 0xE9 is not UTF-8: no continuation byte follows",
     "[\"\xc3\xa9\"]"},
    {"[\"\xc3\xa9\x80\"]",
     "4-5 the byte 0x80 is not UTF-8: a continuation byte without a beginning", NULL},
    {"[\"\xc0\xaf\"]", "2-4 the bytes 0xC0 0xAF are not UTF-8: an overlong form", NULL},
    {"[\"\xe0\x80\xaf\"]",
     "2-5 the bytes 0xE0 0x80 0xAF are not UTF-8: an overlong form", NULL},
    {"[\"\xe2\x82\"]",
     "2-4 the bytes 0xE2 0x82 are not UTF-8: the character is cut off", NULL},
    {"[\"\xed\xa0\x80\"]", "2-5 the bytes 0xED 0xA0 0x80 are not UTF-8: a surrogate",
     NULL},
    {"[\"\xf4\x90\x80\x80\"]",
     "2-6 the bytes 0xF4 0x90 0x80 0x80 are not UTF-8: beyond U+10FFFF", NULL},
    {"[\"\xff\"]", "2-3 the byte 0xFF is not UTF-8: no character begins with it",
     "[\"\xc3\xbf\"]"},
};

static void
test_rows(const struct row *rows, size_t n)
{
	struct reading x, again;
	size_t i;

	for (i = 0; i < n; i++) {
		read_text(&x, str_from(rows[i].text), false);
		if (!CHECK_STR(findings(&x), rows[i].findings))
			printf("    of %s\n", rows[i].text);
		if (rows[i].fixed == NULL)
			continue;
		CHECK_STR(fixed(&x), rows[i].fixed);
		read_text(&again, str_from(rows[i].fixed), false);
		CHECK(again.ok && again.ds.head == NULL);
		arena_reset(arena);
	}
}

#define ROWS(table) test_rows(table, sizeof(table) / sizeof(*(table)))

/* Each by its name where one would not see it, and its neighbours are none. */
static void
test_odd_spaces(void)
{
	static const struct {
		uint32_t c;
		const char *name;
	} rows[] = {
	    {0x01, "a control character"},
	    {0x08, "a control character"},
	    {0x0b, "a vertical tab"},
	    {0x0c, "a form feed"},
	    {0x0e, "a control character"},
	    {0x1f, "a control character"},
	    {0x7e, NULL},
	    {0x7f, "a control character"},
	    {0x80, "a control character"},
	    {0x85, "a next line character"},
	    {0x9f, "a control character"},
	    {0xa0, "a no-break space"},
	    {0xa1, NULL},
	    {0xad, "a soft hyphen"},
	    {0xae, NULL},
	    {0x1680, "a space"},
	    {0x1fff, NULL},
	    {0x2000, "a space"},
	    {0x200a, "a space"},
	    {0x200b, "a zero-width space"},
	    {0x200c, "an invisible character"},
	    {0x200f, "an invisible character"},
	    {0x2010, NULL},
	    {0x2027, NULL},
	    {0x2028, "a line separator"},
	    {0x2029, "a paragraph separator"},
	    {0x202a, "an invisible character"},
	    {0x202e, "an invisible character"},
	    {0x202f, "a space"},
	    {0x2030, NULL},
	    {0x205e, NULL},
	    {0x205f, "a space"},
	    {0x2060, "an invisible character"},
	    {0x206f, "an invisible character"},
	    {0x2070, NULL},
	    {0x3000, "an ideographic space"},
	    {0xfeff, "a byte order mark"},
	};
	struct reading x;
	const char *want;
	char bytes[4];

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		size_t n = utf8_encode(rows[i].c, bytes);

		read_text(&x, str_from(arena_printf(arena, "[1,%.*s2]", (int)n, bytes)),
			  false);
		want = arena_printf(arena, "%s (U+%04X); JSON has only space",
				    rows[i].name != NULL ? rows[i].name : "",
				    (unsigned)rows[i].c);
		CHECK(!x.ok && x.ds.head != NULL);
		if (rows[i].name == NULL)
			CHECK(strstr(x.ds.head->message, "JSON has only space") ==
			      NULL);
		else if (CHECK(strncmp(x.ds.head->message, want, strlen(want)) == 0))
			CHECK_STR(fixed(&x), "[1, 2]");
	}
}

/* Members that did parse are there; what is unsure is marked. */
static void
test_recovered(void)
{
	struct reading x;
	struct node root;

	read_text(
	    &x, STR("{'a': [1,], b: 'x', \"c\": NaN, \"d\" 2, \"e\": {\"f\" \"g\" 1}}"),
	    false);
	root = doc_root(&x.doc);
	CHECK(!x.ok && x.doc.damaged && node_count(root) == 5);
	CHECK((node_cell(root)->flags & CELL_DAMAGED) == 0);
	CHECK(node_count(node_member(root, "a")) == 1);
	CHECK(str_is(node_string(node_member(root, "b")), "x"));
	CHECK(node_is(node_member(root, "c"), NODE_NULL)); /* as its fix has it */
	CHECK(str_is(node_text(node_member(root, "d")), "2"));
	CHECK(node_key_span(node_member(root, "b")).start == 12);
	CHECK(node_key_span(node_member(root, "b")).end == 13);
	CHECK(node_cell(node_member(root, "e"))->flags & CELL_DAMAGED);
	CHECK_STR(x.ds.head->pointer, "/a");
}

static void
test_repeated(void)
{
	struct reading x;
	struct diag *d;

	read_text(&x, STR("{\"a\":1,\"b\":{\"a\":1},\"\\u0061\":2}"), false);
	CHECK(x.ok && x.ds.n == 1);
	d = x.ds.head;
	CHECK_STR(d->rule->name, "duplicate-key");
	CHECK_STR(d->message, "'a' is set twice; most readers keep this one and drop "
			      "the first");
	CHECK(d->span.start == 19 && d->span.end == 27);
	CHECK(d->related != NULL && d->related->span.start == 1);
	read_text(&x, STR("{\"a\":1,\"a\":2,\"a\":3}"), false);
	CHECK_STR(
	    findings(&x),
	    "7-10 'a' is set 3 times; most readers keep the last and drop this one\n"
	    "13-16 'a' is set 3 times; most readers keep this one and drop the others");
	/* the decoded names count; case does */
	read_text(&x, STR("{\"a\":1,\"A\":2,\"a\\u0000\":3,\"\":4}"), false);
	CHECK(x.ds.n == 0);
}

/* Many keys, and one of them twice at the far ends. */
static void
test_many_keys(size_t n)
{
	struct buf b = BUF_INIT;
	struct reading x;
	size_t i;

	buf_puts(&b, "{");
	for (i = 0; i < n; i++)
		buf_printf(&b, "\"k%zu\":%zu,", i, i);
	buf_puts(&b, "\"k0\":1}");
	read_text(&x, buf_str(&b), false);
	CHECK(x.ok && x.ds.n == 1);
	CHECK(x.ds.head != NULL && x.ds.head->related->span.start == 1);
	CHECK(node_count(doc_root(&x.doc)) == n + 1);
	arena_reset(arena);
	buf_release(&b);
}

static void
test_numbers(void)
{
	static const char *const fine[] = {
	    "0",
	    "9223372036854775807",
	    "-9223372036854775808",
	    "1e308",
	    "18446744073709551616", /* 2^64: a double holds it */
	    "1.7e308",
	    "0.0",
	    "0e5",
	    "5e-324",
	    "123456789012345678901234567890.5"};
	static const char *const out[] = {"-0",
					  "-0.0",
					  "-0e1",
					  "9223372036854775809",
					  "-9223372036854775809",
					  "100000000000000000000001",
					  "1e309",
					  "-1e400",
					  "1e-400"};
	struct reading x;
	size_t i;

	for (i = 0; i < sizeof(fine) / sizeof(*fine); i++) {
		read_text(&x, str_from(fine[i]), true);
		if (!CHECK(x.ok && x.ds.n == 0))
			printf("    of %s\n", fine[i]);
	}
	for (i = 0; i < sizeof(out) / sizeof(*out); i++) {
		read_text(&x, str_from(out[i]), true);
		if (!CHECK(x.ok && x.ds.n == 1 &&
			   x.ds.head->span.end == strlen(out[i])))
			printf("    of %s\n", out[i]);
		read_text(&x, str_from(out[i]), false);
		CHECK(x.ok && x.ds.n == 0);
	}
}

/* n arrays within each other. */
static const char *
nested(size_t n)
{
	char *s = arena_alloc(arena, 2 * n + 1);

	memset(s, '[', n);
	memset(s + n, ']', n);
	s[2 * n] = '\0';
	return s;
}

static void
test_depth(void)
{
	struct reading x;

	read_text(&x, str_from(nested(READER_DEPTH)), false);
	CHECK(x.ok && x.ds.n == 0);
	read_text(&x, str_from(nested(READER_DEPTH + 1)), false);
	CHECK(!x.ok && x.ds.n == 1);
	CHECK_STR(x.ds.head->rule->name, "nesting-too-deep");
	CHECK(x.ds.head->span.start == READER_DEPTH);
	/* the inside is skipped, and reading goes on behind it */
	read_text(
	    &x, str_from(arena_printf(arena, "[%s, 1 2]", nested(READER_DEPTH + 700))),
	    false);
	CHECK(x.ds.n == 2 && node_count(doc_root(&x.doc)) == 3);
	CHECK(!reader_read(&x.doc, NULL, arena));
}

static void
test_foreign_encodings(void)
{
	static const struct {
		struct str text;
		const char *name;
	} rows[] = {
	    {STR_INIT("\xff\xfe{\0}\0"), "UTF-16LE"},
	    {STR_INIT("\xfe\xff\0{\0}"), "UTF-16BE"},
	    {STR_INIT("{\0}\0"), "UTF-16LE"},
	    {STR_INIT("\0{\0}"), "UTF-16BE"},
	    {STR_INIT("[\0\"\0\xac\x20\"\0]\0"), "UTF-16LE"},
	    {STR_INIT("\xff\xfe\0\0{\0\0\0}\0\0\0"), "UTF-32LE"},
	    {STR_INIT("\0\0\xfe\xff\0\0\0{\0\0\0}"), "UTF-32BE"},
	    {STR_INIT("{\0\0\0}\0\0\0"), "UTF-32LE"},
	    {STR_INIT("\0\0\0{\0\0\0}"), "UTF-32BE"},
	};
	struct reading x;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		read_text(&x, rows[i].text, false);
		CHECK(!x.ok && x.ds.n == 1 && x.doc.ncells == 0);
		CHECK_STR(x.ds.head->rule->name, "invalid-encoding");
		CHECK(strstr(x.ds.head->message, rows[i].name) != NULL);
	}
}

/* The first few bad bytes one by one, then their number. */
static void
test_many_bad_bytes(void)
{
	struct reading x;
	struct diag *d;

	read_text(&x, STR("[\"\xff\xff\xff\xff\xff\xff\xff\xff\", \xff 1]"), false);
	CHECK(!x.ok && x.ds.n >= 3); /* alike findings may fold */
	for (d = x.ds.head; d != NULL && d->notes == NULL; d = d->next)
		CHECK_STR(d->rule->name, "invalid-encoding");
	CHECK(d != NULL && strstr(d->notes->text, "4 more") != NULL);
	CHECK(node_count(doc_root(&x.doc)) == 2);
	CHECK(str_starts(node_string(node_first(doc_root(&x.doc))),
			 STR("\xef\xbf\xbd\xef\xbf\xbd")));
}

/* A text of nothing but errors ends after some of them. */
static void
test_hopeless(void)
{
	char *s = arena_alloc(arena, 100001);
	struct reading x;

	memset(s, ';', 100000);
	s[0] = '[';
	s[100000] = '\0';
	read_text(&x, str_from(s), false);
	CHECK(!x.ok && x.ds.n < 500);
	memset(s + 1, ',', 99999);
	read_text(&x, str_from(s), false);
	CHECK(!x.ok && x.ds.n < 500);
}

/* In JSON Lines it is the line that ends, and a mark is one only at the start. */
static void
test_records(void)
{
	struct reading x = {.doc = {.name = "x.jsonl",
				    .text = STR_INIT("{\"a\": [1"),
				    .record = 3,
				    .base = 100,
				    .first_line = 7}};

	diags_init(&x.ds, arena, NULL, x.doc.text);
	CHECK(!reader_read(&x.doc, &x.ds, arena));
	CHECK(strstr(x.ds.head->related->message, "the line ends") != NULL);
	x.doc.text = STR("\xef\xbb\xbf{}");
	diags_init(&x.ds, arena, NULL, x.doc.text);
	CHECK(!reader_read(&x.doc, &x.ds, arena));
	CHECK_STR(x.ds.head->rule->name, "invalid-json");
}

/* That it may be JSON Lines is said where a second document begins on another line. */
static void
test_lines_hint(void)
{
	static const struct {
		const char *text;
		size_t record;
		bool said;
	} rows[] = {
	    {"{}\n{}", 0, true},   {"{}\n\n {}", 0, true}, {"{} {}", 0, false},
	    {"{}\n[]", 0, false},  {"[]\n1", 0, false},    {"{}\n{}", 3, false},
	    {"[] {}\n", 0, false},
	};
	struct reading x = {0};
	const char *help;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		x.doc = (struct doc){.name = "test",
				     .text = str_from(rows[i].text),
				     .record = rows[i].record,
				     .first_line = 1};
		diags_init(&x.ds, arena, NULL, x.doc.text);
		CHECK(!reader_read(&x.doc, &x.ds, arena) && x.ds.head != NULL);
		help = x.ds.head->help;
		if (!CHECK((help != NULL && strstr(help, "--json-lines") != NULL) ==
			   rows[i].said))
			printf("    of %s\n", rows[i].text);
	}
}

/* Cells could not say where its values are: not a byte of it is looked at. */
static void
test_too_long(void)
{
	struct reading x = {0};

	x.doc = (struct doc){
	    .name = "test", .text = {"[1]", (size_t)READER_BYTES + 1}, .first_line = 1};
	diags_init(&x.ds, arena, NULL, STR("[1]"));
	CHECK(!reader_read(&x.doc, &x.ds, arena) && x.doc.damaged);
	CHECK(x.doc.ncells == 0 && x.ds.head != NULL && x.ds.head->next == NULL &&
	      strcmp(x.ds.head->message,
		     "a document of more than 4 gigabytes is not read") == 0);
	CHECK(!reader_read(&x.doc, NULL, arena));
}

int
main(void)
{
	hash_seed();
	arena = arena_new();
	test_cells();
	test_strings();
	test_lone_surrogates();
	ROWS(commas);
	ROWS(brackets);
	ROWS(quotes);
	ROWS(foreign);
	ROWS(words);
	ROWS(junk);
	ROWS(encodings);
	test_odd_spaces();
	test_recovered();
	test_repeated();
	test_many_keys(40);
	test_many_keys(100000);
	test_numbers();
	test_depth();
	test_foreign_encodings();
	test_many_bad_bytes();
	test_hopeless();
	test_records();
	test_lines_hint();
	test_too_long();
	arena_free(arena);
	return check_done();
}
