/* sarif-rules: what SARIF tells about rules (2.1.0, 3.49). */
#include "report/sarif.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "report/reporters.h"
#include "report/values.h"

enum {
	DESCRIPTION_MAX = 1024 /* GitHub's limit, in characters */
};

static enum severity
effective(const struct report_context *ctx, size_t i)
{
	return ctx->levels != NULL ? ctx->levels[i] : ctx->rules->rules[i].severity;
}

/* Numbers the rules of the table that can fire. */
static void
number_rules(struct sarif *s, const struct report_context *ctx)
{
	if (s->index != NULL || ctx->rules == NULL)
		return;
	s->index = xcalloc(ctx->rules->n, sizeof(*s->index));
	for (size_t i = 0; i < ctx->rules->n; i++) {
		s->index[i] = s->nlisted;
		if (effective(ctx, i) != SEV_OFF)
			s->nlisted++;
	}
}

size_t
sarif_rule_index(struct sarif *s, const struct report_context *ctx,
		 const struct diag *d)
{
	size_t i = rule_number(ctx->rules, d->rule);

	number_rules(s, ctx);
	if (ctx->rules != NULL && i < ctx->rules->n && effective(ctx, i) != SEV_OFF)
		return s->index[i];
	return s->nlisted + extras_number(&s->extras, d);
}

/* "wrong-event-type" as "WrongEventType": id and name must differ (SARIF1001),
 * so the name of a policy, which may be anything, gets a word behind it. */
static void
put_name(struct buf *b, const char *name, bool policy)
{
	struct buf out = BUF_INIT;
	bool start = true;

	for (; *name != '\0'; name++) {
		bool letter = (*name | 0x20) >= 'a' && (*name | 0x20) <= 'z';

		if (letter || (*name >= '0' && *name <= '9')) {
			buf_putc(&out, (char)(start && letter ? *name & ~0x20 : *name));
			start = false;
		} else {
			start = true;
		}
	}
	if (out.len > 240)
		out.len = 240;
	if (policy)
		buf_puts(&out, "Policy");
	value_key(b, "name");
	value_text(b, buf_str(&out));
	buf_release(&out);
}

/* text as one paragraph, cut to GitHub's limit. */
static void
put_description(struct buf *b, const char *name, const char *text)
{
	struct buf out = BUF_INIT;

	report_sentence(&out, text);
	for (size_t i = 0; i < out.len; i++) {
		if (out.s[i] == '\n')
			out.s[i] = ' ';
	}
	if (out.len > DESCRIPTION_MAX) {
		out.len = DESCRIPTION_MAX - 4;
		while (out.len > 0 && utf8_continues(out.s[out.len]))
			out.len--;
		buf_puts(&out, "...");
	}
	sarif_text(b, name, buf_str(&out));
	buf_release(&out);
}

static void
example(struct buf *out, const char *title, const char *text)
{
	if (text == NULL)
		return;
	buf_printf(out, "\n\n%s\n\n```json\n%s%s```", title, text,
		   str_ends(str_from(text), STR("\n")) ? "" : "\n");
}

static void
put_help(struct buf *b, const struct rule_info *rule)
{
	struct buf text = BUF_INIT, markdown = BUF_INIT;

	report_sentence(&text, rule->reason != NULL ? rule->reason : rule->summary);
	buf_put(&markdown, buf_str(&text));
	example(&markdown, "Wrong:", rule->bad);
	example(&markdown, "Right:", rule->good);
	if (rule->fix != NULL) {
		buf_puts(&text, " Remedy: ");
		buf_puts(&text, rule->fix);
		buf_printf(&markdown, "\n\n**Remedy:** %s", rule->fix);
	}
	if (rule->source != NULL) {
		buf_printf(&text, " (%s)", rule->source);
		buf_printf(&markdown, "\n\nSource: %s", rule->source);
	}
	value_member_open(b, "help", '{');
	value_member(b, "text", text.s);
	value_member(b, "markdown", markdown.s);
	buf_putc(b, '}');
	buf_release(&text);
	buf_release(&markdown);
}

static void
put_properties(struct buf *b, const struct rule_info *rule, enum severity severity)
{
	bool secret = str_starts(str_from(rule->name), STR("secret-"));

	value_member_open(b, "properties", '{');
	value_member_open(b, "tags", '[');
	value_string(b, "webhooks");
	if (secret)
		value_string(b, "security");
	buf_putc(b, ']');
	value_member(b, "precision", "high");
	value_member(b, "problem.severity",
		     severity == SEV_ERROR     ? "error"
		     : severity == SEV_WARNING ? "warning"
					       : "recommendation");
	if (secret)
		value_member(b, "security-severity", "7.5");
	buf_putc(b, '}');
}

static void
put_rule(struct buf *b, const struct rule_info *rule, enum severity severity,
	 bool first)
{
	buf_puts(b, first ? "\n        " : ",\n        ");
	value_open(b, '{');
	value_member(b, "id", rule->name);
	put_name(b, rule->name, rule->found_by == NULL);
	put_description(b, "shortDescription", rule->summary);
	put_description(b, "fullDescription",
			rule->reason != NULL ? rule->reason : rule->summary);
	put_help(b, rule);
	value_member_open(b, "defaultConfiguration", '{');
	value_member(b, "level", sarif_level(severity));
	buf_putc(b, '}');
	put_properties(b, rule, severity);
	buf_putc(b, '}');
}

void
sarif_rules(struct sarif *s, const struct report_context *ctx)
{
	bool first = true;

	number_rules(s, ctx);
	for (size_t i = 0; ctx->rules != NULL && i < ctx->rules->n; i++) {
		if (effective(ctx, i) == SEV_OFF)
			continue;
		put_rule(&s->out, &ctx->rules->rules[i], effective(ctx, i), first);
		first = false;
	}
	for (size_t i = 0; i < s->extras.n; i++) {
		struct rule_info rule = {.name = s->extras.list[i].name,
					 .summary = "a policy of the configuration",
					 .reason = "The configuration asks for it."};

		put_rule(&s->out, &rule, s->extras.list[i].severity, first);
		first = false;
	}
}

/* A name from a report that was merged may be anything: it is of no use here. */
static void
write_name(FILE *fp, const char *name, bool first)
{
	size_t plain = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");

	fprintf(fp, "%s\n        { \"id\": \"%s\" }", first ? "" : ",",
		name[plain] == '\0' ? name : "?");
}

void
sarif_rule_names(const struct sarif *s, FILE *fp, const struct report_context *ctx)
{
	bool first = true;

	for (size_t i = 0; ctx->rules != NULL && i < ctx->rules->n; i++) {
		if (effective(ctx, i) == SEV_OFF)
			continue;
		write_name(fp, ctx->rules->rules[i].name, first);
		first = false;
	}
	for (size_t i = 0; s != NULL && i < s->extras.n; i++) {
		write_name(fp, s->extras.list[i].name, first);
		first = false;
	}
}
