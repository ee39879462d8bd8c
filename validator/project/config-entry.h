/*
 * config-entry: an entry more for a config, as an edit of its text.
 *
 * A member or element is put behind the last one, laid out as that is; of no config at
 * all (a document without cells) a whole one is made.  Nothing else is changed.
 */
#ifndef PROJECT_CONFIG_ENTRY_H
#define PROJECT_CONFIG_ENTRY_H

#include "finding/diag.h"
#include "load/node.h"

struct arena;

/* The bytes of span become the text, which is in the arena. */
struct config_entry {
	struct span span;
	struct str text;
};

/* A suppression of the finding in a file (a pattern), whose reason is still to be given. */
struct config_entry config_entry_suppress(const struct doc *config, struct str file,
					  const struct diag *f, struct arena *a);

/* The level of a rule. */
struct config_entry config_entry_level(const struct doc *config, const char *rule,
				       enum severity level, struct arena *a);

#endif
