/*
 * main: finds the subcommand, runs it, and turns its verdict into the exit
 * status.  Only base/early-end.h knows one of these numbers, too: it ends a run that
 * cannot come back here.
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/write-guard.h"
#include "cli/help.h"
#include "cli/unread.h"
#include "cli/version.h"
#include "finding/trouble.h"
#include "project/command.h"
#include "project/options.h"
#include "project/settings.h"
#include "run/confine.h"
#include "run/outputs.h"

enum { EXIT_CLEAN = 0, EXIT_FINDINGS = 1, EXIT_TROUBLE = 2 };

static int
exit_status(enum verdict v)
{
	switch (v) {
	case VERDICT_CLEAN:
		return EXIT_CLEAN;
	case VERDICT_FINDINGS:
		return EXIT_FINDINGS;
	case VERDICT_TROUBLE:
		break;
	}
	return EXIT_TROUBLE;
}

/* Somebody reads no more: set by the signal that ends other programs at once. */
static volatile sig_atomic_t pipe_closed;

static void
note_closed_pipe(int number)
{
	(void)number;
	pipe_closed = 1;
}

/*
 * A write to a closed pipe fails like others, so that what is under way is undone and
 * nothing temporary left.  True if the signal is not ignored by who started us.
 */
static bool
catch_closed_pipes(void)
{
	struct sigaction catch = {.sa_handler = note_closed_pipe,
				  .sa_flags = SA_RESTART},
			 old;

	(void)sigaction(SIGPIPE, &catch, &old);
	return old.sa_handler != SIG_IGN;
}

/* A reader that went away ("| head") wants no more, and no complaint either. */
static void
end_quietly(void)
{
	(void)signal(SIGPIPE, SIG_DFL);
	(void)raise(SIGPIPE);
}

/* What was written must have arrived: a full disk is trouble. */
static enum verdict
close_stdout(enum verdict v, bool may_die)
{
	bool failed = ferror(stdout) != 0;

	if (fclose(stdout) != 0)
		failed = true;
	else
		errno = failed ? errno : 0;
	if (!failed)
		return v;
	if (outputs_error() != 0)
		errno = outputs_error();
	if (pipe_closed && may_die)
		end_quietly();
	if (!pipe_closed)
		say("cannot write to standard output: %s",
		    errno != 0 ? strerror(errno) : "error");
	return VERDICT_TROUBLE;
}

static enum verdict
unknown_command(const char *name)
{
	if (strcmp(name, "-") != 0 && *name == '-')
		options_say_alone(name);
	else if (access(name, F_OK) == 0 || strcmp(name, "-") == 0)
		say("'%s' is no subcommand; to check that file: hookvet check %s", name,
		    name);
	else
		words_unknown(WORDS_SUBCOMMAND, NULL, str_from(name),
			      "there is no subcommand '%s'", name);
	return VERDICT_TROUBLE;
}

static enum verdict
run_confined(const struct subcommand *c, const struct options *o)
{
	enum verdict v;

	confine(o);
	v = c->run(o);
	unread_say(o);
	return v;
}

static enum verdict
run_command(const struct subcommand *c, int argc, char **argv)
{
	struct options o;
	enum verdict v = VERDICT_CLEAN;

	options_init(&o);
	o.command = c;
	if (!options_parse(&o, argc, argv))
		v = VERDICT_TROUBLE;
	else if (o.help || o.brief)
		help_command(stdout, c, !o.help);
	else if (o.version)
		version_print(stdout);
	else
		v = run_confined(c, &o);
	options_release(&o);
	return v;
}

static bool
is_one_of(const char *arg, const char *a, const char *b)
{
	return strcmp(arg, a) == 0 || strcmp(arg, b) == 0;
}

static enum verdict
run_program(int argc, char **argv)
{
	const struct subcommand *c;

	if (argc < 2) {
		help_program(stderr);
		return VERDICT_TROUBLE;
	}
	c = command_find(str_from(argv[1]));
	if (c != NULL)
		return run_command(c, argc - 1, argv + 1);
	if (is_one_of(argv[1], "--help", "-h"))
		help_program(stdout);
	else if (is_one_of(argv[1], "--version", "-V"))
		version_print(stdout);
	else
		return unknown_command(argv[1]);
	return VERDICT_CLEAN;
}

/*
 * A standard stream that is closed would be the number of the next file opened,
 * and reports would end up in it.  What is there instead can be neither read nor
 * written: nobody takes it for an empty input.
 */
static void
open_standard_streams(void)
{
	int fd;

	do
		fd = open("/", O_PATH | O_CLOEXEC);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		(void)close(fd);
}

int
main(int argc, char **argv)
{
	static char line[BUFSIZ];
	enum verdict v;
	bool may_die;

	open_standard_streams();
	/* without it each character of a message may be a call of its own */
	if (fileno(stderr) == STDERR_FILENO)
		(void)setvbuf(stderr, line, _IOLBF, sizeof(line));
	guard_forget();
	hash_seed();
	json_set_alloc_funcs(xmalloc, free);
	json_object_seed((size_t)hash_secret | 1); /* 0: it reads a random device */
	may_die = catch_closed_pipes();
	(void)signal(SIGXFSZ, SIG_IGN); /* so is a file that may not grow */
	v = run_program(argc, argv);
	return exit_status(close_stdout(v, may_die));
}
