/*
 * invalid-format: the text is no date, or not of the format that is wanted.
 *
 * Keyword "format" of a schema, and dates of the service, which have forms of their
 * own.
 */
#include "lint/lint.h"

const struct rule rule_invalid_format = {
    .info =
	{
	    .name = "invalid-format",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "the text is no date, or not of the format that is wanted",
	    .reason = "Dates are written by RFC 3339: year, month, day, T, time, zone. "
		      "The service\n"
		      "itself also writes them with a blank and without a zone; both "
		      "are taken in\n"
		      "responses.",
	    .bad = "{ \"byDeliveryStatus\": { \"status\": \"FAILED\",\n"
		   "    \"startTime\": \"01/07/2026\", \"endTime\": \"02/07/2026\" } }",
	    .good = "{ \"byDeliveryStatus\": { \"status\": \"FAILED\",\n"
		    "    \"startTime\": \"2026-07-01T00:00:00Z\", \"endTime\": "
		    "\"2026-07-02T00:00:00Z\" } }",
	    .example = EXAMPLE_WHOLE,
	    .example_kind = "replay-request",
	    .fix = "Write it as the example does.",
	    .source = "RFC 3339, section 5.6; JSON Schema 2020-12, Validation, 7.3",
	},
};
