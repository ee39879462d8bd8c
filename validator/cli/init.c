/*
 * init: what a repository needs so that its definitions are checked.
 *
 * It looks at what is there and writes files that are not: a config and, where workflows
 * of GitHub lie, one more.  A file of somebody else is no place to write into; what
 * belongs there is shown.  The repository may be a stranger's: links are not followed,
 * large files not read, and names of its folders stand in a command only if they are
 * plain words.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/open-below.h"
#include "base/pool.h"
#include "finding/fix.h"
#include "finding/trouble.h"
#include "project/command.h"
#include "project/discover.h"
#include "project/ignore.h"
#include "project/input.h"
#include "project/options.h"
#include "project/paths.h"
#include "project/profile.h"
#include "project/session.h"
#include "project/settings.h"
#include "run/check-document.h"
#include "run/overwrite.h"
#include "schema/schema.h"
#include "service/kind.h"

enum {
	SMALL = 1024 * 1024,   /* bytes: no definition is larger */
	LOOKED_AT = 64 * SMALL /* bytes in all: then where they lie is known */
};

static const struct below top = {NULL, "."};
static const struct below github = {&top, ".github"};
static const struct below workflows = {&github, "workflows"};
static const struct below git = {&top, ".git"};
static const struct below hooks = {&git, "hooks"};

/* -- what is there */

struct repository {
	bool git;
	bool trouble;      /* something could not be read, and it was said */
	bool other;        /* not all definitions are called NAME.json */
	size_t n, bytes;   /* definitions, and what was read to find them */
	struct str folder; /* that has them all, with its '/'; empty: the top */
};

/* That something is absent, or no file, is an answer; what else may be there is not known. */
static void
note_error(struct repository *r, const char *name, int error)
{
	if (error == ENOENT || error == ELOOP || error == ENOTDIR || error == EINVAL)
		return;
	say("cannot read '%s': %s", name, file_error(error));
	r->trouble = true;
}

enum found { FOUND_NOTHING, FOUND_TEXT, FOUND_OTHER /* a link, a pipe, too large */ };

static enum found
find_text(struct repository *r, const struct below *folder, const char *name,
	  struct arena *a, struct str *text)
{
	struct below_last last = BELOW_INIT;
	enum found found = FOUND_OTHER;
	struct stat st;
	int fd = below_open(&last, folder, name, &st), error = fd < 0 ? errno : 0;

	if (fd >= 0 && st.st_size <= SMALL) {
		error = file_read_fd(fd, a, text);
		found = FOUND_TEXT;
	}
	if (error != 0) {
		note_error(r, name, error);
		found = error == ENOENT ? FOUND_NOTHING : FOUND_OTHER;
	}
	if (fd >= 0)
		(void)close(fd);
	below_release(&last);
	return found;
}

static bool
has_workflows(struct repository *r)
{
	int fd = below_folder(&workflows);

	if (fd < 0)
		note_error(r, ".github/workflows", errno);
	else
		(void)close(fd);
	return fd >= 0;
}

/* Whether definitions are kept in such files, and not only shown. */
static bool
is_kept_in(struct str path)
{
	static const char *const ends[] = {".json", ".jsonc", ".json5", ".yaml",
					   ".yml"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		if (str_ends(path, str_from(ends[i])))
			return true;
	}
	return false;
}

static bool
is_definition(const struct input *in, struct str text, struct eval *eval,
	      struct arena *a)
{
	static const struct examine_wants wants = {
	    .standard_output = -1, .untried = true, .raw = true};
	struct examiner x;

	if (!is_kept_in(str_from(in->path)))
		return false;
	examiner_init(&x, &wants, eval, a);
	examine_document(&x, in, text);
	for (const struct examined *e = x.head; e != NULL; e = e->next) {
		if (e->doc != NULL && !e->doc->damaged && !e->result.skipped &&
		    (KIND_BIT(e->kind) & KINDS_SUBSCRIPTION) != 0)
			return true;
	}
	return false;
}

static void
add_definition(struct repository *r, struct str path)
{
	size_t len = 0, end = 0;

	r->other = r->other || !str_ends(path, STR(".json"));
	if (r->n++ == 0)
		r->folder = path;
	while (len < r->folder.len && len < path.len &&
	       r->folder.s[len] == path.s[len]) {
		if (path.s[len++] == '/')
			end = len;
	}
	r->folder.len = end;
}

static void
find_definitions(struct repository *r, const struct inputs *in)
{
	struct arena *a = arena_new();
	struct eval *eval = eval_new();
	struct str text;

	(void)pool_stack_enough();
	for (size_t i = 0; i < in->n && r->bytes < LOOKED_AT; i++) {
		const struct input *item = &in->items[i];

		arena_reset(a);
		if (item->error != 0)
			note_error(r, item->path, item->error);
		if (item->error != 0 || item->folder == NULL ||
		    find_text(r, item->folder, item->name, a, &text) != FOUND_TEXT)
			continue;
		r->bytes += text.len;
		if (is_definition(item, text, eval, a))
			add_definition(r, str_from(item->path));
	}
	eval_free(eval);
	arena_free(a);
}

/* The folder as commands name it. */
static const char *
folder_word(const struct repository *r, struct arena *a)
{
	const char *word = arena_strndup(a, r->folder.s, r->folder.len);

	if (r->n == 0)
		return "webhooks";
	if (*word == '\0' || *word == '-' ||
	    word[strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			      "0123456789_-/")] != '\0')
		return ".";
	return arena_strndup(a, word, r->folder.len - 1);
}

/* -- what is written */

static const char config[] =
    "{\n"
    "  \"$schema\": \"" HOOKVET_SCHEMAS "/hookvet/config.schema.json\",\n"
    "  \"failOn\": \"error\"\n"
    "}\n";

static const char workflow[] =
    "name: hookvet\n"
    "on: [push, pull_request]\n"
    "permissions: { contents: read, security-events: write }\n"
    "jobs:\n"
    "  hookvet:\n"
    "    runs-on: ubuntu-latest\n"
    "    steps:\n"
    "      - uses: actions/checkout@v4\n"
    "      # " HOOKVET_HOMEPAGE "\n"
    "      - uses: " HOOKVET_ACTION "@v" HOOKVET_VERSION "\n"
    "        with: { paths: %s, sarif: hookvet.sarif }\n";

static bool
write_text(const char *path, struct str text, bool anew)
{
	struct file_writer w;
	int error = anew ? file_write_begin(&w, path) : file_create_begin(&w, path);

	if (error == 0) {
		(void)fwrite(text.s, 1, text.len, w.fp);
		error = file_write_end(&w);
	}
	if (error != 0)
		say("cannot write '%s': %s", path, file_write_error(error));
	return error == 0;
}

/* Writes the file, or shows what would be; false after it said why it cannot. */
static bool
settle(const struct options *o, struct repository *r, const struct below *folder,
       const char *path, struct str text, bool *changed)
{
	const char *name = strrchr(path, '/');
	struct arena *a = arena_new();
	struct str old = {"", 0};
	struct buf shown = BUF_INIT;
	enum found found =
	    find_text(r, folder, name != NULL ? name + 1 : path, a, &old);
	bool keep = found == FOUND_TEXT && (!o->force || str_equal(old, text));
	bool ok = found != FOUND_OTHER;

	if (!ok)
		say("'%s' is a link or no ordinary file, and left alone", path);
	else if (o->diff && !keep)
		(void)fix_diff(&shown, path, old, text);
	else if (!o->diff && !keep)
		ok = write_text(path, text, found == FOUND_TEXT);
	if (ok && !o->diff)
		buf_printf(&shown, "%s %s\n", keep ? "kept" : "wrote", path);
	*changed = *changed || (ok && !keep);
	(void)fwrite(buf_str(&shown).s, 1, shown.len, stdout);
	buf_release(&shown);
	arena_free(a);
	return ok;
}

/* -- what is shown, since it belongs into a file of somebody's */

struct advice {
	const char *file, *lines; /* %s: the folder of the definitions */
};

static const struct advice advices[] = {
    {".gitlab-ci.yml",
     "hookvet:\n"
     "  script: hookvet check -f text -f gitlab:gl-code-quality-report.json -f "
     "junit:hookvet.xml %s\n"
     "  artifacts:\n"
     "    when: always\n"
     "    reports: { codequality: gl-code-quality-report.json, junit: hookvet.xml "
     "}\n"},
    {"Jenkinsfile",
     "sh 'hookvet check -f text -f sarif:hookvet.sarif -f junit:hookvet.xml "
     "--fail-on never %s'\n"
     "recordIssues tool: sarif(pattern: 'hookvet.sarif'), qualityGates: "
     "[[threshold: 1, type: 'TOTAL_ERROR']]\n"
     "junit 'hookvet.xml'\n"},
    {".pre-commit-config.yaml", "  - repo: " HOOKVET_HOMEPAGE "\n"
				"    rev: v" HOOKVET_VERSION "\n"
				"    hooks:\n"
				"      - id: hookvet\n"
				"        files: '(?s)^%s\n"
				"      - id: hookvet-all\n"},
};

/* Whether somebody has put such lines there. */
static bool
is_mentioned(struct str text)
{
	return memmem(text.s, text.len, "hookvet", strlen("hookvet")) != NULL;
}

static void
put_lines(struct buf *out, const char *lines, const char *what)
{
	const char *at = strstr(lines, "%s");

	buf_put(out, str_slice(str_from(lines), 0, (size_t)(at - lines)));
	buf_printf(out, "%s%s", what, at + strlen("%s"));
}

static bool
is_all(const char *folder)
{
	return strcmp(folder, ".") == 0;
}

/* The files as a regular expression of Python; our hook is for JSON if nobody says more. */
static const char *
pattern(const struct repository *r, const char *folder, struct arena *a)
{
	return arena_printf(
	    a, "%s%s.*%s", is_all(folder) ? "" : folder, is_all(folder) ? "" : "/",
	    r->other ? "\\.(jsonc?|json5|ya?ml)\\Z'\n        types: [text]"
		     : "\\.json\\Z'");
}

#define HOOK "/usr/local/share/hookvet/pre-commit"

/* Whether our hook for git checks what is in the folder, as it is installed. */
static bool
is_hooked(const char *folder, struct arena *a)
{
	return strstr(arena_printf(a, "/%s/", folder), "/webhooks/") != NULL;
}

/* One that is there would be lost if ours were written in its place. */
static void
put_hook(struct buf *out, struct repository *r, const char *folder, struct arena *a)
{
	struct str text;
	enum found found = find_text(r, &hooks, "pre-commit", a, &text);

	if (found == FOUND_TEXT && is_mentioned(text))
		return;
	if (found == FOUND_NOTHING)
		buf_puts(out, "\nas a hook of git:\n\ninstall -m 755 " HOOK
			      " \"$(git rev-parse --git-path hooks)/\"\n");
	else
		buf_puts(out, "\nin the hook of git that is there, "
			      ".git/hooks/pre-commit:\n\nsh " HOOK "\n");
	if (!is_hooked(folder, a) || r->other)
		buf_printf(out,
			   "# it checks '**/webhooks/**/*.json' and no other of your "
			   "files:\n# in a copy of it, write '%s%s**/*.json' there%s\n",
			   is_all(folder) ? "" : folder, is_all(folder) ? "" : "/",
			   r->other ? ", and one for each other\n# ending" : "");
}

static void
advise(struct repository *r, const char *folder)
{
	struct arena *a = arena_new();
	struct buf out = BUF_INIT;
	struct str text;
	bool hook = false;

	for (size_t i = 0; i < sizeof(advices) / sizeof(*advices); i++) {
		const struct advice *v = &advices[i];
		enum found found = find_text(r, &top, v->file, a, &text);

		hook = hook || (found == FOUND_TEXT && strstr(v->file, "pre-commit"));
		if (found != FOUND_TEXT || is_mentioned(text))
			continue;
		buf_printf(&out, "\nadd to %s:\n\n", v->file);
		put_lines(&out, v->lines,
			  strstr(v->file, "pre-commit") ? pattern(r, folder, a)
							: folder);
	}
	if (r->git && !hook)
		put_hook(&out, r, folder, a);
	buf_puts(&out, "\nnext:\n\n");
	if (r->n == 0)
		buf_puts(&out, "mkdir -p webhooks    # there is no definition yet\n"
			       "hookvet new PRODUCT -o webhooks/NAME.json\n");
	else
		buf_printf(&out, "hookvet check %s\n", folder);
	(void)fwrite(out.s, 1, out.len, stdout);
	buf_release(&out);
	arena_free(a);
}

static bool
set_up(const struct options *o, struct repository *r)
{
	struct arena *a = arena_new();
	const char *folder = folder_word(r, a);
	struct buf text = BUF_INIT;
	bool changed = false;
	bool ok = settle(o, r, &top, CONFIG_NAME, str_from(config), &changed);

	if (has_workflows(r)) {
		put_lines(&text, workflow, folder);
		ok =
		    settle(o, r, &workflows, WORKFLOW_NAME, buf_str(&text), &changed) &&
		    ok;
	}
	if (!changed && ok)
		puts("nothing is to be changed");
	if (!o->diff && ok)
		advise(r, folder);
	buf_release(&text);
	arena_free(a);
	return ok;
}

/* What git keeps, without the files that are kept: a bare repository, or a .git. */
static bool
is_bare(void)
{
	return access("HEAD", F_OK) == 0 && access("objects/.", F_OK) == 0 &&
	       access("refs/.", F_OK) == 0;
}

/* Configs hold from their folder downwards, and CI reads its files in the top folder. */
static bool
is_top(struct repository *r, struct str current)
{
	size_t len = ignore_repository(current);

	if (is_bare()) {
		say("this is a bare repository, or the inside of a '.git'; run it "
		    "where "
		    "the files are checked out");
		return false;
	}
	r->git = len != 0;
	if (len == 0 || len == current.len)
		return true;
	say("run it in the top folder of the repository: %.*s",
	    STR_ARG(str_slice(current, 0, len)));
	return false;
}

static enum verdict
run(const struct options *o)
{
	struct options walk = *o; /* what is there does not decide what is seen */
	struct repository r = {0};
	struct inputs inputs = {0};
	struct session s;
	bool ok = false;

	walk.no_config = true;
	if (session_init(&s, &walk, false) && is_top(&r, s.current) &&
	    discover(&inputs, &s) && profiles_prepare(&s)) {
		find_definitions(&r, &inputs);
		ok = set_up(o, &r) && !r.trouble;
	}
	inputs_release(&inputs);
	session_release(&s);
	return ok ? VERDICT_CLEAN : VERDICT_TROUBLE;
}

const struct subcommand command_init = {
    .name = "init",
    .operands = "",
    .summary = "a config, and what hooks and CI need, for a repository",
    .about = "Writes .hookvet.json, and a workflow where those of GitHub lie; shows "
	     "what belongs into other files. Changes nothing that is there, but with "
	     "--force.",
    .options = IN_INIT,
    .words = WORDS_NONE,
    .run = run,
};
