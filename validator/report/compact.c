/* compact: one line per finding, in the form editors and grep understand. */
#include "report/reporters.h"

#include "base/buf.h"
#include "base/mem.h"
#include "finding/safe.h"

#include <stdlib.h>

struct state {
	size_t shown, more;
	struct buf name, path; /* of the last document, and as it is shown */
	struct buf line;
};

static void *
begin(FILE *fp, const struct report_context *ctx)
{
	(void)fp;
	(void)ctx;
	return xcalloc(1, sizeof(struct state));
}

/* The records of a file have one path. */
static void
show_path(struct state *st, const char *path)
{
	if (st->path.len != 0 && str_is(buf_str(&st->name), path))
		return;
	buf_clear(&st->name);
	buf_puts(&st->name, path);
	buf_clear(&st->path);
	safe_path(&st->path, path);
}

static void
put_number(struct buf *b, size_t n)
{
	char digits[24], *p = digits + sizeof(digits);

	do
		*--p = (char)('0' + n % 10);
	while ((n /= 10) != 0);
	buf_add(b, p, (size_t)(digits + sizeof(digits) - p));
}

/* printf would take as long as finding the mistake did. */
static void
put_finding(struct buf *b, struct str path, const struct diag *d)
{
	buf_clear(b);
	buf_put(b, path);
	buf_putc(b, ':');
	put_number(b, d->start.line);
	buf_putc(b, ':');
	put_number(b, d->start.column);
	buf_puts(b, ": ");
	buf_puts(b, severity_name(d->severity));
	buf_puts(b, ": ");
	buf_puts(b, d->message);
	buf_puts(b, " [");
	buf_puts(b, d->rule->name);
	buf_puts(b, "]\n");
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	struct state *st = state;

	if (report_first(r) == NULL)
		return;
	show_path(st, r->path);
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d)) {
		if (ctx->max_problems != 0 && st->shown >= ctx->max_problems) {
			st->more++;
			continue;
		}
		st->shown++;
		put_finding(&st->line, buf_str(&st->path), d);
		fwrite(st->line.s, 1, st->line.len, fp);
	}
}

static size_t
left_out(const void *state)
{
	return ((const struct state *)state)->more;
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	struct state *st = state;

	(void)s;
	if (st->more != 0)
		fprintf(fp, "%zu more not shown; --max-problems=%zu is the limit\n",
			st->more, ctx->max_problems);
	buf_release(&st->name);
	buf_release(&st->path);
	buf_release(&st->line);
	free(st);
}

const struct reporter reporter_compact = {
    .name = "compact",
    .summary = "FILE:LINE:COLUMN: SEVERITY: MESSAGE [RULE]",
    .extension = "txt",
    .findings_only = true,
    .begin = begin,
    .file = file,
    .left_out = left_out,
    .end = end,
};
