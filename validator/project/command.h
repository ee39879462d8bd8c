/*
 * command: the table of subcommands.
 *
 * A subcommand is one file in cli/ and one row of SUBCOMMANDS (settings.h).  It gets its
 * options parsed and answers with a verdict; main turns that into the exit
 * status.
 */
#ifndef PROJECT_COMMAND_H
#define PROJECT_COMMAND_H

#include <stddef.h>
#include <stdio.h>

#include "base/str.h"

struct options;

enum verdict {
	VERDICT_CLEAN,    /* nothing at or above --fail-on */
	VERDICT_FINDINGS, /* something is */
	VERDICT_TROUBLE   /* the run itself failed, and it was said why */
};

struct subcommand {
	const char *name;
	const char *operands; /* "[path ...]": how many there may be is read from it */
	const char *summary;  /* one line */
	const char *about;    /* further sentences for --help, or NULL */
	const char *actions;  /* what the first operand may be, or NULL */
	const char *kinds;    /* what -k takes, with blanks between; NULL: all */
	const char *formats;  /* what -f takes, with blanks between; NULL: reports */
	unsigned options;     /* its bit in settings.h */
	unsigned words;       /* enum words: what its operands are, for completion */
	enum verdict (*run)(const struct options *o);
};

/* How many operands such a text allows: one for each word, any number with "...". */
size_t operands_most(const char *operands);

/* By name, or NULL. */
const struct subcommand *command_find(struct str name);

/* The i-th, NULL behind the last. */
const struct subcommand *command_at(size_t i);

#endif
