/*
 * gave-up: a check ended because it would take too long.
 *
 * Patterns and deeply nested schemas have a budget.
 */
#include "lint/lint.h"

const struct rule rule_gave_up = {
    .info =
	{
	    .name = "gave-up",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "a check was given up: whether the value is valid is not known",
	    .reason =
		"Some patterns need more time the longer the text is, without "
		"limit: (a+)+$ on\n"
		"forty letters runs for hours. The same input always ends at the "
		"same point,\n"
		"whatever the machine. A value that could not be checked does not "
		"pass.",
	    .bad =
		"a pattern such as ^(a|aa)+$ with a back reference, and a long value",
	    .good = "a pattern that can match in one way only: ^a+$",
	    .example = EXAMPLE_NONE,
	    .fix = "Write the pattern so that it can match in one way only, or nest "
		   "less deeply.",
	    .source = "JSON Schema 2020-12, Core, 10 (security considerations)",
	},
};
