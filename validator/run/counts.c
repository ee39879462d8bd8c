/* counts: see the header. */
#include "run/counts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "lint/lint.h"
#include "project/options.h"
#include "report/summary.h"
#include "run/outputs.h"

void
counts_init(struct totals *t, const struct options *o)
{
	*t = (struct totals){0};
	if (o->statistics)
		t->by_rule = xcalloc(rule_table.n + 1, sizeof(*t->by_rule));
	for (size_t i = 0; t->by_rule != NULL && i <= rule_table.n; i++)
		t->by_rule[i].name =
		    i < rule_table.n ? rule_table.rules[i].name : "(policies)";
}

void
counts_release(struct totals *t)
{
	free(t->by_rule);
	*t = (struct totals){0};
}

static void
count_fix(struct summary *s, const struct diag *d)
{
	if (d->fixes == NULL || d->fixes->by_hand)
		return;
	if (d->fixes->applicability == FIX_SAFE)
		s->fixable_safe++;
	else
		s->fixable_suggested++;
}

static void
count_rule(struct rule_count *r, const struct diag *d)
{
	r->n++;
	r->safe += d->fixes != NULL && d->fixes->applicability == FIX_SAFE;
	r->suggested += d->fixes != NULL && d->fixes->applicability != FIX_SAFE;
}

bool
counts_add(struct totals *t, const struct diag *d, enum severity fail_on)
{
	struct summary *s = &t->summary;

	if (d->suppressed_by != SUPPRESSED_NOT) {
		s->suppressed += d->suppressed_by == SUPPRESSED_BY_CONFIG;
		s->baselined += d->suppressed_by == SUPPRESSED_BY_BASELINE;
		return false;
	}
	s->errors += d->severity == SEV_ERROR;
	s->warnings += d->severity == SEV_WARNING;
	s->infos += d->severity == SEV_INFO;
	count_fix(s, d);
	if (t->by_rule != NULL)
		count_rule(&t->by_rule[rule_number(&rule_table, d->rule)], d);
	if (fail_on == SEV_OFF || d->severity < fail_on)
		return true;
	if (t->failing == 0 || fail_on < t->failed_on)
		t->failed_on = fail_on;
	if (t->failing++ == 0)
		t->failing_rule = rule_number(&rule_table, d->rule) < rule_table.n
				      ? d->rule->name
				      : NULL;
	return true;
}

void
counts_not_shown(struct totals *t, const struct outputs *out)
{
	for (size_t i = 0; i < out->n; i++) {
		const struct output *o = &out->items[i];

		if (o->path == NULL && o->reporter->left_out != NULL)
			t->summary.not_shown = o->reporter->left_out(o->state);
	}
}

/* The most frequent first, equally many by name. */
static int
by_count(const void *left, const void *right)
{
	const struct rule_count *a = left, *b = right;

	return a->n != b->n ? (a->n < b->n) - (a->n > b->n) : strcmp(a->name, b->name);
}

static void
print_statistics(const struct totals *t)
{
	struct rule_count *r = t->by_rule;

	if (r == NULL)
		return;
	qsort(r, rule_table.n + 1, sizeof(*r), by_count);
	for (; r < t->by_rule + rule_table.n + 1 && r->n != 0; r++) {
		fprintf(stderr, "%7zu %s", r->n, r->name);
		if (r->safe + r->suggested != 0)
			fputs(" (", stderr);
		if (r->safe != 0)
			fprintf(stderr, "%zu with --fix%s", r->safe,
				r->suggested != 0 ? ", " : ")");
		if (r->suggested != 0)
			fprintf(stderr, "%zu with --fix=suggested)", r->suggested);
		putc('\n', stderr);
	}
}

void
counts_print(const struct totals *t, const struct options *o,
	     const struct report_context *context)
{
	const struct summary *s = &t->summary;
	struct report_context c = *context;
	bool news = s->errors + s->warnings + s->infos + s->suppressed + s->baselined +
			s->unreadable + s->fixed + s->skipped + s->links + s->ignored !=
		    0;

	/* With several configs the level that failed may be another's. */
	if (t->failing != 0)
		c.fail_on = t->failed_on;
	print_statistics(t);
	if (!o->quiet && (news || o->verbose || isatty(STDERR_FILENO)))
		summary_print(stderr, s, &c, t->failing_rule);
}
