/* fix: edits are made whole, in order, and shown as a diff that applies. */
#include "finding/fix.h"

#include "base/arena.h"
#include "check.h"

struct bench {
	struct arena *arena;
	struct diags diags;
};

static void
start(struct bench *b, const char *text)
{
	b->arena = arena_new();
	diags_init(&b->diags, b->arena, NULL, str_from(text));
}

static struct fix *
fix(struct bench *b, enum applicability a)
{
	struct diag *d =
	    diag_add(&b->diags, RULE_INVALID_JSON, (struct span){0, 0}, "test");

	return diag_fix(&b->diags, d, a, "change it");
}

static void
edit(struct bench *b, struct fix *f, size_t from, size_t to, const char *text)
{
	fix_edit(&b->diags, f, (struct span){from, to}, str_from(text));
}

/* What the chosen fixes make of the text; the arena goes with it. */
static void
result(struct bench *b, enum applicability most, const char *want, size_t count)
{
	struct fixes fs = {0};
	struct buf out = BUF_INIT;

	fixes_choose(&fs, &b->diags, most, b->arena);
	fixes_apply(&fs, b->diags.text, &out);
	CHECK_STR(out.s != NULL ? out.s : "", want);
	CHECK(fs.count == count);
	buf_release(&out);
	arena_free(b->arena);
}

static void
choice(void)
{
	struct bench b;

	start(&b, "abcdef");
	edit(&b, fix(&b, FIX_SAFE), 0, 1, "A");
	edit(&b, fix(&b, FIX_SUGGESTED), 2, 3, "C");
	edit(&b, fix(&b, FIX_SAFE), 4, 4, "-");
	result(&b, FIX_SAFE, "Abcd-ef", 2);

	start(&b, "abcdef");
	edit(&b, fix(&b, FIX_SAFE), 4, 5, "E");
	edit(&b, fix(&b, FIX_SUGGESTED), 0, 2, "");
	result(&b, FIX_SUGGESTED, "cdEf", 2);

	/* Suppressed findings are left alone. */
	start(&b, "abc");
	edit(&b, fix(&b, FIX_SAFE), 0, 1, "A");
	b.diags.head->suppressed_by = SUPPRESSED_BY_CONFIG;
	result(&b, FIX_SAFE, "abc", 0);
}

static void
conflicts(void)
{
	struct bench b;
	struct fix *f;

	/* The first of two that overlap is made, the other waits. */
	start(&b, "abcdef");
	edit(&b, fix(&b, FIX_SAFE), 1, 4, "X");
	edit(&b, fix(&b, FIX_SAFE), 3, 5, "Y");
	result(&b, FIX_SAFE, "aXef", 1);

	/* So is one that inserts at the same place. */
	start(&b, "ab");
	edit(&b, fix(&b, FIX_SAFE), 1, 1, "X");
	edit(&b, fix(&b, FIX_SAFE), 1, 1, "Y");
	result(&b, FIX_SAFE, "aXb", 1);

	/* A fix with one edit that cannot be made is not made at all. */
	start(&b, "abcdef");
	edit(&b, fix(&b, FIX_SAFE), 2, 3, "X");
	f = fix(&b, FIX_SAFE);
	edit(&b, f, 0, 1, "Y");
	edit(&b, f, 2, 3, "Z");
	result(&b, FIX_SAFE, "abXdef", 1);

	/* Edits of one fix may stand side by side. */
	start(&b, "abcdef");
	f = fix(&b, FIX_SAFE);
	edit(&b, f, 0, 2, "X");
	edit(&b, f, 2, 2, "Y");
	edit(&b, f, 2, 4, "Z");
	result(&b, FIX_SAFE, "XYZef", 1);
}

static void
diff(const char *path, const char *before, const char *after, const char *want)
{
	struct buf out = BUF_INIT;

	fix_diff(&out, path, str_from(before), str_from(after));
	CHECK_STR(out.s != NULL ? out.s : "", want);
	buf_release(&out);
}

/* As git colours them; line ends stay outside. */
static void
painted(void)
{
	struct buf out = BUF_INIT;

	fix_diff_paint(&out, STR("--- a/a\n+++ b/a\n@@ -1,3 +1,2 @@\n x\r\n--- y\r\n"
				 "-@\n+z\n\\ No newline at end of file\n"));
	CHECK_STR(buf_str(&out).s,
		  "\033[1m--- a/a\033[0m\n\033[1m+++ b/a\033[0m\n"
		  "\033[36m@@ -1,3 +1,2 @@\033[0m\n x\r\n\033[31m--- y\033[0m\r\n"
		  "\033[31m-@\033[0m\n\033[32m+z\033[0m\n"
		  "\\ No newline at end of file\n");
	buf_clear(&out);
	fix_diff_paint(&out, STR(""));
	CHECK(out.len == 0);
	buf_release(&out);
}

static void
diffs(void)
{
	diff("a.json", "a\n", "a\n", "");
	diff("a.json", "a\nb\nc\n", "a\nB\nc\n",
	     "--- a/a.json\n+++ b/a.json\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n");
	diff("/x/a b.json", "a", "b",
	     "--- a/x/a b.json\t\n+++ b/x/a b.json\t\n@@ -1 +1 @@\n-a\n"
	     "\\ No newline at end of file\n+b\n\\ No newline at end of file\n");
	diff("a", "", "x\n", "--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+x\n");
	diff("a", "x\n", "", "--- a/a\n+++ b/a\n@@ -1 +0,0 @@\n-x\n");
	diff("a", "x\r\ny\r\n", "x\r\nz\r\n",
	     "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\r\n-y\r\n+z\r\n");
	diff("a\nb\"", "x\n", "y\n",
	     "--- \"a/a\\012b\\\"\"\n+++ \"b/a\\012b\\\"\"\n@@ -1 +1 @@\n-x\n+y\n");
	/* Changes six lines apart share a hunk; seven apart do not. */
	diff("a", "a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
	     "--- a/a\n+++ b/a\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n "
	     "6\n-b\n+B\n");
	diff("a", "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
	     "--- a/a\n+++ b/a\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 "
	     "@@\n 5\n 6\n 7\n-b\n+B\n");
	/* what a terminal or a log would obey is shown, not sent; tabs are none */
	diff("a", "\tx\n", "\t\033[31m\n",
	     "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-\tx\n+\t<U+001B>[31m\n");
	diff("a", "x\n", "\302\205\177\n",
	     "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+<U+0085><U+007F>\n");
	diff("a", "x\n", "\302\240~\n",
	     "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+\302\240~\n");
	diff("a", "\u200e\n\u200f\n\u202a\n\u202e\n\u2066\n\u2069\n", "",
	     "--- a/a\n+++ b/a\n@@ -1,6 +0,0 @@\n-<U+200E>\n-<U+200F>\n-<U+202A>\n"
	     "-<U+202E>\n-<U+2066>\n-<U+2069>\n");
	diff("a", "\u2029\u202f\u2065\u206a\n", "",
	     "--- a/a\n+++ b/a\n@@ -1 +0,0 @@\n-\u2029\u202f\u2065\u206a\n");
	diff("a", "x\n", "\xff\n", "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+\xff\n");
	diff("a", " \t::error::x\n", ": :a\n",
	     "--- a/a\n+++ b/a\n@@ -1 +1 @@\n- \t<U+003A>:error::x\n+: :a\n");
	diff("a", ":", "::",
	     "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-:\n\\ No newline at end "
	     "of file\n+<U+003A>:\n\\ No newline at end of file\n");
	diff("a", "a ##[error]\n", "b\n",
	     "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a ##<U+005B>error]\n+b\n");
	diff("a", "{\"key\": \"abc\"}\r\n", "\r\n",
	     "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-{\"key\": \"[REDACTED]\"}\r\n+\r\n");
	diff("a\\\177\303\244", "x\n", "y\n",
	     "--- \"a/a\\\\\\177\\303\\244\"\n+++ \"b/a\\\\\\177\\303\\244\"\n"
	     "@@ -1 +1 @@\n-x\n+y\n");
	diff("a##[x]", "x\n", "y\n",
	     "--- \"a/a##\\133x]\"\n+++ \"b/a##\\133x]\"\n@@ -1 +1 @@\n-x\n+y\n");
	diff("a", "a\nb\nc\nd\n", "a\nc\nd\ne\n",
	     "--- a/a\n+++ b/a\n@@ -1,4 +1,4 @@\n a\n-b\n c\n d\n+e\n");
}

int
main(void)
{
	choice();
	conflicts();
	diffs();
	painted();
	return check_done();
}
