/*
 * new: a request to begin with.
 *
 * It is complete and says what the service would otherwise assume.  What the command
 * line leaves out and nobody but the user knows is a placeholder, which 'check' reports
 * (placeholder-value) until it is filled in.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "cli/catalogue.h"
#include "finding/trouble.h"
#include "project/command.h"
#include "project/input.h"
#include "project/new-request.h"
#include "project/options.h"
#include "project/profile.h"
#include "project/session.h"
#include "project/settings.h"
#include "run/check-text.h"
#include "schema/schema.h"
#include "service/catalogue.h"

enum { MINUTES = REQUEST_MINUTES };

static const char *const option_names[REQUEST_OPTIONS] = {
    "event", "url", "health", "organization", "scope", "security", "retry-hours",
};

/* -- what was asked for */

static const struct request_form *
form_of(const struct options *o)
{
	const struct request_form *f = request_forms;

	while (o->kind != NULL && strcmp(kind_name(f->kind), o->kind) != 0)
		f++; /* the words of -k are these */
	return f;
}

static unsigned
options_given(const struct options *o)
{
	return (o->events.n != 0 ? REQUEST_EVENT : 0) |
	       (o->url != NULL ? REQUEST_URL : 0) |
	       (o->health != NULL ? REQUEST_HEALTH : 0) |
	       (o->organization != NULL ? REQUEST_ORGANIZATION : 0) |
	       (o->scope != NULL ? REQUEST_SCOPE : 0) |
	       (o->security != NULL ? REQUEST_SECURITY : 0) |
	       (o->retry_hours != OPTION_UNSET ? REQUEST_RETRY : 0);
}

static bool
fits_form(const struct request *r, const struct request_form *f)
{
	for (unsigned i = 0; i < REQUEST_OPTIONS; i++) {
		if ((r->given & ~f->takes & 1u << i) != 0) {
			say("--%s: a %s has no place for it", option_names[i],
			    kind_name(f->kind));
			return false;
		}
	}
	if (r->names->n < f->least)
		say("which product? see: hookvet catalogue");
	else if (r->names->n > f->products || r->o->events.n > f->events)
		say("a %s names %s", kind_name(f->kind),
		    f->products == 0 ? "no product" : "one product and one event type");
	else if (f->kind == KIND_UPDATE_REQUEST && r->given + r->names->n == 0)
		say("what is to change? Name a product, --url, or another member");
	else
		return true;
	return false;
}

static bool
is_text(const char *text)
{
	return text == NULL || utf8_valid_prefix(text, strlen(text)) == strlen(text);
}

/* What JSON cannot hold; what the service would refuse is for 'check' to say. */
static bool
is_all_text(const struct options *o)
{
	bool ok = is_text(o->url) && is_text(o->health) && is_text(o->organization);

	for (size_t i = 0; i < o->events.n; i++)
		ok = ok && is_text(o->events.items[i]);
	if (!ok)
		say("what stands behind an option is no UTF-8");
	return ok;
}

/* A product is taken once, however often it is named. */
static bool
add_product(struct request *r, const char *name)
{
	const struct catalogue_product *p = product_named(r->catalogue, name);

	if (p == NULL)
		return false;
	for (size_t i = 0; i < r->n; i++) {
		if (r->products[i] == p)
			return true;
	}
	r->products[r->n++] = p;
	return true;
}

/* No product without an event: the service takes none. */
static bool
has_events(const struct request *r, size_t product)
{
	json_t *list = request_events(r, product);
	bool some = json_array_size(list) != 0;

	json_decref(list);
	if (!some)
		say("no event type of '%.*s' is known to be offered to you; --event "
		    "names one all the same",
		    STR_ARG(r->products[product]->id));
	return some;
}

static bool
is_usable(struct request *r, const struct request_form *f)
{
	if (!fits_form(r, f) || !is_all_text(r->o))
		return false;
	for (size_t i = 0; i < r->names->n; i++) {
		if (!add_product(r, r->names->items[i]))
			return false;
	}
	for (size_t i = 0; i < r->n && f->kind != KIND_REPLAY_REQUEST; i++) {
		if (!has_events(r, i))
			return false;
	}
	return true;
}

/* -- the document */

/* Says what 'check' does; placeholders are no surprise.  False: the service refuses it. */
static bool
is_accepted(const struct examined *e)
{
	bool ok = true;

	for (const struct diag *d = e->diags->head; d != NULL; d = d->next) {
		if (d->rule == RULE_PLACEHOLDER_VALUE)
			continue;
		say("%s%s%s [%s]", d->message, d->help != NULL ? "; " : "",
		    d->help != NULL ? d->help : "", d->rule->name);
		ok = ok && d->severity != SEV_ERROR;
	}
	return ok;
}

static bool
write_request(const struct options *o, struct str text)
{
	struct file_writer w;
	int error;

	if (o->output == NULL || strcmp(o->output, "-") == 0) {
		(void)fwrite(text.s, 1, text.len, stdout);
		return true;
	}
	error = file_create_begin(&w, o->output);
	if (error == 0) {
		(void)fwrite(text.s, 1, text.len, w.fp);
		error = file_write_end(&w);
	}
	if (error != 0)
		say("cannot write '%s': %s", o->output, file_write_error(error));
	return error == 0;
}

/* An update may have all that a new subscription has: then only the file's name says it. */
static void
say_name(const struct request *r, const struct request_form *f, struct node root)
{
	enum kind kind = kind_find(root, r->o->output);

	if (kind != f->kind)
		say("'check' takes it for a %s, unless its file is called "
		    "NAME.patch.json; or say: hookvet check -k %s",
		    kind == KIND_NONE ? "file of another kind" : kind_name(kind),
		    kind_name(f->kind));
}

static struct str
text_of(const struct request *r, const struct request_form *f, struct arena *a)
{
	json_t *v = f->make(r);
	char *dump = json_dumps(v, JSON_INDENT(2));
	struct str text = str_from(arena_printf(a, "%s\n", dump));

	json_decref(v);
	free(dump);
	return text;
}

static bool
make(struct session *s, struct request *r, struct eval *eval, struct arena *a)
{
	const struct request_form *f = form_of(r->o);
	struct input in = {.path = r->o->output != NULL ? r->o->output : "<stdout>"};
	struct examined *e;
	struct str text;

	if (!is_usable(r, f))
		return false;
	text = text_of(r, f, a);
	e = check_text(s, &in, text, (struct lines_place){.line = 1}, f->kind, eval, a);
	if (e == NULL || !is_accepted(e) || !write_request(r->o, text))
		return false;
	say_name(r, f, doc_root(e->doc));
	return true;
}

static enum verdict
run(const struct options *o)
{
	struct session s;
	const struct profile *p = profile_begin(&s, o);
	struct request r = {.names = &o->operands};
	struct arena *a = arena_new();
	struct eval *eval = eval_new();
	bool ok = false;

	if (p != NULL) {
		r.o = &p->options;
		r.catalogue = p->catalogue;
		r.given = options_given(r.o);
		r.products = arena_calloc(a, o->operands.n + 1, sizeof(*r.products));
		ok = make(&s, &r, eval, a);
	}
	session_release(&s);
	eval_free(eval);
	arena_free(a);
	return ok ? VERDICT_CLEAN : VERDICT_TROUBLE;
}

const struct subcommand command_new = {
    .name = "new",
    .operands = "[PRODUCT...]",
    .summary = "a complete request to begin with",
    .about = "Writes a request of version 2 of the API, with all event types of the "
	     "products that are offered unless --event names some. What is not given "
	     "is a placeholder that 'check' reports. No file is ever overwritten.",
    .kinds = "create-request update-request status-request key-request "
	     "replay-request",
    .options = IN_NEW,
    .words = WORDS_PRODUCT,
    .run = run,
};
