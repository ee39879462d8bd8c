/*
 * options: what the user asked for, as plain values.
 *
 * One member for each row of the table of settings (project/settings.h), written
 * by setting_set() alone: defaults first, then the config file, then the command
 * line.  Words stay words here ("error", "2020-12"); who uses one has its enum.
 */
#ifndef PROJECT_OPTIONS_H
#define PROJECT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct subcommand;

enum { SETTINGS_MAX = 96 };

/* A number that was not given and has no fixed default. */
#define OPTION_UNSET UINT64_MAX

/* Texts in the order they were given; the array is ours, the texts are not. */
struct list {
	const char **items;
	size_t n, cap;
};

void list_add(struct list *l, const char *item);
void list_release(struct list *l);

struct options { /* in the order of --help: NOLINT(*Padding) */
	const struct subcommand *command;
	struct list operands;

	/* inputs */
	const char *kind, *files_from, *stdin_filename;
	bool null, json_lines, force_exclude, no_ignore, no_error_on_unmatched;
	struct list exclude;

	/* the signature */
	const char *key_file, *key_env, *signature, *headers, *at;
	uint64_t max_age;

	/* what they are checked against */
	const char *schema, *dialect, *catalogue;
	struct list deployed, resources;
	bool no_format_assertion;

	/* judgement */
	const char *config, *config_root, *config_rules, *fail_on;
	bool no_config;
	struct list rules;

	/* known findings */
	bool no_suppress;
	const char *baseline, *write_baseline;

	/* fixes */
	const char *fix; /* NULL, "safe" or "suggested" */
	bool diff, force;
	const char *plan; /* NULL, "-" or a file */
	bool prune;

	/* a new request */
	struct list events;
	const char *url, *health, *organization, *scope, *security;
	uint64_t retry_hours;

	/* reports */
	struct list formats;
	const char *output, *color;
	bool all_branches, quiet, verbose, statistics;
	uint64_t max_problems;

	/* the run */
	uint64_t jobs;
	bool stdio, brief, editor, help, version, settings_json;

	/* of the config only */
	uint64_t retry_horizon_minutes, max_retries, min_retry_minutes, key_expiry_days;
	const char *templates;
	struct list tunnel_hosts, placeholder_hosts, expected_ports;

	bool given[SETTINGS_MAX]; /* by the row's index: on the command line */
};

/* All defaults; options_release() in the end. */
void options_init(struct options *o);
void options_release(struct options *o);

/*
 * Reads argv[1] ... as options and operands of o->command.  False after it said
 * what is wrong.
 */
bool options_parse(struct options *o, int argc, char **argv);

/* Says what is wrong with an option that stands before any subcommand. */
void options_say_alone(const char *arg);

/* Copies to o everything that was given on the command line. */
void options_overlay(struct options *o, const struct options *command_line);

#endif
