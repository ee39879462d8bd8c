/*
 * malformed-event-type: this cannot be the name of an event type.
 *
 * A pattern in the schema; whether the event exists is another question.
 */
#include "lint/lint.h"

const struct rule rule_malformed_event_type = {
    .info =
	{
	    .name = "malformed-event-type",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "this cannot be the name of an event type",
	    .reason = "All names have three to five words with dots between them, as\n"
		      "invoicing.customer.invoice.paid. What has another form is a "
		      "display name, a\n"
		      "wildcard or a slip, and is never delivered.",
	    .bad = "{ \"products\": [ { \"productId\": \"customerInvoicing\", "
		   "\"eventTypes\": [ \"Invoice paid\" ] } ] }",
	    .good = "{ \"products\": [ { \"productId\": \"customerInvoicing\",\n"
		    "    \"eventTypes\": [ \"invoicing.customer.invoice.paid\" ] } ] }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Write the name as it stands in: hookvet catalogue PRODUCT.",
	    .source = "Webhooks Implementation Guide 26.7.01, Supported products and "
		      "event types",
	},
};
