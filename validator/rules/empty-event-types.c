/*
 * empty-event-types: the list of event types is empty.
 *
 * In a list of products it is worth a note only: some products have no events.
 */
#include "lint/lint.h"

const struct rule rule_empty_event_types = {
    .info =
	{
	    .name = "empty-event-types",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "the list of event types is empty",
	    .reason = "A subscription without events delivers nothing. In a list of "
		      "products, an empty\n"
		      "list says that the product has no events to subscribe to.",
	    .bad = "{ \"products\": [ { \"productId\": \"customerInvoicing\", "
		   "\"eventTypes\": [] } ] }",
	    .good = "{ \"products\": [ { \"productId\": \"customerInvoicing\",\n"
		    "    \"eventTypes\": [ \"invoicing.customer.invoice.paid\" ] } ] }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Name the events that are wanted, or take the product out.",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a webhook "
		      "subscription, products.eventTypes",
	},
};
