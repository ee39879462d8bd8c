/* judge: see the header. */
#include "run/judge.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "finding/within.h"
#include "lint/duplicates.h"
#include "part/form.h"
#include "project/baseline.h"
#include "project/ignore.h"
#include "project/options.h"
#include "project/paths.h"
#include "project/profile.h"
#include "run/fix-run.h"
#include "run/neighbourhood.h"
#include "run/roots.h"
#include "run/settle.h"
#include "schema/schema.h"

static struct judged *
judged_anew(struct text *t)
{
	struct judged *j = t->judged;
	struct arena *a = j != NULL ? j->arena : arena_new();

	if (j == NULL)
		j = t->judged = xcalloc(1, sizeof(*j));
	arena_reset(a);
	if (j->config != NULL)
		session_release(j->config);
	free(j->config);
	*j = (struct judged){.arena = a, .compared = j->compared, .seen = j->seen};
	return j;
}

void
judged_free(struct text *t)
{
	struct judged *j = t->judged;

	if (j == NULL)
		return;
	if (j->config != NULL)
		session_release(j->config);
	free(j->config);
	arena_free(j->arena);
	free(j);
	t->judged = NULL;
}

/* -- by itself */

/* A config is read as the run would read it, but for its text; nothing obeys it. */
static void
examine_config(struct workspace *w, struct text *t)
{
	struct judged *j = t->judged;
	struct session *session;
	const struct profile *p;
	struct examined *e;
	struct str path;

	if (root_enter(w, t->path) == NULL)
		return;
	session = j->config = xcalloc(1, sizeof(*session));
	if (!session_init(session, w->options, false))
		return;
	path = path_relative(session->current, str_from(t->path), session->arena);
	p = profile_of_text(session, path.s, path_folder(str_from(t->path)), j->text);
	e = arena_calloc(j->arena, 1, sizeof(*e));
	e->doc = arena_alloc(j->arena, sizeof(*e->doc));
	*e->doc = p->doc;
	e->diags = p->diags;
	e->result = (struct result){.path = p->config_path, .diags = p->diags};
	j->head = e;
}

/* What a text would be called that is no file yet. */
static struct str
untitled(const struct text *t, struct str folder, struct arena *a)
{
	const char *endings = t->form != NULL ? t->form->endings : "";

	return path_absolute(
	    folder,
	    arena_printf(a, "untitled%.*s", (int)strcspn(endings, " "), endings), a);
}

/* Whether no run would take it that is not given its name. */
static bool
is_excluded(const struct workspace *w, const struct text *t, const struct input *in,
	    struct arena *a)
{
	struct str absolute = in->absolute;

	if (!path_is_wanted(absolute) && examine_form(in) == NULL &&
	    examine_given_kind(in) == KIND_NONE && examine_other_schema(in) == NULL)
		return true;
	return profile_excludes(in->profile, absolute) ||
	       (t->path != NULL && !w->options->no_ignore &&
		ignore_excludes(ignore_folder(path_folder(absolute), a), absolute,
				false));
}

/* The input of a walk that the document is, or one of its own. */
static const struct input *
find_input(struct workspace *w, const struct text *t)
{
	struct judged *j = t->judged;
	struct str current = j->root->session.current, absolute;

	for (size_t i = 0; j->group != NULL && i < j->group->inputs.n; i++) {
		const struct input *in = &j->group->inputs.items[i];

		if (str_is(in->absolute, t->path)) {
			j->wants.beside = j->group->beside;
			return in;
		}
	}
	absolute = t->path != NULL ? str_from(t->path) : untitled(t, current, j->arena);
	j->own = (struct input){.path = path_relative(current, absolute, j->arena).s,
				.absolute = absolute,
				.profile = j->profile};
	j->excluded = is_excluded(w, t, &j->own, j->arena);
	return &j->own;
}

static void
examine(struct workspace *w, struct text *t)
{
	struct judged *j = judged_anew(t);
	struct examiner x;
	struct str folder;

	t->stale = false;
	j->fresh = true;
	j->number = ++w->judged;
	j->text.len = t->content.len;
	j->text.s = arena_strndup(j->arena, buf_str(&t->content).s, t->content.len);
	if (t->lost)
		return;
	if (t->config) {
		examine_config(w, t);
		return;
	}
	j->root = root_enter(w, t->path);
	if (j->root == NULL)
		return;
	folder =
	    t->path != NULL ? path_folder(str_from(t->path)) : j->root->session.current;
	j->profile = root_profile(j->root, folder);
	if (j->profile == NULL)
		return;
	j->group = t->path != NULL ? root_group(j->root, folder) : NULL;
	j->wants = (struct examine_wants){.standard_output = -1};
	j->input = find_input(w, t);
	if (j->excluded)
		return;
	if (w->eval == NULL)
		w->eval = eval_new();
	examiner_init(&x, &j->wants, w->eval, j->arena);
	examine_file(&x, j->input, j->text);
	j->head = x.head;
}

/* -- with others */

/* What came of a document for good: what a run would show of it. */
static void
settle(struct workspace *w, struct text *t)
{
	struct judged *j = t->judged;
	const char *path = w->options->baseline;
	struct baseline *b = NULL;
	struct stream stream = {0};
	struct examined **link = &j->head;

	j->fresh = false;
	if (t->config || j->head == NULL)
		return;
	if (path != NULL && root_enter(w, t->path) == j->root)
		b = baseline_read(&j->root->session, path, false);
	for (; *link != NULL && !stream.full; link = &(*link)->next) {
		if ((*link)->result.skipped)
			continue;
		settle_stream(&stream, *link);
		settle_known(w->options, b, *link);
	}
	*link = NULL;
	baseline_free(b);
}

/* One that no folder holds is compared with itself. */
static void
compare_alone(const struct text *t)
{
	struct deliveries *all = deliveries_new();

	for (struct examined *e = t->judged->head; e != NULL; e = e->next)
		settle_deliveries(all, e);
	deliveries_free(all);
}

static void
examine_stale(struct workspace *w)
{
	for (struct text *t = w->texts; t != NULL; t = t->next) {
		if (!t->stale)
			continue;
		examine(w, t);
		if (t->judged->group != NULL)
			t->judged->group->stale = true;
		else if (!t->config)
			compare_alone(t);
	}
}

static void
compare_group(struct workspace *w, struct group *g)
{
	g->stale = false;
	neighbourhood_look(w, g);
	for (struct text *t = w->texts; t != NULL; t = t->next) {
		struct judged *j = t->judged;

		/* what is said of it now is something else */
		if (j != NULL && j->group == g && !j->fresh && j->compared != j->seen)
			examine(w, t);
	}
	neighbourhood_compare(w, g);
}

/* What is wrong with configs and schemas, once for each. */
static void
tell_problems(struct workspace *w, struct root *r)
{
	struct problem *p;

	session_schema_problems(&r->session);
	while ((p = r->told != NULL ? r->told->next : r->session.problems) != NULL) {
		struct doc doc = {.text = p->diags->text};
		struct examined e = {.result = {.path = p->path, .diags = p->diags},
				     .doc = &doc,
				     .diags = p->diags};

		r->told = p;
		w->tell_file(w, r, path_absolute(r->session.current, p->path, w->arena),
			     &e);
	}
}

void
judge_all(struct workspace *w)
{
	examine_stale(w);
	for (struct root *r = w->roots; r != NULL; r = r->next) {
		for (struct group *g = r->groups; g != NULL; g = g->next) {
			if (g->stale && root_enter(w, g->folder.s) == r)
				compare_group(w, g);
		}
	}
	for (struct text *t = w->texts; t != NULL; t = t->next) {
		if (t->judged == NULL || !t->judged->fresh)
			continue;
		settle(w, t);
		w->tell(w, t);
	}
	for (struct root *r = w->roots; r != NULL; r = r->next) {
		if (!r->failed)
			tell_problems(w, r);
	}
}

void
judge_neighbours_changed(const struct text *t)
{
	if (t->judged != NULL && t->judged->group != NULL)
		t->judged->group->stale = true;
}

bool
judge_fix(struct workspace *w, const struct text *t, struct buf *out)
{
	const struct judged *j = t->judged;

	return j->head != NULL && !t->config && root_enter(w, t->path) == j->root &&
	       fix_run_text(w->options, j->input, w->eval, j->wants.beside, j->text,
			    out) != 0;
}

struct span
examined_span(const struct examined *e, struct span span)
{
	return (struct span){e->diags->base + span.start, e->diags->base + span.end};
}

struct span
examined_place(const struct examined *e, struct span span)
{
	if (e->doc->within != NULL)
		return within_span(e->doc->within, span);
	return (struct span){e->doc->base + span.start, e->doc->base + span.end};
}

struct str
judged_text(const struct examined *head)
{
	struct str text = head->doc->text;
	const struct examined *last = head;

	if (head->doc->within != NULL)
		return head->doc->within->outside->text;
	while (last->next != NULL)
		last = last->next;
	text.s -= head->doc->base;
	text.len = last->doc->base + last->doc->text.len;
	return text;
}

const struct examined *
judged_at(const struct text *t, size_t offset)
{
	const struct examined *e = t->judged != NULL ? t->judged->head : NULL;
	const struct examined *found = NULL;

	for (; e != NULL; e = e->next) {
		if (e->doc != NULL && e->doc->within == NULL &&
		    (found == NULL || e->doc->base <= offset))
			found = e;
	}
	return found;
}
