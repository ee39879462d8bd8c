/* problems: shown by subcommands that have no reports. */
#include <string.h>

#include "lint/lint.h"
#include "project/options.h"
#include "project/session.h"
#include "report/report.h"
#include "run/outputs.h"

void
problems_print(struct session *s)
{
	const struct reporter *text = reporter_find(STR("text"));
	struct report_context context = {.rules = &rule_table, .fail_on = SEV_ERROR};
	struct summary summary = {0};
	void *state;

	session_schema_problems(s);
	if (s->problems == NULL)
		return;
	context.color = color_wanted(s->options, stderr);
	state = text->begin(stderr, &context);
	for (const struct problem *p = s->problems; p != NULL; p = p->next) {
		struct result r = {.path = p->path, .diags = p->diags};

		text->file(state, stderr, &context, &r);
	}
	text->end(state, stderr, &context, &summary);
}
