/*
 * json: the whole report as one JSON document, described by
 * schemas/hookvet/report.schema.json; a finding on each line.
 */
#include "report/reporters.h"
#include "report/values.h"

#include <stdlib.h>

#include "base/mem.h"

static void *
begin(FILE *fp, const struct report_context *ctx)
{
	struct buf tool = BUF_INIT;

	value_tool(&tool, ctx);
	fprintf(fp, "{ \"version\": 1, \"tool\": %s,\n  \"findings\": [", tool.s);
	buf_release(&tool);
	return xcalloc(1, sizeof(size_t)); /* findings so far */
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	struct buf out = BUF_INIT;
	size_t *n = state;

	(void)ctx;
	for (const struct diag *d = r->diags->head; d != NULL; d = d->next) {
		buf_puts(&out, (*n)++ != 0 ? ",\n    " : "\n    ");
		value_finding(&out, r, d);
		value_flush(&out, fp);
	}
	buf_release(&out);
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	struct buf summary = BUF_INIT;
	size_t *n = state;

	(void)ctx;
	value_summary(&summary, s);
	fprintf(fp, "%s],\n  \"summary\": %s }\n", *n != 0 ? "\n  " : "", summary.s);
	buf_release(&summary);
	free(n);
}

static void
cut(void *state, FILE *fp, const struct report_context *ctx, const struct cut *c)
{
	(void)state;
	(void)ctx;
	fprintf(fp, "\n  ],\n  \"incomplete\": \"%s\" }\n", c->why);
}

const struct reporter reporter_json = {
    .name = "json",
    .summary = "one JSON document (hookvet schema show report)",
    .extension = "json",
    .begin = begin,
    .file = file,
    .end = end,
    .cut = cut,
};
