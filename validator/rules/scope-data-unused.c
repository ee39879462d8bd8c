/* scope-data-unused: a list of organisations that the scope does not use. */
#include "lint/lint.h"
#include "load/text.h"

static void
check(struct lint *l)
{
	struct node data = node_member(l->sub.scope, "scopeData");
	struct node scope = node_member(l->sub.scope, "scope");
	struct str value = node_string(scope);
	struct diag *d;

	if (!node_exists(data) || node_is(data, NODE_NULL) || text_is_template(value))
		return;
	if (!node_exists(scope) && subscription_lacks(l->sub.scope, "scope")) {
		d = lint_report(l, "scope-data-unused", data, AT_KEY,
				"'scopeData' is used with scope CUSTOM only");
		diag_note(l->diags, d, "there is no 'scope' here");
		diag_help(l->diags, d, "add \"scope\": \"CUSTOM\"");
	} else if (str_is(value, "SELF") || str_is(value, "DESCENDANTS")) {
		d = lint_report(l, "scope-data-unused", data, AT_KEY,
				"'scopeData' is used with scope CUSTOM only");
		lint_related(l, d, scope, AT_VALUE, "the scope is chosen here");
		diag_help(l->diags, d,
			  "set 'scope' to \"CUSTOM\", or take the list out");
	}
}

const struct rule rule_scope_data_unused = {
    .info =
	{
	    .name = "scope-data-unused",
	    .severity = SEV_WARNING,
	    .found_by = "rule",
	    .summary = "scopeData with a scope other than CUSTOM",
	    .reason =
		"scopeData lists the organizations whose events are wanted. With SELF "
		"(this\norganization) or DESCENDANTS (it and its children) the list is "
		"not used: more events\narrive than were listed, or fewer.",
	    .bad = "{ \"notificationScope\": { \"scope\": \"SELF\",\n"
		   "    \"scopeData\": [ \"acme_shop_1\" ] } }",
	    .good = "{ \"notificationScope\": { \"scope\": \"CUSTOM\",\n"
		    "    \"scopeData\": [ \"acme_shop_1\" ] } }",
	    .example = EXAMPLE_UPDATE,
	    .fix = "Set scope to CUSTOM, or take scopeData out.",
	    .source =
		"Webhooks REST API: scopeData, \"applicable only if scope=CUSTOM\"",
	},
    .kinds = KINDS_SUBSCRIPTION,
    .check = check,
};
