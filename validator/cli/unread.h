/*
 * unread: a hint for "cat x.json | hookvet check".
 *
 * Without an operand the current folder is checked, and what stands on standard input
 * is read by nobody, whose "0 errors" are then taken for those of x.json.  Called by
 * main behind the run, when a short writer has written.
 */
#ifndef CLI_UNREAD_H
#define CLI_UNREAD_H

struct options;

/*
 * Says that standard input is named '-', if a pipe or file is there with something to
 * read and o's subcommand took the current folder instead.  A pipe is given a tenth of
 * a second.  Silent with --quiet, and in CI, where the rest of a script may lie there.
 */
void unread_say(const struct options *o);

#endif
