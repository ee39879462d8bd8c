/*
 * unknown-format: a format that nobody checks.
 *
 * Keyword "format".
 */
#include "lint/lint.h"

const struct rule rule_unknown_format = {
    .info =
	{
	    .name = "unknown-format",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "a format that nobody checks",
	    .reason = "A validator may pass over formats that it does not know, so a "
		      "misspelt name\n"
		      "switches the check off without a word.",
	    .bad = "{ \"format\": \"datetime\" }",
	    .good = "{ \"format\": \"date-time\" }",
	    .example = EXAMPLE_SCHEMA,
	    .fix = "Write the name of a format that exists; a similar one is shown.",
	    .source = "JSON Schema 2020-12, Validation, 7.2.2 and 7.3",
	},
};
