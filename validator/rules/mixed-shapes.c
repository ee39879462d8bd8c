/*
 * mixed-shapes: 'products' beside 'productId' or 'eventTypes'.
 *
 * The form of version 1 and that of version 2 in one body.
 */
#include "lint/lint.h"

const struct rule rule_mixed_shapes = {
    .info =
	{
	    .name = "mixed-shapes",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "'products' beside 'productId' or 'eventTypes'",
	    .reason = "Version 1 of the API has one product with its events at the top "
		      "of the request,\n"
		      "version 2 has an array of products. With both in one body "
		      "nobody can say which\n"
		      "the service reads.",
	    .bad = "{ \"productId\": \"eCheck\",\n"
		   "  \"products\": [ { \"productId\": \"eCheck\",\n"
		   "    \"eventTypes\": [ \"payments.voids.failed\" ] } ] }",
	    .good = "{ \"products\": [ { \"productId\": \"eCheck\",\n"
		    "    \"eventTypes\": [ \"payments.voids.failed\" ] } ] }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Keep 'products', and move into it what is only said outside.",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a webhook "
		      "subscription; SDK documentation of versions 1 and 2",
	},
};
