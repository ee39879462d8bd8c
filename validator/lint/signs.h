/*
 * signs: what a look at a document shows of it, for rules that may have nothing to say.
 *
 * The members of a subscription, its URLs, products and retries are looked at once.  A
 * rule that speaks of nothing but what is out of the ordinary names in its NAME.md the
 * signs without which it is silent ("when: odd-url"), and is called where one of them
 * was seen.  A rule that names none is always called: who forgets it costs speed, and
 * never a finding.  A sign may be seen where no rule speaks, as when a host only has
 * the hash of one that forwards; tests/rules/new-rule.sh calls all rules always, and
 * compares.
 *
 * Of a varied document 11,900 instructions for rules became 3,200.
 */
#ifndef LINT_SIGNS_H
#define LINT_SIGNS_H

struct lint;

/* Name of the constant, name in a NAME.md, what was seen. */
#define SIGNS(X)                                                                       \
	X(ALWAYS, "always", "a document")                                              \
	X(ODD_TEXT, "odd-text", "a character beyond ASCII, an escape, an error")       \
	X(TEMPLATE, "template", "what may be part of a template")                      \
	X(OTHER_NAME, "other-name", "a name that no member of a subscription has")     \
	X(ODD_URL, "odd-url",                                                          \
	  "a URL that is not plain, or has another host than names")                   \
	X(PORT, "port", "a URL with a port")                                           \
	X(LISTED_HOST, "listed-host", "a host that a list may have, or without a dot") \
	X(OTHER_HOST, "other-host", "health checks and deliveries on several hosts")   \
	X(PLACEHOLDER, "placeholder", "a value from documentation")                    \
	X(NO_HEALTH_CHECK, "no-health-check", "no healthCheckUrl")                     \
	X(NOT_HELD_BACK, "not-held-back", "deactivateFlag is not true")                \
	X(ODD_SCOPE, "odd-scope", "a notificationScope but SELF and DESCENDANTS")      \
	X(STATUS, "status", "a status")                                                \
	X(ODD_PRODUCT, "odd-product", "a name that is not simply of the catalogue")    \
	X(REPEATED_NAME, "repeated-name", "a product or an event may stand twice")     \
	X(INCOMPLETE, "incomplete", "a retryPolicy without all of its members")        \
	X(ODD_RETRIES, "odd-retries", "no retries, none later, or repeats of them")    \
	X(LATE_RETRIES, "late-retries", "retries that may be late, or too many")       \
	X(PRODUCT_AT_TOP, "product-at-top", "a productId that is no part of products")

enum sign_number {
#define X(id, name, seen) SIGN_NUMBER_##id,
	SIGNS(X)
#undef X
	    SIGN_COUNT
};

enum sign {
#define X(id, name, seen) SIGN_##id = 1 << SIGN_NUMBER_##id,
	SIGNS(X)
#undef X
};

/* Those of the whole document. */
unsigned signs_of_document(const struct lint *l);

/* Those of the subscription in l->sub, and what was read of it. */
unsigned signs_of_subscription(const struct lint *l);

/* All that there are: of what nobody has looked at. */
#define SIGNS_ALL ((1u << SIGN_COUNT) - 1)

#endif
