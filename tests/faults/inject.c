/*
 * inject: runs a command again and again, and each time one more of its calls fails.
 *
 *   inject [-n] [-m MAX] [-w FILE]... [-f FORMAT] FAULT COMMAND...
 *
 * FAULT is malloc (once), memory (from then on), short, eintr, eio, shrink, grow,
 * vanish (of read(), see fail.c), or one that needs strace: error (every system
 * call in turn fails in the ways it can) or kill (the program is killed there).
 *
 * What must come out, whatever fails and when: either all is as without the fault,
 * the report, the status, the FILEs; or the status is 2 and it is said why.  A
 * FILE (-w) holds the old or the new text, is of the same mode and still a symbolic
 * link if it was one, and nothing else is left in its folder.  Only after a kill a
 * temporary file may stay; then the command, run again, must do all as if nothing
 * had been.  With -n (for error and kill) the system has no files without a name: a
 * temporary one has its name from the beginning.  With -f standard output is a report
 * of this format: if there is any, it is whole, and says so if the run was not.  Says
 * how many calls were tried, and every run that went wrong.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"

#include "../fuzz/readback.h"
#include "page.h"
#include "trace.h"

enum {
	PAGE_FD = 100, /* closing it is the first thing that fail.c does */
	SECONDS = 20,
	FILES_MAX = 4,
	SHOWN_MAX = 10,
	SKIPPED = 77
};

/* What a run left behind. */
struct outcome {
	int status; /* 128 and the signal, as the shell has it */
	struct str out, err;
	struct str files[FILES_MAX]; /* s is NULL: there is none */
	mode_t modes[FILES_MAX];
	size_t names; /* in the folder */
};

static char **command;
static const char *library, *format, *watched[FILES_MAX];
static size_t nwatched;
static bool named;
static struct page *page;
static struct arena *arena;
static struct outcome old, wanted;
static long runs, bad, litter;

static _Noreturn void
die(const char *what)
{
	fprintf(stderr, "inject: %s: %s\n", what, strerror(errno));
	exit(2);
}

/* ---- running */

static size_t
count_names(void)
{
	DIR *dir = opendir(".");
	size_t n = 0;

	while (dir != NULL && readdir(dir) != NULL)
		n++;
	(void)closedir(dir);
	return n;
}

static void
look_at_files(struct outcome *o)
{
	struct stat st;

	for (size_t i = 0; i < nwatched; i++) {
		if (lstat(watched[i], &st) == 0)
			o->modes[i] = st.st_mode;
		(void)file_read(watched[i], arena, &o->files[i]);
	}
	o->names = count_names();
}

/* The files as they were, with new numbers if somebody replaced them. */
static void
put_files_back(void)
{
	struct outcome now = {0};

	look_at_files(&now);
	for (size_t i = 0; i < nwatched; i++) {
		if (old.files[i].s == NULL)
			(void)unlink(watched[i]);
		else if (now.files[i].s == NULL ||
			 !str_equal(now.files[i], old.files[i]))
			(void)file_rewrite(watched[i], old.files[i]);
	}
}

static bool
remove_temporary(void)
{
	bool any = false;
	DIR *dir = opendir(".");
	struct dirent *d;

	while (dir != NULL && (d = readdir(dir)) != NULL) {
		if (str_ends(str_from(d->d_name), STR(".tmp")))
			any = unlink(d->d_name) == 0;
	}
	(void)closedir(dir);
	return any;
}

static _Noreturn void
become(char **argv, int out, int err, bool traced)
{
	char number[16];

	snprintf(number, sizeof(number), "%d", PAGE_FD);
	(void)setenv("FAULTS", number, 1);
	if (!traced)
		(void)setenv("LD_PRELOAD", library, 1);
	(void)dup2(out, STDOUT_FILENO);
	(void)dup2(err, STDERR_FILENO);
	(void)alarm(SECONDS);
	(void)execvp(argv[0], argv);
	_exit(127);
}

static struct str
take(int fd)
{
	struct str text = {"", 0};

	(void)lseek(fd, 0, SEEK_SET);
	if (file_read_fd(fd, arena, &text) != 0)
		die("output");
	(void)close(fd);
	return text;
}

/* What somebody else does to the first file while the program reads. */
static void
meddle(void)
{
	struct stat st;
	int fd;

	if (nwatched == 0)
		return;
	if (page->fault == FAULT_SHRINK && stat(watched[0], &st) == 0)
		(void)!truncate(watched[0], st.st_size / 2);
	if (page->fault == FAULT_VANISH)
		(void)unlink(watched[0]);
	if (page->fault == FAULT_GROW &&
	    (fd = open(watched[0], O_WRONLY | O_APPEND)) >= 0) {
		(void)!write(fd, "x", 1);
		(void)close(fd);
	}
}

/* Waits for the end, and meddles when it is time. */
static int
wait_for(pid_t pid)
{
	const struct timespec pause = {.tv_nsec = 200 * 1000};
	int status;
	pid_t ended;

	if (page->fault < FAULT_SHRINK || page->fault > FAULT_VANISH)
		return waitpid(pid, &status, 0) < 0 ? -1 : status;
	while ((ended = waitpid(pid, &status, WNOHANG)) == 0) {
		if (page->asked && !page->done) {
			meddle();
			page->done = 1;
		}
		(void)nanosleep(&pause, NULL);
	}
	return ended < 0 ? -1 : status;
}

static struct outcome
run(char **argv, bool traced)
{
	struct outcome o = {0};
	int out = memfd_create("out", MFD_CLOEXEC);
	int err = memfd_create("err", MFD_CLOEXEC), status;
	pid_t pid = fork();

	if (pid == 0)
		become(argv, out, err, traced);
	status = pid < 0 || out < 0 || err < 0 ? -1 : wait_for(pid);
	if (status < 0)
		die("fork");
	o.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	o.out = take(out);
	o.err = take(err);
	look_at_files(&o);
	runs++;
	return o;
}

/* ---- judging */

static bool
same_file(const struct outcome *a, const struct outcome *b, size_t i)
{
	if (a->files[i].s == NULL || b->files[i].s == NULL)
		return a->files[i].s == b->files[i].s;
	return str_equal(a->files[i], b->files[i]) && a->modes[i] == b->modes[i];
}

/* As without the fault? */
static bool
as_wanted(const struct outcome *o)
{
	for (size_t i = 0; i < nwatched; i++) {
		if (!same_file(o, &wanted, i))
			return false;
	}
	return o->status == wanted.status && str_equal(o->out, wanted.out) &&
	       o->names == wanted.names;
}

/* The rule that reports what could not be read: a report with it is a new one. */
static const char *const unreadable = "unreadable-file";

static bool
has(struct str text, const char *word)
{
	return text.s != NULL && memmem(text.s, text.len, word, strlen(word)) != NULL;
}

static const char *
trouble_of_files(const struct outcome *o, bool killed)
{
	size_t made = 0;

	for (size_t i = 0; i < nwatched; i++) {
		if (!same_file(o, &old, i) && !same_file(o, &wanted, i) &&
		    !has(o->files[i], unreadable))
			return "a file is neither old nor new";
		made += old.files[i].s == NULL && o->files[i].s != NULL;
	}
	if (o->names != old.names + made && !killed)
		return "a file is left behind";
	return NULL;
}

/*
 * When somebody meddled with the text, another report is right.  But what he wrote
 * is his: what is made of the text before must not replace it.
 */
static const char *
judge_meddled(const struct outcome *o, long n)
{
	if (o->status >= 128)
		return "it crashed or hung";
	if (n > 1 && nwatched != 0 && page->fault != FAULT_VANISH &&
	    same_file(o, &wanted, 0))
		return "what somebody else wrote is lost";
	return NULL;
}

/* Of a run that went wrong. */
static bool
report_whole(const struct outcome *o)
{
	return format == NULL || o->out.len == 0 || str_equal(o->out, wanted.out) ||
	       !readback_whole(format, o->out) || has(o->out, unreadable) ||
	       has(o->err, " unreadable)") || has(o->out, "exitStatus\": 2");
}

static const char *
judge(const struct outcome *o, bool mute)
{
	if (o->status >= 128)
		return "it crashed or hung";
	if (as_wanted(o))
		return NULL;
	if (o->status != 2)
		return "it went wrong, and the status is not 2";
	if (!mute && !report_whole(o))
		return "the report does not say that it is not complete";
	for (size_t i = 0; i < nwatched; i++)
		mute = mute || has(o->files[i], unreadable);
	if (!mute && !has(o->err, "hookvet: ") && !has(o->out, unreadable))
		return "nobody says what went wrong";
	return trouble_of_files(o, false);
}

static void
complain(const char *what, const char *where, const struct outcome *o)
{
	if (what == NULL || ++bad > SHOWN_MAX)
		return;
	printf("not ok: %s: %s (status %d)\n%.*s", where, what, o->status,
	       (int)(o->err.len < 2000 ? o->err.len : 2000), o->err.s);
}

static void
next_round(void)
{
	arena_reset(arena);
	put_files_back();
	page->calls = 0;
	page->asked = page->done = 0;
}

/* ---- faults by the library */

static enum fault
fault_named(const char *name)
{
	static const char *const names[] = {"malloc", "short", "eintr", "eio",
					    "shrink", "grow",  "vanish"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strcmp(name, names[i]) == 0)
			return (enum fault)i;
	}
	return strcmp(name, "memory") == 0 ? FAULT_MALLOC : FAULT_NONE;
}

/* Every call in turn (or max of them), until the program ends before it comes so far. */
static long
fail_each(const char *name, long max)
{
	long stride = max != 0 ? page->calls / max + 1 : 1;
	bool for_ever = strcmp(name, "memory") == 0 || strcmp(name, "short") == 0;
	char where[64];
	struct outcome o;

	page->fault = fault_named(name);
	page->last = for_ever ? LONG_MAX : 1;
	for (long n = 1;; n += stride) {
		next_round();
		page->at = n;
		o = run(command, false);
		if (page->calls < n)
			return page->calls;
		snprintf(where, sizeof(where), "%s, call %ld", name, n);
		complain(page->fault >= FAULT_SHRINK ? judge_meddled(&o, n)
						     : judge(&o, false),
			 where, &o);
	}
}

/* ---- faults by strace */

/* How the program finds out that it cannot give a name later. */
static const char no_names[] = "inject=?access,?faccessat,?faccessat2:error=ENOENT";

/* The command under strace, with one option of its own. */
static char **
traced(const char *log, const char *option)
{
	size_t n = 0, k = 0;
	char **argv;

	while (command[n] != NULL)
		n++;
	argv = arena_calloc(arena, n + 20, sizeof(*argv));
	argv[k++] = arena_strdup(arena, "strace");
	argv[k++] = arena_strdup(arena, "-qq");
	argv[k++] = arena_strdup(arena, "-o");
	argv[k++] = arena_strdup(arena, log);
	argv[k++] = arena_strdup(arena, "-E");
	argv[k++] = arena_printf(arena, "LD_PRELOAD=%s", library);
	argv[k++] = arena_strdup(arena, "-e");
	argv[k++] = arena_strdup(arena, option);
	if (named) {
		argv[k++] = arena_strdup(arena, "-e");
		argv[k++] = arena_strdup(arena, no_names);
	}
	memcpy(argv + k, command, n * sizeof(*argv));
	return argv;
}

/* What another run makes of what a kill left. */
static const char *
again(const struct outcome *killed)
{
	const char *trouble = trouble_of_files(killed, true);
	struct outcome o;

	if (trouble != NULL)
		return trouble;
	for (size_t i = 0; i < nwatched; i++) {
		if (!same_file(killed, &old, i))
			goto out; /* done before the end: nothing is left to do */
	}
	o = run(command, false);
	for (size_t i = 0; i < nwatched; i++) {
		if (!same_file(&o, &wanted, i))
			trouble = "another run does not do it";
	}
	if (o.status != wanted.status)
		trouble = "another run has another status";
out:
	litter += remove_temporary();
	return trouble;
}

static void
fail_call(const struct call *c, long n, const char *way, const char *how)
{
	struct outcome o;
	char where[128];
	bool mute;

	next_round();
	snprintf(where, sizeof(where), "%.31s %ld, %s", c->name, n, way);
	o = run(traced("/dev/null", arena_printf(arena, "inject=%s:%s%s:when=%ld",
						 c->name, how, way, n)),
		true);
	/* Whom nobody listens to cannot complain; nor who writes to nowhere. */
	mute = strcmp(c->name, "write") == 0;
	complain(*how == 's' ? again(&o) : judge(&o, mute), where, &o);
}

/* Every call in turn, or max of them at even distances. */
static long
fail_calls(bool kill, long max)
{
	static struct call calls[CALLS_MAX];
	static const char *const death[] = {"SIGKILL", "SIGINT", NULL};
	char log[] = "/tmp/hookvet-trace.XXXXXX";
	int fd = mkstemp(log);
	size_t n;
	long points = 0, seen = 0, all = 0, stride;

	if (fd < 0)
		die(log);
	next_round();
	(void)run(traced(log, "trace=all"), true);
	n = count_calls(take(fd), calls);
	(void)unlink(log);
	for (size_t i = 0; i < n; i++)
		all += calls[i].n - calls[i].before;
	stride = max != 0 ? all / max + 1 : 1;
	for (size_t i = 0; i < n; i++) {
		const char *const *how = kill ? death : ways_of(calls[i].name);

		if (named && strstr(no_names, calls[i].name) != NULL)
			continue;
		for (long at = calls[i].before + 1; at <= calls[i].n; at++) {
			if (seen++ % stride != 0)
				continue;
			points += how[0] != NULL;
			for (const char *const *w = how; *w != NULL; w++)
				fail_call(&calls[i], at, *w,
					  kill ? "signal=" : "error=");
		}
	}
	return points;
}

/* ---- */

static void
map_page(void)
{
	int fd = memfd_create("page", 0);

	if (fd < 0 || ftruncate(fd, sizeof(*page)) != 0 || dup2(fd, PAGE_FD) < 0)
		die("page");
	(void)close(fd);
	page =
	    mmap(NULL, sizeof(*page), PROT_READ | PROT_WRITE, MAP_SHARED, PAGE_FD, 0);
	if (page == MAP_FAILED)
		die("page");
}

/* Twice without any fault: it must do the same, and the library must be met. */
static void
begin(void)
{
	struct outcome o;

	look_at_files(&old);
	page->fault = FAULT_MALLOC;
	wanted = run(command, false);
	if (page->calls == 0) {
		printf("skipped: the library that makes calls fail is not loaded\n");
		exit(SKIPPED);
	}
	arena = arena_new();
	next_round();
	o = run(command, false);
	if (o.status < 126 && as_wanted(&o))
		return;
	printf("not ok: it is not the same without any fault: status %d, %d\n%.*s%.*s",
	       wanted.status, o.status, STR_ARG(o.out), STR_ARG(o.err));
	exit(1);
}

int
main(int argc, char **argv)
{
	struct arena *kept = arena_new();
	long max = 0, points;
	bool kill;
	int c;

	library = getenv("FAIL");
	while ((c = getopt(argc, argv, "+nm:w:f:")) != -1) {
		if (c == 'm')
			max = atol(optarg);
		else if (c == 'n')
			named = true;
		else if (c == 'f')
			format = optarg;
		else if (c == 'w' && nwatched < FILES_MAX)
			watched[nwatched++] = optarg;
		else
			return 2;
	}
	if (argc - optind < 2 || library == NULL)
		return 2;
	command = argv + optind + 1;
	arena = kept; /* of what is wanted */
	map_page();
	begin();
	kill = strcmp(argv[optind], "kill") == 0;
	if (kill || strcmp(argv[optind], "error") == 0)
		points = fail_calls(kill, max);
	else
		points = fail_each(argv[optind], max);
	next_round();
	printf("%s: %ld calls, %ld runs, %ld bad", argv[optind], points, runs, bad);
	if (litter != 0)
		printf(", %ld left a temporary file", litter);
	putchar('\n');
	arena_free(arena);
	arena_free(kept);
	return bad != 0;
}
