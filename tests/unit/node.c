/* node: walking a document; JSON Pointers by RFC 6901. */
#include "load/node.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/pointer.h"
#include "check.h"
#include "load/index.h"
#include "load/pointers.h"
#include "load/reader.h"

static struct arena *arena;

/* A document, read; the tests hold that it is JSON. */
static struct doc
document(const char *text)
{
	struct doc d = {.name = "test", .text = str_from(text), .first_line = 1};

	CHECK(reader_read(&d, NULL, arena));
	return d;
}

static bool
says(struct node n, const char *text)
{
	return str_is(node_text(n), text);
}

static void
test_walk(void)
{
	struct doc d =
	    document("{ \"a\": [1, 2, []], \"b\": null, \"\": {\"c\": \"d\"} }");
	struct node root = doc_root(&d), a = node_member(root, "a"), n;

	CHECK(node_is(root, NODE_OBJECT) && node_count(root) == 3);
	CHECK(node_is(a, NODE_ARRAY) && node_count(a) == 3);
	CHECK(says(node_element(a, 1), "2") && says(node_element(a, 2), "[]"));
	CHECK(!node_exists(node_element(a, 3)) && !node_exists(node_element(root, 0)));
	CHECK(node_is(node_member(root, "b"), NODE_NULL));
	CHECK(str_is(node_string(node_member(node_member(root, ""), "c")), "d"));
	CHECK(!node_exists(node_member(root, "c")) &&
	      !node_exists(node_member(a, "a")));
	CHECK(!node_exists(node_next(node_member(root, ""))));
	n = node_first(root);
	CHECK(str_is(node_key(n), "a") && n.at == a.at);
	n = node_next(n);
	CHECK(str_is(node_key(n), "b"));
	CHECK(node_parent(n).at == root.at && !node_exists(node_parent(root)));
	CHECK(node_parent(node_element(a, 2)).at == a.at);
	CHECK(node_span(a).start == 7 && node_span(a).end == 17);
	CHECK(node_key_span(a).start == 2 && node_key_span(a).end == 5);
	CHECK(node_key_span(root).start == node_span(root).start);
	CHECK_STR(node_type_name(node_type(a)), "array");
}

/* What does not exist answers with nothing. */
static struct node
follow(struct node root, struct str pointer)
{
	return pointer_valid(pointer) ? node_at_pointer(root, pointer, arena)
				      : NODE_ABSENT;
}

static void
test_absent(void)
{
	struct node n = NODE_ABSENT;
	int64_t i;

	CHECK(!node_exists(node_member(node_element(n, 3), "x")));
	CHECK(node_count(n) == 0 && !node_exists(node_first(n)));
	CHECK(node_string(n).len == 0 && node_key(n).len == 0 && node_text(n).len == 0);
	CHECK(node_string(n).s != NULL && node_key(n).s != NULL);
	CHECK(!node_int64(n, &i) && !node_exists(node_parent(n)));
	CHECK_STR(node_pointer(n, arena), "");
	CHECK(!node_exists(follow(n, STR("/a"))));
}

/* The last of equal names is the one that most readers keep. */
static void
test_repeated(void)
{
	struct doc d = document("{\"a\":1,\"\\u0061\":2,\"b\":3}");
	struct node root = doc_root(&d);

	CHECK(says(node_member(root, "a"), "2"));
	CHECK(says(follow(root, STR("/a")), "2"));
	CHECK(node_count(root) == 3);
}

/* The examples of RFC 6901, 5. */
static void
test_pointer(void)
{
	static const struct {
		const char *pointer, *value;
	} rows[] = {{"/foo/0", "\"bar\""}, {"/", "0"},     {"/a~1b", "1"},
		    {"/c%d", "2"},         {"/e^f", "3"},  {"/g|h", "4"},
		    {"/i\\j", "5"},        {"/k\"l", "6"}, {"/ ", "7"},
		    {"/m~0n", "8"},        {"/~1", "9"}};
	static const char *const nothing[] = {"/foo/2",
					      "/foo/00",
					      "/foo/-",
					      "/foo/01",
					      "/foo/+1",
					      "/m~n",
					      "/m~2n",
					      "/m~",
					      "/~",
					      "/~2",
					      "foo",
					      "/foo/0/",
					      "/FOO",
					      "/foo/0000000000000000000",
					      "/foo/1000000000000000000",
					      "/foo/:",
					      "/foo//",
					      "/foo/"};
	struct doc d = document("{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,"
				"\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,\"k\\\"l\":6,\" \":7,"
				"\"m~n\":8,\"/\":9}");
	struct node root = doc_root(&d), n;
	struct pointers p = {.arena = arena};
	size_t i;

	CHECK(follow(root, STR("")).at == root.at);
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		n = follow(root, str_from(rows[i].pointer));
		CHECK(says(n, rows[i].value));
		CHECK_STR(node_pointer(n, arena), rows[i].pointer);
	}
	for (i = 0; i < sizeof(nothing) / sizeof(*nothing); i++)
		CHECK(!node_exists(follow(root, str_from(nothing[i]))));
	CHECK_STR(node_pointer(root, arena), "");
	CHECK(str_is(pointer_name(STR("~01~1~"), arena), "~1/~"));
	d = document("{\"a\\u0000b\":{\"c\":1}}");
	n = node_first(node_first(doc_root(&d)));
	CHECK_STR(node_pointer(n, arena), "/a\xef\xbf\xbd"
					  "b/c");
	CHECK_STR(pointers_below(&p, node_parent(n), n), "/c");
	pointers_release(&p);
}

/* Every node's pointer leads back to it, and so does its offset. */
static void
test_there_and_back(void)
{
	struct doc d =
	    document("[{\"a\":[[],{},[[1]]],\"b/~\":{\"c\":null}},2,[3,[4]]]");
	size_t i;

	for (i = 0; i < d.ncells; i++) {
		struct node n = {&d, i};
		const char *p = node_pointer(n, arena);

		CHECK(follow(doc_root(&d), str_from(p)).at == i);
		CHECK(doc_at_offset(&d, d.cells[i].start).at == i);
		CHECK(doc_at_offset(&d, node_key_span(n).start).at == i);
		CHECK(doc_at_offset(&d, d.cells[i].end - 1).at == i);
	}
	CHECK(doc_at_offset(&d, strlen(d.text.s) - 3).at == 13);
	CHECK(!node_exists(doc_at_offset(&d, d.text.len)));
}

/* A document of 600 members and more: what the index says is what walking finds. */
static struct doc
large(struct buf *text)
{
	buf_puts(text, "{\"list\": [");
	for (int i = 0; i < 300; i++)
		buf_printf(text, "%s{\"n\": %d}", i != 0 ? "," : "", i);
	buf_puts(text, "]");
	for (int i = 0; i < 300; i++)
		buf_printf(text, ", \"m%d\": {\"x\": [%d], \"m%d\": %d}", i % 290, i, i,
			   i);
	buf_puts(text, "}");
	return document(text->s);
}

static void
test_index(void)
{
	struct buf text = BUF_INIT;
	struct doc plain = large(&text), d = plain;
	char name[16];

	d.index = index_new(arena);
	CHECK(index_wanted(&d) && !index_wanted(&plain));
	for (int i = -1; i < 302; i++) {
		struct node a, b;

		snprintf(name, sizeof(name), "m%d", i);
		a = node_member(doc_root(&plain), name);
		b = node_member(doc_root(&d), name);
		CHECK_ALL(node_exists(a) == node_exists(b) && a.at == b.at);
		CHECK_ALL(node_exists(b) == (i >= 0 && i < 290));
		a = node_member(b, name); /* of a small object */
		CHECK_ALL(node_exists(a) == (i >= 10 && i < 290));
	}
	/* of equal keys the last */
	CHECK(says(follow(doc_root(&d), STR("/m3/x/0")), "293"));
	for (size_t i = 0; i < d.ncells; i++) {
		struct node a = {&plain, i}, b = {&d, i};
		struct node above = node_parent(a);

		CHECK_ALL(strcmp(node_pointer(b, arena), node_pointer(a, arena)) == 0);
		CHECK_ALL(node_exists(node_parent(b)) == node_exists(above) &&
			  node_parent(b).at == above.at);
	}
	buf_release(&text);
}

static void
test_int64(void)
{
	static const struct {
		const char *lexeme;
		bool is;
		int64_t value;
	} rows[] = {
	    {"0", true, 0},
	    {"-0", true, 0},
	    {"7", true, 7},
	    {"1.0", true, 1},
	    {"1e2", true, 100},
	    {"-1.50e1", true, -15},
	    {"1200e-2", true, 12},
	    {"0.5e1", true, 5},
	    {"0e99999999999999999999", true, 0},
	    {"0.000e-5", true, 0},
	    {"9223372036854775807", true, INT64_MAX},
	    {"-9223372036854775808", true, INT64_MIN},
	    {"9223372036854775.807e3", true, INT64_MAX},
	    {"-922337203685477580.80E+1", true, INT64_MIN},
	    {"9223372036854775808", false, 0},
	    {"-9223372036854775809", false, 0},
	    {"1e19", false, 0},
	    {"1e99999999999999999999", false, 0},
	    {"1e-99999999999999999999", false, 0},
	    {"0.5", false, 0},
	    {"1.5", false, 0},
	    {"15e-1", false, 0},
	    {"1.0000000000000000000000000000000000001", false, 0},
	    {"1.0000000000000000000000000000000000000", true, 1},
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct doc d = document(rows[i].lexeme);
		int64_t value = 0;
		bool is = node_int64(doc_root(&d), &value);

		if (!CHECK(is == rows[i].is) || !CHECK(!is || value == rows[i].value))
			printf("    of %s\n", rows[i].lexeme);
	}
}

int
main(void)
{
	arena = arena_new();
	test_walk();
	test_absent();
	test_repeated();
	test_pointer();
	test_there_and_back();
	test_index();
	test_int64();
	arena_free(arena);
	return check_done();
}
