/*
 * sandbox: each thing that must not be done is tried in a process of its own, and
 * so is what must still work.
 */
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"
#include "check.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define LEFT_OUT
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) ||                   \
    defined(NO_SANDBOX) || !defined(__linux__)
#define LEFT_OUT
#elif !__has_include(<linux/filter.h>)
#define LEFT_OUT
#endif

#ifndef LEFT_OUT
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/xattr.h>

/* How a child is confined, and what it tries: 0, or the errno. */
enum way { READING, WRITING, FOLDERS, ALL, PLACES, NARROWER };

static const struct sandbox_place written[] = {{"in/report", SANDBOX_WRITE},
					       {"link", SANDBOX_WRITE},
					       {"/dev/null", SANDBOX_WRITE},
					       {"none/report", SANDBOX_WRITE}};
static const struct sandbox_place readable[] = {{"in", SANDBOX_READ | SANDBOX_LIST},
						{"out", SANDBOX_LIST},
						{"out/old", SANDBOX_READ},
						{"link", SANDBOX_READ},
						{"none", SANDBOX_READ}};
static const struct sandbox_place narrower[] = {
    {"in/old", SANDBOX_READ}, {"out/hidden", SANDBOX_READ | SANDBOX_LIST}};
static int terminal; /* opened before */

static bool
confined(enum way way)
{
	bool ok = true;

	if (way == FOLDERS || way == ALL)
		ok = sandbox_files(written, sizeof(written) / sizeof(*written),
				   SANDBOX_WRITING) != 0;
	if (way == PLACES || way == NARROWER)
		ok = sandbox_files(readable, sizeof(readable) / sizeof(*readable),
				   SANDBOX_READING) != 0;
	if (way == NARROWER)
		ok = ok && sandbox_files(narrower, sizeof(narrower) / sizeof(*narrower),
					 SANDBOX_READING) != 0;
	if (way == READING || way == WRITING || way == ALL)
		ok = ok && sandbox_calls(way != READING);
	return ok;
}

enum { NOT_CONFINED = 250, KILLED = 251 };

static int
result(enum way way, int (*attempt)(void))
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		if (!confined(way))
			_exit(NOT_CONFINED);
		errno = 0;
		_exit(attempt() == 0 ? 0 : errno);
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		return -1;
	return WIFSIGNALED(status) ? KILLED : WEXITSTATUS(status);
}

static void
expect(enum way way, int (*attempt)(void), int want, const char *what)
{
	int got = result(way, attempt);

	if (got == want) {
		check_passed++;
		return;
	}
	check_failed++;
	printf("%s, confined %d: got %d (%s), want %d (%s)\n", what, (int)way, got,
	       strerror(got), want, strerror(want));
}

#define EXPECT(way, attempt, want) expect(way, attempt, want, #attempt)

/* -- what is tried */

static int
call(long value)
{
	return value < 0 ? -1 : 0;
}

static int
can_open(const char *path, int flags)
{
	return call(open(path, flags, 0600));
}

/* clang-format off */
static int read_file(void) { return can_open("in/old", O_RDONLY); }
static int read_folder(void) { return can_open("in", O_RDONLY | O_DIRECTORY); }
static int read_link(void) { return can_open("link", O_RDONLY); }
static int read_aim(void) { return can_open("far/aim", O_RDONLY); }
static int read_outside(void) { return can_open("out/old", O_RDONLY); }
static int read_both(void) { return can_open("out/old", O_RDWR); }
static int read_hidden(void) { return can_open("out/hidden", O_RDONLY); }
static int list_outside(void) { return can_open("out", O_RDONLY | O_DIRECTORY); }
static int list_far(void) { return can_open("far", O_RDONLY | O_DIRECTORY); }
static int list_root(void) { return can_open("/", O_RDONLY | O_DIRECTORY); }
static int read_environment(void) { return can_open("/proc/self/environ", O_RDONLY); }
static int read_users(void) { return can_open("/etc/passwd", O_RDONLY); }
static int write_hidden(void) { return can_open("out/hidden", O_WRONLY); }
static int write_old(void) { return can_open("in/old", O_WRONLY); }
static int write_both(void) { return can_open("in/old", O_RDWR); }
static int append(void) { return can_open("in/old", O_WRONLY | O_APPEND); }
static int truncate_by_open(void) { return can_open("in/old", O_RDONLY | O_TRUNC); }
static int create(void) { return can_open("in/new", O_RDONLY | O_CREAT | O_EXCL); }
static int write_outside(void) { return can_open("out/old", O_WRONLY); }
static int create_outside(void) { return can_open("out/new", O_WRONLY | O_CREAT); }
static int write_null(void) { return can_open("/dev/null", O_WRONLY); }
static int write_zero(void) { return can_open("/dev/zero", O_WRONLY); }
#ifdef SYS_open /* musl uses it */
static int open_old_call(void) { return call(syscall(SYS_open, "in/old", O_RDWR)); }
static int read_old_call(void) { return call(syscall(SYS_open, "in/old", O_RDONLY)); }
static int create_old_call(void) { return call(syscall(SYS_creat, "in/new", 0600)); }
#endif
static int unlink_old(void) { return unlink("in/old"); }
static int unlink_outside(void) { return unlink("out/old"); }
static int rename_old(void) { return rename("in/old", "in/other"); }
static int rename_out(void) { return rename("in/old", "out/old"); }
static int link_old(void) { return link("in/old", "in/other"); }
static int symlink_old(void) { return symlink("old", "in/other"); }
static int make_folder(void) { return mkdir("in/folder", 0700); }
static int remove_folder(void) { return rmdir("in/empty"); }
static int make_pipe(void) { return mkfifo("in/pipe", 0600); }
static int truncate_old(void) { return truncate("in/old", 0); }
static int chmod_old(void) { return chmod("in/old", 0600); }
static int chown_old(void) { return chown("in/old", getuid(), getgid()); }
static int touch_old(void) { return utimensat(AT_FDCWD, "in/old", NULL, 0); }
static int label_old(void) { return setxattr("in/old", "user.x", "", 0, 0); }
static int chmod_open(void) { return fchmod(open("in/old", O_RDONLY), 0600); }

static int
replace(const char *path)
{
	int error = file_rewrite(path, (struct str){"new", 3});

	errno = error;
	return error == 0 ? 0 : -1;
}

static int replace_named(void) { return replace("in/report"); }
static int replace_beside(void) { return replace("in/old"); }
static int replace_by_link(void) { return replace("link"); }
static int replace_outside(void) { return replace("out/old"); }
static int report_to_null(void) { return replace("/dev/null"); }
static int open_socket(void) { return call(socket(AF_INET, SOCK_DGRAM, 0)); }
static int local_socket(void) { return call(socket(AF_UNIX, SOCK_STREAM, 0)); }

static int
pair_sockets(void)
{
	int pair[2];

	return socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
}

static int
execute(void)
{
	char *argv[] = {(char *)"true", NULL};

	return execve("/bin/true", argv, NULL);
}

static int
execute_open(void)
{
	char *argv[] = {(char *)"true", NULL};

	return fexecve(open("/bin/true", O_RDONLY), argv, argv + 1);
}
static int divide(void) { return call(fork()); }
static int raw_fork(void) { return call(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0)); }
static int trace(void) { return call(ptrace(PTRACE_TRACEME, 0, 0, 0)); }
static int signal_parent(void) { return kill(getppid(), 0); }
static int signal_thread(void) { return call(syscall(SYS_tgkill, getppid(), getppid(), 0)); }

static int
others_limit(void)
{
	struct rlimit l;

	return prlimit(getppid(), RLIMIT_CORE, NULL, &l);
}
static int type_for_user(void) { return ioctl(terminal, TIOCSTI, "x"); }
static int rings(void) { return call(syscall(425, 1, NULL)); }
static int mount_tree(void) { return call(syscall(428, AT_FDCWD, "in", 0)); }
static int mount_last(void) { return call(syscall(433, -1, "in", 0)); }
static int peek(void) { return call(process_vm_readv(getppid(), NULL, 0, NULL, 0, 0)); }
static int filter_kernel(void) { return call(syscall(SYS_bpf, 0, NULL, 0)); }
static int other_clone(void) { return call(syscall(435, NULL, 0)); }
static int other_open(void) { return call(syscall(437, AT_FDCWD, "in/old", NULL, 0)); }
static int first_unknown(void) { return call(syscall(451, 0, 0, 0, 0)); }
static int far_unknown(void) { return call(syscall(100000)); }
#ifdef __x86_64__
/* The numbers of 32-bit programs mean other calls: 20 is their getpid(). */
static int
other_architecture(void)
{
	long number = 20;

	__asm__ volatile("int $0x80"
			 : "+a"(number)
			 :
			 : "memory", "cc", "r8", "r9", "r10", "r11");
	return 0;
}
/* x32: the same calls with another number. */
static int other_numbers(void) { return call(syscall(0x40000000 + SYS_getpid)); }
#endif

static int
own_limit(void)
{
	struct rlimit l;

	return getrlimit(RLIMIT_STACK, &l) != 0 ? -1 : setrlimit(RLIMIT_STACK, &l);
}

static int ask_terminal(void) { return isatty(terminal) ? 0 : -1; }

static int
ask_width(void)
{
	struct winsize w;

	return ioctl(terminal, TIOCGWINSZ, &w);
}
static int raise_own(void) { return raise(SIGURG); }

static int
much_memory(void)
{
	char *p = malloc(64 << 20);

	if (p == NULL)
		return -1;
	memset(p, 1, 64 << 20);
	p = realloc(p, 128 << 20);
	free(p);
	return p != NULL ? 0 : -1;
}

/* clang-format on */

static void *
in_thread(void *attempt)
{
	int (*function)(void) = *(int (**)(void))attempt;

	errno = 0;
	return (void *)(intptr_t)(function() == 0 ? 0 : errno);
}

static int
thread_tries(int (*attempt)(void))
{
	pthread_t t;
	void *error = NULL;

	errno = pthread_create(&t, NULL, in_thread, &attempt);
	if (errno != 0)
		return -1;
	(void)pthread_join(t, &error);
	errno = (int)(intptr_t)error;
	return errno == 0 ? 0 : -1;
}

static int
thread_reads(void)
{
	return thread_tries(read_file);
}
static int
thread_executes(void)
{
	return thread_tries(execute);
}
static int
thread_writes_outside(void)
{
	return thread_tries(write_outside);
}
static int
twice(void)
{
	return sandbox_calls(false) ? read_file() : -1;
}

/* -- which of it */

static void
always_refused(enum way way)
{
	EXPECT(way, open_socket, EPERM);
	EXPECT(way, local_socket, EPERM);
	EXPECT(way, pair_sockets, EPERM);
	EXPECT(way, execute, EPERM);
	EXPECT(way, execute_open, EPERM);
	EXPECT(way, thread_executes, EPERM);
	EXPECT(way, divide, EPERM);
	EXPECT(way, raw_fork, EPERM);
	EXPECT(way, trace, EPERM);
	EXPECT(way, signal_parent, EPERM);
	EXPECT(way, signal_thread, EPERM);
	EXPECT(way, others_limit, EPERM);
	EXPECT(way, rings, EPERM);
	EXPECT(way, mount_tree, EPERM);
	EXPECT(way, mount_last, EPERM);
	EXPECT(way, peek, EPERM);
	EXPECT(way, filter_kernel, EPERM);
	EXPECT(way, other_clone, ENOSYS);
	EXPECT(way, first_unknown, ENOSYS);
	EXPECT(way, far_unknown, ENOSYS);
	EXPECT(way, make_folder, EPERM);
	EXPECT(way, remove_folder, EPERM);
	EXPECT(way, make_pipe, EPERM);
	EXPECT(way, symlink_old, EPERM);
	EXPECT(way, truncate_old, EPERM);
	EXPECT(way, chmod_old, EPERM);
	EXPECT(way, chown_old, EPERM);
	EXPECT(way, touch_old, EPERM);
	EXPECT(way, label_old, EPERM);
	if (terminal >= 0)
		EXPECT(way, type_for_user, EPERM);
#ifdef __x86_64__
	EXPECT(way, other_architecture, KILLED);
	EXPECT(way, other_numbers, ENOSYS);
#endif
}

static void
always_allowed(enum way way)
{
	EXPECT(way, read_file, 0);
	EXPECT(way, read_folder, 0);
	EXPECT(way, thread_reads, 0);
	EXPECT(way, own_limit, 0);
	EXPECT(way, raise_own, 0);
	EXPECT(way, much_memory, 0);
	EXPECT(way, twice, 0);
	if (terminal >= 0) {
		EXPECT(way, ask_terminal, 0);
		EXPECT(way, ask_width, 0);
	} else {
		CHECK_SKIP();
		printf("skipped: no terminal can be made here\n");
	}
}

static void
nothing_is_written(void)
{
	EXPECT(READING, write_old, EPERM);
	EXPECT(READING, write_both, EPERM);
	EXPECT(READING, append, EPERM);
	EXPECT(READING, truncate_by_open, EPERM);
	EXPECT(READING, create, EPERM);
	EXPECT(READING, write_null, EPERM);
	EXPECT(READING, other_open, ENOSYS);
	EXPECT(READING, unlink_old, EPERM);
	EXPECT(READING, rename_old, EPERM);
	EXPECT(READING, link_old, EPERM);
	EXPECT(READING, chmod_open, EPERM);
	EXPECT(READING, replace_named, EPERM);
#ifdef SYS_open
	EXPECT(READING, open_old_call, EPERM);
	EXPECT(READING, create_old_call, EPERM);
	EXPECT(READING, read_old_call, 0);
	EXPECT(WRITING, open_old_call, 0);
#endif
}

static void
files_can_be_written(void)
{
	EXPECT(WRITING, replace_named, 0);
	EXPECT(WRITING, replace_outside, 0);
	EXPECT(WRITING, chmod_open, 0);
	EXPECT(WRITING, write_old, 0);
}

static void
only_these(enum way way)
{
	EXPECT(way, replace_named, 0);
	EXPECT(way, replace_beside, 0);
	EXPECT(way, replace_by_link, ELOOP);
	EXPECT(way, report_to_null, 0);
	EXPECT(way, write_null, 0);
	EXPECT(way, write_zero, EACCES);
	EXPECT(way, write_outside, EACCES);
	EXPECT(way, thread_writes_outside, EACCES);
	EXPECT(way, create_outside, EACCES);
	EXPECT(way, unlink_outside, EACCES);
	EXPECT(way, replace_outside, EACCES);
	EXPECT(way, rename_out, EACCES);
}

static int
thread_reads_users(void)
{
	return thread_tries(read_users);
}

static int
pipe_stays(void)
{
	int pair[2];
	char name[32];

	if (pipe(pair) != 0)
		return -1;
	snprintf(name, sizeof(name), "/proc/self/fd/%d", pair[0]);
	return can_open(name, O_RDONLY | O_NONBLOCK);
}

static void
only_these_are_read(void)
{
	EXPECT(PLACES, read_file, 0);
	EXPECT(PLACES, read_folder, 0);
	EXPECT(PLACES, thread_reads, 0);
	EXPECT(PLACES, read_outside, 0);
	EXPECT(PLACES, read_both, 0);
	EXPECT(PLACES, list_outside, 0);
	EXPECT(PLACES, read_link, 0);
	EXPECT(PLACES, read_aim, 0);
	EXPECT(PLACES, pipe_stays, 0);
	EXPECT(PLACES, write_hidden, 0);
	EXPECT(PLACES, read_hidden, EACCES);
	EXPECT(PLACES, list_far, EACCES);
	EXPECT(PLACES, list_root, EACCES);
	EXPECT(PLACES, read_environment, EACCES);
	EXPECT(PLACES, read_users, EACCES);
	EXPECT(PLACES, thread_reads_users, EACCES);
	/* the second time less, and what was refused stays so */
	EXPECT(NARROWER, read_file, 0);
	EXPECT(NARROWER, read_folder, EACCES);
	EXPECT(NARROWER, read_outside, EACCES);
	EXPECT(NARROWER, read_hidden, EACCES);
}

/* -- what the kernel lets us do at all, found out without the sandbox */

static int
install_anything(void)
{
	struct sock_filter all = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	struct sock_fprog program = {1, &all};

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return -1;
	return call(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program));
}

static int
kernel_filters(void)
{
	int status;
	pid_t child = fork();

	if (child == 0)
		_exit(install_anything() == 0 ? 0 : 1);
	return waitpid(child, &status, 0) == child && status == 0;
}

static void
make_files(void)
{
	static const char *const files[] = {"in/old", "in/report", "out/old", "far/aim",
					    "out/hidden"};
	static const char *const folders[] = {"in", "in/empty", "out", "far"};

	for (size_t i = 0; i < 4; i++)
		CHECK(mkdir(folders[i], 0700) == 0);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		CHECK(file_rewrite(files[i], (struct str){"old", 3}) == 0);
	CHECK(symlink("far/aim", "link") == 0);
	terminal = posix_openpt(O_RDWR | O_NOCTTY);
}

static void
test(void)
{
	bool filters = kernel_filters() != 0;
	bool rules = syscall(444, NULL, 0, 1) > 0;

	if (filters) {
		always_refused(READING);
		always_refused(WRITING);
		always_allowed(READING);
		always_allowed(WRITING);
		nothing_is_written();
		files_can_be_written();
	} else {
		CHECK_SKIP();
		printf("skipped: no filter of system calls is possible here\n");
	}
	if (rules) {
		only_these(FOLDERS);
		EXPECT(FOLDERS, execute, EACCES);
		EXPECT(FOLDERS, read_file, 0);
		EXPECT(FOLDERS, thread_reads, 0);
		only_these_are_read();
	} else {
		CHECK_SKIP();
		printf("skipped: this kernel has no Landlock\n");
	}
	if (filters && rules) {
		only_these(ALL);
		always_allowed(ALL);
		EXPECT(ALL, execute, EPERM);
	}
}

static void
remove_files(void)
{
	static const char *const all[] = {
	    "in/old",  "in/other", "in/new",  "in/report",  "in/empty",
	    "in",      "out/old",  "out/new", "out/hidden", "out",
	    "far/aim", "far",      "link"};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		(void)remove(all[i]);
}
#endif

int
main(void)
{
#ifdef LEFT_OUT
	CHECK(!sandbox_calls(false));
	CHECK(sandbox_files(NULL, 0, SANDBOX_READING | SANDBOX_WRITING) == 0);
	CHECK(sandbox_left_out() != NULL);
	CHECK_SKIP();
	printf("skipped: built without a sandbox\n");
#else
	char folder[] = "/tmp/hookvet-sandbox.XXXXXX";

	if (!CHECK(mkdtemp(folder) != NULL) || !CHECK(chdir(folder) == 0))
		return check_done();
	make_files();
	test();
	remove_files();
	CHECK(rmdir(folder) == 0);
#endif
	return check_done();
}
