/*
 * gitlab: the Code Quality report of GitLab.
 *
 * An array, even if empty: one invalid entry ends the reading there, and
 * entries with equal fingerprints are shown once, so equal ones are numbered.
 */
#include "report/reporters.h"
#include "report/values.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"
#include "finding/fingerprint.h"

struct state {
	size_t n;
	struct roots roots;
	struct map seen; /* in the whole report: runs that are merged repeat files */
};

/* What keeps a document from being read is worse than what is wrong in it. */
static const char *
severity(const struct diag *d)
{
	if (d->severity == SEV_ERROR && d->rule->found_by != NULL &&
	    strcmp(d->rule->found_by, "load") == 0)
		return "critical";
	return d->severity == SEV_ERROR     ? "major"
	       : d->severity == SEV_WARNING ? "minor"
					    : "info";
}

static void
gitlab_location(struct buf *b, const struct diag *d, const char *path)
{
	value_member_open(b, "location", '{');
	value_member(b, "path", path);
	value_member_open(b, "lines", '{');
	value_member_count(b, "begin", d->start.line);
	value_member_count(b, "end", d->end.line);
	buf_puts(b, "}}");
}

static void
entry(struct state *st, struct buf *b, const struct diag *d, const char *path)
{
	uint64_t hash = fingerprint_stable(d, path);
	struct buf text = BUF_INIT;

	report_sentence(&text, d->message);
	value_open(b, '{');
	value_member(b, "description", text.s);
	value_member(b, "check_name", d->rule->name);
	buf_printf(b, ", \"fingerprint\": \"%016" PRIx64 "-%zu\"", hash,
		   fingerprint_count(&st->seen, hash));
	value_member(b, "severity", severity(d));
	gitlab_location(b, d, path);
	if (d->notes != NULL || d->help != NULL) {
		buf_clear(&text);
		report_explain(&text, d);
		value_member_open(b, "content", '{');
		value_member(b, "body", text.s);
		buf_putc(b, '}');
	}
	buf_putc(b, '}');
	buf_release(&text);
}

static void *
begin(FILE *fp, const struct report_context *ctx)
{
	struct state *st = xcalloc(1, sizeof(*st));

	(void)ctx;
	roots_init(&st->roots);
	putc('[', fp);
	return st;
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	struct state *st = state;
	struct buf out = BUF_INIT;
	const char *path;

	(void)ctx;
	if (report_first(r) == NULL)
		return;
	path = report_relative(&st->roots, r->path);
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d)) {
		buf_puts(&out, st->n++ != 0 ? ",\n  " : "\n  ");
		entry(st, &out, d, path);
		value_flush(&out, fp);
	}
	buf_release(&out);
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	struct state *st = state;

	(void)ctx;
	(void)s;
	fputs(st->n != 0 ? "\n]\n" : "]\n", fp);
	roots_release(&st->roots);
	map_release(&st->seen);
	free(st);
}

static void
cut(void *state, FILE *fp, const struct report_context *ctx, const struct cut *c)
{
	(void)state;
	(void)ctx;
	/* it wants a place: the folder that the run was in */
	fprintf(fp,
		"%s\n  {\"description\": \"Not everything was checked: %s.\", "
		"\"check_name\": \"incomplete\", \"fingerprint\": \"incomplete\", "
		"\"severity\": \"blocker\", \"location\": {\"path\": \".\", "
		"\"lines\": {\"begin\": 1}}}\n]\n",
		c->empty ? "" : ",", c->why);
}

const struct reporter reporter_gitlab = {
    .name = "gitlab",
    .summary = "GitLab's Code Quality report",
    .extension = "json",
    .findings_only = true,
    .begin = begin,
    .file = file,
    .end = end,
    .cut = cut,
};
