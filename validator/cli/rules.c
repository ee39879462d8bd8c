/* rules: all rules with severities and summaries, those of the config, too. */
#include "cli/rules.h"

#include <string.h>

#include "lint/lint.h"
#include "project/command.h"
#include "project/config.h"
#include "project/options.h"
#include "project/profile.h"
#include "project/session.h"
#include "project/settings.h"
#include "run/outputs.h"

static void
set_text(json_t *object, const char *member, const char *text)
{
	if (text != NULL)
		json_object_set_new(object, member, json_string(text));
}

json_t *
rule_json(const struct rule_info *r, const enum severity *level, bool whole)
{
	json_t *object = json_object();

	set_text(object, "name", r->name);
	set_text(object, "severity", severity_name(r->severity));
	if (level != NULL)
		set_text(object, "level", severity_name(*level));
	set_text(object, "foundBy", r->found_by);
	set_text(object, "summary", r->summary);
	if (!whole)
		return object;
	set_text(object, "reason", r->reason);
	set_text(object, "bad", r->bad);
	set_text(object, "good", r->good);
	set_text(object, "fix", r->fix);
	set_text(object, "source", r->source);
	return object;
}

static const char *
severity_color(enum severity s)
{
	return s == SEV_ERROR     ? "\033[31m"
	       : s == SEV_WARNING ? "\033[33m"
	       : s == SEV_INFO    ? "\033[36m"
				  : "\033[2m";
}

/* A rule with the level that is in effect. */
struct row {
	const struct rule_info *info;
	enum severity level;
};

/* The rules, then the policies of the config, then "config"; the i-th, or none. */
static bool
row_at(const struct profile *p, size_t i, struct row *r)
{
	size_t policy = i - rule_table.n;

	if (i < rule_table.n)
		*r = (struct row){&rule_table.rules[i], p->levels[i]};
	else if (policy < p->npolicies)
		*r = (struct row){&p->policies[policy].info,
				  p->policies[policy].severity};
	else
		*r = (struct row){&config_rule, config_rule.severity};
	return policy <= p->npolicies || i < rule_table.n;
}

static void
as_text(FILE *fp, const struct profile *p, bool color)
{
	size_t width = 0, len;
	struct row r;

	for (size_t i = 0; row_at(p, i, &r); i++) {
		len = strlen(r.info->name);
		width = len > width ? len : width;
	}
	for (size_t i = 0; row_at(p, i, &r); i++)
		fprintf(fp, "%s%-7s%s  %-*s  %s%s\n",
			color ? severity_color(r.level) : "", severity_name(r.level),
			color ? "\033[0m" : "", (int)width, r.info->name,
			r.info->summary,
			r.level != r.info->severity ? " (changed by option or config)"
						    : "");
}

static void
as_json(FILE *fp, const struct profile *p)
{
	json_t *all = json_array();
	struct row r;

	for (size_t i = 0; row_at(p, i, &r); i++)
		json_array_append_new(all, rule_json(r.info, &r.level, false));
	json_dumpf(all, fp, JSON_INDENT(2));
	putc('\n', fp);
	json_decref(all);
}

static enum verdict
print_rules(const struct profile *p, const struct options *o)
{
	struct list_output out;

	if (!list_open(&out, o))
		return VERDICT_TROUBLE;
	if (strcmp(out.format, "json") == 0)
		as_json(out.fp, p);
	else
		as_text(out.fp, p, color_wanted(o, out.fp));
	return list_close(&out) ? VERDICT_CLEAN : VERDICT_TROUBLE;
}

static enum verdict
run(const struct options *o)
{
	struct session s;
	const struct profile *p = profile_begin(&s, o);
	enum verdict v = p != NULL ? print_rules(p, o) : VERDICT_TROUBLE;

	session_release(&s);
	return v;
}

const struct subcommand command_rules = {
    .name = "rules",
    .operands = "",
    .summary = "all rules with severities and summaries",
    .formats = "text json",
    .options = IN_RULES,
    .run = run,
};
