/*
 * jsonl: a finding a line as soon as it is known, the summary last; the
 * objects are those of the json report.
 */
#include "report/reporters.h"
#include "report/values.h"

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	(void)state;
	(void)ctx;
	for (const struct diag *d = r->diags->head; d != NULL; d = d->next) {
		value_write(fp, value_finding(r, d));
		putc('\n', fp);
	}
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	json_t *v = json_object();

	(void)state;
	json_object_set_new(v, "version", json_integer(1));
	json_object_set_new(v, "tool", value_tool(ctx));
	json_object_set_new(v, "summary", value_summary(s));
	value_write(fp, v);
	putc('\n', fp);
}

static void
cut(void *state, FILE *fp, const struct report_context *ctx, const struct cut *c)
{
	(void)state;
	(void)ctx;
	fprintf(fp, "{\"version\": 1, \"incomplete\": \"%s\"}\n", c->why);
}

const struct reporter reporter_jsonl = {
    .name = "jsonl",
    .summary = "a JSON object per line: each finding, the summary last",
    .extension = "jsonl",
    .live = true,
    .file = file,
    .end = end,
    .cut = cut,
};
