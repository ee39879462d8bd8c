/* help: "hookvet help", --help and -h, all written from the tables. */
#include "cli/help.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/wrap.h"
#include "finding/trouble.h"
#include "project/command.h"
#include "project/options.h"
#include "project/settings.h"

enum {
	WIDTH = 80,
	INDENT = 31 /* column of the sentences */
};

void
help_program(FILE *fp)
{
	const struct subcommand *c;
	char use[64];

	fputs("usage: hookvet SUBCOMMAND [options] ...\n\n"
	      "Checks CyberSource webhook subscription files (JSON).\n\n",
	      fp);
	for (size_t i = 0; (c = command_at(i)) != NULL; i++) {
		snprintf(use, sizeof(use), "%s %s", c->name, c->operands);
		if (strlen(use) > INDENT - 3)
			fprintf(fp, "  %s\n%*s", use, INDENT, "");
		else
			fprintf(fp, "  %-*s", INDENT - 2, use);
		fprintf(fp, "%s\n", c->summary);
	}
	fputs("\nMore: hookvet SUBCOMMAND --help, man hookvet\n"
	      "Exit status: 0 nothing found, 1 findings, 2 trouble\n",
	      fp);
}

/* "LEVEL: error, warning", below the sentence. */
static void
help_words(struct buf *out, const char *name, enum words w, const struct subcommand *c)
{
	const struct options o = {.command = c};
	struct buf text = BUF_INIT;
	size_t from;

	buf_printf(&text, "%s: ", name);
	from = text.len;
	if (!words_list(&text, w, &o, ", ") && words_shown_by(w) != NULL)
		buf_printf(&text, "see %s", words_shown_by(w));
	if (text.len != from) {
		buf_printf(out, "%*s", INDENT, "");
		wrap(out, WIDTH, INDENT, INDENT, text.s);
		buf_putc(out, '\n');
	}
	buf_release(&text);
}

static void
help_row(struct buf *out, const struct setting *s, const struct subcommand *c)
{
	struct buf text = BUF_INIT;
	char shown[64];
	size_t start = out->len, column;

	setting_shown(s, shown, sizeof(shown));
	if (s->letter != 0)
		buf_printf(out, "  -%c, %s", s->letter, shown);
	else
		buf_printf(out, "      %s", shown);
	column = out->len - start;
	if (column + 2 > INDENT) {
		buf_putc(out, '\n');
		column = 0;
	}
	buf_printf(out, "%*s", (int)(INDENT - column), "");
	buf_puts(&text, s->help);
	if (s->automatic != NULL || s->fallback != NULL)
		buf_printf(&text, " [%s]",
			   s->automatic != NULL ? s->automatic : s->fallback);
	wrap(out, WIDTH, INDENT, INDENT, text.s);
	buf_putc(out, '\n');
	buf_release(&text);
	if (s->metavar != NULL && s->implied == NULL)
		help_words(out,
			   strstr(s->metavar, "NAME") != NULL ? "NAME" : s->metavar,
			   s->words, c);
	if (s->behind != WORDS_NONE && s->metavar != NULL)
		help_words(out, strchr(s->metavar, '=') + 1, s->behind, c);
}

static bool
is_helped(const struct setting *s, const struct subcommand *c)
{
	return s->name != NULL && !s->hidden && (s->commands & c->options) != 0;
}

static void
help_full(struct buf *out, const struct subcommand *c)
{
	const struct setting *s;
	const char *group = NULL;

	if (c->about != NULL) {
		buf_putc(out, '\n');
		wrap(out, WIDTH, 0, 0, c->about);
		buf_putc(out, '\n');
	}
	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		if (!is_helped(s, c))
			continue;
		if (group != s->group)
			buf_printf(out, "\n%s:\n", s->group);
		group = s->group;
		help_row(out, s, c);
	}
}

static void
help_brief(struct buf *out, const struct subcommand *c)
{
	const struct setting *s;
	struct buf names = BUF_INIT;

	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		if (!is_helped(s, c))
			continue;
		if (s->letter != 0)
			buf_printf(&names, "-%c ", s->letter);
		buf_printf(&names, "--%s ", s->name);
	}
	if (names.len != 0)
		names.s[--names.len] = '\0';
	buf_puts(out, "options: ");
	wrap(out, WIDTH, 9, 9, names.s != NULL ? names.s : "");
	buf_printf(out, "\nmore: hookvet %s --help\n", c->name);
	buf_release(&names);
}

void
help_command(FILE *fp, const struct subcommand *c, bool brief)
{
	struct buf out = BUF_INIT;

	buf_printf(&out, "usage: hookvet %s [options]%s%s\n%s\n", c->name,
		   *c->operands != '\0' ? " " : "", c->operands, c->summary);
	if (brief)
		help_brief(&out, c);
	else
		help_full(&out, c);
	(void)fwrite(out.s, 1, out.len, fp);
	buf_release(&out);
}

static const char *
type_name(enum setting_type t)
{
	switch (t) {
	case SETTING_FLAG:
		return "flag";
	case SETTING_NUMBER:
		return "number";
	case SETTING_TEXT:
		return "text";
	case SETTING_WORD:
		return "word";
	case SETTING_LIST:
		return "list";
	}
	return "";
}

static json_t *
words_json(const struct setting *s)
{
	json_t *words = json_array();
	struct str w;

	for (size_t i = 0; (w = words_at(s->words, NULL, i)).s != NULL; i++)
		json_array_append_new(words, json_stringn(w.s, w.len));
	return words;
}

static json_t *
commands_json(const struct setting *s)
{
	json_t *names = json_array();
	const struct subcommand *c;

	for (size_t i = 0; (c = command_at(i)) != NULL; i++) {
		if ((s->commands & c->options) != 0)
			json_array_append_new(names, json_string(c->name));
	}
	return names;
}

static void
set_text(json_t *row, const char *member, const char *text)
{
	if (text != NULL)
		json_object_set_new(row, member, json_string(text));
}

static json_t *
setting_json(const struct setting *s)
{
	json_t *row = json_object();
	char letter[2] = {s->letter, '\0'};

	set_text(row, "name", s->name);
	set_text(row, "letter", s->letter != 0 ? letter : NULL);
	set_text(row, "key", s->key);
	set_text(row, "type", type_name(s->type));
	set_text(row, "metavar", s->metavar);
	set_text(row, "implied", s->implied);
	set_text(row, "default", s->automatic != NULL ? s->automatic : s->fallback);
	set_text(row, "group", s->group);
	set_text(row, "help", s->help);
	json_object_set_new(row, "words", words_json(s));
	json_object_set_new(row, "commands", commands_json(s));
	return row;
}

/* All rows and subcommands: what the manual is written from. */
static void
help_json(FILE *fp)
{
	json_t *all = json_object(), *rows = json_array(), *names = json_array();
	const struct setting *s;
	const struct subcommand *c;

	for (size_t i = 0; (s = setting_at(i)) != NULL; i++) {
		if (!s->hidden)
			json_array_append_new(rows, setting_json(s));
	}
	for (size_t i = 0; (c = command_at(i)) != NULL; i++) {
		json_t *row = json_object();

		set_text(row, "name", c->name);
		set_text(row, "operands", c->operands);
		set_text(row, "summary", c->summary);
		set_text(row, "about", c->about);
		set_text(row, "formats", c->formats);
		json_array_append_new(names, row);
	}
	json_object_set_new(all, "subcommands", names);
	json_object_set_new(all, "settings", rows);
	json_dumpf(all, fp, JSON_INDENT(2));
	fputc('\n', fp);
	json_decref(all);
}

static enum verdict
run(const struct options *o)
{
	const struct subcommand *c;

	if (o->settings_json) {
		help_json(stdout);
		return VERDICT_CLEAN;
	}
	if (o->operands.n == 0) {
		help_program(stdout);
		return VERDICT_CLEAN;
	}
	c = command_find(str_from(o->operands.items[0]));
	if (c != NULL) {
		help_command(stdout, c, false);
		return VERDICT_CLEAN;
	}
	words_unknown(WORDS_SUBCOMMAND, NULL, str_from(o->operands.items[0]),
		      "there is no subcommand '%s'", o->operands.items[0]);
	return VERDICT_TROUBLE;
}

const struct subcommand command_help = {
    .name = "help",
    .operands = "[SUBCOMMAND]",
    .summary = "what a subcommand does and its options",
    .options = IN_HELP,
    .words = WORDS_SUBCOMMAND,
    .run = run,
};
