/*
 * schema-suggest: what the schemas for editors suggest, as schemas that assert nothing.
 *
 * A suggestion is an anyOf of the names that are known, each with what is known of it,
 * and of anything else: any language server offers the names, and none refuses others.
 * All return a new reference.
 */
#ifndef CLI_SCHEMA_SUGGEST_H
#define CLI_SCHEMA_SUGGEST_H

#include <jansson.h>

struct catalogue;

/* The products that are offered. */
json_t *schema_products(const struct catalogue *c);

/*
 * For an object with productId and eventTypes: the events of the product that it names;
 * those of all if it names none that is known.
 */
json_t *schema_events(const struct catalogue *c);

/*
 * The same assertion (a reference that is taken), but where no language server takes its
 * values for suggestions: within two "not".
 */
json_t *schema_unseen(json_t *assertion);

/* The names of rules. */
json_t *schema_rules(void);

/* The rules as members, each with the levels that the schema has for all. */
json_t *schema_rule_members(json_t *levels);

#endif
