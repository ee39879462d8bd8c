/* walk: see the header. */
#include "project/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/mem.h"
#include "finding/trouble.h"
#include "project/ignore.h"
#include "project/input.h"
#include "project/options.h"
#include "project/paths.h"
#include "project/profile.h"
#include "project/session.h"
#include "project/tracked.h"

/* What a folder holds, in the order of whole paths: a folder counts with '/'. */
struct entry {
	const char *name;
	ino_t inode;
	dev_t device;
	bool folder, link;
};

/* A repository, and what it tracks once something in it is ignored. */
struct repository {
	struct str top; /* with '/' at its end */
	const struct tracked *tracked;
	bool asked;
};

struct folder {
	const char *path;    /* as reported, with '/' at its end; "" is the current */
	struct str absolute; /* with '/' at its end */
	const struct ignore *ignore;
	const struct profile *profile;
	const struct below *below;     /* how it is opened */
	struct repository *repository; /* NULL: in none */
	bool ignored;                  /* only what git tracks is wanted */
	unsigned depth;
};

struct walk {
	struct session *session;
	struct inputs *inputs;
	struct folder named; /* the operand, */
	struct str real;     /* and where it lies, once a link asked for it */
	bool links;          /* one was followed */
	bool alone;          /* no folder below it is walked */
	bool failed;
};

enum { DEPTH_MAX = 256 };

static int
by_name(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	size_t i = 0;
	unsigned char ca, cb;

	while (a->name[i] != '\0' && a->name[i] == b->name[i])
		i++;
	ca = (unsigned char)(a->name[i] == '\0' && a->folder ? '/' : a->name[i]);
	cb = (unsigned char)(b->name[i] == '\0' && b->folder ? '/' : b->name[i]);
	return (ca > cb) - (ca < cb);
}

/* Whether the walk wants the entry; finds out what it is if it must. */
static bool
wanted(int fd, const struct dirent *d, struct entry *e)
{
	struct stat st;
	unsigned char type = d->d_type;
	bool json =
	    path_is_wanted(str_from(d->d_name)) && strcmp(d->d_name, CONFIG_NAME) != 0;

	e->inode = d->d_ino;
	if (type == DT_UNKNOWN) {
		if (fstatat(fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
			return errno != ENOENT && json;
		e->inode = st.st_ino;
		type = S_ISDIR(st.st_mode)   ? DT_DIR
		       : S_ISLNK(st.st_mode) ? DT_LNK
		       : S_ISREG(st.st_mode) ? DT_REG
					     : DT_UNKNOWN;
	}
	e->folder = type == DT_DIR;
	e->link = type == DT_LNK;
	if (type == DT_REG || (e->link && json))
		return json;
	/* a link may lead to a folder, which is not entered but counted */
	return (e->folder || e->link) && d->d_name[0] != '.';
}

struct entries {
	struct entry *items;
	size_t n, cap;
	bool has_config, has_ignore, has_git;
};

/* errno if the folder cannot be read. */
static int
read_entries(struct walk *w, const struct folder *f, struct entries *es)
{
	int fd = below_folder(f->below), error;
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *d;
	struct stat st;

	if (dir == NULL || fstat(fd, &st) != 0) {
		error = errno;
		if (dir != NULL)
			(void)closedir(dir);
		else if (fd >= 0)
			(void)close(fd);
		return error;
	}
	errno = 0;
	while ((d = readdir(dir)) != NULL) {
		struct entry e = {.device = st.st_dev};

		if (strcmp(d->d_name, ".gitignore") == 0)
			es->has_ignore = true;
		else if (strcmp(d->d_name, CONFIG_NAME) == 0)
			es->has_config = true;
		else if (strcmp(d->d_name, ".git") == 0)
			es->has_git = true;
		if (wanted(fd, d, &e)) {
			e.name = arena_strdup(w->session->arena, d->d_name);
			es->items =
			    grow(es->items, &es->cap, es->n + 1, sizeof(*es->items));
			es->items[es->n++] = e;
		}
		errno = 0;
	}
	error = errno;
	(void)closedir(dir);
	return error;
}

/* A path and a name, with '/' behind it for a folder. */
static struct str
join_path(struct arena *a, struct str path, const char *name, bool folder)
{
	size_t len = strlen(name);
	char *s = arena_alloc(a, path.len + len + 2);

	memcpy(s, path.s, path.len);
	memcpy(s + path.len, name, len);
	s[path.len + len] = '/';
	s[path.len + len + folder] = '\0';
	return (struct str){s, path.len + len + folder};
}

static void walk_folder(struct walk *w, struct folder f);

/* Whether git keeps what it would ignore now: absolute, a folder with '/'. */
static bool
is_tracked(struct walk *w, const struct folder *f, struct str absolute)
{
	struct arena *a = w->session->arena;
	struct repository *r = f->repository;

	if (r == NULL)
		return false;
	if (!r->asked)
		r->tracked = tracked_read(ignore_git(r->top, a), a);
	r->asked = true;
	return r->tracked != NULL &&
	       tracked_has(r->tracked, str_slice(absolute, r->top.len, absolute.len));
}

/* Whether git leaves it out; counted then. */
static bool
git_ignores(struct walk *w, const struct folder *f, struct str absolute, bool folder,
	    bool *ignored)
{
	*ignored =
	    f->ignored ||
	    ignore_excludes(f->ignore, str_slice(absolute, 0, absolute.len - folder),
			    folder);
	if (!*ignored || is_tracked(w, f, absolute))
		return false;
	w->inputs->ignored++;
	return true;
}

static bool
config_excludes(struct walk *w, const struct folder *f, struct str absolute,
		bool folder)
{
	const struct profile *p = f->profile;

	if (p->exclude.n == 0 || !str_starts(absolute, p->base) ||
	    globs_verdict(&p->exclude,
			  str_slice(absolute, p->base.len, absolute.len - folder),
			  folder) != GLOB_EXCLUDED)
		return false;
	w->inputs->excluded_by = p->config_path;
	return true;
}

static const struct below *
below_new(struct arena *a, const struct below *outer, const char *name)
{
	struct below *b = arena_alloc(a, sizeof(*b));

	*b = (struct below){outer, name};
	return b;
}

/* The folders of a path below another one, each by its name. */
static const struct below *
below_path(struct arena *a, const struct below *outer, struct str path)
{
	size_t len;

	for (; path.len != 0; path = str_slice(path, len, path.len)) {
		len = strcspn(path.s, "/") + 1;
		outer = below_new(a, outer, arena_strndup(a, path.s, len - 1));
	}
	return outer;
}

/* Where the folder that was named lies, with '/' at its end; empty: nobody knows. */
static struct str
real_folder(struct walk *w)
{
	char *real;

	if (w->real.s != NULL)
		return w->real;
	real = xrealpath(w->named.below->name);
	w->real = real == NULL ? STR("")
		  : str_is(STR("/"), real)
		      ? STR("/")
		      : join_path(w->session->arena, str_from(real), "", true);
	free(real);
	return w->real;
}

/* Where a link leads below the folder that was named; false if elsewhere. */
static bool
inside(struct walk *w, const char *path, struct str *rest)
{
	struct arena *a = w->session->arena;
	struct str folder = real_folder(w), end;
	char *real = xrealpath(path);
	bool below;

	if (real == NULL || folder.len == 0) {
		free(real);
		return false;
	}
	end = join_path(a, str_from(real), "", true); /* it may be the folder itself */
	below = str_starts(end, folder) &&
		!path_is_git(str_slice(end, folder.len, end.len));
	if (below && end.len != folder.len)
		*rest = str_from(arena_strdup(a, real + folder.len));
	free(real);
	return below;
}

/* The file that a link within the named folder leads to. */
static void
take_target(struct walk *w, struct str rest, const struct stat *st)
{
	struct arena *a = w->session->arena;
	const struct folder *f = &w->named;
	struct str folder = path_folder(rest);
	struct str absolute = join_path(a, f->absolute, rest.s, false);
	const struct profile *p = profile_find(w->session, path_folder(absolute));
	struct input *in;

	w->failed = w->failed || p == NULL;
	if (w->failed || strcmp(rest.s + folder.len, CONFIG_NAME) == 0)
		return;
	if (profile_excludes(p, absolute)) {
		w->inputs->excluded_by = p->config_path;
		return;
	}
	in = inputs_add(w->inputs, join_path(a, str_from(f->path), rest.s, false).s,
			absolute, p);
	in->folder = below_path(a, f->below, folder);
	in->name = rest.s + folder.len;
	in->device = st->st_dev;
	in->inode = st->st_ino;
	w->links = true;
}

/*
 * A link to a file within the named folder: the file is taken under its own name.  It
 * may be met as itself, too; and if it is not, because of its name or .gitignore, the
 * link is why it is wanted.  A folder within is met as itself.
 */
static void
take_link(struct walk *w, const char *path)
{
	const struct options *o = w->session->options;
	struct stat st = {0};
	struct str rest = STR("");
	bool json = path_is_wanted(str_from(path)), there = stat(path, &st) == 0;
	bool below = inside(w, path, &rest);

	if ((!json && !S_ISDIR(st.st_mode)) || (below && S_ISDIR(st.st_mode)))
		return;
	if (there && below && S_ISREG(st.st_mode)) {
		take_target(w, rest, &st);
		return;
	}
	w->inputs->links++;
	if (o->verbose && !o->quiet)
		say("'%s' is a link that leads to no file in '%s': not followed", path,
		    w->named.below->name);
}

static void
take_entry(struct walk *w, const struct folder *f, const struct entry *e)
{
	struct arena *a = w->session->arena;
	struct str path = join_path(a, str_from(f->path), e->name, e->folder),
		   absolute = path;
	struct folder inner = *f;
	struct input *in;

	/* Of an absolute operand one text serves as both names. */
	if (!str_is(f->absolute, f->path))
		absolute = join_path(a, f->absolute, e->name, e->folder);
	if (config_excludes(w, f, absolute, e->folder) ||
	    git_ignores(w, f, absolute, e->folder, &inner.ignored))
		return;
	if (e->link) {
		take_link(w, path.s);
		return;
	}
	if (!e->folder) {
		in = inputs_add(w->inputs, path.s, absolute, f->profile);
		in->folder = f->below;
		in->name = e->name;
		in->device = e->device;
		in->inode = e->inode;
		return;
	}
	if (w->alone)
		return;
	inner.path = path.s;
	inner.absolute = absolute;
	inner.below = below_new(a, f->below, e->name);
	inner.depth++;
	walk_folder(w, inner);
}

static void
unreadable(struct walk *w, const struct folder *f, int error)
{
	struct str path = str_from(f->path);
	struct input *in;

	if (path.len > 1)
		path.len--;
	in = inputs_add(
	    w->inputs,
	    path.len != 0 ? arena_strndup(w->session->arena, path.s, path.len) : ".",
	    f->absolute, f->profile);
	in->error = error;
	in->named = true;
}

static struct repository *
repository_new(struct arena *a, struct str top)
{
	struct repository *r = arena_calloc(a, 1, sizeof(*r));

	r->top = top;
	return r;
}

static void
walk_folder(struct walk *w, struct folder f)
{
	struct entries es = {0};
	struct arena *a = w->session->arena;
	int error = f.depth > DEPTH_MAX ? ENAMETOOLONG : read_entries(w, &f, &es);

	if (error != 0)
		unreadable(w, &f, error);
	if (f.depth != 0 && es.has_git) {
		f.repository = repository_new(a, f.absolute);
		f.ignored = false; /* it is another's, if it is walked at all */
	}
	if (f.depth != 0 && es.has_ignore && !w->session->options->no_ignore)
		f.ignore = ignore_enter(f.ignore, f.absolute, a);
	if (f.depth != 0 && es.has_config && !w->failed) {
		f.profile = profile_find(w->session, f.absolute);
		w->failed = w->failed || f.profile == NULL;
	}
	if (es.n != 0)
		qsort(es.items, es.n, sizeof(*es.items), by_name);
	for (size_t i = 0; i < es.n && !w->failed; i++)
		take_entry(w, &f, &es.items[i]);
	free(es.items);
}

static bool
ends_with_slash(const char *path)
{
	size_t len = strlen(path);

	return len != 0 && path[len - 1] == '/';
}

/* The walk that w is made for. */
static bool
walk_named(struct walk *w, const char *path, struct str absolute)
{
	struct session *s = w->session;
	struct arena *a = s->arena;
	struct folder f = {.path = path};
	size_t top;

	if (strcmp(f.path, ".") == 0)
		f.path = "";
	else if (*f.path != '\0' && !ends_with_slash(f.path))
		f.path = join_path(a, str_from(f.path), "", true).s;
	f.absolute =
	    str_is(absolute, "/") ? absolute : join_path(a, absolute, "", true);
	f.profile = profile_find(s, f.absolute);
	if (f.profile == NULL)
		return false;
	top = ignore_repository(f.absolute);
	if (top != 0)
		f.repository = repository_new(a, str_slice(f.absolute, 0, top));
	if (!s->options->no_ignore)
		f.ignore = ignore_folder(f.absolute, a);
	f.below = below_new(a, NULL, *f.path != '\0' ? f.path : ".");
	w->named = f;
	walk_folder(w, f);
	return !w->failed;
}

bool
walk(struct inputs *in, struct session *s, const char *path, struct str absolute,
     bool *links)
{
	struct walk w = {.session = s, .inputs = in};
	bool ok = walk_named(&w, path, absolute);

	*links = *links || w.links;
	return ok;
}

bool
walk_alone(struct inputs *in, struct session *s, const char *path, struct str absolute)
{
	struct walk w = {.session = s, .inputs = in, .alone = true};

	return walk_named(&w, path, absolute);
}
