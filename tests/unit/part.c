/* part: the places of a part in the text around it, and in the file. */
#include "part/part.h"

#include "base/arena.h"
#include "check.h"

/* What a span of the part stands for, as text of the file. */
static const char *
stands_for(struct arena *a, const struct part *p, struct str file, size_t from,
	   size_t to)
{
	struct span s = part_span(p, (struct span){from, to});

	return arena_printf(a, "%zu '%.*s'", s.start,
			    STR_ARG(str_slice(file, s.start, s.end)));
}

/* {a: /x/ 'b\'c'} becomes {"a":  "b'c"} */
static void
test_pieces(struct arena *a)
{
	struct str file = STR("{a: /x/ 'b\\'c'}");
	struct part_builder b;
	struct part *p;

	part_begin(&b, a);
	part_copy(&b, file, 0, 1);
	part_unit(&b, 1, 1, STR("\""));
	part_copy(&b, file, 1, 2);
	part_unit(&b, 2, 2, STR("\""));
	part_copy(&b, file, 2, 4);
	part_unit(&b, 4, 7, STR(""));
	part_copy(&b, file, 7, 8);
	part_unit(&b, 8, 9, STR("\""));
	part_copy(&b, file, 9, 10);
	part_unit(&b, 10, 12, STR("'"));
	part_copy(&b, file, 12, 13);
	part_unit(&b, 13, 14, STR("\""));
	part_copy(&b, file, 14, 15);
	p = part_end(&b, NULL);
	CHECK_STR(p->text.s, "{\"a\":  \"b'c\"}");
	CHECK(p->text.len == strlen(p->text.s));
	CHECK_STR(stands_for(a, p, file, 0, p->text.len), "0 '{a: /x/ 'b\\'c'}'");
	CHECK_STR(stands_for(a, p, file, 1, 4), "1 'a'");
	CHECK_STR(stands_for(a, p, file, 2, 3), "1 'a'");
	CHECK_STR(stands_for(a, p, file, 1, 2), "1 ''");
	CHECK_STR(stands_for(a, p, file, 7, 12), "8 ''b\\'c''");
	CHECK_STR(stands_for(a, p, file, 8, 9), "9 'b'");
	CHECK_STR(stands_for(a, p, file, 9, 10), "10 '\\''");
	/* The gap is no part of what ends before it or begins behind it. */
	CHECK_STR(stands_for(a, p, file, 4, 6), "2 ': '");
	CHECK_STR(stands_for(a, p, file, 6, 7), "7 ' '");
	CHECK_STR(stands_for(a, p, file, 5, 7), "3 ' /x/ '");
	/* Empty spans. */
	CHECK_STR(stands_for(a, p, file, 0, 0), "0 ''");
	CHECK_STR(stands_for(a, p, file, 6, 6), "4 ''");
	CHECK_STR(stands_for(a, p, file, 13, 13), "15 ''");
	/* Beyond the text. */
	CHECK_STR(stands_for(a, p, file, 12, 99), "14 '}'");
	CHECK_STR(stands_for(a, p, file, 98, 99), "15 ''");
}

/* Runs that follow each other in both texts are one piece. */
static void
test_joined(struct arena *a)
{
	struct str file = STR("> {\n> }");
	struct part_builder b;
	struct part *p;

	part_begin(&b, a);
	part_copy(&b, file, 2, 3);
	part_copy(&b, file, 3, 4);
	part_copy(&b, file, 6, 7);
	p = part_end(&b, NULL);
	CHECK(p->npieces == 2);
	CHECK_STR(p->text.s, "{\n}");
	CHECK_STR(stands_for(a, p, file, 2, 3), "6 '}'");
}

static void
test_chain(struct arena *a)
{
	struct str file = STR("> {a}\n> x");
	struct part_builder b;
	struct part *block, *inside;

	part_begin(&b, a);
	part_copy(&b, file, 2, 6);
	part_copy(&b, file, 8, 9);
	block = part_end(&b, NULL);
	part_unit(&b, 1, 1, STR("\""));
	part_copy(&b, block->text, 1, 2);
	part_unit(&b, 2, 2, STR("\""));
	part_copy(&b, block->text, 4, 5);
	inside = part_end(&b, block);
	CHECK_STR(inside->text.s, "\"a\"x");
	CHECK_STR(stands_for(a, inside, file, 0, 3), "3 'a'");
	CHECK_STR(stands_for(a, inside, file, 3, 4), "8 'x'");
}

static void
test_empty(struct arena *a)
{
	struct part_builder b;
	struct part *p;

	part_begin(&b, a);
	part_unit(&b, 3, 5, STR(""));
	p = part_end(&b, NULL);
	CHECK(p->text.len == 0 && p->npieces == 0);
	CHECK_STR(p->text.s, "");
	CHECK(part_span(p, (struct span){0, 1}).end == 0);
}

int
main(void)
{
	struct arena *a = arena_new();

	test_pieces(a);
	test_joined(a);
	test_chain(a);
	test_empty(a);
	arena_free(a);
	return check_done();
}
