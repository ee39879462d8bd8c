/*
 * unknown-product: a product that the catalogue does not have.
 *
 * The catalogue is dated and organisations differ, so this is a warning; a slip of one or
 * two letters is none, nor are two products in one name.
 */
#include <string.h>

#include "base/suggest.h"
#include "lint/lint.h"
#include "lint/products.h"
#include "load/pointers.h"
#include "load/text.h"

static void
offer(struct lint *l, struct diag *d, const struct listed_product *p,
      const struct catalogue_product *q)
{
	struct fix *f = diag_fix(l->diags, d, FIX_SUGGESTED, "replace it by '%.*s'",
				 STR_ARG(q->id));

	text_set(l->diags, f, p->id, q->id);
}

/* By its name and by its events, where these do not speak against each other. */
static void
suggest_known_product(struct lint *l, struct diag *d, const struct listed_product *p,
		      const struct catalogue_product *near)
{
	const struct catalogue_product *q = products_of_events(l, p, 1);

	if (near == p->known)
		near = NULL;
	if (q != NULL && q != near && q != p->known)
		diag_note(l->diags, d, "its event types are those of '%.*s'",
			  STR_ARG(q->id));
	if (near != NULL)
		diag_help(l->diags, d, "a similar product exists: '%.*s'",
			  STR_ARG(near->id));
	if (near == NULL && q != NULL && q != p->known)
		offer(l, d, p, q);
	else if (near != NULL && (q == NULL || q == near))
		offer(l, d, p, near);
}

/* "Payments" is how people write it; "paymnets" is a slip. */
static bool
is_slip(struct str name, const struct catalogue_product *near)
{
	return near != NULL && suggest_distance(name, near->id) != 0 &&
	       products_misspelt(name, near->id);
}

static void
report_product(struct lint *l, const struct listed_product *p)
{
	bool own = catalogue_has_own(l->env->catalogue);
	const struct catalogue_product *near = lint_near_product(l, p->name);
	struct diag *d;

	d = diag_add_as(l->diags, l->rule,
			is_slip(p->name, near) ? SEV_ERROR : SEV_WARNING,
			node_span(p->id),
			own ? "product '%s' is not enabled for your organization"
			    : "there is no product '%s' in the catalogue",
			lint_quote(l, p->name));
	d->pointer = node_pointer(p->id, l->arena);
	suggest_known_product(l, d, p, near);
	if (own && p->known != NULL)
		diag_help(l->diags, d, "ask the service to enable it, or take it out");
	if (!own)
		products_note_date(l, d, NULL);
}

static void
report_several(struct lint *l, const struct listed_product *p)
{
	struct diag *d =
	    diag_add_as(l->diags, l->rule, SEV_ERROR, node_span(p->id),
			"'%s' names more than one product", lint_quote(l, p->name));

	d->pointer = node_pointer(p->id, l->arena);
	diag_help(l->diags, d,
		  "write two entries in 'products', each with its own event types");
}

void
check_unknown_product(struct lint *l)
{
	for (size_t i = 0; i < l->nproducts; i++) {
		const struct listed_product *p = &l->products[i];

		if (p->opaque || (p->known != NULL && p->known->enabled))
			continue;
		if (p->known == NULL && memchr(p->name.s, ',', p->name.len) != NULL)
			report_several(l, p);
		else
			report_product(l, p);
	}
}
