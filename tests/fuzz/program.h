/*
 * program: the whole program within a target, in the folder of place.h.
 *
 * It may be called again and again: what getopt keeps is forgotten, and the secret
 * of its hashes is no secret, so that an input does the same each time.
 */
#ifndef TESTS_FUZZ_PROGRAM_H
#define TESTS_FUZZ_PROGRAM_H

#include <fcntl.h>
#include <getopt.h>
#include <sys/mman.h>

#include "base/hash.h"
#include "place.h"

#define main        program_main
#define hash_seed() (void)(hash_secret = 1)
int main(int argc, char **argv);
#include "../../validator/main.c" /* it is not in lib.a */
#undef hash_seed
#undef main

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	(void)unsetenv("HOOKVET_CONFIG");
	(void)setenv("COLUMNS", "80", 1);
	if (access("/dev/shm", W_OK) == 0) /* files are made for each input */
		(void)setenv("TMPDIR", "/dev/shm", 0);
	place_init();
	return 0;
}

static inline void
program_input(struct str text)
{
	int fd = memfd_create("input", 0);

	MUST(fd >= 0);
	MUST(write(fd, text.s, text.len) == (ssize_t)text.len);
	MUST(lseek(fd, 0, SEEK_SET) == 0);
	MUST(dup2(fd, STDIN_FILENO) == STDIN_FILENO);
	(void)close(fd);
}

/* getopt keeps a place within the words of the run before. */
static inline void
program_forget(void)
{
	char name[] = "x", *argv[] = {name, NULL};

	optind = 0;
	(void)getopt(1, argv, "");
}

/*
 * Runs it; *written is what it wrote, for free().  The status is 0, 1 or 2, trouble
 * is said, and the terminal gets nothing that steers it.
 */
static inline int
program_run(int argc, char **argv, struct str *written)
{
	struct caught out, err;
	struct str said;
	int status, folder = open(".", O_RDONLY | O_DIRECTORY);

	MUST(folder >= 0 && chdir(place) == 0);
	program_forget();
	catch_begin(&out, &stdout);
	catch_begin(&err, &stderr);
	status = program_main(argc, argv);
	said = catch_end(&err, false);
	*written = catch_end(&out, true);
	MUST(fchdir(folder) == 0);
	(void)close(folder);
	MUST(status >= EXIT_CLEAN && status <= EXIT_TROUBLE);
	MUST(status != EXIT_TROUBLE || said.len != 0 || written->len != 0);
	fuzz_harmless(said);
	MUST(memmem(written->s, written->len, "\x1b]", 2) == NULL);
	free((char *)(uintptr_t)said.s);
	return status;
}

#endif
