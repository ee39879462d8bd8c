/* catalogue: what is built in, look-ups, similar names, and lists merged on top. */
#include "check.h"

#include "base/buf.h"
#include "base/hash.h"
#include "service/catalogue.h"

static const char *
near_event(const struct catalogue *c, const char *product, const char *name)
{
	static char text[128];
	const struct catalogue_product *p =
	    product != NULL ? catalogue_product(c, str_from(product)) : NULL;
	const struct catalogue_event *e = catalogue_near_event(c, p, str_from(name));

	if (e == NULL)
		return "";
	snprintf(text, sizeof text, "%.*s", STR_ARG(e->name));
	return text;
}

static const char *
near_product(const struct catalogue *c, const char *id)
{
	static char text[128];
	const struct catalogue_product *p = catalogue_near_product(c, str_from(id));

	if (p == NULL)
		return "";
	snprintf(text, sizeof text, "%.*s", STR_ARG(p->id));
	return text;
}

static const struct catalogue_event *
event(const struct catalogue *c, const char *product, const char *name)
{
	return catalogue_event(c, catalogue_product(c, str_from(product)),
			       str_from(name));
}

static void
test_built_in(const struct catalogue *c)
{
	const struct catalogue_product *p, *before = NULL;
	const struct catalogue_event *e;
	size_t events = 0, products = 0;

	CHECK(str_is(catalogue_date(c), "2026-07"));
	CHECK(!catalogue_has_own(c));
	for (size_t i = 0; (p = catalogue_at(c, i)) != NULL; i++, before = p) {
		products++;
		CHECK(catalogue_product(c, p->id) == p);
		CHECK(p->enabled && p->title.len != 0);
		if (before != NULL)
			CHECK(memcmp(before->id.s, p->id.s,
				     before->id.len < p->id.len ? before->id.len
								: p->id.len) <= 0);
		for (size_t j = 0; j < p->nevents; j++, events++) {
			CHECK(p->events[j].product == p);
			CHECK(catalogue_event(c, p, p->events[j].name) ==
			      &p->events[j]);
			CHECK(p->events[j].source.len != 0);
			CHECK((p->events[j].status != CATALOGUE_REMOVED) ==
			      (p->events[j].until.len == 0));
		}
	}
	CHECK(products == 21);
	CHECK(events == 94);
	CHECK(catalogue_product(c, STR("invoicing")) == NULL);
	CHECK(catalogue_product(c, STR("")) == NULL);
	CHECK(catalogue_product(c, STR("ECHECK")) == NULL);
	CHECK(catalogue_event(c, NULL, STR("payments.payments.updated")) == NULL);
	CHECK(event(c, "eCheck", "payments.payments.accept") == NULL);
	CHECK(catalogue_product(c, STR("payments"))->mle);
	CHECK(catalogue_product(c, STR("unifiedCheckout"))->mle);
	CHECK(!catalogue_product(c, STR("eCheck"))->mle);
	CHECK(str_is(catalogue_product(c, STR("payments"))->enabled_by, "support"));
	CHECK(catalogue_product(c, STR("secureAcceptance"))->status ==
	      CATALOGUE_REMOVED);
	e = event(c, "cns", "cns.report.keyExpiration.detail");
	CHECK(e->status == CATALOGUE_REMOVED && str_is(e->until, "2025-03"));
	CHECK(str_is(event(c, "tokenManagement", "tms.networktoken.binding")->since,
		     "2025-09"));
	CHECK(catalogue_product(c, STR("tax"))->nevents == 0);
}

/* The same event in several products: those that are offered come first. */
static void
test_same(const struct catalogue *c)
{
	const struct catalogue_event *e =
	    catalogue_event_anywhere(c, STR("risk.profile.decision.reject"));

	CHECK(str_is(e->product->id, "decisionManager"));
	CHECK(str_is(e->same->product->id, "fraudManagementEssentials"));
	CHECK(e->same->same == NULL);
	e = catalogue_event_anywhere(c, STR("risk.casemanagement.addnote"));
	CHECK(str_is(e->product->id, "fraudManagementEssentials"));
	CHECK(str_is(e->same->product->id, "decisionManager"));
	e = catalogue_event_anywhere(c, STR("payments.payments.accept"));
	CHECK(str_is(e->product->id, "cardProcessing"));
	CHECK(str_is(e->same->product->id, "payments"));
	CHECK(catalogue_event_anywhere(c, STR("payments.payments.captured")) == NULL);
	CHECK(catalogue_event_anywhere(c, STR("")) == NULL);
}

static void
test_near(const struct catalogue *c)
{
	CHECK_STR(near_product(c, "invoicing"), "customerInvoicing");
	CHECK_STR(near_product(c, "TMS"), "tokenManagement");
	CHECK_STR(near_product(c, "customerinvoicing"), "customerInvoicing");
	CHECK_STR(near_product(c, "tokenManagment"), "tokenManagement");
	CHECK_STR(near_product(c, "echeck"), "eCheck");
	CHECK_STR(near_product(c, "ACH"), "eCheck");
	CHECK_STR(near_product(c, "Aura"), "accountUpdater");
	CHECK_STR(near_product(c, "something"), "");
	/* accept and accepted */
	CHECK_STR(near_event(c, "eCheck", "payments.payments.accept"),
		  "payments.payments.accepted");
	CHECK_STR(near_event(c, "cardProcessing", "payments.payments.accepted"),
		  "payments.payments.accept");
	/* singular and plural, case, a letter, a word too few */
	CHECK_STR(near_event(c, "payments", "payments.captures.status.accepted"),
		  "payments.capture.status.accepted");
	CHECK_STR(near_event(c, NULL, "Invoicing.Customer.Invoice.Paid"),
		  "invoicing.customer.invoice.paid");
	CHECK_STR(near_event(c, NULL, "invoicing.customer.invoice.payed"),
		  "invoicing.customer.invoice.paid");
	CHECK_STR(near_event(c, "payments", "payments.authorization.accepted"),
		  "payments.authorization.status.accepted");
	/* invented */
	CHECK_STR(near_event(c, "payments", "payments.authorization.status.declined"),
		  "payments.authorization.status.rejected");
	CHECK_STR(near_event(c, "cardProcessing", "payments.captures.created"),
		  "payments.captures.accept");
	CHECK(catalogue_invented_note(STR("payments.captures.created")).len != 0);
	CHECK(catalogue_invented_note(STR("payments.captures.accept")).len == 0);
	CHECK_STR(near_event(c, NULL, "zebra.crossing.closed"), "");
}

static void
test_hosts(const struct catalogue *c)
{
	CHECK(str_is(catalogue_tunnel(c, STR("abc.NGROK-free.app")), "ngrok"));
	CHECK(str_is(catalogue_tunnel(c, STR("ngrok.io.")), "ngrok"));
	CHECK(str_is(catalogue_tunnel(c, STR("webhook.site")), "webhook.site"));
	CHECK(catalogue_tunnel(c, STR("notngrok.io")).len == 0);
	CHECK(catalogue_tunnel(c, STR("ngrok.io.acme.com")).len == 0);
	CHECK(catalogue_tunnel(c, STR("")).len == 0);
	CHECK(catalogue_placeholder_host(c, STR("MyWebhookServer.com")));
	CHECK(catalogue_placeholder_host(c, STR("hooks.example.com")));
	CHECK(catalogue_placeholder_host(c, STR("test.com")));
	CHECK(!catalogue_placeholder_host(c, STR("latest.com")));
	CHECK(!catalogue_placeholder_host(c, STR("hooks.acme.com")));
	CHECK(catalogue_port_expected(443));
	CHECK(catalogue_port_expected(8443));
	CHECK(!catalogue_port_expected(8080));
	CHECK(!catalogue_port_expected(0));
}

static void
test_placeholders(const struct catalogue *c)
{
	enum catalogue_member org = CATALOGUE_ORGANIZATION_ID;

	CHECK(catalogue_placeholder(c, org, STR("organizationId")));
	CHECK(catalogue_placeholder(c, org, STR("<INSERT ORGANIZATION ID HERE>")));
	CHECK(catalogue_placeholder(c, CATALOGUE_ANY, STR("&lt;SET TO ID&gt;")));
	CHECK(catalogue_placeholder(c, CATALOGUE_PRODUCT_ID, STR("product.name")));
	CHECK(catalogue_placeholder(c, CATALOGUE_EVENT_TYPE,
				    STR("product.id.event.type")));
	CHECK(!catalogue_placeholder(c, org, STR("acme_store_1749131358")));
	CHECK(!catalogue_placeholder(c, org, STR("<%= ORG %>")));
	CHECK(!catalogue_placeholder(c, org, STR("")));
	CHECK(!catalogue_placeholder(c, CATALOGUE_NAME, STR("organizationId")));
}

static void
test_additions(void)
{
	struct catalogue *c = catalogue_new();

	CHECK(!catalogue_add(c, STR("[]")));
	CHECK(!catalogue_add(c, STR("{\"p\": 1}")));
	CHECK(!catalogue_add(c, STR("{\"p\": {}}")));
	CHECK(!catalogue_add(c, STR("{\"p\": {\"events\": [1]}}")));
	CHECK(!catalogue_add(c, STR("{\"p\": {\"events\": {\"a.b.c\": 1}}}")));
	CHECK(!catalogue_add(c, STR("{")));
	CHECK(catalogue_product(c, STR("p")) == NULL);
	CHECK(catalogue_add(c, STR("{\"payouts\": {\"title\": \"Payouts\", \"events\": "
				   "[\"payouts.payout.sent\"]}, \"cns\": {\"events\": "
				   "{\"cns.report.keyExpiration.detail\": {}}}}")));
	CHECK(str_is(catalogue_product(c, STR("payouts"))->title, "Payouts"));
	CHECK(event(c, "payouts", "payouts.payout.sent")->status == CATALOGUE_OWN);
	CHECK(event(c, "cns", "cns.report.keyExpiration.detail")->status ==
	      CATALOGUE_CURRENT);
	CHECK(event(c, "eCheck", "payments.voids.failed")->product ==
	      catalogue_product(c, STR("eCheck")));
	CHECK_STR(near_event(c, NULL, "payouts.payout.send"), "payouts.payout.sent");
	catalogue_free(c);
}

/* As the service returns it: doubles, empty products, unknown ones. */
static void
test_own(void)
{
	static const char list[] =
	    "[{\"productId\": \"eCheck\", \"eventTypes\": [{\"eventName\": "
	    "\"payments.voids.failed\", \"payloadEncryption\": true}]},"
	    "{\"productId\": \"tax\", \"eventTypes\": []},"
	    "{\"productId\": \"newOne\", \"productName\": \"New\", \"eventTypes\": "
	    "[{\"eventName\": \"new.one.made\"}]},"
	    "{\"productId\": \"eCheck\", \"eventTypes\": [{\"eventName\": "
	    "\"payments.voids.failed\"}, \"payments.voids.accepted\"]}]";
	static const char wrapped[] =
	    "{\"products\": [{\"productId\": \"tax\", \"eventTypes\": null}]}";
	struct catalogue *c = catalogue_new();

	CHECK(!catalogue_add_own(c, STR("{}")));
	CHECK(!catalogue_add_own(c, STR("{\"webhookUrl\": \"\", \"products\": []}")));
	CHECK(!catalogue_add_own(
	    c, STR("[{\"productId\": \"eCheck\", \"webhookId\": \"a\"}]")));
	CHECK(!catalogue_add_own(c, STR("[{\"eventTypes\": []}]")));
	CHECK(!catalogue_add_own(c,
				 STR("[{\"productId\": \"p\", \"eventTypes\": [1]}]")));
	CHECK(!catalogue_has_own(c));
	CHECK(catalogue_add_own(c, str_from(list)));
	CHECK(catalogue_has_own(c));
	CHECK(event(c, "eCheck", "payments.voids.failed")->enabled);
	CHECK(event(c, "eCheck", "payments.voids.failed")->mle);
	CHECK(event(c, "eCheck", "payments.voids.accepted")->enabled);
	CHECK(!event(c, "eCheck", "payments.credits.failed")->enabled);
	CHECK(catalogue_product(c, STR("eCheck"))->nevents == 6);
	CHECK(!catalogue_product(c, STR("payments"))->enabled);
	CHECK(catalogue_product(c, STR("tax"))->enabled);
	CHECK(str_is(catalogue_product(c, STR("newOne"))->title, "New"));
	CHECK(catalogue_product(c, STR("newOne"))->status == CATALOGUE_OWN);
	CHECK(event(c, "newOne", "new.one.made")->enabled);
	catalogue_free(c);

	c = catalogue_new();
	CHECK(catalogue_add_own(c, str_from(wrapped)));
	CHECK(catalogue_product(c, STR("tax"))->enabled);
	CHECK(!catalogue_product(c, STR("cns"))->enabled);
	catalogue_free(c);
	catalogue_free(NULL);
}

/* More products, and more events of one, than are looked at one by one. */
static void
test_many(void)
{
	struct catalogue *c = catalogue_new();
	const struct catalogue_product *p;
	struct buf text = BUF_INIT;

	buf_puts(&text, "{");
	for (int i = 0; i < 40; i++) {
		buf_printf(&text, "%s\"many%d\": {\"events\": [", i == 0 ? "" : ", ",
			   i);
		for (int k = 0; k < 40; k++)
			buf_printf(&text, "%s\"many.of.e%d\"", k == 0 ? "" : ", ",
				   k * (i + 1));
		buf_puts(&text, "]}");
	}
	buf_puts(&text, "}");
	CHECK(catalogue_add(c, (struct str){text.s, text.len}));
	for (size_t i = 0; (p = catalogue_at(c, i)) != NULL; i++) {
		CHECK_ALL(catalogue_product(c, p->id) == p);
		for (size_t k = 0; k < p->nevents; k++)
			CHECK_ALL(catalogue_event(c, p, p->events[k].name) ==
				  &p->events[k]);
	}
	CHECK(event(c, "many3", "many.of.e156") != NULL);
	CHECK(event(c, "many3", "many.of.e39") == NULL);
	CHECK(event(c, "many3", "many.of.e160") == NULL);
	CHECK(catalogue_product(c, STR("many40")) == NULL);
	buf_release(&text);
	catalogue_free(c);
}

int
main(void)
{
	struct catalogue *c;

	hash_seed();
	c = catalogue_new();
	test_built_in(c);
	test_same(c);
	test_near(c);
	test_hosts(c);
	test_placeholders(c);
	catalogue_free(c);
	test_additions();
	test_own();
	test_many();
	return check_done();
}
