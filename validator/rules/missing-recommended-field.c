/*
 * missing-recommended-field: a property is missing that the guide calls required.
 *
 * "required" with a milder severity in the schema of create requests.
 */
#include "lint/lint.h"

const struct rule rule_missing_recommended_field = {
    .info =
	{
	    .name = "missing-recommended-field",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "a property is missing that the guide calls required",
	    .reason = "The guide lists name and description as required; the interface "
		      "description does\n"
		      "not, and requests without them were accepted. The name is what "
		      "people see in\n"
		      "lists and messages: without it, one subscription looks like the "
		      "other. A missing\n"
		      "description is only worth a note.",
	    .bad = "{ \"name\": \"\" }",
	    .good = "{ \"name\": \"Invoice events\" }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Add it.",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a webhook "
		      "subscription, required fields",
	},
};
