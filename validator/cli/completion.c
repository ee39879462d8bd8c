/*
 * completion: scripts for bash, zsh and fish, written from the tables.
 *
 * The scripts hold every option and every closed set of words (kinds, rules,
 * formats, schemas, products), so completing starts no program.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "finding/trouble.h"
#include "project/command.h"
#include "project/options.h"
#include "project/settings.h"
#include "service/catalogue.h"

static void
add_word(struct buf *out, struct str word)
{
	if (out->len != 0)
		buf_putc(out, ' ');
	buf_put(out, word);
}

/* Products, or event types, each once; a name may be an event of several products. */
static void
add_catalogue(struct buf *out, bool events)
{
	struct catalogue *c = catalogue_new();
	const struct catalogue_product *p;

	for (size_t i = 0; (p = catalogue_at(c, i)) != NULL; i++) {
		if (!events)
			add_word(out, p->id);
		for (size_t k = 0; events && k < p->nevents; k++) {
			const struct catalogue_event *e = &p->events[k];

			if (e == catalogue_event_anywhere(c, e->name))
				add_word(out, e->name);
		}
	}
	catalogue_free(c);
}

/* All words of a set, with blanks between; none for files and open sets. */
static void
add_words(struct buf *out, enum words w, const struct subcommand *c)
{
	struct options o = {.command = c};
	struct str word;

	for (size_t i = 0; (word = words_at(w, &o, i)).s != NULL; i++)
		add_word(out, word);
	if (w == WORDS_PRODUCT || w == WORDS_EVENT)
		add_catalogue(out, w == WORDS_EVENT);
}

static bool
is_completed(const struct setting *s, const struct subcommand *c)
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
		if (!is_completed(s, c))
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

		if (!is_completed(s, c) || s->type == SETTING_FLAG)
			continue;
		add_words(&words, s->words, c);
		/* a value that may be left out stands behind a '=' only */
		buf_printf(out, "\t%s:--%s%s", c->name, s->name,
			   s->implied != NULL ? "=" : "");
		if (s->implied == NULL)
			buf_printf(out, "|%s:--%s=", c->name, s->name);
		if (s->letter != 0)
			buf_printf(out, "|%s:-%c", c->name, s->letter);
		buf_printf(out, ") words='%s' files=%d", buf_str(&words).s,
			   takes_files(s->words) || s->words == WORDS_FORMAT);
		buf_clear(&words);
		add_words(&words, s->behind, c);
		if (words.len != 0)
			buf_printf(out, " behind='%s'", words.s);
		buf_puts(out, " ;;\n");
		buf_release(&words);
	}
}

/*
 * bash cuts words at '=' and ':'.  What is completed is cur, the end of a word; word is
 * all of it, behind the '=' of an option, and opt the option that it belongs to ("--fix="
 * if it stands in the same word).
 */
static const char bash_head[] =
    "# bash completion for hookvet: hookvet completion bash\n"
    "_hookvet()\n{\n"
    "\tlocal cur cmd words files behind word= opt i=$COMP_CWORD\n"
    "\tCOMPREPLY=()\n"
    "\tcur=${COMP_WORDS[i]} cmd=${COMP_WORDS[1]}\n"
    "\tword=$cur\n"
    "\twhile [ $i -gt 2 ]; do\n"
    "\t\tcase ${COMP_WORDS[i]} in\n"
    "\t\t[=:]) ;;\n"
    "\t\t*) case ${COMP_WORDS[i-1]} in [=:]) ;; *) break ;; esac ;;\n"
    "\t\tesac\n"
    "\t\ti=$((i - 1))\n"
    "\t\tword=${COMP_WORDS[i]}$word\n"
    "\tdone\n"
    "\topt=${COMP_WORDS[i-1]}\n"
    "\tcase $word in --*=*) opt=${word%%=*}= word=${word#*=} ;; esac\n"
    "\tcase $cur in [=:]) cur= ;; esac\n";

static const char bash_tail[] =
    "\t\tesac ;;\n\tesac\n"
    "\tcase $behind:$word in\n"
    "\t:*) ;;\n"
    "\t*:*=*) words=$behind ;;\n"
    "\t*)\n"
    "\t\tCOMPREPLY=($(compgen -S = -W \"$words\" -- \"$cur\"))\n"
    "\t\tcompopt -o nospace 2>/dev/null\n"
    "\t\treturn ;;\n"
    "\tesac\n"
    "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
    "\tif [ \"$files\" = 1 ]; then\n"
    "\t\tlocal name\n"
    "\t\twhile IFS= read -r name; do COMPREPLY+=(\"$name\"); done "
    "< <(compgen -f -- \"$cur\")\n"
    "\t\tcompopt -o filenames 2>/dev/null\n"
    "\tfi\n}\n"
    "complete -F _hookvet hookvet\n";

static void
bash(struct buf *out)
{
	const struct subcommand *c;
	struct buf names = BUF_INIT, words = BUF_INIT;

	for (size_t i = 0; (c = command_at(i)) != NULL; i++)
		add_word(&names, str_from(c->name));
	buf_puts(out, bash_head);
	buf_printf(out,
		   "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
		   "\t\tCOMPREPLY=($(compgen -W '%s --help --version' -- \"$cur\"))\n"
		   "\t\treturn\n\tfi\n"
		   "\twords= files=0 behind=\n"
		   "\tcase $cmd:$opt in\n",
		   names.s);
	for (size_t i = 0; (c = command_at(i)) != NULL; i++)
		bash_values(out, c);
	buf_puts(out, "\t*)\n\t\tcase $cmd:$word in\n");
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
	buf_puts(out, bash_tail);
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

/* Words or files, where both may stand. */
static void
zsh_mixed(struct buf *out, const char *words)
{
	if (*words == '\0')
		buf_puts(out, "_files");
	else
		buf_printf(out,
			   "{_alternative \"words\\:name\\:(%s)\" "
			   "\"files\\:file\\:_files\"}",
			   words);
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
	buf_putc(out, ':');
	if (s->behind != WORDS_NONE) {
		buf_printf(out, "{if compset -P \"*=\"; then compadd");
		buf_clear(&words);
		add_words(&words, s->behind, c);
		buf_printf(out, " %s; else compadd -S = --", words.s);
		buf_clear(&words);
		add_words(&words, s->words, c);
		buf_printf(out, " %s; fi}", words.s);
	} else if (words.len == 0 || takes_files(s->words)) {
		zsh_mixed(out, buf_str(&words).s);
	} else {
		buf_printf(out, "(%s)", words.s);
	}
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
		if (!is_completed(s, c))
			continue;
		zsh_option(out, s, c, false);
		if (s->letter != 0)
			zsh_option(out, s, c, true);
	}
	add_words(&words, (enum words)c->words, c);
	if (*actions_of(c) != '\0')
		buf_printf(out, "\t\t'1:action:(%s)' \\\n", actions_of(c));
	if (takes_files((enum words)c->words) || *actions_of(c) != '\0') {
		buf_puts(out, "\t\t'*:file:");
		zsh_mixed(out, buf_str(&words).s);
		buf_puts(out, "'\n");
	} else {
		buf_printf(out, "\t\t'*:%s:(%s)'\n", c->name, buf_str(&words).s);
	}
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

/* What follows a '=' in a value of the option: a function that looks at the word. */
static void
fish_pairs(struct buf *out, const struct setting *s, const struct subcommand *c)
{
	struct buf words = BUF_INIT;

	add_words(&words, s->words, c);
	buf_printf(
	    out,
	    "function __hookvet_%s\n"
	    "\tset -l word (string replace -r -- '^--%s=' '' (commandline -ct))\n"
	    "\tset -l name (string match -r -- '^[^=]+=' $word)\n"
	    "\tand for level in ",
	    s->name, s->name);
	words.len = 0;
	add_words(&words, s->behind, c);
	buf_printf(out,
		   "%s; echo $name$level; end\n"
		   "\tor for name in ",
		   words.s);
	words.len = 0;
	add_words(&words, s->words, c);
	buf_printf(out, "%s; echo $name=; end\nend\n", words.s);
	buf_release(&words);
}

static void
fish_option(struct buf *out, const struct setting *s, const struct subcommand *c)
{
	struct buf words = BUF_INIT;

	add_words(&words, s->words, c);
	if (s->behind != WORDS_NONE)
		fish_pairs(out, s, c);
	buf_printf(out, "complete -c hookvet -n '__fish_seen_subcommand_from %s' -l %s",
		   c->name, s->name);
	if (s->letter != 0)
		buf_printf(out, " -s %c", s->letter);
	if (s->type != SETTING_FLAG && s->implied == NULL)
		buf_puts(out, takes_files(s->words) || s->words == WORDS_FORMAT
				  ? " -r -F"
				  : " -x");
	if (s->behind != WORDS_NONE)
		buf_printf(out, " -a '(__hookvet_%s)'", s->name);
	else if (words.len != 0)
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
			if (is_completed(s, c))
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
