/*
 * value-not-allowed: the value is none of those that are allowed.
 *
 * Keywords "enum" and "const" of a schema.
 */
#include "lint/lint.h"

const struct rule rule_value_not_allowed = {
    .info =
	{
	    .name = "value-not-allowed",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "the value is none of those that are allowed",
	    .reason = "The field takes a few fixed words, spelt exactly so. Any other "
		      "is refused, or\n"
		      "read as the default.",
	    .bad = "{ \"retryPolicy\": { \"algorithm\": \"EXPONENTIAL\" } }",
	    .good = "{ \"retryPolicy\": { \"algorithm\": \"GEOMETRIC\" } }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Write one of the values that are listed. Suggested fix if one "
		   "of them is similar.",
	    .source = "OpenAPI description of the service; JSON Schema 2020-12, "
		      "Validation, 6.1.2 and 6.1.3",
	},
};
