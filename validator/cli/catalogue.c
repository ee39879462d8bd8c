/* catalogue: products and event types known, with status and date. */
#include "cli/catalogue.h"

#include <string.h>

#include "finding/safe.h"
#include "finding/trouble.h"
#include "project/command.h"
#include "project/options.h"
#include "project/profile.h"
#include "project/session.h"
#include "project/settings.h"
#include "report/values.h"
#include "run/outputs.h"
#include "service/catalogue.h"

/* An object or array of the JSON as far as it is written: a list may be long. */
struct written {
	FILE *fp;
	int depth; /* blanks in front of what is in it */
	size_t n;
};

/* A line for the next member or element. */
static void
next_line(struct written *w)
{
	fprintf(w->fp, "%s\n%*s", w->n++ != 0 ? "," : "", w->depth, "");
}

static struct written
open_within(struct written *w, char bracket)
{
	putc(bracket, w->fp);
	return (struct written){w->fp, w->depth + 2, 0};
}

static void
close_json(const struct written *w, char bracket)
{
	if (w->n != 0)
		fprintf(w->fp, "\n%*s", w->depth - 2, "");
	putc(bracket, w->fp);
}

static void
put_name(struct written *w, const char *name)
{
	next_line(w);
	fprintf(w->fp, "\"%s\": ", name);
}

static void
put_text(struct written *w, const char *name, struct str text)
{
	struct buf out = BUF_INIT;

	if (text.len == 0)
		return;
	put_name(w, name);
	value_text(&out, text);
	value_flush(&out, w->fp);
	buf_release(&out);
}

static void
put_boolean(struct written *w, const char *name, bool value)
{
	put_name(w, name);
	fputs(value ? "true" : "false", w->fp);
}

static void
event_json(struct written *list, const struct catalogue *c,
	   const struct catalogue_event *e)
{
	struct written w;

	next_line(list);
	w = open_within(list, '{');
	put_text(&w, "name", e->name);
	put_text(&w, "status", str_from(catalogue_status_name(e->status)));
	put_text(&w, "since", e->since);
	put_text(&w, "until", e->until);
	put_text(&w, "source", e->source);
	put_text(&w, "note", e->note);
	if (catalogue_has_own(c))
		put_boolean(&w, "enabled", e->enabled);
	close_json(&w, '}');
}

static void
product_json(struct written *list, const struct catalogue *c,
	     const struct catalogue_product *p)
{
	struct written w, events;

	next_line(list);
	w = open_within(list, '{');
	put_text(&w, "productId", p->id);
	put_text(&w, "title", p->title);
	put_text(&w, "status", str_from(catalogue_status_name(p->status)));
	put_text(&w, "until", p->until);
	put_text(&w, "enabledBy", p->enabled_by);
	put_text(&w, "note", p->note);
	put_boolean(&w, "messageLevelEncryption", p->mle);
	if (catalogue_has_own(c))
		put_boolean(&w, "enabled", p->enabled);
	put_name(&w, "eventTypes");
	events = open_within(&w, '[');
	for (size_t i = 0; i < p->nevents; i++)
		event_json(&events, c, &p->events[i]);
	close_json(&events, ']');
	close_json(&w, '}');
}

/* Everything, or the one product. */
static void
as_json(FILE *fp, const struct catalogue *c, const struct catalogue_product *only)
{
	struct written top = {fp, 0, 0}, root = open_within(&top, '{'), products;
	const struct catalogue_product *p;

	put_text(&root, "date", catalogue_date(c));
	put_name(&root, "products");
	products = open_within(&root, '[');
	for (size_t i = 0; (p = catalogue_at(c, i)) != NULL; i++) {
		if (only == NULL || p == only)
			product_json(&products, c, p);
	}
	close_json(&products, ']');
	close_json(&root, '}');
	putc('\n', fp);
}

/* A text as it may be shown, it may come from a list; then blanks up to width. */
static void
show(FILE *fp, struct str text, size_t width)
{
	struct buf safe = BUF_INIT;
	size_t columns;

	safe_add_first(&safe, text);
	columns = safe_columns(buf_str(&safe));
	fprintf(fp, "%.*s%*s", STR_ARG(buf_str(&safe)),
		columns < width ? (int)(width - columns) : 0, "");
	buf_release(&safe);
}

/* A line of its own, if there is anything to say. */
static void
show_line(FILE *fp, const char *before, struct str text)
{
	if (text.len == 0)
		return;
	fputs(before, fp);
	show(fp, text, 0);
	putc('\n', fp);
}

/* What is special: "removed in 2025-09; not enabled for your organization". */
static void
remark(FILE *fp, const struct catalogue *c, enum catalogue_status status,
       struct str until, bool enabled)
{
	bool off = catalogue_has_own(c) && !enabled;

	if (status != CATALOGUE_CURRENT) {
		fprintf(fp, "  (%s", catalogue_status_name(status));
		if (until.len != 0)
			putc(' ', fp);
		show(fp, until, 0);
		fputs(off ? ", not enabled for your organization)" : ")", fp);
	} else if (off) {
		fputs("  (not enabled for your organization)", fp);
	}
	putc('\n', fp);
}

static void
list_products(FILE *fp, const struct catalogue *c)
{
	const struct catalogue_product *p;

	for (size_t i = 0; (p = catalogue_at(c, i)) != NULL; i++) {
		show(fp, p->id, 28);
		fprintf(fp, " %3zu event type%s", p->nevents,
			p->nevents == 1 ? "" : "s");
		remark(fp, c, p->status, p->until, p->enabled);
	}
	fprintf(fp,
		"\ncatalogue of %.*s; the events of a product: hookvet catalogue "
		"PRODUCT\n",
		STR_ARG(catalogue_date(c)));
}

static void
list_events(FILE *fp, const struct catalogue *c, const struct catalogue_product *p,
	    bool verbose)
{
	show(fp, p->id, 0);
	if (p->title.len != 0)
		fputs(": ", fp);
	show(fp, p->title, 0);
	remark(fp, c, p->status, p->until, p->enabled);
	show_line(fp, "  ", p->note);
	show_line(fp, "  to be enabled by: ", p->enabled_by);
	if (p->mle)
		fputs("  needs message-level encryption keys first\n", fp);
	for (size_t i = 0; i < p->nevents; i++) {
		const struct catalogue_event *e = &p->events[i];

		fputs("  ", fp);
		show(fp, e->name, 0);
		remark(fp, c, e->status, e->until, e->enabled);
		if (!verbose)
			continue;
		show_line(fp, "      since ", e->since);
		show_line(fp, "      source: ", e->source);
		show_line(fp, "      ", e->note);
	}
	fprintf(fp, "\ncatalogue of %.*s\n", STR_ARG(catalogue_date(c)));
}

const struct catalogue_product *
product_named(const struct catalogue *c, const char *name)
{
	const struct catalogue_product *p = catalogue_product(c, str_from(name)), *near;

	if (p != NULL)
		return p;
	near = catalogue_near_product(c, str_from(name));
	if (near != NULL)
		say("there is no product '%s'; a similar one exists: '%.*s'", name,
		    STR_ARG(near->id));
	else
		say("there is no product '%s'; see: hookvet catalogue", name);
	return NULL;
}

static enum verdict
print_catalogue(const struct profile *p, const struct options *o)
{
	const struct catalogue_product *only = NULL;
	struct list_output out;

	if (o->operands.n != 0) {
		only = product_named(p->catalogue, o->operands.items[0]);
		if (only == NULL)
			return VERDICT_TROUBLE;
	}
	if (!list_open(&out, o))
		return VERDICT_TROUBLE;
	if (strcmp(out.format, "json") == 0)
		as_json(out.fp, p->catalogue, only);
	else if (only != NULL)
		list_events(out.fp, p->catalogue, only, o->verbose);
	else
		list_products(out.fp, p->catalogue);
	return list_close(&out) ? VERDICT_CLEAN : VERDICT_TROUBLE;
}

static enum verdict
run(const struct options *o)
{
	struct session s;
	const struct profile *p = profile_begin(&s, o);
	enum verdict v = p != NULL ? print_catalogue(p, o) : VERDICT_TROUBLE;

	session_release(&s);
	return v;
}

const struct subcommand command_catalogue = {
    .name = "catalogue",
    .operands = "[PRODUCT]",
    .summary = "products and event types known, with status and date",
    .formats = "text json",
    .options = IN_CATALOGUE,
    .words = WORDS_PRODUCT,
    .run = run,
};
