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

void
check_empty_update(struct lint *l)
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
	d = lint_report(l, object, AT_HOLDER, "the update changes nothing");
	diag_help(l->diags, d, "name the members that are to change");
}
