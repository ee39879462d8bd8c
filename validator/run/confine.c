/* confine: see the header. */
#include "run/confine.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/sandbox.h"
#include "project/command.h"
#include "project/ignore.h"
#include "project/input.h"
#include "project/options.h"
#include "project/paths.h"
#include "project/profile.h"
#include "project/settings.h"
#include "report/report.h"
#include "report/tempfile.h"
#include "run/overwrite.h"

enum {
	EACH = 32, /* so many files have a rule each; more, one for their folder */
	READ = SANDBOX_READ | SANDBOX_LIST,
	HAVE_CONFIG = IN_RUN | IN_EXPLAIN | IN_RULES | IN_CATALOGUE | IN_SCHEDULE |
		      IN_NEW | IN_INIT,
	WALK = IN_RUN | IN_SCHEDULE | IN_INIT
};

struct places {
	struct arena *arena;
	struct sandbox_place *items;
	size_t n, cap, written;
	size_t reading; /* those to read or list */
	bool anything;  /* nobody knows yet, or in too many places, what is read */
	struct str current;
	struct str top, last; /* the repository, and the folder, that came last */
};

static struct sandbox_place *
add_place(struct places *p, const char *path, unsigned rights)
{
	p->items = grow(p->items, &p->cap, p->n + 1, sizeof(*p->items));
	p->items[p->n] = (struct sandbox_place){path, rights};
	p->written += (rights & SANDBOX_WRITE) != 0;
	if ((rights & READ) != 0 && ++p->reading > EACH * 2)
		p->anything = true;
	return &p->items[p->n++];
}

static void
add_if(struct places *p, const char *path)
{
	if (path != NULL)
		(void)add_place(p, path, READ);
}

static struct places
places_new(void)
{
	return (struct places){.arena = arena_new()};
}

static void
places_release(struct places *p)
{
	arena_free(p->arena);
	free(p->items);
}

static bool
rewrites(const struct options *o)
{
	return o->fix != NULL && !o->diff;
}

static void
add_reports(struct places *p, const struct options *o)
{
	struct list paths = {0};

	overwrite_places(&paths, o);
	for (size_t i = 0; i < paths.n; i++)
		(void)add_place(p, paths.items[i], SANDBOX_WRITE);
	list_release(&paths);
	if ((o->command->options & IN_INIT) == 0 || o->diff)
		return;
	(void)add_place(p, CONFIG_NAME, SANDBOX_WRITE);
	(void)add_place(p, WORKFLOW_NAME, SANDBOX_WRITE);
}

/* For what waits within a report, and for one that waits until it is whole. */
static void
prepare_spools(const struct options *o)
{
	for (size_t i = 0; i < o->formats.n; i++) {
		const char *format = o->formats.items[i];
		const struct reporter *r =
		    reporter_find((struct str){format, strcspn(format, ":")});

		if (r != NULL && r->spools != 0)
			tempfile_prepare(r->spools + 1);
	}
}

/* -- what the command line names */

/* "FILE[#FRAGMENT]": a file may have a '#' in its name. */
static void
add_schema(struct places *p, const char *name)
{
	const char *fragment = name != NULL ? strchr(name, '#') : NULL;

	add_if(p, name);
	if (fragment != NULL)
		add_if(p, arena_strndup(p->arena, name, (size_t)(fragment - name)));
}

/* "[URI=]PATH": session_resources() knows behind which '='. */
static void
add_resource_option(struct places *p, const char *text)
{
	for (; text != NULL; text = strchr(text, '=')) {
		text += *text == '=';
		add_if(p, text);
	}
}

static void
add_named(struct places *p, const struct options *o)
{
	for (size_t i = 0; i < o->operands.n && !p->anything; i++)
		add_schema(p, o->operands.items[i]);
	for (size_t i = 0; i < o->deployed.n && !p->anything; i++)
		add_if(p, o->deployed.items[i]);
	for (size_t i = 0; i < o->resources.n && !p->anything; i++)
		add_resource_option(p, o->resources.items[i]);
	add_schema(p, o->schema);
	add_if(p, o->key_file);
	add_if(p, o->headers);
	add_if(p, o->catalogue);
	add_if(p, o->baseline);
	add_if(p, o->config_root);
	/* what it names; what an editor opens */
	if (o->files_from != NULL || (o->command->options & IN_LSP) != 0)
		p->anything = true;
}

/* -- what belongs to that: configs and their schemas, and what git keeps */

/* A split index has its other part in a file that is called after a hash. */
static void
add_shared_indexes(struct places *p, struct str git)
{
	DIR *dir = opendir(git.s);
	const struct dirent *d;

	while (dir != NULL && (d = readdir(dir)) != NULL) {
		if (str_starts(str_from(d->d_name), STR("sharedindex.")))
			(void)add_place(
			    p, arena_printf(p->arena, "%s%s", git.s, d->d_name),
			    SANDBOX_READ);
	}
	if (dir != NULL)
		(void)closedir(dir);
}

/*
 * Of a worktree or submodule git's own folder is elsewhere, wherever a file says: of it
 * no more may be read than is wanted.
 */
static void
add_git(struct places *p, struct str top)
{
	struct arena *a = p->arena;
	const char *name = arena_printf(a, "%.*s.git", STR_ARG(top));
	struct str git;
	struct stat st;

	if (lstat(name, &st) != 0 || !S_ISREG(st.st_mode))
		return;
	git = ignore_git(top, a);
	(void)add_place(p, arena_printf(a, "%sindex", git.s), SANDBOX_READ);
	(void)add_place(p, arena_printf(a, "%scommondir", git.s), SANDBOX_READ);
	(void)add_place(p, arena_printf(a, "%sinfo/exclude", ignore_common(git, a).s),
			SANDBOX_READ);
	add_shared_indexes(p, git);
}

/* Without a repository, the nearest folder from here upwards that has a config. */
static void
add_config_above(struct places *p, struct str folder)
{
	struct stat st;

	while (lstat(arena_printf(p->arena, "%.*s%s", STR_ARG(folder), CONFIG_NAME),
		     &st) != 0) {
		if (folder.len <= 1)
			return;
		folder = path_folder(str_slice(folder, 0, folder.len - 1));
	}
	add_if(p, arena_strndup(p->arena, folder.s, folder.len));
}

/* What the nearest config of a folder (absolute, with '/' at its end) may name. */
static void
add_tree(struct places *p, struct str folder, bool git)
{
	size_t top;

	if ((p->top.len != 0 && str_starts(folder, p->top)) ||
	    (p->last.len != 0 && str_equal(folder, p->last)))
		return;
	p->last = folder;
	top = ignore_repository(folder);
	if (top == 0) {
		add_config_above(p, folder);
		return;
	}
	p->top = str_slice(folder, 0, top);
	add_if(p, arena_strndup(p->arena, folder.s, top));
	if (git)
		add_git(p, p->top);
}

/* The same of a file or folder, which is named itself. */
static void
add_around(struct places *p, const char *path)
{
	struct arena *a = p->arena;
	struct str absolute = path_absolute(p->current, path, a);
	struct str own = str_from(arena_printf(
	    a, "%.*s%s", STR_ARG(absolute), str_ends(absolute, STR("/")) ? "" : "/"));

	if (str_equal(own, p->current) || (p->top.len != 0 && str_starts(own, p->top)))
		return;
	if (access(arena_printf(a, "%s.git", own.s), F_OK) != 0) {
		add_tree(p, path_folder(absolute), true);
		return;
	}
	p->top = own;
	add_git(p, own);
}

/* A config that is named and lies in no repository may name any file. */
static void
add_config(struct places *p, const struct options *o, const char *config)
{
	struct str absolute = path_absolute(p->current, config, p->arena);
	size_t top = ignore_repository(absolute);

	add_if(p, config);
	if (top != 0)
		add_if(p, arena_strndup(p->arena, absolute.s, top));
	else if (o->config_root == NULL)
		p->anything = true;
}

static void
add_trees(struct places *p, const struct options *o)
{
	bool walk = (o->command->options & WALK) != 0;

	add_tree(p, p->current, walk);
	for (size_t i = 0; walk && i < o->operands.n && !p->anything; i++)
		add_around(p, o->operands.items[i]);
	for (size_t i = 0; walk && i < o->deployed.n && !p->anything; i++)
		add_around(p, o->deployed.items[i]);
	if (walk)
		add_around(p, o->stdin_filename);
}

static void
add_belonging(struct places *p, const struct options *o)
{
	const unsigned command = o->command->options;
	const char *config = o->config != NULL ? o->config : getenv("HOOKVET_CONFIG");
	bool none = o->no_config || (config != NULL && *config == '\0');

	if ((command & HAVE_CONFIG) == 0 || p->anything ||
	    !path_current(p->arena, &p->current))
		return;
	if (config != NULL && !none)
		add_config(p, o, config);
	if ((config == NULL && !none) || ((command & WALK) != 0 && !o->no_ignore))
		add_trees(p, o);
	if ((command & WALK) != 0 && o->operands.n == 0)
		add_if(p, ".");
}

static void
enter_sandbox(struct places *p, bool reading, bool writing)
{
	unsigned what = (reading && !p->anything ? SANDBOX_READING : 0) |
			(writing ? SANDBOX_WRITING : 0);

	if (what != 0)
		(void)sandbox_files(p->items, p->n, what);
}

void
confine(const struct options *o)
{
	struct places p = places_new();

	prepare_spools(o);
	add_reports(&p, o);
	add_named(&p, o);
	add_belonging(&p, o);
	(void)sandbox_calls(rewrites(o) || p.written != 0);
	enter_sandbox(&p, true, !rewrites(o));
	places_release(&p);
}

/* -- once the inputs are known: these alone */

/* What a walk met last, and how much of the folder that was named. */
struct met {
	const struct below *root;
	const char *name; /* the file, or the folder it is below, in root */
	size_t place, n;
};

/*
 * The folder that was named may be listed; of what is in it the files and folders that
 * have inputs may be read, and nothing else (not .git/config, which may hold a token).
 */
static void
add_met(struct places *p, struct met *m, const struct input *in)
{
	const struct below *f = in->folder;
	const char *name = in->name;

	for (; f->outer != NULL; f = f->outer)
		name = f->name;
	if (f != m->root) {
		*m = (struct met){.root = f, .place = p->n};
		(void)add_place(p, f->name, SANDBOX_LIST);
	}
	if (m->n > EACH || (m->name != NULL && strcmp(m->name, name) == 0))
		return;
	m->name = name;
	if (++m->n > EACH)
		p->items[m->place].rights |= SANDBOX_READ;
	else
		(void)add_place(p, arena_printf(p->arena, "%s/%s", f->name, name),
				SANDBOX_READ);
}

/* The folder of path, "" in front of a name alone. */
static struct str
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return (struct str){path, slash != NULL ? (size_t)(slash - path) + 1 : 0};
}

static const char *
folder_name(struct places *p, struct str folder)
{
	return folder.len != 0 ? arena_strndup(p->arena, folder.s, folder.len) : ".";
}

/* Of many files that are named it is the folder that may be read, but for links. */
static void
add_inputs(struct places *p, const struct inputs *in, size_t named)
{
	struct met met = {0};
	struct str last = {NULL, 0};
	struct stat st;

	for (size_t i = 0; i < in->n && !p->anything; i++) {
		const struct input *item = &in->items[i];
		struct str folder = folder_of(item->path);

		if (item->standard || item->error != 0) {
			/* a similar name is looked for */
			if (item->error == ENOENT && p->reading < EACH)
				(void)add_place(p, item->path, SANDBOX_LIST);
			continue;
		}
		if (item->folder != NULL) {
			add_met(p, &met, item);
		} else if (named <= EACH ||
			   (lstat(item->path, &st) == 0 && S_ISLNK(st.st_mode))) {
			(void)add_place(p, item->path, SANDBOX_READ);
		} else if (last.s == NULL || !str_equal(last, folder)) {
			(void)add_place(p, folder_name(p, folder), SANDBOX_READ);
			last = folder;
		}
	}
}

static void
add_rewritten(struct places *p, const struct inputs *in)
{
	struct str last = {NULL, 0};

	for (size_t i = 0; i < in->n; i++) {
		struct str folder = folder_of(in->items[i].path);

		if (in->items[i].standard || in->items[i].error != 0 ||
		    (last.s != NULL && str_equal(last, folder)))
			continue;
		(void)add_place(p, folder_name(p, folder), SANDBOX_WRITE);
		last = folder;
	}
}

void
confine_inputs(const struct options *o, const struct inputs *in)
{
	struct places p = places_new();
	size_t named = 0;

	for (size_t i = 0; i < in->n; i++)
		named += in->items[i].folder == NULL;
	add_reports(&p, o);
	add_if(&p, o->baseline);
	add_inputs(&p, in, named);
	if (rewrites(o))
		add_rewritten(&p, in);
	enter_sandbox(&p, true, rewrites(o));
	places_release(&p);
}
