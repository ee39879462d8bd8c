/*
 * basic, hierarchical, flag: the standard output of JSON Schema (2020-12 core,
 * 12), as the engine made it.
 *
 * One document: its output alone, as every other validator prints it.  Several:
 * an array of { "file": ..., "output": ... } in input order.  Whether there is a
 * second one is known only when it comes, so the first waits.  Names of members
 * are in it as they are: what must not be shown is hidden here.
 */
#include "report/reporters.h"
#include "report/values.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "finding/secret.h"

struct state {
	size_t n;
	char *path, *output; /* the first document's, until there is a second */
	size_t record;
	struct buf file, named; /* the last path, and how it is written */
};

static void
put_output(FILE *fp, const char *output)
{
	struct buf open = BUF_INIT;

	secret_redact_urls(&open, str_from(output));
	value_write_text(fp, buf_str(&open));
	buf_release(&open);
}

/* The lines of a stream have the same path, very often. */
static void
put_input(struct state *st, FILE *fp, const char *path)
{
	if (st->named.len == 0 || !str_is(buf_str(&st->file), path)) {
		buf_clear(&st->file);
		buf_puts(&st->file, path);
		buf_clear(&st->named);
		value_string(&st->named, path);
	}
	fputs(st->named.s, fp);
}

static void
element(struct state *st, FILE *fp, const char *path, size_t record, const char *output)
{
	fputs("{ \"file\": ", fp);
	put_input(st, fp, path);
	if (record != 0)
		fprintf(fp, ", \"record\": %zu", record);
	fputs(", \"output\": ", fp);
	put_output(fp, output);
	fputs(" }", fp);
}

static void *
begin(FILE *fp, const struct report_context *ctx)
{
	(void)fp;
	(void)ctx;
	return xcalloc(1, sizeof(struct state));
}

/* What nobody judged is not valid, and no unit can say why. */
static const char *
output_of(const struct result *r)
{
	return r->standard_output != NULL ? r->standard_output : "{ \"valid\": false }";
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	struct state *st = state;

	(void)ctx;
	if (r->skipped || (r->standard_output != NULL && *r->standard_output == '\0'))
		return;
	if (++st->n == 1) {
		st->path = xstrdup(r->path);
		st->record = r->record;
		st->output = xstrdup(output_of(r));
		return;
	}
	if (st->n == 2) {
		fputs("[ ", fp);
		element(st, fp, st->path, st->record, st->output);
	}
	fputs(",\n  ", fp);
	element(st, fp, r->path, r->record, output_of(r));
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	struct state *st = state;

	(void)ctx;
	(void)s;
	if (st->n == 0)
		fputs("[]\n", fp);
	else if (st->n == 1)
		put_output(fp, st->output);
	if (st->n != 0)
		fputs(st->n == 1 ? "\n" : " ]\n", fp);
	free(st->path);
	free(st->output);
	buf_release(&st->file);
	buf_release(&st->named);
	free(st);
}

static void
cut(void *state, FILE *fp, const struct report_context *ctx, const struct cut *c)
{
	(void)state;
	(void)ctx;
	fprintf(fp,
		"%s{ \"output\": { \"valid\": false, \"error\": \"not everything was "
		"checked: %s\" } } ]\n",
		c->empty ? "[ " : ",\n  ", c->why);
}

/* clang-format off */
const struct reporter reporter_basic = {
	.name = "basic",
	.summary = "standard output of JSON Schema: a list of errors",
	.extension = "json", .begin = begin, .file = file, .end = end, .cut = cut,
};

const struct reporter reporter_hierarchical = {
	.name = "hierarchical",
	.summary = "standard output of JSON Schema: a tree with annotations",
	.extension = "json", .begin = begin, .file = file, .end = end, .cut = cut,
};

const struct reporter reporter_flag = {
	.name = "flag",
	.summary = "standard output of JSON Schema: valid or not",
	.extension = "json", .begin = begin, .file = file, .end = end, .cut = cut,
};
/* clang-format on */
