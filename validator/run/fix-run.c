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
#include "project/discover.h"
#include "project/options.h"
#include "project/paths.h"
#include "project/profile.h"
#include "project/suppress.h"
#include "run/fix-trial.h"
#include "run/outputs.h"
#include "run/work-queue.h"
#include "schema/schema.h"

enum { PASSES = 4 }; /* further ones are trials: fix-run.h */

struct repair {
	const struct options *options;
	enum applicability most;
	bool diff;
	size_t count;
	bool ok;
	size_t trial_bytes; /* that may still be tried of the input at hand */
	uint64_t spent;     /* steps on it */
	bool altered;       /* a diff does not show all lines as they are */
};

/* One input on its way; each text that is examined has an arena of its own. */
struct patient {
	struct repair *repair;
	struct pieces *pieces;
	struct examine_wants wants; /* in trials: what reporters ask for is not made */
	const struct input *input;
	struct below_last *last; /* folder that was read from */
	bool go_on;              /* somebody wants the next input's findings */
	struct eval *eval;
	bool lines;
};

/* A text, what was found in it, and where that is. */
struct finding_set {
	struct arena *arena;
	struct outcome of;
};

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
set_release(struct finding_set *s)
{
	arena_free(s->arena);
	*s = (struct finding_set){0};
}

/* Examines a text; it is borrowed, the rest is in the set's arena. */
static void
examine(const struct patient *p, struct finding_set *s, struct str text)
{
	struct examiner x;

	*s = (struct finding_set){.arena = arena_new()};
	examiner_init(&x, &p->wants, p->eval, s->arena);
	if (p->lines)
		examine_lines(&x, p->input, text, (struct lines_place){0, 1, 1});
	else
		examine_document(&x, p->input, text);
	outcome_count(&s->of, text, x.head);
	p->repair->spent += x.spent;
	for (struct examined *e = x.head; e != NULL; e = e->next) {
		if (!p->repair->options->no_suppress)
			suppress_findings(e->input, e->diags);
	}
}

/* Whether a text like that may be tried: it takes about as long to examine. */
static bool
may_try(struct repair *r, const struct finding_set *s)
{
	size_t bytes = s->of.text.len;

	for (const struct examined *e = s->of.head; e != NULL; e = e->next)
		bytes += e->doc->searched;
	if (r->trial_bytes < bytes)
		return false;
	r->trial_bytes -= bytes;
	return true;
}

/*
 * The fixes of a text.  All are tried at once; of those that do harm together the
 * ones that do none are looked for by halves.
 *
 * A text of many findings has many fixes, and each trial examines all of it: what is
 * tried in all is bounded, so that a hostile file does not take hours.
 */
struct trials {
	const struct patient *p;
	const struct finding_set *before;
	struct trial_fix {
		const struct fix *fix;
		size_t base;
	} * fixes;
	size_t n, cap;
	struct fixes kept;
	size_t findings; /* with those that are kept */
};

static void
collect_fixes(struct trials *t)
{
	for (const struct examined *e = t->before->of.head; e != NULL; e = e->next) {
		for (const struct diag *d = e->diags->head; d != NULL; d = d->next) {
			const struct fix *f = fix_allowed(d, t->p->repair->most);

			if (f == NULL)
				continue;
			t->fixes = arena_grow(t->before->arena, t->fixes, &t->cap,
					      t->n + 1, sizeof(*t->fixes));
			t->fixes[t->n++] = (struct trial_fix){f, e->diags->base};
		}
	}
}

/* The kept ones and from..to, in memory of their own. */
static struct fixes
join_fixes(const struct trials *t, size_t from, size_t to, struct arena *a)
{
	struct fixes all = t->kept;

	all.cap = all.n;
	all.edits = arena_calloc(a, all.n + 1, sizeof(*all.edits));
	if (all.n != 0)
		memcpy(all.edits, t->kept.edits, all.n * sizeof(*all.edits));
	for (; from < to; from++)
		(void)fixes_add(&all, t->fixes[from].fix, t->fixes[from].base, a);
	return all;
}

/* The text with the fixes made, and what is found in it then. */
static enum trial_outcome
try_set(const struct trials *t, struct fixes *fs, struct finding_set *after,
	struct buf *text)
{
	struct arena *a = arena_new(); /* what is examined stays longer */
	enum trial_outcome outcome;

	buf_clear(text);
	fixes_apply(fs, t->before->of.text, text);
	examine(t->p, after, buf_str(text));
	outcome = trial_judge(&t->before->of, &after->of, fs, a);
	arena_free(a);
	return outcome;
}

/* Keeps those of from..to that, one by one, add no finding; many at once only if
 * as many findings are gone. */
static void
try_some(struct trials *t, size_t from, size_t to)
{
	struct fixes with = join_fixes(t, from, to, t->before->arena);
	size_t more = with.count - t->kept.count, findings;
	struct finding_set after;
	struct buf text = BUF_INIT;
	bool harmless;

	if (more == 0 || !may_try(t->p->repair, t->before))
		return;
	harmless = try_set(t, &with, &after, &text) == TRIAL_FINE;
	findings = after.of.findings;
	harmless = harmless && findings < t->before->of.findings &&
		   findings + more <= t->findings + (more == 1);
	if (harmless) {
		t->kept = with;
		t->findings = findings;
	}
	set_release(&after);
	buf_release(&text);
	if (harmless || to - from == 1)
		return;
	try_some(t, from, from + (to - from) / 2);
	try_some(t, from + (to - from) / 2, to);
}

/* Makes what fixes do no harm, and examines the text; false: there are none. */
static bool
try_all(struct trials *t, struct finding_set *after, struct buf *text)
{
	bool fine;

	collect_fixes(t);
	t->kept = join_fixes(t, 0, t->n, t->before->arena);
	if (t->kept.count == 0)
		return false;
	fine = try_set(t, &t->kept, after, text) == TRIAL_FINE;
	if (fine && !str_equal(t->before->of.text, buf_str(text)))
		return true;
	set_release(after);
	t->kept = (struct fixes){0};
	try_some(t, 0, t->n);
	if (t->kept.count == 0)
		return false;
	(void)try_set(t, &t->kept, after, text);
	return true;
}

/*
 * Pass after pass until nothing changes.  *s is the set of the last text, which
 * is in *text (empty if nothing was changed); returns how many fixes were made.
 */
static size_t
repair_text(const struct patient *p, struct finding_set *s, struct buf *text)
{
	struct buf next = BUF_INIT;
	struct finding_set after;
	size_t made = 0;

	for (int pass = 0; pass < PASSES || may_try(p->repair, s); pass++) {
		struct trials t = {.p = p, .before = s, .findings = s->of.findings};

		if (!try_all(&t, &after, &next))
			break;
		made += t.kept.count;
		set_release(s);
		*s = after;
		buf_release(text);
		*text = next;
		next = BUF_INIT;
	}
	buf_release(&next);
	return made;
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
		examine(p, &s, str_slice(rest, 0, len));
		findings += s.of.findings;
		n = repair_text(p, &s, &line);
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
	struct lines_place at = {0, 1, 1};
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

/* One input whose text was read. */
static bool
repair_input(const struct patient *p, struct str before)
{
	struct repair *r = p->repair;
	struct finding_set s = {0};
	struct buf text = BUF_INIT;
	struct str now = before; /* what the file holds */
	size_t made;
	bool go_on;

	r->trial_bytes = TRIAL_BYTES;
	r->spent = 0;
	if (p->lines) {
		made = repair_lines(p, before, &text);
	} else {
		examine(p, &s, before);
		made = repair_text(p, &s, &text);
	}
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
	set_release(&s);
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
