/*
 * missing-field: a required property is missing.
 *
 * Keyword "required" of a schema.
 */
#include "rules/lint.h"

const struct rule rule_missing_field = {
    .info =
	{
	    .name = "missing-field",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "a required property is missing",
	    .reason = "Without it the request says too little: the service cannot know "
		      "for whom, for\n"
		      "what or where to it shall deliver, and refuses it. If an "
		      "unknown property of a\n"
		      "similar name is there, it is the misspelt one, and both are "
		      "shown as one\n"
		      "finding.",
	    .bad = "{ \"webhookUrl\": null }",
	    .good = "{ \"webhookUrl\": \"https://hooks.acme-store.com/cybersource\" }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Add the property. Suggested fix if a similar name is there: "
		   "rename it.",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a webhook "
		      "subscription, required fields; JSON Schema 2020-12, Validation, "
		      "6.5.3",
	},
};
