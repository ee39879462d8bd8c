/*
 * unread: a hint for "cat x.json | hookvet check".
 *
 * Without an operand the current folder is checked and standard input is not read, so
 * a user may take the "0 errors" of the folder for those of x.json.  main() calls this
 * after the run, when a quick program in front of the pipe has written its text.
 */
#ifndef CLI_UNREAD_H
#define CLI_UNREAD_H

struct options;

/*
 * Says how to read standard input ('-'), if it is a pipe or file with something to read
 * and the subcommand took the current folder instead.  Waits for a pipe up to a tenth
 * of a second.  Says nothing with --quiet, nor in CI, where standard input may hold the
 * rest of a script.
 */
void unread_say(const struct options *o);

#endif
