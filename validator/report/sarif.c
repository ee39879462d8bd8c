/*
 * sarif: the Static Analysis Results Interchange Format, version 2.1.0, as
 * GitHub code scanning and others read it.
 *
 * Results are written as they come; what must be known for that (rules,
 * notices) follows behind them, which JSON allows.  GitHub takes 25,000 results
 * a run and refuses a file with more: the rest is counted and said in a
 * notification.
 */
#include "report/sarif.h"
#include "report/reporters.h"
#include "report/values.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/moment.h"

enum { RESULTS_MAX = 25000, NOTIFICATIONS_MAX = 1000 };

static void *
begin(FILE *fp, const struct report_context *ctx)
{
	struct sarif *s = xcalloc(1, sizeof(*s));

	(void)ctx;
	roots_init(&s->roots);
	fputs("{ \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
	      "  \"version\": \"2.1.0\",\n"
	      "  \"runs\": [ {\n"
	      "    \"columnKind\": \"unicodeCodePoints\",\n"
	      "    \"redactionTokens\": [ \"[REDACTED]\" ],\n"
	      "    \"automationDetails\": { \"id\": \"hookvet/\" },\n"
	      "    \"results\": [",
	      fp);
	return s;
}

/* Begins a notification, which the caller closes. */
static void
notify(struct sarif *s, const char *level, const char *text)
{
	if (s->nnotifications++ == 0)
		value_member_open(&s->notifications, "toolExecutionNotifications", '[');
	value_open(&s->notifications, '{');
	value_member(&s->notifications, "level", level);
	sarif_text(&s->notifications, "message", str_from(text));
}

/* An unreadable file is a result with a place, and trouble of the run. */
static void
note_trouble(struct sarif *s, const struct result *r)
{
	struct buf text = BUF_INIT, uri = BUF_INIT;

	if (s->nnotifications == NOTIFICATIONS_MAX) {
		s->troubles_left_out++;
		return;
	}
	report_sentence(&text, r->diags->head != NULL ? r->diags->head->message
						      : "the file could not be read");
	notify(s, "error", text.s);
	report_uri(&s->roots, &uri, r->path);
	buf_puts(&s->notifications,
		 ", \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {");
	value_key(&s->notifications, "uri");
	value_text(&s->notifications, buf_str(&uri));
	buf_puts(&s->notifications, "}}}]}");
	buf_release(&text);
	buf_release(&uri);
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	struct sarif *s = state;

	if (r->unreadable)
		note_trouble(s, r);
	if (r->diags->head == NULL)
		return;
	sarif_open(s, r);
	for (const struct diag *d = r->diags->head; d != NULL; d = d->next) {
		if (s->written == RESULTS_MAX) {
			s->left_out++;
			continue;
		}
		buf_puts(&s->out, s->written++ != 0 ? ",\n      " : "\n      ");
		sarif_result(s, ctx, r, d);
		value_flush(&s->out, fp);
	}
	sarif_close(s);
}

/* Reproducible output: a time only if it is given (reproducible-builds.org). */
static void
put_time(struct buf *b)
{
	char text[MOMENT_TEXT];
	int64_t seconds;

	if (!moment_fixed(&seconds) || seconds < 0 ||
	    *moment_text(seconds, text) == '\0')
		return;
	value_member(b, "startTimeUtc", text);
	value_member(b, "endTimeUtc", text);
}

/* Absolute places make sense only beside the folder the run was in. */
static void
put_folder(struct buf *b)
{
	struct buf uri = BUF_INIT;
	char *cwd = xgetcwd();

	if (cwd == NULL)
		return;
	buf_puts(&uri, "file://");
	report_percent(&uri, str_from(cwd));
	if (!str_ends(buf_str(&uri), STR("/")))
		buf_putc(&uri, '/');
	value_member_open(b, "workingDirectory", '{');
	value_member(b, "uri", uri.s);
	buf_putc(b, '}');
	buf_release(&uri);
	free(cwd);
}

static const char *
exit_word(int status)
{
	return status == 0   ? "nothing found at or above --fail-on"
	       : status == 1 ? "findings at or above --fail-on"
			     : "trouble with the run";
}

static void
put_notifications(struct sarif *s)
{
	char text[120];

	if (s->left_out != 0) {
		snprintf(text, sizeof(text),
			 "%zu more results are not in this file: GitHub takes no more "
			 "than %d a run.",
			 s->left_out, RESULTS_MAX);
		notify(s, "warning", text);
		buf_putc(&s->notifications, '}');
	}
	if (s->troubles_left_out != 0) {
		snprintf(text, sizeof(text), "%zu more files could not be read.",
			 s->troubles_left_out);
		notify(s, "error", text);
		buf_putc(&s->notifications, '}');
	}
	if (s->nnotifications == 0)
		return;
	value_word(&s->out, s->notifications.s);
	buf_putc(&s->out, ']');
}

static void
put_invocation(struct sarif *s, const struct summary *sum)
{
	struct buf *b = &s->out;

	value_open(b, '{');
	value_key(b, "executionSuccessful");
	value_word(b, sum->exit_status < 2 ? "true" : "false");
	value_member_count(b, "exitCode", (size_t)sum->exit_status);
	value_member(b, "exitCodeDescription", exit_word(sum->exit_status));
	if (s->absolute)
		put_folder(b);
	put_time(b);
	put_notifications(s);
	buf_putc(b, '}');
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *sum)
{
	struct sarif *s = state;

	buf_puts(&s->out, s->written != 0 ? "\n    ],\n" : "],\n");
	buf_puts(&s->out, "    \"invocations\": [ ");
	put_invocation(s, sum);
	buf_puts(&s->out,
		 " ],\n    \"tool\": { \"driver\": {\n      \"name\": \"hookvet\",\n"
		 "      \"semanticVersion\": ");
	value_string(&s->out, ctx->version);
	buf_puts(&s->out, ",\n      \"informationUri\": \"" HOOKVET_HOMEPAGE
			  "\",\n      \"rules\": [");
	sarif_rules(s, ctx);
	buf_puts(&s->out, "\n      ] } }\n  } ]\n}\n");
	value_flush(&s->out, fp);
	sarif_free(s);
}

static void
cut(void *state, FILE *fp, const struct report_context *ctx, const struct cut *c)
{
	fprintf(fp,
		"\n    ],\n    \"invocations\": [ { \"executionSuccessful\": false, "
		"\"exitCode\": 2, \"toolExecutionNotifications\": [ { \"level\": "
		"\"error\", \"message\": { \"text\": \"Not everything was checked: "
		"%s.\" } } ] } ],\n    \"tool\": { \"driver\": { \"name\": "
		"\"hookvet\", \"informationUri\": \"" HOOKVET_HOMEPAGE
		"\", \"rules\": [",
		c->why);
	sarif_rule_names(state, fp, ctx);
	fputs("\n      ] } }\n  } ]\n}\n", fp);
}

const struct reporter reporter_sarif = {
    .name = "sarif",
    .summary = "SARIF 2.1.0: GitHub code scanning, editors, dashboards",
    .extension = "sarif",
    .begin = begin,
    .file = file,
    .end = end,
    .cut = cut,
};
