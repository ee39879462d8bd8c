/*
 * misspelt-event-type: a slip of one or two letters in the name of an event.
 *
 * What differs in more, or merely in the ending of a word, may be a new event:
 * unknown-event-type, which also speaks where this rule is off.
 */
#include "lint/lint.h"
#include "lint/products.h"
#include "load/text.h"

static void
report_misspelt(struct lint *l, const struct listed_product *p,
		const struct listed_event *e)
{
	struct diag *d;
	struct fix *f;

	d = lint_report(l, e->node, AT_VALUE,
			"'%s' is misspelt: the event type is '%.*s'",
			lint_quote(l, e->name), STR_ARG(e->near->name));
	f = diag_fix(l->diags, d, FIX_SUGGESTED, "replace it by '%.*s'",
		     STR_ARG(e->near->name));
	text_set(l->diags, f, e->node, e->near->name);
	products_note_date(l, d, p->known);
}

void
check_misspelt_event_type(struct lint *l)
{
	for (size_t i = 0; i < l->nproducts; i++) {
		const struct listed_product *p = &l->products[i];

		for (size_t k = 0; k < p->nevents && !diags_full(l->diags); k++) {
			if (products_event_misspelt(l, p, &p->event[k]))
				report_misspelt(l, p, &p->event[k]);
		}
	}
}
