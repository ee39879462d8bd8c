/* compact: one line per finding, in the form editors and grep understand. */
#include "report/reporters.h"

#include "base/buf.h"
#include "base/mem.h"
#include "report/safe.h"

#include <stdlib.h>

struct state {
	size_t shown, more;
};

static void *
begin(FILE *fp, const struct report_context *ctx)
{
	(void)fp;
	(void)ctx;
	return xcalloc(1, sizeof(struct state));
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	struct state *st = state;
	struct buf path = BUF_INIT;

	if (report_first(r) == NULL)
		return;
	safe_path(&path, r->path);
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d)) {
		if (ctx->max_problems != 0 && st->shown >= ctx->max_problems) {
			st->more++;
			continue;
		}
		st->shown++;
		fprintf(fp, "%s:%zu:%zu: %s: %s [%s]\n", path.s, d->start.line,
			d->start.column, severity_name(d->severity), d->message,
			d->rule_name);
	}
	buf_release(&path);
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	struct state *st = state;

	(void)s;
	if (st->more != 0)
		fprintf(fp, "%zu more not shown; --max-problems=%zu is the limit\n",
			st->more, ctx->max_problems);
	free(st);
}

const struct reporter reporter_compact = {
    .name = "compact",
    .summary = "FILE:LINE:COLUMN: SEVERITY: MESSAGE [RULE]",
    .extension = "txt",
    .begin = begin,
    .file = file,
    .end = end,
};
