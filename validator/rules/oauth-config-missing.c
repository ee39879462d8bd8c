/*
 * oauth-config-missing: an OAuth policy without all that OAuth needs.
 *
 * "required" in the schema, under the condition that the security type is an OAuth one.
 */
#include "lint/lint.h"

const struct rule rule_oauth_config_missing = {
    .info =
	{
	    .name = "oauth-config-missing",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "an OAuth policy without all that OAuth needs",
	    .reason = "With the security type oAuth the service first asks an "
		      "authorization server for\n"
		      "a token. It must know where (oAuthURL), which kind of token "
		      "(oAuthTokenType) and\n"
		      "how long one is valid (oAuthTokenExpiry). oAuth_JWT also signs "
		      "a token of its\n"
		      "own, with aud, client_id, keyId and scope in additionalConfig.",
	    .bad = "{ \"securityPolicy\": { \"securityType\": \"oAuth\" } }",
	    .good = "{ \"securityPolicy\": { \"securityType\": \"oAuth\", "
		    "\"config\": {\n"
		    "    \"oAuthURL\": \"https://auth.acme-store.com/token\",\n"
		    "    \"oAuthTokenType\": \"Bearer\", \"oAuthTokenExpiry\": 365 } "
		    "} }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Add what is named; or use the security type KEY.",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a subscription "
		      "with OAuth; with OAuth and JWT, required fields",
	},
};
