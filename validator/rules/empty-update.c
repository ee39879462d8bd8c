/* empty-update: an update that changes nothing. */
#include "lint/lint.h"

/* What the service makes: in a request it is read-only-field, and no change. */
static bool
is_read_only(struct str key)
{
	static const char *const names[] = {"webhookId",    "createdOn",
					    "updatedOn",    "version",
					    "deliveryType", "digitalSignatureEnabled"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (str_is(key, names[i]))
			return true;
	}
	return false;
}

static void
check(struct lint *l)
{
	struct node object = l->sub.object;
	struct diag *d;

	if (!node_exists(object) || (node_cell(object)->flags & CELL_DAMAGED) != 0)
		return;
	NODE_EACH(member, object)
	{
		if (!is_read_only(node_key(member)))
			return;
	}
	d = lint_report(l, "empty-update", object, AT_HOLDER,
			"the update changes nothing");
	diag_help(l->diags, d, "name the members that are to change");
}

const struct rule rule_empty_update = {
    .info =
	{
	    .name = "empty-update",
	    .severity = SEV_WARNING,
	    .found_by = "rule",
	    .summary = "an update that changes nothing",
	    .reason =
		"An update has only the members that are to change. One without any, "
		"or "
		"with nothing\nbut members that the service makes itself (webhookId, "
		"createdOn, ...), does nothing;\nmostly the member that was meant is "
		"missing.",
	    .bad = "{}",
	    .good = "{ \"description\": \"Invoices, for the ledger\" }",
	    .example = EXAMPLE_UPDATE,
	    .fix = "Name the members that are to change.",
	    .source = "Webhooks Implementation Guide 26.7.01, Update a subscription: "
		      "\"Include only the fields that you want to update\"",
	},
    .kinds = KIND_BIT(KIND_UPDATE_REQUEST),
    .check = check,
};
