/*
 * jsonl: a finding a line as soon as it is known, the summary last; the
 * objects are those of the json report.
 */
#include "report/reporters.h"
#include "report/values.h"

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	struct buf out = BUF_INIT;

	(void)state;
	(void)ctx;
	for (const struct diag *d = r->diags->head; d != NULL; d = d->next) {
		value_finding(&out, r, d);
		buf_putc(&out, '\n');
		value_flush(&out, fp);
	}
	buf_release(&out);
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	struct buf out = BUF_INIT;

	(void)state;
	buf_puts(&out, "{\"version\": 1, \"tool\": ");
	value_tool(&out, ctx);
	value_key(&out, "summary");
	value_summary(&out, s);
	buf_puts(&out, "}\n");
	value_flush(&out, fp);
	buf_release(&out);
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
