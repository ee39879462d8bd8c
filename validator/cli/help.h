/*
 * help: the table of settings as text for people, and as JSON for the manual.
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdbool.h>
#include <stdio.h>

struct options;
struct subcommand;

/* Writes the help of the whole program: the list of subcommands. */
void help_program(FILE *fp);

/*
 * Writes the help of one subcommand; if brief, only its usage and its options' names.
 */
void help_command(FILE *fp, const struct subcommand *c, bool brief);

#endif
