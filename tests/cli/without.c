/*
 * without: runs a program as on a kernel, or in a container, that lacks something.
 *
 *   without ENOSYS|EPERM|EINVAL seccomp|landlock|all PROGRAM [ARGUMENT...]
 *
 * The system calls named fail with that error.  Exits with 77 where this cannot
 * be arranged.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CANNOT = 77 };

#if defined(__linux__) && __has_include(<linux/filter.h>)
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

enum { FIRST_LANDLOCK = 444, LAST_LANDLOCK = 446 };

static int
number_of(const char *error)
{
	return strcmp(error, "EPERM") == 0    ? EPERM
	       : strcmp(error, "EINVAL") == 0 ? EINVAL
					      : ENOSYS;
}

static int
take_away(const char *error, const char *what)
{
	const uint32_t fails = SECCOMP_RET_ERRNO | (uint32_t)number_of(error);
	const int seccomp = strcmp(what, "landlock") != 0;
	const int landlock = strcmp(what, "seccomp") != 0;
	struct sock_filter code[] = {
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_seccomp, 0, 1),
	    BPF_STMT(BPF_RET | BPF_K, seccomp ? fails : SECCOMP_RET_ALLOW),
	    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FIRST_LANDLOCK, 0, 2),
	    BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, LAST_LANDLOCK, 1, 0),
	    BPF_STMT(BPF_RET | BPF_K, landlock ? fails : SECCOMP_RET_ALLOW),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {sizeof(code) / sizeof(*code), code};

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return -1;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
#else
static int
take_away(const char *error, const char *what)
{
	(void)error;
	(void)what;
	return -1;
}
#endif

int
main(int argc, char **argv)
{
	if (argc < 4 || take_away(argv[1], argv[2]) != 0)
		return CANNOT;
	execvp(argv[3], argv + 3);
	perror(argv[3]);
	return CANNOT;
}
