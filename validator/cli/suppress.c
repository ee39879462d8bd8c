/* suppress: the "suppress" entries of a config. */
#include "cli/known.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "cli/discover.h"
#include "cli/examine.h"
#include "cli/profile.h"
#include "cli/session.h"

static bool
selects(const struct suppression *s, const struct examined *e)
{
	const struct profile *p = e->input->profile;
	struct str path = e->input->absolute;

	return str_starts(path, p->base) &&
	       glob_selects(&s->file, str_slice(path, p->base.len, path.len));
}

/* Whether pointer is at or below the suppression's. */
static bool
covers(struct str outer, struct str pointer)
{
	return str_starts(pointer, outer) &&
	       (pointer.len == outer.len || outer.len == 0 ||
		pointer.s[outer.len] == '/');
}

static bool
hides(const struct suppression *s, const struct diag *d)
{
	return (s->rule == NULL || strcmp(s->rule, d->rule_name) == 0) &&
	       covers(s->pointer, str_from(d->pointer != NULL ? d->pointer : ""));
}

static void
hide(struct suppression *s, struct diag *first)
{
	for (struct diag *d = first; d != NULL; d = d->next) {
		if (d->suppressed_by != SUPPRESSED_NOT || !hides(s, d))
			continue;
		d->suppressed_by = SUPPRESSED_BY_CONFIG;
		d->justification = s->reason;
		s->used = true;
	}
}

void
known_met(const struct examined *e)
{
	const struct profile *p = e->input->profile;

	for (size_t i = 0; i < p->nsuppressions; i++)
		p->suppressions[i].met =
		    p->suppressions[i].met || selects(&p->suppressions[i], e);
}

void
known_suppress(struct examined *e)
{
	const struct profile *p = e->input->profile;

	if (e->diags->n == 0)
		return;
	for (size_t i = 0; i < p->nsuppressions; i++) {
		struct suppression *s = &p->suppressions[i];

		if (!s->expired && selects(s, e))
			hide(s, e->diags->head);
	}
}

static bool
rule_off(const struct profile *p, const char *rule)
{
	for (size_t i = 0; rule != NULL && i < rule_table.n; i++) {
		if (strcmp(rule_table.rules[i]->name, rule) == 0)
			return p->levels[i] == SEV_OFF;
	}
	return false;
}

/* A file that was named outright and is no more. */
static bool
file_gone(const struct profile *p, const struct suppression *s)
{
	struct stat st;
	const char *path;

	if (strpbrk(s->file_text.s, "*?[\\!") != NULL ||
	    strchr(s->file_text.s, '/') == NULL)
		return false;
	path =
	    arena_printf(p->session->arena, "%.*s%s", STR_ARG(p->base), s->file_text.s);
	return stat(path, &st) != 0 && errno == ENOENT;
}

static struct diag *
report(struct profile *p, const struct suppression *s, const char *sentence)
{
	struct node file = node_member(s->at, "file");
	struct diag *d = diag_add(p->diags, "unused-suppression", node_key_span(file),
				  "%s", sentence);

	d->pointer = node_pointer(s->at, p->session->arena);
	return d;
}

static void
judge(struct profile *p, const struct suppression *s)
{
	struct diag *d;

	if (s->expired) {
		d = report(p, s,
			   arena_printf(p->session->arena,
					"this suppression expired on %s", s->until));
		diag_help(p->diags, d, "repair what it hides, or agree on a new date");
	} else if (file_gone(p, s)) {
		d = report(p, s, "this suppression is for a file that does not exist");
		diag_help(p->diags, d, "remove it, or correct the name");
	} else if (s->met && !s->used && !rule_off(p, s->rule)) {
		d = report(p, s, "this suppression matched nothing");
		diag_help(p->diags, d, "remove it");
	}
}

size_t
known_unused(struct profile *p)
{
	if (p->nsuppressions == 0)
		return 0;
	/* What the config's own check found has been shown already. */
	p->diags = arena_alloc(p->session->arena, sizeof(*p->diags));
	diags_init(p->diags, p->session->arena, &rule_table, p->levels, p->doc.text);
	p->diags->level_set = p->level_set;
	for (size_t i = 0; i < p->nsuppressions; i++)
		judge(p, &p->suppressions[i]);
	diags_finish(p->diags);
	return p->diags->n;
}
