/*
 * config: a config file, from text to the members of a profile.
 *
 * It is read and checked like any input: syntax and structure by the built-in
 * schema hookvet/config, then what a schema cannot know (names of rules, files
 * it refers to).  Findings stand at their place in it, under the name "config".
 */
#ifndef PROJECT_CONFIG_H
#define PROJECT_CONFIG_H

#include <stdbool.h>

#include "finding/rule.h"

struct profile;

/* Not one of the rules that can be switched off, but explained like them. */
extern const struct rule_info config_rule;

/*
 * Reads p->config_path into p.  False if it cannot be used: then it was said, or
 * the problem is in the session.
 */
bool config_read(struct profile *p);

/* The same of a text that stands for the file's; borrowed, and kept. */
bool config_read_text(struct profile *p, struct str text);

#endif
