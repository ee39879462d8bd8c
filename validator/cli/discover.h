/*
 * discover: from the operands to the list of inputs.
 *
 * A named file is always taken; a folder is walked for *.json, *.jsonl and
 * *.ndjson without hidden folders, without what .gitignore or the config
 * excludes.  The list is sorted, and a file that several names lead to is in it
 * once.  Nothing is opened but folders, .gitignore and config files.
 */
#ifndef CLI_DISCOVER_H
#define CLI_DISCOVER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/str.h"

struct arena;
struct profile;
struct session;

struct input {
	const char *path;    /* as reported */
	struct str absolute; /* as matched */
	const struct profile *profile;
	dev_t device;
	ino_t inode;
	int error;     /* errno if it is not to be had */
	bool named;    /* by the user, not met in a walk */
	bool standard; /* standard input */
};

struct inputs {
	struct input *items;
	size_t n, cap;
	size_t excluded; /* named, but left out by --force-exclude */
};

/* False after it said what is wrong (a config, a list of files). */
bool discover(struct inputs *in, struct session *s);

void inputs_release(struct inputs *in);

#endif
