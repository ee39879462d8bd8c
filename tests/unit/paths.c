/* paths: names of files from the top of a repository, and as URIs. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "report/reporters.h"

static void
relative_is(const char *path, const char *want)
{
	struct roots roots;

	roots_init(&roots);
	CHECK_STR(report_relative(&roots, path), want);
	roots_release(&roots);
}

static void
uri_is(const char *path, const char *want)
{
	struct buf out = BUF_INIT;
	struct roots roots;

	roots_init(&roots);
	report_uri(&roots, &out, path);
	CHECK_STR(buf_str(&out).s, want);
	buf_release(&out);
	roots_release(&roots);
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

static void
make(const char *folder)
{
	CHECK(mkdir(folder, 0700) == 0);
}

/*
 * A repository with a folder svc and another repository sub in it, and a link to it.
 * The root is where the job says, else the repository of the current folder, else
 * that of the file.
 */
static void
repositories(void)
{
	char top[] = "/tmp/hookvet.XXXXXX", text[200];

	CHECK(mkdtemp(top) != NULL && chdir(top) == 0);
	make("repo");
	make("repo/.git");
	make("repo/svc");
	make("repo/svc/hooks");
	make("repo/sub");
	CHECK(fclose(fopen("repo/sub/.git", "w")) == 0); /* as of a submodule */
	CHECK(symlink("repo", "link") == 0);

	relative_is("x/a.json", "x/a.json");
	relative_is("repo/svc/a.json", "svc/a.json");
	relative_is("link/svc/a.json", "svc/a.json");
	relative_is("repo/sub/a.json", "a.json");
	CHECK(chdir("repo/svc") == 0);
	relative_is("hooks/a.json", "svc/hooks/a.json");
	relative_is("../a.json", "a.json");
	relative_is("../sub/a.json", "sub/a.json");
	relative_is("<stdin>", "<stdin>");
	snprintf(text, sizeof(text), "%s/repo/svc/hooks/a.json", top);
	relative_is(text, "svc/hooks/a.json");
	snprintf(text, sizeof(text), "%s/link/svc/hooks/a.json", top);
	relative_is(text, "svc/hooks/a.json");
	snprintf(text, sizeof(text), "%s/x.json", top);
	relative_is("../../x.json", text);
	relative_is(text, text);

	CHECK(setenv("CI_PROJECT_DIR", top, 1) == 0);
	relative_is("hooks/a.json", "repo/svc/hooks/a.json");
	relative_is("/elsewhere/a.json", "/elsewhere/a.json");
	snprintf(text, sizeof(text), "%s/link/", top);
	CHECK(setenv("GITHUB_WORKSPACE", text, 1) == 0);
	relative_is("hooks/a.json", "svc/hooks/a.json");
	relative_is("../../x.json", "x.json");
	CHECK(setenv("GITHUB_WORKSPACE", "no/folder", 1) == 0);
	CHECK(setenv("CI_PROJECT_DIR", "", 1) == 0);
	relative_is("hooks/a.json", "svc/hooks/a.json");
	CHECK(unsetenv("GITHUB_WORKSPACE") == 0 && unsetenv("CI_PROJECT_DIR") == 0);

	CHECK(chdir(top) == 0);
	CHECK(unlink("repo/sub/.git") == 0 && rmdir("repo/sub") == 0);
	CHECK(unlink("link") == 0 && rmdir("repo/svc/hooks") == 0);
	CHECK(rmdir("repo/svc") == 0 && rmdir("repo/.git") == 0 && rmdir("repo") == 0);
	CHECK(chdir("/") == 0 && rmdir(top) == 0);
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
	CHECK(unsetenv("GITHUB_WORKSPACE") == 0 && unsetenv("CI_PROJECT_DIR") == 0);
	within();
	at_the_root();
	repositories();
	gone();
	return check_done();
}
