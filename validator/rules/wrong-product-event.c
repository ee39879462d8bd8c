/* wrong-product-event: an event type that belongs to another product. */
#include "base/arena.h"
#include "base/buf.h"
#include "lint/lint.h"
#include "lint/products.h"
#include "load/text.h"

/* "'eCheck'", "'decisionManager' and 'fraudManagementEssentials'" */
static const char *
owners(struct lint *l, const struct catalogue_event *e)
{
	struct buf b = BUF_INIT;

	for (; e != NULL; e = e->same) {
		if (b.len != 0)
			buf_puts(&b, e->same != NULL ? ", " : " and ");
		buf_printf(&b, "'%.*s'", STR_ARG(e->product->id));
	}
	return buf_keep(&b, l->arena).s;
}

static void
suggest_product(struct lint *l, struct diag *d, const struct listed_product *p,
		const struct listed_event *e)
{
	const struct catalogue_event *near = lint_near_event(l, p->known, e->name);
	struct fix *f;

	if (near == NULL) {
		diag_help(l->diags, d,
			  l->kind == KIND_REPLAY_REQUEST
			      ? "name a product that has it in 'productId'"
			      : "list it under a product that has it");
		return;
	}
	diag_help(l->diags, d, "'%.*s' has a similar one: '%.*s'",
		  STR_ARG(p->known->id), STR_ARG(near->name));
	f = diag_fix(l->diags, d, FIX_SUGGESTED, "replace it by '%.*s'",
		     STR_ARG(near->name));
	text_set(l->diags, f, e->node, near->name);
}

static void
report_misplaced(struct lint *l, const struct listed_product *p,
		 const struct listed_event *e, const struct catalogue_event *other)
{
	struct diag *d;

	d = lint_report(l, e->node, AT_VALUE,
			"'%s' is not an event type of product '%.*s'",
			lint_quote(l, e->name), STR_ARG(p->known->id));
	d->fold_key =
	    arena_strndup(l->arena, other->product->id.s, other->product->id.len);
	lint_related(l, d, p->id, AT_VALUE, "the product is chosen here");
	diag_note(l->diags, d, "it is an event type of %s", owners(l, other));
	suggest_product(l, d, p, e);
	products_note_date(l, d, p->known);
}

/* The product that was meant, if all events are of it and none of p. */
static const struct catalogue_product *
meant(const struct lint *l, const struct listed_product *p)
{
	for (size_t k = 0; k < p->nevents; k++) {
		if (p->event[k].known != NULL || p->event[k].opaque)
			return NULL;
	}
	return products_of_events(l, p, 2);
}

static void
report_product(struct lint *l, const struct listed_product *p,
	       const struct catalogue_product *q)
{
	struct diag *d;
	struct fix *f;

	d = lint_report(l, p->id, AT_VALUE,
			"none of the event types is one of product '%.*s'",
			STR_ARG(p->known->id));
	lint_related(l, d, p->events, AT_KEY, "they are listed here");
	diag_note(l->diags, d, "all of them are of '%.*s'", STR_ARG(q->id));
	f = diag_fix(l->diags, d, FIX_SUGGESTED, "replace it by '%.*s'",
		     STR_ARG(q->id));
	text_set(l->diags, f, p->id, q->id);
	products_note_date(l, d, p->known);
}

static void
misplaced_events(struct lint *l, const struct listed_product *p)
{
	for (size_t k = 0; k < p->nevents; k++) {
		const struct listed_event *e = &p->event[k];
		const struct catalogue_event *other = NULL;

		if (e->known == NULL && !e->opaque)
			other = catalogue_event_anywhere(l->env->catalogue, e->name);
		if (other != NULL)
			report_misplaced(l, p, e, other);
	}
}

void
check_wrong_product_event(struct lint *l)
{
	for (size_t i = 0; i < l->nproducts; i++) {
		const struct listed_product *p = &l->products[i];
		const struct catalogue_product *q;

		if (p->known == NULL)
			continue;
		q = meant(l, p);
		if (q != NULL)
			report_product(l, p, q);
		else
			misplaced_events(l, p);
	}
}
