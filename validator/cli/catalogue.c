/* catalogue: products and event types known, with status and date. */
#include "service/catalogue.h"

#include <jansson.h>
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

static void
set_text(json_t *object, const char *member, struct str text)
{
	if (text.len != 0)
		json_object_set_new(object, member, json_stringn(text.s, text.len));
}

static json_t *
event_json(const struct catalogue *c, const struct catalogue_event *e)
{
	json_t *object = json_object();

	set_text(object, "name", e->name);
	set_text(object, "status", str_from(catalogue_status_name(e->status)));
	set_text(object, "since", e->since);
	set_text(object, "until", e->until);
	set_text(object, "source", e->source);
	set_text(object, "note", e->note);
	if (catalogue_has_own(c))
		json_object_set_new(object, "enabled", json_boolean(e->enabled));
	return object;
}

static json_t *
product_json(const struct catalogue *c, const struct catalogue_product *p)
{
	json_t *object = json_object(), *events = json_array();

	set_text(object, "productId", p->id);
	set_text(object, "title", p->title);
	set_text(object, "status", str_from(catalogue_status_name(p->status)));
	set_text(object, "until", p->until);
	set_text(object, "enabledBy", p->enabled_by);
	set_text(object, "note", p->note);
	json_object_set_new(object, "messageLevelEncryption", json_boolean(p->mle));
	if (catalogue_has_own(c))
		json_object_set_new(object, "enabled", json_boolean(p->enabled));
	for (size_t i = 0; i < p->nevents; i++)
		json_array_append_new(events, event_json(c, &p->events[i]));
	json_object_set_new(object, "eventTypes", events);
	return object;
}

/* Everything, or the one product. */
static void
as_json(FILE *fp, const struct catalogue *c, const struct catalogue_product *only)
{
	json_t *root = json_object(), *products = json_array();
	const struct catalogue_product *p;

	set_text(root, "date", catalogue_date(c));
	for (size_t i = 0; (p = catalogue_at(c, i)) != NULL; i++) {
		if (only == NULL || p == only)
			json_array_append_new(products, product_json(c, p));
	}
	json_object_set_new(root, "products", products);
	value_write_lines(fp, root);
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

static bool
find_near(const struct catalogue *c, const struct options *o,
	  const struct catalogue_product **only)
{
	const struct catalogue_product *near;
	const char *name;

	*only = NULL;
	if (o->operands.n == 0)
		return true;
	name = o->operands.items[0];
	*only = catalogue_product(c, str_from(name));
	if (*only != NULL)
		return true;
	near = catalogue_near_product(c, str_from(name));
	if (near != NULL)
		say("there is no product '%s'; a similar one exists: '%.*s'", name,
		    STR_ARG(near->id));
	else
		say("there is no product '%s'; see: hookvet catalogue", name);
	return false;
}

static enum verdict
print_catalogue(struct session *s, const struct options *o)
{
	const struct profile *p = profile_current(s);
	const struct catalogue_product *only;
	struct list_output out;

	if (p == NULL) {
		problems_print(s);
		return VERDICT_TROUBLE;
	}
	if (!find_near(p->catalogue, o, &only) || !list_open(&out, o))
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
	enum verdict v = VERDICT_TROUBLE;

	if (session_init(&s, o, false))
		v = print_catalogue(&s, o);
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
