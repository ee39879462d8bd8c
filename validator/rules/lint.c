/*
 * lint: the rule engine.
 *
 * The schema comes first: it says what is wrong with the structure.  Then each
 * rule that is not switched off is called for each subscription in the
 * document.  What several rules need (members by name, URLs taken apart, the
 * retry policy as numbers) is found once.
 */
#include "rules/lint.h"

#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "load/reader.h"
#include "load/text.h"
#include "rules/deliveries.h"
#include "rules/products.h"
#include "rules/retry.h"
#include "rules/url.h"
#include "schema/schema.h"

#define RULE(name) extern const struct rule rule_##name;
#include "rules.inc"
#undef RULE

static const struct rule *const rules[] = {
#define RULE(name) &rule_##name,
#include "rules.inc"
#undef RULE
};

static const struct rule_info *const infos[] = {
#define RULE(name) &rule_##name.info,
#include "rules.inc"
#undef RULE
};

enum { RULE_COUNT = sizeof(rules) / sizeof(*rules) };

const struct rule_table rule_table = {infos, RULE_COUNT};

const struct lint_settings lint_defaults = {
    .retry_horizon_minutes = 7 * 24 * 60,
    .max_retries = 20,
};

/* A member of an object and where in struct subscription it goes. */
struct slot {
	struct str name;
	size_t offset;
};

#define SLOT(name, member)                                                             \
	{                                                                              \
		{name, sizeof(name) - 1}, offsetof(struct subscription, member)        \
	}

static const struct slot root_slots[] = {
    SLOT("name", name),
    SLOT("description", description),
    SLOT("organizationId", organization),
    SLOT("status", status),
    SLOT("webhookId", webhook_id),
    SLOT("productId", product_id),
    SLOT("eventTypes", event_types),
    SLOT("products", products),
    SLOT("webhookUrl", webhook_url),
    SLOT("healthCheckUrl", health_check_url),
    SLOT("notificationScope", scope),
    SLOT("retryPolicy", retry),
    SLOT("securityPolicy", security),
};

static const struct slot retry_slots[] = {
    SLOT("algorithm", algorithm),
    SLOT("firstRetry", first_retry),
    SLOT("interval", interval),
    SLOT("numberOfRetries", number_of_retries),
    SLOT("deactivateFlag", deactivate_flag),
    SLOT("repeatSequenceCount", repeat_count),
    SLOT("repeatSequenceWaitTime", repeat_wait),
};

static const struct slot security_slots[] = {
    SLOT("securityType", security_type),
    SLOT("config", security_config),
};

static const struct slot config_slots[] = {
    SLOT("oAuthURL", oauth_url),
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* Of members with the same name the last counts, as for most readers. */
static void
fill(struct subscription *s, struct node object, const struct slot *slots, size_t n)
{
	if (!node_is(object, NODE_OBJECT))
		return;
	NODE_EACH(member, object)
	{
		struct str key = node_key(member);

		for (size_t i = 0; i < n; i++) {
			if (str_equal(key, slots[i].name)) {
				memcpy((char *)s + slots[i].offset, &member,
				       sizeof(member));
				break;
			}
		}
	}
}

static struct node
only(struct node n, enum node_type type)
{
	return node_is(n, type) ? n : NODE_ABSENT;
}

void
subscription_read(struct subscription *s, struct node object)
{
	memset(s, 0, sizeof(*s));
	s->object = object;
	fill(s, object, root_slots, COUNT(root_slots));
	s->products = only(s->products, NODE_ARRAY);
	s->retry = only(s->retry, NODE_OBJECT);
	s->security = only(s->security, NODE_OBJECT);
	fill(s, s->retry, retry_slots, COUNT(retry_slots));
	fill(s, s->security, security_slots, COUNT(security_slots));
	s->security_config = only(s->security_config, NODE_OBJECT);
	fill(s, s->security_config, config_slots, COUNT(config_slots));
}

static bool
rule_is_off(const struct lint *l, size_t i)
{
	return l->diags->levels != NULL && l->diags->rules == &rule_table &&
	       l->diags->levels[i] == SEV_OFF;
}

bool
lint_rule_off(const struct lint *l, const char *rule)
{
	const struct rule_info *info = rule_find(&rule_table, str_from(rule));

	for (size_t i = 0; info != NULL && i < RULE_COUNT; i++) {
		if (infos[i] == info)
			return rule_is_off(l, i);
	}
	return false;
}

/* Calls the rules for what is called kinds, with l->sub and its parts as they are. */
static void
run(struct lint *l, unsigned kinds)
{
	for (size_t i = 0; i < RULE_COUNT; i++) {
		if ((rules[i]->kinds & kinds) != 0 && !rule_is_off(l, i))
			rules[i]->check(l);
	}
}

static void
run_object(struct lint *l, struct node object, enum kind kind)
{
	struct url urls[LINT_URLS];
	struct retry retry;
	bool subscription = (KIND_BIT(kind) & KINDS_SUBSCRIPTION) != 0;

	l->kind = kind;
	subscription_read(&l->sub, only(object, NODE_OBJECT));
	if (subscription) {
		l->urls = urls;
		l->nurls = url_read_all(urls, &l->sub, l->arena);
		products_read(l);
		if (retry_read(&retry, &l->sub) && retry_whole(&retry, kind))
			l->retry = &retry;
	}
	run(l, KIND_BIT(kind));
	if (subscription)
		deliveries_collect(l);
	l->urls = NULL;
	l->products = NULL;
	l->nurls = l->nproducts = 0;
	l->retry = NULL;
}

static void
check_schema(struct lint *l, struct node value, enum kind kind)
{
	static const struct eval_options options = {.templates = true};
	const struct program *program = l->env->programs[kind];

	if (program != NULL &&
	    !schema_validate(l->eval, program, value, &options, l->diags))
		l->failed = true;
}

static void
check_element(struct lint *l, struct node element)
{
	check_schema(l, element, KIND_SUBSCRIPTION);
	run_object(l, element, KIND_SUBSCRIPTION);
}

/* The schema and the rules for a value of a known kind. */
static void
check_value(struct lint *l, struct node value, enum kind kind)
{
	if (kind == KIND_SUBSCRIPTION_LIST && node_is(value, NODE_ARRAY)) {
		NODE_EACH(element, value)
		check_element(l, element);
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
	if (kind == KIND_NONE)
		lint_report(l, "unknown-document", half, AT_KEY,
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
	run(l, KINDS_DOCUMENT);
}

bool
lint_url_is_clean(const struct lint_env *env, const enum severity *levels,
		  struct str value, struct arena *a)
{
	struct doc doc = {.name = "", .text = value, .first_line = 1};
	struct diags found;
	struct lint l = {.env = env, .arena = a, .diags = &found};
	struct url url;

	diags_init(&found, a, &rule_table, levels, value);
	if (!reader_read(&doc, &found, a) ||
	    !url_read(&url, doc_root(&doc), "webhookUrl", a) || url.problem != URL_FINE)
		return false;
	l.root = doc_root(&doc);
	l.urls = &url;
	l.nurls = 1;
	run(&l, KIND_BIT(KIND_SUBSCRIPTION));
	return found.head == NULL;
}

const struct rule *
rule_at(size_t i)
{
	return rules[i];
}

bool
lint_is_template(struct str text)
{
	return text.len >= 4 &&
	       (memchr(text.s, '$', text.len) != NULL ||
		memchr(text.s, '{', text.len) != NULL ||
		memchr(text.s, '<', text.len) != NULL) &&
	       text_template(text).len != 0;
}

/* By length first: then there is little to compare. */
bool
lint_is_member(struct str key)
{
	switch (key.len) {
	case 3:
		return str_is(key, "aud");
	case 4:
		return str_is(key, "name");
	case 5:
		return str_is(key, "scope") || str_is(key, "keyId");
	case 6:
		return str_is(key, "config") || str_is(key, "status");
	case 7:
		return str_is(key, "version");
	case 8:
		return str_is(key, "products") || str_is(key, "interval") ||
		       str_is(key, "clientId") || str_is(key, "oAuthURL");
	case 9:
		return str_is(key, "client_id") || str_is(key, "createdOn") ||
		       str_is(key, "updatedOn") || str_is(key, "productId") ||
		       str_is(key, "webhookId") || str_is(key, "algorithm") ||
		       str_is(key, "scopeData") || str_is(key, "proxyType");
	case 10:
		return str_is(key, "firstRetry") || str_is(key, "webhookUrl") ||
		       str_is(key, "eventTypes");
	case 11:
		return str_is(key, "description") || str_is(key, "retryPolicy");
	case 12:
		return str_is(key, "securityType") || str_is(key, "deliveryType");
	case 14:
		return str_is(key, "organizationId") || str_is(key, "healthCheckUrl") ||
		       str_is(key, "securityPolicy") || str_is(key, "deactivateFlag") ||
		       str_is(key, "oAuthTokenType");
	case 15:
		return str_is(key, "numberOfRetries");
	case 16:
		return str_is(key, "oAuthTokenExpiry") ||
		       str_is(key, "additionalConfig");
	case 17:
		return str_is(key, "notificationScope");
	case 19:
		return str_is(key, "repeatSequenceCount");
	case 20:
		return str_is(key, "additionalAttributes");
	case 22:
		return str_is(key, "repeatSequenceWaitTime");
	case 23:
		return str_is(key, "digitalSignatureEnabled");
	default:
		return false;
	}
}

bool
lint_lacks(struct node object, const char *name)
{
	struct str wanted = str_from(name);

	if (!node_is(object, NODE_OBJECT) ||
	    (node_cell(object)->flags & CELL_DAMAGED) != 0)
		return false;
	NODE_EACH(member, object)
	{
		if (str_equal(node_key(member), wanted))
			return false;
	}
	NODE_EACH(member, object)
	{
		struct str key = node_key(member);

		if (lint_is_member(key))
			continue;
		if (lint_is_template(key) || suggest_distance(key, wanted) != UINT_MAX)
			return false;
	}
	return true;
}
