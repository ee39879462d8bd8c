/*
 * settings: THE table of everything that can be set.
 *
 * One row is the master copy of a setting: its option, config key, help
 * sentence, default and the words it takes.  Parsing, --help, config files,
 * completions and the manual loop over the table; nothing of it is repeated
 * anywhere.  Rows without a long name are keys of the config file only.
 */
#ifndef PROJECT_SETTINGS_H
#define PROJECT_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct buf;
struct options;

enum setting_type {
	SETTING_FLAG,
	SETTING_NUMBER,
	SETTING_TEXT,
	SETTING_WORD, /* one of the row's words, nothing else */
	SETTING_LIST  /* may be repeated */
};

/* What a value may be: to check it, to complete it, to name the similar one. */
enum words {
	WORDS_NONE,
	WORDS_FILE,
	WORDS_FOLDER,
	WORDS_COLOR,
	WORDS_DIALECT,
	WORDS_EVENT,
	WORDS_FIX,
	WORDS_FORMAT, /* of the subcommand at hand */
	WORDS_KIND,
	WORDS_LEVEL, /* of a finding: --fail-on */
	WORDS_PRODUCT,
	WORDS_RULE,
	WORDS_SCHEMA,
	WORDS_SCOPE,
	WORDS_SECURITY,
	WORDS_SEVERITY, /* of a rule */
	WORDS_SHELL,
	WORDS_SUBCOMMAND,
	WORDS_TEMPLATES,
	WORDS_CONFIG_RULES
};

/* All subcommands, in the order of --help: of NAME, command_NAME is in cli/NAME.c. */
#define SUBCOMMANDS(X)                                                                 \
	X(check, CHECK)                                                                \
	X(explain, EXPLAIN)                                                            \
	X(rules, RULES)                                                                \
	X(schema, SCHEMA)                                                              \
	X(catalogue, CATALOGUE)                                                        \
	X(schedule, SCHEDULE)                                                          \
	X(drift, DRIFT)                                                                \
	X(new, NEW)                                                                    \
	X(init, INIT)                                                                  \
	X(verify, VERIFY)                                                              \
	X(report, REPORT)                                                              \
	X(lsp, LSP)                                                                    \
	X(completion, COMPLETION)                                                      \
	X(help, HELP)

/* The subcommands that take an option: bits IN_CHECK, IN_EXPLAIN, ... */
enum {
#define X(name, NAME) COMMAND_##NAME,
	SUBCOMMANDS(X)
#undef X
	    COMMAND_COUNT
};
enum {
#define X(name, NAME) IN_##NAME = 1 << COMMAND_##NAME,
	SUBCOMMANDS(X)
#undef X
	    IN_RUN = IN_CHECK | IN_DRIFT, /* over documents, with reports */
	IN_LISTS =
	    IN_EXPLAIN | IN_RULES | IN_SCHEMA | IN_CATALOGUE | IN_SCHEDULE | IN_VERIFY,
	IN_ALL = (1 << COMMAND_COUNT) - 1
};

struct setting { /* as the rows are read: NOLINT(*Padding) */
	char letter;
	enum setting_type type;
	enum words words;
	unsigned commands;
	const char *name;      /* long option; NULL: config key only */
	const char *metavar;   /* of the value; NULL for flags */
	const char *implied;   /* the value if the option has none: "--fix" */
	const char *fallback;  /* the default, as one would write it; or NULL */
	const char *automatic; /* a default that depends: said in words */
	enum words behind;     /* what follows a word and '=': NAME=LEVEL */
	size_t offset;         /* of the member in struct options */
	const char *key;       /* in the config file, dots between levels; or NULL */
	const char *group;     /* heading in --help */
	const char *help;      /* what it does: a phrase */
	bool hidden;
};

/* The i-th row, NULL behind the last. */
const struct setting *setting_at(size_t i);

/* Writes value; said and false if it is none for this setting. */
bool setting_set(const struct setting *s, struct options *o, const char *value);

/* How the option is shown: "--fail-on LEVEL". */
const char *setting_shown(const struct setting *s, char *out, size_t size);

/* The i-th word; s is NULL behind the last (or if the set is open). */
struct str words_at(enum words w, const struct options *o, size_t i);

/* The word that text is similar to, or has the meaning of elsewhere; s is NULL if there
 * is none. */
struct str words_similar(enum words w, const struct options *o, struct str text);

/* What lists a set that is too large for a sentence, or NULL. */
const char *words_shown_by(enum words w);

/* Appends all words, with commas between and last (", " or " and ") before the last;
 * false if there are none, or too many. */
bool
words_list(struct buf *out, enum words w, const struct options *o, const char *last);

/*
 * Says the sentence of a text that is no such word, with the similar word and all that
 * there are.
 */
void words_unknown(enum words w, const struct options *o, struct str text,
		   const char *fmt, ...) __attribute__((format(printf, 4, 5)));

#endif
