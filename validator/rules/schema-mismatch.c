/*
 * schema-mismatch: the value is not what the schema asks for.
 *
 * What the other keywords say: "not", "oneOf", "anyOf", "contains", "uniqueItems",
 * "dependentRequired", "propertyNames" and a schema that is false.
 */
#include "lint/lint.h"

const struct rule rule_schema_mismatch = {
    .info =
	{
	    .name = "schema-mismatch",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "the value is not what the schema asks for",
	    .reason = "A schema can ask for more than types and values: one of several "
		      "forms, no\n"
		      "repeated elements, a property only together with another. The "
		      "message says which\n"
		      "of these does not hold.",
	    .fix = "Change the value as the message says; see also: hookvet schema "
		   "show NAME.",
	    .source = "JSON Schema 2020-12, Core, 10 and 11; JSON Schema 2020-12, "
		      "Validation, 6",
	},
};
