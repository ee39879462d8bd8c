/* stage: text moves when it is whole; what there is no memory for is an error. */
#include "base/staged-stream.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/early-end.h"
#include "base/mem.h"
#include "check.h"

static void
test_move(void)
{
	struct stage st;
	char *text = NULL;
	size_t len;
	FILE *fp = open_memstream(&text, &len);

	stage_open(&st);
	fputs("one ", st.fp);
	stage_move(&st, fp);
	stage_move(&st, fp);
	fputs("lost", st.fp);
	(void)fflush(st.fp);
	CHECK(st.len == 4);
	st.len = 0;
	for (int i = 0; i < 1000000; i++)
		putc('x', st.fp);
	stage_move(&st, fp);
	CHECK(st.cap == 0); /* so much is not kept */
	fputs(" two", st.fp);
	stage_move(&st, fp);
	stage_close(&st);
	fclose(fp);
	CHECK(len == 1000008);
	CHECK(strncmp(text, "one xxx", 7) == 0);
	CHECK(strcmp(text + len - 5, "x two") == 0);
	free(text);
	stage_close(&(struct stage){0});
}

static void
say_why(const char *why)
{
	printf("last: %s\n", why);
}

/* In a process of its own: it ends there.  Its status, and what it wrote. */
static int
status_of(void (*run)(void), char *out, size_t size)
{
	int pipes[2], status = 0;
	ssize_t n;
	pid_t pid;

	CHECK(pipe(pipes) == 0);
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		(void)dup2(pipes[1], STDOUT_FILENO);
		(void)dup2(pipes[1], STDERR_FILENO);
		run();
		_exit(0);
	}
	(void)close(pipes[1]);
	CHECK(waitpid(pid, &status, 0) == pid);
	n = read(pipes[0], out, size - 1);
	out[n > 0 ? n : 0] = '\0';
	(void)close(pipes[0]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
quit_in_a_hold(void)
{
	quit_before(say_why);
	quit_hold();
	quit("no room");
}

static void
quit_twice(const char *why)
{
	(void)why;
	quit("again");
}

static void
quit_within(void)
{
	quit_before(quit_twice);
	quit("no room");
}

static void
write_too_much(void)
{
	struct stage st;
	struct rlimit limit = {64 << 20, 64 << 20};

	quit_before(say_why);
	stage_open(&st);
	if (setrlimit(RLIMIT_AS, &limit) != 0)
		quit("out of memory");
	for (int i = 0; i < 100 << 20; i++)
		putc('x', st.fp);
	stage_move(&st, stderr);
}

static void
test_quit(void)
{
	char out[200];

	CHECK(status_of(quit_in_a_hold, out, sizeof(out)) == 2);
	CHECK_STR(out, "hookvet: no room\nlast: no room\n");
	CHECK(status_of(quit_within, out, sizeof(out)) == 2);
	CHECK_STR(out, "hookvet: no room\n");
	if (getenv("SAN") != NULL) {
		CHECK_SKIP(); /* sanitizers want terabytes of addresses */
		return;
	}
	CHECK(status_of(write_too_much, out, sizeof(out)) == 2);
	CHECK_STR(out, "hookvet: out of memory\nlast: out of memory\n");
}

int
main(void)
{
	test_move();
	test_quit();
	return check_done();
}
