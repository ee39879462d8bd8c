/*
 * check: the main job.
 *
 * Inputs are found, cut into pieces, examined in parallel; here the results come
 * in one after the other, in order: what runs over all documents is compared,
 * known findings are marked, everything is counted and handed to the reporters.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/write-guard.h"
#include "cli/check.h"
#include "drift/drift.h"
#include "finding/trouble.h"
#include "lint/duplicates.h"
#include "lint/lint.h"
#include "project/baseline.h"
#include "project/command.h"
#include "project/discover.h"
#include "project/options.h"
#include "project/profile.h"
#include "project/session.h"
#include "project/settings.h"
#include "project/suppress.h"
#include "run/check-document.h"
#include "run/confine.h"
#include "run/counts.h"
#include "run/fix-run.h"
#include "run/neighbours.h"
#include "run/outputs.h"
#include "run/overwrite.h"
#include "run/progress.h"
#include "run/settle.h"
#include "run/work-queue.h"
#include "schema/schema.h"

#ifndef HOOKVET_VERSION
#define HOOKVET_VERSION "unknown"
#endif

/* One input at a time, in order: what is known of the current one. */
struct current {
	const struct input *input;
	size_t documents, skipped;
	bool findings;
	struct tried tried;
	struct stream stream;
};

struct check {
	struct session session;
	struct inputs inputs;
	struct outputs outputs;
	struct deliveries *deliveries;
	struct examine_wants wants;
	struct baseline *baseline, *recorded;
	struct progress progress;
	struct totals totals;
	struct current current;
	struct repair *repair;
	struct drift *drift; /* or NULL */
	struct beside *beside;
	struct pieces pieces;
	struct report_context context;
};

/* The current input is complete. */
static void
close_current(struct check *c)
{
	struct current *now = &c->current;

	c->totals.summary.documents += now->documents;
	c->totals.summary.skipped += now->documents == 0 && now->skipped != 0;
	c->totals.summary.files += now->documents != 0;
	c->totals.summary.files_with_findings += now->findings;
	if (now->input != NULL)
		suppress_tried(now->input, &now->tried);
	*now = (struct current){0};
}

static void
open_current(struct check *c, const struct examined *e)
{
	if (c->current.input == e->input)
		return;
	close_current(c);
	c->current.input = e->input;
}

static void
mark_known(struct check *c, struct examined *e)
{
	settle_known(c->session.options, c->baseline, e);
	if (c->recorded != NULL)
		baseline_record(c->recorded, e->input, e->diags);
}

/* A damaged document is not judged by all rules, and a full one not to its end. */
static void
note_tried(struct current *now, const struct examined *e)
{
	now->tried.kinds |= KIND_BIT(e->kind);
	now->tried.missed |= e->result.unreadable || now->stream.full ||
			     (e->doc != NULL && e->doc->damaged) ||
			     diags_full(e->diags);
}

static void
report_result(struct check *c, const struct result *r, enum severity fail_on)
{
	for (const struct diag *d = r->diags->head; d != NULL; d = d->next) {
		if (counts_add(&c->totals, d, fail_on))
			c->current.findings = true;
	}
	if (r->diags->head != NULL)
		progress_wipe(&c->progress);
	outputs_file(&c->outputs, r);
}

/* Whether nothing follows but the rest of the current input. */
static bool
is_last(const struct check *c)
{
	return c->repair == NULL &&
	       c->current.input == &c->inputs.items[c->inputs.n - 1];
}

static bool
take_document(void *context, struct examined *e)
{
	struct check *c = context;

	open_current(c, e);
	if (c->current.stream.full)
		return !is_last(c);
	progress_update(&c->progress, (size_t)(e->input - c->inputs.items),
			c->totals.summary.documents + c->current.documents);
	if (e->result.skipped) {
		c->current.skipped++;
		if (c->session.options->verbose && !c->session.options->quiet)
			say("skipped '%s': no document of the service that is known",
			    e->input->path);
		return true;
	}
	settle_deliveries(c->deliveries, e);
	settle_stream(&c->current.stream, e);
	if (c->current.stream.full)
		atomic_store(&c->pieces.over, e->input);
	note_tried(&c->current, e);
	mark_known(c, e);
	c->current.documents += !e->result.unreadable;
	c->totals.summary.unreadable += e->result.unreadable;
	if (e->result.unreadable &&
	    (!outputs_shown(&c->outputs) || c->wants.standard_output >= 0))
		say("'%s': %s", e->input->path,
		    e->diags->head != NULL ? e->diags->head->message
					   : "it cannot be read"); /* the rule is off */
	if (!e->result.unreadable && e->diags->head == NULL &&
	    (e->doc->damaged || e->doc->ncells == 0)) {
		say("'%s' was not checked: it is no JSON, and the rule that says so is "
		    "off",
		    e->input->path);
		c->totals.summary.unreadable++;
	}
	report_result(c, &e->result, e->input->profile->fail_on);
	/* Nobody reads any more, or the disk is full: stop. */
	return ferror(stdout) == 0 && !(c->current.stream.full && is_last(c));
}

static int
standard_format(const struct check *c)
{
	if (outputs_have(&c->outputs, "hierarchical"))
		return OUTPUT_HIERARCHICAL;
	if (outputs_have(&c->outputs, "basic"))
		return OUTPUT_BASIC;
	return outputs_have(&c->outputs, "flag") ? OUTPUT_FLAG : -1;
}

/* Configs and schemas with findings are shown like any input. */
static void
report_problems(struct check *c)
{
	session_schema_problems(&c->session);
	for (const struct problem *p = c->session.problems; p != NULL; p = p->next) {
		struct result r = {
		    .path = p->path, .diags = p->diags, .standard_output = ""};

		report_result(c, &r, SEV_ERROR);
	}
	/* the standard output speaks of instances only */
	if (standard_format(c) >= 0)
		problems_print(&c->session);
}

static void
report_unused(struct check *c)
{
	const struct options *o = c->session.options;

	/* drift does not try all that may be suppressed */
	if (o->no_suppress || c->drift != NULL)
		return;
	for (struct profile *p = c->session.profiles; p != NULL; p = p->next) {
		struct result r = {.path = p->config_path, .standard_output = ""};

		if (p->config_path == NULL || suppress_unused(p) == 0)
			continue;
		r.diags = p->diags;
		c->current.findings = false;
		report_result(c, &r, p->fail_on);
		c->totals.summary.files_with_findings += c->current.findings;
	}
}

static bool
prepare_profiles(struct check *c)
{
	const struct options *o = c->session.options;

	for (struct profile *p = c->session.profiles; p != NULL; p = p->next) {
		if (p->config_path != NULL && o->verbose && !o->quiet)
			say("config '%s'", p->config_path);
		if (!profile_prepare(p))
			return false;
	}
	return !c->session.trouble;
}

/* Before the one to compare with is read: that may be replaced. */
static bool
baseline_writable(const struct options *o)
{
	int error = o->write_baseline != NULL ? guard_path(o->write_baseline, true) : 0;

	if (error != 0)
		say("cannot write the baseline '%s': %s", o->write_baseline,
		    file_write_error(error));
	return error == 0;
}

static bool
open_baselines(struct check *c)
{
	const struct options *o = c->session.options;
	bool same = o->baseline != NULL && o->write_baseline != NULL &&
		    overwrite_same(o->baseline, o->write_baseline);

	if (o->baseline != NULL) {
		c->baseline = baseline_read(&c->session, o->baseline, same);
		if (c->baseline == NULL)
			return false;
	}
	if (o->write_baseline != NULL)
		c->recorded = baseline_new(&c->session, o->write_baseline);
	return true;
}

static bool
close_baselines(struct check *c)
{
	const struct options *o = c->session.options;
	size_t gone;
	int error;

	if (c->recorded == NULL) {
		gone = c->baseline != NULL ? baseline_vanished(c->baseline) : 0;
		if (gone != 0 && !o->quiet)
			say("%zu finding%s of the baseline %s gone; prune it with "
			    "--write-baseline %s",
			    gone, gone == 1 ? "" : "s", gone == 1 ? "is" : "are",
			    o->baseline);
		return true;
	}
	if (c->totals.summary.unreadable != 0 || ferror(stdout)) {
		say("the baseline '%s' stays as it is: not everything was checked",
		    o->write_baseline);
		return false;
	}
	if (c->baseline != NULL)
		baseline_keep(c->recorded, c->baseline);
	error = baseline_write(c->recorded);
	if (error != 0)
		say("cannot write the baseline '%s': %s", o->write_baseline,
		    file_write_error(error));
	else if (!o->quiet)
		say("%zu finding%s recorded in '%s'", baseline_count(c->recorded),
		    baseline_count(c->recorded) == 1 ? "" : "s", o->write_baseline);
	return error == 0;
}

static void
check_inputs(struct check *c)
{
	const struct options *o = c->session.options;
	struct pieces *p = &c->pieces;
	size_t jobs = o->jobs == OPTION_UNSET ? 0
		      : o->jobs == 0          ? 1
					      : size_from(o->jobs);

	c->wants = (struct examine_wants){
	    .beside = c->beside,
	    .standard_output = standard_format(c),
	    .timeline = outputs_have(&c->outputs, "html"),
	};
	p->inputs = &c->inputs;
	p->json_lines = o->json_lines;
	p->wants = c->wants;
	p->take = take_document;
	p->context = c;
	progress_begin(&c->progress, o, c->inputs.n);
	if (c->repair != NULL)
		fix_run_run(c->repair, p);
	else if (c->drift != NULL)
		drift_run(c->drift, p);
	else
		work_queue_run(p, jobs);
	close_current(c);
	progress_wipe(&c->progress);
}

/* Without any input there is nothing to say "clean" about. */
static bool
have_inputs(const struct check *c)
{
	const struct options *o = c->session.options;
	const char *excluded = c->inputs.excluded_by;
	bool ignored = c->inputs.ignored != 0, one = o->operands.n == 1;

	if (c->inputs.n != 0 || o->no_error_on_unmatched)
		return true;
	if (c->inputs.excluded != 0)
		say("all files that are named are excluded; --no-error-on-unmatched "
		    "takes that for none");
	else
		say("no *.json, *.jsonl, *.ndjson or other file that may hold "
		    "documents "
		    "%s%s%s%s%s%s%s",
		    one ? "in '" : "to check", one ? o->operands.items[0] : "",
		    !one                          ? ""
		    : excluded != NULL || ignored ? "' is left"
						  : "'",
		    excluded != NULL ? "; '" : "", excluded != NULL ? excluded : "",
		    excluded != NULL ? "' excludes some" : "",
		    ignored ? "; some is ignored by git, see --no-ignore" : "");
	return false;
}

static void
settle_context(struct check *c)
{
	const struct options *o = c->session.options;
	const struct profile *p =
	    c->session.trouble ? NULL : profile_current(&c->session);

	c->context = (struct report_context){.rules = &rule_table,
					     .fail_on = SEV_ERROR,
					     .verbose = o->verbose,
					     .version = HOOKVET_VERSION,
					     .has_baseline = o->baseline != NULL};
	if (p == NULL)
		return;
	c->context.levels = p->levels;
	c->context.fail_on = p->fail_on;
	for (p = c->session.profiles; p != NULL; p = p->next)
		c->context.has_suppressions =
		    c->context.has_suppressions || p->nsuppressions != 0;
}

/* There were inputs, and nothing in them was checked. */
static bool
checked_nothing(const struct check *c)
{
	const struct summary *s = &c->totals.summary;

	return c->inputs.n != 0 && s->documents == 0 && s->unreadable == 0 &&
	       !c->session.trouble;
}

static enum verdict
verdict_of(const struct check *c, bool trouble)
{
	if (trouble || c->session.trouble || c->totals.summary.unreadable != 0 ||
	    (checked_nothing(c) && !c->session.options->no_error_on_unmatched))
		return VERDICT_TROUBLE;
	return c->totals.failing != 0 ? VERDICT_FINDINGS : VERDICT_CLEAN;
}

static void
print_summary(const struct check *c)
{
	const struct options *o = c->session.options;
	const struct summary *s = &c->totals.summary;

	counts_print(&c->totals, o, &c->context);
	if (o->verbose && !o->quiet && deliveries_full(c->deliveries))
		say("so many subscriptions are not all compared with each other; see "
		    "LIMITS in hookvet(1)");
	if (!checked_nothing(c) || (o->quiet && o->no_error_on_unmatched))
		return;
	if (s->skipped != 0)
		say("none of %zu file%s is a document of the service that is known",
		    s->skipped, s->skipped == 1 ? "" : "s");
	else
		say("nothing was checked: there is no document in the input");
}

static bool
open_repair(struct check *c)
{
	const struct options *o = c->session.options;

	if (o->fix == NULL && !o->diff)
		return true;
	c->repair = fix_run_new(o);
	return c->repair != NULL;
}

/* The stream of a report that names none. */
static FILE *
standard_stream(const struct check *c)
{
	const char *plan = c->session.options->plan;

	if (c->session.options->diff)
		return NULL;
	if (plan != NULL && strcmp(plan, "-") == 0)
		return stderr;
	for (size_t i = 0; c->repair != NULL && i < c->inputs.n; i++) {
		if (c->inputs.items[i].standard)
			return stderr; /* the fixed text goes to standard output */
	}
	return stdout;
}

static enum verdict
run_check(struct check *c, double start)
{
	const struct options *o = c->session.options;
	enum verdict verdict;
	bool ok = session_resources(&c->session) && discover(&c->inputs, &c->session) &&
		  prepare_profiles(c);

	ok = ok || c->session.problems != NULL;
	ok = ok && (c->session.trouble || have_inputs(c)) && open_repair(c);
	if (!ok)
		return VERDICT_TROUBLE;
	c->beside = neighbours_new(&c->inputs, o->json_lines);
	if (!overwrite_settle(&c->inputs, c->beside, o))
		return VERDICT_TROUBLE;
	settle_context(c);
	confine_inputs(o, &c->inputs);
	if (!baseline_writable(o) || !open_baselines(c) ||
	    !outputs_open(&c->outputs, o, standard_stream(c), &c->context)) {
		c->session.trouble = true;
		outputs_cancel(&c->outputs);
		return VERDICT_TROUBLE;
	}
	outputs_begin(&c->outputs);
	report_problems(c);
	if (!c->session.trouble)
		check_inputs(c);
	if (!c->session.trouble)
		report_unused(c);
	counts_not_shown(&c->totals, &c->outputs);
	c->totals.summary.links = c->inputs.links;
	c->totals.summary.ignored = c->inputs.ignored;
	c->totals.summary.fixed = c->repair != NULL ? fix_run_count(c->repair) : 0;
	c->totals.summary.seconds = seconds_now() - start;
	ok = ok && (c->session.trouble || close_baselines(c));
	ok = ok && (c->repair == NULL || fix_run_ok(c->repair));
	ok = ok && (c->drift == NULL || c->session.trouble || drift_finish(c->drift));
	verdict = verdict_of(c, !ok);
	c->totals.summary.exit_status = (int)verdict;
	if (!outputs_finish(&c->outputs, &c->totals.summary))
		verdict = VERDICT_TROUBLE;
	if (!ferror(stdout)) /* of half a run there is nothing to sum up */
		print_summary(c);
	return verdict;
}

enum verdict
check_run(const struct options *o)
{
	struct check *c = xcalloc(1, sizeof(*c));
	double start = seconds_now();
	enum verdict v = VERDICT_TROUBLE;

	c->deliveries = deliveries_new();
	c->drift = drift_new(o);
	counts_init(&c->totals, o);
	if (session_init(&c->session, o, false))
		v = run_check(c, start);
	baseline_free(c->baseline);
	baseline_free(c->recorded);
	fix_run_free(c->repair);
	drift_free(c->drift);
	neighbours_free(c->beside);
	deliveries_free(c->deliveries);
	inputs_release(&c->inputs);
	session_release(&c->session);
	counts_release(&c->totals);
	free(c);
	return v;
}

const struct subcommand command_check = {
    .name = "check",
    .operands = "[path ...]",
    .summary = "check files, folders, standard input (-); default: this folder",
    .options = IN_CHECK,
    .words = WORDS_FILE,
    .run = check_run,
};
