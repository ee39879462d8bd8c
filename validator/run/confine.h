/*
 * confine: the sandbox of a run, as its options want it.
 *
 * What may be written is on the command line alone, so the process is confined before
 * it reads its first file, config and schemas included.  What may be read is narrowed
 * twice:
 *
 *   before anything is read    what the command line names; what a config that belongs
 *                              to it may name, which is the repository of each input
 *                              and of the current folder (without one, the folder of
 *                              the nearest config); and git's index and excludes
 *   once the inputs are known  the inputs, and nothing else: before one is read
 *
 * The first is left out where the command line does not tell: in a language server, with --files-from, with a
 * config that is named and lies in no repository, and with very many operands; the
 * second, where named files lie in very many folders.  The folders of files that --fix
 * may rewrite are known only at the second, too.  Temporary files of reports are made
 * ahead, so none need be made later.
 */
#ifndef RUN_CONFINE_H
#define RUN_CONFINE_H

struct inputs;
struct options;

/* To be called before anything is read. */
void confine(const struct options *o);

/* To be called when configs and schemas were read, and before an input is. */
void confine_inputs(const struct options *o, const struct inputs *in);

#endif
