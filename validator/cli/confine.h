/*
 * confine: the sandbox of a run, as its options want it.
 *
 * What may be written is on the command line alone, so the process is confined
 * before it reads its first file, config and schemas included.  Only the folders
 * of files that --fix may rewrite are known later, when the inputs are: until
 * then there is no rule for folders at all.
 *
 *   nothing to write    the filter of system calls refuses it; only where there
 *                       is none, the rules for folders do
 *   -o, -f NAME:FILE,   the rules for folders: those of the files, and that of
 *   --write-baseline,   temporary files for a report that needs one
 *   --fix
 */
#ifndef CLI_CONFINE_H
#define CLI_CONFINE_H

struct inputs;
struct options;

/* To be called before anything is read. */
void confine(const struct options *o);

/* To be called when the inputs are known, and before one is read. */
void confine_fixes(const struct options *o, const struct inputs *in);

#endif
