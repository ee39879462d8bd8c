/* checkstyle: the XML of the Java tool, which many services read. */
#include "report/reporters.h"
#include "report/xml.h"

#include <stdlib.h>

#include "base/mem.h"

static void *
begin(FILE *fp, const struct report_context *ctx)
{
	struct roots *roots = xcalloc(1, sizeof(*roots));

	(void)ctx;
	roots_init(roots);
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle "
	      "version=\"4.3\">\n",
	      fp);
	return roots;
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	(void)ctx;
	if (r->skipped)
		return;
	fputs("  <file", fp);
	xml_attribute(fp, "name", report_relative(state, r->path));
	fputs(">\n", fp);
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d)) {
		fprintf(fp, "    <error line=\"%zu\" column=\"%zu\" severity=\"%s\"",
			d->start.line, d->start.column, severity_name(d->severity));
		fputs(" message=\"", fp);
		xml_string(fp, d->message);
		if (d->help != NULL) {
			fputs("; ", fp);
			xml_string(fp, d->help);
		}
		fputs("\" source=\"hookvet.", fp);
		xml_string(fp, d->rule->name);
		fputs("\"/>\n", fp);
	}
	fputs("  </file>\n", fp);
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	(void)ctx;
	(void)s;
	fputs("</checkstyle>\n", fp);
	roots_release(state);
	free(state);
}

static void
cut(void *state, FILE *fp, const struct report_context *ctx, const struct cut *c)
{
	(void)state;
	(void)ctx;
	fprintf(fp,
		"  <file name=\".\">\n    <error line=\"1\" column=\"1\" "
		"severity=\"error\" message=\"not everything was checked: %s\" "
		"source=\"hookvet.incomplete\"/>\n  </file>\n</checkstyle>\n",
		c->why);
}

const struct reporter reporter_checkstyle = {
    .name = "checkstyle",
    .summary = "XML of the tool of that name",
    .extension = "xml",
    .begin = begin,
    .file = file,
    .end = end,
    .cut = cut,
};
