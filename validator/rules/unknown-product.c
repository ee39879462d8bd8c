/*
 * unknown-product: a product that the catalogue does not have.
 *
 * The catalogue is dated and organisations differ, so this is a warning.
 */
#include "lint/lint.h"
#include "lint/products.h"
#include "load/text.h"

static void
suggest_known_product(struct lint *l, struct diag *d, const struct listed_product *p)
{
	const struct catalogue_product *near = lint_near_product(l, p->name);
	struct fix *f;

	if (near == NULL || near == p->known)
		return;
	diag_help(l->diags, d, "a similar product exists: '%.*s'", STR_ARG(near->id));
	f = diag_fix(l->diags, d, FIX_SUGGESTED, "replace it by '%.*s'",
		     STR_ARG(near->id));
	text_set(l->diags, f, p->id, near->id);
}

void
check_unknown_product(struct lint *l)
{
	for (size_t i = 0; i < l->nproducts; i++) {
		const struct listed_product *p = &l->products[i];
		bool own = catalogue_has_own(l->env->catalogue);
		struct diag *d;

		if (p->opaque || (p->known != NULL && p->known->enabled))
			continue;
		d = lint_report(
		    l, p->id, AT_VALUE,
		    own ? "product '%s' is not enabled for your organization"
			: "there is no product '%s' in the catalogue",
		    lint_quote(l, p->name));
		suggest_known_product(l, d, p);
		if (own && p->known != NULL)
			diag_help(l->diags, d,
				  "ask the service to enable it, or take it out");
		if (!own)
			products_note_date(l, d, NULL);
	}
}
