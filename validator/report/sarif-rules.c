/* sarif-rules: what SARIF tells about rules (2.1.0, 3.49). */
#include "report/sarif.h"

#include <stdlib.h>

#include "base/mem.h"
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
static json_t *
pascal(const char *name, bool policy)
{
	struct buf out = BUF_INIT;
	bool start = true;
	json_t *v;

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
	v = value_text(buf_str(&out));
	buf_release(&out);
	return v;
}

/* text as one paragraph, cut to GitHub's limit. */
static json_t *
description(const char *text)
{
	struct buf out = BUF_INIT;
	json_t *v = json_object();

	report_sentence(&out, text);
	for (size_t i = 0; i < out.len; i++) {
		if (out.s[i] == '\n')
			out.s[i] = ' ';
	}
	if (out.len > DESCRIPTION_MAX) {
		out.len = DESCRIPTION_MAX - 4;
		while (out.len > 0 && ((unsigned char)out.s[out.len] & 0xc0) == 0x80)
			out.len--;
		buf_puts(&out, "...");
	}
	json_object_set_new(v, "text", value_text(buf_str(&out)));
	buf_release(&out);
	return v;
}

static void
example(struct buf *out, const char *title, const char *text)
{
	if (text == NULL)
		return;
	buf_printf(out, "\n\n%s\n\n```json\n%s%s```", title, text,
		   str_ends(str_from(text), STR("\n")) ? "" : "\n");
}

static json_t *
help(const struct rule_info *rule)
{
	struct buf text = BUF_INIT, markdown = BUF_INIT;
	json_t *v = json_object();

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
	json_object_set_new(v, "text", value_text(buf_str(&text)));
	json_object_set_new(v, "markdown", value_text(buf_str(&markdown)));
	buf_release(&text);
	buf_release(&markdown);
	return v;
}

static json_t *
properties(const struct rule_info *rule, enum severity severity)
{
	json_t *v = json_object(), *tags = json_array();
	bool secret = str_starts(str_from(rule->name), STR("secret-"));

	json_array_append_new(tags, json_string("webhooks"));
	if (secret)
		json_array_append_new(tags, json_string("security"));
	json_object_set_new(v, "tags", tags);
	json_object_set_new(v, "precision", json_string("high"));
	json_object_set_new(v, "problem.severity",
			    json_string(severity == SEV_ERROR     ? "error"
					: severity == SEV_WARNING ? "warning"
								  : "recommendation"));
	if (secret)
		json_object_set_new(v, "security-severity", json_string("7.5"));
	return v;
}

static void
write_rule(FILE *fp, const struct rule_info *rule, enum severity severity, bool first)
{
	json_t *v = json_object(), *defaults = json_object();

	json_object_set_new(defaults, "level",
			    json_string(severity == SEV_ERROR     ? "error"
					: severity == SEV_WARNING ? "warning"
								  : "note"));
	json_object_set_new(v, "id", value_string(rule->name));
	json_object_set_new(v, "name", pascal(rule->name, rule->found_by == NULL));
	json_object_set_new(v, "shortDescription", description(rule->summary));
	json_object_set_new(
	    v, "fullDescription",
	    description(rule->reason != NULL ? rule->reason : rule->summary));
	json_object_set_new(v, "help", help(rule));
	json_object_set_new(v, "defaultConfiguration", defaults);
	json_object_set_new(v, "properties", properties(rule, severity));
	fputs(first ? "\n        " : ",\n        ", fp);
	value_write(fp, v);
}

void
sarif_rules(struct sarif *s, FILE *fp, const struct report_context *ctx)
{
	bool first = true;

	number_rules(s, ctx);
	for (size_t i = 0; ctx->rules != NULL && i < ctx->rules->n; i++) {
		if (effective(ctx, i) == SEV_OFF)
			continue;
		write_rule(fp, &ctx->rules->rules[i], effective(ctx, i), first);
		first = false;
	}
	for (size_t i = 0; i < s->extras.n; i++) {
		struct rule_info rule = {.name = s->extras.list[i].name,
					 .summary = "a policy of the configuration",
					 .reason = "The configuration asks for it."};

		write_rule(fp, &rule, s->extras.list[i].severity, first);
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
