/* profile: see the header. */
#include "project/profile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/embed.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/suggest.h"
#include "finding/trouble.h"
#include "project/config.h"
#include "project/ignore.h"
#include "project/paths.h"
#include "project/session.h"
#include "project/settings.h"
#include "project/similar-file.h"
#include "schema/schema.h"
#include "service/catalogue.h"

struct str
profile_similar_rule(const struct profile *p, struct str name)
{
	struct suggest s;

	suggest_init(&s, name);
	for (size_t i = 0; i < rule_table.n; i++)
		suggest_offer(&s, str_from(rule_table.rules[i].name));
	for (size_t i = 0; i < p->npolicies; i++)
		suggest_offer(&s, str_from(p->policies[i].info.name));
	return s.best;
}

const struct policy *
profile_policy(const struct profile *p, struct str name)
{
	for (size_t i = 0; i < p->npolicies; i++) {
		if (str_is(name, p->policies[i].info.name))
			return &p->policies[i];
	}
	return NULL;
}

void
profile_unknown_rule(const struct profile *p, struct str name)
{
	struct str similar = profile_similar_rule(p, name);

	if (str_is(name, config_rule.name))
		say("'config' is no rule that could be switched off: without a sound "
		    "config nothing is checked");
	else if (similar.s != NULL)
		say("there is no rule '%.*s'; a similar one exists: '%.*s'",
		    STR_ARG(name), STR_ARG(similar));
	else
		say("there is no rule '%.*s'; see: hookvet rules", STR_ARG(name));
}

/* "NAME=LEVEL", of a rule or of a policy. */
static bool
set_level(struct profile *p, const char *text)
{
	struct str name = {text, strcspn(text, "=")};
	const struct rule_info *rule = rule_find(&rule_table, name);
	const char *word = text[name.len] == '=' ? text + name.len + 1 : "";
	enum severity level;
	bool known = rule != NULL;

	if (!severity_parse(str_from(word), &level)) {
		if (*word == '\0')
			say("--rule wants NAME=LEVEL, not '%s'", text);
		else
			words_unknown(WORDS_SEVERITY, NULL, str_from(word),
				      "'%s' is no level of a rule", word);
		return false;
	}
	if (rule != NULL) {
		p->levels[rule_number(&rule_table, rule)] = level;
		p->level_set[rule_number(&rule_table, rule)] = true;
	}
	for (size_t i = 0; i < p->npolicies; i++) {
		if (!str_is(name, p->policies[i].info.name))
			continue;
		p->policies[i].severity = level;
		known = true;
	}
	if (!known)
		profile_unknown_rule(p, name);
	return known;
}

static bool
set_levels(struct profile *p, const struct list *from_config)
{
	struct arena *a = p->session->arena;

	p->levels = arena_calloc(a, rule_table.n + 1, sizeof(*p->levels));
	p->level_set = arena_calloc(a, rule_table.n + 1, sizeof(*p->level_set));
	for (size_t i = 0; i < rule_table.n; i++)
		p->levels[i] = rule_table.rules[i].severity;
	for (size_t i = 0; i < from_config->n; i++) {
		if (!set_level(p, from_config->items[i]))
			return false;
	}
	for (size_t i = 0; i < p->session->options->rules.n; i++) {
		if (!set_level(p, p->session->options->rules.items[i]))
			return false;
	}
	p->compares = p->levels[rule_number(&rule_table, RULE_DUPLICATE_SUBSCRIPTION)] +
			  p->levels[rule_number(&rule_table, RULE_KEY_ORGANIZATION)] !=
		      SEV_OFF;
	return true;
}

static const char *const *
terminated(struct arena *a, const struct list *l)
{
	const char **items;

	if (l->n == 0)
		return NULL;
	items = arena_calloc(a, l->n + 1, sizeof(*items));
	memcpy(items, l->items, l->n * sizeof(*items));
	return items;
}

static void
set_lint(struct profile *p)
{
	const struct options *o = &p->options;
	struct arena *a = p->session->arena;
	uint16_t *ports;

	p->lint = lint_defaults;
	p->lint.retry_horizon_minutes = o->retry_horizon_minutes;
	p->lint.max_retries = o->max_retries;
	p->lint.min_retry_minutes = o->min_retry_minutes;
	p->lint.key_expiry_days = o->key_expiry_days;
	p->lint.templates_allow = strcmp(o->templates, "allow") == 0;
	p->lint.tunnel_hosts = terminated(a, &o->tunnel_hosts);
	p->lint.placeholder_hosts = terminated(a, &o->placeholder_hosts);
	if (o->expected_ports.n != 0) {
		ports = arena_calloc(a, o->expected_ports.n + 1, sizeof(*ports));
		for (size_t i = 0; i < o->expected_ports.n; i++)
			ports[i] =
			    (uint16_t)strtoul(o->expected_ports.items[i], NULL, 10);
		p->lint.expected_ports = ports;
	}
}

struct catalogue *
profile_catalogue(struct profile *p)
{
	if (p->catalogue == NULL)
		p->catalogue = catalogue_new();
	return p->catalogue;
}

static bool
set_catalogue(struct profile *p)
{
	const char *path = p->session->options->catalogue;
	struct str text;
	int error;

	if (path == NULL)
		return true;
	error = file_read(path, p->session->arena, &text);
	if (error != 0)
		similar_file_say(path, error, "cannot read the catalogue '%s'", path);
	else if (!catalogue_add_own(profile_catalogue(p), text))
		say("the catalogue '%s' is no list of products, as GET "
		    ".../products/{organizationId} returns it",
		    path);
	else
		return true;
	return false;
}

/* What follows from the effective options. */
static bool
settle_options(struct profile *p)
{
	struct session *s = p->session;
	struct list levels = p->options.rules;
	bool ok;

	/* Levels of both places count, the command line's last. */
	p->options.rules = (struct list){0};
	options_overlay(&p->options, s->options);
	ok = set_levels(p, &levels);
	list_release(&levels);
	p->fail_on = SEV_OFF;
	if (strcmp(p->options.fail_on, "never") != 0)
		(void)severity_parse(str_from(p->options.fail_on), &p->fail_on);
	if (p->options.kind != NULL)
		(void)kind_parse(str_from(p->options.kind), &p->kind);
	set_lint(p);
	ok = ok && set_catalogue(p);
	s->trouble = s->trouble || !ok;
	return ok;
}

/* One with nothing in it yet. */
static struct profile *
profile_add(struct session *s, const char *config, bool fixed, struct str folder,
	    struct str base)
{
	struct profile *p = xcalloc(1, sizeof(*p));

	p->session = s;
	p->next = s->profiles;
	s->profiles = p;
	p->config_path = config;
	p->folder = folder;
	p->base = base;
	p->fixed = fixed;
	if (s->options->schema == NULL)
		(void)profile_catalogue(p);
	options_init(&p->options);
	return p;
}

static struct profile *
profile_new(struct session *s, const char *config, bool fixed, struct str folder,
	    struct str base)
{
	struct profile *p = profile_add(s, config, fixed, folder, base);
	bool ok = config == NULL || config_read(p);

	return settle_options(p) && ok ? p : NULL;
}

const struct profile *
profile_of_text(struct session *s, const char *config, struct str folder,
		struct str text)
{
	struct profile *p = profile_add(s, config, false, folder, folder);

	(void)config_read_text(p, text);
	(void)settle_options(p);
	return p;
}

void
profile_release(struct profile *p)
{
	globs_release(&p->exclude);
	options_release(&p->options);
	catalogue_free(p->catalogue);
	free(p);
}

/* -c, HOOKVET_CONFIG, --no-config: one profile for all; NULL: to be looked for. */
static bool
fixed_profile(struct session *s, const struct profile **p)
{
	const char *config = s->options->config;

	if (config == NULL)
		config = getenv("HOOKVET_CONFIG");
	if (s->options->no_config || (config != NULL && *config == '\0'))
		config = NULL;
	else if (config == NULL)
		return false;
	if (s->fixed == NULL && !s->trouble)
		s->fixed = profile_new(
		    s, config, true,
		    config != NULL
			? path_folder(path_absolute(s->current, config, s->arena))
			: s->current,
		    s->current);
	*p = s->fixed;
	return true;
}

/* The config in folder or the nearest one above it, up to the repository. */
static const struct profile *
look_upwards(struct session *s, struct str folder)
{
	const struct profile *p;
	struct stat st;
	struct str git = str_from(arena_printf(s->arena, "%.*s.git", STR_ARG(folder)));
	const char *config =
	    arena_printf(s->arena, "%.*s%s", STR_ARG(folder), CONFIG_NAME);

	if (str_starts(str_from(config), s->current))
		config += s->current.len;
	/* A link that leads nowhere is said, not passed over; so are other faults. */
	if (lstat(config, &st) == 0 ||
	    (errno != ENOENT && errno != ENOTDIR && errno != EACCES && errno != ELOOP &&
	     errno != ENAMETOOLONG)) {
		return profile_new(s, config, false, folder, folder);
	}
	if (folder.len > 1 && access(git.s, F_OK) != 0)
		return profile_find(s,
				    path_folder(str_slice(folder, 0, folder.len - 1)));
	for (p = s->profiles; p != NULL; p = p->next) {
		if (p->config_path == NULL)
			return p;
	}
	return profile_new(s, NULL, false, s->current, s->current);
}

const struct profile *
profile_find(struct session *s, struct str folder)
{
	const struct profile *p = NULL;
	struct known_folder *known;

	if (fixed_profile(s, &p))
		return p;
	known = map_find_str(&s->folders, folder);
	if (known != NULL)
		return known->profile;
	p = look_upwards(s, folder);
	if (p == NULL)
		s->trouble = true;
	known = map_put_str(&s->folders, folder);
	known->profile = p;
	return p;
}

bool
profile_excludes(const struct profile *p, struct str absolute)
{
	return str_starts(absolute, p->base) &&
	       globs_exclude(&p->exclude,
			     str_slice(absolute, p->base.len, absolute.len));
}

const struct profile *
profile_current(struct session *s)
{
	return profile_find(s, s->current);
}

const struct profile *
profile_begin(struct session *s, const struct options *o)
{
	const struct profile *p = session_init(s, o, false) ? profile_current(s) : NULL;

	if (p == NULL && s->store != NULL)
		problems_print(s);
	return p;
}

bool
profile_prepare(struct profile *p)
{
	struct session *s = p->session;

	if (p->env_ready)
		return true;
	p->env_ready = true;
	p->env.settings = &p->lint;
	if (s->options->schema != NULL) {
		p->schema = session_program(s, s->current, s->options->schema);
		return p->schema != NULL;
	}
	p->env.catalogue = p->catalogue;
	for (int k = KIND_NONE + 1; k < KIND_PAIR; k++) {
		const struct embedded *f =
		    session_builtin(str_from(kind_name((enum kind)k)));

		if (f != NULL)
			p->env.programs[k] = store_program(s->store, f->id);
	}
	session_schema_problems(s);
	return true;
}

bool
profiles_prepare(struct session *s)
{
	for (struct profile *p = s->profiles; p != NULL; p = p->next) {
		if (!profile_prepare(p))
			return false;
	}
	return true;
}
