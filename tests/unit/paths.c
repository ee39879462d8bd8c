/* paths: names of files from the top of a repository, and as URIs. */
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "report/reporters.h"

static void
relative_is(const char *path, const char *want)
{
	struct buf out = BUF_INIT;

	report_relative(&out, path);
	CHECK_STR(buf_str(&out).s, want);
	buf_release(&out);
}

static void
uri_is(const char *path, const char *want)
{
	struct buf out = BUF_INIT;

	report_uri(&out, path);
	CHECK_STR(buf_str(&out).s, want);
	buf_release(&out);
}

/* From a folder that nobody has: /usr/share stands everywhere. */
static void
within(void)
{
	CHECK(chdir("/usr/share") == 0);
	relative_is("a.json", "a.json");
	relative_is("./a.json", "a.json");
	relative_is("b//./c/../a.json", "b/a.json");
	relative_is(".a/..b/c..", ".a/..b/c..");
	relative_is("...", "...");
	relative_is("b/../../share/a.json", "a.json");
	relative_is("/usr/share/a.json", "a.json");
	relative_is("//usr/./share//a.json/", "a.json");
	relative_is("../a.json", "/usr/a.json");
	relative_is("../../../../a.json", "/a.json");
	relative_is("/usr/shared/a.json", "/usr/shared/a.json");
	relative_is("/usr/share", "/usr/share");
	relative_is(".", "/usr/share");
	relative_is("/usr/shareX", "/usr/shareX");
	uri_is("a b%#?.json", "a%20b%25%23%3F.json");
	uri_is("\xc3\xa9:z", "%C3%A9%3Az");
	uri_is("../a.json", "file:///usr/a.json");
	uri_is("", "file:///usr/share");
}

/* In "/" every absolute name is below. */
static void
at_the_root(void)
{
	CHECK(chdir("/") == 0);
	relative_is("/a/b", "a/b");
	relative_is("..", "/");
	uri_is("/", "file:///");
}

/* A folder that is gone has no name: then names are taken from "/". */
static void
gone(void)
{
	char folder[] = "/tmp/hookvet.XXXXXX";

	if (mkdtemp(folder) == NULL || chdir(folder) != 0 || rmdir(folder) != 0) {
		CHECK(chdir("/") == 0);
		return;
	}
	relative_is("a.json", "a.json");
	CHECK(chdir("/") == 0);
}

int
main(void)
{
	within();
	at_the_root();
	gone();
	return check_done();
}
