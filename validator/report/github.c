/*
 * github: workflow commands that become annotations in GitHub Actions.
 *
 * GitHub shows the first ten errors, warnings and notices of a step, so errors
 * come first: the others wait in temporary files until the end.  A last plain
 * line says what GitHub will not show.
 */
#include "report/reporters.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/percent.h"
#include "finding/safe.h"
#include "report/tempfile.h"

enum {
	SHOWN = 10 /* of each kind, per step */
};

struct state {
	struct roots roots;
	FILE *later[SEV_ERROR]; /* by severity: infos, warnings */
	size_t n[SEV_ERROR + 1];
};

static bool
in_data(char c)
{
	return c != '%' && c != '\r' && c != '\n';
}

static bool
in_property(char c)
{
	return in_data(c) && c != ':' && c != ',';
}

static void
put_escaped(FILE *fp, const char *text, bool (*plain)(char c))
{
	struct buf safe = BUF_INIT, out = BUF_INIT;

	safe_add(&safe, str_from(text));
	percent_encode(&out, buf_str(&safe), plain);
	fputs(out.s, fp);
	buf_release(&safe);
	buf_release(&out);
}

static const char *
command(enum severity s)
{
	return s == SEV_ERROR ? "error" : s == SEV_WARNING ? "warning" : "notice";
}

static void
annotation(FILE *fp, const struct diag *d, const char *path)
{
	fprintf(fp, "::%s file=", command(d->severity));
	put_escaped(fp, path, in_property);
	fprintf(fp, ",line=%zu", d->start.line);
	if (d->end.line > d->start.line)
		fprintf(fp, ",endLine=%zu", d->end.line);
	else
		fprintf(fp, ",endLine=%zu,col=%zu,endColumn=%zu", d->end.line,
			d->start.column, d->end.column);
	fputs(",title=", fp);
	put_escaped(fp, d->rule->name, in_property);
	fputs("::", fp);
	put_escaped(fp, d->message, in_data);
	for (const struct note *n = d->notes; n != NULL; n = n->next) {
		fputs("%0Anote: ", fp);
		put_escaped(fp, n->text, in_data);
	}
	if (d->help != NULL) {
		fputs("%0Ahelp: ", fp);
		put_escaped(fp, d->help, in_data);
	}
	putc('\n', fp);
}

static void *
begin(FILE *fp, const struct report_context *ctx)
{
	struct state *st = xcalloc(1, sizeof(*st));

	(void)fp;
	(void)ctx;
	roots_init(&st->roots);
	return st;
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	struct state *st = state;
	const char *path;

	(void)ctx;
	if (report_first(r) == NULL)
		return;
	path = report_relative(&st->roots, r->path);
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d)) {
		FILE *to = fp;

		if (d->severity < SEV_ERROR) {
			if (st->later[d->severity] == NULL)
				st->later[d->severity] = tempfile_open();
			to = st->later[d->severity];
		}
		st->n[d->severity]++;
		annotation(to, d, path);
	}
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	struct state *st = state;
	size_t beyond = 0;

	(void)ctx;
	(void)s;
	tempfile_copy(st->later[SEV_WARNING], fp);
	tempfile_copy(st->later[SEV_INFO], fp);
	for (int i = SEV_INFO; i <= SEV_ERROR; i++)
		beyond += st->n[i] > SHOWN ? st->n[i] - SHOWN : 0;
	if (beyond != 0)
		fprintf(
		    fp,
		    "%zu more are in this log only: GitHub annotates %d of each kind "
		    "per step\n",
		    beyond, SHOWN);
	roots_release(&st->roots);
	free(st);
}

static void
cut(void *state, FILE *fp, const struct report_context *ctx, const struct cut *c)
{
	(void)state;
	(void)ctx;
	fprintf(fp,
		"::error title=incomplete::Not everything was checked: %s. What is no "
		"error is not shown.\n",
		c->why);
}

const struct reporter reporter_github = {
    .name = "github",
    .summary = "annotations of GitHub Actions",
    .extension = "txt",
    .spools = 2,
    .findings_only = true,
    .begin = begin,
    .file = file,
    .end = end,
    .cut = cut,
};
