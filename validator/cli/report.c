/*
 * report: reports of runs, read again.
 *
 *   merge FILE...        joins -f jsonl reports into one of any format
 *
 * Findings go from line to reporter one document at a time, in the order in which
 * they stand; nothing is sorted and nothing dropped, so that the length of the
 * reports does not matter.  Nobody's files are opened but the reports themselves:
 * what a report says of a file may come from a stranger.
 */
#include <sys/stat.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/suggest.h"
#include "finding/trouble.h"
#include "lint/lint.h"
#include "project/command.h"
#include "project/options.h"
#include "project/session.h"
#include "project/settings.h"
#include "run/counts.h"
#include "run/jsonl-read.h"
#include "run/outputs.h"

#include <stdlib.h>

#ifndef HOOKVET_VERSION
#define HOOKVET_VERSION "unknown"
#endif

struct merge {
	struct session session;
	struct records records;
	struct outputs outputs;
	struct report_context context;
	struct totals totals, stated; /* counted here; as the summaries say */
	bool level_given;             /* --fail-on: it decides, not those of the runs */
	bool trouble;
	/* The document at hand; its findings, until the next one begins. */
	struct arena *arena;
	struct diags diags;
	struct result result;
	bool open;
	char *file; /* the last one with findings that count */
	/* of the report at hand */
	size_t findings, expected;
	bool complete; /* its last line was a summary */
};

static bool
fail_on_given(const struct options *o)
{
	const struct setting *s;

	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		if (s->offset == offsetof(struct options, fail_on))
			return o->given[i];
	}
	return false;
}

/* "never" is no severity: nothing fails then. */
static enum severity
fail_level(const struct options *o)
{
	enum severity s = SEV_OFF;

	(void)severity_parse(str_from(o->fail_on), &s);
	return s;
}

static void
count_file(struct merge *m, bool counts)
{
	if (!counts || (m->file != NULL && strcmp(m->file, m->result.path) == 0))
		return;
	free(m->file);
	m->file = xstrdup(m->result.path);
	m->totals.summary.files_with_findings++;
}

/* The document at hand is complete. */
static void
close_document(struct merge *m)
{
	bool counts = false;

	if (!m->open)
		return;
	m->open = false;
	diags_restore(&m->diags);
	for (const struct diag *d = m->diags.head; d != NULL; d = d->next)
		counts = counts_add(&m->totals, d, m->context.fail_on) || counts;
	count_file(m, counts);
	outputs_file(&m->outputs, &m->result);
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
same_document(const struct result *a, const struct result *b)
{
	return a->record == b->record && a->unreadable == b->unreadable &&
	       same_text(a->path, b->path) && same_text(a->kind, b->kind);
}

/* The document that the finding is about becomes the one at hand. */
static bool
open_document(struct merge *m)
{
	struct result r = {.diags = &m->diags};

	if (!jsonl_document(&m->records, &r, m->records.arena))
		return false;
	if (m->open && same_document(&r, &m->result))
		return true;
	close_document(m);
	arena_reset(m->arena);
	diags_init(&m->diags, m->arena, NULL, STR(""));
	m->result = r;
	m->result.path = arena_strdup(m->arena, r.path);
	m->result.kind = r.kind != NULL ? arena_strdup(m->arena, r.kind) : NULL;
	m->open = true;
	return true;
}

/* A run is over: the next findings are of another, even for the same file. */
static void
close_run(struct merge *m)
{
	close_document(m);
	free(m->file);
	m->file = NULL;
}

/* Reads one report; false if it is not all there. */
static bool
read_report(struct merge *m)
{
	struct records *r = &m->records;

	for (;;) {
		switch (jsonl_next(r)) {
		case RECORD_FINDING:
			if (!open_document(m) || !jsonl_finding(r, &m->result))
				return false;
			m->findings++;
			m->complete = false;
			break;
		case RECORD_SUMMARY:
			close_run(m);
			m->complete = true;
			if (!jsonl_summary(r, &m->stated.summary, &m->expected))
				return false;
			break;
		case RECORD_END:
			return true;
		case RECORD_WRONG:
			return false;
		}
		if (ferror(stdout) != 0)
			return false;
	}
}

/* Whether all of the report was there: each run ends with its summary. */
static bool
whole(const struct merge *m, const char *path)
{
	if (!m->complete)
		say("'%s' ends without a summary: that run did not finish", path);
	else if (m->findings != m->expected)
		say("'%s' has %zu finding%s, but %zu in its summary: it is not as it "
		    "was written",
		    path, m->findings, m->findings == 1 ? "" : "s", m->expected);
	return m->complete && m->findings == m->expected;
}

static void
merge_one(struct merge *m, const char *path)
{
	bool ok = jsonl_open(&m->records, path);

	m->findings = m->expected = 0;
	m->complete = false;
	ok = ok && read_report(m) && whole(m, m->records.path);
	close_run(m);
	m->trouble = m->trouble || !ok;
}

/* A report that is named twice is read once, as an input of check is. */
static bool
named_before(const struct list *names, size_t i)
{
	struct stat a, b;

	for (size_t k = 0; k < i; k++) {
		if (strcmp(names->items[i], names->items[k]) == 0)
			return true;
		if (stat(names->items[i], &a) == 0 && S_ISREG(a.st_mode) &&
		    stat(names->items[k], &b) == 0 && a.st_dev == b.st_dev &&
		    a.st_ino == b.st_ino)
			return true;
	}
	return false;
}

/* As check would end: by --fail-on, or as the runs themselves decided. */
static enum verdict
verdict_of(const struct merge *m)
{
	const struct summary *stated = &m->stated.summary;

	if (m->trouble || stated->exit_status == VERDICT_TROUBLE ||
	    stated->unreadable != 0)
		return VERDICT_TROUBLE;
	if (m->level_given)
		return m->totals.failing != 0 ? VERDICT_FINDINGS : VERDICT_CLEAN;
	return (enum verdict)stated->exit_status;
}

static size_t
at_least(size_t n, size_t least)
{
	return n < least ? least : n;
}

/*
 * Counts of findings are our own, all else is what the runs said: those that did not
 * finish have had the files at least in which they found something.
 */
static void
settle_summary(struct merge *m)
{
	struct summary *s = &m->totals.summary;
	const struct summary *stated = &m->stated.summary;

	s->files = at_least(stated->files, s->files_with_findings);
	s->documents = at_least(stated->documents, s->files_with_findings);
	s->skipped = stated->skipped;
	s->unreadable = stated->unreadable;
	s->fixable_safe = stated->fixable_safe;
	s->fixable_suggested = stated->fixable_suggested;
	s->fixed = stated->fixed;
	s->seconds = -1;
	s->exit_status = (int)verdict_of(m);
	/* For the words at the end: the highest level that can have failed it. */
	if (!m->level_given && s->errors == 0)
		m->context.fail_on = s->warnings != 0 ? SEV_WARNING : SEV_INFO;
}

static bool
formats_ok(const struct merge *m)
{
	static const char *const documents[] = {"basic", "hierarchical", "flag"};

	for (size_t i = 0; i < sizeof(documents) / sizeof(*documents); i++) {
		if (!outputs_have(&m->outputs, documents[i]))
			continue;
		say("-f %s is about documents; it cannot be made from findings",
		    documents[i]);
		return false;
	}
	return true;
}

static enum verdict
run_merge(struct merge *m, const struct options *o)
{
	enum verdict verdict;

	if (!jsonl_init(&m->records, &m->session))
		return VERDICT_TROUBLE;
	m->context = (struct report_context){.rules = &rule_table,
					     .fail_on = fail_level(o),
					     .verbose = o->verbose,
					     .has_suppressions = true,
					     .version = HOOKVET_VERSION};
	if (!outputs_open(&m->outputs, o, stdout, &m->context) || !formats_ok(m)) {
		outputs_cancel(&m->outputs);
		return VERDICT_TROUBLE;
	}
	outputs_begin(&m->outputs);
	for (size_t i = 1; i < o->operands.n; i++) {
		if (!named_before(&o->operands, i))
			merge_one(m, o->operands.items[i]);
	}
	counts_not_shown(&m->totals, &m->outputs);
	settle_summary(m);
	verdict = (enum verdict)m->totals.summary.exit_status;
	if (!outputs_finish(&m->outputs, &m->totals.summary))
		verdict = VERDICT_TROUBLE;
	if (!ferror(stdout)) /* of half a run there is nothing to sum up */
		counts_print(&m->totals, o, &m->context);
	return verdict;
}

static bool
operands_ok(const struct options *o)
{
	struct suggest similar;

	if (o->operands.n > 1 && strcmp(o->operands.items[0], "merge") == 0)
		return true;
	suggest_init(&similar,
		     o->operands.n != 0 ? str_from(o->operands.items[0]) : STR(""));
	suggest_offer(&similar, STR("merge"));
	if (o->operands.n == 0 || strcmp(o->operands.items[0], "merge") == 0)
		say("use: hookvet report merge FILE...");
	else if (similar.best.s != NULL)
		say("'report' has no action '%s'; a similar one exists: 'merge'",
		    o->operands.items[0]);
	else
		say("'report' has no action '%s', but merge", o->operands.items[0]);
	return false;
}

static enum verdict
run(const struct options *o)
{
	struct merge *m;
	enum verdict v = VERDICT_TROUBLE;

	if (!operands_ok(o))
		return VERDICT_TROUBLE;
	m = xcalloc(1, sizeof(*m));
	counts_init(&m->totals, o);
	m->level_given = fail_on_given(o);
	m->arena = arena_new();
	if (session_init(&m->session, o, false))
		v = run_merge(m, o);
	jsonl_release(&m->records);
	session_release(&m->session);
	arena_free(m->arena);
	counts_release(&m->totals);
	free(m->file);
	free(m);
	return v;
}

const struct subcommand command_report = {
    .name = "report",
    .operands = "merge FILE...",
    .summary = "join -f jsonl reports of several runs into one of any format",
    .about =
	"merge FILE...: reads the reports (- is standard input), each of one or more "
	"runs, and writes their findings in the order they stand in, with the sums of "
	"their summaries. Without --fail-on the status is the worst of the runs'.",
    .actions = "merge",
    .options = IN_REPORT,
    .words = WORDS_FILE,
    .run = run,
};
