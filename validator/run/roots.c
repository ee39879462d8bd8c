/* roots: see the header. */
#include "run/roots.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/mem.h"
#include "finding/trouble.h"
#include "project/ignore.h"
#include "project/paths.h"
#include "project/profile.h"
#include "project/walk.h"
#include "run/judge.h"
#include "run/neighbours.h"
#include "schema/schema.h"

static char *
with_slash(const char *path)
{
	struct buf b = BUF_INIT;

	buf_puts(&b, path);
	if (!str_ends(str_from(path), STR("/")))
		buf_putc(&b, '/');
	return buf_take(&b);
}

void
folder_add(struct workspace *w, const char *path)
{
	struct folder_open *f = xcalloc(1, sizeof(*f));

	f->path = with_slash(path);
	f->next = w->folders;
	w->folders = f;
}

static void
folder_drop(struct folder_open **link)
{
	struct folder_open *f = *link;

	*link = f->next;
	free(f->path);
	free(f);
}

void
folder_remove(struct workspace *w, const char *path)
{
	char *folder = with_slash(path);
	struct folder_open **link = &w->folders;

	while (*link != NULL) {
		if (strcmp((*link)->path, folder) == 0)
			folder_drop(link);
		else
			link = &(*link)->next;
	}
	free(folder);
}

void
folders_forget(struct workspace *w)
{
	while (w->folders != NULL)
		folder_drop(&w->folders);
}

/* Where a run would be started: see above. */
static struct str
root_of(const struct workspace *w, const char *path)
{
	const struct folder_open *best = NULL;
	struct str absolute, folder;
	size_t top;

	if (path == NULL)
		return w->folders != NULL ? str_from(w->folders->path) : STR("");
	absolute = str_from(path);
	for (const struct folder_open *f = w->folders; f != NULL; f = f->next) {
		if (str_starts(absolute, str_from(f->path)) &&
		    (best == NULL || strlen(best->path) < strlen(f->path)))
			best = f;
	}
	if (best != NULL)
		return str_from(best->path);
	folder = path_folder(absolute);
	top = ignore_repository(folder);
	if (top != 0)
		return str_slice(absolute, 0, top);
	/* it may not be there yet */
	while (folder.len > 1 &&
	       access(arena_strndup(w->arena, folder.s, folder.len), X_OK) != 0)
		folder = path_folder(str_slice(folder, 0, folder.len - 1));
	return folder;
}

static struct root *
root_find(struct workspace *w, struct str path)
{
	struct root *r = w->roots;

	while (r != NULL && !str_is(path, r->path))
		r = r->next;
	return r;
}

static struct root *
root_new(struct workspace *w, struct str path)
{
	struct root *r = xcalloc(1, sizeof(*r));

	r->path = xstrndup(path.s, path.len);
	r->next = w->roots;
	w->roots = r;
	return r;
}

struct root *
root_enter(struct workspace *w, const char *path)
{
	struct str top = root_of(w, path);
	struct root *r = root_find(w, top);
	bool gone = top.len != 0 && chdir(arena_strndup(w->arena, top.s, top.len)) != 0;

	if (r == NULL) {
		r = root_new(w, top);
		r->failed = gone || !session_init(&r->session, w->options, false) ||
			    !session_resources(&r->session);
		if (r->failed)
			say("cannot check in the folder '%s'", r->path);
	}
	return r->failed || gone ? NULL : r;
}

const struct profile *
root_profile(struct root *r, struct str folder)
{
	struct session *s = &r->session;
	const struct profile *p;

	/* the session keeps the name, for longer than who asks */
	if (s->fixed == NULL && map_find_str(&s->folders, folder) == NULL)
		folder.s = arena_strndup(s->arena, folder.s, folder.len);
	p = profile_find(s, folder);

	for (struct profile *q = s->profiles; q != NULL; q = q->next) {
		if (q == p && !profile_prepare(q))
			return NULL;
	}
	return p;
}

struct group *
root_group(struct root *r, struct str folder)
{
	struct session *session = &r->session;
	struct arena *a = session->arena;
	struct group *g = r->groups;
	struct str path;

	while (g != NULL && !str_equal(folder, g->folder))
		g = g->next;
	if (g != NULL)
		return g;
	g = arena_calloc(a, 1, sizeof(*g));
	g->folder = str_from(arena_strndup(a, folder.s, folder.len));
	g->root = r;
	g->next = r->groups;
	r->groups = g;
	path = path_relative(session->current, g->folder, a);
	path = path.len != 0 ? str_slice(path, 0, path.len - 1) : STR(".");
	/* names of folders have no '/' at their end there */
	(void)walk_alone(&g->inputs, session, arena_strndup(a, path.s, path.len),
			 g->folder.len > 1 ? str_slice(g->folder, 0, g->folder.len - 1)
					   : g->folder);
	g->neighbours = xcalloc(g->inputs.n + 1, sizeof(*g->neighbours));
	g->beside = neighbours_new(&g->inputs, false);
	return g;
}

static void
group_release(struct group *g)
{
	for (size_t i = 0; i < g->inputs.n; i++) {
		if (g->neighbours[i].arena != NULL)
			arena_free(g->neighbours[i].arena);
	}
	free(g->neighbours);
	neighbours_free(g->beside);
	inputs_release(&g->inputs);
}

void
roots_forget(struct workspace *w)
{
	struct root *next;

	for (struct text *t = w->texts; t != NULL; t = t->next) {
		judged_free(t);
		t->stale = true;
	}
	for (struct root *r = w->roots; r != NULL; r = next) {
		next = r->next;
		for (struct group *g = r->groups; g != NULL; g = g->next)
			group_release(g);
		if (r->session.arena != NULL)
			session_release(&r->session);
		free(r->path);
		free(r);
	}
	w->roots = NULL;
	w->reloaded = true;
	eval_free(w->eval);
	w->eval = NULL;
}
