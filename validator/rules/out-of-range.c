/*
 * out-of-range: the number is too small, too large or no multiple.
 *
 * Keywords "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" and
 * "multipleOf" of a schema.
 */
#include "lint/lint.h"

const struct rule rule_out_of_range = {
    .info =
	{
	    .name = "out-of-range",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "the number is too small, too large or no multiple",
	    .reason = "A wait of minus one minute or a window of 100 hours has no "
		      "meaning for the\n"
		      "service.",
	    .bad = "{ \"retryPolicy\": { \"firstRetry\": -1 } }",
	    .good = "{ \"retryPolicy\": { \"firstRetry\": 1 } }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Write a number within the range that is named.",
	    .source = "Webhooks Implementation Guide 26.7.01, Retry policy; JSON "
		      "Schema 2020-12, Validation, 6.2",
	},
};
