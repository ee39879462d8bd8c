/*
 * readback: a report, read by the rules of what it claims to be.
 *
 * JSON by jansson, XML and HTML by tests/fuzz/markup.h, the line formats here.
 * Whatever names, keys and values went in: the number of findings that come out is
 * right, and nothing of an input has become markup, a command or a control
 * character.
 */
#ifndef TESTS_FUZZ_READBACK_H
#define TESTS_FUZZ_READBACK_H

#include <jansson.h>

#include "base/mem.h"
#include "fuzz.h"
#include "markup.h"
#include "report/report.h"
#include "report/reporters.h"

/* What went into a report. */
struct told {
	size_t documents; /* results, skipped ones aside */
	size_t findings;  /* that are not suppressed */
	size_t all;       /* suppressed ones too */
};

static inline void
told_add(struct told *told, const struct result *r)
{
	if (r->skipped)
		return;
	told->documents++;
	for (const struct diag *d = r->diags->head; d != NULL; d = d->next)
		told->all++;
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d))
		told->findings++;
}

static inline json_t *
readback_json(struct str text)
{
	json_t *v =
	    json_loadb(text.s, text.len,
		       JSON_ALLOW_NUL | JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);

	MUST(v != NULL);
	return v;
}

/* The number of lines; each of them is JSON. */
static inline size_t
readback_lines(struct str text)
{
	size_t n = 0;

	MUST(text.len == 0 || text.s[text.len - 1] == '\n');
	while (text.len != 0) {
		json_decref(readback_json(fuzz_cut(text, '\n', &text)));
		n++;
	}
	return n;
}

static inline void
readback_sarif(json_t *v, const struct told *told)
{
	json_t *run = json_array_get(json_object_get(v, "runs"), 0);

	MUST(json_array_size(json_object_get(run, "results")) == told->all);
	MUST(json_is_object(json_object_get(run, "tool")));
}

/* A TAP test point per document, numbered; then the plan. */
static inline void
readback_tap(struct str text, const struct told *told)
{
	size_t n = 0;
	char want[64];
	int len;

	MUST(str_equal(fuzz_cut(text, '\n', &text), STR("TAP version 13")));
	while (n < told->documents || (text.len != 0 && text.s[0] == ' ')) {
		struct str line = fuzz_cut(text, '\n', &text);

		if (str_starts(line, STR("  "))) {
			const char *colon = memchr(line.s, ':', line.len);
			size_t at = colon != NULL ? (size_t)(colon - line.s) + 2 : 0;

			MUST(str_is(line, "  ---") || str_is(line, "  ...") ||
			     str_is(line, "  findings:") || at < line.len);
			if (at != 0 && at < line.len)
				json_decref(
				    readback_json(str_slice(line, at, line.len)));
			continue;
		}
		len = snprintf(want, sizeof(want), "ok %zu - ", ++n);
		if (str_starts(line, STR("not ")))
			line = str_slice(line, 4, line.len);
		MUST(str_starts(line, (struct str){want, (size_t)len}));
		for (size_t i = 1; i < line.len; i++)
			MUST(line.s[i] != '#' || line.s[i - 1] == '\\');
	}
	len = snprintf(want, sizeof(want), "1..%zu%s\n", n,
		       n == 0 ? " # SKIP no documents" : "");
	MUST(str_equal(text, (struct str){want, (size_t)len}));
}

/* What a CI service would take for a command in its log. */
static inline bool
is_command(struct str line)
{
	while (line.len != 0 && line.s[0] == ' ')
		line = str_slice(line, 1, line.len);
	for (size_t i = 0; i < line.len; i++) {
		if (line.s[i] == '[' && safe_command(line, i))
			return true;
	}
	return str_starts(line, STR("::"));
}

static inline void
readback_github(struct str text, const struct told *told)
{
	static const char *const starts[] = {
	    "::error file=", "::warning file=", "::notice file="};
	size_t n = 0, i, at;

	while (text.len != 0) {
		struct str line = fuzz_cut(text, '\n', &text);

		if (!is_command(line)) { /* what GitHub will not show */
			MUST(text.len == 0 && told->findings > 10);
			break;
		}
		for (i = 0; i < 3 && !str_starts(line, str_from(starts[i])); i++)
			;
		MUST(i < 3);
		/* up to the "::" before the message only our own properties */
		for (at = strlen(starts[i]), i = 0; line.s[at] != ':'; at++) {
			MUST(at + 2 < line.len);
			i += line.s[at] == '=';
		}
		MUST(line.s[at + 1] == ':' && i >= 3);
		n++;
	}
	MUST(n == told->findings);
}

static inline void
readback_compact(struct str text, const struct told *told)
{
	size_t n = 0;

	while (text.len != 0) {
		struct str line = fuzz_cut(text, '\n', &text);

		MUST(line.len != 0 && line.s[line.len - 1] == ']');
		MUST(!is_command(line));
		n++;
	}
	MUST(n == told->findings);
}

/* Rows of a table have as many cells as its head; nothing else may begin a line. */
static inline void
readback_markdown(struct str text, const struct told *told)
{
	size_t rows = 0, heads = 0;

	while (text.len != 0) {
		struct str line = fuzz_cut(text, '\n', &text);
		size_t bars = 0;

		if (line.len == 0 || line.s[0] != '|')
			continue;
		for (size_t i = 0; i < line.len; i++) {
			if (line.s[i] == '\\')
				i++;
			else
				bars += line.s[i] == '|';
		}
		MUST(bars == 5);
		rows++;
		heads += str_starts(line, STR("| Severity")) +
			 str_starts(line, STR("| --- "));
	}
	MUST(rows - heads == told->findings || text.len > 800 * 1024);
}

static inline void
readback_text(struct str text)
{
	while (text.len != 0)
		MUST(!is_command(fuzz_cut(text, '\n', &text)));
}

/* No two with one fingerprint: GitLab would show one of them. */
static inline void
readback_gitlab(json_t *v, const struct told *told)
{
	json_t *seen = json_object(), *finding;
	size_t i;

	MUST(json_is_array(v) && json_array_size(v) == told->findings);
	json_array_foreach(v, i, finding)
	{
		json_object_set(
		    seen, json_string_value(json_object_get(finding, "fingerprint")),
		    finding);
	}
	MUST(json_object_size(seen) == told->findings);
	json_decref(seen);
}

/*
 * Aborts if text is not whole, as far as that can be seen.  The report of a run that
 * could not go on is, too, and says so: false.
 */
static inline bool
readback_whole(const char *format, struct str text)
{
	static const char *const json[] = {"json", "gitlab", "sarif",
					   "flag", "basic",  "hierarchical"};
	struct str f = str_from(format);

	MUST(text.len != 0 && text.s[text.len - 1] == '\n');
	for (size_t i = 0; i < sizeof(json) / sizeof(*json); i++) {
		if (str_is(f, json[i]))
			json_decref(readback_json(text));
	}
	if (str_is(f, "jsonl") || str_is(f, "rdjsonl"))
		(void)readback_lines(text);
	else if (str_is(f, "junit"))
		(void)markup_read(text, &markup_junit, "");
	else if (str_is(f, "checkstyle"))
		(void)markup_read(text, &markup_checkstyle, "");
	else if (str_is(f, "html"))
		(void)markup_read(text, &markup_html, "");
	return memmem(text.s, text.len, "\"incomplete\": \"", 15) == NULL &&
	       memmem(text.s, text.len, "ot everything was checked", 25) == NULL;
}

/* text as the format that the reporter is named after. */
static inline void
readback(const char *format, struct str text, const struct told *told)
{
	struct str f = str_from(format);
	json_t *v = NULL;

	fuzz_harmless(text);
	if (str_is(f, "json")) {
		v = readback_json(text);
		MUST(json_array_size(json_object_get(v, "findings")) == told->all);
	} else if (str_is(f, "gitlab")) {
		v = readback_json(text);
		readback_gitlab(v, told);
	} else if (str_is(f, "sarif")) {
		v = readback_json(text);
		readback_sarif(v, told);
	} else if (str_is(f, "flag") || str_is(f, "basic") ||
		   str_is(f, "hierarchical")) {
		v = readback_json(text);
	} else if (str_is(f, "jsonl")) {
		MUST(readback_lines(text) == told->all + 1);
	} else if (str_is(f, "rdjsonl")) {
		MUST(readback_lines(text) == told->findings);
	} else if (str_is(f, "junit")) {
		MUST(markup_read(text, &markup_junit, "testsuite") == told->documents);
	} else if (str_is(f, "checkstyle")) {
		MUST(markup_read(text, &markup_checkstyle, "error") == told->findings);
	} else if (str_is(f, "html")) {
		MUST(markup_read(text, &markup_html, "article") >= told->findings);
	} else if (str_is(f, "tap")) {
		readback_tap(text, told);
	} else if (str_is(f, "github")) {
		readback_github(text, told);
	} else if (str_is(f, "compact")) {
		readback_compact(text, told);
	} else if (str_is(f, "markdown")) {
		readback_markdown(text, told);
	} else {
		MUST(str_is(f, "text")); /* a new format wants to be read back, too */
		readback_text(text);
	}
	json_decref(v);
}

/*
 * The table of rules for a report.  In SARIF it is written out, the same each time,
 * and takes a hundred times what the findings do: one in 64 has it.
 */
static inline const struct rule_table *
readback_rules(const struct reporter *r, const struct rule_table *rules, uint32_t lot)
{
	return strcmp(r->name, "sarif") != 0 || lot % 64 == 0 ? rules : NULL;
}

/* The i-th report format, going round. */
static inline const struct reporter *
readback_reporter(size_t i)
{
	size_t n = 0;

	while (reporter_at(n) != NULL)
		n++;
	return reporter_at(i % n);
}

#endif
