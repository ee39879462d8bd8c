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
	fputs("{ \"version\": 1, \"tool\": ", fp);
	value_write(fp, value_tool(ctx));
	fputs(",\n  \"findings\": [", fp);
	return xcalloc(1, sizeof(size_t)); /* findings so far */
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	size_t *n = state;

	(void)ctx;
	for (const struct diag *d = r->diags->head; d != NULL; d = d->next) {
		fputs((*n)++ != 0 ? ",\n    " : "\n    ", fp);
		value_write(fp, value_finding(r, d));
	}
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	size_t *n = state;

	(void)ctx;
	fputs(*n != 0 ? "\n  ],\n  \"summary\": " : "],\n  \"summary\": ", fp);
	value_write(fp, value_summary(s));
	fputs(" }\n", fp);
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
