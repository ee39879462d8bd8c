/*
 * lint: the rule engine.
 *
 * Each file in rules/ that defines a struct rule is a rule; the table is made
 * from the file names.  Rules found by the reader or a schema have no check
 * function: their file holds what explain says about them.
 *
 * A rule that has one is called for every subscription-like object of the kinds
 * it names, after the schema: for the root of a request or response, for each
 * element of a subscription-list, for both halves of a pair.  l->sub has the
 * members looked up once; members that are absent, broken or of the wrong type
 * are to be passed over in silence: the schema has said so already.
 */
#ifndef RULES_LINT_H
#define RULES_LINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "load/kind.h"
#include "load/node.h"
#include "report/diag.h"
#include "report/rule.h"

struct arena;
struct catalogue;
struct eval;
struct program;
struct store;

/* What the config's "settings" and options say to rules. */
struct lint_settings {
	uint64_t retry_horizon_minutes; /* default 10080, 7 days */
	uint64_t max_retries;           /* default 20 */
	bool templates_allow;           /* templates are no finding */
	/* NULL-terminated lists that replace or extend the built-in ones */
	const char *const *tunnel_hosts;      /* further ones */
	const char *const *placeholder_hosts; /* further ones */
	const uint16_t *expected_ports;       /* 0-terminated; NULL: 443, 8443 */
};

extern const struct lint_settings lint_defaults;

/* The members of a subscription (request or response), looked up once. */
struct subscription {
	struct node object;
	struct node name, description, organization, status, webhook_id;
	struct node product_id, event_types; /* v1 shape */
	struct node products;                /* v2 shape: array */
	struct node webhook_url, health_check_url, scope;
	struct node retry; /* object, or absent; its members: */
	struct node algorithm, first_retry, interval, number_of_retries, deactivate_flag;
	struct node repeat_count, repeat_wait;
	struct node security; /* object; its members: */
	struct node security_type, security_config, oauth_url;
};

/* What is the same for the whole run; const once it is made. */
struct lint_env {
	const struct lint_settings *settings;
	const struct catalogue *catalogue;
	const struct program *programs[KIND_COUNT]; /* by kind; NULL: none */
};

/* One document under check. */
struct lint {
	const struct lint_env *env;
	struct arena *arena;
	struct diags *diags;
	struct eval *eval;
	enum kind kind;  /* of the object at hand */
	struct node root; /* of the document */
	struct subscription sub;
};

struct rule {
	struct rule_info info;
	unsigned kinds; /* set of KIND_BIT(): where check is called */
	void (*check)(struct lint *l);
};

/*
 * A document of a known kind: schema, then rules; findings to l->diags.  The
 * kind of a pair's halves is found here.
 */
void lint_document(struct lint *l);

/* The table of all rules, for reporters and explain. */
extern const struct rule_table rule_table;

/* The i-th rule in the order of rule_table. */
const struct rule *rule_at(size_t i);

/* Is it a template, whole or in part: ${NAME}, {{ name }}, <%= name %>? */
bool lint_is_template(struct str text);

/* Calls f for each (product, event types array) of the subscription, in both
 * shapes; product may be absent (v1 shape without productId). */
void lint_each_product(struct lint *l,
                       void (*f)(struct lint *l, struct node product, struct node events));

#define KINDS_REQUEST                                                             \
	(KIND_BIT(KIND_CREATE_REQUEST) | KIND_BIT(KIND_UPDATE_REQUEST))
#define KINDS_SUBSCRIPTION (KINDS_REQUEST | KIND_BIT(KIND_SUBSCRIPTION))

#endif
