/* duplicate-event-type: the same event type twice for one product. */
#include "base/arena.h"
#include "base/hash.h"
#include "lint/lint.h"
#include "lint/products.h"
#include "load/text.h"

enum {
	FEW = 16 /* up to here comparing all with all is fastest */
};

static void
report(struct lint *l, const struct listed_event *e, const struct listed_event *first)
{
	struct diag *d;
	struct fix *f;

	d = lint_report(l, "duplicate-event-type", e->node, AT_VALUE,
			"event type '%s' is listed more than once",
			lint_quote(l, e->name));
	lint_related(l, d, first->node, AT_VALUE, "it is first listed here");
	f = diag_fix(l->diags, d, FIX_SAFE, "remove it");
	text_remove(l->diags, f, e->node);
}

static void
check_few(struct lint *l, const struct listed_product *p)
{
	for (size_t i = 1; i < p->nevents; i++) {
		for (size_t k = 0; k < i; k++) {
			if (str_equal(p->event[i].name, p->event[k].name)) {
				report(l, &p->event[i], &p->event[k]);
				break;
			}
		}
	}
}

static void
check_many(struct lint *l, const struct listed_product *p)
{
	const struct listed_event **slots, **slot;
	size_t size = 64, at;

	while (size < p->nevents * 2)
		size *= 2;
	slots = arena_calloc(l->arena, size, sizeof(const struct listed_event *));
	for (size_t i = 0; i < p->nevents; i++) {
		struct str name = p->event[i].name;

		at = hash_bytes(name.s, name.len) & (size - 1);
		while (slots[at] != NULL && !str_equal(slots[at]->name, name))
			at = (at + 1) & (size - 1);
		slot = &slots[at];
		if (*slot != NULL)
			report(l, &p->event[i], *slot);
		else
			*slot = &p->event[i];
	}
}

static void
check(struct lint *l)
{
	for (size_t i = 0; i < l->nproducts; i++) {
		if (l->products[i].nevents <= FEW)
			check_few(l, &l->products[i]);
		else
			check_many(l, &l->products[i]);
	}
}

const struct rule rule_duplicate_event_type = {
    .info =
	{
	    .name = "duplicate-event-type",
	    .severity = SEV_WARNING,
	    .found_by = "rule",
	    .summary = "the same event type twice for one product",
	    .reason =
		"Listing an event type twice adds nothing. Mostly another one was "
		"meant "
		"and is now\nmissing, as after copying a line and forgetting to change "
		"it.",
	    .bad = "{ \"products\": [ { \"productId\": \"customerInvoicing\",\n"
		   "    \"eventTypes\": [ \"invoicing.customer.invoice.paid\",\n"
		   "                    \"invoicing.customer.invoice.paid\" ] } ] }",
	    .good = "{ \"products\": [ { \"productId\": \"customerInvoicing\",\n"
		    "    \"eventTypes\": [ \"invoicing.customer.invoice.paid\",\n"
		    "                    \"invoicing.customer.invoice.send\" ] } ] }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Remove the later one (safe fix).",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a subscription, "
		      "products.eventTypes",
	},
    .kinds = KINDS_SUBSCRIPTION,
    .check = check,
};
