/*
 * explain: why a rule exists, a bad and a good example, the fix, the source.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "cli/rules.h"
#include "finding/rule-text.h"
#include "finding/trouble.h"
#include "lint/lint.h"
#include "project/command.h"
#include "project/config.h"
#include "project/options.h"
#include "project/profile.h"
#include "project/session.h"
#include "project/settings.h"
#include "run/outputs.h"

enum { WIDTH = 80, WIDTH_LEAST = 20 };

/* Whether the line break before text is meant: a list, code, an empty line. */
static bool
break_meant(const char *text)
{
	return strchr(" -*\n\t", *text) != NULL;
}

/* Where text is put, and how wide it may be. */
struct page {
	struct buf *out;
	size_t width;
	bool color;
};

/* Sentences, wrapped and indented. */
static void
paragraph(const struct page *page, const char *text)
{
	struct buf *out = page->out;
	size_t column = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, " \n");

		if (column == 0 || column + 1 + len > page->width) {
			buf_puts(out, column == 0 ? "  " : "\n  ");
			column = 2;
		} else {
			buf_putc(out, ' ');
			column++;
		}
		buf_add(out, text, len);
		column += len;
		text += len;
		while (*text == '\n' && break_meant(text + 1) && text[1] != '\0') {
			buf_putc(out, '\n');
			column = 0;
			text++;
		}
		text += *text != '\0' && column != 0;
	}
	buf_putc(out, '\n');
}

static void
indented(struct buf *out, const char *text)
{
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		buf_puts(out, len != 0 ? "    " : "");
		buf_add(out, text, len);
		buf_putc(out, '\n');
		text += len + (text[len] != '\0');
	}
}

static const char *
bold(bool color, bool on)
{
	return !color ? "" : on ? "\033[1m" : "\033[0m";
}

static void
section(const struct page *page, const char *title, const char *text, bool code)
{
	if (text == NULL || *text == '\0')
		return;
	buf_printf(page->out, "\n%s%s%s\n", bold(page->color, true), title,
		   bold(page->color, false));
	if (code)
		indented(page->out, text);
	else
		paragraph(page, text);
}

static void
as_text(const struct page *page, const struct rule_info *r)
{
	bool code = rule_example_is_code(r);

	buf_printf(page->out, "%s%s%s (%s)\n", bold(page->color, true), r->name,
		   bold(page->color, false), severity_name(r->severity));
	paragraph(page, r->summary);
	section(page, "Why", r->reason, false);
	section(page, "Bad", r->bad, code);
	section(page, "Good", r->good, code);
	section(page, "What to do", r->fix, false);
	section(page, "Source", r->source, false);
	if (r != &config_rule)
		buf_printf(page->out,
			   "\nSwitch it off or change its level: --rule %s=off\n",
			   r->name);
}

static size_t
width_of(FILE *fp)
{
	size_t columns = columns_of(fp);

	return columns == 0 || columns > WIDTH ? WIDTH
	       : columns < WIDTH_LEAST         ? WIDTH_LEAST
					       : columns;
}

static void
print_rule(struct list_output *out, const struct options *o,
	   const struct rule_info *const *rules)
{
	struct buf text = BUF_INIT;
	struct page page = {&text, width_of(out->fp), color_wanted(o, out->fp)};
	json_t *all;

	if (strcmp(out->format, "json") == 0) {
		all = json_array();
		for (; *rules != NULL; rules++)
			json_array_append_new(all, rule_json(*rules, NULL, true));
		json_dumpf(json_array_size(all) == 1 ? json_array_get(all, 0) : all,
			   out->fp, JSON_INDENT(2));
		putc('\n', out->fp);
		json_decref(all);
		return;
	}
	for (; *rules != NULL; rules++) {
		if (text.len != 0)
			buf_putc(&text, '\n');
		if (strcmp(out->format, "markdown") == 0)
			rule_markdown(&text, *rules);
		else
			as_text(&page, *rules);
	}
	(void)fwrite(buf_str(&text).s, 1, text.len, out->fp);
	buf_release(&text);
}

/* All that are wanted; false after it was said which there is not. */
static bool
find_all(const struct options *o, struct session *s, const struct rule_info **rules)
{
	const struct profile *p = NULL;
	const struct policy *q;

	for (size_t i = 0; i < o->operands.n; i++) {
		const char *name = o->operands.items[i];

		rules[i] = strcmp(name, config_rule.name) == 0
			       ? &config_rule
			       : rule_find(&rule_table, str_from(name));
		if (rules[i] != NULL)
			continue;
		/* a config is read only if it is needed: it may be wrong */
		if (p == NULL && (p = profile_begin(s, o)) == NULL)
			return false;
		if ((q = profile_policy(p, str_from(name))) == NULL) {
			profile_unknown_rule(p, str_from(name));
			return false;
		}
		rules[i] = &q->info;
	}
	return true;
}

static enum verdict
run(const struct options *o)
{
	const struct rule_info **rules;
	struct list_output out;
	struct session s = {0};
	bool ok;

	if (o->operands.n == 0) {
		say("explain which rule? see: hookvet rules");
		return VERDICT_TROUBLE;
	}
	rules = xcalloc(o->operands.n + 1, sizeof(*rules));
	ok = find_all(o, &s, rules);
	if (ok && (ok = list_open(&out, o))) {
		print_rule(&out, o, rules);
		ok = list_close(&out);
	}
	free(rules);
	if (s.arena != NULL)
		session_release(&s);
	return ok ? VERDICT_CLEAN : VERDICT_TROUBLE;
}

const struct subcommand command_explain = {
    .name = "explain",
    .operands = "RULE...",
    .summary = "why a rule exists, examples, the fix, the source",
    .about = "RULE may be a policy of the config that holds here, or \"config\".",
    .formats = "text json markdown",
    .options = IN_EXPLAIN,
    .words = WORDS_RULE,
    .run = run,
};
