/*
 * key-organization: a key whose members name two organizations.
 *
 * Provider and tenant are the service (nrtd) and the organization.  Which is which
 * differs from source to source for what is stored, but not for a key that is created.
 */
#include "lint/lint.h"
#include "load/text.h"
#include "service/catalogue.h"

static bool
is_known(const struct lint *l, struct node n)
{
	struct str text = node_string(n);

	return text.len != 0 && !text_is_template(text) &&
	       !catalogue_placeholder(l->env->catalogue, CATALOGUE_ORGANIZATION_ID,
				      text);
}

/* The member that should be the organization. */
static struct node
counterpart(struct node key)
{
	struct node provider = node_member(key, "provider");
	struct node tenant = node_member(key, "tenant");
	bool created = str_is(node_string(node_member(key, "keyType")), "sharedSecret");

	return !created && text_equal_fold(node_string(tenant), STR("nrtd")) ? provider
									     : tenant;
}

void
check_key_organization(struct lint *l)
{
	struct node key = node_member(l->sub.object, "keyInformation");
	struct node organization = node_member(key, "organizationId");
	struct node other = counterpart(key);
	struct diag *d;

	if (!is_known(l, organization) || !is_known(l, other) ||
	    str_equal(node_string(organization), node_string(other)))
		return;
	d = lint_report(l, other, AT_VALUE, "'%s' is not the organization of this key",
			lint_quote(l, node_string(other)));
	lint_related(l, d, organization, AT_VALUE, "the organization is named here");
	diag_help(l->diags, d, "write the same organization in '%.*s'",
		  STR_ARG(node_key(other)));
}
