/*
 * field-alias: another spelling of a known property.
 *
 * Spellings that occur in prose and in old examples.
 */
#include "lint/lint.h"

const struct rule rule_field_alias = {
    .info =
	{
	    .name = "field-alias",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "another spelling of a known property",
	    .reason = "The guide writes oAuthUrl in its prose and oAuthURL in its "
		      "examples, client_id\n"
		      "in one place and clientId in the other. What is not spelt as in "
		      "the interface\n"
		      "description may be passed over.",
	    .bad = "{ \"securityPolicy\": { \"securityType\": \"oAuth\", "
		   "\"config\": {\n"
		   "    \"oAuthUrl\": \"https://auth.acme-store.com/token\",\n"
		   "    \"oAuthTokenType\": \"Bearer\", \"oAuthTokenExpiry\": 365 } "
		   "} }",
	    .good = "{ \"securityPolicy\": { \"securityType\": \"oAuth\", "
		    "\"config\": {\n"
		    "    \"oAuthURL\": \"https://auth.acme-store.com/token\",\n"
		    "    \"oAuthTokenType\": \"Bearer\", \"oAuthTokenExpiry\": 365 } "
		    "} }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Suggested fix: rename it. Of two spellings side by side, remove "
		   "one.",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a subscription "
		      "with OAuth; with OAuth and JWT",
	},
};
