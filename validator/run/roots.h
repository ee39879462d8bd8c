/*
 * roots: where a run of `check` would be started for a text, with its session.
 *
 * That is the folder of the workspace that the text lies in, else its repository, else
 * its own folder.  The process goes there, so that files are read, and called, as in a
 * run.  Of each folder with an open document the files are known that a walk would take:
 * what they ask for is compared with what the documents ask for.
 */
#ifndef RUN_ROOTS_H
#define RUN_ROOTS_H

#include <stdint.h>

#include "project/input.h"
#include "project/session.h"
#include "run/judge.h"

struct beside;
struct profile;

/* A file beside open documents. */
struct neighbour {
	struct arena *arena; /* NULL: it was not read yet */
	struct examined *head;
	uint64_t compared; /* what came of the comparison last: a hash, or 0 */
};

/* The files of one folder, in the order of a walk. */
struct group {
	struct group *next;
	const struct root *root;
	struct str folder; /* absolute, with '/' at its end */
	struct inputs inputs;
	struct neighbour *neighbours; /* one for each input */
	struct beside *beside;
	size_t bytes; /* read of files that are not open */
	bool stale;   /* a document was opened, changed or closed in it */
};

struct root {
	struct root *next;
	char *path; /* with '/' at its end */
	bool failed;
	struct session session;
	struct group *groups;
	struct problem *told; /* the last one of the session that was shown */
};

/* Adds, or takes off, a folder that somebody works in: its absolute path. */
void folder_add(struct workspace *w, const char *path);
void folder_remove(struct workspace *w, const char *path);
void folders_forget(struct workspace *w);

/*
 * The root of a document's path (NULL: of none), entered: with a session, and as the
 * current folder.  NULL if it cannot be.
 */
struct root *root_enter(struct workspace *w, const char *path);

/* The group of a folder of an entered root. */
struct group *root_group(struct root *r, struct str folder);

/*
 * The profile of a folder, ready to check; NULL if its config is wrong, which is among
 * the problems of the session then.
 */
const struct profile *root_profile(struct root *r, struct str folder);

/* Closes all: configs and schemas are read anew, all documents are stale. */
void roots_forget(struct workspace *w);

#endif
