/*
 * documents: subscriptions to measure with, as many as are wanted.
 *
 *     documents [-a] [-f EVERY] [-s SEED] files DIR N    DIR/00000.json ..., requests
 *     documents [-a] [-f EVERY] [-s SEED] lines N        a create request a line
 *     documents [-a] [-f EVERY] [-s SEED] array BYTES    what the service holds
 *
 * The models are corpus/examples: version 2 of the API, products with events of theirs.
 * They are as many people would write them: each has names, hosts and paths of its own,
 * its members and events in an order of its own, and one of the layouts that editors and
 * libraries write.  With -a they are alike, as if one program had written them: hosts of
 * 384, one order, one layout.  Document i depends on the seed and on i alone, and each is
 * another delivery.  None has anything that a rule would speak of, but with -f every
 * EVERYth (the one after i = EVERY/2) has one mistake, of several kinds in turn; within
 * an array none is of syntax.
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
static const char *const servers[] = {"hooks", "api", "events",
				      "pay",   "www", "in.eu-1"};
static const char *const paths[] = {"cybersource", "v2/webhooks/visa", "api/hooks/in",
				    "services/notify", "cybs"};
static const char *const healths[] = {"health", "healthz", "status/ping", "up"};

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
    {"\"webhookUrl\": \"https://", "\"webhookUrl\": \"https://10.0.0.8/", false},
    {"\"eventTypes\": [", "\"eventTypes\": [ 7,", false}, /* wrong-type */
};

static uint64_t seed = 1;
static bool alike;

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
	bool response;
};

#define PICK(s, list) ((list)[below(&(s)->r, COUNT(list))])

/* The items of b behind from, with sep between them, in another order. */
static void
shuffle(struct buf *b, size_t from, const char *sep, struct subject *s)
{
	struct buf whole = BUF_INIT;
	char *items[32], *at;
	size_t n = 0;

	if (alike)
		return;
	buf_putc(b, '\0');
	for (at = b->s + from; at != NULL && n < COUNT(items); n++) {
		items[n] = at;
		at = strstr(at, sep);
		if (at != NULL) {
			*at = '\0';
			at += strlen(sep);
		}
	}
	buf_add(&whole, b->s, from);
	for (; n > 0; n--) {
		size_t i = below(&s->r, n);

		buf_printf(&whole, "%s%s", items[i], n > 1 ? sep : "");
		items[i] = items[n - 1];
	}
	buf_release(b);
	*b = whole;
}

/* Two to four syllables: a word that no other document has. */
static void
word(char *to, size_t size, struct subject *s)
{
	static const char *const syllables[] = {
	    "ba",  "dor", "fen", "gi",   "ha",  "kel", "lo",  "mar",
	    "ni",  "or",  "pa",  "quin", "ro",  "sto", "tel", "um",
	    "ver", "wes", "ya",  "zan",  "bri", "clo", "dra", "fla"};
	size_t n = 2 + below(&s->r, 3), len = 0;

	for (size_t i = 0; i < n; i++)
		len += (size_t)snprintf(to + len, size - len, "%s", PICK(s, syllables));
}

/* Two to four events, fewer if it has no more. */
static void
add_events(struct buf *b, struct subject *s, const struct product *p,
	   const char *indent)
{
	size_t n = 0, wanted = 2 + below(&s->r, 3), skip, start;

	while (n < COUNT(p->events) && p->events[n] != NULL)
		n++;
	if (wanted > n)
		wanted = n;
	skip = below(&s->r, n - wanted + 1);
	buf_printf(b, "%s\"productId\": \"%s\",\n%s\"eventTypes\": [\n", indent, p->id,
		   indent);
	start = b->len;
	for (size_t i = 0; i < wanted; i++)
		buf_printf(b, "%s%s  \"%s\"", i > 0 ? ",\n" : "", indent,
			   p->events[skip + i]);
	shuffle(b, start, ",\n", s);
	buf_printf(b, "\n%s]", indent);
}

static void
add_products(struct buf *b, struct subject *s)
{
	size_t first = below(&s->r, COUNT(products));
	size_t n = below(&s->r, 4) == 0 ? 2 : 1, start;

	buf_puts(b, "  \"products\": [");
	for (size_t i = 0; i < n; i++) {
		buf_puts(b, i > 0 ? ",\n    {\n" : "\n    {\n");
		start = b->len + strlen("      \"");
		add_events(b, s, &products[(first + 3 * i) % COUNT(products)],
			   "      ");
		shuffle(b, start, ",\n      \"", s);
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
	size_t start;

	if (!alike)
		first = 1 + below(&s->r, 60);
	buf_puts(b, "  \"retryPolicy\": {\n    \"");
	start = b->len;
	buf_printf(b,
		   "algorithm\": \"%s\",\n"
		   "    \"firstRetry\": %zu,\n    \"interval\": %zu,\n"
		   "    \"numberOfRetries\": %zu,\n    \"deactivateFlag\": %s,\n"
		   "    \"repeatSequenceCount\": 0,\n"
		   "    \"repeatSequenceWaitTime\": 0",
		   geometric ? "GEOMETRIC" : "ARITHMETIC", first, interval,
		   3 + below(&s->r, 3), s->response ? "true" : "\"true\"");
	shuffle(b, start, ",\n    \"", s);
	buf_puts(b, "\n  }");
}

/* The host, a path, and a path for health checks. */
static void
make_url(struct subject *s, char *host, char *path, char *health, size_t size)
{
	const char *matter = PICK(s, matters), *adjective = PICK(s, adjectives);
	const char *noun = PICK(s, nouns), *domain = PICK(s, domains);
	const char *port = s->response ? ":443" : "";
	char name[32];

	if (alike) {
		snprintf(host, size, "hooks.%s-%s.%s%s", adjective, noun, domain, port);
		snprintf(path, size, "cybersource/%s/%zx", matter, s->i);
		snprintf(health, size, "cybersource/%s/health", matter);
		return;
	}
	word(name, sizeof(name), s);
	snprintf(host, size, "%s.%s%s%zu.%s%s", PICK(s, servers), name,
		 below(&s->r, 2) == 0 ? "-" : "", s->i, domain, port);
	snprintf(path, size, "%s/%s/%zx", PICK(s, paths), matter, s->i);
	snprintf(health, size, "%s/%s", PICK(s, paths), PICK(s, healths));
}

static void
add_urls(struct buf *b, struct subject *s)
{
	char host[96], path[96], health[96];

	make_url(s, host, path, health, sizeof(host));
	buf_printf(b,
		   "  \"webhookUrl\": \"https://%s/%s\",\n"
		   "  \"healthCheckUrl\": \"https://%s/%s\",\n"
		   "  \"notificationScope\": \"SELF\"",
		   host, path, host, health);
}

static void
add_names(struct buf *b, struct subject *s)
{
	const char *what = PICK(s, matters), *who = PICK(s, receivers);
	const char *adjective = PICK(s, adjectives), *noun = PICK(s, nouns);
	size_t number = (size_t)1740000000 + below(&s->r, 50000000);
	char first[32] = "", second[32] = "";

	if (!alike) {
		word(first, sizeof(first), s);
		word(second, sizeof(second), s);
		adjective = first;
		noun = second;
	}
	buf_printf(b,
		   "  \"name\": \"%c%s to the %s%s%s, %zu\",\n"
		   "  \"description\": \"Tells the %s what became of %s%s%s\",\n"
		   "  \"organizationId\": \"%s_%s_%zu\"",
		   what[0] - 'a' + 'A', what + 1, who, alike ? "" : " of ", first, s->i,
		   who, what, alike ? "" : ", for ", second, adjective, noun, number);
}

static void
add_security(struct buf *b, struct subject *s)
{
	buf_printf(b, "  \"securityPolicy\": {\n    \"securityType\": \"KEY\"%s\n  }",
		   s->response ? ",\n    \"digitalSignatureEnabled\": \"yes\"" : "");
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
	size_t n = s->response ? 6 : 5;

	for (size_t i = 0; i < n; i++) {
		buf_puts(b, i > 0 ? ",\n" : "{\n");
		parts[i](b, s);
	}
	shuffle(b, strlen("{\n  \""), ",\n  \"", s);
	buf_puts(b, "\n}\n");
}

/* How a writer of JSON sets what we set with a member a line and two blanks. */
struct layout {
	const char *newline, *indent; /* NULL: all on one line */
	const char *comma, *colon; /* then: what stands between two, and behind a key */
	bool wide;                 /* { "a": 1 }, not {"a": 1} */
};

static const struct layout layouts[] = {
    {"\n", "  ", ",", ": ", false},  {"\n", "    ", ",", ": ", false},
    {"\n", "\t", ",", ": ", false},  {"\r\n", "  ", ",", ": ", false},
    {"\n", "  ", ",", " : ", false}, {NULL, NULL, ",", ":", false},
    {NULL, NULL, ", ", ": ", false}, {NULL, NULL, ", ", ": ", true},
    {"\n", "    ", ",", ":", false},
};
static const struct layout one_line = {NULL, NULL, ", ", ": ", false};

enum form { AS_FILE, AS_LINE, IN_ARRAY };

/* An array was written by one program, with one layout. */
static const struct layout *
choose_layout(struct subject *s, enum form form)
{
	const struct layout *l;

	if (alike || form == IN_ARRAY)
		return form == AS_LINE ? &one_line : &layouts[0];
	do
		l = &PICK(s, layouts);
	while (form == AS_LINE && l->newline != NULL);
	return l;
}

/* Line ends and what stands before the text of the next line. */
static void
set_line(struct buf *to, const struct buf *b, size_t *at, const struct layout *l)
{
	size_t depth = 0;
	char last = to->len > 0 ? to->s[to->len - 1] : '\0';

	while (*at + 1 < b->len && b->s[*at + 1] == ' ') {
		++*at;
		depth++;
	}
	if (l->newline == NULL) {
		if (l->wide && last != ' ' && *at + 1 < b->len)
			buf_putc(to, ' ');
		return;
	}
	buf_puts(to, l->newline);
	for (; depth > 1; depth -= 2)
		buf_puts(to, l->indent);
}

/* b, which has our layout, with another one. */
static void
set(struct buf *b, const struct layout *l)
{
	struct buf to = BUF_INIT;
	bool quoted = false;

	for (size_t at = 0; at < b->len; at++) {
		char c = b->s[at];

		quoted = quoted != (c == '"');
		if (!quoted && c == '\n')
			set_line(&to, b, &at, l);
		else if (!quoted && c == ',')
			buf_puts(&to, l->comma);
		else if (!quoted && c == ':')
			buf_puts(&to, l->colon);
		else if (quoted || c != ' ')
			buf_putc(&to, c);
	}
	buf_release(b);
	*b = to;
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

/* Document i; with its mistake if it is its turn. */
static void
make(struct buf *b, size_t i, size_t every, enum form form)
{
	struct subject s = {
	    .i = i, .r = (seed << 40) + i, .response = form == IN_ARRAY};
	const struct fault *f = NULL;

	buf_clear(b);
	add_subscription(b, &s);
	if (every > 0 && i % every == every / 2)
		f = &faults[i / every % COUNT(faults)];
	if (f != NULL && f->syntax && s.response)
		f = &faults[0];
	if (f != NULL && !f->syntax)
		add_fault(b, f);
	set(b, choose_layout(&s, form));
	if (f != NULL && f->syntax) /* a layout counts on quotes */
		add_fault(b, f);
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
		make(&b, i, every, AS_FILE);
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
		make(&b, i, every, AS_LINE);
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
		make(&b, i, every, IN_ARRAY);
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

	while ((opt = getopt(argc, argv, "af:s:")) != -1) {
		if (opt == 'a')
			alike = true;
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
	    "usage: documents [-a] [-f EVERY] [-s SEED] files DIR N | lines N | array "
	    "BYTES\n",
	    stderr);
	return 2;
}
