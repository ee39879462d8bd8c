/*
 * rdjsonl: reviewdog's diagnostic format, an object a line.
 *
 * Columns are bytes here.  reviewdog offers suggestions as changes to accept,
 * each on its own; the edits of one fix belong together, so they become one.
 */
#include "report/reporters.h"
#include "report/values.h"

#include <stdlib.h>

#include "base/mem.h"
#include "finding/lines.h"

enum {
	SUGGESTION_MAX = 4096 /* bytes that a suggestion may replace */
};

/* column 0: unknown, then it is left out. */
static void
position(struct buf *b, const char *name, size_t line, size_t column)
{
	value_member_open(b, name, '{');
	value_member_count(b, "line", line);
	if (column != 0)
		value_member_count(b, "column", column);
	buf_putc(b, '}');
}

static void
range(struct buf *b, const struct lines *ls, struct span span)
{
	value_member_open(b, "range", '{');
	position(b, "start", lines_find(ls, span.start).line,
		 lines_byte_column(ls, span.start));
	position(b, "end", lines_find(ls, span.end).line,
		 lines_byte_column(ls, span.end));
	buf_putc(b, '}');
}

/* Without the text columns in bytes cannot be known. */
static void
range_of(struct buf *b, const struct diags *ds, struct span span, struct place start,
	 struct place end)
{
	if (ds->lines != NULL) {
		range(b, ds->lines, span);
		return;
	}
	value_member_open(b, "range", '{');
	position(b, "start", start.line, 0);
	position(b, "end", end.line, 0);
	buf_putc(b, '}');
}

static void
rdjsonl_location(struct buf *b, struct roots *roots, const char *path)
{
	value_member_open(b, "location", '{');
	value_member(b, "path", report_relative(roots, path));
}

static void
rdjsonl_related(struct buf *b, struct roots *roots, const struct result *r,
		const struct related *rel)
{
	value_open(b, '{');
	value_member(b, "message", rel->message);
	rdjsonl_location(b, roots, rel->file != NULL ? rel->file : r->path);
	if (rel->file == NULL) {
		range_of(b, r->diags, rel->span, rel->start, rel->end);
	} else {
		value_member_open(b, "range", '{');
		position(b, "start", rel->start.line, 1);
		buf_putc(b, '}');
	}
	buf_puts(b, "}}");
}

/* The edits of f as one, unless that may not be shown. */
static void
suggestion(struct buf *b, struct diags *ds, const struct fix *f)
{
	struct buf text = BUF_INIT;
	struct fix whole = *f;
	struct edit merged;

	if (f->edits == NULL || ds->lines == NULL)
		return;
	merged = *f->edits;
	merged.next = NULL;
	for (const struct edit *e = f->edits; e != NULL; e = e->next) {
		if (e != f->edits)
			buf_put(&text,
				str_slice(ds->text, merged.span.end, e->span.start));
		buf_put(&text, e->text);
		merged.span.end = e->span.end;
		if (merged.span.end - merged.span.start > SUGGESTION_MAX)
			break;
	}
	merged.text = buf_str(&text);
	whole.edits = &merged;
	if (merged.span.end - merged.span.start <= SUGGESTION_MAX &&
	    report_fix_open(ds, &whole)) {
		value_open(b, '{');
		range(b, ds->lines, merged.span);
		value_key(b, "text");
		value_text(b, merged.text);
		buf_putc(b, '}');
	}
	buf_release(&text);
}

static const char *
severity(enum severity s)
{
	return s == SEV_ERROR ? "ERROR" : s == SEV_WARNING ? "WARNING" : "INFO";
}

static void
rdjsonl_finding(struct buf *b, struct roots *roots, const struct result *r,
		const struct diag *d)
{
	struct buf text = BUF_INIT;

	report_explain(&text, d);
	value_open(b, '{');
	value_member(b, "message", text.s);
	rdjsonl_location(b, roots, r->path);
	range_of(b, r->diags, d->span, d->start, d->end);
	buf_putc(b, '}');
	value_member(b, "severity", severity(d->severity));
	buf_puts(b, ", \"source\": {\"name\": \"hookvet\"}, \"code\": {");
	value_member(b, "value", d->rule->name);
	buf_puts(b, "}, \"suggestions\": [");
	for (const struct fix *f = d->fixes; f != NULL; f = f->next)
		suggestion(b, r->diags, f);
	buf_puts(b, "], \"related_locations\": [");
	for (const struct related *rel = d->related; rel != NULL; rel = rel->next)
		rdjsonl_related(b, roots, r, rel);
	buf_puts(b, "]}\n");
	buf_release(&text);
}

static void *
begin(FILE *fp, const struct report_context *ctx)
{
	struct roots *roots = xcalloc(1, sizeof(*roots));

	(void)fp;
	(void)ctx;
	roots_init(roots);
	return roots;
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	struct buf out = BUF_INIT;

	(void)ctx;
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d)) {
		rdjsonl_finding(&out, state, r, d);
		value_flush(&out, fp);
	}
	buf_release(&out);
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	(void)fp;
	(void)ctx;
	(void)s;
	roots_release(state);
	free(state);
}

static void
cut(void *state, FILE *fp, const struct report_context *ctx, const struct cut *c)
{
	(void)state;
	(void)ctx;
	fprintf(fp,
		"{\"message\": \"not everything was checked: %s\", \"location\": "
		"{\"path\": \".\"}, \"severity\": \"ERROR\"}\n",
		c->why);
}

const struct reporter reporter_rdjsonl = {
    .name = "rdjsonl",
    .summary = "reviewdog's format, an object per line, with suggestions",
    .extension = "jsonl",
    .begin = begin,
    .file = file,
    .end = end,
    .cut = cut,
};
