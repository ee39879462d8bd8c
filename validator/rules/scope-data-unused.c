/* scope-data-unused: a list of organisations that the scope does not use. */
#include "lint/lint.h"
#include "load/text.h"

void
check_scope_data_unused(struct lint *l)
{
	struct node data = node_member(l->sub.scope, "scopeData");
	struct node scope = node_member(l->sub.scope, "scope");
	struct str value = node_string(scope);
	struct diag *d;

	if (!node_exists(data) || node_is(data, NODE_NULL) || text_is_template(value))
		return;
	if (!node_exists(scope) && subscription_lacks(l->sub.scope, "scope")) {
		d = lint_report(l, data, AT_KEY,
				"'scopeData' is used with scope CUSTOM only");
		diag_note(l->diags, d, "there is no 'scope' here");
		diag_help(l->diags, d, "add \"scope\": \"CUSTOM\"");
	} else if (str_is(value, "SELF") || str_is(value, "DESCENDANTS")) {
		d = lint_report(l, data, AT_KEY,
				"'scopeData' is used with scope CUSTOM only");
		lint_related(l, d, scope, AT_VALUE, "the scope is chosen here");
		diag_help(l->diags, d,
			  "set 'scope' to \"CUSTOM\", or take the list out");
	}
}
