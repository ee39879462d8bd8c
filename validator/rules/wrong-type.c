/*
 * wrong-type: the value has another type than is wanted.
 *
 * Keyword "type" of a schema; it hides every other problem of the value.
 */
#include "lint/lint.h"

const struct rule rule_wrong_type = {
    .info =
	{
	    .name = "wrong-type",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "the value has another type than is wanted",
	    .reason = "A list is not one string, and a name is not a number. The "
		      "service reads each\n"
		      "field as the type that its interface description gives, and "
		      "refuses others.",
	    .bad = "{ \"products\": { \"productId\": \"eCheck\", \"eventTypes\": [ "
		   "\"payments.voids.failed\" ] } }",
	    .good = "{ \"products\": [ { \"productId\": \"eCheck\", \"eventTypes\": "
		    "[ \"payments.voids.failed\" ] } ] }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Write a value of the type that is named.",
	    .source = "OpenAPI description of the service; JSON Schema 2020-12, "
		      "Validation, 6.1.1",
	},
};
