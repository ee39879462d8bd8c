/* words: the sets of words that values are made of. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/embed.h"
#include "base/suggest.h"
#include "finding/trouble.h"
#include "lint/lint.h"
#include "project/command.h"
#include "project/options.h"
#include "project/settings.h"
#include "report/report.h"
#include "schema/dialect.h"
#include "service/kind.h"

/* Built-in schemas: "cybersource/notification.schema.json" is "notification". */
static struct str
schema_word(size_t i)
{
	const char *name, *base, *end;

	for (size_t k = 0; k < embedded_count; k++) {
		name = embedded_files[k].name;
		base = strrchr(name, '/');
		end = strstr(name, ".schema.json");
		if (base == NULL || end == NULL || end < base || i-- != 0)
			continue;
		return (struct str){base + 1, (size_t)(end - base) - 1};
	}
	return (struct str){NULL, 0};
}

/* The i-th of words that stand in one text with blanks between. */
static struct str
split_word(const char *text, size_t i)
{
	while (i-- != 0 && (text = strchr(text, ' ')) != NULL)
		text++;
	if (text == NULL)
		return (struct str){NULL, 0};
	return (struct str){text, strcspn(text, " ")};
}

static struct str
whole(const char *word)
{
	return word != NULL ? str_from(word) : (struct str){NULL, 0};
}

static struct str
format_word(const struct options *o, size_t i)
{
	if (o != NULL && o->command != NULL && o->command->formats != NULL)
		return split_word(o->command->formats, i);
	return whole(reporter_at(i) != NULL ? reporter_at(i)->name : NULL);
}

static struct str
kind_word(const struct options *o, size_t i)
{
	if (o != NULL && o->command != NULL && o->command->kinds != NULL)
		return split_word(o->command->kinds, i);
	return whole(i + 1 < KIND_PAIR ? kind_name((enum kind)(i + 1)) : NULL);
}

struct str
words_at(enum words w, const struct options *o, size_t i)
{
	switch (w) {
	case WORDS_COLOR:
		return split_word("auto always never", i);
	case WORDS_CONFIG_RULES:
		return split_word("free locked", i);
	case WORDS_DIALECT:
		return whole(i < DIALECT_COUNT ? dialect_name((enum dialect)i) : NULL);
	case WORDS_FIX:
		return split_word("safe suggested", i);
	case WORDS_FORMAT:
		return format_word(o, i);
	case WORDS_KIND:
		return kind_word(o, i);
	case WORDS_LEVEL:
		return split_word("error warning info never", i);
	case WORDS_RULE:
		return whole(i < rule_table.n ? rule_table.rules[i].name : NULL);
	case WORDS_SCHEMA:
		return schema_word(i);
	case WORDS_SCOPE:
		return split_word("SELF DESCENDANTS", i);
	case WORDS_SECURITY:
		return split_word("KEY oAuth oAuth_JWT", i);
	case WORDS_SEVERITY:
		return split_word("off info warning error", i);
	case WORDS_SHELL:
		return split_word("bash zsh fish", i);
	case WORDS_SUBCOMMAND:
		return whole(command_at(i) != NULL ? command_at(i)->name : NULL);
	case WORDS_TEMPLATES:
		return split_word("report allow", i);
	case WORDS_EVENT:
	case WORDS_NONE:
	case WORDS_FILE:
	case WORDS_FOLDER:
	case WORDS_PRODUCT:
		break;
	}
	return whole(NULL);
}

/* What other programs call it. */
static const char *const elsewhere[][2] = {
    {"err", "error"},   {"fatal", "error"},      {"critical", "error"},
    {"note", "info"},   {"notice", "info"},      {"hint", "info"},
    {"none", "never"},  {"none", "off"},         {"ignore", "off"},
    {"disable", "off"}, {"disabled", "off"},     {"yes", "always"},
    {"on", "always"},   {"no", "never"},         {"off", "never"},
    {"txt", "text"},    {"md", "markdown"},      {"codeclimate", "gitlab"},
    {"human", "text"},  {"information", "info"},
};

/* The word that is meant by the text in other programs. */
static struct str
word_elsewhere(enum words w, const struct options *o, struct str text)
{
	struct str word;

	for (size_t k = 0; k < sizeof(elsewhere) / sizeof(*elsewhere); k++) {
		if (!str_is(text, elsewhere[k][0]))
			continue;
		for (size_t i = 0; (word = words_at(w, o, i)).s != NULL; i++) {
			if (str_is(word, elsewhere[k][1]))
				return word;
		}
	}
	return whole(NULL);
}

struct str
words_similar(enum words w, const struct options *o, struct str text)
{
	struct suggest s;
	struct str word;

	suggest_init(&s, text);
	for (size_t i = 0; (word = words_at(w, o, i)).s != NULL; i++)
		suggest_offer(&s, word);
	return s.best.s != NULL ? s.best : word_elsewhere(w, o, text);
}

const char *
words_shown_by(enum words w)
{
	return w == WORDS_RULE         ? "hookvet rules"
	       : w == WORDS_PRODUCT    ? "hookvet catalogue"
	       : w == WORDS_SCHEMA     ? "hookvet schema list"
	       : w == WORDS_SUBCOMMAND ? "hookvet --help"
				       : NULL;
}

bool
words_list(struct buf *out, enum words w, const struct options *o, const char *last)
{
	struct str word, next = words_at(w, o, 0);

	if (words_shown_by(w) != NULL || next.s == NULL)
		return false;
	for (size_t i = 1; (word = next).s != NULL; i++) {
		next = words_at(w, o, i);
		buf_printf(out, "%s%.*s",
			   i == 1           ? ""
			   : next.s != NULL ? ", "
					    : last,
			   STR_ARG(word));
	}
	return true;
}

void
words_unknown(enum words w, const struct options *o, struct str text, const char *fmt,
	      ...)
{
	struct str similar = words_similar(w, o, text);
	struct buf sentence = BUF_INIT, list = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&sentence, fmt, ap);
	va_end(ap);
	if (similar.s != NULL)
		buf_printf(&sentence, "; a similar one exists: '%.*s'",
			   STR_ARG(similar));
	if (words_list(&list, w, o, " and "))
		buf_printf(&sentence, "; known are %s", buf_str(&list).s);
	else if (similar.s == NULL && words_shown_by(w) != NULL)
		buf_printf(&sentence, "; see: %s", words_shown_by(w));
	say("%s", buf_str(&sentence).s);
	buf_release(&sentence);
	buf_release(&list);
}
