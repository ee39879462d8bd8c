/*
 * undocumented-field: a property that the documentation does not have here.
 *
 * Fields that exist somewhere but not in the description of this request.
 */
#include "lint/lint.h"

const struct rule rule_undocumented_field = {
    .info =
	{
	    .name = "undocumented-field",
	    .severity = SEV_INFO,
	    .found_by = "schema",
	    .summary = "a property that the documentation does not have here",
	    .reason = "proxyType is described for version 1 of the API only, and "
		      "securityPolicy.keyId\n"
		      "nowhere. Programs of the service's own send them, so they do no "
		      "harm; what they\n"
		      "do is not known.",
	    .bad = "{ \"securityPolicy\": { \"securityType\": \"KEY\", "
		   "\"proxyType\": \"external\" } }",
	    .good = "{ \"securityPolicy\": { \"securityType\": \"KEY\" } }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Suggested fix: remove it.",
	    .source = "SDK documentation of versions 1 and 2, securityPolicy",
	},
};
