/* session: see the header. */
#include "project/session.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/embed.h"
#include "base/file.h"
#include "finding/diag.h"
#include "finding/trouble.h"
#include "lint/lint.h"
#include "project/file-uri.h"
#include "project/options.h"
#include "project/paths.h"
#include "project/profile.h"
#include "project/settings.h"
#include "project/similar-file.h"
#include "schema/schema.h"
#include "schema/uri.h"
#include "service/member.h"

static bool
store_init(struct session *s, bool lint)
{
	struct store_config cfg = {
	    .format_annotation = s->options->no_format_assertion,
	    .all_branches = s->options->all_branches,
	    .lint = lint,
	    .member_find = member_find,
	};
	struct str name = str_from(s->options->dialect);

	if (!dialect_parse(name, &cfg.dialect)) {
		words_unknown(WORDS_DIALECT, NULL, name, "there is no dialect '%s'",
			      name.s);
		return false;
	}
	s->store = store_new(&cfg);
	return true;
}

bool
session_init(struct session *s, const struct options *o, bool lint_schemas)
{
	*s = (struct session){.options = o};
	s->folders = MAP(struct known_folder, NULL, NULL);
	s->programs = MAP(struct known_program, NULL, NULL);
	s->problems_tail = &s->problems;
	s->arena = arena_new();
	if (!path_current(s->arena, &s->current)) {
		say("cannot find out the current folder: %s", strerror(errno));
		return false;
	}
	return store_init(s, lint_schemas);
}

void
session_release(struct session *s)
{
	struct profile *next;

	for (struct profile *p = s->profiles; p != NULL; p = next) {
		next = p->next;
		profile_release(p);
	}
	map_release(&s->folders);
	map_release(&s->programs);
	store_free(s->store);
	arena_free(s->arena);
	*s = (struct session){0};
}

void
session_problem(struct session *s, const char *path, struct diags *diags)
{
	struct problem *p = arena_calloc(s->arena, 1, sizeof(*p));

	diags_finish(diags);
	for (const struct diag *d = diags->head; d != NULL; d = d->next) {
		for (struct fix *f = d->fixes; f != NULL; f = f->next)
			f->by_hand = true;
	}
	p->path = path;
	p->diags = diags;
	*s->problems_tail = p;
	s->problems_tail = &p->next;
}

static bool
has_errors(const struct diags *ds)
{
	const struct diag *d = ds->head;

	while (d != NULL && d->severity != SEV_ERROR)
		d = d->next;
	return d != NULL;
}

void
session_schema_problems(struct session *s)
{
	struct schema_doc *d;

	if (s->store == NULL)
		return; /* the options were wrong */
	for (size_t i = 0; (d = store_doc(s->store, i)) != NULL; i++) {
		/* Those that are finished have been taken over before. */
		if (d->stray || d->diags == NULL || d->diags->n == 0 ||
		    d->diags->lines != NULL)
			continue;
		/* advice on what no schema refers to is for nobody */
		if (!d->used && !has_errors(d->diags))
			continue;
		session_problem(s, d->name, d->diags);
		s->trouble = s->trouble || has_errors(d->diags);
	}
}

static struct str
concat(struct session *s, struct str a, struct str b)
{
	return str_from(arena_printf(s->arena, "%.*s%.*s", STR_ARG(a), STR_ARG(b)));
}

/* A document of -r; uri is empty: that of its place on disk. */
static struct schema_doc *
add_document(struct session *s, const char *path, struct str uri, struct str text)
{
	if (uri.len == 0)
		uri = str_from(
		    uri_of_file(path_absolute(s->current, path, s->arena), s->arena));
	return store_add(s->store, text, path, uri);
}

static bool
add_resource_file(struct session *s, const char *path, struct str uri)
{
	struct str text;
	int error = file_read(path, s->arena, &text);

	if (error == 0)
		(void)add_document(s, path, uri, text);
	else
		similar_file_say(path, error, "cannot read the schema '%s'", path);
	return error == 0;
}

/*
 * What lies in a folder of -r was not named: what is wrong with it matters only when
 * it is needed, even that it cannot be read.
 */
static void
add_unreadable(struct session *s, const char *path, struct str uri, const char *why)
{
	struct schema_doc *doc = add_document(s, path, uri, STR(""));

	doc->stray = doc->invalid = true;
	diag_add(doc->diags, RULE_UNREADABLE_FILE, (struct span){0, 0},
		 "it cannot be read: %s", why);
}

static void
add_stray(struct session *s, const char *path, struct str uri)
{
	struct str text;
	int error = file_read(path, s->arena, &text);

	if (error == 0)
		add_document(s, path, uri, text)->stray = true;
	else
		add_unreadable(s, path, uri, file_error(error));
}

static int
by_text(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The names in a folder, sorted; 0 or errno. */
static int
read_names(struct session *s, const char *path, struct list *names)
{
	DIR *dir = opendir(path);
	struct dirent *d;
	int error;

	if (dir == NULL)
		return errno;
	errno = 0;
	while ((d = readdir(dir)) != NULL) {
		if (d->d_name[0] != '.')
			list_add(names, arena_strdup(s->arena, d->d_name));
		errno = 0;
	}
	error = errno;
	(void)closedir(dir);
	if (names->n != 0)
		qsort(names->items, names->n, sizeof(*names->items), by_text);
	return error;
}

static void
add_entry(struct session *s, struct str top, const char *path, struct str uri);

/* All *.json below a folder, itself at or below the one that was named; 0 or errno. */
static int
add_folder(struct session *s, struct str top, const char *path, struct str uri)
{
	struct list names = {0};
	int error = read_names(s, path, &names);

	if (uri.len != 0 && uri.s[uri.len - 1] != '/')
		uri = concat(s, uri, STR("/"));
	for (size_t i = 0; i < names.n; i++) {
		const char *name = names.items[i];
		struct str own = uri_path(str_from(name), s->arena);

		add_entry(s, top, arena_printf(s->arena, "%s/%s", path, name),
			  uri.len == 0 ? uri : concat(s, uri, own));
	}
	list_release(&names);
	return error;
}

/* A file, or a folder. */
static bool
add_resources(struct session *s, const char *path, struct str uri)
{
	struct stat st;
	int error;

	if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
		return add_resource_file(s, path, uri);
	error = add_folder(s, str_from(path), path, uri);
	if (error != 0)
		say("cannot read the folder '%s': %s", path, strerror(error));
	return error == 0;
}

/*
 * What a folder of -r holds beside schemas (READMEs, scripts, pipes) is passed
 * over, and links to folders, which may lead back.  A link out of the folder that was
 * named would have another file of this machine read and quoted.
 */
static void
add_entry(struct session *s, struct str top, const char *path, struct str uri)
{
	bool json = str_ends(str_from(path), STR(".json"));
	struct stat st = {0};
	bool link = lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
	int error;

	if (S_ISDIR(st.st_mode)) {
		error = add_folder(s, top, path, uri);
		if (error != 0)
			add_unreadable(s, path, uri, strerror(error));
	} else if (stat(path, &st) == 0) {
		if (S_ISREG(st.st_mode) && json && link && !path_leads_below(path, top))
			add_unreadable(s, path, uri, "it is a link out of the folder");
		else if (S_ISREG(st.st_mode) && json)
			add_stray(s, path, uri);
	} else if (errno != ENOENT && errno != ELOOP && json) {
		/* what leads nowhere is passed over, too */
		add_unreadable(s, path, uri, strerror(errno));
	}
}

/* "[URI=]PATH": the '=' behind which a path exists, so URIs may hold some too. */
static bool
add_option(struct session *s, const char *text)
{
	const char *equals = text;
	struct stat st;

	if (stat(text, &st) == 0)
		return add_resources(s, text, STR(""));
	while ((equals = strchr(equals, '=')) != NULL) {
		if (stat(++equals, &st) == 0)
			return add_resources(
			    s, equals, (struct str){text, (size_t)(equals - text) - 1});
	}
	equals = strchr(text, '=');
	equals = equals != NULL ? equals + 1 : text;
	similar_file_say(equals, ENOENT, "cannot read '%s' of --resource", equals);
	return false;
}

bool
session_resources(struct session *s)
{
	for (size_t i = 0; i < s->options->resources.n; i++) {
		if (!add_option(s, s->options->resources.items[i]))
			return false;
	}
	return true;
}

struct schema_doc *
session_schema_file(struct session *s, struct str folder, const char *name)
{
	struct str absolute = path_absolute(folder, name, s->arena), text;
	const char *path = path_relative(s->current, absolute, s->arena).s;
	int error;

	if (*name == '/')
		path = name;
	error = file_read(path, s->arena, &text);
	if (error != 0) {
		similar_file_say(path, error, "cannot read the schema '%s'", path);
		return NULL;
	}
	return store_add(s->store, text, path,
			 str_from(uri_of_file(absolute, s->arena)));
}

/* Whether the built-in file is called name. */
static bool
called(const char *file, struct str name)
{
	struct str f = str_from(file), end = STR(".schema.json");
	const char *slash = strrchr(file, '/');
	struct str base = slash != NULL ? str_from(slash + 1) : f;

	if (!str_ends(f, end)) {
		end = STR(".json");
		base = f;
	}
	if (str_equal(name, f) || str_equal(name, base))
		return true;
	f.len -= end.len;
	base.len -= end.len;
	return str_equal(name, f) || str_equal(name, base);
}

const struct embedded *
session_builtin(struct str name)
{
	for (size_t i = 0; i < embedded_count; i++) {
		if (called(embedded_files[i].name, name))
			return &embedded_files[i];
	}
	return NULL;
}

/* Said: there is neither a file nor a built-in schema of that name. */
static void
no_schema(const char *name)
{
	struct str similar = words_similar(WORDS_SCHEMA, NULL, str_from(name));
	struct arena *a = arena_new();
	const char *file = nearby(name, a);

	if (file != NULL)
		say("there is no schema '%s'; a similar file exists: '%s'", name, file);
	else if (similar.s != NULL)
		say("there is no schema '%s'; a similar one is built in: '%.*s'", name,
		    STR_ARG(similar));
	else
		say("there is no schema file or built-in schema '%s'; see: hookvet "
		    "schema list",
		    name);
	arena_free(a);
}

struct schema_doc *
session_schema_doc(struct session *s, struct str folder, const char *name)
{
	const struct embedded *builtin = session_builtin(str_from(name));
	struct str path = path_absolute(folder, name, s->arena);
	struct stat st;

	if (stat(path.s, &st) != 0 && builtin != NULL && builtin->id.len != 0)
		return store_document(s->store, builtin->id);
	if (stat(path.s, &st) != 0 && strchr(name, '/') == NULL &&
	    !str_ends(str_from(name), STR(".json"))) {
		no_schema(name);
		return NULL;
	}
	return session_schema_file(s, folder, name);
}

/* Compiles the file, or what is at the fragment in it or in a built-in schema. */
static const struct program *
compile_part(struct session *s, struct str uri, const struct schema_doc *doc,
	     const char *name, const char *fragment)
{
	const struct problem *const *behind =
	    (const struct problem *const *)s->problems_tail;
	const struct program *program;

	if (strlen(fragment) > 1)
		program =
		    store_compile(s->store, NULL, concat(s, uri, str_from(fragment)));
	else
		program = store_compile(s->store, doc, uri);
	session_schema_problems(s);
	if (program == NULL && *behind == NULL)
		say("there is nothing at '%s' in the schema '%s'", fragment, name);
	return program;
}

/* "FILE|NAME[#FRAGMENT]"; a file may have a '#' in its name. */
static const struct program *
find_program(struct session *s, struct str folder, const char *name, struct str path)
{
	const char *fragment = strchr(name, '#');
	const struct embedded *builtin;
	struct schema_doc *doc;
	struct str uri;
	struct stat st;

	if (fragment != NULL && stat(path.s, &st) != 0)
		name = arena_strndup(s->arena, name, (size_t)(fragment - name));
	else
		fragment = "";
	doc = session_schema_doc(s, folder, name);
	if (doc == NULL)
		return NULL;
	builtin = doc->builtin ? session_builtin(str_from(name)) : NULL;
	uri = builtin != NULL ? builtin->id
			      : str_from(uri_of_file(
				    path_absolute(folder, name, s->arena), s->arena));
	return compile_part(s, uri, doc, name, fragment);
}

const struct program *
session_program(struct session *s, struct str folder, const char *name)
{
	struct str path = path_absolute(folder, name, s->arena);
	struct known_program *known = map_find_str(&s->programs, path);
	const struct program *program;

	if (known != NULL)
		return known->program;
	program = find_program(s, folder, name, path);
	known = map_put_str(&s->programs, path);
	known->program = program;
	return program;
}
