/* replace: a file that is written anew keeps what hangs on it, and takes a free name. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "check.h"

#ifdef __linux__
#include <sys/xattr.h>

static void
test_attributes(void)
{
	static const char *const names[] = {"user.a", "user.longer", "user.c"};
	static const char *const values[] = {"1", "twenty-two", "3"};
	char value[32];

	if (setxattr("file", names[0], values[0], strlen(values[0]), 0) != 0) {
		CHECK_SKIP();
		printf("skipped: no extended attributes here\n");
		return;
	}
	for (size_t i = 1; i < 3; i++)
		CHECK(setxattr("file", names[i], values[i], strlen(values[i]), 0) == 0);
	CHECK(file_rewrite("file", STR("with attributes")) == 0);
	for (size_t i = 0; i < 3; i++) {
		memset(value, 0, sizeof(value));
		CHECK(getxattr("file", names[i], value, sizeof(value) - 1) ==
		      (ssize_t)strlen(values[i]));
		CHECK_STR(value, values[i]);
	}
}
#else
static void
test_attributes(void)
{
	CHECK_SKIP();
	printf("skipped: attributes are of Linux\n");
}
#endif

/* Files of others that are called as ours would be are left alone. */
static void
test_names(void)
{
	char name[64];
	struct stat st;

	for (int i = 0; i < 3; i++) {
		snprintf(name, sizeof(name), ".hookvet-%ld-%d.tmp", (long)getpid(), i);
		CHECK(close(open(name, O_WRONLY | O_CREAT | O_EXCL, 0600)) == 0);
	}
	CHECK(file_rewrite("file", STR("beside others")) == 0);
	CHECK(stat("file", &st) == 0 && st.st_size == 13 &&
	      (st.st_mode & 07777) == 0640);
	for (int i = 0; i < 3; i++) {
		snprintf(name, sizeof(name), ".hookvet-%ld-%d.tmp", (long)getpid(), i);
		CHECK(stat(name, &st) == 0 && st.st_size == 0);
		CHECK(unlink(name) == 0);
	}
}

int
main(void)
{
	char folder[] = "/tmp/hookvet-replace.XXXXXX";

	if (!CHECK(mkdtemp(folder) != NULL) || !CHECK(chdir(folder) == 0))
		return check_done();
	CHECK(file_rewrite("file", STR("first")) == 0);
	CHECK(chmod("file", 0640) == 0);
	test_attributes();
	test_names();
	CHECK(unlink("file") == 0);
	CHECK(rmdir(folder) == 0); /* nothing else is left */
	return check_done();
}
