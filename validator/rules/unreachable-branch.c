/*
 * unreachable-branch: a branch of anyOf or oneOf that never decides anything.
 */
#include "lint/lint.h"

const struct rule rule_unreachable_branch = {
    .info =
	{
	    .name = "unreachable-branch",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "a branch of \"anyOf\" or \"oneOf\" that is never taken",
	    .reason = "A branch that repeats another one, follows one that accepts "
		      "everything, or is of\n"
		      "a type that the schema excludes decides nothing; in \"oneOf\" "
		      "two equal branches\n"
		      "even refuse what they describe. Said by 'hookvet schema check'.",
	    .bad = "{ \"oneOf\": [ { \"const\": \"KEY\" }, { \"const\": \"oAuth\" },\n"
		   "             { \"const\": \"KEY\" } ] }",
	    .good =
		"{ \"oneOf\": [ { \"const\": \"KEY\" }, { \"const\": \"oAuth\" } ] }",
	    .example = EXAMPLE_SCHEMA,
	    .fix = "Remove the branch, or make it say what was meant.",
	    .source = "JSON Schema 2020-12, Core, 10.2.1",
	},
};
