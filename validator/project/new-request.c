/* new-request: see the header. */
#include "project/new-request.h"

#include <string.h>

#include "base/buf.h"
#include "project/options.h"
#include "service/catalogue.h"
#include "service/retry.h"

enum { HOURS = 24, MINUTES = REQUEST_MINUTES, MOST_RETRIES = 20 };

#define OWNER "<YOUR ORGANIZATION ID>"

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

json_t *
request_events(const struct request *r, size_t product)
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
		json_array_append_new(list,
				      json_pack("{s:o, s:o}", "productId",
						json_str(r->products[i]->id),
						"eventTypes", request_events(r, i)));
	return list;
}

/* What was asked for, or a day, if the settings that hold here allow as much. */
static uint64_t
retry_minutes(const struct options *o)
{
	uint64_t day = HOURS * MINUTES, most = o->retry_horizon_minutes;

	if (o->retry_hours != OPTION_UNSET)
		return (o->retry_hours < REQUEST_HOURS_MOST ? o->retry_hours
							    : REQUEST_HOURS_MOST) *
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
	    (wanted & REQUEST_ORGANIZATION) != 0 ? given_or(o->organization, OWNER)
						 : NULL,
	    "products", products(r), "webhookUrl",
	    (wanted & REQUEST_URL) != 0 ? given_or(o->url, "<YOUR WEBHOOK URL>") : NULL,
	    "healthCheckUrl",
	    (wanted & REQUEST_HEALTH) != 0
		? given_or(o->health, "<YOUR HEALTH CHECK URL>")
		: NULL,
	    "notificationScope",
	    (wanted & REQUEST_SCOPE) != 0 ? given_or(o->scope, "SELF") : NULL,
	    "retryPolicy", (wanted & REQUEST_RETRY) != 0 ? retry_policy(o) : NULL,
	    "securityPolicy",
	    (wanted & REQUEST_SECURITY) != 0 ? security_policy(o) : NULL);
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
	v = members(r, name.s, REQUEST_MEMBERS);
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

const struct request_form request_forms[] = {
    {KIND_CREATE_REQUEST, REQUEST_EVENT | REQUEST_MEMBERS, 1, SIZE_MAX, SIZE_MAX,
     create_request},
    {KIND_UPDATE_REQUEST, REQUEST_EVENT | REQUEST_MEMBERS, 0, SIZE_MAX, SIZE_MAX,
     update_request},
    {KIND_STATUS_REQUEST, 0, 0, 0, 0, status_request},
    {KIND_KEY_REQUEST, REQUEST_ORGANIZATION, 0, 0, 0, key_request},
    {KIND_REPLAY_REQUEST, REQUEST_EVENT, 1, 1, 1, replay_request},
};
