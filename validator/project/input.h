/*
 * input: one file, or standard input, to be checked, and how it is read.
 *
 * An input that the user named is opened by that name; it may be a link or a pipe.  One
 * that a walk met is opened below the named folder, without following links.
 */
#ifndef PROJECT_INPUT_H
#define PROJECT_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/open-below.h"
#include "base/str.h"

struct arena;
struct profile;
struct stat;

struct input {
	const char *path;    /* as reported */
	struct str absolute; /* as matched */
	const struct profile *profile;
	const struct below *folder; /* of what a walk met, else NULL */
	const char *name;           /* in that folder */
	dev_t device;
	ino_t inode;
	int error;     /* errno if it cannot be read; else 0 */
	bool named;    /* by the user, not met in a walk */
	bool standard; /* standard input */
	bool deployed; /* an answer of the service: --deployed */
};

struct inputs {
	struct input *items;
	size_t n, cap;
	size_t excluded;         /* named, but left out by --force-exclude */
	size_t links;            /* met, and not followed */
	size_t ignored;          /* files and folders that .gitignore left out */
	const char *excluded_by; /* a config that left out what a walk met; or NULL */
};

/* Adds one, with the rest of its members zero. */
struct input *inputs_add(struct inputs *in, const char *path, struct str absolute,
			 const struct profile *p);

void inputs_release(struct inputs *in);

/*
 * The bytes of the input, in the arena; 0 or the errno, as file_read() has it.  last is
 * the calling thread's.
 */
int input_read(const struct input *in, struct below_last *last, struct arena *a,
	       struct str *text);

/* To read it piece by piece: a descriptor (0 for standard input), or -1 and errno. */
int input_open(const struct input *in, struct below_last *last, struct stat *st);

#endif
