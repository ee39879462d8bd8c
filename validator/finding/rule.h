/*
 * rule: what is known about a rule, whoever finds it.
 *
 * The build makes the table from rules/NAME.md (rules/rules.awk says how such a file
 * looks); explain, the manual, SARIF metadata and every reporter read it.  The names of
 * rules are an interface: they never change and are never reused.
 */
#ifndef FINDING_RULE_H
#define FINDING_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define SEVERITIES(X)                                                                  \
	X(OFF, "off")                                                                  \
	X(INFO, "info")                                                                \
	X(WARNING, "warning")                                                          \
	X(ERROR, "error")

enum severity {
#define X(id, name) SEV_##id,
	SEVERITIES(X)
#undef X
};

const char *severity_name(enum severity s);

/* Reads a name; false if there is no such severity. */
bool severity_parse(struct str name, enum severity *s);

/* What a rule's bad and good examples are, so that a test can run them. */
enum example_base {
	EXAMPLE_NONE, /* a sentence: only to be read */
	/* Merged (RFC 7396) into the clean document of that name in corpus/examples/,
	 * so that an example shows nothing but what matters. */
	EXAMPLE_PART,
	EXAMPLE_WHOLE, /* a whole document of that kind */
	EXAMPLE_TEXT,  /* the text of a file, not necessarily JSON */
	EXAMPLE_SCHEMA /* a JSON Schema of a user */
};

struct rule_info {
	const char *name; /* words with hyphens */
	enum severity severity;
	const char *found_by; /* "load", "schema", "rule", "check" or "report" */
	const char *summary;  /* one line, lower case, no full stop */
	const char *reason;   /* why it matters: sentences, may hold line breaks */
	const char *bad;      /* an example that fires it, or NULL */
	const char *good;     /* the same, made right */
	enum example_base example;
	const char
	    *example_of;    /* EXAMPLE_PART: the document; EXAMPLE_WHOLE: the kind */
	const char *fix;    /* what to do; "safe fix" or "suggested fix" if --fix can */
	const char *source; /* section of the service's documentation, or standard */
};

/*
 * RULE_DUPLICATE_KEY for rules/duplicate-key.md and so on: whoever misspells one has
 * nothing that compiles.  The build makes them, and their number RULE_COUNT.
 */
#include "rules.inc"

extern const struct rule_info rule_infos[RULE_COUNT];

/* Rules, sorted by name. */
struct rule_table {
	const struct rule_info *rules;
	size_t n;
};

/* All that there are: rule_infos. */
extern const struct rule_table rule_table;

/* By name; NULL if there is none. */
const struct rule_info *rule_find(const struct rule_table *t, struct str name);

/* The index in the table; its length for what is not in there, as a policy. */
size_t rule_number(const struct rule_table *t, const struct rule_info *rule);

#endif
