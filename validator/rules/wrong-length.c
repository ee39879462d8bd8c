/*
 * wrong-length: too short, too long, too few or too many.
 *
 * Keywords "minLength", "maxLength", "minItems", "maxItems", "minProperties" and
 * "maxProperties" of a schema.
 */
#include "lint/lint.h"

const struct rule rule_wrong_length = {
    .info =
	{
	    .name = "wrong-length",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "too short, too long, too few or too many",
	    .reason = "An empty id names nobody, and an empty list selects nothing.",
	    .bad = "{ \"organizationId\": \"\" }",
	    .good = "{ \"organizationId\": \"acme_store_1749131358\" }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Write as much as is wanted.",
	    .source = "JSON Schema 2020-12, Validation, 6.3.1, 6.3.2, 6.4.1, 6.4.2, "
		      "6.5.1 and 6.5.2",
	},
};
