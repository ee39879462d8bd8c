/*
 * measure: commands run in turn, several rounds; what each takes, and its memory.
 *
 *     measure [-n ROUNDS] [-t SECONDS] SPEC
 *
 * A line of SPEC is a command: ID, then its words, all with tabs between them.  The word
 * @DIR becomes the names of all files in DIR, in order; <FILE is its standard input.
 * What it writes goes nowhere.  In turn, because other work on the machine then slows
 * all alike; a command that took more than SECONDS (20) runs once.
 *
 * Prints for each: ID, runs, median and least wall time in ms, median of user and system
 * time together in ms, peak memory in kB (ru_maxrss), exit status.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

enum { COMMANDS = 256 };

struct command {
	char *id, *input, **words;
	size_t nwords;
	double *wall, *cpu;
	int runs, status;
	long memory;
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double
milliseconds(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static void
add_word(struct command *c, const char *word)
{
	c->words = xreallocarray(c->words, c->nwords + 2, sizeof(*c->words));
	c->words[c->nwords++] = xstrdup(word);
	c->words[c->nwords] = NULL;
}

static void
add_files(struct command *c, const char *dir)
{
	struct dirent **names;
	char path[4096];
	int n = scandir(dir, &names, NULL, alphasort);

	if (n < 0) {
		perror(dir);
		exit(2);
	}
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, names[i]->d_name);
		if (names[i]->d_name[0] != '.')
			add_word(c, path);
		free(names[i]);
	}
	free(names);
}

static void
parse(struct command *c, char *line, int rounds)
{
	c->id = xstrdup(strtok(line, "\t\n"));
	for (char *word; (word = strtok(NULL, "\t\n")) != NULL;) {
		if (word[0] == '@')
			add_files(c, word + 1);
		else if (word[0] == '<')
			c->input = xstrdup(word + 1);
		else
			add_word(c, word);
	}
	if (c->nwords == 0) {
		fprintf(stderr, "measure: %s: no command\n", c->id);
		exit(2);
	}
	c->wall = xcalloc((size_t)rounds, sizeof(*c->wall));
	c->cpu = xcalloc((size_t)rounds, sizeof(*c->cpu));
}

static void
become(const struct command *c)
{
	int in = open(c->input != NULL ? c->input : "/dev/null", O_RDONLY);
	int out = open("/dev/null", O_WRONLY);

	if (in < 0 || out < 0 || dup2(in, STDIN_FILENO) < 0 ||
	    dup2(out, STDOUT_FILENO) < 0 || dup2(out, STDERR_FILENO) < 0)
		_exit(126);
	close(in);
	close(out);
	execvp(c->words[0], c->words);
	_exit(127);
}

static void
run(struct command *c)
{
	struct rusage usage;
	int status;
	double start = now();
	pid_t pid = fork();

	if (pid == 0)
		become(c);
	if (pid < 0 || wait4(pid, &status, 0, &usage) < 0) {
		perror("measure");
		exit(2);
	}
	c->wall[c->runs] = now() - start;
	c->cpu[c->runs++] = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
	c->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	if (usage.ru_maxrss > c->memory)
		c->memory = usage.ru_maxrss;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* values are in order afterwards */
static double
median(double *values, int n)
{
	qsort(values, (size_t)n, sizeof(*values), compare);
	return (values[n / 2] + values[(n - 1) / 2]) / 2;
}

static void
release(struct command *c)
{
	for (size_t i = 0; i < c->nwords; i++)
		free(c->words[i]);
	free(c->words);
	free(c->id);
	free(c->input);
	free(c->wall);
	free(c->cpu);
}

static int
read_spec(const char *path, struct command *commands, int rounds)
{
	FILE *fp = fopen(path, "r");
	char line[16384];
	int n = 0;

	if (fp == NULL) {
		perror(path);
		exit(2);
	}
	while (n < COMMANDS && fgets(line, sizeof(line), fp) != NULL)
		if (line[0] != '\n')
			parse(&commands[n++], line, rounds);
	fclose(fp);
	return n;
}

int
main(int argc, char **argv)
{
	static struct command commands[COMMANDS];
	int rounds = 5, n, opt;
	double limit = 20;

	while ((opt = getopt(argc, argv, "n:t:")) != -1) {
		if (opt == 'n')
			rounds = atoi(optarg);
		else if (opt == 't')
			limit = atof(optarg);
		else
			return 2;
	}
	if (argc != optind + 1 || rounds <= 0)
		return 2;
	n = read_spec(argv[optind], commands, rounds);
	for (int round = 0; round < rounds; round++)
		for (struct command *c = commands; c < commands + n; c++)
			if (round == 0 || c->wall[0] < limit * 1e3)
				run(c);
	for (struct command *c = commands; c < commands + n; c++) {
		double cpu = median(c->cpu, c->runs), wall = median(c->wall, c->runs);

		printf("%s\t%d\t%.3f\t%.3f\t%.3f\t%ld\t%d\n", c->id, c->runs, wall,
		       c->wall[0], cpu, c->memory, c->status);
		release(c);
	}
	return 0;
}
