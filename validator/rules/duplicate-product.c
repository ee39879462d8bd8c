/* duplicate-product: two entries of products for one product. */
#include "base/map.h"
#include "lint/lint.h"
#include "lint/products.h"

static void
report_product(struct lint *l, const struct listed_product *p,
	       const struct listed_product *first)
{
	struct diag *d;

	d = lint_report(l, p->id, AT_VALUE, "product '%s' is listed more than once",
			lint_quote(l, p->name));
	lint_related(l, d, first->id, AT_VALUE, "it is first listed here");
	diag_help(l->diags, d, "put its event types into the first entry");
}

struct first {
	struct str name;
	const struct listed_product *product;
};

void
check_duplicate_product(struct lint *l)
{
	struct map seen = MAP(struct first, NULL, l->arena);

	if (l->nproducts < 2)
		return;
	map_reserve(&seen, l->nproducts);
	for (size_t i = 0; i < l->nproducts; i++) {
		const struct listed_product *p = &l->products[i];
		struct first *first;

		/* v1's product beside products is mixed-shapes. */
		if (p->opaque || p->id.at == l->sub.product_id.at)
			continue;
		first = map_put_str(&seen, p->name);
		if (first->product != NULL)
			report_product(l, p, first->product);
		else
			first->product = p;
	}
}
