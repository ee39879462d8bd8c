/* catalogue: products and event types known, with status and date. */
#include "rules/catalogue.h"

#include <jansson.h>
#include <string.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/outputs.h"
#include "cli/profile.h"
#include "cli/say.h"
#include "cli/session.h"
#include "cli/settings.h"

static void
set(json_t *object, const char *member, struct str text)
{
	if (text.len != 0)
		json_object_set_new(object, member, json_stringn(text.s, text.len));
}

static json_t *
event_json(const struct catalogue *c, const struct catalogue_event *e)
{
	json_t *object = json_object();

	set(object, "name", e->name);
	set(object, "status", str_from(catalogue_status_name(e->status)));
	set(object, "since", e->since);
	set(object, "until", e->until);
	set(object, "source", e->source);
	set(object, "note", e->note);
	if (catalogue_has_own(c))
		json_object_set_new(object, "enabled", json_boolean(e->enabled));
	return object;
}

static json_t *
product_json(const struct catalogue *c, const struct catalogue_product *p)
{
	json_t *object = json_object(), *events = json_array();

	set(object, "productId", p->id);
	set(object, "title", p->title);
	set(object, "status", str_from(catalogue_status_name(p->status)));
	set(object, "until", p->until);
	set(object, "enabledBy", p->enabled_by);
	set(object, "note", p->note);
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

	set(root, "date", catalogue_date(c));
	for (size_t i = 0; (p = catalogue_at(c, i)) != NULL; i++) {
		if (only == NULL || p == only)
			json_array_append_new(products, product_json(c, p));
	}
	json_object_set_new(root, "products", products);
	json_dumpf(root, fp, JSON_INDENT(2));
	putc('\n', fp);
	json_decref(root);
}

/* What is special: "removed in 2025-09; not enabled for your organization". */
static void
remark(FILE *fp, const struct catalogue *c, enum catalogue_status status,
       struct str until, bool enabled)
{
	bool off = catalogue_has_own(c) && !enabled;

	if (status != CATALOGUE_CURRENT)
		fprintf(fp, "  (%s%s%.*s%s)", catalogue_status_name(status),
			until.len != 0 ? " " : "", STR_ARG(until),
			off ? ", not enabled for your organization" : "");
	else if (off)
		fputs("  (not enabled for your organization)", fp);
	putc('\n', fp);
}

static void
list_products(FILE *fp, const struct catalogue *c)
{
	const struct catalogue_product *p;

	for (size_t i = 0; (p = catalogue_at(c, i)) != NULL; i++) {
		fprintf(fp, "%-28.*s %3zu event type%s", STR_ARG(p->id), p->nevents,
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
	fprintf(fp, "%.*s", STR_ARG(p->id));
	if (p->title.len != 0)
		fprintf(fp, ": %.*s", STR_ARG(p->title));
	remark(fp, c, p->status, p->until, p->enabled);
	if (p->note.len != 0)
		fprintf(fp, "  %.*s\n", STR_ARG(p->note));
	if (p->enabled_by.len != 0)
		fprintf(fp, "  to be enabled by: %.*s\n", STR_ARG(p->enabled_by));
	if (p->mle)
		fputs("  needs message-level encryption keys first\n", fp);
	for (size_t i = 0; i < p->nevents; i++) {
		const struct catalogue_event *e = &p->events[i];

		fprintf(fp, "  %.*s", STR_ARG(e->name));
		remark(fp, c, e->status, e->until, e->enabled);
		if (verbose && e->since.len != 0)
			fprintf(fp, "      since %.*s\n", STR_ARG(e->since));
		if (verbose && e->source.len != 0)
			fprintf(fp, "      source: %.*s\n", STR_ARG(e->source));
		if (verbose && e->note.len != 0)
			fprintf(fp, "      %.*s\n", STR_ARG(e->note));
	}
	fprintf(fp, "\ncatalogue of %.*s\n", STR_ARG(catalogue_date(c)));
}

static bool
find(const struct catalogue *c, const struct options *o,
     const struct catalogue_product **only)
{
	const struct catalogue_product *near;
	const char *name;

	*only = NULL;
	if (o->operands.n == 0)
		return true;
	if (o->operands.n > 1) {
		say("one product at a time, or none for all");
		return false;
	}
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
print(struct session *s, const struct options *o)
{
	const struct profile *p = profile_current(s);
	const struct catalogue_product *only;
	struct list_output out;

	if (p == NULL) {
		problems_print(s);
		return VERDICT_TROUBLE;
	}
	if (!find(p->catalogue, o, &only) || !list_open(&out, o))
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
		v = print(&s, o);
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
