/* Equality, hashing and repeated elements (2020-12 core, 4.2.2). */
#include "schema/equal.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "check.h"
#include "load/reader.h"

static struct arena *arena;

static struct node
parse(struct doc *d, const char *text)
{
	*d = (struct doc){.name = "test", .first_line = 1, .text = str_from(text)};
	CHECK(reader_read(d, NULL, arena));
	return doc_root(d);
}

static void
check_pair(const char *a, const char *b, bool same)
{
	struct doc x, y;
	struct node m = parse(&x, a), n = parse(&y, b);

	CHECK(node_equal(m, n) == same);
	CHECK(node_equal(n, m) == same);
	if (same)
		CHECK(node_hash(m) == node_hash(n));
}

static void
test_pairs(void)
{
	static const struct {
		const char *a, *b;
		bool same;
	} pairs[] = {
	    {"1", "1.0", true},
	    {"1", "10e-1", true},
	    {"0", "-0.0", true},
	    {"1", "true", false},
	    {"0", "false", false},
	    {"\"a\"", "\"\\u0061\"", true},
	    {"9007199254740993", "9007199254740992", false},
	    {"123456789012345678901234567890", "1.2345678901234567890123456789e29",
	     true},
	    {"[1,2]", "[1,2]", true},
	    {"[1,2]", "[2,1]", false},
	    {"[1]", "[1,1]", false},
	    {"{\"a\":1,\"b\":[{}]}", "{\"b\":[{}],\"a\":1.0}", true},
	    {"{\"a\":1}", "{\"a\":1,\"b\":2}", false},
	    {"{\"a\":1,\"b\":1}", "{\"a\":1,\"c\":1}", false},
	    /* of repeated names the last counts */
	    {"{\"a\":1,\"a\":2}", "{\"a\":2}", true},
	    {"{\"a\":1,\"b\":0,\"a\":2}", "{\"b\":0,\"a\":1}", false},
	    {"[]", "{}", false},
	    {"null", "null", true},
	    {"\"\"", "null", false},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		check_pair(pairs[i].a, pairs[i].b, pairs[i].same);
}

/* Objects of n members, forwards and backwards, the last one other if wanted. */
static void
test_large_objects(void)
{
	for (size_t n = 10; n <= 40; n += 10) {
		struct buf a = BUF_INIT, b = BUF_INIT, c = BUF_INIT;

		for (size_t i = 0; i < n; i++) {
			buf_printf(&a, "%s\"k%zu\":%zu", i != 0 ? "," : "{", i, i);
			buf_printf(&b, "%s\"k%zu\":%zu.0", i != 0 ? "," : "{",
				   n - 1 - i, n - 1 - i);
			buf_printf(&c, "%s\"k%zu\":%zu", i != 0 ? "," : "{", i,
				   i + (i + 1 == n));
		}
		buf_putc(&a, '}');
		buf_putc(&b, '}');
		buf_putc(&c, '}');
		check_pair(a.s, b.s, true);
		check_pair(a.s, c.s, false);
		check_pair(b.s, c.s, false);
		buf_release(&a);
		buf_release(&b);
		buf_release(&c);
	}
}

static void
test_repeated(void)
{
	struct doc d;
	struct node first, second, array;

	array = parse(&d, "[1,2,{\"x\":1},\"1\",[1],{\"x\":1.0},2]");
	CHECK(node_repeated(array, &first, &second));
	CHECK(first.at == node_element(array, 2).at);
	CHECK(second.at == node_element(array, 5).at);
	array = parse(&d, "[1,2,3,4,5,6,7,8,9,10,\"9\",[9],8.0,9e0]");
	CHECK(node_repeated(array, &first, &second));
	CHECK(first.at == node_element(array, 7).at);
	CHECK(second.at == node_element(array, 12).at);
	array = parse(&d, "[true,1,false,0,null,\"\",[],{},[[]],[{}],\"true\",-1]");
	CHECK(!node_repeated(array, &first, &second));
	array = parse(&d, "[7,7,7,7,7,7,7,7,7,7,7,7]");
	CHECK(node_repeated(array, &first, &second));
	CHECK(second.at == node_element(array, 1).at);
	CHECK(!node_repeated(parse(&d, "[]"), &first, &second));
}

int
main(void)
{
	hash_seed();
	arena = arena_new();
	test_pairs();
	test_large_objects();
	test_repeated();
	arena_free(arena);
	return check_done();
}
