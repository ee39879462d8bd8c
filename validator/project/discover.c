/* discover: see the header. */
#include "project/discover.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "finding/trouble.h"
#include "project/options.h"
#include "project/paths.h"
#include "project/profile.h"
#include "project/same-input.h"
#include "project/session.h"
#include "project/similar-file.h"
#include "project/walk.h"

/* What a list names that is not there: it costs more than it says. */
enum { MISSING_MOST = 10000 };

struct operands {
	struct session *session;
	struct inputs *inputs;
	struct map names;   /* struct str: as they were given */
	struct map folders; /* struct str: absolute, of those that were walked */
	size_t missing;
	bool links; /* a symbolic link was followed: two names may be one file */
	bool failed;
	bool deployed; /* these are answers of the service */
};

/* A short list can name one thing very often. */
static bool
is_new(struct map *seen, struct str name)
{
	size_t before = seen->n;

	map_put_str(seen, name);
	return seen->n != before;
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
take_named(struct operands *w, const char *path, struct str absolute,
	   const struct stat *st, int error)
{
	const struct profile *p = profile_find(w->session, path_folder(absolute));
	struct input *in;

	if (p == NULL) {
		w->failed = true;
		return;
	}
	if (w->session->options->force_exclude && !w->deployed &&
	    profile_excludes(p, absolute)) {
		w->inputs->excluded++;
		return;
	}
	in = inputs_add(w->inputs, shown(w->session->arena, path), absolute, p);
	in->named = true;
	in->error = error;
	w->missing += error != 0;
	in->deployed = w->deployed;
	if (error == 0) {
		in->device = st->st_dev;
		in->inode = st->st_ino;
	}
}

static void
take_standard_input(struct operands *w)
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
operand(struct operands *w, struct str name)
{
	const char *path;
	struct str absolute;
	struct stat st;
	int error;

	if (!is_new(&w->names, name))
		return;
	path = arena_strndup(w->session->arena, name.s, name.len);
	if (strcmp(path, "-") == 0) {
		take_standard_input(w);
		return;
	}
	absolute = path_absolute(w->session->current, path, w->session->arena);
	error = stat(path, &st) != 0 ? errno : 0;
	if (error != 0 || !S_ISDIR(st.st_mode))
		take_named(w, path, absolute, &st, error);
	else if (is_new(&w->folders, absolute))
		w->failed = !walk(w->inputs, w->session, shown(w->session->arena, path),
				  absolute, &w->links);
}

/* Names from a file, one a line or each with NUL behind it. */
static bool
operands_from(struct operands *w, const char *name)
{
	bool standard = strcmp(name, "-") == 0;
	char end = w->session->options->null ? '\0' : '\n';
	struct arena *a = w->session->arena;
	struct str text;
	int error =
	    standard ? file_read_fd(STDIN_FILENO, a, &text) : file_read(name, a, &text);

	if (error != 0) {
		similar_file_say(name, error, "cannot read the list of files '%s'",
				 name);
		return false;
	}
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
			operand(w, str_slice(text, 0, name_len));
		if (w->missing > MISSING_MOST) {
			say("more than %d files that the list '%s' names cannot be "
			    "read: is it a list of files?",
			    MISSING_MOST, name);
			return false;
		}
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

static bool
same_file(const struct input *a, const struct input *b)
{
	if (a->standard || b->standard)
		return a->standard && b->standard;
	return a->error == 0 && b->error == 0 && a->device == b->device &&
	       a->inode == b->inode;
}

/* An answer is no definition as well; nor is one read twice. */
static bool
drop_earlier(struct inputs *in)
{
	const struct input *last = &in->items[in->n - 1];
	size_t kept = 0;

	for (size_t i = 0; i + 1 < in->n; i++) {
		if (!same_file(&in->items[i], last))
			in->items[kept++] = in->items[i];
		else if (last->standard)
			return false;
	}
	in->items[kept++] = *last;
	in->n = kept;
	return true;
}

/* Behind the others, in the order in which they were named. */
static bool
add_deployed(struct operands *w, const struct options *o)
{
	w->deployed = true;
	for (size_t i = 0; i < o->deployed.n; i++) {
		const char *path = o->deployed.items[i];
		struct str absolute =
		    path_absolute(w->session->current, path, w->session->arena);
		struct stat st;

		if (strcmp(path, "-") == 0)
			take_standard_input(w);
		else
			take_named(w, path, absolute, &st,
				   stat(path, &st) != 0 ? errno : 0);
		if (w->failed)
			return false;
		if (!drop_earlier(w->inputs)) {
			say("standard input ('-') can be read only once");
			return false;
		}
	}
	return true;
}

bool
discover(struct inputs *in, struct session *s)
{
	const struct options *o = s->options;
	struct operands w = {.session = s,
			     .inputs = in,
			     .names = MAP(struct str, NULL, NULL),
			     .folders = MAP(struct str, NULL, NULL)};
	bool several = o->operands.n > 1 || o->files_from != NULL;

	w.failed = o->files_from != NULL && !operands_from(&w, o->files_from);
	for (size_t i = 0; i < o->operands.n && !w.failed; i++)
		operand(&w, str_from(o->operands.items[i]));
	if (o->files_from == NULL && o->operands.n == 0)
		operand(&w, STR("."));
	map_release(&w.names);
	map_release(&w.folders);
	if (w.failed)
		return false;
	sort_inputs(in);
	/* Within one tree without links every name is another file. */
	if (several || w.links)
		same_input_drop(in);
	return add_deployed(&w, o);
}
