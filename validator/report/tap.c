/*
 * tap: the Test Anything Protocol: a test point per document, its findings in a
 * YAML block, of which every JSON value is a part.
 *
 * What is written is TAP 14, but says 13: it holds nothing that 13 does not
 * have, readers of 14 must take 13, and the prove of perl 5.36 takes no 14.
 */
#include "report/reporters.h"
#include "report/values.h"

#include <stdlib.h>

#include "base/mem.h"
#include "finding/safe.h"

static bool
passes(const struct report_context *ctx, const struct result *r)
{
	if (r->unreadable)
		return false;
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d)) {
		if (ctx->fail_on != SEV_OFF && d->severity >= ctx->fail_on)
			return false;
	}
	return true;
}

/* '#' would begin a directive; it and the backslash are escaped. */
static void
description(FILE *fp, const struct result *r)
{
	struct buf safe = BUF_INIT;

	safe_add(&safe, str_from(r->path));
	for (size_t i = 0; i < safe.len; i++) {
		if (safe.s[i] == '#' || safe.s[i] == '\\')
			putc('\\', fp);
		putc(safe.s[i], fp);
	}
	if (r->record != 0)
		fprintf(fp, " record %zu", r->record);
	buf_release(&safe);
}

static void
tap_finding(struct buf *b, const struct result *r, const struct diag *d)
{
	buf_puts(b, "    - message: ");
	value_string(b, d->message);
	buf_puts(b, "\n      severity: ");
	value_string(b, severity_name(d->severity));
	buf_puts(b, "\n      rule: ");
	value_string(b, d->rule->name);
	buf_puts(b, "\n      file: ");
	value_string(b, r->path);
	buf_puts(b, "\n      line: ");
	value_count(b, d->start.line);
	buf_puts(b, "\n      column: ");
	value_count(b, d->start.column);
	buf_puts(b, "\n      pointer: ");
	value_string(b, d->pointer != NULL ? d->pointer : "");
	if (d->help != NULL) {
		buf_puts(b, "\n      help: ");
		value_string(b, d->help);
	}
	buf_putc(b, '\n');
}

static void *
begin(FILE *fp, const struct report_context *ctx)
{
	(void)ctx;
	fputs("TAP version 13\n", fp);
	return xcalloc(1, sizeof(size_t));
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	struct buf out = BUF_INIT;
	size_t *n = state;

	if (r->skipped)
		return;
	fprintf(fp, "%s %zu - ", passes(ctx, r) ? "ok" : "not ok", ++*n);
	description(fp, r);
	putc('\n', fp);
	if (report_first(r) == NULL)
		return;
	fputs("  ---\n  findings:\n", fp);
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d))
		tap_finding(&out, r, d);
	value_flush(&out, fp);
	buf_release(&out);
	fputs("  ...\n", fp);
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	size_t *n = state;

	(void)ctx;
	(void)s;
	fprintf(fp, "1..%zu%s\n", *n, *n == 0 ? " # SKIP no documents" : "");
	free(n);
}

static void
cut(void *state, FILE *fp, const struct report_context *ctx, const struct cut *c)
{
	(void)state;
	(void)ctx;
	fprintf(fp, "Bail out! Not everything was checked: %s\n", c->why);
}

const struct reporter reporter_tap = {
    .name = "tap",
    .summary = "Test Anything Protocol, a test per document",
    .extension = "tap",
    .begin = begin,
    .file = file,
    .end = end,
    .cut = cut,
};
