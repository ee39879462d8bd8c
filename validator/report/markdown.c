/*
 * markdown: for the step summary of GitHub Actions ($GITHUB_STEP_SUMMARY), and
 * for comments.
 *
 * The counts stand at the top but are known at the end, so the rest waits in a
 * spool.  GitHub refuses a summary of more than 1 MiB: what is beyond BYTES_MAX
 * is left out, and that is said.
 */
#include "report/reporters.h"

#include <stdlib.h>

#include "base/mem.h"
#include "finding/safe.h"
#include "report/summary.h"
#include "report/tempfile.h"

enum { BYTES_MAX = 900 * 1024 };

struct state {
	FILE *body;
	size_t bytes, left_out;
};

/*
 * Text as text: no markup, no HTML, no links, no @mentions, no #references.
 * A backslash takes the meaning from punctuation (CommonMark 2.4); the rest
 * become entities.
 */
static void
put_markdown(struct buf *out, const char *text)
{
	struct buf safe = BUF_INIT;

	safe_add(&safe, str_from(text));
	for (size_t i = 0; i < safe.len; i++) {
		char c = safe.s[i];

		if (strchr("\\`*_~[]{}|!$^", c) != NULL) {
			buf_putc(out, '\\');
			buf_putc(out, c);
		} else if (strchr("<>&\"@#", c) != NULL ||
			   (c == ':' && safe.s[i + 1] == '/') ||
			   (c == '.' && i >= 3 &&
			    memcmp(safe.s + i - 3, "www", 3) == 0)) {
			buf_printf(out, "&#%d;", c);
		} else {
			buf_putc(out, c);
		}
	}
	buf_release(&safe);
}

static void
row(struct buf *out, const struct diag *d)
{
	const char *word = severity_name(d->severity);

	buf_printf(out,
		   d->severity == SEV_ERROR ? "| **%s** | %zu:%zu | "
					    : "| %s | %zu:%zu | ",
		   word, d->start.line, d->start.column);
	put_markdown(out, d->message);
	for (const struct note *n = d->notes; n != NULL; n = n->next) {
		buf_puts(out, "<br>note: ");
		put_markdown(out, n->text);
	}
	if (d->help != NULL) {
		buf_puts(out, "<br>help: ");
		put_markdown(out, d->help);
		buf_puts(out, report_fix_word(d->fixes));
	}
	buf_puts(out, " | ");
	put_markdown(out, d->rule->name);
	buf_puts(out, " |\n");
}

static void *
begin(FILE *fp, const struct report_context *ctx)
{
	struct state *st = xcalloc(1, sizeof(*st));

	(void)fp;
	(void)ctx;
	st->body = tempfile_open();
	return st;
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	struct state *st = state;
	struct buf out = BUF_INIT;

	(void)fp;
	(void)ctx;
	if (report_first(r) == NULL)
		return;
	buf_puts(&out, "\n### ");
	put_markdown(&out, r->path);
	if (r->record != 0)
		buf_printf(&out, " (record %zu)", r->record);
	buf_puts(&out, "\n\n| Severity | Line | Problem | Rule |\n"
		       "| --- | ---: | --- | --- |\n");
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d)) {
		if (st->bytes + out.len > BYTES_MAX)
			st->left_out++;
		else
			row(&out, d);
		if (out.len > 16384) {
			fwrite(out.s, 1, out.len, st->body);
			st->bytes += out.len;
			buf_clear(&out);
		}
	}
	if (st->bytes + out.len <= BYTES_MAX + 16384 && out.len != 0) {
		fwrite(out.s, 1, out.len, st->body);
		st->bytes += out.len;
	}
	buf_release(&out);
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	struct state *st = state;
	struct buf counts = BUF_INIT;

	(void)ctx;
	summary_counts(&counts, s);
	fprintf(fp, "## hookvet: %s\n\nChecked %zu file%s.", counts.s, s->files,
		s->files == 1 ? "" : "s");
	if (s->suppressed != 0)
		fprintf(fp, " %zu suppressed.", s->suppressed);
	if (s->baselined != 0)
		fprintf(fp, " %zu in the baseline.", s->baselined);
	if (s->fixable_safe != 0)
		fprintf(fp, " %zu can be fixed with `hookvet check --fix`.",
			s->fixable_safe);
	putc('\n', fp);
	tempfile_copy(st->body, fp);
	if (st->left_out != 0)
		fprintf(fp,
			"\n%zu more are not shown: GitHub takes a summary of 1 MiB.\n",
			st->left_out);
	buf_release(&counts);
	free(st);
}

static void
cut(void *state, FILE *fp, const struct report_context *ctx, const struct cut *c)
{
	(void)state;
	(void)ctx;
	fprintf(fp,
		"## hookvet: not everything was checked: %s\n\nWhat was found before "
		"that is not shown.\n",
		c->why);
}

const struct reporter reporter_markdown = {
    .name = "markdown",
    .summary = "tables for the step summary of GitHub Actions",
    .extension = "md",
    .spools = 1,
    .begin = begin,
    .file = file,
    .end = end,
    .cut = cut,
};
