/*
 * pattern-mismatch: the text has not the form that is wanted.
 *
 * Keyword "pattern" of a schema.
 */
#include "lint/lint.h"

const struct rule rule_pattern_mismatch = {
    .info =
	{
	    .name = "pattern-mismatch",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "the text has not the form that is wanted",
	    .reason = "The field has a fixed form, as an id has. What does not have it "
		      "cannot be right,\n"
		      "whatever it says.",
	    .bad = "{ \"webhookId\": \"FD1A3C6B20F41B7EE0634F588E0A11C9\" }",
	    .good = "{ \"webhookId\": \"fd1a3c6b-20f4-1b7e-e063-4f588e0a11c9\" }",
	    .example = EXAMPLE_SUBSCRIPTION,
	    .fix = "Write the value in the form that is named.",
	    .source = "JSON Schema 2020-12, Validation, 6.3.3",
	},
};
