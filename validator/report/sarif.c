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
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

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

static json_t *
notification(const char *level, const char *text)
{
	json_t *v = json_object(), *message = json_object();

	json_object_set_new(message, "text", value_string(text));
	json_object_set_new(v, "level", json_string(level));
	json_object_set_new(v, "message", message);
	return v;
}

/* An unreadable file is a result with a place, and trouble of the run. */
static void
note_trouble(struct sarif *s, const struct result *r)
{
	struct buf text = BUF_INIT, uri = BUF_INIT;
	json_t *v;

	if (s->notifications == NULL)
		s->notifications = json_array();
	if (json_array_size(s->notifications) == NOTIFICATIONS_MAX) {
		s->troubles_left_out++;
		return;
	}
	report_sentence(&text, r->diags->head != NULL ? r->diags->head->message
						      : "the file could not be read");
	v = notification("error", text.s);
	report_uri(&s->roots, &uri, r->path);
	json_object_set_new(v, "locations",
			    json_pack("[{s:{s:{s:o}}}]", "physicalLocation",
				      "artifactLocation", "uri",
				      value_text(buf_str(&uri))));
	json_array_append_new(s->notifications, v);
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
		fputs(s->written++ != 0 ? ",\n      " : "\n      ", fp);
		value_write(fp, sarif_result(s, ctx, r, d));
	}
	sarif_close(s);
}

/* Reproducible output: a time only if it is given (reproducible-builds.org). */
static void
set_time(json_t *invocation)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char text[40], *rest;
	long long seconds;
	struct tm tm;
	time_t t;

	if (epoch == NULL || epoch[0] == '\0')
		return;
	seconds = strtoll(epoch, &rest, 10);
	t = (time_t)seconds;
	if (*rest != '\0' || seconds < 0 || gmtime_r(&t, &tm) == NULL ||
	    strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		return;
	json_object_set_new(invocation, "startTimeUtc", json_string(text));
	json_object_set_new(invocation, "endTimeUtc", json_string(text));
}

/* Absolute places make sense only beside the folder the run was in. */
static void
set_folder(json_t *invocation)
{
	struct buf uri = BUF_INIT;
	char *cwd = xgetcwd();

	if (cwd == NULL)
		return;
	buf_puts(&uri, "file://");
	report_percent(&uri, str_from(cwd));
	if (!str_ends(buf_str(&uri), STR("/")))
		buf_putc(&uri, '/');
	json_object_set_new(invocation, "workingDirectory",
			    json_pack("{s:s}", "uri", uri.s));
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

static json_t *
invocation(struct sarif *s, const struct summary *sum)
{
	json_t *v = json_object();
	char text[120];

	json_object_set_new(v, "executionSuccessful",
			    json_boolean(sum->exit_status < 2));
	json_object_set_new(v, "exitCode", json_integer(sum->exit_status));
	json_object_set_new(v, "exitCodeDescription",
			    json_string(exit_word(sum->exit_status)));
	if (s->absolute)
		set_folder(v);
	set_time(v);
	if (s->left_out != 0) {
		if (s->notifications == NULL)
			s->notifications = json_array();
		snprintf(text, sizeof(text),
			 "%zu more results are not in this file: GitHub takes no more "
			 "than %d a run.",
			 s->left_out, RESULTS_MAX);
		json_array_append_new(s->notifications, notification("warning", text));
	}
	if (s->troubles_left_out != 0) {
		snprintf(text, sizeof(text), "%zu more files could not be read.",
			 s->troubles_left_out);
		json_array_append_new(s->notifications, notification("error", text));
	}
	if (s->notifications != NULL)
		json_object_set(v, "toolExecutionNotifications", s->notifications);
	return v;
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *sum)
{
	struct sarif *s = state;

	fputs(s->written != 0 ? "\n    ],\n" : "],\n", fp);
	fputs("    \"invocations\": [ ", fp);
	value_write(fp, invocation(s, sum));
	fputs(" ],\n    \"tool\": { \"driver\": {\n      \"name\": \"hookvet\",\n"
	      "      \"semanticVersion\": ",
	      fp);
	value_write(fp, value_string(ctx->version));
	fputs(",\n      \"informationUri\": \"" SARIF_HOME "\",\n      \"rules\": [",
	      fp);
	sarif_rules(s, fp, ctx);
	fputs("\n      ] } }\n  } ]\n}\n", fp);
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
		"\"hookvet\", \"informationUri\": \"" SARIF_HOME "\", \"rules\": [",
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
