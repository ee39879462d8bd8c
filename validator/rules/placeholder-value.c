/*
 * placeholder-value: what the documentation has in place of your own value.
 *
 * Other rules leave such values alone: there is nothing to correct in them.
 */
#include "lint/lint.h"
#include "lint/products.h"
#include "load/text.h"
#include "service/catalogue.h"
#include "service/url.h"

static void
report_placeholder(struct lint *l, struct node n, struct str text, const char *wanted)
{
	struct diag *d;

	d = lint_report(l, n, AT_VALUE, "'%s' is a placeholder from documentation",
			lint_quote(l, text));
	diag_help(l->diags, d, "write %s", wanted);
}

static void
check_placeholder(struct lint *l, struct node n, enum catalogue_member m,
		  const char *wanted)
{
	struct str text = node_string(n);

	if (text.len != 0 && !node_is_template(n) &&
	    catalogue_placeholder(l->env->catalogue, m, text))
		report_placeholder(l, n, text, wanted);
}

/* A URL, or a part of one that is to be filled in. */
static void
check_url_text(struct lint *l, struct node n)
{
	struct str text = node_string(n), gap = url_gap(text);
	struct diag *d;

	if (text_is_template(text))
		return;
	if (gap.len == 0 || gap.len == text.len) {
		check_placeholder(l, n, CATALOGUE_ANY, "your own URL");
		return;
	}
	d = lint_report_part(l, n, gap, "'%s' is a placeholder from documentation",
			     lint_quote(l, gap));
	diag_help(l->diags, d, "write what belongs there");
}

static bool
is_placeholder_host(const struct lint *l, struct str host)
{
	const char *const *further = l->env->settings->placeholder_hosts;

	for (; further != NULL && *further != NULL; further++) {
		if (**further != '\0' && text_is_below(host, str_from(*further)))
			return true;
	}
	return catalogue_placeholder_host(l->env->catalogue, host);
}

static void
check_url(struct lint *l, const struct url *u)
{
	struct diag *d;

	if (u->host.name.len == 0 || !is_placeholder_host(l, u->host.name))
		return;
	d = lint_report_part(l, u->node, u->uri.host,
			     "'%s' is a placeholder from documentation",
			     lint_quote(l, u->uri.host));
	diag_help(l->diags, d, "write the host of your own server");
}

/* A key is made for the organization whose subscriptions it signs. */
static void
check_key_owner(struct lint *l)
{
	static const char *const members[] = {"provider", "tenant", "organizationId"};
	struct node key = node_member(l->sub.object, "keyInformation");

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		check_placeholder(l, node_member(key, members[i]),
				  CATALOGUE_ORGANIZATION_ID,
				  "your organization id or merchant id");
}

/* What only the authorization server of the user knows. */
static void
check_client(struct lint *l)
{
	static const char *const names[] = {"aud", "client_id", "keyId", "scope"};
	struct node client = node_member(l->sub.security_config, "additionalConfig");

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		check_placeholder(l, node_member(client, names[i]), CATALOGUE_ANY,
				  "what your authorization server expects");
}

void
check_placeholder_value(struct lint *l)
{
	struct subscription *s = &l->sub;

	if (l->kind == KIND_KEY_REQUEST) {
		check_key_owner(l);
		return;
	}
	check_placeholder(l, s->organization, CATALOGUE_ORGANIZATION_ID,
			  "your organization id or merchant id");
	check_placeholder(l, s->name, CATALOGUE_NAME, "a name of your own");
	check_placeholder(l, s->description, CATALOGUE_NAME,
			  "what the subscription is for");
	check_url_text(l, s->webhook_url);
	check_url_text(l, s->health_check_url);
	check_url_text(l, s->oauth_url);
	check_client(l);
	for (size_t i = 0; i < l->nurls; i++)
		check_url(l, &l->urls[i]);
	for (size_t i = 0; i < l->nproducts; i++) {
		const struct listed_product *p = &l->products[i];

		if (p->known == NULL)
			check_placeholder(l, p->id, CATALOGUE_PRODUCT_ID,
					  "a product of the catalogue");
		for (size_t k = 0; k < p->nevents; k++) {
			if (p->event[k].opaque)
				check_placeholder(l, p->event[k].node,
						  CATALOGUE_EVENT_TYPE,
						  "an event type of the product");
		}
	}
}
