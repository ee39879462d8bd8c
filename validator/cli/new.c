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
#include "project/options.h"
#include "project/profile.h"
#include "project/session.h"
#include "project/settings.h"
#include "run/check-text.h"
#include "schema/schema.h"
#include "service/catalogue.h"
#include "service/retry.h"

enum { HOURS = 24, HOURS_MOST = 1000000, MINUTES = 60, MOST_RETRIES = 20 };

/* The options that say what is in a request, in the order of their names. */
enum {
	EVENT = 1,
	URL = 2,
	HEALTH = 4,
	ORGANIZATION = 8,
	SCOPE = 16,
	SECURITY = 32,
	RETRY = 64,
	OPTIONS = 7,
	MEMBERS = URL | HEALTH | ORGANIZATION | SCOPE | SECURITY | RETRY
};

static const char *const option_names[OPTIONS] = {
    "event", "url", "health", "organization", "scope", "security", "retry-hours",
};

#define OWNER "<YOUR ORGANIZATION ID>"

struct request {
	const struct options *o;  /* with what the config says */
	const struct list *names; /* of products, as they were given */
	const struct catalogue *catalogue;
	const struct catalogue_product **products; /* none twice */
	size_t n;
	unsigned given;
};

/* -- values */

static json_t *
json_str(struct str text)
{
	return json_stringn(text.s, text.len);
}

static json_t *
given_or(const char *given, const char *placeholder)
{
	return json_string(given != NULL ? given : placeholder);
}

/* Whether an event can be subscribed to, as far as is known. */
static bool
is_offered(const struct request *r, const struct catalogue_event *e)
{
	if (e->status == CATALOGUE_REMOVED)
		return false;
	return catalogue_has_own(r->catalogue)
		   ? e->enabled
		   : e->status == CATALOGUE_CURRENT || e->status == CATALOGUE_OWN;
}

static bool
is_of(const struct request *r, size_t product, const char *event)
{
	return catalogue_event(r->catalogue, r->products[product], str_from(event)) !=
	       NULL;
}

/* Of the first product it is, too, if none of them has it: 'check' says what it is. */
static bool
is_named_for(const struct request *r, size_t product, const char *event)
{
	bool other = product == 0;

	for (size_t i = 0; i < r->n && other; i++)
		other = !is_of(r, i, event);
	return other || is_of(r, product, event);
}

/* Of a product the events that are named or, if none is, all that are offered. */
static json_t *
events_of(const struct request *r, size_t product)
{
	const struct catalogue_product *p = r->products[product];
	json_t *list = json_array();

	for (size_t i = 0; i < r->o->events.n; i++) {
		const char *name = r->o->events.items[i];

		if (is_named_for(r, product, name))
			json_array_append_new(list, json_string(name));
	}
	if (json_array_size(list) != 0)
		return list;
	for (size_t i = 0; i < p->nevents; i++) {
		if (is_offered(r, &p->events[i]))
			json_array_append_new(list, json_str(p->events[i].name));
	}
	return list;
}

static json_t *
products(const struct request *r)
{
	json_t *list = r->n != 0 ? json_array() : NULL;

	for (size_t i = 0; i < r->n; i++)
		json_array_append_new(list, json_pack("{s:o, s:o}", "productId",
						      json_str(r->products[i]->id),
						      "eventTypes", events_of(r, i)));
	return list;
}

/* What was asked for, or a day, if the settings that hold here allow as much. */
static uint64_t
retry_minutes(const struct options *o)
{
	uint64_t day = HOURS * MINUTES, most = o->retry_horizon_minutes;

	if (o->retry_hours != OPTION_UNSET)
		return (o->retry_hours < HOURS_MOST ? o->retry_hours : HOURS_MOST) *
		       MINUTES;
	if (day < o->min_retry_minutes)
		day = o->min_retry_minutes;
	return most == 0 ? 1 : day < most ? day : most;
}

static json_t *
retry_policy(const struct options *o)
{
	uint64_t most = o->max_retries != 0 ? o->max_retries : 1;
	struct retry t =
	    retry_spread(retry_minutes(o), most < MOST_RETRIES ? most : MOST_RETRIES);

	return json_pack("{s:s, s:I, s:I, s:I, s:s, s:i, s:i}", "algorithm",
			 "ARITHMETIC", "firstRetry", (json_int_t)t.first, "interval",
			 (json_int_t)t.interval, "numberOfRetries",
			 (json_int_t)t.number, "deactivateFlag", "true",
			 "repeatSequenceCount", 0, "repeatSequenceWaitTime", 0);
}

static json_t *
security_policy(const struct options *o)
{
	const char *type = o->security != NULL ? o->security : "KEY";
	json_t *config = NULL, *jwt = NULL;

	if (strcmp(type, "oAuth_JWT") == 0)
		jwt = json_pack("{s:s, s:s, s:s, s:s}", "aud", "<YOUR AUDIENCE>",
				"client_id", "<YOUR CLIENT ID>", "keyId",
				"<YOUR KEY ID>", "scope", "<YOUR SCOPE>");
	if (strcmp(type, "KEY") != 0)
		config = json_pack("{s:s, s:s, s:s, s:o*}", "oAuthURL",
				   "<YOUR TOKEN URL>", "oAuthTokenType", "Bearer",
				   "oAuthTokenExpiry", "365", "additionalConfig", jwt);
	return json_pack("{s:s, s:o*}", "securityType", type, "config", config);
}

/* -- kinds of requests */

/* The members of a subscription that wanted has, in the order of the guide. */
static json_t *
members(const struct request *r, const char *name, unsigned wanted)
{
	const struct options *o = r->o;
	json_t *about = NULL;

	if (name != NULL)
		about = json_sprintf("Events of %s", name);
	return json_pack(
	    "{s:o*, s:o*, s:o*, s:o*, s:o*, s:o*, s:o*, s:o*, s:o*}", "name",
	    name != NULL ? json_string(name) : NULL, "description", about,
	    "organizationId",
	    (wanted & ORGANIZATION) != 0 ? given_or(o->organization, OWNER) : NULL,
	    "products", products(r), "webhookUrl",
	    (wanted & URL) != 0 ? given_or(o->url, "<YOUR WEBHOOK URL>") : NULL,
	    "healthCheckUrl",
	    (wanted & HEALTH) != 0 ? given_or(o->health, "<YOUR HEALTH CHECK URL>")
				   : NULL,
	    "notificationScope",
	    (wanted & SCOPE) != 0 ? given_or(o->scope, "SELF") : NULL, "retryPolicy",
	    (wanted & RETRY) != 0 ? retry_policy(o) : NULL, "securityPolicy",
	    (wanted & SECURITY) != 0 ? security_policy(o) : NULL);
}

/* It is called after its products: a name that nobody chose must say something. */
static json_t *
create_request(const struct request *r)
{
	struct buf name = BUF_INIT;
	json_t *v;

	for (size_t i = 0; i < r->n; i++)
		buf_printf(&name, "%s%.*s", i != 0 ? ", " : "",
			   STR_ARG(r->products[i]->id));
	v = members(r, name.s, MEMBERS);
	buf_release(&name);
	return v;
}

/* An update says what is to be another, and nothing else. */
static json_t *
update_request(const struct request *r)
{
	return members(r, NULL, r->given);
}

static json_t *
status_request(const struct request *r)
{
	(void)r;
	return json_pack("{s:s}", "status", "ACTIVE");
}

static json_t *
key_request(const struct request *r)
{
	const char *id = r->o->organization;

	return json_pack("{s:s, s:{s:s, s:o, s:s, s:o, s:s}}", "clientRequestAction",
			 "CREATE", "keyInformation", "provider", "nrtd", "tenant",
			 given_or(id, OWNER), "keyType", "sharedSecret",
			 "organizationId", given_or(id, OWNER), "expiryDuration",
			 "365");
}

static json_t *
replay_request(const struct request *r)
{
	json_t *event = r->o->events.n != 0 ? json_string(r->o->events.items[0]) : NULL;

	return json_pack("{s:{s:s, s:i, s:o, s:o*}}", "byDeliveryStatus", "status",
			 "FAILED", "hoursBack", HOURS, "productId",
			 json_str(r->products[0]->id), "eventType", event);
}

struct form {
	enum kind kind;
	unsigned takes;
	size_t least, products, events; /* how many there must and may be */
	json_t *(*make)(const struct request *r);
};

static const struct form forms[] = {
    {KIND_CREATE_REQUEST, EVENT | MEMBERS, 1, SIZE_MAX, SIZE_MAX, create_request},
    {KIND_UPDATE_REQUEST, EVENT | MEMBERS, 0, SIZE_MAX, SIZE_MAX, update_request},
    {KIND_STATUS_REQUEST, 0, 0, 0, 0, status_request},
    {KIND_KEY_REQUEST, ORGANIZATION, 0, 0, 0, key_request},
    {KIND_REPLAY_REQUEST, EVENT, 1, 1, 1, replay_request},
};

/* -- what was asked for */

static const struct form *
form_of(const struct options *o)
{
	const struct form *f = forms;

	while (o->kind != NULL && strcmp(kind_name(f->kind), o->kind) != 0)
		f++; /* the words of -k are these */
	return f;
}

static unsigned
options_given(const struct options *o)
{
	return (o->events.n != 0 ? EVENT : 0) | (o->url != NULL ? URL : 0) |
	       (o->health != NULL ? HEALTH : 0) |
	       (o->organization != NULL ? ORGANIZATION : 0) |
	       (o->scope != NULL ? SCOPE : 0) | (o->security != NULL ? SECURITY : 0) |
	       (o->retry_hours != OPTION_UNSET ? RETRY : 0);
}

static bool
fits_form(const struct request *r, const struct form *f)
{
	for (unsigned i = 0; i < OPTIONS; i++) {
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
	json_t *list = events_of(r, product);
	bool some = json_array_size(list) != 0;

	json_decref(list);
	if (!some)
		say("no event type of '%.*s' is known to be offered to you; --event "
		    "names one all the same",
		    STR_ARG(r->products[product]->id));
	return some;
}

static bool
is_usable(struct request *r, const struct form *f)
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
say_name(const struct request *r, const struct form *f, struct node root)
{
	enum kind kind = kind_find(root, r->o->output);

	if (kind != f->kind)
		say("'check' takes it for a %s, unless its file is called "
		    "NAME.patch.json; or say: hookvet check -k %s",
		    kind == KIND_NONE ? "file of another kind" : kind_name(kind),
		    kind_name(f->kind));
}

static struct str
text_of(const struct request *r, const struct form *f, struct arena *a)
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
	const struct form *f = form_of(r->o);
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
