/*
 * measure: what a command takes, within limits.
 *
 *     measure SECONDS COMMAND [ARGUMENT...]
 *
 * Prints "STATUS MS KB": exit status (or 128 and the signal), processor time of the
 * process and its threads, most memory at a time.  After SECONDS of processor time
 * it is ended by SIGXCPU.  What it prints goes to /dev/null.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void
start(rlim_t seconds, char **command)
{
	struct rlimit limit = {seconds, seconds + 1};
	int fd = open("/dev/null", O_RDWR);

	if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0 || dup2(fd, STDERR_FILENO) < 0 ||
	    setrlimit(RLIMIT_CPU, &limit) != 0)
		_exit(126);
	execvp(command[0], command);
	_exit(127);
}

static long
milliseconds(struct timeval t)
{
	return (long)t.tv_sec * 1000 + (long)t.tv_usec / 1000;
}

int
main(int argc, char **argv)
{
	struct rusage usage;
	int status;
	pid_t pid;

	if (argc < 3)
		return 2;
	pid = fork();
	if (pid == 0)
		start((rlim_t)strtoul(argv[1], NULL, 10), argv + 2);
	if (pid < 0 || waitpid(pid, &status, 0) < 0 ||
	    getrusage(RUSAGE_CHILDREN, &usage) != 0)
		return 2;
	printf("%d %ld %ld\n",
	       WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
	       milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
	       usage.ru_maxrss);
	return 0;
}
