/*
 * undefined-property: "required" names a property that the schema does not define.
 */
#include "lint/lint.h"

const struct rule rule_undefined_property = {
    .info =
	{
	    .name = "undefined-property",
	    .severity = SEV_INFO,
	    .found_by = "schema",
	    .summary =
		"\"required\" names a property that \"properties\" does not have",
	    .reason =
		"Nothing is said about the value of that property, so anything "
		"will do; often the\n"
		"name is misspelt. With \"additionalProperties\": false no object "
		"can be valid:\n"
		"then it is a warning. Said by 'hookvet schema check'.",
	    .bad = "{ \"properties\": { \"webhookUrl\": { \"type\": \"string\" } },\n"
		   "  \"required\": [ \"webhookURL\" ] }",
	    .good = "{ \"properties\": { \"webhookUrl\": { \"type\": \"string\" } },\n"
		    "  \"required\": [ \"webhookUrl\" ] }",
	    .example = EXAMPLE_SCHEMA,
	    .fix = "Use the name that \"properties\" has, or define the property.",
	    .source = "JSON Schema 2020-12, Validation, 6.5.3",
	},
};
