/*
 * secret-in-document: a key or password where none belongs.
 *
 * Wherever in a subscription it stands.  Key documents do hold secrets; that they are
 * files is the danger there, and a private key is nobody else's.  The value is shown
 * nowhere.
 */
#include <string.h>

#include "finding/secret.h"
#include "lint/lint.h"
#include "load/pointers.h"
#include "load/text.h"
#include "service/catalogue.h"

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

static bool
is_real(const struct lint *l, struct node n)
{
	struct str text = node_string(n);

	return text.len != 0 && !text_is_template(text) &&
	       !catalogue_placeholder(l->env->catalogue, CATALOGUE_ANY, text);
}

/* What stands in a key document; what is read from a pipe lies nowhere. */
static void
check_key(struct lint *l, struct node information)
{
	struct node pvt = node_member(information, "pvt");
	struct node key = node_member(information, "key");
	struct diag *d;

	if (is_real(l, pvt)) {
		d = lint_report(l, pvt, AT_KEY,
				"'pvt' is a private key, which never leaves its owner");
		diag_note(l->diags, d,
			  "the service needs the certificate alone ('pub')");
		diag_help(l->diags, d, "take it out, and make a new pair of keys");
	}
	if (!is_real(l, key) || strcmp(l->root.doc->name, "<stdin>") == 0)
		return;
	d = diag_add_as(l->diags, l->rule, SEV_WARNING, node_key_span(key),
			"'key' is a secret, and this file holds it");
	d->pointer = node_pointer(key, l->arena);
	diag_note(l->diags, d, "%s",
		  l->kind == KIND_KEY_RESPONSE
		      ? "whoever has the key for signatures can forge notifications"
		      : "whoever has the credentials gets tokens as the service does");
	diag_help(l->diags, d,
		  "keep it out of version control, in a store for secrets");
}

/* All members below the object: its cells are those up to the next sibling. */
void
check_secret_in_document(struct lint *l)
{
	struct node n = l->sub.object;
	size_t end;

	if (!node_exists(n))
		return;
	if ((KIND_BIT(l->kind) & KINDS_SUBSCRIPTION) == 0) {
		check_key(l, node_member(n, "keyInformation"));
		return;
	}
	end = node_cell(n)->next;
	for (n.at++; n.at < end; n.at++) {
		enum node_type type = node_type(n);
		struct str value = node_string(n);

		/* Most names are right, and those are of no secrets. */
		if (node_cell(n)->key != 0 && !subscription_is_member(n) &&
		    (type == NODE_STRING || type == NODE_NUMBER) &&
		    secret_member(node_key(n)) && !text_is_template(value))
			report_secret(l, n);
	}
}
