/*
 * secret-in-document: a key or password where none belongs.
 *
 * Wherever in a subscription it stands.  The value is shown nowhere.
 */
#include "finding/secret.h"
#include "lint/lint.h"
#include "load/text.h"

static void
report_secret(struct lint *l, struct node n)
{
	struct diag *d;

	d = lint_report(l, n, AT_KEY, "'%s' is a secret; a subscription has none",
			lint_quote(l, node_key(n)));
	diag_note(
	    l->diags, d,
	    "keys and credentials are stored by key requests (/kms/egress/v2), apart "
	    "from subscriptions");
	diag_help(l->diags, d,
		  "take it out, and change the secret if it was published");
}

/* All members below the object: its cells are those up to the next sibling. */
void
check_secret_in_document(struct lint *l)
{
	struct node n = l->sub.object;
	size_t end;

	if (!node_exists(n))
		return;
	end = node_cell(n)->next;
	for (n.at++; n.at < end; n.at++) {
		enum node_type type = node_type(n);
		struct str value = node_string(n);

		/* Most names are right, and those are of no secrets. */
		if (node_cell(n)->key != 0 && !subscription_is_member(node_key(n)) &&
		    (type == NODE_STRING || type == NODE_NUMBER) &&
		    secret_member(node_key(n)) && !text_is_template(value))
			report_secret(l, n);
	}
}
