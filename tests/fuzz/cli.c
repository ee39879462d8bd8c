/*
 * Fuzzing the command line: input is the arguments, one a line, for the whole
 * program.
 *
 * It runs in a folder of its own with a few files.  What could reach files elsewhere
 * (a path with '/', "..") is not run, so nothing is written outside of it.  Whatever
 * the arguments: the status is 0, 1 or 2; trouble is said, and by us; the terminal
 * gets nothing that steers it.
 */
#include <fcntl.h>
#include <getopt.h>
#include <sys/mman.h>

#include "base/hash.h"
#include "place.h"

#define main        program_main
#define hash_seed() (void)(hash_secret = 1) /* an input is to do the same again */
int main(int argc, char **argv);
#include "../../validator/main.c" /* it is not in lib.a */
#undef hash_seed
#undef main

enum { WORDS = 32, BYTES = 200 };

static const char document[] =
    "{ \"name\": \"a\", \"webhookUrl\": \"http://localhost/a\", \"products\":\n"
    "  [ { \"productId\": \"customerInvoicing\", \"eventTypes\": [ \"x\", ] } ],\n"
    "  \"retryPolicy\": { \"firstRetry\": \"10\" } }\n";

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

/* Splits text in place; the number of words. */
static int
words(char *text, char **argv)
{
	int n = 0;

	argv[n++] = text; /* "hookvet" stands there */
	while ((text = strchr(text, '\n')) != NULL && n < WORDS) {
		*text++ = '\0';
		argv[n++] = text;
	}
	if (text != NULL)
		*text = '\0';
	argv[n] = NULL;
	return n;
}

/* Only the names of built-in schemas have a '/'; no more threads than sensible. */
static bool
stays_here(char **argv)
{
	for (; *argv != NULL; argv++) {
		const char *word = *argv, *slash;

		if (strncmp(word, "--schema=", 9) == 0)
			word += 9;
		if (strncmp(word, "cybersource/", 12) == 0)
			word += 12;
		else if (strncmp(word, "hookvet/", 8) == 0)
			word += 8;
		slash = strchr(word, '/');
		if (slash != NULL || strstr(word, "..") != NULL || strlen(word) > BYTES)
			return false;
		if (strspn(word, "-jobs= ") < strlen(word) &&
		    strchr(word, 'j') != NULL && strpbrk(word, "3456789") != NULL)
			return false;
	}
	return true;
}

static void
files(void)
{
	static const char schema[] =
	    "{ \"type\": \"object\", \"required\": [ \"b\" ] }";

	place_reset();
	place_write("a.json", STR(document));
	place_write("b.jsonl", STR("{\"status\":\"ACTIVE\"}\n[]\n{\"status\":1}\n"));
	place_write("s.json", STR(schema));
	place_write("c.json", STR("{ \"failOn\": \"warning\" }"));
}

static void
standard_input(void)
{
	int fd = memfd_create("input", 0);

	MUST(fd >= 0);
	MUST(write(fd, document, sizeof(document) - 1) > 0);
	MUST(lseek(fd, 0, SEEK_SET) == 0);
	MUST(dup2(fd, STDIN_FILENO) == STDIN_FILENO);
	(void)close(fd);
}

/* getopt keeps a place within the words of the run before. */
static void
forget_options(void)
{
	char name[] = "x", *argv[] = {name, NULL};

	optind = 0;
	(void)getopt(1, argv, "");
}

static void
run(int argc, char **argv)
{
	struct caught out, err;
	struct str written, said;
	int status, folder = open(".", O_RDONLY | O_DIRECTORY);

	files();
	standard_input();
	MUST(folder >= 0 && chdir(place) == 0);
	forget_options();
	catch_begin(&out, &stdout);
	catch_begin(&err, &stderr);
	status = program_main(argc, argv);
	said = catch_end(&err, false);
	written = catch_end(&out, true);
	MUST(fchdir(folder) == 0);
	(void)close(folder);
	MUST(status >= EXIT_CLEAN && status <= EXIT_TROUBLE);
	MUST(status != EXIT_TROUBLE || said.len != 0 || written.len != 0);
	fuzz_harmless(said);
	MUST(memmem(written.s, written.len, "\x1b]", 2) == NULL);
	free((char *)(uintptr_t)said.s);
	free((char *)(uintptr_t)written.s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *argv[WORDS + 1], *text;

	if (size > 1024)
		return -1;
	text = malloc(size + 9);
	MUST(text != NULL);
	memcpy(text, "hookvet\n", 8);
	if (size != 0)
		memcpy(text + 8, data, size);
	text[size + 8] = '\0'; /* an argument ends at a NUL */
	if (size == 0)
		text[7] = '\0';
	int argc = words(text, argv);

	if (stays_here(argv))
		run(argc, argv);
	free(text);
	return 0;
}
