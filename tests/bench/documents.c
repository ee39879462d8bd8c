/*
 * documents: subscriptions to measure with, as many as are wanted.
 *
 *     documents [-d] [-f EVERY] [-s SEED] files DIR N    DIR/00000.json ..., requests
 *     documents [-d] [-f EVERY] [-s SEED] lines N        a create request a line
 *     documents [-d] [-f EVERY] [-s SEED] array BYTES    what the service holds
 *
 * The models are corpus/examples: both API versions, products with events of theirs,
 * other names, hosts (of 384), paths and retries each time; with -d each has a host of
 * its own, and its members in another order.  Document i depends on the seed and on i
 * alone, and each is another delivery.  None has anything that a rule would speak
 * of, but with -f every EVERYth (the one after i = EVERY/2) has one mistake, of several
 * kinds in turn; within an array none is of syntax.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct product {
	const char *id;
	const char *events[8];
};

/* What the guide of the day has; the rest gets notes. */
static const struct product products[] = {
    {"customerInvoicing",
     {"invoicing.customer.invoice.cancel", "invoicing.customer.invoice.paid",
      "invoicing.customer.invoice.partial-payment", "invoicing.customer.invoice.send",
      "invoicing.customer.invoice.reminder",
      "invoicing.customer.invoice.overdue-reminder"}},
    {"eCheck",
     {"payments.payments.accepted", "payments.payments.failed",
      "payments.credits.accepted", "payments.credits.failed", "payments.voids.accepted",
      "payments.voids.failed"}},
    {"decisionManager",
     {"risk.casemanagement.decision.accept", "risk.casemanagement.decision.reject",
      "risk.profile.decision.reject"}},
    {"fraudManagementEssentials",
     {"risk.casemanagement.decision.accept", "risk.casemanagement.decision.reject",
      "risk.casemanagement.addnote", "risk.profile.decision.reject",
      "risk.profile.decision.monitor", "risk.profile.decision.review"}},
    {"recurringBilling",
     {"rbs.subscriptions.charge.failed", "rbs.subscriptions.charge.pre-notified",
      "rbs.subscriptions.charge.created"}},
    {"tokenManagement",
     {"tms.networktoken.updated", "tms.networktoken.provisioned",
      "tms.networktoken.binding"}},
    {"payByLink", {"payByLink.merchant.payment", "payByLink.customer.payment"}},
};

static const char *const adjectives[] = {"acme",  "north", "green",  "silver",
					 "rapid", "old",   "bright", "harbour"};
static const char *const nouns[] = {"webshop", "store",  "books",   "market",
				    "garden",  "travel", "tickets", "outfitters"};
static const char *const domains[] = {"com", "net", "de", "co.uk", "io", "com.br"};
static const char *const receivers[] = {
    "ledger", "warehouse", "shop", "reporting service", "help desk", "ERP"};
static const char *const matters[] = {"invoices", "checks",   "orders",
				      "refunds",  "accounts", "tokens"};

/* The first of FROM in the text becomes TO. */
static const struct fault {
	const char *from, *to;
	bool syntax;
} faults[] = {
    {"\"webhookUrl\"", "\"webhookURL\"", false}, /* missing-field */
    {"\"repeatSequenceCount\": 0", "\"repeatSequenceCount\": \"0\"", false},
    {"\"eventTypes\": [", "\"eventTypes\": [ \"invoicing.customer.invoice.payed\",",
     false},                                    /* unknown-event-type */
    {"\"description\"", "description\"", true}, /* invalid-json */
    {"\"webhookUrl\": \"https:", "\"webhookUrl\": \"http:", false},
    {"\"retryPolicy\": {", "\"retryPolicy\": { \"interval\": 5,", false},
    {"\"notificationScope\": \"SELF\"", "\"notificationScope\": \"SELVES\"", false},
    {"\"numberOfRetries\": ", "\"numberOfRetries\": 9999", false},
    {"\"webhookUrl\": \"https://hooks.", "\"webhookUrl\": \"https://10.0.0.8/hooks.",
     false},
    {"\"eventTypes\": [", "\"eventTypes\": [ 7,", false}, /* wrong-type */
};

static uint64_t seed = 1;
static bool different; /* no two alike */

/* splitmix64: a generator whose state may be anything, so also seed + i. */
static uint64_t
next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static size_t
below(uint64_t *state, size_t n)
{
	return (size_t)(next(state) % n);
}

/* The one that is being made. */
struct subject {
	size_t i;
	uint64_t r;
	bool response, v1;
};

#define PICK(s, list) ((list)[below(&(s)->r, COUNT(list))])

/* Two to four events, fewer if it has no more, in the order of the table. */
static void
add_events(struct buf *b, struct subject *s, const struct product *p,
	   const char *indent)
{
	size_t n = 0, wanted = 2 + below(&s->r, 3), skip;

	while (n < COUNT(p->events) && p->events[n] != NULL)
		n++;
	if (wanted > n)
		wanted = n;
	skip = below(&s->r, n - wanted + 1);
	buf_printf(b, "%s\"productId\": \"%s\",\n%s\"eventTypes\": [", indent, p->id,
		   indent);
	for (size_t i = 0; i < wanted; i++)
		buf_printf(b, "%s\n%s  \"%s\"", i > 0 ? "," : "", indent,
			   p->events[skip + i]);
	buf_printf(b, "\n%s]", indent);
}

static void
add_products(struct buf *b, struct subject *s)
{
	size_t first = below(&s->r, COUNT(products));
	size_t n = below(&s->r, 4) == 0 ? 2 : 1;

	if (s->v1) {
		add_events(b, s, &products[first], "  ");
		return;
	}
	buf_puts(b, "  \"products\": [");
	for (size_t i = 0; i < n; i++) {
		buf_puts(b, i > 0 ? ",\n    {\n" : "\n    {\n");
		add_events(b, s, &products[(first + 3 * i) % COUNT(products)],
			   "      ");
		buf_puts(b, "\n    }");
	}
	buf_puts(b, "\n  ]");
}

static void
add_retries(struct buf *b, struct subject *s)
{
	bool geometric = below(&s->r, 3) == 0;
	size_t first = 5 * (1 + below(&s->r, 6));
	size_t interval = geometric ? 2 + below(&s->r, 2) : 10 * (1 + below(&s->r, 6));

	if (different)
		first = 1 + below(&s->r, 60);
	buf_printf(b,
		   "  \"retryPolicy\": {\n    \"algorithm\": \"%s\",\n"
		   "    \"firstRetry\": %zu,\n    \"interval\": %zu,\n"
		   "    \"numberOfRetries\": %zu,\n    \"deactivateFlag\": %s,\n"
		   "    \"repeatSequenceCount\": 0,\n"
		   "    \"repeatSequenceWaitTime\": 0\n  }",
		   geometric ? "GEOMETRIC" : "ARITHMETIC", first, interval,
		   3 + below(&s->r, 3), s->response ? "true" : "\"true\"");
}

static void
add_urls(struct buf *b, struct subject *s)
{
	const char *matter = PICK(s, matters), *adjective = PICK(s, adjectives);
	const char *noun = PICK(s, nouns), *domain = PICK(s, domains);
	const char *port = s->response ? ":443" : "";
	char host[64], number[24] = "";

	if (different)
		snprintf(number, sizeof(number), "-%zu", s->i);
	snprintf(host, sizeof(host), "hooks.%s-%s%s.%s%s", adjective, noun, number,
		 domain, port);
	buf_printf(b,
		   "  \"webhookUrl\": \"https://%s/cybersource/%s/%zx\",\n"
		   "  \"healthCheckUrl\": \"https://%s/cybersource/%s/health\",\n"
		   "  \"notificationScope\": \"SELF\"",
		   host, matter, s->i, host, matter);
}

static void
add_names(struct buf *b, struct subject *s)
{
	const char *what = PICK(s, matters), *who = PICK(s, receivers);
	const char *adjective = PICK(s, adjectives), *noun = PICK(s, nouns);

	buf_printf(b,
		   "  \"name\": \"%c%s to the %s, %zu\",\n"
		   "  \"description\": \"Tells the %s what became of %s\",\n"
		   "  \"organizationId\": \"%s_%s_%zu\"",
		   what[0] - 'a' + 'A', what + 1, who, s->i, who, what, adjective, noun,
		   (size_t)1740000000 + below(&s->r, 50000000));
}

static void
add_security(struct buf *b, struct subject *s)
{
	buf_printf(b, "  \"securityPolicy\": {\n    \"securityType\": \"KEY\"%s\n  }",
		   s->response ? ",\n    \"digitalSignatureEnabled\": \"yes\""
		   : s->v1     ? ",\n    \"proxyType\": \"external\""
			       : "");
}

/* What the service adds; its date and id hold what s->i does not need of them. */
static void
add_made(struct buf *b, struct subject *s)
{
	uint64_t drawn = next(&s->r) % (UINT64_C(1) << 48);
	size_t day = s->i % 252;

	buf_printf(b,
		   "  \"webhookId\": \"%08zx-%04" PRIx64 "-1b7e-e063-%04" PRIx64
		   "588e%04" PRIx64 "\",\n"
		   "  \"createdOn\": \"2026-%02zu-%02zuT%02" PRIu64 ":%02" PRIu64
		   ":%02" PRIu64 ".%03" PRIu64 "Z\",\n"
		   "  \"status\": \"ACTIVE\",\n  \"version\": \"%zu\",\n"
		   "  \"deliveryType\": \"nrtdCentral\"",
		   s->i, drawn & 0xffff, drawn >> 16 & 0xffff, drawn >> 32,
		   1 + day / 28, 1 + day % 28, drawn % 24, drawn / 24 % 60,
		   drawn / 1440 % 60, drawn / 86400 % 1000, 1 + s->i % 9);
}

static void
add_subscription(struct buf *b, struct subject *s)
{
	static void (*const parts[])(struct buf *, struct subject *) = {
	    add_names, add_products, add_urls, add_retries, add_security, add_made};
	size_t n = s->response ? 6 : 5, order[6] = {0, 1, 2, 3, 4, 5};

	for (size_t i = n; different && i > 1; i--) {
		size_t j = below(&s->r, i), last = order[i - 1];

		order[i - 1] = order[j];
		order[j] = last;
	}
	for (size_t i = 0; i < n; i++) {
		buf_puts(b, i > 0 ? ",\n" : "{\n");
		parts[order[i]](b, s);
	}
	buf_puts(b, "\n}\n");
}

/* One line, with blanks where most writers of JSON have them. */
static void
squeeze(struct buf *b)
{
	size_t to = 0;

	for (size_t at = 0; at < b->len; at++) {
		if (b->s[at] != '\n') {
			b->s[to++] = b->s[at];
			continue;
		}
		if (to > 0 && b->s[to - 1] == ',')
			b->s[to++] = ' ';
		while (at + 1 < b->len && b->s[at + 1] == ' ')
			at++;
	}
	b->len = to;
}

static void
add_fault(struct buf *b, const struct fault *f)
{
	struct buf whole = BUF_INIT;
	char *at;

	buf_putc(b, '\0');
	at = strstr(b->s, f->from);
	if (at == NULL)
		abort();
	buf_add(&whole, b->s, (size_t)(at - b->s));
	buf_puts(&whole, f->to);
	buf_puts(&whole, at + strlen(f->from));
	buf_release(b);
	*b = whole;
}

/* Document i as file or line; with its mistake if it is its turn. */
static void
make(struct buf *b, size_t i, size_t every, bool response, bool line)
{
	struct subject s = {.i = i, .r = (seed << 40) + i, .response = response};
	const struct fault *f;

	buf_clear(b);
	s.v1 = !response && below(&s.r, 2) == 0;
	add_subscription(b, &s);
	if (every > 0 && i % every == every / 2) {
		f = &faults[i / every % COUNT(faults)];
		add_fault(b, f->syntax && response ? &faults[0] : f);
	}
	if (line)
		squeeze(b);
}

static bool
write_files(const char *dir, size_t n, size_t every)
{
	char path[4096];
	struct buf b = BUF_INIT;
	bool ok = true;

	for (size_t i = 0; i < n && ok; i++) {
		FILE *fp;

		snprintf(path, sizeof(path), "%s/%05zu.json", dir, i);
		make(&b, i, every, false, false);
		fp = fopen(path, "w");
		ok = fp != NULL && fwrite(b.s, 1, b.len, fp) == b.len;
		ok = fp != NULL && fclose(fp) == 0 && ok;
	}
	buf_release(&b);
	return ok;
}

static bool
write_lines(size_t n, size_t every)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		make(&b, i, every, false, true);
		fwrite(b.s, 1, b.len, stdout);
		putchar('\n');
	}
	buf_release(&b);
	return fflush(stdout) == 0 && !ferror(stdout);
}

static bool
write_array(size_t bytes, size_t every)
{
	struct buf b = BUF_INIT;
	size_t written = 1;

	putchar('[');
	for (size_t i = 0; written < bytes; i++) {
		make(&b, i, every, true, false);
		fputs(i > 0 ? ",\n" : "\n", stdout);
		fwrite(b.s, 1, b.len - 1, stdout);
		written += b.len + 1;
	}
	fputs("\n]\n", stdout);
	buf_release(&b);
	return fflush(stdout) == 0 && !ferror(stdout);
}

int
main(int argc, char **argv)
{
	size_t every = 0;
	int opt;

	while ((opt = getopt(argc, argv, "df:s:")) != -1) {
		if (opt == 'd')
			different = true;
		else if (opt == 'f')
			every = strtoul(optarg, NULL, 10);
		else if (opt == 's')
			seed = strtoul(optarg, NULL, 10);
		else
			return 2;
	}
	argc -= optind;
	argv += optind;
	if (argc == 3 && strcmp(argv[0], "files") == 0)
		return write_files(argv[1], strtoul(argv[2], NULL, 10), every) ? 0 : 2;
	if (argc == 2 && strcmp(argv[0], "lines") == 0)
		return write_lines(strtoul(argv[1], NULL, 10), every) ? 0 : 2;
	if (argc == 2 && strcmp(argv[0], "array") == 0)
		return write_array(strtoul(argv[1], NULL, 10), every) ? 0 : 2;
	fputs(
	    "usage: documents [-d] [-f EVERY] [-s SEED] files DIR N | lines N | array "
	    "BYTES\n",
	    stderr);
	return 2;
}
