/*
 * number-as-string: a number stands in quotes.
 *
 * "numberAsString" in x-hookvet beside "type": "integer".
 */
#include "lint/lint.h"

const struct rule rule_number_as_string = {
    .info =
	{
	    .name = "number-as-string",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "a number stands in quotes",
	    .reason = "The guide prints retry values as strings in one place and as "
		      "numbers in others;\n"
		      "the interface description says number, and so do all responses "
		      "of the service.\n"
		      "Strings seem to be taken today, but nothing promises it, and "
		      "other tools that\n"
		      "read the file will compare \"10\" and 10 as different.",
	    .bad = "{ \"retryPolicy\": { \"firstRetry\": \"10\" } }",
	    .good = "{ \"retryPolicy\": { \"firstRetry\": 10 } }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Safe fix: drop the quotes.",
	    .source = "OpenAPI description of the service, retryPolicy",
	},
};
