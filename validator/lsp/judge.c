/* judge: see the header. */
#include "lsp/judge.h"

#include <stdlib.h>

#include "base/mem.h"
#include "lint/duplicates.h"
#include "lsp/diagnostics.h"
#include "lsp/neighbourhood.h"
#include "lsp/roots.h"
#include "project/baseline.h"
#include "project/ignore.h"
#include "project/options.h"
#include "project/paths.h"
#include "project/profile.h"
#include "run/settle.h"
#include "schema/schema.h"

static struct judged *
judged_anew(struct document *d)
{
	struct judged *j = d->judged;
	struct arena *a = j != NULL ? j->arena : arena_new();

	if (j == NULL)
		j = d->judged = xcalloc(1, sizeof(*j));
	arena_reset(a);
	if (j->config != NULL)
		session_release(j->config);
	free(j->config);
	*j = (struct judged){.arena = a, .compared = j->compared, .seen = j->seen};
	return j;
}

void
judged_free(struct document *d)
{
	struct judged *j = d->judged;

	if (j == NULL)
		return;
	if (j->config != NULL)
		session_release(j->config);
	free(j->config);
	arena_free(j->arena);
	free(j);
	d->judged = NULL;
}

/* -- by itself */

/* A config is read as the run would read it, but for its text; nothing obeys it. */
static void
examine_config(struct server *s, struct document *d)
{
	struct judged *j = d->judged;
	struct session *session = xcalloc(1, sizeof(*session));
	const struct profile *p;
	struct examined *e;
	struct str path;

	j->config = session;
	if (root_enter(s, d->path) == NULL || !session_init(session, s->options, false))
		return;
	path = path_relative(session->current, str_from(d->path), session->arena);
	p = profile_of_text(session, path.s, path_folder(str_from(d->path)), j->text);
	e = arena_calloc(j->arena, 1, sizeof(*e));
	e->doc = arena_alloc(j->arena, sizeof(*e->doc));
	*e->doc = p->doc;
	e->diags = p->diags;
	e->result = (struct result){.path = p->config_path, .diags = p->diags};
	j->head = e;
}

/* The input of a walk that the document is, or one of its own. */
static const struct input *
find_input(struct server *s, const struct document *d)
{
	struct judged *j = d->judged;
	struct str current = j->root->session.current, absolute;

	for (size_t i = 0; j->group != NULL && i < j->group->inputs.n; i++) {
		const struct input *in = &j->group->inputs.items[i];

		if (str_is(in->absolute, d->path)) {
			j->wants.beside = j->group->beside;
			return in;
		}
	}
	absolute = d->path != NULL ? str_from(d->path)
				   : path_absolute(current, "untitled.json", j->arena);
	j->own = (struct input){.path = path_relative(current, absolute, j->arena).s,
				.absolute = absolute,
				.profile = j->profile};
	j->excluded = profile_excludes(j->profile, absolute) ||
		      (d->path != NULL && !s->options->no_ignore &&
		       ignore_excludes(ignore_folder(path_folder(absolute), j->arena),
				       absolute, false));
	return &j->own;
}

static void
examine(struct server *s, struct document *d)
{
	struct judged *j = judged_anew(d);
	struct examiner x;
	struct str folder;

	d->stale = false;
	j->fresh = true;
	j->number = ++s->judged;
	j->text.len = d->text.len;
	j->text.s = arena_strndup(j->arena, document_text(d).s, d->text.len);
	if (d->lost)
		return;
	if (d->config) {
		examine_config(s, d);
		return;
	}
	j->root = root_enter(s, d->path);
	if (j->root == NULL)
		return;
	folder =
	    d->path != NULL ? path_folder(str_from(d->path)) : j->root->session.current;
	j->profile = root_profile(j->root, folder);
	if (j->profile == NULL)
		return;
	j->group = d->path != NULL ? root_group(s, j->root, folder) : NULL;
	j->wants = (struct examine_wants){.standard_output = -1};
	j->input = find_input(s, d);
	if (j->excluded)
		return;
	if (s->eval == NULL)
		s->eval = eval_new();
	examiner_init(&x, &j->wants, s->eval, j->arena);
	if (path_is_lines(str_from(j->input->path)))
		examine_lines(&x, j->input, j->text, (struct lines_place){.line = 1, .record = 1});
	else
		examine_document(&x, j->input, j->text);
	j->head = x.head;
}

/* -- with others */

/* What came of a document for good: what a run would show of it. */
static void
settle(struct server *s, struct document *d)
{
	struct judged *j = d->judged;
	const char *path = s->options->baseline;
	struct baseline *b = NULL;
	struct stream stream = {0};
	struct examined **link = &j->head;

	j->fresh = false;
	if (d->config || j->head == NULL)
		return;
	if (path != NULL && root_enter(s, d->path) == j->root)
		b = baseline_read(&j->root->session, path, false);
	for (; *link != NULL && !stream.full; link = &(*link)->next) {
		if ((*link)->result.skipped)
			continue;
		settle_stream(&stream, *link);
		settle_known(s->options, b, *link);
	}
	*link = NULL;
	baseline_free(b);
}

/* One that no folder holds is compared with itself. */
static void
compare_alone(const struct document *d)
{
	struct deliveries *all = deliveries_new();

	for (struct examined *e = d->judged->head; e != NULL; e = e->next)
		settle_deliveries(all, e);
	deliveries_free(all);
}

static void
examine_stale(struct server *s)
{
	for (struct document *d = s->documents; d != NULL; d = d->next) {
		if (!d->stale)
			continue;
		examine(s, d);
		if (d->judged->group != NULL)
			d->judged->group->stale = true;
		else if (!d->config)
			compare_alone(d);
	}
}

static void
compare_group(struct server *s, struct group *g)
{
	g->stale = false;
	neighbourhood_look(s, g);
	for (struct document *d = s->documents; d != NULL; d = d->next) {
		struct judged *j = d->judged;

		/* what is said of it now is something else */
		if (j != NULL && j->group == g && !j->fresh && j->compared != j->seen)
			examine(s, d);
	}
	neighbourhood_compare(s, g);
}

void
judge_all(struct server *s)
{
	examine_stale(s);
	for (struct root *r = s->roots; r != NULL; r = r->next) {
		for (struct group *g = r->groups; g != NULL; g = g->next) {
			if (g->stale && root_enter(s, g->folder.s) == r)
				compare_group(s, g);
		}
	}
	for (struct document *d = s->documents; d != NULL; d = d->next) {
		if (d->judged == NULL || !d->judged->fresh)
			continue;
		settle(s, d);
		diagnostics_publish(s, d);
	}
	diagnostics_publish_problems(s);
}

void
judge_if_stale(struct server *s, const struct document *d)
{
	if (d->stale)
		judge_all(s);
}

void
judge_neighbours_changed(struct server *s, const struct document *d)
{
	struct judged *j = d->judged;

	if (j != NULL && j->group != NULL)
		j->group->stale = true;
	(void)s;
}

struct str
judged_text(const struct examined *head)
{
	struct str text = head->doc->text;
	const struct examined *last = head;

	while (last->next != NULL)
		last = last->next;
	text.s -= head->doc->base;
	text.len = last->doc->base + last->doc->text.len;
	return text;
}

const struct examined *
judged_at(const struct document *d, size_t offset)
{
	const struct examined *found = d->judged != NULL ? d->judged->head : NULL;

	for (const struct examined *e = found; e != NULL; e = e->next) {
		if (e->doc != NULL && e->doc->base <= offset)
			found = e;
	}
	return found;
}
