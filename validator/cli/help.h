/*
 * help: the table of settings as text for people, and as JSON for the manual.
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdbool.h>
#include <stdio.h>

struct options;
struct subcommand;

/* The whole program: what subcommands there are. */
void help_program(FILE *fp);

/* One subcommand; brief: its use and the names of its options. */
void help_command(FILE *fp, const struct subcommand *c, bool brief);

#endif
