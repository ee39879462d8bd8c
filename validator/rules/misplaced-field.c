/*
 * misplaced-field: a property stands at the wrong level.
 *
 * A known name, at another level.
 */
#include "lint/lint.h"

const struct rule rule_misplaced_field = {
    .info =
	{
	    .name = "misplaced-field",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "a property stands at the wrong level",
	    .reason = "The name is right, the place is not, so it has no effect. The "
		      "guide itself lists\n"
		      "\"deactivateflag\" among the fields at the top, but it is part "
		      "of the retry\n"
		      "policy.",
	    .bad = "{ \"deactivateFlag\": \"true\" }",
	    .good = "{ \"retryPolicy\": { \"deactivateFlag\": \"true\" } }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Move it to the place that is named.",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a webhook "
		      "subscription, optional fields; Retry policy",
	},
};
