/*
 * read-only-field: a property that only the service sets.
 *
 * Members that the service makes, in a request.
 */
#include "lint/lint.h"

const struct rule rule_read_only_field = {
    .info =
	{
	    .name = "read-only-field",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "a property that only the service sets",
	    .reason = "The id, the dates, the version and the kind of delivery are "
		      "made by the service,\n"
		      "and come in its responses. In a request they have no effect: "
		      "often they show\n"
		      "that a response was copied to make the request. The status of a "
		      "new subscription\n"
		      "cannot be chosen; in version 2 of the API it is changed by a "
		      "request of its own.",
	    .bad = "{ \"name\": \"Invoice events\", \"createdOn\": "
		   "\"2026-07-02T15:39:56.931Z\" }",
	    .good = "{ \"name\": \"Invoice events\" }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Suggested fix: remove it. To set the status: PUT "
		   ".../v2/webhooks/{webhookId}/status.",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a webhook "
		      "subscription, example response; Update the status",
	},
};
