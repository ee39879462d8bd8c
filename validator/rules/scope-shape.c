/*
 * scope-shape: 'notificationScope' is an object, a string is expected.
 *
 * An object where a create request has a string.
 */
#include "lint/lint.h"

const struct rule rule_scope_shape = {
    .info =
	{
	    .name = "scope-shape",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "'notificationScope' is an object, a string is expected",
	    .reason = "Every documented request that makes a subscription has a "
		      "string, and so has\n"
		      "every response; only updates are described with an object. "
		      "Programs that read\n"
		      "the file as described fail at the object.",
	    .bad = "{ \"notificationScope\": { \"scope\": \"SELF\" } }",
	    .good = "{ \"notificationScope\": \"SELF\" }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Suggested fix: write the word alone.",
	    .source = "SDK documentation of versions 1 and 2, notificationScope",
	},
};
