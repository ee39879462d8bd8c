/*
 * lint: the rule engine.
 *
 * The schema comes first: it says what is wrong with the structure.  Then each
 * rule that is not switched off is called for each subscription in the
 * document.  What several rules need (members by name, URLs taken apart, the
 * retry policy as numbers) is found once.
 */
#include "lint/lint.h"

#include <string.h>

#include "base/arena.h"
#include "lint/companions.h"
#include "lint/duplicates.h"
#include "lint/fold.h"
#include "lint/products.h"
#include "lint/signs.h"
#include "schema/schema.h"
#include "service/retry.h"
#include "service/url.h"

/* The functions in rules/, and the kinds of objects that they are called for. */
static const struct {
	const struct rule_info *rule;
	unsigned kinds;
	void (*check)(struct lint *l);
} checks[] = {
#define X(rule, name, kinds, when, more) {rule, kinds, check_##name},
    RULE_CHECKS(X, )
#undef X
};

enum {
#define X(rule, name, kinds, when, more) CHECK_##name,
	RULE_CHECKS(X, )
#undef X
	    CHECK_COUNT
};

_Static_assert(CHECK_COUNT <= 64, "a set of them is a number");

/* By sign: the set of those that it wakes. */
static const uint64_t woken[] = {
#define WOKEN(rule, name, kinds, when, sign)                                           \
	| (uint64_t)(((when) & (sign)) != 0) << CHECK_##name
#define X(id, name, seen) 0 RULE_CHECKS(WOKEN, SIGN_##id),
    SIGNS(X)
#undef X
#undef WOKEN
};

/* By number of a kind, and of KINDS_DOCUMENT: the set of those that are called for it. */
static const uint64_t called[32] = {
#define CALLED(rule, name, kinds, when, kind)                                          \
	| (uint64_t)(((kinds) >> (kind)&1u) != 0) << CHECK_##name
#define X(id, name, what) [KIND_##id] = 0 RULE_CHECKS(CALLED, KIND_##id),
    KINDS(X)
#undef X
	[31] = 0 RULE_CHECKS(CALLED, 31)
#undef CALLED
};

const struct lint_settings lint_defaults = {
    .retry_horizon_minutes = 7 * 24 * 60,
    .max_retries = 20,
    .min_retry_minutes = 60,
    .key_expiry_days = 30,
};

bool
lint_rule_off(const struct lint *l, const struct rule_info *rule)
{
	return l->diags->levels != NULL &&
	       l->diags->levels[rule_number(&rule_table, rule)] == SEV_OFF;
}

/*
 * Calls the rules for one kind, with l->sub and its parts as they are, that may have
 * something to say of such signs.
 */
static void
run(struct lint *l, unsigned kinds, unsigned signs)
{
	uint64_t awake = 0;

	for (; signs != 0; signs &= signs - 1)
		awake |= woken[__builtin_ctz(signs)];
	awake &= called[__builtin_ctz(kinds)];
	for (; awake != 0; awake &= awake - 1) {
		size_t i = (size_t)__builtin_ctzll(awake);

		l->rule = checks[i].rule;
		if (!lint_rule_off(l, l->rule))
			checks[i].check(l);
	}
}

static void
run_object(struct lint *l, struct node object, enum kind kind)
{
	struct url urls[LINT_URLS];
	struct retry retry;
	bool subscription = (KIND_BIT(kind) & KINDS_SUBSCRIPTION) != 0;
	struct diag **found = l->diags->tail;

	l->kind = kind;
	if (node_exists(l->sub.object))
		memset(&l->sub, 0, sizeof(l->sub)); /* of the one before */
	subscription_fill(&l->sub, object);
	if (subscription) {
		l->urls = urls;
		l->nurls = url_read_all(urls, &l->sub, l->arena);
		products_read(l);
		if (retry_read(&retry, &l->sub) && retry_whole(&retry, kind))
			l->retry = &retry;
	}
	if (kind == KIND_REPLAY_REQUEST)
		products_read_replay(l);
	l->signs = subscription ? signs_of_subscription(l) : SIGNS_ALL;
	run(l, KIND_BIT(kind), l->signs);
	if (l->nurls != 0)
		fold_hosts(l, found);
	if (subscription)
		deliveries_collect(l);
	else if (kind == KIND_KEY_REQUEST || kind == KIND_KEY_RESPONSE)
		deliveries_collect_key(l, object);
	else if (kind == KIND_PRODUCT_LIST)
		companions_collect_list(l, object);
	else if (kind == KIND_NOTIFICATION)
		companions_collect_notification(l, object);
	l->urls = NULL;
	l->products = NULL;
	l->nurls = l->nproducts = 0;
	l->retry = NULL;
}

/* Whether it is a finding only because the document was taken for that kind. */
static bool
depends_on_kind(const struct diag *d)
{
	return d->rule == RULE_MISSING_FIELD || d->rule == RULE_READ_ONLY_FIELD ||
	       d->rule == RULE_STATUS_NOT_SETTABLE;
}

/* The first such of the findings from d on says why it was taken for that kind. */
static void
say_reason(struct lint *l, struct diag *d, struct node value, enum kind kind)
{
	struct node reason = kind_reason(value, kind);
	struct diag *first = NULL;

	for (; d != NULL; d = d->next) {
		if (depends_on_kind(d) &&
		    (first == NULL || d->span.start < first->span.start))
			first = d;
	}
	if (first == NULL)
		return;
	if (node_exists(reason))
		lint_related(l, first, reason, AT_KEY, "taken for a %s because of '%s'",
			     kind_name(kind), lint_quote(l, node_key(reason)));
	else if (kind == KIND_UPDATE_REQUEST)
		diag_note(l->diags, first, "taken for an update-request because %s",
			  kind_path_is_update(l->root.doc->name)
			      ? "the file's name says so"
			      : "what a new subscription needs is missing");
}

static void
check_schema(struct lint *l, struct node value, enum kind kind)
{
	static const struct eval_options options = {.templates = true};
	const struct program *program = l->env->programs[kind];
	struct diag **found = l->diags->tail;

	if (program == NULL ||
	    schema_validate(l->eval, program, value, &options, l->diags))
		return;
	l->failed = true;
	if (l->guessed)
		say_reason(l, *found, value, kind);
}

/*
 * Of a list that was found from its shape each element is of its own; one that shows none
 * is as the one before it.
 */
static void
check_element(struct lint *l, struct node element, enum kind *like)
{
	enum kind kind =
	    l->guessed ? kind_find(element, l->root.doc->name) : KIND_SUBSCRIPTION;

	if ((KIND_BIT(kind) & KINDS_SUBSCRIPTION) != 0)
		*like = kind;
	check_schema(l, element, *like);
	run_object(l, element, *like);
}

/*
 * What the rules take for an element is given back behind it, unless findings may be
 * written there: a list takes half of its size less, and is at hand in the cache.
 */
static void
check_elements(struct lint *l, struct node list)
{
	struct arena *whole = l->arena;
	enum kind like = KIND_SUBSCRIPTION;

	l->arena = arena_new();
	NODE_EACH(element, list)
	{
		struct arena_mark mark = arena_mark(l->arena);
		struct diag **found = l->diags->tail;

		check_element(l, element, &like);
		if (l->diags->tail == found)
			arena_release(l->arena, mark);
	}
	arena_adopt(whole, l->arena);
	l->arena = whole;
}

/* The schema and the rules for a value of a known kind. */
static void
check_value(struct lint *l, struct node value, enum kind kind)
{
	if (kind == KIND_SUBSCRIPTION_LIST && node_is(value, NODE_ARRAY)) {
		check_elements(l, value);
		return;
	}
	check_schema(l, value, kind);
	if (kind != KIND_SUBSCRIPTION_LIST)
		run_object(l, value, kind);
}

/* One half of a pair: the name of the member says which side it is of. */
static void
check_half(struct lint *l, const char *name, enum kind expected, enum kind other)
{
	struct node half = node_member(l->root, name);
	enum kind kind = kind_find(half, l->root.doc->name);

	if (!node_is(half, NODE_OBJECT) && !node_is(half, NODE_ARRAY))
		return;
	if (kind == KIND_PAIR || kind == other)
		kind = expected;
	if (kind != KIND_NONE)
		check_value(l, half, kind);
	l->failed = l->failed || kind == KIND_NONE;
	l->rule = RULE_UNKNOWN_DOCUMENT;
	if (kind == KIND_NONE)
		lint_report(l, half, AT_KEY,
			    "'%s' is no document of the service that is known", name);
}

void
lint_document(struct lint *l)
{
	enum kind kind = l->kind;

	if (!node_exists(l->root))
		return;
	if (kind == KIND_PAIR) {
		check_half(l, "request", KIND_CREATE_REQUEST, KIND_SUBSCRIPTION);
		check_half(l, "response", KIND_SUBSCRIPTION, KIND_CREATE_REQUEST);
	} else if (kind != KIND_NONE) {
		check_value(l, l->root, kind);
	}
	l->kind = kind;
	run(l, KINDS_DOCUMENT, signs_of_document(l));
}

unsigned
lint_kinds(const struct rule_info *rule)
{
	size_t i = 0;

	while (i < CHECK_COUNT && checks[i].rule != rule)
		i++;
	return i < CHECK_COUNT ? checks[i].kinds : 0;
}

const struct url *
lint_url(const struct lint *l, const char *name)
{
	for (size_t i = 0; i < l->nurls; i++) {
		if (l->urls[i].name == name || strcmp(l->urls[i].name, name) == 0)
			return &l->urls[i];
	}
	return NULL;
}
