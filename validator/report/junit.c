/*
 * junit: a suite per document, a case per finding, as Jenkins' XSD and GitLab
 * read it.
 *
 * A finding fails its case only at or above --fail-on; the others are told in
 * system-out, so that the report agrees with the exit status.  A document with
 * nothing found is one case that passed; what could not be read is an error;
 * what is suppressed is skipped.
 *
 * GitLab and Jenkins know a case by class and name, and keep one of equal ones.
 */
#include "report/reporters.h"

#include <stdlib.h>

#include "base/mem.h"
#include "finding/fingerprint.h"
#include "finding/safe.h"
#include "report/xml.h"

struct state {
	struct roots roots;
	struct map names; /* in the whole report: runs that are merged repeat files */
};

struct counts {
	size_t tests, failures, errors, skipped;
};

static bool
fails(const struct report_context *ctx, const struct diag *d)
{
	return ctx->fail_on != SEV_OFF && d->severity >= ctx->fail_on;
}

static struct counts
count_findings(const struct report_context *ctx, const struct result *r)
{
	struct counts c = {0};

	for (const struct diag *d = r->diags->head; d != NULL; d = d->next) {
		c.tests++;
		if (d->suppressed_by != SUPPRESSED_NOT)
			c.skipped++;
		else if (r->unreadable)
			c.errors++;
		else if (fails(ctx, d))
			c.failures++;
	}
	if (c.tests == 0)
		c.tests = 1;
	return c;
}

/* At the beginning of a line; some read this from a log. */
static void
put_place(FILE *fp, const char *path, struct place p, const char *word)
{
	struct buf name = BUF_INIT;

	safe_path(&name, path);
	xml_text(fp, buf_str(&name));
	fprintf(fp, ":%zu:%zu: %s: ", p.line, p.column, word);
	buf_release(&name);
}

static void
body(FILE *fp, const struct result *r, const struct diag *d)
{
	put_place(fp, r->path, d->start, severity_name(d->severity));
	xml_string(fp, d->message);
	fputs(" [", fp);
	xml_string(fp, d->rule->name);
	putc(']', fp);
	for (const struct related *rel = d->related; rel != NULL; rel = rel->next) {
		putc('\n', fp);
		put_place(fp, rel->file != NULL ? rel->file : r->path, rel->start,
			  "note");
		xml_string(fp, rel->message);
	}
	for (const struct note *n = d->notes; n != NULL; n = n->next) {
		fputs("\nnote: ", fp);
		xml_string(fp, n->text);
	}
	if (d->help != NULL) {
		fputs("\nhelp: ", fp);
		xml_string(fp, d->help);
	}
}

static void
problem(FILE *fp, const char *element, const struct result *r, const struct diag *d)
{
	fprintf(fp, "      <%s", element);
	xml_attribute(fp, "type", d->rule->name);
	xml_attribute(fp, "message", d->message);
	putc('>', fp);
	body(fp, r, d);
	fprintf(fp, "</%s>\n", element);
}

/* d is NULL: nothing was found. */
static void
open_case(struct state *st, FILE *fp, const struct result *r, const struct diag *d)
{
	struct buf name = BUF_INIT;
	size_t nth;

	buf_puts(&name, d != NULL ? d->rule->name : "no problems");
	if (d != NULL && d->pointer != NULL && d->pointer[0] != '\0')
		buf_printf(&name, " %s", d->pointer);
	if (d != NULL)
		buf_printf(&name, " %zu:%zu", d->start.line, d->start.column);
	if (r->record != 0)
		buf_printf(&name, " record %zu", r->record);
	nth = fingerprint_count(&st->names, fingerprint_name(r->path, buf_str(&name)));
	if (nth > 1)
		buf_printf(&name, " (%zu)", nth);
	fputs("    <testcase name=\"", fp);
	xml_text(fp, buf_str(&name));
	putc('"', fp);
	xml_attribute(fp, "classname", r->path);
	fputs(" time=\"0.000\"", fp);
	buf_release(&name);
}

static void
junit_finding(struct state *st, FILE *fp, const struct report_context *ctx,
	      const struct result *r, const struct diag *d)
{
	open_case(st, fp, r, d);
	fputs(">\n", fp);
	if (d->suppressed_by != SUPPRESSED_NOT) {
		fputs("      <skipped", fp);
		xml_attribute(fp, "message",
			      d->justification != NULL ? d->justification
						       : "suppressed");
		fputs("/>\n", fp);
	} else if (r->unreadable) {
		problem(fp, "error", r, d);
	} else if (fails(ctx, d)) {
		problem(fp, "failure", r, d);
	} else {
		fputs("      <system-out>", fp);
		body(fp, r, d);
		fputs("</system-out>\n", fp);
	}
	fputs("    </testcase>\n", fp);
}

static void *
begin(FILE *fp, const struct report_context *ctx)
{
	struct state *st = xcalloc(1, sizeof(*st));

	(void)ctx;
	roots_init(&st->roots);
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "
	      "name=\"hookvet\">\n",
	      fp);
	return st;
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	struct state *st = state;
	struct counts c;

	if (r->skipped)
		return;
	c = count_findings(ctx, r);
	fputs("  <testsuite name=\"", fp);
	xml_string(fp, r->path);
	if (r->record != 0)
		fprintf(fp, " (record %zu)", r->record);
	putc('"', fp);
	xml_attribute(fp, "file", report_relative(&st->roots, r->path));
	fprintf(fp,
		" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" "
		"time=\"0.000\">\n",
		c.tests, c.failures, c.errors, c.skipped);
	if (r->diags->head == NULL) {
		open_case(st, fp, r, NULL);
		fputs("/>\n", fp);
	}
	for (const struct diag *d = r->diags->head; d != NULL; d = d->next)
		junit_finding(st, fp, ctx, r, d);
	fputs("  </testsuite>\n", fp);
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	struct state *st = state;

	(void)ctx;
	(void)s;
	fputs("</testsuites>\n", fp);
	roots_release(&st->roots);
	map_release(&st->names);
	free(st);
}

static void
cut(void *state, FILE *fp, const struct report_context *ctx, const struct cut *c)
{
	(void)state;
	(void)ctx;
	fprintf(
	    fp,
	    "  <testsuite name=\"hookvet\" tests=\"1\" failures=\"0\" errors=\"1\" "
	    "skipped=\"0\" time=\"0.000\">\n"
	    "    <testcase name=\"incomplete\" classname=\"hookvet\" "
	    "time=\"0.000\">\n"
	    "      <error type=\"incomplete\" message=\"not everything was checked: "
	    "%s\"></error>\n    </testcase>\n  </testsuite>\n</testsuites>\n",
	    c->why);
}

const struct reporter reporter_junit = {
    .name = "junit",
    .summary = "XML as Jenkins, GitLab and others read it",
    .extension = "xml",
    .begin = begin,
    .file = file,
    .end = end,
    .cut = cut,
};
