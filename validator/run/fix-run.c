/* fix-run: see the header. */
#include "run/fix-run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/pool.h"
#include "finding/fix.h"
#include "finding/trouble.h"
#include "part/form.h"
#include "project/discover.h"
#include "project/options.h"
#include "project/paths.h"
#include "project/profile.h"
#include "project/suppress.h"
#include "run/fix-text.h"
#include "run/outputs.h"
#include "run/work-queue.h"
#include "schema/schema.h"

struct repair *
fix_run_new(const struct options *o)
{
	struct repair *r;

	if (o->write_baseline != NULL) {
		say("--fix and --diff do not go together with --write-baseline");
		return NULL;
	}
	r = xcalloc(1, sizeof(*r));
	r->options = o;
	r->most = o->fix != NULL && strcmp(o->fix, "suggested") == 0 ? FIX_SUGGESTED
								     : FIX_SAFE;
	r->diff = o->diff;
	r->ok = true;
	return r;
}

void
fix_run_free(struct repair *r)
{
	free(r);
}

size_t
fix_run_count(const struct repair *r)
{
	return r->count;
}

bool
fix_run_ok(const struct repair *r)
{
	return r->ok;
}

static void
show_diff(const struct patient *p, struct str before, struct str after)
{
	struct buf out = BUF_INIT, painted = BUF_INIT;
	const struct buf *shown = &out;

	if (!fix_diff(&out, p->input->path, before, after))
		p->repair->altered = true;
	if (color_wanted(p->repair->options, stdout)) {
		fix_diff_paint(&painted, buf_str(&out));
		shown = &painted;
	}
	(void)fwrite(buf_str(shown).s, 1, shown->len, stdout);
	buf_release(&out);
	buf_release(&painted);
}

/* The file must still be what was read: somebody may be editing it. */
static int
write_back(const struct patient *p, struct str before, struct str after)
{
	struct arena *a = arena_new();
	struct str now;
	int error = input_read(p->input, p->last, a, &now);

	if (error == 0 && !str_equal(now, before))
		error = EAGAIN;
	if (error == 0)
		error = file_rewrite(p->input->path, after);
	arena_free(a);
	return error;
}

static bool
put_back(const struct patient *p, struct str before, struct str after, size_t made)
{
	int error;

	if (p->input->standard) {
		(void)fwrite(after.s, 1, after.len, stdout);
		return true;
	}
	mem_hold();
	error = write_back(p, before, after);
	mem_unhold();
	if (error == EAGAIN)
		say("'%s' changed while it was repaired; it stays as it is",
		    p->input->path);
	else if (error != 0)
		say("cannot write '%s': %s; it stays as it is", p->input->path,
		    file_write_error(error));
	else if (p->repair->options->verbose)
		say("fixed %zu in '%s'", made, p->input->path);
	return error == 0;
}

/* Reporters are not left in the middle if memory runs out. */
static bool
take_all(const struct patient *p, struct examined *head)
{
	bool go_on = true;

	mem_hold();
	for (struct examined *e = head; e != NULL && go_on; e = e->next) {
		/* suppress_findings() comes again, where it is counted. */
		for (struct diag *d = e->diags->head; d != NULL; d = d->next)
			d->suppressed_by = SUPPRESSED_NOT;
		go_on = p->pieces->take(p->pieces->context, e);
	}
	mem_unhold();
	return go_on;
}

/*
 * Line by line: none knows of the others, and memory is taken for one at a time.  As
 * in a check, a stream may have so many findings and take so many steps; what comes
 * behind stays as it is.
 */
static size_t
repair_lines(const struct patient *p, struct str before, struct buf *text)
{
	size_t made = 0, findings = 0, at = 0, len, n;

	while (at < before.len && findings <= diags_limit(at) &&
	       p->repair->spent <= schema_stream_steps(at)) {
		struct str rest = str_slice(before, at, before.len);
		struct finding_set s;
		struct buf line = BUF_INIT;

		len = line_length(rest);
		fix_examine(p, &s, str_slice(rest, 0, len));
		findings += s.of.findings;
		n = fix_text(p, &s, &line);
		made += n;
		buf_put(text, n != 0 ? buf_str(&line) : str_slice(rest, 0, len));
		at += len + (len < rest.len);
		if (len < rest.len)
			buf_putc(text, '\n');
		set_release(&s);
		buf_release(&line);
	}
	if (at < before.len && findings > diags_limit(at))
		say("'%s' has too many findings to be repaired at once; do it again",
		    p->input->path);
	else if (at < before.len)
		say("'%s' takes too long to be repaired at once; split it",
		    p->input->path);
	buf_put(text, str_slice(before, at, before.len));
	return made;
}

/* What is found in the lines of a file, as they are. */
static bool
report_lines(const struct patient *p, struct str text)
{
	struct arena *a = arena_new();
	struct lines_place at = {.line = 1, .record = 1};
	struct examiner x = {0};
	bool go_on = true;

	while (text.len != 0 && go_on && !x.exhausted &&
	       atomic_load(&p->pieces->over) != p->input) {
		uint64_t spent = x.spent;

		examiner_init(&x, &p->pieces->wants, p->eval, a);
		x.spent = spent;
		examine_next_line(&x, p->input, &text, &at);
		go_on = take_all(p, x.head);
		arena_reset(a);
	}
	arena_free(a);
	return go_on;
}

/* What is found in a document, with the fixes that are offered; trials have neither. */
static bool
report_document(const struct patient *p, struct str text)
{
	struct arena *a = arena_new();
	struct examiner x;
	bool go_on;

	examiner_init(&x, &p->pieces->wants, p->eval, a);
	examine_document(&x, p->input, text);
	go_on = take_all(p, x.head);
	arena_free(a);
	return go_on;
}

/* A file that is a document, or JSON that holds some, perhaps once it can be read. */
static size_t
repair_document(struct patient *p, struct str before, struct buf *text)
{
	struct finding_set s;
	size_t made = 0;

	fix_examine(p, &s, before);
	if (!examine_may_hold(s.of.head))
		made = fix_text(p, &s, text);
	if (examine_may_hold(s.of.head)) {
		p->form = form_json;
		made += fix_parts(p, made != 0 ? buf_str(text) : before, text);
		p->at = (struct lines_place){.line = 1};
		if (made == 0)
			made = fix_text(p, &s, text);
	}
	set_release(&s);
	return made;
}

/* What --fix makes of a text; returns how many fixes that took. */
static size_t
repair(struct patient *p, struct str before, struct buf *text)
{
	p->repair->trial_bytes = TRIAL_BYTES;
	p->repair->spent = 0;
	if (p->lines)
		return repair_lines(p, before, text);
	return p->form != NULL ? fix_parts(p, before, text)
			       : repair_document(p, before, text);
}

/* One input whose text was read. */
static bool
repair_input(struct patient *p, struct str before)
{
	struct repair *r = p->repair;
	struct buf text = BUF_INIT;
	struct str now = before; /* what the file holds */
	size_t made = repair(p, before, &text);
	bool go_on;

	if (made != 0 && r->diff) {
		show_diff(p, before, buf_str(&text));
	} else if (made != 0 && put_back(p, before, buf_str(&text), made)) {
		now = buf_str(&text);
		r->count += made;
	} else if (made != 0) {
		r->ok = false;
	} else if (p->input->standard && !r->diff) {
		(void)fwrite(before.s, 1, before.len, stdout);
	}
	go_on = p->lines ? report_lines(p, now) : report_document(p, now);
	buf_release(&text);
	return go_on;
}

static bool
unreadable(const struct patient *p, int error)
{
	struct finding_set s = {.arena = arena_new()};
	struct examiner x;
	bool go_on;

	examiner_init(&x, &p->pieces->wants, p->eval, s.arena);
	examine_unreadable(&x, p->input, error);
	go_on = take_all(p, x.head);
	set_release(&s);
	return go_on;
}

static void
repair_one(void *context)
{
	struct patient *p = context;
	struct arena *a = arena_new();
	struct str text;
	int error = p->input->error;

	if (error == 0)
		error = input_read(p->input, p->last, a, &text);
	p->go_on = error != 0 ? unreadable(p, error) : repair_input(p, text);
	arena_free(a);
}

void
fix_run_run(struct repair *r, struct pieces *p)
{
	struct below_last last = BELOW_INIT;
	struct patient patient = {.repair = r,
				  .pieces = p,
				  .last = &last,
				  .wants = {.beside = p->wants.beside,
					    .standard_output = -1,
					    .untried = true},
				  .eval = eval_new()};

	(void)pool_stack_enough();
	for (size_t i = 0; i < p->inputs->n; i++) {
		patient.input = &p->inputs->items[i];
		patient.lines =
		    p->json_lines || path_is_lines(str_from(patient.input->path));
		patient.form = examine_form(patient.input);
		patient.at = (struct lines_place){.line = 1};
		if (!mem_try(repair_one, &patient)) {
			/* what the engine was about to do is left as it is */
			patient.eval = eval_new();
			patient.go_on = unreadable(&patient, ENOMEM);
		}
		if (!patient.go_on)
			break;
	}
	eval_free(patient.eval);
	below_release(&last);
	if (r->altered && !r->options->quiet)
		say("secrets and control characters are hidden in the diff: it is to "
		    "be "
		    "read, not applied; --fix rewrites the files");
}

size_t
fix_run_text(const struct options *o, const struct input *in, struct eval *eval,
	     struct beside *beside, struct str before, struct buf *out)
{
	struct repair r = {.options = o, .most = FIX_SAFE, .ok = true};
	struct patient p = {
	    .repair = &r,
	    .wants = {.beside = beside, .standard_output = -1, .untried = true},
	    .input = in,
	    .eval = eval,
	    .form = examine_form(in),
	    .at = {.line = 1},
	    .lines = o->json_lines || path_is_lines(str_from(in->path))};
	struct buf text = BUF_INIT;
	size_t made = repair(&p, before, &text);

	if (made != 0)
		buf_put(out, buf_str(&text));
	buf_release(&text);
	return made;
}
