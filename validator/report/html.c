/*
 * html: one self-contained page.
 *
 * Everything is in it and nothing is fetched: the Content-Security-Policy
 * allows exactly this style and this script, by their hashes.  Without a
 * script the page is whole; the script only adds the filter.  The summary
 * stands at the top but is known at the end, so the findings wait in a spool.
 */
#include "report/reporters.h"

#include <stdlib.h>

#include "base/mem.h"
#include "report/excerpt.h"
#include "report/extras.h"
#include "report/html-parts.h"
#include "report/summary.h"
#include "report/tempfile.h"
#include "report/xml.h"

enum { PART = 50 }; /* findings that the browser lays out, or passes over, together */

struct state {
	FILE *body, *clean;
	size_t nclean;
	struct excerpt excerpt;
	bool *fired; /* per rule of the table */
	struct extras extras;
};

static void *
begin(FILE *fp, const struct report_context *ctx)
{
	struct state *st = xcalloc(1, sizeof(*st));

	(void)fp;
	st->body = tempfile_open();
	st->clean = tempfile_open();
	st->fired = xcalloc(ctx->rules != NULL ? ctx->rules->n : 1, sizeof(*st->fired));
	return st;
}

/* The anchor of the rule's explanation. */
static void
anchor(struct state *st, const struct report_context *ctx, const struct diag *d,
       char name[32])
{
	size_t i = rule_number(ctx->rules, d->rule);

	if (ctx->rules == NULL || i == ctx->rules->n) {
		snprintf(name, 32, "policy-%zu", extras_number(&st->extras, d));
		return;
	}
	st->fired[i] = true;
	snprintf(name, 32, "rule-%zu", i);
}

static void
source(struct state *st, size_t line, const char *element)
{
	const struct excerpt *e = &st->excerpt;

	fprintf(st->body, "<pre><span class=\"no\">%zu</span> <code>", line);
	xml_text(st->body, buf_str(&e->before));
	fprintf(st->body, "<%s>", element);
	if (e->marked.len != 0)
		xml_text(st->body, buf_str(&e->marked));
	else
		fputs(" ", st->body);
	fprintf(st->body, "</%s>", element);
	xml_text(st->body, buf_str(&e->after));
	fputs("</code></pre>\n", st->body);
}

static void
html_related(struct state *st, const struct result *r, const struct related *rel)
{
	fputs("<p class=\"note\">", st->body);
	xml_string(st->body, rel->file != NULL ? rel->file : r->path);
	fprintf(st->body, ":%zu:%zu: ", rel->start.line, rel->start.column);
	xml_string(st->body, rel->message);
	fputs("</p>\n", st->body);
	if (rel->file == NULL && r->diags->text.len != 0)
		excerpt_make(&st->excerpt, r->diags, rel->span);
	else if (rel->file != NULL && rel->line_text.len != 0)
		excerpt_line(&st->excerpt, rel->line_text,
			     excerpt_span(rel->line_text, rel->start, rel->end));
	else
		return;
	source(st, rel->start.line, "mark");
}

static void
heading(struct state *st, const struct report_context *ctx, const struct result *r,
	const struct diag *d)
{
	const char *word = severity_name(d->severity);
	char name[32];

	anchor(st, ctx, d, name);
	fprintf(st->body, "<article class=\"finding %s\" data-severity=\"%s\"", word,
		word);
	xml_attribute(st->body, "data-rule", d->rule->name);
	fprintf(st->body, ">\n<h3><span class=\"word\">%s</span> ", word);
	xml_string(st->body, d->message);
	fputs("</h3>\n<p class=\"place\">", st->body);
	xml_string(st->body, r->path);
	fprintf(st->body, ":%zu:%zu, <a href=\"#%s\">", d->start.line, d->start.column,
		name);
	xml_string(st->body, d->rule->name);
	fputs("</a>", st->body);
	if (d->pointer != NULL && d->pointer[0] != '\0') {
		fputs(", <code>", st->body);
		xml_string(st->body, d->pointer);
		fputs("</code>", st->body);
	}
	fputs("</p>\n", st->body);
}

static void
html_finding(struct state *st, const struct report_context *ctx, const struct result *r,
	     const struct diag *d)
{
	size_t line;

	heading(st, ctx, r, d);
	if (r->diags->text.len != 0) {
		excerpt_make(&st->excerpt, r->diags, d->span);
		source(st, d->start.line, "mark");
	}
	for (const struct related *rel = d->related; rel != NULL; rel = rel->next)
		html_related(st, r, rel);
	for (const struct note *n = d->notes; n != NULL; n = n->next) {
		fputs("<p class=\"note\">", st->body);
		xml_string(st->body, n->text);
		fputs("</p>\n", st->body);
	}
	if (d->help != NULL) {
		fputs("<p class=\"help\"><strong>Help:</strong> ", st->body);
		xml_string(st->body, d->help);
		fprintf(st->body, "%s</p>\n", report_fix_word(d->fixes));
	}
	line = d->fixes != NULL ? report_preview(&st->excerpt, r->diags, d->fixes) : 0;
	if (line != 0)
		source(st, line, "ins");
	fputs("</article>\n", st->body);
}

static void
title(FILE *fp, const struct result *r)
{
	xml_string(fp, r->path);
	if (r->record != 0)
		fprintf(fp, " (record %zu)", r->record);
}

static void
file(void *state, FILE *fp, const struct report_context *ctx, const struct result *r)
{
	struct state *st = state;
	size_t n = 0;

	(void)fp;
	if (r->skipped)
		return;
	if (report_first(r) == NULL && r->timeline == NULL) {
		fputs("<li>", st->clean);
		title(st->clean, r);
		fputs("</li>\n", st->clean);
		st->nclean++;
		return;
	}
	fputs("<section class=\"file\">\n<h2>", st->body);
	title(st->body, r);
	fputs("</h2>\n", st->body);
	if (r->kind != NULL) {
		fputs("<p class=\"kind\">", st->body);
		xml_string(st->body, r->kind);
		fputs("</p>\n", st->body);
	}
	if (r->timeline != NULL)
		fputs(r->timeline, st->body);
	if (report_first(r) == NULL)
		fputs("<p>No problems.</p>\n", st->body);
	for (const struct diag *d = report_first(r); d != NULL; d = report_next(d)) {
		if (n % PART == 0)
			fputs("<div class=\"part\">\n", st->body);
		html_finding(st, ctx, r, d);
		if (++n % PART == 0 || report_next(d) == NULL)
			fputs("</div>\n", st->body);
	}
	fputs("</section>\n", st->body);
}

static void
paragraph(FILE *fp, const char *class, const char *word, const char *text)
{
	if (text == NULL)
		return;
	fprintf(fp, "<p class=\"%s\">%s", class, word);
	/* line breaks are ours: the text is not from an input */
	for (const char *end; text[0] != '\0'; text = end + (*end == '\n')) {
		end = strchr(text, '\n');
		end = end != NULL ? end : text + strlen(text);
		xml_text(fp, (struct str){text, (size_t)(end - text)});
		if (*end == '\n')
			putc('\n', fp);
	}
	fputs("</p>\n", fp);
}

static void
rules(struct state *st, FILE *fp, const struct report_context *ctx)
{
	fputs("<section class=\"rules\">\n<h2>Rules</h2>\n", fp);
	for (size_t i = 0; ctx->rules != NULL && i < ctx->rules->n; i++) {
		const struct rule_info *rule = &ctx->rules->rules[i];

		if (!st->fired[i])
			continue;
		fprintf(fp, "<article id=\"rule-%zu\" class=\"rule\">\n<h3>", i);
		xml_string(fp, rule->name);
		fputs("</h3>\n", fp);
		paragraph(fp, "summary", "", rule->summary);
		paragraph(fp, "reason", "", rule->reason);
		paragraph(fp, "example", "Wrong: ", rule->bad);
		paragraph(fp, "example", "Right: ", rule->good);
		paragraph(fp, "help", "<strong>Help:</strong> ", rule->fix);
		paragraph(fp, "kind", "Source: ", rule->source);
		fputs("</article>\n", fp);
	}
	for (size_t i = 0; i < st->extras.n; i++) {
		fprintf(fp, "<article id=\"policy-%zu\" class=\"rule\">\n<h3>", i);
		xml_string(fp, st->extras.list[i].name);
		fputs("</h3>\n<p>A policy of the configuration.</p>\n</article>\n", fp);
	}
	fputs("</section>\n", fp);
}

static void
head(FILE *fp, const char *counts)
{
	fprintf(
	    fp,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
	    "'none'; style-src '" HTML_STYLE_HASH "'; script-src '" HTML_SCRIPT_HASH
	    "'; base-uri 'none'; "
	    "form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n<title>hookvet: %s</title>\n<style>%s</style>\n"
	    "</head>\n<body>\n",
	    counts, html_style);
}

static void
overview(FILE *fp, const struct report_context *ctx, const struct summary *s,
	 const char *counts)
{
	fprintf(fp,
		"<header>\n<h1>Webhook subscriptions: %s</h1>\n"
		"<p>hookvet %s checked %zu file%s",
		counts, ctx->version, s->files, s->files == 1 ? "" : "s");
	if (s->documents > s->files)
		fprintf(fp, " with %zu documents", s->documents);
	if (s->skipped != 0)
		fprintf(fp, ", skipped %zu", s->skipped);
	if (s->suppressed != 0)
		fprintf(fp, "; %zu suppressed", s->suppressed);
	if (s->baselined != 0)
		fprintf(fp, "; %zu in the baseline", s->baselined);
	if (s->fixable_safe != 0)
		fprintf(fp, "; <code>hookvet check --fix</code> fixes %zu",
			s->fixable_safe);
	fputs(".</p>\n</header>\n<main>\n", fp);
	if (s->errors + s->warnings + s->infos != 0)
		fputs(html_filter, fp);
}

static void
end(void *state, FILE *fp, const struct report_context *ctx, const struct summary *s)
{
	struct state *st = state;
	struct buf counts = BUF_INIT;

	summary_counts(&counts, s);
	head(fp, counts.s);
	overview(fp, ctx, s, counts.s);
	tempfile_copy(st->body, fp);
	if (st->nclean != 0)
		fprintf(
		    fp,
		    "<details>\n<summary>%zu file%s without problems</summary>\n<ul>\n",
		    st->nclean, st->nclean == 1 ? "" : "s");
	tempfile_copy(st->clean, fp);
	if (st->nclean != 0)
		fputs("</ul>\n</details>\n", fp);
	if (s->errors + s->warnings + s->infos != 0)
		rules(st, fp, ctx);
	fprintf(fp, "</main>\n<script>%s</script>\n</body>\n</html>\n", html_script);
	excerpt_release(&st->excerpt);
	extras_release(&st->extras);
	free(st->fired);
	free(st);
	buf_release(&counts);
}

static void
cut(void *state, FILE *fp, const struct report_context *ctx, const struct cut *c)
{
	(void)state;
	(void)ctx;
	fprintf(fp,
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
		"charset=\"utf-8\">\n<title>hookvet: incomplete</title>\n</head>\n"
		"<body>\n<h1>Not everything was checked: %s</h1>\n"
		"<p>What was found before that is not shown.</p>\n</body>\n</html>\n",
		c->why);
}

const struct reporter reporter_html = {
    .name = "html",
    .summary = "one page with sources, rules and retry timelines",
    .extension = "html",
    .spools = 2,
    .begin = begin,
    .file = file,
    .end = end,
    .cut = cut,
};
