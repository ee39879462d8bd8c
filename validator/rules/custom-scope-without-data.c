/* custom-scope-without-data: CUSTOM, but no list of organisations. */
#include "lint/lint.h"

static bool
is_empty(struct node data)
{
	return (node_is(data, NODE_ARRAY) && node_count(data) == 0) ||
	       (node_is(data, NODE_STRING) && node_string(data).len == 0);
}

void
check_custom_scope_without_data(struct lint *l)
{
	bool object = node_is(l->sub.scope, NODE_OBJECT);
	struct node scope = object ? node_member(l->sub.scope, "scope") : l->sub.scope;
	struct node data = NODE_ABSENT;
	struct diag *d;

	if (!str_is(node_string(scope), "CUSTOM") || node_exists(l->sub.products))
		return; /* version 2 of the API has no such scope: value-not-allowed */
	if (object) {
		data = node_member(l->sub.scope, "scopeData");
		if (!node_exists(data) &&
		    !subscription_lacks(l->sub.scope, "scopeData"))
			return;
	} else if (!subscription_lacks(l->sub.object, "scopeData")) {
		return; /* misplaced-field */
	}
	if (node_exists(data) && !is_empty(data))
		return;
	d = lint_report(l, scope, AT_VALUE,
			"scope CUSTOM without the organizations that it is about");
	if (node_exists(data))
		lint_related(l, d, data, AT_VALUE, "the list is empty");
	diag_help(l->diags, d,
		  "list them: \"notificationScope\": { \"scope\": \"CUSTOM\", "
		  "\"scopeData\": [ \"...\" ] }");
}
