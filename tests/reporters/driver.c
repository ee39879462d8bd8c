/*
 * driver: made-up findings through any reporter, without the rest of the
 * program.
 *
 *   driver FORMAT rich      what a user may meet: the documents of the manual
 *   driver FORMAT clean     two documents, nothing found
 *   driver FORMAT empty     no document at all
 *   driver FORMAT hostile   names, keys and values made to break reports
 *   driver FORMAT huge      a string of ten megabytes
 *   driver FORMAT many N    N findings in one document
 *   driver --list           the names of all formats
 *
 * The environment: COLOR and VERBOSE switch these on, MAX_PROBLEMS limits.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "finding/diag.h"
#include "report/report.h"

/* clang-format off */
#define RULE(name_, level, text) \
	{ .name = name_, .severity = level, .found_by = "rule", .summary = text, \
	  .reason = "It breaks deliveries.\nSo it matters.", .bad = "{ \"x\": 1 }", \
	  .good = "{ \"x\": 2 }", .fix = "change it (safe fix)", .source = "RFC 8259, 7" }
static const struct rule_info infos[] = {
	RULE("duplicate-key", SEV_ERROR, "a member is set twice"),
	RULE("duplicate-subscription", SEV_WARNING, "the same delivery twice"),
	RULE("health-check-unused", SEV_INFO, "deliveries are not held back"),
	RULE("invalid-json", SEV_ERROR, "a syntax error"),
	RULE("missing-field", SEV_ERROR, "a required member is missing"),
	RULE("no-health-check", SEV_WARNING, "nothing starts deliveries again"),
	RULE("number-as-string", SEV_WARNING, "a number in quotes"),
	RULE("oauth-config-missing", SEV_ERROR, "OAuth without its settings"),
	RULE("retry-too-late", SEV_WARNING, "the last retry comes too late"),
	RULE("secret-in-url", SEV_ERROR, "a URL with user name and password"),
	RULE("switched-off", SEV_OFF, "never to be seen"),
	RULE("unknown-document", SEV_WARNING, "a file of no known kind"),
	RULE("unreadable-file", SEV_ERROR, "a file cannot be read"),
	RULE("value-not-allowed", SEV_ERROR, "a value is not among those allowed"),
	RULE("wrong-product-event", SEV_WARNING, "an event of another product"),
};
/* clang-format on */

enum { NRULES = sizeof(infos) / sizeof(*infos) };

static const struct rule_table table = {infos, NRULES};

static const struct rule_info *
rule(struct diags *ds, const char *name)
{
	const struct rule_info *r = rule_find(&table, str_from(name));

	return r != NULL ? r : diags_rule(ds, str_from(name));
}

struct run {
	const struct reporter *reporter;
	void *state;
	struct report_context context;
	struct summary summary;
	enum severity levels[NRULES];
	struct arena *arena;
	struct diags ds;
	struct result result;
};

static const char acme[] = "{\n"
			   "  \"name\": \"Payments\",\n"
			   "  \"organizationId\": \"acme_1\",\n"
			   "  \"products\": [\n"
			   "    {\n"
			   "      \"productId\": \"cardProcessing\",\n"
			   "      \"eventTypes\": [\n"
			   "        \"payments.payments.accept\",\n"
			   "        \"payments.payments.accepted\",\n"
			   "        \"payments.refunds.accept\"\n"
			   "      ]\n"
			   "    }\n"
			   "  ],\n"
			   "  \"webhookURL\": \"http://hooks.acme.example/cybs\",\n"
			   "  \"notificationScope\": \"DESCENDENTS\",\n"
			   "  \"retryPolicy\": {\n"
			   "    \"algorithm\": \"GEOMETRIC\",\n"
			   "    \"firstRetry\": \"10\",\n"
			   "    \"interval\": 30,\n"
			   "    \"numberOfRetries\": 5,\n"
			   "    \"deactivateFlag\": true,\n"
			   "    \"repeatSequenceCount\": 0\n"
			   "  },\n"
			   "  \"securityPolicy\": {\n"
			   "    \"securityType\": \"oAuth\",\n"
			   "    \"proxyType\": \"external\"\n"
			   "  }\n"
			   "}\n";

static const char beta[] =
    "{\n"
    "  \"name\": \"Refunds\"\n"
    "  \"webhookUrl\": \"https://hooks.acme.example/b\",\n"
    "  \"products\": [{ \"productId\": \"cardProcessing\", \"eventTypes\": "
    "[\"payments.refunds.accept\",] }]\n"
    "}\n";

static const char dup[] =
    "{\r\n"
    "  \"webhookUrl\": \"https://hooks.acme.example/a\",\r\n"
    "  \"name\": \"Twice\",\r\n"
    "  \"webhookUrl\": \"https://me:s3cret@hooks.acme.example/b?token=t0k3n\"\r\n"
    "}\r\n";

/* Tabs, wide and combining characters, a long line, members to hide. */
static const char odd[] =
    "{\n"
    "\t\"\xe5\x90\x8d\xe5\x89\x8d\":\t\"Cafe\xcc\x81 \xf0\x9f\x98\x80\", \"x\": 1,\n"
    "  \"padding\": \"0123456789012345678901234567890123456789012345678901234567890"
    "12345678901234567890123456789012345678901234567890123456789\", \"y\": 2, "
    "\"more\": "
    "\"01234567890123456789012345678901234567890123456789012345678901234567890\",\n"
    "  \"key\": \"hunter2hunter2\", \"z\": 3\n"
    "}";

static struct span
find(const struct diags *ds, const char *text, size_t skip)
{
	const char *p = memmem(ds->text.s, ds->text.len, text, strlen(text));
	size_t start;

	while (p != NULL && skip-- > 0) {
		start = (size_t)(p - ds->text.s) + 1;
		p = memmem(ds->text.s + start, ds->text.len - start, text,
			   strlen(text));
	}
	if (p == NULL) {
		fprintf(stderr, "driver: '%s' is not in the text\n", text);
		exit(2);
	}
	start = (size_t)(p - ds->text.s);
	return (struct span){start, start + strlen(text)};
}

static struct diags *
open_document(struct run *run, const char *path, struct str text)
{
	diags_init(&run->ds, run->arena, NULL, text);
	run->result =
	    (struct result){.path = path, .kind = "create-request", .diags = &run->ds};
	return &run->ds;
}

static void
close_document(struct run *run)
{
	struct summary *s = &run->summary;

	diags_finish(&run->ds);
	s->files++;
	s->documents++;
	s->files_with_findings += run->ds.head != NULL;
	for (const struct diag *d = run->ds.head; d != NULL; d = d->next) {
		if (d->suppressed_by == SUPPRESSED_BY_CONFIG)
			s->suppressed++;
		else if (d->suppressed_by == SUPPRESSED_BY_BASELINE)
			s->baselined++;
		else if (d->severity == SEV_ERROR)
			s->errors++;
		else if (d->severity == SEV_WARNING)
			s->warnings++;
		else
			s->infos++;
	}
	if (run->ds.head == NULL)
		run->result.standard_output = "{ \"valid\": true }";
	if (run->reporter->file != NULL)
		run->reporter->file(run->state, stdout, &run->context, &run->result);
	arena_reset(run->arena);
}

static void
structure(struct diags *ds)
{
	struct diag *d;

	d = diag_add(ds, rule(ds, "missing-field"), find(ds, "\"webhookURL\"", 0),
		     "property '%s' is not defined here",
		     diag_quote(ds, STR("webhookURL")));
	diag_note(ds, d, "the required property 'webhookUrl' is missing because of it");
	fix_edit(ds, diag_fix(ds, d, FIX_SAFE, "rename it to 'webhookUrl'"), d->span,
		 STR("\"webhookUrl\""));
	d->pointer = "/webhookURL";
	d = diag_add(ds, rule(ds, "number-as-string"), find(ds, "\"10\"", 0),
		     "'firstRetry' is a string; the schema wants an integer (minutes)");
	fix_edit(ds, diag_fix(ds, d, FIX_SAFE, "drop the quotes"), d->span, STR("10"));
	d->pointer = "/retryPolicy/firstRetry";
	d = diag_add(ds, rule(ds, "value-not-allowed"), find(ds, "\"DESCENDENTS\"", 0),
		     "'DESCENDENTS' is not allowed; expected 'SELF', 'DESCENDANTS', or "
		     "'CUSTOM'");
	diag_help(ds, d, "a similar value exists: 'DESCENDANTS'");
	fix_edit(ds, diag_fix(ds, d, FIX_SUGGESTED, "replace it by 'DESCENDANTS'"),
		 d->span, STR("\"DESCENDANTS\""));
	d->pointer = "/notificationScope";
	d = diag_add(ds, rule(ds, "oauth-config-missing"),
		     find(ds, "\"securityPolicy\"", 0),
		     "a security policy of type 'oAuth' needs the property 'config'");
	diag_related(ds, d, find(ds, "\"oAuth\"", 0),
		     "'securityType' selects this form, one of KEY, oAuth, oAuth_JWT");
	diag_help(
	    ds, d,
	    "add \"config\": { \"oAuthURL\": \"https://...\", \"oAuthTokenType\": "
	    "\"Bearer\", \"oAuthTokenExpiry\": 365 }");
	d->pointer = "/securityPolicy";
	diag_add(ds, rule(ds, "switched-off"), find(ds, "\"name\"", 0),
		 "this must not be seen");
}

static void
service(struct diags *ds)
{
	struct diag *d;

	d = diag_add(ds, rule(ds, "wrong-product-event"),
		     find(ds, "\"payments.payments.accepted\"", 0),
		     "'payments.payments.accepted' is not an event type of product "
		     "'cardProcessing'");
	diag_related(ds, d, find(ds, "\"cardProcessing\"", 0),
		     "the product is chosen here");
	diag_note(ds, d, "it is an event type of 'eCheck'");
	diag_help(ds, d,
		  "'cardProcessing' has a similar one: 'payments.payments.accept'");
	fix_edit(ds, diag_fix(ds, d, FIX_SUGGESTED, "replace it by the similar one"),
		 d->span, STR("\"payments.payments.accept\""));
	diag_note(ds, d,
		  "catalogue of 2026-07; list it with: hookvet catalogue "
		  "cardProcessing");
	d->pointer = "/products/0/eventTypes/1";
	d = diag_add(ds, rule(ds, "no-health-check"),
		     find(ds, "\"deactivateFlag\": true", 0),
		     "deliveries stop after the retries fail, and nothing will start "
		     "them again");
	diag_note(ds, d,
		  "with 'deactivateFlag' set, the service resumes only when "
		  "'healthCheckUrl' answers 200");
	diag_note(ds, d, "this subscription has no 'healthCheckUrl'");
	diag_help(ds, d,
		  "add \"healthCheckUrl\": \"https://...\", or set 'deactivateFlag' to "
		  "false");
	d->pointer = "/retryPolicy/deactivateFlag";
	d = diag_add(ds, rule(ds, "retry-too-late"), find(ds, "\"GEOMETRIC\"", 0),
		     "the last retry comes 5625 days after the first failure");
	diag_related(ds, d, find(ds, "30", 0),
		     "GEOMETRIC multiplies by 'interval' each time");
	diag_note(ds, d,
		  "retries after 10 min, 5 h, 6.25 d, 187.5 d, 5625 d (firstRetry * "
		  "interval^(n-1))");
	diag_help(
	    ds, d,
	    "use \"ARITHMETIC\" (10, 40, 70, 100, 130 min), or lower 'interval' or "
	    "'numberOfRetries'");
	d->pointer = "/retryPolicy/algorithm";
	d = diag_add(ds, rule(ds, "acme-host"),
		     find(ds, "\"http://hooks.acme.example/cybs\"", 0),
		     "webhookUrl must be on https");
	d->pointer = "/webhookURL";
}

static void
syntax(struct run *run)
{
	struct diags *ds = open_document(run, "webhooks/beta.json", str_from(beta));
	struct diag *d;
	struct span span = find(ds, "\"Refunds\"", 0);

	span.start = span.end;
	d = diag_add(ds, rule(ds, "invalid-json"), span,
		     "a comma is missing after this property");
	fix_edit(ds, diag_fix(ds, d, FIX_SAFE, "insert ','"), span, STR(","));
	span = find(ds, ",] }]", 0);
	span.end = span.start + 1;
	d = diag_add(ds, rule(ds, "invalid-json"), span,
		     "comma after the last element");
	fix_edit(ds, diag_fix(ds, d, FIX_SAFE, "remove it"), span, STR(""));
	d = diag_add(
	    ds, rule(ds, "duplicate-subscription"),
	    find(ds, "\"payments.refunds.accept\"", 0),
	    "this event is already delivered to https://hooks.acme.example/cybs");
	diag_related_file(
	    ds, d, "webhooks/acme.json", (struct place){8, 9}, (struct place){8, 35},
	    STR("        \"payments.payments.accept\","), "by the subscription here");
	d->pointer = "/products/0/eventTypes/0";
	close_document(run);
}

static void
secrets(struct run *run)
{
	struct diags *ds = open_document(run, "webhooks/dup.json", str_from(dup));
	struct diag *d;
	struct span span;

	d = diag_add(
	    ds, rule(ds, "duplicate-key"), find(ds, "\"webhookUrl\"", 1),
	    "'webhookUrl' is set twice; most readers keep this one and drop the "
	    "first");
	diag_related(ds, d, find(ds, "\"webhookUrl\"", 0), "it is first set here");
	d->pointer = "/webhookUrl";
	span = find(ds, "https://me:s3cret@", 0);
	d = diag_add(ds, rule(ds, "secret-in-url"), span,
		     "the URL holds a user name and password");
	diag_note(ds, d, "values that look like secrets are hidden in every format");
	d->pointer = "/webhookUrl";
	d = diag_add(
	    ds, rule(ds, "value-not-allowed"),
	    find(ds, "\"https://me:s3cret@hooks.acme.example/b?token=t0k3n\"", 0),
	    "'%s' is not allowed",
	    diag_quote(ds, STR("https://me:s3cret@hooks.acme.example/"
			       "b?token=t0k3n")));
	fix_edit(ds, diag_fix(ds, d, FIX_SUGGESTED, "use another one"), d->span,
		 STR("\"https://me:s3cret@hooks.acme.example/c?token=t0k3n\""));
	d->pointer = "/webhookUrl";
	close_document(run);
}

static void
layout(struct run *run)
{
	struct diags *ds = open_document(run, "webhooks/odd one.json", str_from(odd));
	struct diag *d;

	run->result.kind = NULL;
	d = diag_add(ds, rule(ds, "wrong-product-event"), find(ds, "\"x\"", 0),
		     "after a tab, two wide and a combining character");
	d->pointer = "/x";
	diag_add(ds, rule(ds, "health-check-unused"), find(ds, "\"y\"", 0),
		 "within a long line");
	diag_add(ds, rule(ds, "health-check-unused"), find(ds, "\"padding\"", 0),
		 "at the start of a long line");
	diag_add(ds, rule(ds, "value-not-allowed"), find(ds, "\"hunter2hunter2\"", 0),
		 "'%s' is no value",
		 diag_quote(ds, str_slice(ds->text, find(ds, "hunter2", 0).start,
					  find(ds, "hunter2", 1).end)));
	for (int i = 0; i < 9; i++) {
		d = diag_add(ds, rule(ds, "number-as-string"),
			     find(ds, "0123456789", (size_t)i),
			     "number %d of nine alike", i + 1);
		d->fold_key = "/more/*";
	}
	d = diag_add(ds, rule(ds, "no-health-check"), find(ds, "\"z\"", 0),
		     "agreed upon");
	d->suppressed_by = SUPPRESSED_BY_CONFIG;
	d->justification = "agreed with <operations> & \"others\"";
	d = diag_add(ds, rule(ds, "no-health-check"), find(ds, "3", 9),
		     "known for long");
	d->suppressed_by = SUPPRESSED_BY_BASELINE;
	d->justification = "in the baseline";
	close_document(run);
}

static void
rich(struct run *run)
{
	struct diags *ds = open_document(run, "webhooks/acme.json", str_from(acme));

	run->result.timeline =
	    "<figure><svg viewBox=\"0 0 100 10\" role=\"img\" aria-label=\"retries\">"
	    "<line x1=\"0\" y1=\"5\" x2=\"100\" y2=\"5\" "
	    "stroke=\"currentColor\"/></svg><figcaption>Retries after 10 min."
	    "</figcaption></figure>\n";
	structure(ds);
	service(ds);
	close_document(run);
	syntax(run);
	secrets(run);
	layout(run);
	ds = open_document(run, "webhooks/lines.jsonl", STR("{ \"x\": 1 }"));
	ds->first_line = 7;
	ds->base = 600;
	run->result.record = 7;
	diag_add(ds, rule(ds, "unknown-document"), (struct span){0, 1},
		 "this is of no known kind");
	close_document(run);
	ds = open_document(run, "webhooks/gone.json", STR(""));
	run->result.unreadable = true;
	run->summary.unreadable++;
	diag_add(ds, rule(ds, "unreadable-file"), (struct span){0, 0},
		 "cannot open: no such file or directory");
	close_document(run);
	open_document(run, "webhooks/fine.json", STR("{}"));
	close_document(run);
	run->summary.exit_status = 2;
	run->summary.fixable_safe = 4;
	run->summary.fixable_suggested = 3;
}

/* Each of these has broken some report of some program. */
static const char *const attacks[] = {
    "a\nb\n::error::owned\n::set-output name=x::y",
    "::error file=x::owned",
    "  ::warning::owned",
    "\r\n##[error]owned ##vso[task.complete result=Failed;]owned",
    "]]>--><script>alert(1)</script>&lt;&amp;\"'`<img src=x onerror=alert(1)>",
    "</style></pre></td>{{7*7}}${7*7}|x|\\|*_~`[a](javascript:alert(1))<b>",
    "\x1b[31mred\x1b[0m\x07\x08\x9b\x7f\x01",
    "\xe2\x80\xae"
    "txt.exe\xe2\x81\xa6\xe2\x80\x8b\xef\xbb\xbf\xc2\x9b"
    "31m",
    "\xff\xfe\xc0\x80\xed\xa0\x80 bad",
    "not ok 1 - x\n1..0 # SKIP\nBail out! # TODO",
    "100%s%n%d%0A%25,:=",
    "a,b:c=d;e",
    "../../etc/passwd?x#y%41 z",
    "\xef\xbf\xbe\xef\xbf\xbf\xf3\xa0\x80\x81\xf4\x8f\xbf\xbf",
};

static void
attack(struct run *run, const char *evil, const char *path)
{
	struct buf text = BUF_INIT;
	struct diags *ds;
	struct diag *d;
	struct str value = str_from(evil);

	buf_puts(&text, "{ \"");
	buf_puts(&text, evil);
	buf_add(&text, "\0\": [\"", 6);
	buf_puts(&text, evil);
	buf_add(&text, "\0\"] }", 5);
	ds = open_document(run, path, buf_str(&text));
	d = diag_add(ds, rule(ds, "value-not-allowed"), find(ds, evil, 1), "raw: %s",
		     evil);
	diag_note(ds, d, "note: %s", evil);
	diag_help(ds, d, "help: %s", evil);
	diag_related(ds, d, find(ds, evil, 0), "related: %s", evil);
	diag_related_file(ds, d, evil, (struct place){1, 1}, (struct place){1, 3},
			  value, "elsewhere: %s", evil);
	fix_edit(ds, diag_fix(ds, d, FIX_SAFE, "replace by %s", evil), d->span, value);
	d->pointer = arena_printf(run->arena, "/%s/0", evil);
	d = diag_add(ds, rule(ds, evil), find(ds, evil, 0), "quoted: '%s'",
		     diag_quote(ds, (struct str){evil, strlen(evil) + 1}));
	d->pointer = d->message;
	d = diag_add(ds, rule(ds, "no-health-check"), find(ds, evil, 1), "hidden away");
	d->suppressed_by = SUPPRESSED_BY_CONFIG;
	d->justification = evil;
	close_document(run);
	buf_release(&text);
}

static void
hostile(struct run *run)
{
	for (size_t i = 0; i < sizeof(attacks) / sizeof(*attacks); i++) {
		attack(run, attacks[i], attacks[i]);
		attack(run, attacks[i], "plain.json");
	}
	run->summary.exit_status = 1;
}

static void
huge(struct run *run)
{
	struct buf text = BUF_INIT;
	struct diags *ds;
	struct diag *d;

	buf_puts(&text, "{ \"url\": \"https://me:s3cret@x/?a=");
	memset(buf_reserve(&text, 10000000), '<', 10000000);
	text.len += 10000000;
	buf_puts(&text, "&token=t0k3n\", \"b\": \"end\" }");
	ds = open_document(run, "huge.json", buf_str(&text));
	d = diag_add(ds, rule(ds, "value-not-allowed"), (struct span){9, text.len - 13},
		     "'%s' is not allowed",
		     diag_quote(ds, str_slice(buf_str(&text), 10, text.len - 14)));
	fix_edit(ds, diag_fix(ds, d, FIX_SAFE, "shorten it"), d->span, STR("\"x\""));
	diag_add(ds, rule(ds, "value-not-allowed"), find(ds, "\"end\"", 0),
		 "'end' is not allowed");
	close_document(run);
	buf_release(&text);
	run->summary.exit_status = 1;
}

static void
many(struct run *run, size_t n)
{
	struct buf text = BUF_INIT;
	struct diags *ds;

	for (size_t i = 0; i < n; i++)
		buf_printf(&text, "%zu,%98s\n", i, ""); /* as many as there may be */
	ds = open_document(run, "many.json", buf_str(&text));
	for (size_t i = 0, at = 0; i < n; i++) {
		size_t len = strcspn(text.s + at, ",");

		diag_add(ds,
			 rule(ds, i % 2 != 0 ? "value-not-allowed" : "retry-too-late"),
			 (struct span){at, at + len}, "%zu is too many", i);
		at += len + 100;
	}
	close_document(run);
	buf_release(&text);
	run->summary.exit_status = 1;
}

static void
choose(struct run *run, const char *what, const char *number)
{
	if (strcmp(what, "rich") == 0) {
		rich(run);
	} else if (strcmp(what, "hostile") == 0) {
		hostile(run);
	} else if (strcmp(what, "huge") == 0) {
		huge(run);
	} else if (strcmp(what, "many") == 0 && number != NULL) {
		many(run, (size_t)strtoul(number, NULL, 10));
	} else if (strcmp(what, "clean") == 0) {
		open_document(run, "a.json", STR("{ \"x\": 1 }"));
		close_document(run);
		open_document(run, "sub/b.json", STR("{}"));
		close_document(run);
	} else if (strcmp(what, "empty") != 0) {
		fprintf(stderr, "driver: unknown set '%s'\n", what);
		exit(2);
	}
}

static int
list(void)
{
	for (size_t i = 0; reporter_at(i) != NULL; i++)
		puts(reporter_at(i)->name);
	return 0;
}

int
main(int argc, char **argv)
{
	struct run run = {0};
	const char *limit = getenv("MAX_PROBLEMS");

	if (argc == 2 && strcmp(argv[1], "--list") == 0)
		return list();
	if (argc < 3 || (run.reporter = reporter_find(str_from(argv[1]))) == NULL) {
		fputs("usage: driver FORMAT SET [N]\n", stderr);
		return 2;
	}
	hash_seed();
	run.arena = arena_new();
	for (size_t i = 0; i < NRULES; i++)
		run.levels[i] = infos[i].severity;
	run.context = (struct report_context){.rules = &table,
					      .levels = run.levels,
					      .fail_on = SEV_ERROR,
					      .color = getenv("COLOR") != NULL,
					      .verbose = getenv("VERBOSE") != NULL,
					      .has_suppressions = true,
					      .has_baseline = true,
					      .version = "0.1.0"};
	if (limit != NULL)
		run.context.max_problems = (size_t)strtoul(limit, NULL, 10);
	if (run.reporter->begin != NULL)
		run.state = run.reporter->begin(stdout, &run.context);
	choose(&run, argv[2], argc > 3 ? argv[3] : NULL);
	if (run.reporter->end != NULL)
		run.reporter->end(run.state, stdout, &run.context, &run.summary);
	arena_free(run.arena);
	return fflush(stdout) != 0 || ferror(stdout);
}
