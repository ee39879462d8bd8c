/*
 * rules: the list of rules, and one rule as JSON.
 */
#ifndef CLI_RULES_H
#define CLI_RULES_H

#include <jansson.h>
#include <stdbool.h>

#include "finding/rule.h"

/*
 * name, severity, summary and so on; whole: also reason, examples and source.
 * level is the one in effect, or NULL.  The caller releases it.
 */
json_t *rule_json(const struct rule_info *r, const enum severity *level, bool whole);

#endif
