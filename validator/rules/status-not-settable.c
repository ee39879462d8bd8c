/*
 * status-not-settable: a status that a request cannot set.
 *
 * An "enum" in the schemas of requests.
 */
#include "lint/lint.h"

const struct rule rule_status_not_settable = {
    .info =
	{
	    .name = "status-not-settable",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "a status that a request cannot set",
	    .reason = "A request switches a subscription on (ACTIVE) or off "
		      "(INACTIVE). SUSPENDED,\n"
		      "PENDING_REVIEW and BLOCKED are findings of the service about "
		      "your server and\n"
		      "your URLs; they end by themselves or by support.",
	    .bad = "{ \"status\": \"SUSPENDED\" }",
	    .good = "{ \"status\": \"INACTIVE\" }",
	    .example = EXAMPLE_WHOLE,
	    .example_kind = "status-request",
	    .fix = "Write ACTIVE or INACTIVE.",
	    .source = "Webhooks Implementation Guide 26.7.01, Update the status of a "
		      "subscription",
	},
};
