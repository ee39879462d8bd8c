/*
 * repeated-value: the same value twice in a list of a schema.
 *
 * "enum" SHOULD be without repetition.
 */
#include "lint/lint.h"

const struct rule rule_repeated_value = {
    .info =
	{
	    .name = "repeated-value",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "the same value stands twice in \"enum\"",
	    .reason = "The second one changes nothing; often another value was meant. "
		      "1 and 1.0 are the\n"
		      "same number. Said by 'hookvet schema check'.",
	    .bad = "{ \"enum\": [ \"SELF\", \"DESCENDANTS\", \"SELF\" ] }",
	    .good = "{ \"enum\": [ \"SELF\", \"DESCENDANTS\", \"CUSTOM\" ] }",
	    .example = EXAMPLE_SCHEMA,
	    .fix = "Remove the later one.",
	    .source = "JSON Schema 2020-12, Validation, 6.1.2",
	},
};
