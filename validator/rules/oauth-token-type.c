/*
 * oauth-token-type: the token type is not Bearer.
 *
 * A "const" in the schema.
 */
#include "lint/lint.h"

const struct rule rule_oauth_token_type = {
    .info =
	{
	    .name = "oauth-token-type",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "the token type is not Bearer",
	    .reason = "Bearer is the only token type that the documentation knows.",
	    .bad = "{ \"securityPolicy\": { \"securityType\": \"oAuth\", "
		   "\"config\": {\n"
		   "    \"oAuthURL\": \"https://auth.acme-store.com/token\",\n"
		   "    \"oAuthTokenType\": \"MAC\", \"oAuthTokenExpiry\": 365 } } }",
	    .good = "{ \"securityPolicy\": { \"securityType\": \"oAuth\", "
		    "\"config\": {\n"
		    "    \"oAuthURL\": \"https://auth.acme-store.com/token\",\n"
		    "    \"oAuthTokenType\": \"Bearer\", \"oAuthTokenExpiry\": 365 } "
		    "} }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Suggested fix: write \"Bearer\".",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a subscription "
		      "with OAuth, securityPolicy.config.oAuthTokenType",
	},
};
