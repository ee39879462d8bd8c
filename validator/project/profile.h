/*
 * profile: the settings that hold for an input.
 *
 * Defaults, then the config file nearest above the input's folder, then the
 * command line.  Every input has one; inputs below the same config share it.
 * const once the walk is over, but for the marks of used suppressions, which
 * belong to the main thread.
 */
#ifndef PROJECT_PROFILE_H
#define PROJECT_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "finding/diag.h"
#include "lint/lint.h"
#include "load/node.h"
#include "project/glob.h"
#include "project/options.h"
#include "service/kind.h"

#define CONFIG_NAME ".hookvet.json"

struct program;
struct form;
struct session;
struct suppression_index;

/* "files": what a file is, instead of finding out. */
struct file_match {
	struct glob match;
	enum kind kind;
	const struct program *program;
	const struct form *form; /* "syntax", or NULL */
	const char *at;          /* where in it documents are, or NULL */
	bool parse;              /* they are JSON in strings there */
};

/* "policies": an organisation's own rule, as a schema. */
struct policy {
	struct rule_info info;
	struct glob match;
	bool everywhere;
	enum severity severity;
	const char *message; /* or NULL */
	const struct program *program;
};

/* "suppress" */
struct suppression {
	struct glob file;
	struct str file_text;
	struct str pointer;
	const char *rule; /* NULL: any */
	const char *reason;
	const char *until; /* NULL: for ever */
	struct node at;    /* in the config */
	bool expired;
	bool met;    /* its rule was tried on an input that file selects */
	bool missed; /* such an input was not judged, or not all of it */
	bool used;   /* it hid a finding */
};

struct profile {
	struct profile *next;
	struct session *session;
	struct options options;  /* in effect */
	const char *config_path; /* as reported; NULL: no config */
	bool fixed;              /* by -c or HOOKVET_CONFIG: one for all inputs */
	struct str folder;       /* of the config: for the files it names */
	struct str base;         /* what its globs are relative to; both end with '/' */
	struct doc doc;          /* the config itself */
	struct diags *diags;
	struct globs exclude;
	enum severity fail_on;
	enum severity *levels; /* by rule, in the order of the table */
	bool *level_set;
	struct lint_settings lint;
	struct lint_env env;
	struct catalogue *catalogue;  /* NULL with -s, unless the config adds to it */
	bool env_ready, compares;     /* one of the rules over all documents is on */
	const struct program *schema; /* of -s */
	enum kind kind;               /* of -k */
	struct file_match *files;
	size_t nfiles;
	struct policy *policies;
	struct map policy_names; /* struct str: there may be very many */
	size_t npolicies;
	struct suppression *suppressions;
	size_t nsuppressions;
	struct suppression_index *suppression_index; /* project/suppress.h */
};

/*
 * The profile of the files in a folder (absolute, with '/').  NULL after a
 * config was found wrong: the session has its problems.
 */
const struct profile *profile_find(struct session *s, struct str folder);

/*
 * The profile of a config as somebody is writing it, in the folder (absolute, with '/'):
 * for its findings, which are in its diags, and its document.
 */
const struct profile *profile_of_text(struct session *s, const char *config,
				      struct str folder, struct str text);

/* Whether the config leaves out the file (absolute), itself or a folder above it. */
bool profile_excludes(const struct profile *p, struct str absolute);

/* The profile of the current folder: for what belongs to the whole run. */
const struct profile *profile_current(struct session *s);

/*
 * Begins a session for what needs no more than the config of the current folder; NULL after
 * it was said why there is none.  session_release() belongs to it in any case.
 */
const struct profile *profile_begin(struct session *s, const struct options *o);

/* The catalogue with what the config adds; while the profile is being made. */
struct catalogue *profile_catalogue(struct profile *p);

/* A rule or policy whose name is near; s is NULL: none. */
struct str profile_similar_rule(const struct profile *p, struct str name);

/* Says that there is neither a rule nor a policy of that name. */
void profile_unknown_rule(const struct profile *p, struct str name);

/* The policy of that name, or NULL. */
const struct policy *profile_policy(const struct profile *p, struct str name);

/* Compiles what checking needs; false if that failed. */
bool profile_prepare(struct profile *p);

/* The same for all of a session. */
bool profiles_prepare(struct session *s);

void profile_release(struct profile *p);

#endif
