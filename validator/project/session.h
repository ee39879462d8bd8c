/*
 * session: what lives as long as the run.
 *
 * Options, the schema store, the profiles (what a config file says for the
 * inputs below its folder), and problems of configs and schemas themselves:
 * they have places like any finding, so they are kept here until a reporter
 * can show them.
 */
#ifndef PROJECT_SESSION_H
#define PROJECT_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "base/str.h"

struct arena;
struct diags;
struct embedded;
struct options;
struct profile;
struct program;
struct schema_doc;
struct store;

/* A config or schema file with findings. */
struct problem {
	struct problem *next;
	const char *path;
	struct diags *diags;
};

struct known_folder {
	struct str folder; /* the key */
	const struct profile *profile;
};

/* The program of a schema file: the entries of a config may name one very often. */
struct known_program {
	struct str path; /* the key */
	const struct program *program;
};

struct session {
	const struct options *options;
	struct arena *arena;
	struct str current; /* folder, with '/' */
	struct store *store;
	struct profile *profiles; /* all, newest first */
	struct profile *fixed;    /* of -c or --no-config: for all inputs */
	struct map folders;       /* struct known_folder */
	struct map programs;      /* struct known_program */
	struct problem *problems, **problems_tail;
	bool config_needed; /* the built-in schema of configs is compiled */
	const struct program *config_program;
	bool trouble;
};

/* False after it said what is wrong with the options. */
bool session_init(struct session *s, const struct options *o, bool lint_schemas);
void session_release(struct session *s);

/* Adds -r documents to the store; said and false if one cannot be read. */
bool session_resources(struct session *s);

/* Keeps the findings in a config or schema, which no run rewrites. */
void session_problem(struct session *s, const char *path, struct diags *diags);

/* New findings in schema documents become problems; an error among them is trouble. */
void session_schema_problems(struct session *s);

/* Shows all problems on standard error, for subcommands without reports. */
void problems_print(struct session *s);

/*
 * The document of a schema file (name relative to folder, which is absolute and
 * ends with '/'), or NULL after it was said why.
 */
struct schema_doc *
session_schema_file(struct session *s, struct str folder, const char *name);

/*
 * The program of a schema file or, if there is none of that name, of a built-in
 * schema; of a part of it, if the name ends with a fragment ("a.json#/$defs/b").
 * NULL after it was said, or put among the problems.
 */
const struct program *
session_program(struct session *s, struct str folder, const char *name);

/*
 * The same, or of a built-in schema, if there is no file of that name; NULL after it was
 * said why.
 */
struct schema_doc *
session_schema_doc(struct session *s, struct str folder, const char *name);

/*
 * A built-in file by a name as users give it, or NULL: "create-request", with its folder,
 * with its ending, or with both.  Meta-schemas and data have their whole names only.
 */
const struct embedded *session_builtin(struct str name);

#endif
