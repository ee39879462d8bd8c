/*
 * invalid-schema: the schema is not valid by its own dialect.
 *
 * Found before anything is checked: the exit status is 2.
 */
#include "lint/lint.h"

const struct rule rule_invalid_schema = {
    .info =
	{
	    .name = "invalid-schema",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "the schema is not valid by its own dialect",
	    .reason = "Each dialect of JSON Schema has a schema for schemas. What does "
		      "not meet it has\n"
		      "no meaning: \"type\": \"text\" or \"minLength\": \"5\" would "
		      "check nothing, or something\n"
		      "else than was meant.",
	    .bad = "{ \"type\": \"text\" }",
	    .good = "{ \"type\": \"string\" }",
	    .example = EXAMPLE_SCHEMA,
	    .fix = "Correct the schema at the place shown; see also: hookvet schema "
		   "check FILE.",
	    .source = "JSON Schema 2020-12, Core, 8.1.1",
	},
};
