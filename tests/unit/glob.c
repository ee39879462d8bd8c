/* glob: patterns as gitignore(5) describes them. */
#include "project/glob.h"

#include "check.h"

static bool
match(const char *pattern, const char *path)
{
	return glob_match(str_from(pattern), str_from(path));
}

static bool
selects(const char *pattern, const char *path)
{
	struct glob g;

	return glob_parse(&g, str_from(pattern)) && glob_selects(&g, str_from(path));
}

static enum glob_verdict
verdict(const char *lines, const char *path, bool folder)
{
	struct globs gs = {0};
	enum glob_verdict v;

	globs_add_lines(&gs, str_from(lines));
	v = globs_verdict(&gs, str_from(path), folder);
	globs_release(&gs);
	return v;
}

static void
characters(void)
{
	CHECK(match("abc", "abc"));
	CHECK(!match("abc", "abcd"));
	CHECK(!match("abc", "ab"));
	CHECK(match("a?c", "abc"));
	CHECK(!match("a?c", "a/c"));
	CHECK(!match("a?c", "ac"));
	CHECK(match("a*c", "ac"));
	CHECK(match("a*c", "abbbc"));
	CHECK(!match("a*c", "ab/c"));
	CHECK(match("*", ".hidden"));
	CHECK(match("", ""));
	CHECK(!match("", "a"));
	CHECK(match("\\*", "*"));
	CHECK(!match("\\*", "a"));
	CHECK(match("a\\b", "ab"));
	CHECK(!match("a\\", "a"));
	CHECK(!match("a\\", "a\\"));
	CHECK(match("\xc3\xa4*", "\xc3\xa4x"));
}

static void
classes(void)
{
	CHECK(match("[abc]", "b"));
	CHECK(!match("[abc]", "d"));
	CHECK(match("[a-c]x", "bx"));
	CHECK(match("[!a-c]", "d"));
	CHECK(match("[^a-c]", "d"));
	CHECK(!match("[!a-c]", "b"));
	CHECK(!match("[!a]", "/"));
	CHECK(match("[]a]", "]"));
	CHECK(match("[!]a]", "b"));
	CHECK(match("[a\\]b]", "]"));
	CHECK(match("[a-]", "-"));
	CHECK(match("[-a]", "-"));
	CHECK(match("[[:digit:]]*", "7x"));
	CHECK(!match("[[:digit:]]", "x"));
	CHECK(match("[[:alpha:]_]", "_"));
	CHECK(!match("[[:nothing:]]", "x"));
	CHECK(!match("[abc", "a"));
	CHECK(match("[[:space:]]", " "));
	CHECK(match("[[:xdigit:]]", "F"));
}

static void
folders(void)
{
	CHECK(match("**/foo", "foo"));
	CHECK(match("**/foo", "a/b/foo"));
	CHECK(!match("**/foo", "afoo"));
	CHECK(match("abc/**", "abc/x"));
	CHECK(match("abc/**", "abc/x/y"));
	CHECK(!match("abc/**", "abc"));
	CHECK(match("a/**/b", "a/b"));
	CHECK(match("a/**/b", "a/x/b"));
	CHECK(match("a/**/b", "a/x/y/b"));
	CHECK(!match("a/**/b", "ab"));
	CHECK(!match("a/**/b", "a/xb"));
	CHECK(match("a**b", "axxb"));
	CHECK(!match("a**b", "a/b"));
	CHECK(match("**", "a/b"));
	CHECK(match("**/a/**/b*/c", "x/a/q/a/r/bb/c"));
	CHECK(!match("**/a/**/b*/c", "x/a/q/a/r/bb/d"));
	CHECK(match("a/*/c/*d", "a/b/c/xd"));
	CHECK(!match("a/*/c", "a/b/b/c"));
}

/* Without care these take time exponential in the number of stars. */
static void
hostile(void)
{
	char path[4097], pattern[129];

	memset(path, 'a', sizeof(path) - 1);
	path[sizeof(path) - 1] = '\0';
	for (size_t i = 0; i < sizeof(pattern) - 1; i++)
		pattern[i] = i % 2 == 0 ? '*' : 'a';
	pattern[sizeof(pattern) - 2] = 'b';
	pattern[sizeof(pattern) - 1] = '\0';
	CHECK(!match(pattern, path));
	for (size_t i = 1; i < sizeof(path) - 1; i += 2)
		path[i] = '/';
	CHECK(!match("**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/b", path));
}

static void
lists(void)
{
	CHECK(verdict("*.json\n", "a/b.json", false) == GLOB_EXCLUDED);
	CHECK(verdict("*.json\n!b.json\n", "a/b.json", false) == GLOB_INCLUDED);
	CHECK(verdict("!b.json\n*.json\n", "a/b.json", false) == GLOB_EXCLUDED);
	CHECK(verdict("# *.json\n\n", "a.json", false) == GLOB_SILENT);
	CHECK(verdict("\\#a\n", "#a", false) == GLOB_EXCLUDED);
	CHECK(verdict("\\!a\n", "!a", false) == GLOB_EXCLUDED);
	CHECK(verdict("a \n", "a", false) == GLOB_EXCLUDED);
	CHECK(verdict("a\\ \n", "a ", false) == GLOB_EXCLUDED);
	CHECK(verdict("a\r\nb\r\n", "a", false) == GLOB_EXCLUDED);
	CHECK(verdict("\xef\xbb\xbf"
		      "a\n",
		      "a", false) == GLOB_EXCLUDED);
	CHECK(verdict("/a", "b/a", false) == GLOB_SILENT);
	CHECK(verdict("/a", "a", false) == GLOB_EXCLUDED);
	CHECK(verdict("b/a", "c/b/a", false) == GLOB_SILENT);
	CHECK(verdict("a/", "a", false) == GLOB_SILENT);
	CHECK(verdict("a/", "b/a", true) == GLOB_EXCLUDED);
	CHECK(verdict("/\n", "a", true) == GLOB_SILENT);
	CHECK(verdict("!\n", "a", true) == GLOB_SILENT);
	CHECK(verdict("last", "last", false) == GLOB_EXCLUDED);
}

static void
selection(void)
{
	CHECK(selects("legacy", "legacy/a/b.json"));
	CHECK(selects("legacy/", "x/legacy/b.json"));
	CHECK(!selects("legacy/", "legacy"));
	CHECK(selects("legacy/**", "legacy/b.json"));
	CHECK(selects("*.patch.json", "a/b.patch.json"));
	CHECK(selects("a/*.json", "a/b.json"));
	CHECK(!selects("a/*.json", "x/a/b.json"));
	CHECK(!selects("", "a"));
}

int
main(void)
{
	characters();
	classes();
	folders();
	hostile();
	lists();
	selection();
	return check_done();
}
