/* signs: see the header. */
#include "lint/signs.h"

#include "base/hash.h"
#include "lint/lint.h"
#include "lint/products.h"
#include "service/catalogue.h"
#include "service/retry.h"
#include "service/url.h"

enum { COMPARED = 8 /* products, each with each: longer lists are odd */ };

unsigned
signs_of_document(const struct lint *l)
{
	const struct doc *d = l->root.doc;

	return SIGN_ALWAYS | (d->plain ? 0 : SIGN_ODD_TEXT) |
	       (d->untemplated ? 0 : SIGN_TEMPLATE) |
	       (subscription_members_only(d) ? 0 : SIGN_OTHER_NAME);
}

static unsigned
of_url(const struct url *u)
{
	if (u->quick)
		return 0;
	return (u->plain && u->problem == URL_FINE && u->host.form == HOST_NAME &&
			!u->host.coded
		    ? 0
		    : SIGN_ODD_URL) |
	       (u->port != 0 ? SIGN_PORT : 0);
}

/* Whether a URL is of another host than the one before it, if there is one. */
static bool
is_other_host(const struct lint *l, size_t i)
{
	struct str host = l->urls[i].uri.host;

	return i == 0 || l->urls[i - 1].uri.host.len != host.len ||
	       !hash_same(l->urls[i - 1].uri.host.s, host.s, host.len);
}

/* Those that are there and were not read are odd, too. */
static unsigned
of_urls(const struct lint *l)
{
	const struct lint_settings *s = l->env->settings;
	size_t given = (size_t)node_exists(l->sub.webhook_url) +
		       node_exists(l->sub.health_check_url) +
		       node_exists(l->sub.oauth_url);
	unsigned signs = given != l->nurls ? SIGN_ODD_URL : 0;

	if (s->tunnel_hosts != NULL || s->placeholder_hosts != NULL)
		signs |= SIGN_LISTED_HOST;
	for (size_t i = 0; i < l->nurls; i++) {
		signs |= of_url(&l->urls[i]);
		if (!is_other_host(l, i))
			continue;
		if ((signs & SIGN_ODD_URL) != 0 ||
		    catalogue_may_list_host(l->env->catalogue, l->urls[i].host.name))
			signs |= SIGN_LISTED_HOST;
		signs |= i != 0 ? SIGN_OTHER_HOST : 0;
	}
	return signs;
}

/* Such values have the lengths of the set. */
static inline bool
is_placeholder(const struct lint *l, struct node n, enum catalogue_member m,
	       uint64_t lengths)
{
	struct str text = node_string(n);

	return catalogue_may_be_placeholder(lengths, text) &&
	       catalogue_placeholder(l->env->catalogue, m, text);
}

/* A URL that was not read is odd, which is enough for the rule. */
static bool
have_placeholder_url(const struct lint *l)
{
	const struct catalogue *c = l->env->catalogue;
	uint64_t lengths = catalogue_placeholder_lengths(c, CATALOGUE_ANY);

	for (size_t i = 0; i < l->nurls; i++) {
		struct str text = l->urls[i].text;

		if (catalogue_may_be_placeholder(lengths, text) &&
		    catalogue_placeholder(c, CATALOGUE_ANY, text))
			return true;
	}
	return false;
}

static unsigned
of_values(const struct lint *l)
{
	const struct catalogue *c = l->env->catalogue;
	const struct subscription *s = &l->sub;
	uint64_t owner = catalogue_placeholder_lengths(c, CATALOGUE_ORGANIZATION_ID);
	uint64_t name = catalogue_placeholder_lengths(c, CATALOGUE_NAME);

	return is_placeholder(l, s->organization, CATALOGUE_ORGANIZATION_ID, owner) ||
		       is_placeholder(l, s->name, CATALOGUE_NAME, name) ||
		       is_placeholder(l, s->description, CATALOGUE_NAME, name) ||
		       have_placeholder_url(l) ||
		       /* its members are looked at by the rule alone */
		       (node_exists(s->security_config) &&
			node_exists(
			    node_member(s->security_config, "additionalConfig")))
		   ? SIGN_PLACEHOLDER
		   : 0;
}

static bool
is_ordinary(enum catalogue_status status, bool enabled, bool encrypted)
{
	return (status == CATALOGUE_CURRENT || status == CATALOGUE_OWN) && enabled &&
	       !encrypted;
}

static unsigned
of_events(const struct listed_product *p)
{
	unsigned signs = 0;
	uint64_t seen = 0;

	for (size_t i = 0; i < p->nevents; i++) {
		const struct catalogue_event *e = p->event[i].known;
		uint64_t bit;

		if (e == NULL)
			return SIGN_ODD_PRODUCT | SIGN_REPEATED_NAME;
		if (!is_ordinary(e->status, e->enabled, e->mle))
			signs |= SIGN_ODD_PRODUCT;
		/* of more than 64 some may look like others */
		bit = UINT64_C(1) << (size_t)(e - p->known->events) % 64;
		signs |= (seen & bit) != 0 ? SIGN_REPEATED_NAME : 0;
		seen |= bit;
	}
	return signs;
}

static unsigned
of_products(const struct lint *l)
{
	unsigned signs = 0;

	if (l->nproducts > COMPARED)
		return SIGN_ODD_PRODUCT | SIGN_REPEATED_NAME;
	for (size_t i = 0; i < l->nproducts; i++) {
		const struct catalogue_product *p = l->products[i].known;

		if (p == NULL)
			return SIGN_ODD_PRODUCT | SIGN_REPEATED_NAME;
		if (!is_ordinary(p->status, p->enabled, p->mle))
			signs |= SIGN_ODD_PRODUCT;
		for (size_t k = 0; k < i; k++)
			signs |= l->products[k].known == p ? SIGN_REPEATED_NAME : 0;
		signs |= of_events(&l->products[i]);
	}
	return signs;
}

static bool
is_incomplete(const struct subscription *s)
{
	return node_exists(s->retry) &&
	       !(node_exists(s->deactivate_flag) && node_exists(s->first_retry) &&
		 node_exists(s->interval) && node_exists(s->number_of_retries) &&
		 node_exists(s->repeat_count) && node_exists(s->repeat_wait));
}

enum { USUAL_RETRIES = 64 }; /* with usual times they fit into any number */

/* Whether usual retries, without repeats, come later than that. */
static bool
come_later(const struct retry *r, uint64_t horizon)
{
	uint64_t last = r->first;

	if (r->algorithm == RETRY_ARITHMETIC)
		return last + r->interval * r->number > horizon;
	horizon = horizon < UINT32_MAX ? horizon : UINT32_MAX;
	for (uint64_t n = 1; n < r->number && last <= horizon; n++)
		last *= r->interval;
	return last > horizon;
}

/* Whether there may be too many retries, or late ones: all that is not easy to tell. */
static bool
may_be_late(const struct retry *r, const struct lint_settings *s)
{
	return r != NULL &&
	       (r->repeats != 0 || r->first >= RETRY_SECONDS ||
		r->interval >= RETRY_SECONDS || r->number >= USUAL_RETRIES ||
		r->number > s->max_retries || come_later(r, s->retry_horizon_minutes));
}

/* Retries that come, and each later than the one before; what is absent is not odd. */
static bool
are_odd(const struct retry *r)
{
	return r != NULL &&
	       (r->number == 0 || r->first == 0 || r->repeats != 0 || r->wait != 0 ||
		r->interval < (r->algorithm == RETRY_GEOMETRIC ? 2 : 1));
}

static unsigned
of_members(const struct lint *l)
{
	const struct subscription *s = &l->sub;
	struct str scope = node_string(s->scope);
	bool held_back;

	if (l->retry != NULL)
		held_back = l->retry->deactivate;
	else
		held_back = retry_flag(s, &held_back) && held_back;
	return (node_exists(s->health_check_url) ? 0 : SIGN_NO_HEALTH_CHECK) |
	       (held_back ? 0 : SIGN_NOT_HELD_BACK) |
	       (str_is(scope, "SELF") || str_is(scope, "DESCENDANTS")
		    ? 0
		    : SIGN_ODD_SCOPE) |
	       (node_exists(s->status) ? SIGN_STATUS : 0) |
	       (is_incomplete(s) ? SIGN_INCOMPLETE : 0) |
	       (are_odd(l->retry) ? SIGN_ODD_RETRIES : 0) |
	       (may_be_late(l->retry, l->env->settings) ? SIGN_LATE_RETRIES : 0) |
	       (node_exists(s->product_id) ? SIGN_PRODUCT_AT_TOP : 0);
}

unsigned
signs_of_subscription(const struct lint *l)
{
	return signs_of_document(l) | of_urls(l) | of_values(l) | of_products(l) |
	       of_members(l);
}
