/*
 * missing-field: a required property is missing.
 *
 * Keyword "required" of a schema.
 */
#include "lint/lint.h"

const struct rule rule_missing_field = {
    .info =
	{
	    .name = "missing-field",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "a required property is missing",
	    .reason =
		"Without it the request says too little: the service cannot know "
		"for whom, what\n"
		"or where to deliver, and refuses it. If an unknown property of "
		"a similar name is\n"
		"there, it is the misspelt one, and both are shown as one finding.",
	    .bad = "{ \"products\": [ { \"productId\": \"eCheck\" } ] }",
	    .good = "{ \"products\": [ { \"productId\": \"eCheck\",\n"
		    "    \"eventTypes\": [ \"payments.voids.failed\" ] } ] }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Add the property. Safe fix if a similar name is there: rename it.",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a webhook "
		      "subscription, required fields; JSON Schema 2020-12, Validation, "
		      "6.5.3",
	},
};
