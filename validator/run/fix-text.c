/* fix-text: see the header. */
#include "run/fix-text.h"

#include <string.h>

#include "base/arena.h"
#include "part/form.h"
#include "project/options.h"
#include "project/suppress.h"

void
set_release(struct finding_set *s)
{
	arena_free(s->arena);
	*s = (struct finding_set){0};
}

void
fix_examine(const struct patient *p, struct finding_set *s, struct str text)
{
	struct examiner x;

	*s = (struct finding_set){.arena = arena_new()};
	examiner_init(&x, &p->wants, p->eval, s->arena);
	if (p->lines)
		examine_lines(&x, p->input, text,
			      (struct lines_place){.line = 1, .record = 1});
	else
		(void)examine_as(&x, p->input, text, p->at,
				 examine_given_kind(p->input));
	outcome_count(&s->of, text, x.head);
	p->repair->spent += x.spent;
	for (struct examined *e = x.head; e != NULL; e = e->next) {
		if (!p->repair->options->no_suppress)
			suppress_findings(e->input, e->diags);
	}
}

bool
fix_may_read(struct repair *r, size_t bytes)
{
	if (r->trial_bytes < bytes)
		return false;
	r->trial_bytes -= bytes;
	return true;
}

/* Whether a text like that may be tried: it takes about as long to examine. */
static bool
may_try(struct repair *r, const struct finding_set *s)
{
	size_t bytes = s->of.text.len;

	for (const struct examined *e = s->of.head; e != NULL; e = e->next)
		bytes += e->doc->searched;
	return fix_may_read(r, bytes);
}

/* Whether the file can have it, if the text is a part of one. */
static bool
can_be_written(const struct trials *t, const struct fix *f)
{
	struct fix copy = *f;

	return t->p->at.part == NULL ||
	       part_edits(t->p->at.part, &copy, t->before->arena);
}

static void
collect_fixes(struct trials *t)
{
	for (const struct examined *e = t->before->of.head; e != NULL; e = e->next) {
		for (const struct diag *d = e->diags->head; d != NULL; d = d->next) {
			const struct fix *f = fix_allowed(d, t->p->repair->most);

			if (f == NULL || !can_be_written(t, f))
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
	fix_examine(t->p, after, buf_str(text));
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

bool
fix_pass(struct trials *t, struct finding_set *after, struct buf *text)
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

size_t
fix_text(const struct patient *p, struct finding_set *s, struct buf *text)
{
	struct buf next = BUF_INIT;
	struct finding_set after;
	size_t made = 0;

	for (int pass = 0; pass < PASSES || may_try(p->repair, s); pass++) {
		struct trials t = {.p = p, .before = s, .findings = s->of.findings};

		if (!fix_pass(&t, &after, &next))
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
