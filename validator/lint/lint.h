/*
 * lint: the rule engine.
 *
 * Each rules/NAME.md is a rule.  Those that the reader or a schema finds have no
 * code of their own; others have rules/NAME.c with a function check_NAME().
 *
 * It is called for every subscription-like object of the kinds that NAME.md lists,
 * after the schema: for the root of a request or response, for each element of a
 * subscription-list, for both halves of a pair.  l->sub has the members looked up
 * once; members that are absent, broken or of the wrong type are to be passed over
 * in silence: the schema has said so already.  Where NAME.md says "when", it is called
 * only if one of these signs was seen (lint/signs.h).
 */
#ifndef LINT_LINT_H
#define LINT_LINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "finding/diag.h"
#include "finding/rule.h"
#include "load/node.h"
#include "service/kind.h"
#include "service/subscription.h"

struct arena;
struct catalogue;
struct catalogue_event;
struct catalogue_product;
struct delivery;
struct eval;
struct listed_product;
struct program;
struct retry;
struct store;
struct url;

/* What the config's "settings" and options say to rules. */
struct lint_settings {
	uint64_t retry_horizon_minutes; /* default 10080, 7 days */
	uint64_t max_retries;           /* default 20 */
	uint64_t min_retry_minutes;     /* default 60 */
	uint64_t key_expiry_days;       /* default 30 */
	bool templates_allow;           /* templates are no finding */
	/* NULL-terminated lists that replace or extend the built-in ones */
	const char *const *tunnel_hosts;      /* further ones */
	const char *const *placeholder_hosts; /* further ones */
	const uint16_t *expected_ports;       /* 0-terminated; NULL: 443, 8443 */
};

extern const struct lint_settings lint_defaults;

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
	const struct rule_info *rule; /* the one that is called */
	enum kind kind;               /* of the object at hand */
	bool guessed;                 /* the kind was found from the shape */
	struct node root;             /* of the document */
	bool failed; /* a schema did, or there was none for a part of it */
	struct subscription sub;
	unsigned signs; /* of the object (lint/signs.h) */
	const struct url
	    *urls; /* those of sub that are there, read once (service/url.h) */
	size_t nurls;
	const struct retry
	    *retry; /* NULL: absent, or not to be read (service/retry.h) */
	const struct listed_product *products; /* of sub, looked up (lint/products.h) */
	size_t nproducts;
	struct delivery
	    *deliveries; /* what the document asks for (lint/duplicates.h) */
	struct delivery **deliveries_end; /* NULL: there is none yet */
};

/* What a rule is called with once for each document, whatever its kind. */
#define KINDS_DOCUMENT (1u << 31)

/* The functions in rules/. */
#define X(rule, name, kinds, when, more) void check_##name(struct lint *l);
RULE_CHECKS(X, )
#undef X

/* The set of KIND_BIT() and KINDS_DOCUMENT that the rule is called for. */
unsigned lint_kinds(const struct rule_info *rule);

/*
 * A document of a known kind: schema, then rules; findings to l->diags.  The
 * kind of a pair's halves is found here.
 */
void lint_document(struct lint *l);

/* Where a finding is put. */
enum lint_place {
	AT_VALUE,
	AT_KEY,    /* the value's if it has none */
	AT_MEMBER, /* from the key to the end of the value */
	AT_HOLDER  /* for what an object lacks: its key, or its opening brace */
};

/* The bytes that a finding about n is put at. */
struct span lint_span(struct node n, enum lint_place place);

/* A finding of l->rule, with place and pointer of n. */
struct diag *lint_report(struct lint *l, struct node n, enum lint_place place,
			 const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* The same at a part of the decoded text of a string (load/text.h). */
struct diag *
lint_report_part(struct lint *l, struct node n, struct str part, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* A related place of d, with its pointer. */
void lint_related(struct lint *l, struct diag *d, struct node n, enum lint_place place,
		  const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/*
 * catalogue_near_event() and catalogue_near_product(), or NULL if so many names of the
 * document have been compared with the catalogue that it must be enough.
 */
const struct catalogue_event *
lint_near_event(struct lint *l, const struct catalogue_product *p, struct str name);
const struct catalogue_product *lint_near_product(struct lint *l, struct str id);

/* The URL of the member of that name, or NULL. */
const struct url *lint_url(const struct lint *l, const char *name);

/* Text of the input, fit for a sentence: diag_quote(). */
const char *lint_quote(struct lint *l, struct str text);

/* Is the rule switched off for this run? */
bool lint_rule_off(const struct lint *l, const struct rule_info *rule);

#endif
