/* roots: see the header. */
#include "lsp/roots.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/mem.h"
#include "lsp/file-uri.h"
#include "lsp/judge.h"
#include "project/ignore.h"
#include "project/paths.h"
#include "project/profile.h"
#include "project/walk.h"
#include "run/neighbours.h"
#include "schema/schema.h"

/* The path of a folder's URI with '/' at its end, or NULL. */
static char *
folder_path(const json_t *uri)
{
	struct str text = {json_string_value(uri), json_string_length(uri)};
	struct arena *a = arena_new();
	const char *path = text.s != NULL ? uri_file(text, a) : NULL;
	char *out = NULL;

	if (path != NULL)
		out = xstrdup(
		    str_is(str_from(path), "/") ? path : arena_printf(a, "%s/", path));
	arena_free(a);
	return out;
}

void
folder_add(struct server *s, const json_t *uri)
{
	char *path = folder_path(uri);
	struct folder *f;

	if (path == NULL)
		return;
	f = xcalloc(1, sizeof(*f));
	f->path = path;
	f->next = s->folders;
	s->folders = f;
}

static void
folder_drop(struct folder **link)
{
	struct folder *f = *link;

	*link = f->next;
	free(f->path);
	free(f);
}

void
folder_remove(struct server *s, const json_t *uri)
{
	char *path = folder_path(uri);
	struct folder **link = &s->folders;

	while (path != NULL && *link != NULL) {
		if (strcmp((*link)->path, path) == 0)
			folder_drop(link);
		else
			link = &(*link)->next;
	}
	free(path);
}

void
folders_forget(struct server *s)
{
	while (s->folders != NULL)
		folder_drop(&s->folders);
}

/* Where a run would be started: see above. */
static struct str
root_of(const struct server *s, const char *path)
{
	const struct folder *best = NULL;
	struct str absolute, folder;
	size_t top;

	if (path == NULL)
		return s->folders != NULL ? str_from(s->folders->path) : STR("");
	absolute = str_from(path);
	for (const struct folder *f = s->folders; f != NULL; f = f->next) {
		if (str_starts(absolute, str_from(f->path)) &&
		    (best == NULL || strlen(best->path) < strlen(f->path)))
			best = f;
	}
	if (best != NULL)
		return str_from(best->path);
	folder = path_folder(absolute);
	top = ignore_repository(folder);
	return str_slice(absolute, 0, top != 0 ? top : folder.len);
}

static struct root *
root_find(struct server *s, struct str path)
{
	struct root *r = s->roots;

	while (r != NULL && !str_is(path, r->path))
		r = r->next;
	return r;
}

static struct root *
root_new(struct server *s, struct str path)
{
	struct root *r = xcalloc(1, sizeof(*r));

	r->path = xstrndup(path.s, path.len);
	r->next = s->roots;
	s->roots = r;
	return r;
}

struct root *
root_enter(struct server *s, const char *path)
{
	struct str top = root_of(s, path);
	struct root *r = root_find(s, top);
	bool gone = top.len != 0 && chdir(arena_strndup(s->arena, top.s, top.len)) != 0;

	if (r == NULL) {
		r = root_new(s, top);
		r->failed = gone || !session_init(&r->session, s->options, false) ||
			    !session_resources(&r->session);
		if (r->failed)
			server_show(s, arena_printf(s->arena,
						    "cannot check in the folder '%s'",
						    r->path));
	}
	return r->failed || gone ? NULL : r;
}

const struct profile *
root_profile(struct root *r, struct str folder)
{
	const struct profile *p = profile_find(&r->session, folder);

	for (struct profile *q = r->session.profiles; q != NULL; q = q->next) {
		if (q == p && !profile_prepare(q))
			return NULL;
	}
	return p;
}

struct group *
root_group(struct server *s, struct root *r, struct str folder)
{
	struct session *session = &r->session;
	struct arena *a = session->arena;
	struct group *g = r->groups;
	struct str path;

	(void)s;
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
roots_forget(struct server *s)
{
	struct root *next;

	for (struct document *d = s->documents; d != NULL; d = d->next) {
		judged_free(d);
		d->stale = true;
	}
	for (struct root *r = s->roots; r != NULL; r = next) {
		next = r->next;
		for (struct group *g = r->groups; g != NULL; g = g->next)
			group_release(g);
		if (r->session.arena != NULL)
			session_release(&r->session);
		free(r->path);
		free(r);
	}
	s->roots = NULL;
	for (struct shown *w = s->shown; w != NULL; w = w->next)
		w->still = false;
	s->reloaded = true;
	eval_free(s->eval);
	s->eval = NULL;
}
