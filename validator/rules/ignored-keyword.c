/*
 * ignored-keyword: a keyword of a schema that can have no effect.
 *
 * Beside $ref in old drafts, without its companion, or about another type.
 */
#include "lint/lint.h"

const struct rule rule_ignored_keyword = {
    .info =
	{
	    .name = "ignored-keyword",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "a keyword that has no effect where it stands",
	    .reason =
		"The schema is valid, but this keyword checks nothing: 'then' "
		"needs an 'if', and\n"
		"before 2019-09 everything beside '$ref' is ignored, '$id' too. An "
		"'if' alone has\n"
		"an effect where an 'unevaluatedProperties' or 'unevaluatedItems' "
		"counts what it\n"
		"evaluates, and nothing is said then. Said by 'hookvet schema "
		"check'.",
	    .bad = "{ \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
		   "  \"definitions\": { \"text\": { \"type\": \"string\" } },\n"
		   "  \"properties\": { \"name\": {\n"
		   "    \"$ref\": \"#/definitions/text\", \"minLength\": 1 } } }",
	    .good = "{ \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
		    "  \"definitions\": { \"text\": { \"type\": \"string\" } },\n"
		    "  \"properties\": { \"name\": { \"allOf\": [\n"
		    "    { \"$ref\": \"#/definitions/text\" }, { \"minLength\": 1 } ] "
		    "} } }",
	    .example = EXAMPLE_SCHEMA,
	    .fix = "Put what belongs together into an \"allOf\", add what is missing, "
		   "or remove the keyword.",
	    .source = "JSON Schema draft 7, Core, 8.3; 2020-12, Core, 10.2.2",
	},
};
