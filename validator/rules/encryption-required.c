/* encryption-required: events that are sent encrypted only. */
#include "lint/lint.h"
#include "lint/products.h"

static void
report_encryption(struct lint *l, struct node n, const char *what, struct str name,
		  const struct catalogue_product *p)
{
	struct diag *d;

	d = lint_report(l, n, AT_VALUE, "%s '%s' needs message-level encryption", what,
			lint_quote(l, name));
	diag_note(
	    l->diags, d,
	    "its notifications are encrypted with a certificate that you store first, "
	    "one for each webhook");
	if (str_is(p->enabled_by, "support"))
		diag_note(l->diags, d,
			  "the product is enabled by the service's support");
	diag_help(
	    l->diags, d,
	    "store a public key (POST /kms/egress/v2/keys-asym) before subscribing");
}

/*
 * Whether all events of the product are encrypted.  The organization's own list knows that
 * better than the built-in one, event by event.
 */
static bool
encrypts_all(const struct lint *l, const struct listed_product *p)
{
	if (!p->known->mle || !catalogue_has_own(l->env->catalogue))
		return p->known->mle;
	for (size_t k = 0; k < p->nevents; k++) {
		if (p->event[k].known != NULL && !p->event[k].known->mle)
			return false;
	}
	return true;
}

void
check_encryption_required(struct lint *l)
{
	for (size_t i = 0; i < l->nproducts; i++) {
		const struct listed_product *p = &l->products[i];

		if (p->known == NULL)
			continue;
		if (encrypts_all(l, p)) {
			report_encryption(l, p->id, "product", p->name, p->known);
			continue;
		}
		for (size_t k = 0; k < p->nevents; k++) {
			if (p->event[k].known != NULL && p->event[k].known->mle)
				report_encryption(l, p->event[k].node, "event type",
						  p->event[k].name, p->known);
		}
	}
}
