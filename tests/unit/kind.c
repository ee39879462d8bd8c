/* kind: what a document is, by its shape alone (interface.md, "Kinds of documents"). */
#include "check.h"

#include <dirent.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "load/reader.h"
#include "service/kind.h"

struct example {
	const char *path, *want, *text;
};

#define EVENTS "\"eventTypes\": [\"invoicing.customer.invoice.paid\"]"
#define V1     "\"organizationId\": \"acme\", \"productId\": \"customerInvoicing\", " EVENTS
#define V2                                                                             \
	"\"organizationId\": \"acme\", \"products\": [{\"productId\": "                \
	"\"eCheck\", " EVENTS "}]"
#define URL  "\"webhookUrl\": \"https://hooks.acme.com/x\""
#define KEY  "\"securityPolicy\": {\"securityType\": \"KEY\"}"
#define MADE "\"webhookId\": \"fd1a3c6b-20f4-1b7e-e063-4f588e0a11c9\""

#define OURS "\"$schema\": \"https://schemas.hookvet.example/cybersource/"

/* clang-format off */
static const struct example examples[] = {
	/* the schema that a document names, if it is ours; another does not count */
	{"update.json", "create-request", "{" OURS "create-request.schema.json\"}"},
	{"a.json", "update-request", "{" OURS "update-request.schema.json#\", " V2 ", " URL "}"},
	{"a.json", "key-request", "{\"$schema\": 1, " OURS "key-request.schema.json\"}"},
	{"a.json", "create-request", "{" OURS "common.schema.json\", " V2 ", " URL "}"},
	{"a.json", "update-request", "{\"$schema\": \"../update.schema.json\", " V1 "}"},
	{"a.json", "", "{" OURS "create-request.schema.jso\"}"},
	{"a.json", "subscription-list", "[{" OURS "create-request.schema.json\"}]"},
	/* requests */
	{"a.json", "create-request", "{\"name\": \"n\", " V1 ", " URL ", " KEY "}"},
	{"a.json", "create-request", "{\"name\": \"n\", " V2 ", " URL ", " KEY "}"},
	{"a.json", "create-request", "{" V2 ", " URL "}"},
	{"a.json", "update-request", "{" V1 "}"},
	{"a.json", "update-request", "{\"name\": \"n\", " URL ", " KEY "}"},
	{"a.json", "create-request", "{\"name\": \"n\", \"productId\": \"payments\", " EVENTS ", " URL "}"},
	{"a.json", "update-request", "{\"products\": [{\"productId\": \"eCheck\", " EVENTS "}]}"},
	{"a/patch/b.json", "create-request", "{" V2 ", " URL "}"},
	{"dispatch.json", "create-request", "{" V2 ", " URL "}"},
	{"updated.json", "create-request", "{" V2 ", " URL "}"},
	{"updateall.json", "create-request", "{" V2 ", " URL "}"},
	{"dispatchz.json", "create-request", "{" V2 ", " URL "}"},
	{"patchz.json", "create-request", "{" V2 ", " URL "}"},
	{"UPDATEALL.json", "create-request", "{" V2 ", " URL "}"},
	{"PATCHZ.json", "create-request", "{" V2 ", " URL "}"},
	{"zupdate.json", "create-request", "{" V2 ", " URL "}"},
	{"aupdate.json", "create-request", "{" V2 ", " URL "}"},
	{"ZUPDATE.json", "create-request", "{" V2 ", " URL "}"},
	{"aUPDATE.json", "update-request", "{" V2 ", " URL "}"},
	{"updateAll.json", "update-request", "{" V2 ", " URL "}"},
	{"[update].json", "update-request", "{" V2 ", " URL "}"},
	{"a.patch.json", "update-request", "{" V2 ", " URL "}"},
	{"x/update-webhook.json", "update-request", "{\"name\": \"n\", " URL "}"},
	{"updateWebhook.json", "update-request", "{" URL "}"},
	{"webhookUpdate2.json", "update-request", "{" URL "}"},
	{"PATCH_1.json", "update-request", "{\"notificationScope\": {\"scope\": \"SELF\"}}"},
	{"patch.json", "update-request", "{\"retryPolicy\": {\"firstRetry\": 1}}"},
	{"a.patch.json", "update-request", "{\"name\": \"n\"}"},
	{"a.patch.json", "update-request", "{\"description\": \"d\", \"name\": \"n\"}"},
	{"patch.json", "update-request", "{" MADE ", " V1 ", " URL "}"},
	{"patch.json", "status-request", "{\"status\": \"ACTIVE\"}"},
	/* a part of a subscription changes it, whatever the file is called */
	{"a.json", "update-request", "{" URL "}"},
	{"a.json", "update-request", "{\"healthCheckUrl\": \"https://h\"}"},
	{"a.json", "update-request", "{" URL ", \"description\": \"d\"}"},
	{"a.json", "update-request", "{" URL ", " KEY "}"},
	{"a.json", "update-request", "{" V2 ", \"name\": \"n\"}"},
	{"a.json", "create-request", "{" V2 ", " KEY "}"},
	{"a.json", "create-request", "{\"organizationId\": \"a\", " URL "}"},
	{"a.json", "create-request", "{" EVENTS ", " URL "}"},
	{"a.json", "create-request", "{" V1 ", \"deactivateFlag\": true}"},
	{"x.json", "", "{" URL ", \"username\": \"bot\"}"},
	{"x.json", "", "{\"healthCheckUrl\": \"h\", \"homePageUrl\": \"h\"}"},
	{"x.json", "", "{\"name\": \"n\", \"description\": \"d\"}"},
	{"x.json", "", "{" URL},
	/* an id in a new subscription is a mistake in that */
	{"a.json", "create-request", "{" V2 ", " MADE ", " URL ", " KEY "}"},
	{"a.json", "subscription", "{" V2 ", " MADE ", " URL ", \"status\": \"ACTIVE\"}"},
	{"a.json", "subscription", "{" V2 ", " MADE "}"},
	/* what a policy holds says as much as one more member */
	{"a.json", "update-request", "{" KEY ", \"deliveryType\": \"nrtd\"}"},
	{"a.json", "", "{\"securityPolicy\": {}, \"deliveryType\": \"nrtd\"}"},
	{"a.json", "update-request", "{" KEY ", \"name\": \"n\"}"},
	{"a.json", "update-request", "{" KEY "}"},
	{"a.json", "", "{" KEY ", \"id\": 1}"},
	{"a.json", "update-request", "{\"retryPolicy\": {\"firstRetry\": 1}, \"deliveryType\": \"nrtd\"}"},
	{"a.json", "update-request", "{\"retryPolicy\": {\"firstRetry\": 1}, \"name\": \"n\"}"},
	{"a.json", "update-request", "{\"retryPolicy\": {\"firstRetry\": 1}}"},
	{"a.json", "", "{\"retryPolicy\": {\"attempts\": 1}}"},
	{"a.json", "", "{\"retryPolicy\": {\"firstRetry\": 1}, \"timeout\": 1}"},
	{"a.json", "", "{\"eventTypes\": [\"click\"]}"},
	{"a.json", "", "{\"deliveryType\": [{\"productId\": \"p\"}]}"},
	{"a.json", "", "{\"payloads\": [{\"productId\": \"p\"}]}"},
	/* broken ones must not pass unseen */
	{"a.json", "create-request", "{\"webhook_url\": \"https://h\", \"organization_id\": \"a\", \"event_types\": []}"},
	{"a.json", "create-request", "{\"webhookURL\": \"https://h\", \"organizationID\": \"a\", \"product\": \"p\"}"},
	{"a.json", "create-request", "{\"name\": \"n\", \"organizationId\": \"a\", \"productId\": \"p\", \"eventType\": [\"a.b.c\"], \"webhookUrl\": \"u\"}"},
	{"a.json", "update-request", "{\"organisationId\": \"a\", \"productId\": \"p\", \"eventTypes\": \"a.b.c\"}"},
	{"a.json", "update-request", "{\"notificationScop\": \"SELF\", \"webhookUrl\": 1}"},
	{"a.json", "create-request", "{\"name\": \"n\", " V1 ", " URL ", }"},
	{"a.json", "create-request", "{\"name\": \"n\", " V1 " " URL},
	{"a.json", "create-request", "{" V1 ", " URL ", \"version\": \"3\", \"status\": \"ACTIVE\"}"},
	{"a.json", "status-request", "{\"status\": \"active\"}"},
	{"a.json", "status-request", "{\"Status\": \"ACTVE\"}"},
	{"a.json", "status-request", "{\"status\": \"DISABLED\"}"},
	{"a.json", "status-request", "{\"status\": \"${STATUS}\"}"},
	{"a.json", "status-request", "{\"status\": \"SUSPENDED\"}"},
	{"a.json", "status-request", "{\"status\": \"successfully deleted\"}"},
	/* responses */
	{"a.json", "subscription", "{" V1 ", " MADE ", " URL ", \"createdOn\": \"2026-07-01T00:00:00Z\"}"},
	{"a.json", "subscription", "{" V2 ", \"createdOn\": \"2026-07-01T00:00:00Z\"}"},
	{"a.json", "subscription", "{" V2 ", \"webhookID\": \"fd1a3c6b\", \"createdON\": \"\"}"},
	{"a.json", "subscription-list", "[{" V1 ", " MADE ", " URL "}]"},
	{"a.json", "subscription-list", "[1, {" V1 ", " MADE ", " URL "}]"},
	{"a.json", "subscription-list", "[{" V2 ", " URL "}]"},
	{"a.json", "subscription-list", "[{" URL "}]"},
	{"a.json", "product-list", "[{\"productId\": \"p\", \"eventTypes\": [{\"eventName\": \"a.b.c\"}]}]"},
	{"a.json", "product-list", "[{\"productId\": \"p\", \"eventTypes\": []}]"},
	{"a.json", "product-list", "[{\"productId\": \"p\", \"productName\": \"P\", \"eventTypes\": []}]"},
	{"a.json", "product-list", "{\"products\": [{\"productId\": \"p\", \"eventTypes\": [{\"eventName\": \"a.b.c\"}]}]}"},
	{"a.json", "product-list", "{\"productId\": \"p\", \"eventTypes\": [{\"eventName\": \"a.b.c\"}]}"},
	{"a.json", "product-list", "{\"productId\": \"p\", \"eventTypes\": [\"a.b.c\"]}"},
	{"a.json", "product-list", "{\"eventName\": \"a.b.c\", \"payloadEncryption\": true}"},
	{"a.json", "test-response", "{" MADE ", \"eventType\": \"a.b.c\", \"eventDate\": \"2026-05-08T16:15:23\", \"requestType\": \"NEW\", \"transactionTraceId\": \"x\"}"},
	{"a.json", "test-response", "{" MADE ", \"eventType\": \"a.b.c\", \"payloads\": {\"testPayload\": {\"message\": \"m\"}}}"},
	{"a.json", "notification", "{\"notificationId\": \"n\", \"retryNumber\": 0, \"eventType\": \"a.b.c\", " MADE ", \"payloads\": []}"},
	{"a.json", "notification", "{\"eventType\": \"a.b.c\", \"eventDate\": \"2026-05-08T16:15:23\", " MADE ", \"payload\": {}}"},
	{"a.json", "key-request", "{\"clientRequestAction\": \"CREATE\", \"keyInformation\": {}}"},
	{"a.json", "key-request", "{\"keyInformation\": {\"provider\": \"nrtd\"}}"},
	{"a.json", "key-request", "{\"ClientRequestAction\": \"CREATE\", \"keyinformation\": {\"provider\": \"nrtd\"}}"},
	{"a.json", "key-response", "{\"submitTimeUtc\": \"t\", \"status\": \"SUCCESS\", \"keyInformation\": {\"keyId\": \"k\"}}"},
	{"a.json", "replay-request", "{\"byDeliveryStatus\": {\"status\": \"FAILED\"}}"},
	{"a.json", "replay-request", "{\"byTransactionTraceIdentifiers\": []}"},
	{"a.json", "replay-request", "{\"transactionTraceIdentifiers\": []}"},
	{"a.json", "replay-request", "{\"byTransactionTraceIdentifier\": []}"},
	{"a.json", "error-response", "{\"reason\": \"NOT_FOUND\", \"message\": \"m\", \"details\": []}"},
	{"a.json", "error-response", "{\"message\": \"m\", \"details\": [{\"field\": \"f\", \"reason\": \"r\"}]}"},
	{"a.json", "error-response", "{\"statusCode\": 404, \"message\": \"No subscription found\"}"},
	{"a.json", "error-response", "{\"response\": {\"rmsg\": \"Record already exists\"}}"},
	{"x.json", "", "{\"statusCode\": 404}"},
	{"x.json", "", "{\"response\": {\"msg\": \"m\"}}"},
	{"a.json", "notification", "{\"encryptedPayload\": \"eyJh.AA.BB.CC-_.DD\"}"},
	{"a.json", "notification", "{\"encryptedResponse\": \"eyJh.AA.BB.CC.DD\"}"},
	{"a.json", "notification", "{\"encryptedRequest\": \"eyJh..BB.CC.DD\"}"},
	{"a.json", "notification", "{\"encData\": \"eyJh.AA.BB.CC.DD\", \"kid\": \"1\"}"},
	{"x.json", "", "{\"encData\": \"eyJh.AA.BB\"}"},
	{"x.json", "", "{\"encData\": \"eyJh.AA.BB.CC.D D\"}"},
	{"x.json", "", "{\"data\": \"eyJh.AA.BB.CC.DD\"}"},
	{"a.json", "key-response", "{\"submitTimeUtc\": \"2026-07-28T10:11:12Z\", \"status\": \"SUCCESS\"}"},
	{"x.json", "", "{\"submitTimeUtc\": \"2026-07-28T10:11:12Z\", \"status\": \"AUTHORIZED\", \"id\": \"1\"}"},
	{"a.json", "pair", "{\"request\": {" V1 ", " URL "}, \"response\": {" V1 ", " MADE ", " URL "}}"},
	{"a.json", "pair", "{\"request\": {" V1 ", " URL "}, \"response\": {\"reason\": \"r\", \"message\": \"m\"}}"},
	/* what is none of ours */
	{"package.json", "", "{\"name\": \"x\", \"version\": \"1.0.0\", \"description\": \"d\", \"scripts\": {}, \"dependencies\": {}}"},
	{"package.json", "", "{\"name\": \"x\", \"version\": \"1.0.0\", \"description\": \"d\"}"},
	{"tsconfig.json", "", "{\"compilerOptions\": {\"target\": \"es6\"}, \"include\": [\"src\"]}"},
	{"map.geojson", "", "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"properties\": {\"name\": \"x\"}}]}"},
	{"x.json", "", "{\"status\": \"ok\"}"},
	{"x.json", "", "{\"status\": 200}"},
	{"x.json", "", "{\"status\": \"success\", \"data\": {}}"},
	{"x.json", "", "{\"webhookUrl\": \"https://hooks.slack.com/services/x\", \"channel\": \"#ops\", \"username\": \"bot\"}"},
	{"x.json", "", "{\"products\": [{\"id\": 1, \"name\": \"shoe\", \"price\": 3}]}"},
	{"x.json", "", "{\"name\": \"x\", \"organizationId\": \"o\", \"projects\": []}"},
	{"x.json", "", "{\"retryPolicy\": {\"attempts\": 3}, \"timeout\": 10, \"name\": \"queue\"}"},
	{"x.json", "", "[{\"id\": 1, \"name\": \"n\", \"createdOn\": \"2026-01-01\", \"updatedOn\": \"2026-01-01\"}]"},
	{"x.json", "", "{\"request\": {\"method\": \"GET\", \"url\": \"http://h\"}, \"response\": {\"status\": 200}}"},
	{"x.json", "", "{\"error\": \"x\", \"message\": \"m\"}"},
	{"x.json", "", "{\"message\": \"hello\"}"},
	{"x.json", "", "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\": \"object\", \"properties\": {\"webhookUrl\": {\"type\": \"string\"}}}"},
	{"x.json", "", "{\"openapi\": \"3.0.0\", \"info\": {\"title\": \"t\"}, \"paths\": {}, \"components\": {}}"},
	{"x.json", "", "{\"eventType\": \"click\", \"timestamp\": 1, \"payload\": {}}"},
	{"x.json", "", "{\"productId\": 5, \"quantity\": 2}"},
	{"x.json", "", "{\"version\": 1, \"rules\": {\"retry-too-late\": \"error\"}, \"files\": []}"},
	{"update.json", "", "{\"name\": \"x\", \"version\": \"1.0.0\"}"},
	{"x.json", "", "{\"host\": \"h\", \"port\": 1, \"db\": \"d\", \"user\": \"u\", \"pool\": 1, \"debug\": true, \"log\": 1, \"cache\": 1, \"ttl\": 1, \"webhookUrl\": \"u\", \"organizationId\": \"o\"}"},
	{"x.json", "", "{}"},
	{"x.json", "", "[]"},
	{"x.json", "", "[[], 1, \"x\", null]"},
	{"x.json", "", "\"webhookUrl\""},
	{"x.json", "", "17"},
	{"x.json", "", ""},
	{"x.json", "", "{"},
};
/* clang-format on */

static const char *
kind_of(struct arena *a, const char *path, const char *text, size_t len)
{
	struct doc d = {.name = path, .text = {text, len}, .first_line = 1};
	struct diags ds;
	const char *name;

	diags_init(&ds, a, NULL, d.text);
	reader_read(&d, &ds, a); /* with findings, so that it reads on after an error */
	name = kind_name(kind_find(doc_root(&d), path));
	return name != NULL ? name : "";
}

static void
test_examples(struct arena *a)
{
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		const struct example *e = &examples[i];
		const char *got = kind_of(a, e->path, e->text, strlen(e->text));

		if (!CHECK_STR(got, e->want))
			printf("\t%s: %s\n", e->path, e->text);
		arena_reset(a);
	}
}

static void
test_names(void)
{
	enum kind k;

	for (int i = KIND_NONE + 1; i < KIND_COUNT; i++) {
		CHECK(kind_name((enum kind)i) != NULL);
		CHECK(kind_meaning((enum kind)i) != NULL);
		CHECK(kind_parse(str_from(kind_name((enum kind)i)), &k) && (int)k == i);
	}
	CHECK(kind_name(KIND_NONE) == NULL);
	CHECK(!kind_parse(STR("create"), &k));
	CHECK(!kind_parse(STR(""), &k));
}

/* The sample documents, by what their names say. */
static const char *
sample_kind(const char *folder, const char *name)
{
	if (strcmp(folder, "products") == 0)
		return "product-list";
	if (strstr(name, "replay-") != NULL)
		return "replay-request";
	if (strstr(name, "status-put") != NULL ||
	    strstr(name, "patch-status") != NULL || strstr(name, "delete") != NULL)
		return "status-request";
	if (strstr(name, "patch-example") != NULL ||
	    strstr(name, "update-webhook") != NULL)
		return "update-request";
	if (strstr(name, "retrypolicy-fragment") != NULL)
		return "";
	if (strstr(name, "keys-sym") != NULL || strstr(name, "symmetric-key") != NULL)
		return strstr(name, "response") != NULL ? "key-response"
							: "key-request";
	if (strcmp(folder, "requests") == 0)
		return "create-request";
	if (strstr(name, "notification") != NULL)
		return "notification";
	if (strstr(name, "test-webhook") != NULL)
		return "test-response";
	if (strstr(name, "products") != NULL)
		return "product-list";
	return "subscription";
}

static void
test_sample(struct arena *a, const char *folder, const char *path, const char *name)
{
	FILE *fp = fopen(path, "rb");
	char *text;
	size_t len;

	if (!CHECK(fp != NULL))
		return;
	text = arena_alloc(a, 1 << 16);
	len = fread(text, 1, 1 << 16, fp);
	fclose(fp);
	if (!CHECK_STR(kind_of(a, path, text, len), sample_kind(folder, name)))
		printf("\t%s\n", path);
	arena_reset(a);
}

static void
test_samples(struct arena *a)
{
	static const char *const folders[] = {"requests", "responses", "products"};
	const char *shared = getenv("SHARED");

	for (size_t i = 0; i < 3; i++) {
		char dir[1024], path[2048];
		DIR *d;

		snprintf(dir, sizeof dir, "%s/data/samples/%s",
			 shared != NULL ? shared : "../shared", folders[i]);
		if ((d = opendir(dir)) == NULL) {
			CHECK_SKIP();
			continue;
		}
		for (struct dirent *e; (e = readdir(d)) != NULL;) {
			if (e->d_name[0] == '.' || strstr(e->d_name, ".source") != NULL)
				continue;
			snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
			test_sample(a, folders[i], path, e->d_name);
		}
		closedir(d);
	}
}

int
main(void)
{
	struct arena *a = arena_new();

	hash_seed();
	test_examples(a);
	test_names();
	test_samples(a);
	arena_free(a);
	return check_done();
}
