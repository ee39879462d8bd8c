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
static json_t *
position(size_t line, size_t column)
{
	json_t *v = json_object();

	json_object_set_new(v, "line", json_integer((json_int_t)line));
	if (column != 0)
		json_object_set_new(v, "column", json_integer((json_int_t)column));
	return v;
}

static json_t *
range(const struct lines *ls, struct span span)
{
	json_t *v = json_object();

	json_object_set_new(v, "start",
			    position(lines_find(ls, span.start).line,
				     lines_byte_column(ls, span.start)));
	json_object_set_new(
	    v, "end",
	    position(lines_find(ls, span.end).line, lines_byte_column(ls, span.end)));
	return v;
}

/* Without the text columns in bytes cannot be known. */
static json_t *
range_of(const struct diags *ds, struct span span, struct place start, struct place end)
{
	json_t *v;

	if (ds->lines != NULL)
		return range(ds->lines, span);
	v = json_object();
	json_object_set_new(v, "start", position(start.line, 0));
	json_object_set_new(v, "end", position(end.line, 0));
	return v;
}

static json_t *
rdjsonl_location(const char *path, json_t *range)
{
	json_t *v = json_object();

	json_object_set_new(v, "path", value_string(path));
	json_object_set_new(v, "range", range);
	return v;
}

static json_t *
rdjsonl_related(struct roots *roots, const struct result *r, const struct related *rel)
{
	json_t *v = json_object(), *where = json_object();

	if (rel->file == NULL) {
		json_decref(where);
		where = range_of(r->diags, rel->span, rel->start, rel->end);
	} else {
		json_object_set_new(where, "start", position(rel->start.line, 1));
	}
	json_object_set_new(v, "message", value_string(rel->message));
	json_object_set_new(
	    v, "location",
	    rdjsonl_location(
		report_relative(roots, rel->file != NULL ? rel->file : r->path),
		where));
	return v;
}

/* The edits of f as one, or NULL if that may not be shown. */
static json_t *
suggestion(struct diags *ds, const struct fix *f)
{
	struct buf text = BUF_INIT;
	struct fix whole = *f;
	struct edit merged;
	json_t *v = NULL;

	if (f->edits == NULL || ds->lines == NULL)
		return NULL;
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
		v = json_object();
		json_object_set_new(v, "range", range(ds->lines, merged.span));
		json_object_set_new(v, "text", value_text(merged.text));
	}
	buf_release(&text);
	return v;
}

static const char *
severity(enum severity s)
{
	return s == SEV_ERROR ? "ERROR" : s == SEV_WARNING ? "WARNING" : "INFO";
}

static json_t *
rdjsonl_finding(struct roots *roots, const struct result *r, const struct diag *d)
{
	json_t *v = json_object(), *source = json_object(), *code = json_object(),
	       *suggestions = json_array(), *others = json_array();
	struct buf text = BUF_INIT;

	for (const struct fix *f = d->fixes; f != NULL; f = f->next) {
		json_t *one = suggestion(r->diags, f);

		if (one != NULL)
			json_array_append_new(suggestions, one);
	}
	for (const struct related *rel = d->related; rel != NULL; rel = rel->next)
		json_array_append_new(others, rdjsonl_related(roots, r, rel));
	report_explain(&text, d);
	json_object_set_new(source, "name", json_string("hookvet"));
	json_object_set_new(code, "value", value_string(d->rule->name));
	json_object_set_new(v, "message", value_text(buf_str(&text)));
	json_object_set_new(
	    v, "location",
	    rdjsonl_location(report_relative(roots, r->path),
			     range_of(r->diags, d->span, d->start, d->end)));
	json_object_set_new(v, "severity", json_string(severity(d->severity)));
	json_object_set_new(v, "source", source);
	json_object_set_new(v, "code", code);
	json_object_set_new(v, "suggestions", suggestions);
	json_object_set_new(v, "related_locations", others);
	buf_release(&text);
	return v;
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
	(void)ctx;
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d)) {
		value_write(fp, rdjsonl_finding(state, r, d));
		putc('\n', fp);
	}
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
