/*
 * unknown-field: a property that is not defined here.
 *
 * Keyword "additionalProperties" (false) or "unevaluatedProperties" of a schema.
 */
#include "lint/lint.h"

const struct rule rule_unknown_field = {
    .info =
	{
	    .name = "unknown-field",
	    .severity = SEV_WARNING,
	    .found_by = "schema",
	    .summary = "a property that is not defined here",
	    .reason = "Nothing tells you that a property is not understood: the "
		      "service passes over it.\n"
		      "A misspelt healthCheckUrl is no healthCheckUrl, and the "
		      "subscription stays\n"
		      "inactive. (A schema of your own that forbids further properties "
		      "makes this an\n"
		      "error.)",
	    .bad = "{ \"healthCheckUri\": \"https://hooks.acme-store.com/health\" }",
	    .good = "{ \"healthCheckUrl\": \"https://hooks.acme-store.com/health\" }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Suggested fix: rename it to the similar name, if there is one. "
		   "Else remove it.",
	    .source = "OpenAPI description of the service; JSON Schema 2020-12, Core, "
		      "10.3.2.3",
	},
};
