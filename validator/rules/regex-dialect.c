/*
 * regex-dialect: a pattern that JSON Schema's regular expressions do not have.
 *
 * "pattern" and "patternProperties".
 */
#include "lint/lint.h"

const struct rule rule_regex_dialect = {
    .info =
	{
	    .name = "regex-dialect",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "a pattern that JSON Schema's regular expressions do not have",
	    .reason = "JSON Schema takes its regular expressions from ECMA-262 "
		      "(JavaScript) in Unicode\n"
		      "mode. Other languages have more, as (?i) or \\A, and validators "
		      "built on those\n"
		      "accept them: the schema then works with one validator only.",
	    .bad = "{ \"pattern\": \"(?i)^[a-z]+$\" }",
	    .good = "{ \"pattern\": \"^[A-Za-z]+$\" }",
	    .example = EXAMPLE_SCHEMA,
	    .fix = "Write it with what ECMA-262 has.",
	    .source = "JSON Schema 2020-12, Core, 6.4; ECMA-262, section 22.2.1",
	},
};
