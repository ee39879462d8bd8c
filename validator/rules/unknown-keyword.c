/*
 * unknown-keyword: a keyword that the dialect does not have.
 *
 * A member of a schema that is no keyword, but similar to one.
 */
#include "lint/lint.h"

const struct rule rule_unknown_keyword = {
    .info =
	{
	    .name = "unknown-keyword",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "a keyword that the dialect does not have",
	    .reason = "Unknown members of a schema are annotations: they check "
		      "nothing. A misspelt\n"
		      "\"requird\" lets everything pass.",
	    .bad = "{ \"requird\": [ \"name\" ] }",
	    .good = "{ \"required\": [ \"name\" ] }",
	    .example = EXAMPLE_SCHEMA,
	    .fix =
		"Write the similar name that is shown. A member of your own may begin "
		"with \"x-\".",
	    .source = "JSON Schema 2020-12, Core, 6.5",
	},
};
