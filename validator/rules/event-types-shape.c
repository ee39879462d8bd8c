/*
 * event-types-shape: the event types are not an array of strings.
 *
 * Objects of a list of products, or one string for all.
 */
#include "lint/lint.h"

const struct rule rule_event_types_shape = {
    .info =
	{
	    .name = "event-types-shape",
	    .severity = SEV_ERROR,
	    .found_by = "schema",
	    .summary = "the event types are not an array of strings",
	    .reason = "The list of products that the service returns has objects, { "
		      "\"eventName\": \"...\"\n"
		      "}; a request has the names alone. The guide says to separate "
		      "the values by\n"
		      "commas: commas of the array are meant, not commas within one "
		      "string.",
	    .bad = "{ \"products\": [ { \"productId\": \"customerInvoicing\",\n"
		   "    \"eventTypes\": [ { \"eventName\": "
		   "\"invoicing.customer.invoice.paid\" } ] } ] }",
	    .good = "{ \"products\": [ { \"productId\": \"customerInvoicing\",\n"
		    "    \"eventTypes\": [ \"invoicing.customer.invoice.paid\" ] } ] }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Suggested fix: the names as strings, each for itself.",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a webhook "
		      "subscription, products.eventTypes; List of products",
	},
};
