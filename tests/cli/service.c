/*
 * service: a small model of the service, for the tests of drift.
 *
 *   service make SEED DIR [prune]   writes random definitions into DIR/defs, and into
 *                                   DIR/state what was deployed of them some time ago
 *   service apply STATE PLAN        does what the plan says and writes the state anew
 *
 * It has one subscription for each product of an organization, makes them as the
 * documentation says, fills in defaults, and refuses what the service refuses: then it
 * says why and ends with status 1.
 */
#include <errno.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

static const struct {
	const char *id, *events[3];
} products[] = {
    {"customerInvoicing",
     {"invoicing.customer.invoice.send", "invoicing.customer.invoice.paid",
      "invoicing.customer.invoice.cancel"}},
    {"eCheck",
     {"payments.payments.accepted", "payments.payments.failed",
      "payments.voids.failed"}},
    {"decisionManager",
     {"risk.casemanagement.decision.accept", "risk.casemanagement.decision.reject",
      "risk.profile.decision.reject"}},
    {"fraudManagementEssentials",
     {"risk.casemanagement.addnote", "risk.profile.decision.monitor",
      "risk.profile.decision.review"}},
    {"payByLink", {"payByLink.merchant.payment", "payByLink.customer.payment", NULL}},
    {"recurringBilling",
     {"rbs.subscriptions.charge.failed", "rbs.subscriptions.charge.pre-notified",
      "rbs.subscriptions.charge.created"}},
    {"tokenManagement",
     {"tms.networktoken.updated", "tms.networktoken.provisioned",
      "tms.networktoken.binding"}},
    {"alternativePaymentMethods", {"payments.payments.updated", NULL, NULL}},
};

static const char *const organizations[] = {"acme_webshop", "acme_store"};

/* As the service fills them in. */
static const struct {
	const char *name;
	int value; /* -1: "ARITHMETIC", -2: false */
} retry[] = {
    {"algorithm", -1},
    {"firstRetry", 1},
    {"interval", 1},
    {"numberOfRetries", 3},
    {"deactivateFlag", -2},
    {"repeatSequenceCount", 0},
    {"repeatSequenceWaitTime", 0},
};

static uint64_t state;

/* A number below n. */
static unsigned
dice(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % n;
}

static void __attribute__((noreturn, format(printf, 1, 2))) refuse(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	putc('\n', stderr);
	exit(1);
}

static const char *
text(const json_t *object, const char *name)
{
	const char *s = json_string_value(json_object_get(object, name));

	return s != NULL ? s : "";
}

static void
set_text(json_t *object, const char *name, const char *value)
{
	json_object_set_new(object, name, json_string(value));
}

static void
save(const char *path, json_t *v)
{
	if (json_dump_file(v, path, JSON_INDENT(2)) != 0)
		refuse("cannot write %s: %s", path, strerror(errno));
}

/* -- the service */

static json_t *
find_product(const json_t *list, const char *id)
{
	size_t i;
	json_t *product;

	json_array_foreach(list, i, product)
	{
		if (strcmp(text(product, "productId"), id) == 0)
			return product;
	}
	return NULL;
}

/* Whether a subscription other than own has one of the products. */
static void
refuse_taken(const json_t *all, const json_t *own, const char *organization,
	     const json_t *list)
{
	size_t i, k;
	json_t *other, *product;

	if (json_array_size(list) == 0)
		refuse("no products");
	json_array_foreach(all, i, other)
	{
		if (other == own ||
		    strcmp(text(other, "organizationId"), organization) != 0)
			continue;
		json_array_foreach(list, k, product)
		{
			if (find_product(json_object_get(other, "products"),
					 text(product, "productId")) != NULL)
				refuse("Record already exists: %s of %s",
				       text(product, "productId"), organization);
		}
	}
}

/* Numbers, booleans and upper case; the port of a URL without one. */
static void
write_as_service(json_t *s)
{
	json_t *policy = json_object_get(s, "retryPolicy"), *v;
	static const char *const urls[] = {"webhookUrl", "healthCheckUrl"};

	if (policy == NULL)
		json_object_set_new(s, "retryPolicy", policy = json_object());
	for (size_t i = 0; i < COUNT(retry); i++) {
		v = json_object_get(policy, retry[i].name);
		if (v == NULL)
			v = retry[i].value >= 0    ? json_integer(retry[i].value)
			    : retry[i].value == -1 ? json_string("ARITHMETIC")
						   : json_false();
		else if (retry[i].value == -2)
			v = json_is_true(v) ||
				    strcmp(text(policy, retry[i].name), "true") == 0
				? json_true()
				: json_false();
		else if (json_is_string(v) && retry[i].value >= 0)
			v = json_integer(strtol(json_string_value(v), NULL, 10));
		else
			continue;
		json_object_set_new(policy, retry[i].name, v);
	}
	v = json_object_get(s, "securityPolicy");
	if (v == NULL)
		json_object_set_new(s, "securityPolicy", v = json_object());
	set_text(v, "securityType", "KEY");
	set_text(v, "digitalSignatureEnabled", "yes");
	if (json_object_get(s, "notificationScope") == NULL)
		set_text(s, "notificationScope", "DESCENDANTS");
	for (size_t i = 0; i < COUNT(urls); i++) {
		const char *url = text(s, urls[i]), *host = strstr(url, "://");
		const char *slash = host != NULL ? strchr(host + 3, '/') : NULL;
		char out[200];

		if (slash == NULL || memchr(host + 3, ':', (size_t)(slash - host - 3)))
			continue;
		snprintf(out, sizeof(out), "%.*s:443%s", (int)(slash - url), url,
			 slash);
		set_text(s, urls[i], out);
	}
}

static void
refuse_members(const json_t *body)
{
	static const char *const settable[] = {
	    "name",          "description",    "organizationId",    "products",
	    "webhookUrl",    "healthCheckUrl", "notificationScope", "retryPolicy",
	    "securityPolicy"};
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)body, name, value)
	{
		size_t i = 0;

		while (i < COUNT(settable) && strcmp(settable[i], name) != 0)
			i++;
		if (i == COUNT(settable) || json_is_null(value))
			refuse("%s cannot be set so", name);
	}
	if (json_object_size(body) == 0)
		refuse("nothing is set");
	if (json_object_get(json_object_get(body, "securityPolicy"), "proxyType"))
		refuse("proxyType is of version 1");
}

static void
create(json_t *all, json_t *body, char *id, size_t size)
{
	static unsigned made;
	json_t *s = json_deep_copy(body);

	refuse_members(body);
	if (*text(body, "organizationId") == '\0' || *text(body, "webhookUrl") == '\0')
		refuse("organizationId or webhookUrl is missing");
	refuse_taken(all, NULL, text(body, "organizationId"),
		     json_object_get(body, "products"));
	snprintf(id, size, "%08x-8c1d-7b42-e063-%012zx", made++, json_array_size(all));
	set_text(s, "webhookId", id);
	set_text(s, "status",
		 *text(s, "healthCheckUrl") != '\0' ? "ACTIVE" : "INACTIVE");
	set_text(s, "createdOn", "2026-07-02T15:39:56.931Z");
	set_text(s, "version", "3");
	write_as_service(s);
	json_array_append_new(all, s);
}

/* Of the policies the half of all services takes what is there, the other what is new. */
static void
update(json_t *all, json_t *s, json_t *body)
{
	const char *name, *organization = text(body, "organizationId");
	json_t *list = json_object_get(body, "products"), *value;

	refuse_members(body);
	refuse_taken(all, s, *organization ? organization : text(s, "organizationId"),
		     list != NULL ? list : json_object_get(s, "products"));
	json_object_foreach(body, name, value)
	{
		json_t *old = json_object_get(s, name);

		if (json_is_object(value) && json_is_object(old) &&
		    text(s, "webhookId")[7] % 2 == 0)
			json_object_update(old, value);
		else
			json_object_set_new(s, name, json_deep_copy(value));
	}
	write_as_service(s);
}

static void
set_status(json_t *s, const json_t *body)
{
	const char *now = text(s, "status"), *wanted = text(body, "status");

	if (strcmp(now, "ACTIVE") != 0 && strcmp(now, "INACTIVE") != 0)
		refuse("%s is left by the gateway only", now);
	if (strcmp(wanted, "ACTIVE") != 0 && strcmp(wanted, "INACTIVE") != 0)
		refuse("there is no status %s to set", wanted);
	set_text(s, "status", wanted);
}

static size_t
find(const json_t *all, const char *id)
{
	size_t i;
	json_t *s;

	json_array_foreach(all, i, s)
	{
		if (strcmp(text(s, "webhookId"), id) == 0)
			return i;
	}
	refuse("404: there is no %s", id);
}

static void
request(json_t *all, const json_t *r, char *made, size_t size)
{
	static const char root[] = "/notification-subscriptions/v2/webhooks";
	const char *method = text(r, "method"), *path = text(r, "path");
	json_t *body = json_object_get(r, "body");
	char id[64];
	size_t at, len;

	if (strncmp(path, root, sizeof(root) - 1) != 0)
		refuse("404: %s", path);
	path += sizeof(root) - 1;
	if (strcmp(method, "POST") == 0 && *path == '\0') {
		create(all, body, made, size);
		return;
	}
	len = strcspn(++path, "/");
	snprintf(id, sizeof(id), "%.*s", (int)len, path);
	path += len;
	at = find(all, strcmp(id, "{webhookId}") == 0 ? made : id);
	if (strcmp(method, "PATCH") == 0 && *path == '\0')
		update(all, json_array_get(all, at), body);
	else if (strcmp(method, "PUT") == 0 && strcmp(path, "/status") == 0)
		set_status(json_array_get(all, at), body);
	else if (strcmp(method, "DELETE") == 0 && *path == '\0')
		json_array_remove(all, at);
	else
		refuse("405: %s %s", method, path);
}

static void
apply(const char *path, const char *plan)
{
	json_t *all = json_load_file(path, 0, NULL), *r;
	FILE *fp = fopen(plan, "r");
	char made[64] = "";

	if (all == NULL || fp == NULL)
		refuse("cannot read %s or %s", path, plan);
	while ((r = json_loadf(fp, JSON_DISABLE_EOF_CHECK, NULL)) != NULL) {
		request(all, r, made, sizeof(made));
		json_decref(r);
	}
	fclose(fp);
	save(path, all);
	json_decref(all);
}

/* -- definitions, and what became of them */

static json_t *
some_events(size_t product)
{
	json_t *list = json_array();
	unsigned from = dice(3);

	for (unsigned i = 0; i < 3; i++) {
		const char *event = products[product].events[(from + i) % 3];

		if (event != NULL && (json_array_size(list) == 0 || dice(2)))
			json_array_append_new(list, json_string(event));
	}
	return list;
}

static json_t *
entry(size_t product)
{
	return json_pack("{s:s, s:o}", "productId", products[product].id, "eventTypes",
			 some_events(product));
}

static void
some_retries(json_t *policy)
{
	for (size_t i = 0; i < COUNT(retry); i++) {
		unsigned n = dice(4);
		char digits[16];

		if (retry[i].value < 0 || n == 0)
			continue;
		snprintf(digits, sizeof(digits), "%u", n * 5);
		json_object_set_new(policy, retry[i].name,
				    dice(4) ? json_integer(n * 5)
					    : json_string(digits));
	}
	if (dice(2))
		json_object_set_new(policy, "deactivateFlag",
				    dice(2) ? json_true() : json_string("true"));
}

/* The scope CUSTOM: one or two of three, as a list or with a comma. */
static json_t *
some_organizations(void)
{
	static const char *const names[] = {"acme_north", "acme_south", "acme_west"};
	unsigned first = dice(3), second = (first + 1 + dice(2)) % 3;
	json_t *data;

	if (dice(3) == 0)
		data = json_sprintf("%s,%s", names[first], names[second]);
	else if (dice(2))
		data = json_pack("[s, s]", names[first], names[second]);
	else
		data = json_pack("[s]", names[first]);
	return json_pack("{s:s, s:o}", "scope", "CUSTOM", "scopeData", data);
}

/* Not quite clean, but without an error. */
static json_t *
definition(unsigned number, const char *organization, json_t *list)
{
	json_t *d = json_object(), *policy = json_object();
	char s[100];

	snprintf(s, sizeof(s), "Subscription %u", number);
	set_text(d, "name", s);
	if (dice(2))
		set_text(d, "description", "What it is for");
	set_text(d, "organizationId", organization);
	snprintf(s, sizeof(s), "https://hooks%s.acme-webshop.com%s/%u",
		 dice(2)      ? ""
		 : number % 2 ? "2"
			      : "3",
		 dice(3) ? "" : ":443", number);
	set_text(d, "webhookUrl", s);
	if (dice(3))
		set_text(d, "healthCheckUrl", "https://hooks.acme-webshop.com/health");
	if (dice(2))
		set_text(d, "notificationScope", dice(2) ? "SELF" : "DESCENDANTS");
	else if (dice(3) == 0)
		json_object_set_new(d, "notificationScope", some_organizations());
	some_retries(policy);
	if (json_object_size(policy) != 0)
		json_object_set(d, "retryPolicy", policy);
	json_decref(policy);
	json_object_set_new(
	    d, "securityPolicy",
	    json_pack("{s:s}", "securityType", dice(2) ? "KEY" : "key"));
	if (dice(8) == 0)
		set_text(d, "status", "INACTIVE");
	if (json_array_size(list) == 1 && dice(2)) {
		json_object_update(d, json_array_get(list, 0));
		json_decref(list);
		if (json_object_get(d, "notificationScope") == NULL)
			set_text(d, "notificationScope", "SELF");
	} else {
		json_object_set_new(d, "products", list);
	}
	return d;
}

/* What the service has of it. */
static json_t *
deployed(const json_t *d, unsigned number)
{
	json_t *s = json_deep_copy(d);
	char id[64];

	snprintf(id, sizeof(id), "%08x-2000-7b42-e063-2a588d0a4c71", number);
	if (json_object_get(s, "products") == NULL) {
		json_object_set_new(s, "products",
				    json_pack("[{s:O, s:O}]", "productId",
					      json_object_get(s, "productId"),
					      "eventTypes",
					      json_object_get(s, "eventTypes")));
		json_object_del(s, "productId");
		json_object_del(s, "eventTypes");
	}
	set_text(s, "webhookId", id);
	set_text(s, "status", dice(4) ? "ACTIVE" : "INACTIVE");
	write_as_service(s);
	return s;
}

/* Somebody changed it by hand; never so that it has more than the definition. */
static void
meddle(json_t *s)
{
	json_t *list = json_object_get(s, "products");

	if (dice(3) == 0)
		set_text(s, "webhookUrl", "https://old.acme-webshop.com/hooks");
	if (dice(3) == 0 && json_object_get(s, "description") != NULL)
		set_text(s, "description", "What it was for");
	if (dice(4) == 0)
		json_object_del(s, "healthCheckUrl");
	if (dice(3) == 0)
		set_text(s, "notificationScope", dice(2) ? "SELF" : "DESCENDANTS");
	else if (dice(2) && json_is_object(json_object_get(s, "notificationScope")))
		json_object_set_new(s, "notificationScope", some_organizations());
	if (dice(3) == 0) {
		some_retries(json_object_get(s, "retryPolicy"));
		write_as_service(s);
	}
	if (dice(3) == 0)
		json_object_set_new(json_array_get(list, 0), "eventTypes",
				    json_pack("[s]", "risk.profile.decision.reject"));
	if (dice(3) == 0 && json_array_size(list) > 1)
		json_array_remove(list, json_array_size(list) - 1);
}

static void
move_last(const json_t *from, json_t *to)
{
	json_t *list = json_object_get(from, "products");
	size_t last = json_array_size(list) - 1;

	if (last == 0)
		return;
	json_array_append(json_object_get(to, "products"), json_array_get(list, last));
	json_array_remove(list, last);
}

/* Two exchange a product, or one gives the other one, if each keeps its first. */
static void
pass_on(const json_t *all)
{
	unsigned n = (unsigned)json_array_size(all);
	json_t *a = json_array_get(all, dice(n)), *b = json_array_get(all, dice(n));
	json_t *given = json_object();

	json_object_set_new(given, "products", json_array());
	if (a != b &&
	    strcmp(text(a, "organizationId"), text(b, "organizationId")) == 0) {
		json_array_append(json_object_get(given, "products"), json_null());
		move_last(a, given);
		if (dice(4) != 0)
			move_last(b, a);
		move_last(given, b);
	}
	json_decref(given);
}

struct world {
	const char *folder;
	json_t *all;
	json_t *managed; /* those of all that a definition has */
	unsigned number;
	bool prune;
};

static void
add_definition(struct world *w, const char *organization, json_t *list)
{
	char path[300];
	json_t *d = definition(++w->number, organization, list);

	snprintf(path, sizeof(path), "%s/defs/%u.json", w->folder, w->number);
	save(path, d);
	if (dice(5) != 0) {
		json_t *s = deployed(d, w->number);

		json_array_append(w->managed, s);
		json_array_append_new(w->all, s);
		if (dice(2))
			meddle(s);
	}
	json_decref(d);
}

/* One that no definition has; where it is deleted it may be in the way. */
static void
add_other(struct world *w, const char *organization, size_t product)
{
	json_t *d =
	    definition(++w->number, organization, json_pack("[o]", entry(product)));

	json_object_del(d, "status");
	json_array_append_new(w->all, deployed(d, w->number));
	json_decref(d);
}

static void
add_in_the_way(struct world *w)
{
	json_t *from = json_array_get(w->all, dice((unsigned)json_array_size(w->all))),
	       *list = json_object_get(from, "products");
	size_t last = json_array_size(list) - 1, i = 0;

	while (strcmp(text(json_array_get(list, last), "productId"), products[i].id) !=
	       0)
		i++;
	if (last == 0)
		return;
	json_array_remove(list, last);
	add_other(w, text(from, "organizationId"), i);
}

static void
make(struct world *w)
{
	char path[300];

	json_t *movable;

	w->all = json_array();
	w->managed = json_array();
	for (size_t o = 0; o < COUNT(organizations); o++) {
		for (size_t i = 0; i < COUNT(products);) {
			json_t *list = json_array();
			unsigned n = 1 + dice(3);

			if (dice(5) == 0)
				add_other(w, organizations[o], i++);
			for (; n != 0 && i < COUNT(products); n--)
				json_array_append_new(list, entry(i++));
			if (json_array_size(list) != 0)
				add_definition(w, organizations[o], list);
			else
				json_decref(list);
		}
	}
	/* what another has that stays is not to be had */
	movable = w->prune ? w->all : w->managed;
	for (unsigned n = dice(12); n != 0 && json_array_size(movable) != 0; n--)
		pass_on(movable);
	if (w->prune && json_array_size(w->all) != 0)
		add_in_the_way(w);
	snprintf(path, sizeof(path), "%s/state", w->folder);
	save(path, w->all);
	json_decref(w->managed);
	json_decref(w->all);
}

int
main(int argc, char **argv)
{
	struct world w = {.folder = argc > 3 ? argv[3] : ""};

	if (argc == 4 && strcmp(argv[1], "apply") == 0) {
		apply(argv[2], argv[3]);
		return 0;
	}
	if (argc < 4 || strcmp(argv[1], "make") != 0)
		refuse("usage: service make SEED DIR [prune] | apply STATE PLAN");
	state = strtoull(argv[2], NULL, 10) * UINT64_C(0x9e3779b97f4a7c15) + 1;
	w.prune = argc > 4;
	make(&w);
	return 0;
}
