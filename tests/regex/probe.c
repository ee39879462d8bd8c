/*
 * probe: what the engine says of patterns and subjects, for other programs.
 *
 * usage: probe [ENGINES]     (a sum of enum regex_engine; default: all)
 *
 * Each line of the input is a pattern and subjects, UTF-8 in hexadecimal with
 * '-' in front, separated by blanks: "-5e61 -61 -".  The answer is a line
 *
 *   fine|invalid|unsupported[!] ENGINE RESULTS
 *
 * with '!' if there is a warning, and a letter for each subject: y, n, or g (gave up), and "-" for none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "regex/regex.h"

/* Decodes in place; returns the length. */
static size_t
unhex(char *s)
{
	size_t n = 0;
	unsigned byte;

	for (; sscanf(s + 2 * n, "%2x", &byte) == 1; n++)
		s[n] = (char)byte;
	return n;
}

static void
answer(char *line, unsigned engines, struct regex_scratch *scratch)
{
	static const char *const problems[] = {"fine", "invalid", "unsupported"};
	char *save, *word = strtok_r(line, " \n", &save);
	struct regex_error err;
	struct regex *re;
	char none[] = "-";

	if (word == NULL)
		word = none;
	re = regex_compile_for((struct str){word + 1, unhex(word + 1)}, engines, &err);
	printf("%s%s %d ", problems[err.problem], err.warning[0] != '\0' ? "!" : "",
	       re != NULL ? (int)regex_engine(re) : 0);
	if (re == NULL)
		putchar('-');
	while (re != NULL && (word = strtok_r(NULL, " \n", &save)) != NULL) {
		struct str subject = {word + 1, unhex(word + 1)};

		putchar("nyg"[regex_match(re, subject, scratch)]);
	}
	putchar('\n');
	regex_free(re);
}

int
main(int argc, char **argv)
{
	unsigned engines = argc > 1 ? (unsigned)atoi(argv[1]) : 15;
	struct regex_scratch *scratch = regex_scratch_new();
	char *line = NULL;
	size_t cap = 0;

	while (getline(&line, &cap, stdin) > 0)
		answer(line, engines, scratch);
	free(line);
	regex_scratch_free(scratch);
	return 0;
}
