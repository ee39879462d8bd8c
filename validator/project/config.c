/* config: see the header. */
#include "project/config.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/embed.h"
#include "base/file.h"
#include "base/moment.h"
#include "base/pointer.h"
#include "finding/safe.h"
#include "finding/trouble.h"
#include "lint/lint.h"
#include "load/index.h"
#include "load/pointers.h"
#include "load/reader.h"
#include "part/form.h"
#include "project/ignore.h"
#include "project/options.h"
#include "project/paths.h"
#include "project/profile.h"
#include "project/session.h"
#include "project/settings.h"
#include "project/similar-file.h"
#include "project/suppress.h"
#include "schema/schema.h"
#include "service/catalogue.h"

const struct rule_info config_rule = {
    .name = "config",
    .severity = SEV_ERROR,
    .found_by = "check",
    .summary = "a mistake in the config file",
    .reason = "Settings that are passed over judge inputs by other rules than their "
	      "owners think.\n"
	      "So nothing is checked while a config has a mistake: a name that there "
	      "is not, a\n"
	      "value that is not allowed, a schema that cannot be read. It is no rule "
	      "that could\n"
	      "be switched off, and --fix leaves the config as it is.",
    .bad = "{ \"failOn\": \"warn\" }",
    .good = "{ \"failOn\": \"warning\" }",
    .example = EXAMPLE_TEXT,
    .fix = "Correct the config at the place shown; --no-config does without it.",
    .source = "hookvet.conf(5)",
};

static const char *
text_of(struct profile *p, struct node n)
{
	struct str text = node_string(n);

	return arena_strndup(p->session->arena, text.s, text.len);
}

/* A finding at n, in the words of the caller. */
static struct diag *
wrong(struct profile *p, struct node n, bool at_key, const char *sentence)
{
	struct diag *d =
	    diag_add(p->diags, &config_rule, at_key ? node_key_span(n) : node_span(n),
		     "%s", sentence);

	d->pointer = node_pointer(n, p->session->arena);
	return d;
}

static bool
policy_known(const struct profile *p, struct str name)
{
	return map_find_str(&p->policy_names, name) != NULL;
}

static void
unknown_rule(struct profile *p, struct node n, bool at_key, struct str name)
{
	struct str similar;
	struct diag *d;

	d = wrong(p, n, at_key,
		  arena_printf(p->session->arena, "there is no rule '%s'",
			       diag_quote(p->diags, name)));
	if (!diags_may_compare(p->diags, rule_table.n + p->npolicies))
		return;
	similar = profile_similar_rule(p, name);
	if (similar.s != NULL)
		diag_help(p->diags, d, "a similar rule exists: '%.*s'",
			  STR_ARG(similar));
}

/*
 * Whether the config may only make the check stricter: one of the tree under check, when
 * that is a request of a stranger.
 */
static bool
locked(const struct profile *p)
{
	return !p->fixed && strcmp(p->session->options->config_rules, "locked") == 0;
}

/* Whether a rule (NULL: a policy, which is the config's own) is not made weaker. */
static bool
raises(const struct rule_info *rule, struct node level)
{
	enum severity severity;

	return rule == NULL || (severity_parse(node_string(level), &severity) &&
				severity >= rule->severity);
}

/* Of the settings only a level to fail on that more findings reach. */
static bool
stricter(const struct profile *p, const struct setting *s, struct node value)
{
	enum severity now, level;

	return s->key != NULL && strcmp(s->key, "failOn") == 0 &&
	       severity_parse(node_string(value), &level) && level != SEV_OFF &&
	       severity_parse(str_from(p->options.fail_on), &now) && level < now;
}

static void
read_rules(struct profile *p, struct node rules)
{
	struct arena *a = p->session->arena;

	NODE_EACH(member, rules)
	{
		struct str name = node_key(member);

		if (rule_find(&rule_table, name) == NULL && !policy_known(p, name))
			unknown_rule(p, member, true, name);
		else if (!locked(p) || raises(rule_find(&rule_table, name), member))
			list_add(&p->options.rules,
				 arena_printf(a, "%.*s=%s", STR_ARG(name),
					      text_of(p, member)));
	}
}

/* The value as the text that setting_set() takes. */
static void
apply(struct profile *p, const struct setting *s, struct node value)
{
	struct str text;

	if (node_is(value, NODE_ARRAY) && s->type == SETTING_LIST) {
		list_release((struct list *)(void *)((char *)&p->options + s->offset));
		NODE_EACH(element, value)
		{
			text = node_is(element, NODE_STRING) ? node_string(element)
							     : node_text(element);
			(void)setting_set(
			    s, &p->options,
			    arena_strndup(p->session->arena, text.s, text.len));
		}
		return;
	}
	text = node_is(value, NODE_STRING) ? node_string(value) : node_text(value);
	if (!setting_set(s, &p->options,
			 arena_strndup(p->session->arena, text.s, text.len)))
		p->session->trouble = true;
}

/* The member that a dotted key names. */
static struct node
member_at(struct node root, const char *key)
{
	struct node n = root;

	while (node_exists(n) && *key != '\0') {
		size_t len = strcspn(key, ".");

		n = node_member_str(n, (struct str){key, len});
		key += key[len] == '.' ? len + 1 : len;
	}
	return n;
}

static void
read_settings(struct profile *p, struct node root)
{
	const struct setting *s;
	struct node value;

	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		value = s->key != NULL ? member_at(root, s->key) : NODE_ABSENT;
		if (node_exists(value) && (!locked(p) || stricter(p, s, value)))
			apply(p, s, value);
	}
}

/*
 * The folder that what the config names must be below; empty: anywhere.  A config that was
 * found is of the tree under check, and its author may not have another file of this
 * machine read and quoted.
 */
static struct str
root_of(const struct profile *p)
{
	const struct session *s = p->session;
	size_t top = ignore_repository(p->folder);

	if (s->options->config_root != NULL)
		return path_absolute(s->current, s->options->config_root, s->arena);
	if (top != 0)
		return str_slice(p->folder, 0, top);
	return p->fixed ? STR("") : p->folder;
}

/* Whether the config may name the file; said if not.  What is not there may be built in. */
static bool
may_name(struct profile *p, struct node name)
{
	struct str root = root_of(p);
	const char *path =
	    path_absolute(p->folder, text_of(p, name), p->session->arena).s;
	struct stat st;

	if (stat(path, &st) != 0)
		return true;
	if (!S_ISREG(st.st_mode))
		wrong(p, name, false, "this is no regular file");
	else if (root.len == 0 || path_leads_below(path, root))
		return true;
	else if (errno != 0)
		say("cannot read '%s' of the config: %s", path, file_error(errno));
	else
		wrong(p, name, false,
		      path_is_git(str_from(path))
			  ? "this file is git's own"
			  : "this file lies outside of the config's repository; allow "
			    "it with --config-root");
	p->session->trouble = true;
	return false;
}

/* The program of the member "schema"; findings at its place if there is none. */
static const struct program *
read_schema(struct profile *p, struct node name)
{
	struct session *s = p->session;
	const struct problem *const *before =
	    (const struct problem *const *)s->problems_tail;
	const struct program *program;

	if (!node_is(name, NODE_STRING) || !may_name(p, name))
		return NULL;
	program = session_program(s, p->folder, text_of(p, name));
	if (program == NULL && *before == NULL)
		wrong(p, name, false, "this schema cannot be read");
	if (program == NULL)
		s->trouble = true;
	return program;
}

static void *
table(struct profile *p, struct node array, size_t size)
{
	return arena_calloc(p->session->arena, node_count(array) + 1, size);
}

/* A glob of the config; one that can match nothing is said. */
static void
read_glob(struct profile *p, struct node n, struct glob *g)
{
	struct str text = str_from(text_of(p, n));

	if (!glob_parse(g, text) && node_is(n, NODE_STRING))
		wrong(p, n, false, "this pattern can match no file");
}

/* Where in a file its documents are: a JSON Pointer with stars. */
static void
read_place(struct profile *p, struct node at, struct file_match *f)
{
	const char *stars;

	if (!node_is(at, NODE_STRING))
		return;
	f->at = text_of(p, at);
	stars = strstr(f->at, "/**");
	if (f->at[0] != '/' || !pointer_valid(str_from(f->at)))
		wrong(p, at, false, "this is no JSON Pointer to something in a file");
	else if (stars != NULL && strstr(stars + 1, "/**") != NULL)
		wrong(p, at, false, "'**' may stand in it once");
}

static void
read_files(struct profile *p, struct node array)
{
	p->files = table(p, array, sizeof(*p->files));
	NODE_EACH(entry, array)
	{
		struct file_match *f = &p->files[p->nfiles++];
		struct node kind = node_member(entry, "kind");
		struct node syntax = node_member(entry, "syntax");

		read_glob(p, node_member(entry, "match"), &f->match);
		if (node_is(kind, NODE_STRING) &&
		    !kind_parse(node_string(kind), &f->kind))
			wrong(p, kind, false, "there is no such kind of document");
		if (node_is(syntax, NODE_STRING))
			f->form = form_named(node_string(syntax));
		if (node_is(syntax, NODE_STRING) && f->form == NULL)
			wrong(p, syntax, false, "there is no such syntax");
		read_place(p, node_member(entry, "at"), f);
		f->parse = node_is(node_member(entry, "parse"), NODE_TRUE);
		f->program = read_schema(p, node_member(entry, "schema"));
	}
}

/* What "explain" and reports say of a policy. */
static struct rule_info
policy_info(struct profile *p, struct node entry, const struct policy *q)
{
	struct arena *a = p->session->arena;
	struct str match = node_string(node_member(entry, "match"));
	const char *files = q->everywhere
				? "all inputs"
				: arena_printf(a, "the files that '%s' matches",
					       diag_quote(p->diags, match));
	const char *schema =
	    diag_quote(p->diags, node_string(node_member(entry, "schema")));

	return (struct rule_info){
	    .name = text_of(p, node_member(entry, "name")),
	    .severity = q->severity,
	    .found_by = "schema",
	    .summary = q->message != NULL ? safe_text(q->message, a)
					  : "a policy of the config file",
	    .reason =
		arena_printf(a,
			     "Your organisation's config file states this policy: "
			     "%s must be valid against the schema '%s'.",
			     files, schema),
	    .source = safe_text(p->config_path, a),
	};
}

static void
read_policies(struct profile *p, struct node array)
{
	p->policies = table(p, array, sizeof(*p->policies));
	p->policy_names = MAP(struct str, NULL, p->session->arena);
	NODE_EACH(entry, array)
	{
		struct policy *q = &p->policies[p->npolicies];
		struct node name = node_member(entry, "name");
		struct node match = node_member(entry, "match");
		struct node message = node_member(entry, "message");
		const char *text = text_of(p, name);

		if (rule_find(&rule_table, node_string(name)) != NULL ||
		    policy_known(p, node_string(name)))
			wrong(p, name, false, "a rule of this name exists already");
		(void)map_put_str(&p->policy_names, str_from(text));
		p->npolicies++;
		q->severity = SEV_ERROR;
		(void)severity_parse(node_string(node_member(entry, "severity")),
				     &q->severity);
		q->everywhere = !node_exists(match);
		if (!q->everywhere)
			read_glob(p, match, &q->match);
		if (node_is(message, NODE_STRING))
			q->message = text_of(p, message);
		q->info = policy_info(p, entry, q);
		q->program = read_schema(p, node_member(entry, "schema"));
	}
}

static void
read_suppressions(struct profile *p, struct node array)
{
	char date[MOMENT_DATE] = "";

	if (node_count(array) != 0)
		moment_date(moment_now(), date);
	p->suppressions = table(p, array, sizeof(*p->suppressions));
	p->suppression_index = suppress_index(p->session->arena);
	NODE_EACH(entry, array)
	{
		struct suppression *s = &p->suppressions[p->nsuppressions++];
		struct node rule = node_member(entry, "rule");
		struct node until = node_member(entry, "until");
		const struct rule_info *info;

		s->at = entry;
		s->file_text = str_from(text_of(p, node_member(entry, "file")));
		read_glob(p, node_member(entry, "file"), &s->file);
		s->pointer = str_from(text_of(p, node_member(entry, "pointer")));
		s->reason = text_of(p, node_member(entry, "reason"));
		if (node_is(until, NODE_STRING)) {
			s->until = text_of(p, until);
			s->expired = strcmp(s->until, date) < 0;
		}
		if (!node_is(rule, NODE_STRING))
			continue;
		info = rule_find(&rule_table, node_string(rule));
		s->rule = info != NULL ? info->name : text_of(p, rule);
		if (info == NULL && !policy_known(p, node_string(rule)))
			unknown_rule(p, rule, false, node_string(rule));
	}
}

static void
read_catalogue(struct profile *p, struct node additions)
{
	if (node_exists(additions) &&
	    !catalogue_add(profile_catalogue(p), node_text(additions)))
		wrong(p, additions, true, "this is no list of products");
}

/* Syntax and structure; false if it cannot be gone through. */
static bool
check_structure(struct profile *p)
{
	struct session *s = p->session;
	struct eval_options options = {0};
	struct eval *eval;
	bool ok = reader_read(&p->doc, p->diags, s->arena);

	if (!s->config_needed) {
		s->config_needed = true;
		s->config_program = store_compile(
		    s->store, NULL, session_builtin(STR("hookvet/config"))->id);
	}
	if (!ok || s->config_program == NULL)
		return ok;
	eval = eval_new();
	ok = schema_validate(eval, s->config_program, doc_root(&p->doc), &options,
			     p->diags);
	eval_free(eval);
	return ok;
}

static void
read_members(struct profile *p)
{
	struct node root = doc_root(&p->doc);

	read_settings(p, root);
	for (size_t i = 0; i < p->options.exclude.n; i++)
		globs_add(&p->exclude, str_from(p->options.exclude.items[i]));
	read_policies(p, node_member(root, "policies"));
	read_rules(p, node_member(root, "rules"));
	if (locked(p)) {
		if (!p->session->options->quiet)
			say("config '%s': only what is stricter is obeyed "
			    "(--config-rules=locked)",
			    p->config_path);
		return;
	}
	read_files(p, node_member(root, "files"));
	read_suppressions(p, node_member(root, "suppress"));
	read_catalogue(p, node_member(root, "catalogue"));
}

bool
config_read_text(struct profile *p, struct str text)
{
	struct session *s = p->session;
	bool failed = false;

	p->doc = (struct doc){.name = p->config_path,
			      .index = index_new(s->arena),
			      .text = text,
			      .first_line = 1};
	p->diags = arena_alloc(s->arena, sizeof(*p->diags));
	diags_init(p->diags, s->arena, NULL, text);
	if (check_structure(p))
		read_members(p);
	for (struct diag *d = p->diags->head; d != NULL; d = d->next) {
		d->rule = &config_rule;
		failed = failed || d->severity == SEV_ERROR;
	}
	if (p->diags->n != 0)
		session_problem(s, p->config_path, p->diags);
	s->trouble = s->trouble || failed;
	return !failed;
}

bool
config_read(struct profile *p)
{
	struct session *s = p->session;
	struct str text = {NULL, 0};
	struct stat st;
	int error;

	if (!p->fixed && stat(p->config_path, &st) == 0 &&
	    !path_leads_below(p->config_path, root_of(p)))
		error = errno != 0 ? errno : ELOOP;
	else
		error = p->fixed ? file_read(p->config_path, s->arena, &text)
				 : file_read_regular(p->config_path, s->arena, &text);
	if (error != 0) {
		if (error == ELOOP)
			say("cannot read the config '%s': it is a link that leads out "
			    "of "
			    "its repository",
			    p->config_path);
		else
			similar_file_say(p->config_path, error,
					 "cannot read the config '%s'", p->config_path);
		s->trouble = true;
		return false;
	}
	return config_read_text(p, text);
}
