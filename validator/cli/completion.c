/*
 * completion: scripts for bash, zsh and fish, written from the tables.
 *
 * The scripts hold every option and every closed set of words (kinds, rules,
 * formats, schemas, products), so completing starts no program.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "cli/settings.h"
#include "rules/catalogue.h"

static void
add_word(struct buf *out, struct str word)
{
	if (out->len != 0)
		buf_putc(out, ' ');
	buf_put(out, word);
}

/* All words of a set, with blanks between; none for files and open sets. */
static void
add_words(struct buf *out, enum words w, const struct subcommand *c)
{
	struct options o = {.command = c};
	struct catalogue *catalogue;
	struct str word;

	for (size_t i = 0; (word = words_at(w, &o, i)).s != NULL; i++)
		add_word(out, word);
	if (w != WORDS_PRODUCT)
		return;
	catalogue = catalogue_new();
	for (size_t i = 0; catalogue_at(catalogue, i) != NULL; i++)
		add_word(out, catalogue_at(catalogue, i)->id);
	catalogue_free(catalogue);
}

static bool
listed(const struct setting *s, const struct subcommand *c)
{
	return !s->hidden && s->name != NULL && (s->commands & c->options) != 0;
}

/* Whether names of files may stand there, besides words. */
static bool
takes_files(enum words w)
{
	return w == WORDS_FILE || w == WORDS_FOLDER || w == WORDS_SCHEMA;
}

/* "schema" and "report" take an action first. */
static const char *
actions_of(const struct subcommand *c)
{
	return c->actions != NULL ? c->actions : "";
}

static void
add_options(struct buf *out, const struct subcommand *c)
{
	const struct setting *s;

	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		if (!listed(s, c))
			continue;
		buf_printf(out, "%s--%s", out->len != 0 ? " " : "", s->name);
		if (s->letter != 0)
			buf_printf(out, " -%c", s->letter);
	}
}

/* One case for each option of c that takes a value. */
static void
bash_values(struct buf *out, const struct subcommand *c)
{
	const struct setting *s;

	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		struct buf words = BUF_INIT;

		if (!listed(s, c) || s->type == SETTING_FLAG || s->implied != NULL)
			continue;
		add_words(&words, s->words, c);
		buf_printf(out, "\t%s:--%s", c->name, s->name);
		if (s->letter != 0)
			buf_printf(out, "|%s:-%c", c->name, s->letter);
		buf_printf(out, ") words='%s' files=%d ;;\n", buf_str(&words).s,
			   takes_files(s->words) || s->words == WORDS_FORMAT);
		buf_release(&words);
	}
}

static void
bash(struct buf *out)
{
	const struct subcommand *c;
	struct buf names = BUF_INIT, words = BUF_INIT;

	for (size_t i = 0; (c = command_at(i)) != NULL; i++)
		add_word(&names, str_from(c->name));
	buf_printf(out,
		   "# bash completion for hookvet: hookvet completion bash\n"
		   "_hookvet()\n{\n"
		   "\tlocal cur prev cmd words files\n"
		   "\tCOMPREPLY=()\n"
		   "\tcur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
		   "\tcmd=${COMP_WORDS[1]}\n"
		   "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
		   "\t\tCOMPREPLY=($(compgen -W '%s --help --version' -- \"$cur\"))\n"
		   "\t\treturn\n\tfi\n"
		   "\twords= files=0\n"
		   "\tcase $cmd:$prev in\n",
		   names.s);
	for (size_t i = 0; (c = command_at(i)) != NULL; i++)
		bash_values(out, c);
	buf_puts(out, "\t*)\n\t\tcase $cmd:$cur in\n");
	for (size_t i = 0; (c = command_at(i)) != NULL; i++) {
		buf_clear(&words);
		add_options(&words, c);
		buf_printf(out, "\t\t%s:-*) words='%s' ;;\n", c->name,
			   buf_str(&words).s);
		buf_clear(&words);
		add_words(&words, (enum words)c->words, c);
		buf_printf(out, "\t\t%s:*) words='%s%s%s' files=%d ;;\n", c->name,
			   actions_of(c), *actions_of(c) != '\0' ? " " : "",
			   words.len != 0 ? words.s : "",
			   takes_files((enum words)c->words));
	}
	buf_puts(out, "\t\tesac ;;\n\tesac\n"
		      "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
		      "\tif [ \"$files\" = 1 ]; then\n"
		      "\t\tlocal name\n"
		      "\t\twhile IFS= read -r name; do COMPREPLY+=(\"$name\"); done "
		      "< <(compgen -f -- \"$cur\")\n"
		      "\t\tcompopt -o filenames 2>/dev/null\n"
		      "\tfi\n}\n"
		      "complete -F _hookvet hookvet\n");
	buf_release(&names);
	buf_release(&words);
}

/* text within single quotes of a shell, also within brackets of zsh. */
static void
quoted(struct buf *out, const char *text, const char *escaped)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			buf_puts(out, "'\\''");
		else if (strchr(escaped, *text) != NULL)
			buf_printf(out, "\\%c", *text);
		else
			buf_putc(out, *text);
	}
}

/* ":metavar:(words)" of _arguments. */
static void
zsh_value(struct buf *out, const struct setting *s, const struct subcommand *c)
{
	struct buf words = BUF_INIT;

	if (s->type == SETTING_FLAG)
		return;
	add_words(&words, s->words, c);
	buf_puts(out, s->implied != NULL ? "::" : ":");
	quoted(out, s->metavar, "[]:\\");
	if (words.len == 0 || takes_files(s->words))
		buf_puts(out, ":_files");
	else
		buf_printf(out, ":(%s)", words.s);
	buf_release(&words);
}

static void
zsh_option(struct buf *out, const struct setting *s, const struct subcommand *c,
	   bool lone)
{
	const char *equals = s->type == SETTING_FLAG ? ""
			     : s->implied != NULL    ? "=-"
						     : "=";

	buf_printf(out, "\t\t'%s", s->type == SETTING_LIST ? "*" : "");
	if (lone)
		buf_printf(out, "-%c%s[", s->letter,
			   s->type == SETTING_FLAG ? "" : "+");
	else
		buf_printf(out, "--%s%s[", s->name, equals);
	quoted(out, s->help, "[]:\\");
	buf_putc(out, ']');
	zsh_value(out, s, c);
	buf_puts(out, "' \\\n");
}

static void
zsh_command(struct buf *out, const struct subcommand *c)
{
	const struct setting *s;
	struct buf words = BUF_INIT;

	buf_printf(out, "\t%s)\n\t\t_arguments -s -S \\\n", c->name);
	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		if (!listed(s, c))
			continue;
		zsh_option(out, s, c, false);
		if (s->letter != 0)
			zsh_option(out, s, c, true);
	}
	add_words(&words, (enum words)c->words, c);
	if (*actions_of(c) != '\0')
		buf_printf(out, "\t\t'1:action:(%s)' \\\n", actions_of(c));
	if (takes_files((enum words)c->words) || *actions_of(c) != '\0')
		buf_puts(out, "\t\t'*:file:_files'\n");
	else
		buf_printf(out, "\t\t'*:%s:(%s)'\n", c->name, buf_str(&words).s);
	buf_puts(out, "\t\t;;\n");
	buf_release(&words);
}

static void
zsh(struct buf *out)
{
	const struct subcommand *c;

	buf_puts(out, "#compdef hookvet\n"
		      "# zsh completion for hookvet: hookvet completion zsh\n"
		      "_hookvet() {\n"
		      "\tlocal -a commands\n"
		      "\tcommands=(\n");
	for (size_t i = 0; (c = command_at(i)) != NULL; i++) {
		buf_printf(out, "\t\t'%s:", c->name);
		quoted(out, c->summary, ":\\");
		buf_puts(out, "'\n");
	}
	buf_puts(out, "\t)\n"
		      "\tif (( CURRENT == 2 )); then\n"
		      "\t\t_describe -t commands 'subcommand' commands\n"
		      "\t\t_arguments '--help[help]' '--version[version]'\n"
		      "\t\treturn\n\tfi\n"
		      "\tlocal command=$words[2]\n"
		      "\tshift words\n\t(( CURRENT-- ))\n"
		      "\tcase $command in\n");
	for (size_t i = 0; (c = command_at(i)) != NULL; i++)
		zsh_command(out, c);
	buf_puts(out, "\tesac\n}\n"
		      "if [ \"$funcstack[1]\" = _hookvet ]; then\n"
		      "\t_hookvet \"$@\"\n"
		      "else\n"
		      "\tcompdef _hookvet hookvet\n"
		      "fi\n");
}

static void
fish_option(struct buf *out, const struct setting *s, const struct subcommand *c)
{
	struct buf words = BUF_INIT;

	add_words(&words, s->words, c);
	buf_printf(out, "complete -c hookvet -n '__fish_seen_subcommand_from %s' -l %s",
		   c->name, s->name);
	if (s->letter != 0)
		buf_printf(out, " -s %c", s->letter);
	if (s->type != SETTING_FLAG && s->implied == NULL)
		buf_puts(out, takes_files(s->words) || s->words == WORDS_FORMAT
				  ? " -r -F"
				  : " -x");
	if (words.len != 0)
		buf_printf(out, " -a '%s'", words.s);
	buf_puts(out, " -d '");
	quoted(out, s->help, "");
	buf_puts(out, "'\n");
	buf_release(&words);
}

static void
fish(struct buf *out)
{
	const struct subcommand *c;
	const struct setting *s;
	struct buf words = BUF_INIT;

	buf_puts(out, "# fish completion for hookvet: hookvet completion fish\n"
		      "complete -c hookvet -f\n"
		      "complete -c hookvet -n __fish_use_subcommand -l help -d help\n"
		      "complete -c hookvet -n __fish_use_subcommand -l version -d "
		      "version\n");
	for (size_t i = 0; (c = command_at(i)) != NULL; i++) {
		buf_printf(out,
			   "complete -c hookvet -n __fish_use_subcommand -a %s -d '",
			   c->name);
		quoted(out, c->summary, "");
		buf_puts(out, "'\n");
		buf_clear(&words);
		add_word(&words, str_from(actions_of(c)));
		add_words(&words, (enum words)c->words, c);
		buf_printf(out,
			   "complete -c hookvet -n '__fish_seen_subcommand_from %s' %s",
			   c->name, takes_files((enum words)c->words) ? "-F" : "-f");
		buf_printf(out, " -a '%s'\n", buf_str(&words).s);
		for (size_t k = 0; (s = setting_at(k)) != NULL; k++) {
			if (listed(s, c))
				fish_option(out, s, c);
		}
	}
	buf_release(&words);
}

struct shell {
	const char *name;
	void (*write)(struct buf *out);
};

static const struct shell shells[] = {
    {"bash", bash},
    {"zsh", zsh},
    {"fish", fish},
};

static enum verdict
run(const struct options *o)
{
	const char *name = o->operands.n == 1 ? o->operands.items[0] : "";
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < sizeof(shells) / sizeof(*shells); i++) {
		if (strcmp(shells[i].name, name) != 0)
			continue;
		shells[i].write(&out);
		(void)fwrite(out.s, 1, out.len, stdout);
		buf_release(&out);
		return VERDICT_CLEAN;
	}
	if (*name != '\0')
		say("there are no completions for '%s', but for bash, zsh and fish",
		    name);
	else
		say("completions for which shell: bash, zsh or fish?");
	return VERDICT_TROUBLE;
}

const struct subcommand command_completion = {
    .name = "completion",
    .operands = "bash|zsh|fish",
    .summary = "a completion script for the shell",
    .about = "bash: source <(hookvet completion bash). zsh: hookvet completion zsh "
	     ">~/.zfunc/_hookvet. fish: hookvet completion fish | source.",
    .options = IN_COMPLETION,
    .words = WORDS_SHELL,
    .run = run,
};
