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

static json_t *
gitlab_location(const struct diag *d, const char *path)
{
	json_t *v = json_object(), *lines = json_object();

	json_object_set_new(lines, "begin", json_integer((json_int_t)d->start.line));
	json_object_set_new(lines, "end", json_integer((json_int_t)d->end.line));
	json_object_set_new(v, "path", value_string(path));
	json_object_set_new(v, "lines", lines);
	return v;
}

static json_t *
entry(struct state *st, const struct diag *d, const char *path)
{
	json_t *v = json_object(), *content;
	uint64_t hash = fingerprint_stable(d, path);
	struct buf text = BUF_INIT;
	char name[48];

	snprintf(name, sizeof(name), "%016" PRIx64 "-%zu", hash,
		 fingerprint_count(&st->seen, hash));
	report_sentence(&text, d->message);
	json_object_set_new(v, "description", value_text(buf_str(&text)));
	json_object_set_new(v, "check_name", value_string(d->rule->name));
	json_object_set_new(v, "fingerprint", json_string(name));
	json_object_set_new(v, "severity", json_string(severity(d)));
	json_object_set_new(v, "location", gitlab_location(d, path));
	if (d->notes != NULL || d->help != NULL) {
		buf_clear(&text);
		report_explain(&text, d);
		content = json_object();
		json_object_set_new(content, "body", value_text(buf_str(&text)));
		json_object_set_new(v, "content", content);
	}
	buf_release(&text);
	return v;
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
	const char *path;

	(void)ctx;
	if (report_first(r) == NULL)
		return;
	path = report_relative(&st->roots, r->path);
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d)) {
		fputs(st->n++ != 0 ? ",\n  " : "\n  ", fp);
		value_write(fp, entry(st, d, path));
	}
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
    .begin = begin,
    .file = file,
    .end = end,
    .cut = cut,
};
