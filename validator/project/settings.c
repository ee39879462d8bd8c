/* settings: the table. */
#include "project/settings.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "finding/trouble.h"
#include "project/options.h"

/* In the order of --help. */
static const char inputs[] = "Inputs";
static const char genuine[] = "The signature";
static const char against[] = "What they are checked against";
static const char judgement[] = "What counts";
static const char known[] = "Known findings";
static const char fixes[] = "Fixes";
static const char request[] = "The request";
static const char reports[] = "Reports";
static const char run[] = "The run";

#define AT(member) offsetof(struct options, member)

/* clang-format off */
static const struct setting table[] = {
	{ 'k', SETTING_WORD, WORDS_KIND, IN_CHECK | IN_SCHEDULE | IN_NEW, "kind", "KIND",
	  .automatic = "found from the shape; new: create-request", .offset = AT(kind), .group = inputs,
	  .help = "the kind of document, instead of finding out" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_RUN, "json-lines",
	  .automatic = "for .jsonl and .ndjson", .offset = AT(json_lines), .group = inputs,
	  .help = "one document per line" },
	{ 0, SETTING_TEXT, WORDS_FILE, IN_RUN, "files-from", "FILE",
	  .offset = AT(files_from), .group = inputs,
	  .help = "read names of inputs from a file, or '-'" },
	{ '0', SETTING_FLAG, WORDS_NONE, IN_RUN, "null",
	  .offset = AT(null), .group = inputs,
	  .help = "names in --files-from end with NUL, not with a line end" },
	{ 0, SETTING_TEXT, WORDS_FILE, IN_RUN | IN_SCHEDULE, "stdin-filename", "NAME",
	  .fallback = "<stdin>", .offset = AT(stdin_filename), .group = inputs,
	  .help = "name to report for standard input ('-')" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_RUN, "force-exclude",
	  .offset = AT(force_exclude), .group = inputs,
	  .help = "named files obey excludes too (for hooks)" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_RUN | IN_LSP | IN_SCHEDULE, "no-ignore",
	  .offset = AT(no_ignore), .group = inputs,
	  .help = "walk into what .gitignore leaves out, too" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_CHECK, "no-error-on-unmatched",
	  .offset = AT(no_error_on_unmatched), .group = inputs,
	  .help = "no input is no error (for hooks)" },
	{ 0, SETTING_LIST, WORDS_NONE, IN_RUN, .offset = AT(exclude), .key = "exclude",
	  .group = inputs, .help = "globs of files and folders that a walk leaves out" },

	{ 0, SETTING_TEXT, WORDS_FILE, IN_VERIFY, "key-file", "FILE",
	  .offset = AT(key_file), .group = genuine,
	  .help = "file with the key, or '-': never given as an argument" },
	{ 0, SETTING_TEXT, WORDS_NONE, IN_VERIFY, "key-env", "NAME",
	  .offset = AT(key_env), .group = genuine,
	  .help = "environment variable that holds the key" },
	{ 0, SETTING_TEXT, WORDS_NONE, IN_VERIFY, "signature", "HEADER",
	  .offset = AT(signature), .group = genuine,
	  .help = "the header v-c-signature: t=...;keyId=...;sig=..." },
	{ 0, SETTING_TEXT, WORDS_FILE, IN_VERIFY, "headers", "FILE",
	  .offset = AT(headers), .group = genuine,
	  .help = "file with all headers, a line each or as JSON, or '-'" },
	{ 0, SETTING_TEXT, WORDS_NONE, IN_VERIFY, "at", "TIME", .automatic = "now",
	  .offset = AT(at), .group = genuine,
	  .help = "when it arrived: 2026-07-02T15:39:56Z" },
	{ 0, SETTING_NUMBER, WORDS_NONE, IN_VERIFY, "max-age", "SECONDS",
	  .automatic = "any age", .offset = AT(max_age), .group = genuine,
	  .help = "signed longer before that, or after it, is not genuine" },

	{ 0, SETTING_LIST, WORDS_FILE, IN_DRIFT, "deployed", "FILE",
	  .offset = AT(deployed), .group = against,
	  .help = "answers of the service: a list, or one; may be repeated" },
	{ 's', SETTING_TEXT, WORDS_SCHEMA, IN_CHECK | IN_LSP, "schema", "FILE|NAME",
	  .automatic = "the built-in one of the kind", .offset = AT(schema), .group = against,
	  .help = "check against this schema alone" },
	{ 'r', SETTING_LIST, WORDS_FILE, IN_RUN | IN_LSP | IN_SCHEMA, "resource", "[URI=]FILE|DIR",
	  .offset = AT(resources), .group = against,
	  .help = "schema documents that $ref may name; may be repeated" },
	{ 0, SETTING_TEXT, WORDS_DIALECT, IN_RUN | IN_LSP | IN_SCHEMA, "dialect", "URI|NAME",
	  .fallback = "2020-12", .offset = AT(dialect), .group = against,
	  .help = "dialect of schemas that name none in $schema" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_RUN | IN_LSP | IN_SCHEMA, "no-format-assertion",
	  .offset = AT(no_format_assertion), .group = against,
	  .help = "\"format\" asserts only where its dialect says so" },
	{ 0, SETTING_TEXT, WORDS_FILE, IN_RUN | IN_LSP | IN_CATALOGUE | IN_NEW, "catalogue", "FILE",
	  .offset = AT(catalogue), .group = against,
	  .help = "your organization's own product list" },

	{ 0, SETTING_WORD, WORDS_LEVEL, IN_RUN | IN_REPORT, "fail-on", "LEVEL", .fallback = "error",
	  .offset = AT(fail_on), .key = "failOn", .group = judgement,
	  .help = "findings from this level on make the run fail" },
	{ 0, SETTING_LIST, WORDS_RULE, IN_RUN | IN_LSP | IN_RULES, "rule", "NAME=LEVEL",
	  .behind = WORDS_SEVERITY, .offset = AT(rules), .group = judgement,
	  .help = "the level of a rule; may be repeated" },
	{ 'c', SETTING_TEXT, WORDS_FILE, IN_RUN | IN_LSP | IN_EXPLAIN | IN_RULES | IN_CATALOGUE | IN_SCHEDULE | IN_NEW,
	  "config", "FILE", .automatic = ".hookvet.json, from the input's folder upwards",
	  .offset = AT(config), .group = judgement, .help = "config file" },
	{ 0, SETTING_TEXT, WORDS_FOLDER,
	  IN_RUN | IN_LSP | IN_EXPLAIN | IN_RULES | IN_CATALOGUE | IN_SCHEDULE | IN_NEW,
	  "config-root", "DIR", .automatic = "the config's repository",
	  .offset = AT(config_root), .group = judgement,
	  .help = "a config may name schemas below DIR" },
	{ 0, SETTING_WORD, WORDS_CONFIG_RULES,
	  IN_RUN | IN_LSP | IN_EXPLAIN | IN_RULES | IN_CATALOGUE | IN_SCHEDULE | IN_NEW,
	  "config-rules", "MODE",
	  .fallback = "free", .offset = AT(config_rules), .group = judgement,
	  .help = "free, or locked: a config in the tree can only be stricter" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_RUN | IN_LSP | IN_EXPLAIN | IN_RULES | IN_CATALOGUE | IN_SCHEDULE | IN_NEW,
	  "no-config", .offset = AT(no_config), .group = judgement,
	  .help = "read no config file" },
	{ 0, SETTING_NUMBER, WORDS_NONE, IN_RUN, .fallback = "10080",
	  .offset = AT(retry_horizon_minutes), .key = "settings.retryHorizonMinutes",
	  .group = judgement, .help = "retries later than this are too late" },
	{ 0, SETTING_NUMBER, WORDS_NONE, IN_RUN, .fallback = "60",
	  .offset = AT(min_retry_minutes), .key = "settings.minRetryMinutes",
	  .group = judgement, .help = "retries that end before this are too few" },
	{ 0, SETTING_NUMBER, WORDS_NONE, IN_RUN, .fallback = "30",
	  .offset = AT(key_expiry_days), .key = "settings.keyExpiryDays",
	  .group = judgement, .help = "keys that end within these days are reported" },
	{ 0, SETTING_NUMBER, WORDS_NONE, IN_RUN, .fallback = "20",
	  .offset = AT(max_retries), .key = "settings.maxRetries",
	  .group = judgement, .help = "more retries are too many" },
	{ 0, SETTING_WORD, WORDS_TEMPLATES, IN_RUN, .fallback = "report",
	  .offset = AT(templates), .key = "settings.templates",
	  .group = judgement, .help = "whether templates in values are reported" },
	{ 0, SETTING_LIST, WORDS_NONE, IN_RUN, .offset = AT(tunnel_hosts),
	  .key = "settings.tunnelHosts", .group = judgement,
	  .help = "further hosts that forward to a developer's machine" },
	{ 0, SETTING_LIST, WORDS_NONE, IN_RUN, .offset = AT(placeholder_hosts),
	  .key = "settings.placeholderHosts", .group = judgement,
	  .help = "further hosts that are left from documentation" },
	{ 0, SETTING_LIST, WORDS_NONE, IN_RUN, .automatic = "443 and 8443",
	  .offset = AT(expected_ports), .key = "settings.expectedPorts",
	  .group = judgement, .help = "ports that a webhook URL may name" },

	{ 0, SETTING_FLAG, WORDS_NONE, IN_RUN | IN_LSP, "no-suppress",
	  .offset = AT(no_suppress), .group = known,
	  .help = "show what the config suppresses" },
	{ 0, SETTING_TEXT, WORDS_FILE, IN_RUN | IN_LSP, "baseline", "FILE",
	  .offset = AT(baseline), .group = known,
	  .help = "findings recorded there do not count" },
	{ 0, SETTING_TEXT, WORDS_FILE, IN_RUN, "write-baseline", "FILE",
	  .offset = AT(write_baseline), .group = known,
	  .help = "record the findings of this run there" },

	{ 0, SETTING_WORD, WORDS_FIX, IN_CHECK, "fix", "safe|suggested",
	  .implied = "safe", .offset = AT(fix), .group = fixes,
	  .help = "rewrite files with safe, or also suggested, fixes" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_CHECK | IN_INIT, "diff", .offset = AT(diff), .group = fixes,
	  .help = "show what would be written as a unified diff instead" },
	{ 0, SETTING_TEXT, WORDS_FILE, IN_DRIFT, "plan", "FILE",
	  .implied = "-", .offset = AT(plan), .group = fixes,
	  .help = "write the requests that end the drift; nothing is sent" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_DRIFT, "prune", .offset = AT(prune), .group = fixes,
	  .help = "the plan deletes what no definition has" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_INIT, "force", .offset = AT(force), .group = fixes,
	  .help = "write over what is there" },

	{ 0, SETTING_LIST, WORDS_EVENT, IN_NEW, "event", "NAME",
	  .automatic = "all of the product", .offset = AT(events), .group = request,
	  .help = "an event type; may be repeated" },
	{ 0, SETTING_TEXT, WORDS_NONE, IN_NEW, "url", "URL",
	  .offset = AT(url), .group = request, .help = "where to deliver to" },
	{ 0, SETTING_TEXT, WORDS_NONE, IN_NEW, "health", "URL",
	  .offset = AT(health), .group = request, .help = "where to ask for its health" },
	{ 0, SETTING_TEXT, WORDS_NONE, IN_NEW, "organization", "ID",
	  .offset = AT(organization), .group = request, .help = "whose events they are" },
	{ 0, SETTING_WORD, WORDS_SCOPE, IN_NEW, "scope", "SCOPE",
	  .automatic = "SELF", .offset = AT(scope), .group = request,
	  .help = "SELF, or DESCENDANTS too" },
	{ 0, SETTING_WORD, WORDS_SECURITY, IN_NEW, "security", "TYPE",
	  .automatic = "KEY", .offset = AT(security), .group = request,
	  .help = "KEY, oAuth or oAuth_JWT" },
	{ 0, SETTING_NUMBER, WORDS_NONE, IN_NEW, "retry-hours", "N",
	  .automatic = "24", .offset = AT(retry_hours), .group = request,
	  .help = "deliveries are retried for N hours" },

	{ 'f', SETTING_LIST, WORDS_FORMAT, IN_RUN | IN_REPORT | IN_LISTS, "format", "NAME[:FILE]",
	  .automatic = "text", .offset = AT(formats), .group = reports,
	  .help = "report format; check, report: may be repeated" },
	{ 'o', SETTING_TEXT, WORDS_FILE, IN_RUN | IN_REPORT | IN_LISTS | IN_NEW, "output", "FILE",
	  .automatic = "standard output", .offset = AT(output), .group = reports,
	  .help = "the file to write; check, report: of the last -f" },
	{ 0, SETTING_NUMBER, WORDS_NONE, IN_RUN | IN_REPORT, "max-problems", "N",
	  .automatic = "100 on a terminal, else no limit", .offset = AT(max_problems),
	  .group = reports, .help = "show at most N findings; 0: all" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_SCHEMA, "editor", .offset = AT(editor), .group = reports,
	  .help = "show: the schema as editors want it, one document" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_CHECK | IN_SCHEMA, "all-branches",
	  .offset = AT(all_branches), .group = reports,
	  .help = "explain every branch of oneOf and anyOf" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_RUN | IN_REPORT, "statistics",
	  .offset = AT(statistics), .group = reports,
	  .help = "count findings by rule at the end" },
	{ 0, SETTING_WORD, WORDS_COLOR, IN_RUN | IN_REPORT | IN_LISTS | IN_HELP, "color", "WHEN",
	  .fallback = "auto", .offset = AT(color), .group = reports,
	  .help = "whether to colour what is shown" },
	{ 'q', SETTING_FLAG, WORDS_NONE, IN_RUN | IN_REPORT | IN_SCHEMA, "quiet",
	  .offset = AT(quiet), .group = reports,
	  .help = "findings only: no summary, no progress" },
	{ 'v', SETTING_FLAG, WORDS_NONE, IN_RUN | IN_REPORT | IN_SCHEMA | IN_CATALOGUE, "verbose",
	  .offset = AT(verbose), .group = reports,
	  .help = "say more: JSON Pointers, skipped files, configs" },

	{ 'j', SETTING_NUMBER, WORDS_NONE, IN_CHECK, "jobs", "N",
	  .automatic = "processors", .offset = AT(jobs), .group = run,
	  .help = "check N files at a time" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_LSP, "stdio", .offset = AT(stdio), .group = run,
	  .help = "on standard input and output, which it is anyway" },
	{ 'h', SETTING_FLAG, WORDS_NONE, IN_ALL, .offset = AT(brief), .hidden = true,
	  .group = run, .help = "short help" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_ALL, "help", .offset = AT(help), .group = run,
	  .help = "this help; -h: a short one" },
	{ 'V', SETTING_FLAG, WORDS_NONE, IN_ALL, "version", .offset = AT(version),
	  .group = run, .help = "version and build" },
	{ 0, SETTING_FLAG, WORDS_NONE, IN_HELP, "settings-json",
	  .offset = AT(settings_json), .group = run, .hidden = true,
	  .help = "this table as JSON, for the manual" },
};
/* clang-format on */

_Static_assert(sizeof(table) / sizeof(table[0]) <= SETTINGS_MAX,
	       "given[] is too small");

const struct setting *
setting_at(size_t i)
{
	return i < sizeof(table) / sizeof(table[0]) ? &table[i] : NULL;
}

const char *
setting_shown(const struct setting *s, char *out, size_t size)
{
	if (s->name == NULL && s->letter != 0)
		snprintf(out, size, "-%c", s->letter);
	else if (s->name == NULL)
		snprintf(out, size, "\"%s\"", s->key);
	else if (s->metavar == NULL)
		snprintf(out, size, "--%s", s->name);
	else if (s->implied != NULL)
		snprintf(out, size, "--%s[=%s]", s->name, s->metavar);
	else
		snprintf(out, size, "--%s %s", s->name, s->metavar);
	return out;
}

/* Whether the value is one of the words; said if not. */
static bool
word_known(const struct setting *s, const struct options *o, struct str value)
{
	struct str word;

	for (size_t i = 0; (word = words_at(s->words, o, i)).s != NULL; i++) {
		if (str_equal(value, word))
			return true;
	}
	words_unknown(s->words, o, value, "'%.*s' is no value of %s%s", STR_ARG(value),
		      s->name != NULL ? "--" : "", s->name != NULL ? s->name : s->key);
	return false;
}

static bool
set_number(const struct setting *s, uint64_t *place, const char *value)
{
	char *end, shown[64];
	unsigned long long n;

	errno = 0;
	n = strtoull(value, &end, 10);
	if (*value < '0' || *value > '9' || *end != '\0' || errno != 0 ||
	    n == UINT64_MAX) {
		say("'%s' is not a whole number, as %s wants one", value,
		    setting_shown(s, shown, sizeof(shown)));
		return false;
	}
	*place = n;
	return true;
}

bool
setting_set(const struct setting *s, struct options *o, const char *value)
{
	void *place = (char *)o + s->offset;
	struct str word = str_from(value);

	if (s->words == WORDS_FORMAT)
		word.len = strcspn(value, ":");
	if ((s->type == SETTING_WORD || s->words == WORDS_FORMAT) &&
	    !word_known(s, o, word))
		return false;
	switch (s->type) {
	case SETTING_FLAG:
		*(bool *)place = strcmp(value, "false") != 0;
		return true;
	case SETTING_NUMBER:
		return set_number(s, place, value);
	case SETTING_LIST:
		list_add(place, value);
		return true;
	case SETTING_TEXT:
	case SETTING_WORD:
		*(const char **)place = value;
		return true;
	}
	return false;
}
