/*
 * Fuzzing the command line: input is the arguments, one a line, for the whole
 * program.
 *
 * It runs in a folder of its own with a few files.  What could reach files elsewhere
 * (a path with '/', "..") is not run, so nothing is written outside of it.  Whatever
 * the arguments: the status is 0, 1 or 2; trouble is said, and by us; the terminal
 * gets nothing that steers it.
 */
#include "program.h"

enum { WORDS = 32, BYTES = 200 };

static const char document[] =
    "{ \"name\": \"a\", \"webhookUrl\": \"http://localhost/a\", \"products\":\n"
    "  [ { \"productId\": \"customerInvoicing\", \"eventTypes\": [ \"x\", ] } ],\n"
    "  \"retryPolicy\": { \"firstRetry\": \"10\" } }\n";

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
run(int argc, char **argv)
{
	struct str written;

	files();
	program_input(STR(document));
	(void)program_run(argc, argv, &written);
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
