/* discover: see the header. */
#include "cli/discover.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/sweep.h"
#include "cli/ignore.h"
#include "cli/nearby.h"
#include "cli/options.h"
#include "cli/paths.h"
#include "cli/profile.h"
#include "cli/repeated.h"
#include "cli/say.h"
#include "cli/session.h"
#include "cli/siblings.h"

/* What a folder holds, in the order of whole paths: a folder counts with '/'. */
struct entry {
	const char *name;
	ino_t inode;
	dev_t device;
	bool folder;
};

struct walk {
	struct session *session;
	struct inputs *inputs;
	struct siblings *siblings; /* of operands */
	bool links; /* a symbolic link was followed: two names may be one file */
	bool failed;
};

struct folder {
	const char *path;    /* as reported, with '/' at its end; "" is the current */
	struct str absolute; /* with '/' at its end */
	const struct ignore *ignore;
	const struct profile *profile;
	unsigned depth;
};

enum { DEPTH_MAX = 256 };

static struct input *
add(struct inputs *in, const char *path, struct str absolute, const struct profile *p)
{
	struct input *i;

	in->items = grow(in->items, &in->cap, in->n + 1, sizeof(*in->items));
	i = &in->items[in->n++];
	*i = (struct input){.path = path, .absolute = absolute, .profile = p};
	return i;
}

void
inputs_release(struct inputs *in)
{
	free(in->items);
	*in = (struct inputs){0};
}

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
wanted(struct walk *w, int fd, const struct dirent *d, struct entry *e)
{
	struct stat st;
	unsigned char type = d->d_type;
	bool link;

	e->inode = d->d_ino;
	if (type == DT_DIR) {
		e->folder = true;
		return d->d_name[0] != '.';
	}
	if ((type != DT_REG && type != DT_LNK && type != DT_UNKNOWN) ||
	    (type != DT_UNKNOWN && !path_is_wanted(str_from(d->d_name))))
		return false;
	if (type == DT_REG)
		return strcmp(d->d_name, CONFIG_NAME) != 0;
	if (fstatat(fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return errno != ENOENT && path_is_wanted(str_from(d->d_name));
	link = S_ISLNK(st.st_mode);
	if (link && fstatat(fd, d->d_name, &st, 0) != 0)
		/* it leads nowhere, or to where reading it will say more */
		return errno != ENOENT && errno != ELOOP;
	w->links = w->links || link;
	e->folder = S_ISDIR(st.st_mode);
	e->inode = st.st_ino;
	e->device = st.st_dev;
	if (e->folder)
		return !link && d->d_name[0] != '.';
	return S_ISREG(st.st_mode) && path_is_wanted(str_from(d->d_name)) &&
	       strcmp(d->d_name, CONFIG_NAME) != 0;
}

struct entries {
	struct entry *items;
	size_t n, cap;
	bool has_config, has_ignore;
};

/* errno if the folder cannot be read. */
static int
read_entries(struct walk *w, const struct folder *f, struct entries *es)
{
	DIR *dir = opendir(*f->path != '\0' ? f->path : ".");
	struct dirent *d;
	struct stat st;
	int error;

	if (dir == NULL || fstat(dirfd(dir), &st) != 0) {
		error = errno;
		if (dir != NULL)
			(void)closedir(dir);
		return error;
	}
	errno = 0;
	while ((d = readdir(dir)) != NULL) {
		struct entry e = {.device = st.st_dev};

		if (strcmp(d->d_name, ".gitignore") == 0)
			es->has_ignore = true;
		else if (strcmp(d->d_name, CONFIG_NAME) == 0)
			es->has_config = true;
		if (wanted(w, dirfd(dir), d, &e)) {
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
join(struct arena *a, struct str path, const char *name, bool folder)
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

static bool
excluded(const struct folder *f, struct str absolute, bool folder)
{
	const struct profile *p = f->profile;

	if (folder)
		absolute.len--;
	if (ignore_excludes(f->ignore, absolute, folder))
		return true;
	return p->exclude.n != 0 && str_starts(absolute, p->base) &&
	       globs_verdict(&p->exclude,
			     str_slice(absolute, p->base.len, absolute.len),
			     folder) == GLOB_EXCLUDED;
}

static void
take(struct walk *w, const struct folder *f, const struct entry *e)
{
	struct arena *a = w->session->arena;
	struct str path = join(a, str_from(f->path), e->name, e->folder),
		   absolute = path;
	struct folder inner = *f;
	struct input *in;

	/* Of an absolute operand one text serves as both names. */
	if (!str_is(f->absolute, f->path))
		absolute = join(a, f->absolute, e->name, e->folder);
	if (excluded(f, absolute, e->folder))
		return;
	if (!e->folder) {
		in = add(w->inputs, path.s, absolute, f->profile);
		in->device = e->device;
		in->inode = e->inode;
		return;
	}
	inner.path = path.s;
	inner.absolute = absolute;
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
	in = add(w->inputs,
		 path.len != 0 ? arena_strndup(w->session->arena, path.s, path.len)
			       : ".",
		 f->absolute, f->profile);
	in->error = error;
	in->named = true;
}

static void
walk_folder(struct walk *w, struct folder f)
{
	struct entries es = {0};
	struct arena *a = w->session->arena;
	int error = f.depth > DEPTH_MAX ? ENAMETOOLONG : read_entries(w, &f, &es);

	if (error != 0)
		unreadable(w, &f, error);
	if (f.depth != 0 && es.has_ignore)
		f.ignore = ignore_enter(f.ignore, f.absolute, a);
	if (f.depth != 0 && es.has_config && !w->failed) {
		f.profile = profile_find(w->session, f.absolute);
		w->failed = w->failed || f.profile == NULL;
	}
	if (es.n != 0)
		qsort(es.items, es.n, sizeof(*es.items), by_name);
	for (size_t i = 0; i < es.n && !w->failed; i++)
		take(w, &f, &es.items[i]);
	free(es.items);
}

static bool
ends_with_slash(const char *path)
{
	size_t len = strlen(path);

	return len != 0 && path[len - 1] == '/';
}

/* As reported: without "./" in front and doubled '/'. */
static const char *
shown(struct arena *a, const char *path)
{
	char *out = arena_strdup(a, path);
	size_t n = 0;

	while (path[0] == '.' && path[1] == '/') {
		path += 2;
		while (*path == '/')
			path++;
	}
	for (; *path != '\0'; path++) {
		if (path[0] == '/' && path[1] == '/')
			continue;
		out[n++] = *path;
	}
	out[n] = '\0';
	return out;
}

static void
walk_operand(struct walk *w, const char *path, struct str absolute)
{
	struct arena *a = w->session->arena;
	struct folder f = {0};

	f.path = shown(a, path);
	if (strcmp(f.path, ".") == 0)
		f.path = "";
	else if (*f.path != '\0' && !ends_with_slash(f.path))
		f.path = join(a, str_from(f.path), "", true).s;
	f.absolute = str_is(absolute, "/") ? absolute : join(a, absolute, "", true);
	f.profile = profile_find(w->session, f.absolute);
	if (f.profile == NULL) {
		w->failed = true;
		return;
	}
	f.ignore = ignore_folder(f.absolute, a);
	walk_folder(w, f);
}

static bool
force_excluded(const struct walk *w, const struct profile *p, struct str absolute)
{
	return w->session->options->force_exclude && str_starts(absolute, p->base) &&
	       globs_exclude(&p->exclude,
			     str_slice(absolute, p->base.len, absolute.len));
}

static void
take_named(struct walk *w, const char *path, struct str absolute, const struct stat *st,
	   int error)
{
	const struct profile *p = profile_find(w->session, path_folder(absolute));
	struct input *in;

	if (p == NULL) {
		w->failed = true;
		return;
	}
	if (force_excluded(w, p, absolute)) {
		w->inputs->excluded++;
		return;
	}
	in = add(w->inputs, shown(w->session->arena, path), absolute, p);
	in->named = true;
	in->error = error;
	if (error == 0) {
		in->device = st->st_dev;
		in->inode = st->st_ino;
	}
}

static void
take_standard_input(struct walk *w)
{
	const char *name = w->session->options->stdin_filename;
	struct str absolute =
	    path_absolute(w->session->current, name, w->session->arena);
	size_t before = w->inputs->n;

	take_named(w, name, absolute, NULL, ENOENT);
	if (w->inputs->n == before)
		return;
	w->inputs->items[before].standard = true;
	w->inputs->items[before].error = 0;
	w->inputs->items[before].path = name;
}

static void
operand(struct walk *w, const char *path)
{
	struct str absolute;
	struct stat st;
	int error;

	if (strcmp(path, "-") == 0) {
		take_standard_input(w);
		return;
	}
	absolute = path_absolute(w->session->current, path, w->session->arena);
	error = siblings_stat(w->siblings, path, &st);
	if (error == 0 && S_ISDIR(st.st_mode))
		walk_operand(w, path, absolute);
	else if (error != ENOENT || !w->session->options->no_error_on_unmatched)
		take_named(w, path, absolute, &st, error);
}

/* Names from a file, one a line or each with NUL behind it. */
static bool
operands_from(struct walk *w, const char *name)
{
	bool standard = strcmp(name, "-") == 0;
	char end = w->session->options->null ? '\0' : '\n';
	struct arena *a = w->session->arena;
	struct str text;
	int error =
	    standard ? file_read_fd(STDIN_FILENO, a, &text) : file_read(name, a, &text);

	if (error != 0) {
		nearby_say(name, error, "cannot read the list of files '%s'", name);
		return false;
	}
	siblings_expect(w->siblings, sweep_count(text.s, text.s + text.len, end));
	while (text.len != 0 && !w->failed) {
		const char *stop = memchr(text.s, end, text.len);
		size_t len = stop != NULL ? (size_t)(stop - text.s) : text.len;
		size_t name_len = len;

		if (end == '\n' && len != 0 && text.s[len - 1] == '\r')
			name_len--;
		if (memchr(text.s, '\0', name_len) != NULL) {
			say("the list of files '%s' has NUL bytes; read it with -0",
			    name);
			return false;
		}
		if (name_len != 0)
			operand(w, arena_strndup(a, text.s, name_len));
		text = str_slice(text, stop != NULL ? len + 1 : len, text.len);
	}
	return true;
}

static int
by_path(const void *left, const void *right)
{
	const struct input *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	if (order != 0)
		return order;
	return (int)b->named - (int)a->named;
}

static void
sort_inputs(struct inputs *in)
{
	for (size_t i = 1; i < in->n; i++) {
		if (strcmp(in->items[i - 1].path, in->items[i].path) >= 0) {
			qsort(in->items, in->n, sizeof(*in->items), by_path);
			return;
		}
	}
}

bool
discover(struct inputs *in, struct session *s)
{
	const struct options *o = s->options;
	struct walk w = {.session = s, .inputs = in};
	bool several = o->operands.n > 1 || o->files_from != NULL;

	w.siblings = siblings_new(o->operands.n);
	w.failed = o->files_from != NULL && !operands_from(&w, o->files_from);
	for (size_t i = 0; i < o->operands.n && !w.failed; i++)
		operand(&w, o->operands.items[i]);
	if (o->files_from == NULL && o->operands.n == 0)
		operand(&w, ".");
	siblings_free(w.siblings);
	if (w.failed)
		return false;
	sort_inputs(in);
	/* Within one tree without links every name is another file. */
	if (several || w.links)
		repeated_drop(in);
	return true;
}
