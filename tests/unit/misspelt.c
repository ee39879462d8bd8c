/* misspelt: which names of events are slips, and which may be new ones. */
#include "check.h"

#include "lint/products.h"

static const struct {
	const char *a, *b;
	bool slip;
} pairs[] = {
    /* case and separators */
    {"payByLink.customer.payment", "paybylink.customer.payment", true},
    {"a.partial-payment.x", "a.partial_payment.x", true},
    {"customerInvoicing", "Customer Invoicing", true},
    /* one or two letters, wherever */
    {"invoicing.customer.invoice.paid", "invoicing.custmoer.invoice.paid", true},
    {"invoicing.customer.invoice.paid", "invoicing.customr.invoice.piad", true},
    {"invoicing.customer.invoice.paid", "invoicing.customr.invioce.piad", false},
    {"tms.networktoken.updated", "tms.netwroktoken.updated", true},
    {"tms.networktoken.updated", "tms.networktoken.upadted", true},
    {"payments.voids.failed", "payments.voids.faild", true},
    {"invoicing.customer.invoice.paid", "invoicing.customer.invoice.payed", true},
    /* endings, which new events may have */
    {"payments.payments.accept", "payments.payments.accepted", false},
    {"payments.capture.accepted", "payments.captures.accepted", false},
    {"payments.payments.reject", "payments.payments.rejects", false},
    {"tms.networktoken.updated", "tms.networktoken.update", false},
    {"invoicing.customer.invoice.send", "invoicing.customer.invoice.sent", false},
    {"invoicing.customer.invoice.reminder", "invoicing.customer.invoice.reminded",
     false},
    /* other words */
    {"payments.payments.paid", "payments.payments.void", false},
    {"risk.profile.decision.review.5m", "risk.profile.decision.review.5d", false},
    {"payments.payments.accepted", "payments.payments.declined", false},
    {"a.b.c", "a.b.c.d", false},
    {"uc.orders.transactionresults", "uc.orders", false},
};

int
main(void)
{
	char name[200];

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		struct str a = str_from(pairs[i].a), b = str_from(pairs[i].b);

		if (!CHECK(products_misspelt(a, b) == pairs[i].slip) ||
		    !CHECK(products_misspelt(b, a) == pairs[i].slip))
			printf("\t%s, %s\n", pairs[i].a, pairs[i].b);
	}
	/* Longer words than any of ours are compared with none. */
	memset(name, 'a', sizeof(name));
	CHECK(!products_misspelt((struct str){name, sizeof(name)},
				 (struct str){name, sizeof(name) - 1}));
	return check_done();
}
