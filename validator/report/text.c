/*
 * text: findings for people.
 *
 * The first line of a finding is complete in itself and has the shape that
 * gcc gave it; what is indented below explains: the source with a caret, the
 * places that belong to it, notes, what to do, and the line as it would be.
 */
#include "report/reporters.h"

#include <stdlib.h>

#include "base/mem.h"
#include "finding/finding-groups.h"
#include "finding/lines.h"
#include "finding/safe.h"
#include "report/excerpt.h"

enum { ALIKE_SHOWN = 3 };

struct state {
	size_t shown, more;
	struct excerpt excerpt;
	struct buf path;
};

enum color { PLAIN, BOLD, DIM, RED, YELLOW, CYAN, GREEN, BLUE };

static const char *const codes[] = {
    [PLAIN] = "\033[0m",  [BOLD] = "\033[1m",      [DIM] = "\033[2m",
    [RED] = "\033[1;31m", [YELLOW] = "\033[1;33m", [CYAN] = "\033[1;36m",
    [GREEN] = "\033[32m", [BLUE] = "\033[34m",
};

static void
paint(FILE *fp, const struct report_context *ctx, enum color color)
{
	if (ctx->color)
		fputs(codes[color], fp);
}

static enum color
severity_color(enum severity s)
{
	return s == SEV_ERROR ? RED : s == SEV_WARNING ? YELLOW : CYAN;
}

static void
put_buf(FILE *fp, const struct buf *b)
{
	if (b->len != 0)
		fwrite(b->s, 1, b->len, fp);
}

static void
repeat(FILE *fp, char c, size_t n)
{
	while (n-- > 0)
		putc(c, fp);
}

/* Columns of the line number: five, or as many as it has. */
static int
gutter(size_t line)
{
	int width = 5;

	for (size_t limit = 100000; line >= limit && width < 20; limit *= 10)
		width++;
	return width;
}

/* What is left of the terminal's width for an excerpt of that line. */
static struct excerpt *
excerpt_for(struct state *st, const struct report_context *ctx, size_t line)
{
	size_t margin = (size_t)gutter(line) + sizeof(" | ") - 1;

	st->excerpt.columns = ctx->columns == 0       ? 0
			      : ctx->columns > margin ? ctx->columns - margin
						      : 1;
	return &st->excerpt;
}

/* The line, and the marks below it: "^~~~" for a place, "++++" for new text. */
static void
source(struct state *st, FILE *fp, const struct report_context *ctx, size_t line,
       char first, char rest, enum color color)
{
	const struct excerpt *e = &st->excerpt;

	paint(fp, ctx, BLUE);
	fprintf(fp, "%*zu |", gutter(line), line);
	paint(fp, ctx, PLAIN);
	putc(' ', fp);
	put_buf(fp, &e->before);
	put_buf(fp, &e->marked);
	put_buf(fp, &e->after);
	putc('\n', fp);
	paint(fp, ctx, BLUE);
	fprintf(fp, "%*s |", gutter(line), "");
	paint(fp, ctx, PLAIN);
	repeat(fp, ' ', e->before_columns + 1);
	paint(fp, ctx, color);
	putc(first, fp);
	repeat(fp, rest, e->marked_columns > 1 ? e->marked_columns - 1 : 0);
	paint(fp, ctx, PLAIN);
	putc('\n', fp);
}

static void
headline(FILE *fp, const struct report_context *ctx, const char *path,
	 struct place place, enum color color, const char *word, const char *message)
{
	paint(fp, ctx, BOLD);
	fprintf(fp, "%s:%zu:%zu:", path, place.line, place.column);
	paint(fp, ctx, PLAIN);
	putc(' ', fp);
	paint(fp, ctx, color);
	fprintf(fp, "%s:", word);
	paint(fp, ctx, PLAIN);
	fprintf(fp, " %s", message);
}

static void
text_related(struct state *st, FILE *fp, const struct report_context *ctx,
	     const struct result *r, const struct related *rel)
{
	struct buf other = BUF_INIT;

	if (rel->file != NULL)
		safe_path(&other, rel->file);
	headline(fp, ctx, rel->file != NULL ? other.s : st->path.s, rel->start, CYAN,
		 "note", rel->message);
	putc('\n', fp);
	buf_release(&other);
	if (rel->file == NULL && r->diags->text.len != 0) {
		excerpt_make(excerpt_for(st, ctx, rel->start.line), r->diags,
			     rel->span);
	} else if (rel->file != NULL && rel->line_text.len != 0) {
		excerpt_line(excerpt_for(st, ctx, rel->start.line), rel->line_text,
			     excerpt_span(rel->line_text, rel->start, rel->end));
	} else {
		return;
	}
	source(st, fp, ctx, rel->start.line, '^', '~', CYAN);
}

static void
remark(FILE *fp, const struct report_context *ctx, int width, const char *word,
       const char *text, const char *behind)
{
	fprintf(fp, "%*s ", width, "");
	paint(fp, ctx, BLUE);
	putc('=', fp);
	paint(fp, ctx, PLAIN);
	putc(' ', fp);
	paint(fp, ctx, BOLD);
	fprintf(fp, "%s:", word);
	paint(fp, ctx, PLAIN);
	fprintf(fp, " %s%s\n", text, behind);
}

/* The line as it would be. */
static void
preview(struct state *st, FILE *fp, const struct report_context *ctx,
	const struct result *r, const struct fix *f)
{
	size_t line;

	if (f->edits == NULL || r->diags->lines == NULL)
		return;
	line = lines_find(r->diags->lines, f->edits->span.start).line;
	if (report_preview(excerpt_for(st, ctx, line), r->diags, f) != 0)
		source(st, fp, ctx, line, '+', '+', GREEN);
}

static void
notes(FILE *fp, const struct report_context *ctx, const struct diag *d, bool after)
{
	for (const struct note *n = d->notes; n != NULL; n = n->next) {
		if (n->after_help == after)
			remark(fp, ctx, gutter(d->start.line), "note", n->text, "");
	}
}

/* Where the finding is, and what it expects, whole. */
static void
details(FILE *fp, const struct report_context *ctx, const struct result *r,
	const struct diag *d)
{
	struct buf all = BUF_INIT;
	int width = gutter(d->start.line);

	if (d->pointer != NULL && d->pointer[0] != '\0')
		remark(fp, ctx, width, "at", safe_text(d->pointer, r->diags->arena),
		       "");
	for (size_t i = 0; i < d->nexpected; i++)
		buf_printf(&all, "%s%s", i != 0 ? ", " : "", d->expected[i]);
	if (d->nexpected != 0)
		remark(fp, ctx, width, "expected", buf_str(&all).s, "");
	buf_release(&all);
}

/* alike: how many further ones of its kind are not shown. */
static void
text_finding(struct state *st, FILE *fp, const struct report_context *ctx,
	     const struct result *r, const struct diag *d, size_t alike)
{
	int width = gutter(d->start.line);

	if (st->shown++ != 0)
		putc('\n', fp);
	headline(fp, ctx, st->path.s, d->start, severity_color(d->severity),
		 severity_name(d->severity), d->message);
	paint(fp, ctx, DIM);
	fprintf(fp, " [%s]", d->rule->name);
	paint(fp, ctx, PLAIN);
	putc('\n', fp);
	if (r->diags->text.len != 0) {
		excerpt_make(excerpt_for(st, ctx, d->start.line), r->diags, d->span);
		source(st, fp, ctx, d->start.line, '^', '~',
		       severity_color(d->severity));
	}
	for (const struct related *rel = d->related; rel != NULL; rel = rel->next)
		text_related(st, fp, ctx, r, rel);
	if (ctx->verbose)
		details(fp, ctx, r, d);
	notes(fp, ctx, d, false);
	if (d->help != NULL)
		remark(fp, ctx, width, "help", d->help, report_fix_word(d->fixes));
	if (d->fixes != NULL)
		preview(st, fp, ctx, r, d->fixes);
	notes(fp, ctx, d, true);
	if (alike != 0) {
		char text[40];

		snprintf(text, sizeof(text), "and %zu more alike", alike);
		remark(fp, ctx, width, "note", text, "");
	}
}

static void *
begin(FILE *fp, const struct report_context *ctx)
{
	(void)fp;
	(void)ctx;
	return xcalloc(1, sizeof(struct state));
}

/*
 * The first three that are alike are shown, and behind the third how many more there
 * are; with -v all are.
 */
static void
one_of_group(struct state *st, FILE *fp, const struct report_context *ctx,
	     const struct result *r, const struct diag *d, struct group *g)
{
	bool fold = !ctx->verbose && g->n > ALIKE_SHOWN;

	g->met++;
	if (fold && g->told)
		return;
	if (ctx->max_problems != 0 && st->shown >= ctx->max_problems) {
		st->more++;
		return;
	}
	g->told = fold && g->met >= ALIKE_SHOWN;
	text_finding(st, fp, ctx, r, d, g->told ? g->n - g->met : 0);
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	struct state *st = state;
	struct groups g;

	if (report_first(r) == NULL)
		return;
	buf_clear(&st->path);
	safe_path(&st->path, r->path);
	groups_of_alike(&g, r->diags->arena);
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d))
		groups_find(&g, d)->n++;
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d))
		one_of_group(st, fp, ctx, r, d, groups_find(&g, d));
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
		fprintf(fp, "\n%zu more not shown; --max-problems=%zu is the limit\n",
			st->more, ctx->max_problems);
	excerpt_release(&st->excerpt);
	buf_release(&st->path);
	free(st);
}

const struct reporter reporter_text = {
    .name = "text",
    .summary = "for people: the finding, its source line, notes and help",
    .extension = "txt",
    .findings_only = true,
    .begin = begin,
    .file = file,
    .left_out = left_out,
    .end = end,
};
