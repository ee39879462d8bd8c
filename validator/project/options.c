/* options: the command line, read as the table of settings says. */
#include "project/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/suggest.h"
#include "finding/trouble.h"
#include "project/command.h"
#include "project/settings.h"

enum {
	LONG_BASE = 256 /* getopt's values of rows: behind all letters */
};

void
list_add(struct list *l, const char *item)
{
	l->items = grow(l->items, &l->cap, l->n + 1, sizeof(*l->items));
	l->items[l->n++] = item;
}

void
list_release(struct list *l)
{
	free(l->items);
	*l = (struct list){0};
}

void
options_init(struct options *o)
{
	const struct setting *s;

	*o = (struct options){0};
	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		if (s->fallback != NULL)
			(void)setting_set(s, o, s->fallback);
		else if (s->type == SETTING_NUMBER)
			*(uint64_t *)(void *)((char *)o + s->offset) = OPTION_UNSET;
	}
}

void
options_release(struct options *o)
{
	const struct setting *s;

	list_release(&o->operands);
	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		if (s->type == SETTING_LIST)
			list_release((struct list *)((char *)o + s->offset));
	}
}

static void
overlay_list(struct list *to, const struct list *from)
{
	list_release(to);
	for (size_t i = 0; i < from->n; i++)
		list_add(to, from->items[i]);
}

static size_t
setting_size(const struct setting *s)
{
	switch (s->type) {
	case SETTING_FLAG:
		return sizeof(bool);
	case SETTING_NUMBER:
		return sizeof(uint64_t);
	case SETTING_TEXT:
	case SETTING_WORD:
		return sizeof(const char *);
	case SETTING_LIST:
		break;
	}
	return 0;
}

void
options_overlay(struct options *o, const struct options *command_line)
{
	const struct setting *s;

	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		char *to = (char *)o + s->offset;
		const char *from = (const char *)command_line + s->offset;

		if (!command_line->given[i])
			continue;
		if (s->type == SETTING_LIST)
			overlay_list((struct list *)(void *)to,
				     (const struct list *)(const void *)from);
		else
			memcpy(to, from, setting_size(s));
		o->given[i] = true;
	}
}

static bool
belongs(const struct setting *s, const struct options *o)
{
	return (s->commands & o->command->options) != 0;
}

/* The forms that getopt_long() wants, of the rows that o->command takes. */
struct forms {
	char letters[2 * SETTINGS_MAX + 3];
	struct option longs[SETTINGS_MAX + 1];
};

static void
forms_init(struct forms *f, const struct options *o)
{
	const struct setting *s;
	size_t nl = 0, n = 0;

	*f = (struct forms){0};
	f->letters[nl++] = ':'; /* a missing value is told apart from a wrong option */
	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		bool value = s->type != SETTING_FLAG;

		if (!belongs(s, o))
			continue;
		if (s->letter != 0)
			f->letters[nl++] = s->letter;
		if (s->letter != 0 && value)
			f->letters[nl++] = ':';
		if (s->name == NULL)
			continue;
		f->longs[n].name = s->name;
		f->longs[n].has_arg = !value               ? no_argument
				      : s->implied != NULL ? optional_argument
							   : required_argument;
		f->longs[n++].val = LONG_BASE + (int)i;
	}
}

/* The row of a getopt value: a letter or LONG_BASE + index. */
static size_t
row_of(int value, const struct options *o)
{
	const struct setting *s;

	if (value >= LONG_BASE)
		return (size_t)(value - LONG_BASE);
	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		if (s->letter == value && s->letter != 0 && belongs(s, o))
			return i;
	}
	return SETTINGS_MAX;
}

/* The long option most like text of those that all these subcommands take. */
static struct str
similar_option(unsigned commands, struct str text)
{
	const struct setting *s;
	struct suggest best;

	suggest_init(&best, text);
	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		if (s->name != NULL && !s->hidden &&
		    (s->commands & commands) == commands)
			suggest_offer(&best, str_from(s->name));
	}
	return best.best;
}

/* Whether another subcommand takes it. */
static const char *
other_command(struct str name)
{
	const struct setting *s;
	const struct subcommand *c;

	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		if (s->name == NULL || s->hidden || !str_is(name, s->name))
			continue;
		for (size_t k = 0; (c = command_at(k)) != NULL; k++) {
			if ((s->commands & c->options) != 0)
				return c->name;
		}
	}
	return NULL;
}

static void
say_unknown(const struct options *o, const char *arg, int letter)
{
	struct str name = {arg + 2, strcspn(arg + 2, "=")};
	struct str similar;
	const char *other;

	if (letter != 0) {
		say("unknown option '-%c'; see: hookvet %s --help", letter,
		    o->command->name);
		return;
	}
	similar = similar_option(o->command->options, name);
	other = other_command(name);
	if (other != NULL)
		say("'%s' has no option '--%.*s'; it is one of '%s'", o->command->name,
		    STR_ARG(name), other);
	else if (similar.s != NULL)
		say("unknown option '--%.*s'; a similar one exists: '--%.*s'",
		    STR_ARG(name), STR_ARG(similar));
	else
		say("unknown option '--%.*s'; see: hookvet %s --help", STR_ARG(name),
		    o->command->name);
}

/* An option that is known, but not in this form; long or a letter, as optopt says. */
static void
say_misused(const char *what)
{
	if (optopt >= LONG_BASE)
		say("option '--%s' %s", setting_at((size_t)(optopt - LONG_BASE))->name,
		    what);
	else
		say("option '-%c' %s", optopt, what);
}

/* What getopt did not like in arg. */
static void
say_wrong(const struct options *o, const struct forms *f, const char *arg, bool missing)
{
	size_t len, alike = 0;

	if (missing) {
		say_misused("needs a value");
	} else if (optopt >= LONG_BASE) {
		say_misused("takes no value");
	} else if (optopt != 0) {
		say_unknown(o, "--", optopt);
	} else {
		len = strcspn(arg, "=") - 2;
		for (const struct option *l = f->longs; l->name != NULL; l++)
			alike += len != 0 && strncmp(l->name, arg + 2, len) == 0;
		if (alike > 1)
			say("option '%.*s' is short for several; see: hookvet %s "
			    "--help",
			    (int)len + 2, arg, o->command->name);
		else
			say_unknown(o, arg, 0);
	}
}

/*
 * What getopt_long() looks at next: it passes over operands.  Where it stands behind
 * an error differs between C libraries, and may be behind the last argument.
 */
static const char *
next_option(char *const *argv)
{
	while (*argv != NULL && ((*argv)[0] != '-' || (*argv)[1] == '\0'))
		argv++;
	return *argv;
}

/*
 * An argument that might be an option and is the name of a file: where names come from
 * others, as in a hook, a file "--schema=x.json" would be obeyed.
 */
static bool
say_ambiguous(int argc, char **argv)
{
	struct stat st;

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (argv[i][0] != '-' || argv[i][1] == '\0' || lstat(argv[i], &st) != 0)
			continue;
		say("'%s' may be an option, and a file is called so; write './%s', or "
		    "'--' before names of files",
		    argv[i], argv[i]);
		return true;
	}
	return false;
}

void
options_say_alone(const char *arg)
{
	const char *start = arg + strspn(arg, "-"), *other;
	struct str name = {start, strcspn(start, "=")};
	struct str similar = similar_option(IN_ALL, name);

	other = other_command(name);
	if (other != NULL && !str_is(name, "help") && !str_is(name, "version"))
		say("the option '%s' stands behind a subcommand: hookvet %s %s", arg,
		    other, arg);
	else if (similar.s != NULL)
		say("unknown option '%s'; a similar one exists: '--%.*s'", arg,
		    STR_ARG(similar));
	else
		say("unknown option '%s' before a subcommand; see: hookvet --help",
		    arg);
}

/* What nobody would look at was meant as something else. */
static bool
operands_fit(const struct options *o)
{
	const struct subcommand *c = o->command;
	size_t most = operands_most(c->operands);

	if (o->operands.n <= most)
		return true;
	say("unexpected operand '%s'; use: hookvet %s [options]%s%s",
	    o->operands.items[most], c->name, *c->operands != '\0' ? " " : "",
	    c->operands);
	return false;
}

bool
options_parse(struct options *o, int argc, char **argv)
{
	struct forms f;
	const struct setting *s;
	const char *arg;
	size_t row;
	int value;

	if (say_ambiguous(argc, argv))
		return false;
	forms_init(&f, o);
	opterr = 0;
	optind = 1;
	while (arg = next_option(argv + optind),
	       (value = getopt_long(argc, argv, f.letters, f.longs, NULL)) != -1) {
		if (value == '?' || value == ':') {
			say_wrong(o, &f, arg, value == ':');
			return false;
		}
		row = row_of(value, o);
		s = setting_at(row);
		if (!setting_set(s, o,
				 optarg != NULL       ? optarg
				 : s->implied != NULL ? s->implied
						      : "true"))
			return false;
		o->given[row] = true;
	}
	while (optind < argc)
		list_add(&o->operands, argv[optind++]);
	return o->help || o->brief || o->version || operands_fit(o);
}
