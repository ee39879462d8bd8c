/*
 * uri: splitting, resolving (all examples of RFC 3986, 5.4), normalising, and the
 * grammars of RFC 3986 and RFC 3987.
 */
#include "schema/uri.h"

#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "check.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct arena *arena;

struct pair {
	const char *reference, *target;
};

static void
check_pairs(const char *base, const struct pair *pairs, size_t n)
{
	struct str got;

	for (size_t i = 0; i < n; i++) {
		got = uri_resolve(str_from(base), str_from(pairs[i].reference), arena);
		if (!CHECK_STR(got.s, pairs[i].target))
			printf("\t%s against %s\n", pairs[i].reference, base);
		CHECK(got.len == strlen(got.s));
	}
}

static void
test_resolve_rfc(void)
{
	static const struct pair normal[] = {
	    /* 5.4.1 */
	    {"g:h", "g:h"},
	    {"g", "http://a/b/c/g"},
	    {"./g", "http://a/b/c/g"},
	    {"g/", "http://a/b/c/g/"},
	    {"/g", "http://a/g"},
	    {"//g", "http://g"},
	    {"?y", "http://a/b/c/d;p?y"},
	    {"g?y", "http://a/b/c/g?y"},
	    {"#s", "http://a/b/c/d;p?q#s"},
	    {"g#s", "http://a/b/c/g#s"},
	    {"g?y#s", "http://a/b/c/g?y#s"},
	    {";x", "http://a/b/c/;x"},
	    {"g;x", "http://a/b/c/g;x"},
	    {"g;x?y#s", "http://a/b/c/g;x?y#s"},
	    {"", "http://a/b/c/d;p?q"},
	    {".", "http://a/b/c/"},
	    {"./", "http://a/b/c/"},
	    {"..", "http://a/b/"},
	    {"../", "http://a/b/"},
	    {"../g", "http://a/b/g"},
	    {"../..", "http://a/"},
	    {"../../", "http://a/"},
	    {"../../g", "http://a/g"},
	};
	static const struct pair abnormal[] = {
	    /* 5.4.2 */
	    {"../../../g", "http://a/g"},
	    {"../../../../g", "http://a/g"},
	    {"/./g", "http://a/g"},
	    {"/../g", "http://a/g"},
	    {"g:./h", "g:h"},
	    {"g:../h", "g:h"},
	    {"g:.././../h", "g:h"},
	    {"g:.", "g:"},
	    {"g:..", "g:"},
	    {"g:../", "g:"},
	    {"g:.h/..i/...", "g:.h/..i/..."},
	    {"g.", "http://a/b/c/g."},
	    {".g", "http://a/b/c/.g"},
	    {"g..", "http://a/b/c/g.."},
	    {"..g", "http://a/b/c/..g"},
	    {"./../g", "http://a/b/g"},
	    {"./g/.", "http://a/b/c/g/"},
	    {"g/./h", "http://a/b/c/g/h"},
	    {"g/../h", "http://a/b/c/h"},
	    {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
	    {"g;x=1/../y", "http://a/b/c/y"},
	    {"g?y/./x", "http://a/b/c/g?y/./x"},
	    {"g?y/../x", "http://a/b/c/g?y/../x"},
	    {"g#s/./x", "http://a/b/c/g#s/./x"},
	    {"g#s/../x", "http://a/b/c/g#s/../x"},
	    {"http:g", "http:g"}, /* strict */
	};

	check_pairs("http://a/b/c/d;p?q", normal, COUNT(normal));
	check_pairs("http://a/b/c/d;p?q", abnormal, COUNT(abnormal));
}

static void
test_resolve_other(void)
{
	static const struct pair urn[] = {
	    {"", "urn:example:root"},
	    {"#a", "urn:example:root#a"},
	    {"#", "urn:example:root#"},
	    {"?q", "urn:example:root?q"},
	    {"urn:other:x#/p", "urn:other:x#/p"},
	    {"b.json", "urn:b.json"}, /* 5.2.3: nothing left of the last '/' */
	    {"/b", "urn:/b"},
	    {"//h/p", "urn://h/p"},
	};
	static const struct pair no_path[] = {
	    {"a", "http://h/a"}, {"../a", "http://h/a"}, {"?q", "http://h?q"},
	    {"", "http://h"},    {"#f", "http://h#f"},
	};
	static const struct pair fragment[] = {
	    {"", "http://h/p"}, /* the base's fragment never counts */
	    {"#g", "http://h/p#g"},
	    {"?", "http://h/p?"},
	    {"q#", "http://h/q#"},
	};
	static const struct pair empty[] = {
	    {"", ""},
	    {"a.json", "a.json"},
	    {"#/definitions/a", "#/definitions/a"},
	    {"./a", "a"},
	    {"../a", "../a"},
	    {"./x:y", "./x:y"}, /* not a scheme */
	    {"x:y", "x:y"},
	    {"/a/../b", "/b"},
	    {"//h/a/..", "//h/"},
	    {".", "./"},
	    {"a/..", "./"},
	    {"..", "../"},
	    {"a/..//b", ".//b"},
	};
	static const struct pair relative[] = {
	    {"d.json", "dir/sub/d.json"},
	    {"../d.json", "dir/d.json"},
	    {"../../d.json", "d.json"},
	    {"../../../d.json", "../d.json"},
	    {"../../../../d.json", "../../d.json"},
	    {"../../..", "../"},
	    {"../x:y", "dir/x:y"},
	    {"../../x:y", "./x:y"},
	    {"/d", "/d"},
	    {"#f", "dir/sub/c.json#f"},
	};
	static const struct pair slashes[] = {
	    {"/..//b", "s:/.//b"}, /* "s://b" would name a host */
	    {"../../b", "s:/b"},
	    {"b", "s:/a/b"},
	    {"b//c/../..//d", "s:/a/b//d"},
	};
	static const struct pair rootless[] = {
	    {"../x", "s:/x"}, /* 5.2.4, to the letter */
	    {"x", "s:a/x"},
	    {".", "s:a/"},
	    {"./.././x", "s:/x"},
	};

	check_pairs("urn:example:root", urn, COUNT(urn));
	check_pairs("http://h", no_path, COUNT(no_path));
	check_pairs("http://h/p#f", fragment, COUNT(fragment));
	check_pairs("", empty, COUNT(empty));
	check_pairs("dir/sub/c.json", relative, COUNT(relative));
	check_pairs("s:/a/b", slashes, COUNT(slashes));
	check_pairs("s:a/b", rootless, COUNT(rootless));
}

static void
test_normalize(void)
{
	static const struct pair pairs[] = {
	    {"HTTP://www.EXAMPLE.com/", "http://www.example.com/"}, /* 6.2.2.1 */
	    {"http://a/%3a%c3%a9", "http://a/%3A%C3%A9"},
	    {"eXAMPLE://a/./b/../b/%63/%7bfoo%7d", "example://a/b/c/%7Bfoo%7D"},
	    {"http://User@HOST:80/%7Eme?%41#%42", "http://User@host:80/~me?A#B"},
	    {"http://h%4F%c3/", "http://ho%C3/"},
	    {"http://h/a%2Fb/%2e%2e/c", "http://h/c"},
	    {"http://h/p#", "http://h/p"},
	    {"http://h?#", "http://h?"},
	    {"http://@h:/", "http://@h:/"},
	    {"urn:EXAMPLE:A%2d", "urn:EXAMPLE:A-"},
	    {"http://h/%zz%4", "http://h/%zz%4"},
	    {"", ""},
	};
	struct str got;

	for (size_t i = 0; i < COUNT(pairs); i++) {
		got = uri_normalize(str_from(pairs[i].reference), arena);
		CHECK_STR(got.s, pairs[i].target);
		got = uri_normalize(got, arena);
		CHECK_STR(got.s, pairs[i].target);
	}
	CHECK_STR(uri_fragment_decoded(STR("x#/a%25b%2Fc%zz%"), arena).s, "/a%b/c%zz%");
	CHECK_STR(uri_fragment_decoded(STR("x"), arena).s, "");
	CHECK(str_is(uri_without_fragment(STR("a?b#c#d")), "a?b"));
	CHECK(str_is(uri_without_fragment(STR("a")), "a"));
}

static void
test_encoding(void)
{
	CHECK_STR(uri_mapped(STR("http://[::1]/a b\xc3\xa9%20?q|#f^"), arena).s,
		  "http://[::1]/a%20b%C3%A9%20?q%7C#f%5E");
	CHECK_STR(uri_mapped(STR("http://h/a%2fb"), arena).s, "http://h/a%2fb");
	CHECK_STR(uri_path(STR("a b/c#d?e%20:f\xff"), arena).s,
		  "a%20b/c%23d%3Fe%2520:f%FF");
	CHECK(uri_path(STR("a\0"), arena).len == 4);
	CHECK(uri_path(STR(""), arena).len == 0);
}

static void
test_split(void)
{
	struct uri u;

	uri_split(STR("https://me:pw@h.example:8443/p/q?a=b?c#d?e"), &u);
	CHECK(str_is(u.scheme, "https") && str_is(u.authority, "me:pw@h.example:8443"));
	CHECK(str_is(u.userinfo, "me:pw") && str_is(u.host, "h.example"));
	CHECK(u.has_port && str_is(u.port, "8443") && str_is(u.path, "/p/q"));
	CHECK(u.has_query && str_is(u.query, "a=b?c"));
	CHECK(u.has_fragment && str_is(u.fragment, "d?e"));
	uri_split(STR("http://[::1]:80"), &u);
	CHECK(str_is(u.host, "[::1]") && str_is(u.port, "80") && u.path.len == 0);
	CHECK(!u.has_userinfo && !u.has_query && !u.has_fragment);
	uri_split(STR("//h"), &u);
	CHECK(!u.has_scheme && u.has_authority && str_is(u.host, "h") && !u.has_port);
	uri_split(STR("https://h:8443:/x"), &u);
	CHECK(str_is(u.host, "h") && str_is(u.port, "8443:"));
	uri_split(STR("http://a@b@c/"), &u);
	CHECK(str_is(u.userinfo, "a@b") && str_is(u.host, "c"));
	uri_split(STR("mailto:a@b"), &u);
	CHECK(str_is(u.scheme, "mailto") && !u.has_authority && str_is(u.path, "a@b"));
	uri_split(STR(":x"), &u);
	CHECK(!u.has_scheme && str_is(u.path, ":x"));
	uri_split(STR("?q"), &u);
	CHECK(u.path.len == 0 && u.has_query && str_is(u.query, "q"));
	uri_split((struct str){NULL, 0}, &u);
	CHECK(!u.has_scheme && u.path.len == 0 && u.path.s != NULL);
}

/* Which of the four forms text has: r a URI-reference, u a URI, R and U the IRIs. */
struct form {
	const char *text, *forms;
};

static void
check_form(struct str text, const char *forms)
{
	bool ok = CHECK(uri_valid(text, URI_ABSOLUTE) == !!strchr(forms, 'u'));

	ok &= CHECK(uri_valid(text, URI_REFERENCE) == !!strchr(forms, 'r'));
	ok &= CHECK(uri_valid(text, IRI_ABSOLUTE) == !!strchr(forms, 'U'));
	ok &= CHECK(uri_valid(text, IRI_REFERENCE) == !!strchr(forms, 'R'));
	if (!ok)
		printf("\tin '%.*s'\n", STR_ARG(text));
}

static void
test_valid(void)
{
	static const struct form forms[] = {
	    {"http://h", "urUR"},
	    {"", "rR"},
	    {"a", "rR"},
	    {"#", "rR"},
	    {"//", "rR"},
	    {"//h/p", "rR"},
	    {"a:", "urUR"},
	    {"a+-.1:b", "urUR"},
	    {"1a:b", ""},
	    {":b", ""},
	    {"/:b", "rR"},
	    {"a/b:c", "rR"},
	    {"a_b:c", ""},
	    {"file:///etc", "urUR"},
	    {"http://", "urUR"}, /* reg-name may be empty; a rule of http's own */
	    {"http://h:", "urUR"},
	    {"http://h:080", "urUR"},
	    {"http://h:99999", "urUR"},
	    {"http://h:8a", ""},
	    {"http://h:-1", ""},
	    {"https://h:8443:/x", ""},
	    {"http://u:p:q@h", "urUR"},
	    {"http://a@b@c", ""},
	    {"http://h/a@b:c;d=e&f", "urUR"},
	    {"http://h/a b", ""},
	    {"http://h/<a>", ""},
	    {"http://h/\"", ""},
	    {"http://h/{a}", ""},
	    {"http://h/a|b", ""},
	    {"http://h/a\\b", ""},
	    {"http://h/a^b", ""},
	    {"http://h/a`b", ""},
	    {"http://h/[a]", ""},
	    {"http://h/?[a]", ""},
	    {"http://h/?a/b?c:@", "urUR"},
	    {"http://h/#a/b?c:@", "urUR"},
	    {"http://h/#a#b", ""},
	    {"http://h/\x7f", ""},
	    {"http://h/%41%c3%a9", "urUR"},
	    {"http://h/%4", ""},
	    {"http://h/%", ""},
	    {"http://h/%g0", ""},
	    {"http://%41", "urUR"},
	    {"http://%4g", ""},
	    {"http://h%00/", "urUR"},
	    {"http://[::1]", "urUR"},
	    {"http://[::1]:80/", "urUR"},
	    {"http://[::1", ""},
	    {"http://[::1]x", ""},
	    {"http://::1/", ""},
	    {"http://x[::1]", ""},
	    {"http://[]", ""},
	    {"http://[1:2:3:4:5:6:7:8]", "urUR"},
	    {"http://[1:2:3:4:5:6:7:8:9]", ""},
	    {"http://[1:2:3:4:5:6:1.2.3.4]", "urUR"},
	    {"http://[1.2.3.4]", ""},
	    {"http://[fe80::1%25en0]", ""}, /* 6874 changes 3986; it is not used */
	    {"http://[fe80::1%en0]", ""},
	    {"http://[v1.a:b]", "urUR"},
	    {"http://[VAf.a]", "urUR"},
	    {"http://[v.a]", ""},
	    {"http://[v1.]", ""},
	    {"http://[v1a]", ""},
	    {"http://[vg.a]", ""},
	    {"http://[v1.%41]", ""},
	    {"http://999.1.1.1", "urUR"}, /* a reg-name */
	    {"http://\xc3\xa9/\xc3\xa9?\xc3\xa9#\xc3\xa9", "UR"},
	    {"\xc3\xa9:x", ""},
	    {"x/\xc3\xa9", "R"},
	    {"http://u\xc3\xa9@h", "UR"},
	    {"http://h:\xd9\xa1", ""}, /* ARABIC-INDIC DIGIT ONE */
	    {"http://h/\xc2\xa0", "UR"},
	    {"http://h/\xc2\x9f", ""},
	    {"http://h/\xed\x9f\xbf", "UR"}, /* U+D7FF */
	    {"http://h/\xee\x80\x80", ""},   /* U+E000, iprivate */
	    {"http://h/?\xee\x80\x80", "UR"},
	    {"http://h/#\xee\x80\x80", ""},
	    {"http://h/?\xef\xa3\xbf", "UR"},     /* U+F8FF */
	    {"http://h/\xef\xa4\x80", "UR"},      /* U+F900 */
	    {"http://h/\xef\xb7\x90", ""},        /* U+FDD0, no character */
	    {"http://h/\xef\xbf\xaf", "UR"},      /* U+FFEF */
	    {"http://h/\xef\xbf\xb0", ""},        /* U+FFF0 */
	    {"http://h/\xf0\x90\x80\x80", "UR"},  /* U+10000 */
	    {"http://h/\xf0\x9f\xbf\xbe", ""},    /* U+1FFFE */
	    {"http://h/\xf3\xa0\x80\x81", ""},    /* U+E0001 */
	    {"http://h/\xf3\xa1\x80\x80", "UR"},  /* U+E1000 */
	    {"http://h/?\xf3\xb0\x80\x80", "UR"}, /* U+F0000, iprivate */
	    {"http://h/\xf3\xb0\x80\x80", ""},
	    {"http://h/?\xf4\x8f\xbf\xbd", "UR"}, /* U+10FFFD */
	    {"http://h/?\xf4\x8f\xbf\xbe", ""},   /* U+10FFFE */
	    {"http://[\xc3\xa9]", ""},
	    {"http://h/\xc3", ""}, /* not UTF-8 */
	};

	for (size_t i = 0; i < COUNT(forms); i++)
		check_form(str_from(forms[i].text), forms[i].forms);
	check_form(STR("http://h/\0"), "");
	check_form(STR("\0"), "");
	check_form(STR("http://h/#\0a"), "");
}

/* Ten million bytes of each kind of trouble: linear time. */
static void
test_hostile(void)
{
	static const char *const units[] = {"../", "a/", "./", "//", "%41", ":",
					    "@",   "[",  "#",  "?",  "%",   "\xc3\xa9"};
	const size_t len = 10000000;
	char *text = malloc(len);
	clock_t start = clock();
	struct str t = {text, len}, got;

	for (size_t i = 0; i < COUNT(units); i++) {
		size_t n = strlen(units[i]);

		for (size_t j = 0; j < len; j++)
			text[j] = units[i][j % n];
		uri_valid(t, URI_REFERENCE);
		uri_valid(t, IRI_ABSOLUTE);
		got = uri_resolve(STR("http://h/a/b/c"), t, arena);
		CHECK(got.len <= len + 32);
		got = uri_resolve(STR("a/b/c"), t, arena);
		CHECK(got.len <= len + 32);
		got = uri_resolve(t, STR("x"), arena);
		CHECK(got.len <= len + 32);
		got = uri_normalize(t, arena);
		CHECK(got.len <= len + 32);
		arena_reset(arena);
	}
	CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 60.0);
	free(text);
}

int
main(void)
{
	arena = arena_new();
	test_resolve_rfc();
	test_resolve_other();
	test_normalize();
	test_encoding();
	test_split();
	test_valid();
	test_hostile();
	arena_free(arena);
	return check_done();
}
