/*
 * unused-security-config: 'config' with the security type KEY.
 *
 * The settings of OAuth beside the security type KEY.
 */
#include "lint/lint.h"

const struct rule rule_unused_security_config = {
    .info =
	{
	    .name = "unused-security-config",
	    .severity = SEV_INFO,
	    .found_by = "schema",
	    .summary = "'config' with the security type KEY",
	    .reason = "The settings are for OAuth; with KEY nothing reads them. "
		      "Perhaps the type was to\n"
		      "be oAuth: then deliveries go out without the token that your "
		      "server expects.",
	    .bad = "{ \"securityPolicy\": { \"securityType\": \"KEY\", \"config\": {\n"
		   "    \"oAuthURL\": \"https://auth.acme-store.com/token\",\n"
		   "    \"oAuthTokenType\": \"Bearer\", \"oAuthTokenExpiry\": 365 } "
		   "} }",
	    .good = "{ \"securityPolicy\": { \"securityType\": \"KEY\" } }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Remove 'config', or set the type that is meant.",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a subscription "
		      "with OAuth",
	},
};
