/*
 * new: a request to begin with.
 *
 * It is complete and says what the service would otherwise assume.  What the command
 * line leaves out and nobody but the user knows is a placeholder, which 'check' reports
 * (placeholder-value) until it is filled in.
 */
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/catalogue.h"
#include "finding/secret.h"
#include "finding/trouble.h"
#include "load/reader.h"
#include "project/command.h"
#include "project/options.h"
#include "project/profile.h"
#include "project/session.h"
#include "project/settings.h"
#include "service/catalogue.h"
#include "service/retry.h"
#include "service/subscription.h"
#include "service/url.h"

enum { HOURS = 24, MINUTES = 60, MOST_RETRIES = 20 };

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
is_named(const struct request *r, const struct catalogue_event *e)
{
	for (size_t i = 0; i < r->o->events.n; i++) {
		if (str_is(e->name, r->o->events.items[i]))
			return true;
	}
	return false;
}

/* Of each product the events that are named or, if none is, all that are offered. */
static json_t *
events_of(const struct request *r, const struct catalogue_product *p)
{
	json_t *list = json_array();

	for (int named = 1; named >= 0 && json_array_size(list) == 0; named--) {
		for (size_t i = 0; i < p->nevents; i++) {
			const struct catalogue_event *e = &p->events[i];

			if (named != 0 ? is_named(r, e) : is_offered(r, e))
				json_array_append_new(list, json_str(e->name));
		}
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
						      "eventTypes",
						      events_of(r, r->products[i])));
	return list;
}

static uint64_t
clamp(uint64_t n, uint64_t least, uint64_t most)
{
	n = n < least ? least : n;
	return n > most ? most : n;
}

/* What was asked for, or a day; within what the settings that hold here allow. */
static uint64_t
retry_minutes(const struct options *o)
{
	uint64_t hours = o->retry_hours != OPTION_UNSET ? o->retry_hours : HOURS;
	uint64_t most = o->retry_horizon_minutes;

	return clamp(hours > most / MINUTES ? most : hours * MINUTES,
		     o->min_retry_minutes, most != 0 ? most : 1);
}

static json_t *
retry_policy(const struct options *o)
{
	uint64_t most = o->max_retries != 0 ? o->max_retries : 1;
	struct retry t = retry_spread(retry_minutes(o), clamp(MOST_RETRIES, 1, most));

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
text_is_usable(const char *option, const char *text)
{
	const char *why = NULL;

	if (text == NULL)
		return true;
	if (*text == '\0')
		why = "it is empty";
	else if (utf8_valid_prefix(text, strlen(text)) != strlen(text))
		why = "it is no UTF-8";
	for (const char *s = text; *s != '\0' && why == NULL; s++) {
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			why = "it holds a control character";
	}
	if (why != NULL)
		say("--%s: %s", option, why);
	return why == NULL;
}

/* The retries must be what 'check' accepts, by the settings that hold here. */
static bool
hours_are_usable(const struct options *o)
{
	uint64_t hours = o->retry_hours, most = o->retry_horizon_minutes / MINUTES;
	uint64_t least = o->min_retry_minutes != 0 ? o->min_retry_minutes : 1;

	least = least / MINUTES + (least % MINUTES != 0);
	if (hours == OPTION_UNSET || (hours >= least && hours <= most))
		return true;
	say("--retry-hours %" PRIu64 ": expected %" PRIu64 " to %" PRIu64, hours, least,
	    most);
	return false;
}

/* A product is taken once, however often it is named. */
static bool
add_product(struct request *r, const char *name)
{
	const struct catalogue_product *p = product_named(r->catalogue, name);

	if (p == NULL)
		return false;
	if (p->status == CATALOGUE_REMOVED) {
		say("'%s' is no longer offered, since %.*s", name, STR_ARG(p->until));
		return false;
	}
	if (catalogue_has_own(r->catalogue) && !p->enabled) {
		say("'%s' is not in your organization's list", name);
		return false;
	}
	for (size_t i = 0; i < r->n; i++) {
		if (r->products[i] == p)
			return true;
	}
	r->products[r->n++] = p;
	return true;
}

/* Says what is known of an event type that none of the products has. */
static void
say_whose(const struct request *r, struct str name)
{
	const struct catalogue_event *e = catalogue_event_anywhere(r->catalogue, name);

	if (e != NULL) {
		say("'%.*s' is an event type of '%.*s'; name that product%s",
		    STR_ARG(name), STR_ARG(e->product->id),
		    r->n != 0 ? ", too or instead" : "");
		return;
	}
	e = catalogue_near_event(r->catalogue, NULL, name);
	if (e != NULL)
		say("there is no event type '%.*s'; a similar one exists: '%.*s' of "
		    "'%.*s'",
		    STR_ARG(name), STR_ARG(e->name), STR_ARG(e->product->id));
	else
		say("there is no event type '%.*s'; see: hookvet catalogue PRODUCT",
		    STR_ARG(name));
}

static bool
event_is_usable(const struct request *r, const char *name)
{
	const struct catalogue_event *e = NULL;

	for (size_t i = 0; i < r->n && e == NULL; i++)
		e = catalogue_event(r->catalogue, r->products[i], str_from(name));
	if (e == NULL)
		say_whose(r, str_from(name));
	else if (e->status == CATALOGUE_REMOVED)
		say("'%s' is no longer offered, since %.*s", name, STR_ARG(e->until));
	else
		return true;
	return false;
}

/* No product without an event: the service takes none. */
static bool
has_events(const struct request *r, const struct catalogue_product *p)
{
	json_t *list = events_of(r, p);
	size_t n = json_array_size(list);

	json_decref(list);
	if (n == 0)
		say("no event type of '%.*s' is known to be offered%s", STR_ARG(p->id),
		    p->nevents != 0 ? "; --event names one all the same"
				    : "; your organization's list may have some: "
				      "--catalogue");
	return n != 0;
}

static bool
is_usable(struct request *r, const struct form *f)
{
	const struct options *o = r->o;

	if (!fits_form(r, f) || !text_is_usable("url", o->url) ||
	    !text_is_usable("health", o->health) ||
	    !text_is_usable("organization", o->organization) || !hours_are_usable(o))
		return false;
	for (size_t i = 0; i < r->names->n; i++) {
		if (!add_product(r, r->names->items[i]))
			return false;
	}
	for (size_t i = 0; i < o->events.n; i++) {
		if (!event_is_usable(r, o->events.items[i]))
			return false;
	}
	for (size_t i = 0; i < r->n && f->kind != KIND_REPLAY_REQUEST; i++) {
		if (!has_events(r, r->products[i]))
			return false;
	}
	return true;
}

/* -- the document */

/*
 * The URLs are read as in any other document.  What somebody typed may be shown to others,
 * in the log of a job.
 */
static bool
urls_are_usable(const struct doc *doc, struct arena *a)
{
	struct url urls[LINT_URLS];
	struct subscription s;
	struct buf shown = BUF_INIT;
	size_t n, i = 0;

	subscription_read(&s, doc_root(doc));
	n = url_read_all(urls, &s, a);
	while (i < n && urls[i].problem == URL_FINE && url_is_https(&urls[i]))
		i++;
	if (i == n)
		return true;
	secret_redact_urls(&shown, urls[i].text);
	say("the service calls no URL like '%.*s'; expected https://HOST/PATH",
	    STR_ARG(buf_str(&shown)));
	buf_release(&shown);
	return false;
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

/*
 * What the request does not tell, and who writes one should know.  An update may have all
 * that a new subscription has: then only the file's name says which it is.
 */
static void
say_what_else(const struct request *r, const struct form *f, const struct doc *doc)
{
	const char *path = r->o->output;
	enum kind kind = kind_find(doc_root(doc), path);

	for (size_t i = 0; i < r->n && f->kind == KIND_CREATE_REQUEST; i++) {
		if (r->products[i]->mle)
			say("'%.*s' needs message-level encryption first; see: hookvet "
			    "explain encryption-required",
			    STR_ARG(r->products[i]->id));
	}
	if (kind == f->kind)
		return;
	say("'check' takes it for a %s, unless its file is called NAME.patch.json; or "
	    "say: "
	    "hookvet check -k %s",
	    kind == KIND_NONE ? "file of another kind" : kind_name(kind),
	    kind_name(f->kind));
}

static bool
make(struct request *r)
{
	const struct form *f = form_of(r->o);
	struct doc doc = {.name = "", .first_line = 1};
	struct arena *a;
	json_t *v;
	char *dump;
	bool ok;

	if (!is_usable(r, f))
		return false;
	a = arena_new();
	v = f->make(r);
	dump = json_dumps(v, JSON_INDENT(2));
	doc.text = str_from(arena_printf(a, "%s\n", dump));
	json_decref(v);
	free(dump);
	(void)reader_read(&doc, NULL, a);
	ok = urls_are_usable(&doc, a) && write_request(r->o, doc.text);
	if (ok)
		say_what_else(r, f, &doc);
	arena_free(a);
	return ok;
}

static enum verdict
run(const struct options *o)
{
	struct session s;
	const struct profile *p = profile_begin(&s, o);
	struct request r = {.names = &o->operands};
	bool ok = false;

	if (p != NULL) {
		r.o = &p->options;
		r.catalogue = p->catalogue;
		r.given = options_given(r.o);
		r.products = xcalloc(o->operands.n + 1, sizeof(*r.products));
		ok = make(&r);
		free(r.products);
	}
	session_release(&s);
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
